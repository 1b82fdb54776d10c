/*
 * People: candidates, evidence and decision, as the stages bring them.
 *
 * The frame (docs/people.md): a candidate has `weight` and, where the rule knows them, `given`, `family` and
 * `suffix`; evidence has the candidate in its group `naming`, a `weight` and perhaps a `role`; what is no person
 * has `other`; the rule that decides has `decide`.
 */
#include "extract/kinds.h"
#include "extract/numeral.h"
#include "extract/person.h"

static int whole(const char *value)
{
    const char *end;
    return (int)numeral_whole(value, &end);
}

static int weight_of(const hit *h)
{
    const char *value = hit_value(h, "weight");
    return value ? whole(value) : 0;
}

/* The sum of the list values of the words in the groups `telling`. */
static int telling_of(const hit *h)
{
    int sum = 0;
    const char *value;
    uint32_t at;
    for (field_walk w = hit_begin(h, "telling"); walk_unit(&w, &value, &at);)
        sum += value ? whole(value) : 0;
    return sum;
}

/* ------------------------------------------------------------------------------------------ candidates */

/* What a rule adds when a part of one letter has no period: "A Carter" may be an article and a name. */
static int bare_of(const article *a, const hit *h)
{
    const char *value = hit_value(h, "bare");
    for (uint32_t t = h->first; value && t < h->last; t++) {
        const token *k = &a->tokens->at[t];
        if (k->end - k->start == 1 && (k->flags & TOKEN_UPPER))
            return whole(value);
    }
    return 0;
}

/* What a title says counts before what the given name says. */
static void take_sex(naming *n, const char *sex)
{
    if (sex && *sex)
        n->sex = *sex;
}

static void take_candidate(article *a, hit *h)
{
    naming *n = naming_make(a, h);
    n->base = weight_of(h) + telling_of(h) + bare_of(a, h);
    n->other = hit_has(h, "other");
    if (n->part_count > 1) /* alone it may be a family name */
        take_sex(n, hit_tag(h, "given", "sex"));
    n->given = hit_tag(h, "given", "as");
    h->entry = n;
    h->value = n->key;
    *arena_push(a->arena, &a->people) = h;
}

/* -------------------------------------------------------------------------------------------- evidence */

/* Leaves out a role that is already there. */
static void add_role(article *a, naming *n, const hit *h)
{
    uint32_t first, last;
    for (field_walk w = hit_begin(h, "role"); walk_group(&w, &first, &last);) {
        *arena_push(a->arena, &n->roles) = article_piece(a, first, last);
        if (n->role_to == n->role_from) {
            n->role_from = first;
            n->role_to = last;
        }
    }
}

static void take_evidence(article *a, hit *h)
{
    const hit *inner;
    for (field_walk w = hit_begin(h, "naming"); (inner = walk_inner(&w));) {
        naming *n = inner->entry;
        if (!n)
            continue;
        int weight = weight_of(h) + telling_of(h);
        *(hit_has(h, "alone") ? &n->alone : &n->context) += weight;
        if (a->explain)
            article_note(a, h, "adds %+d to %s", weight, naming_words(a, n));
        take_sex(n, hit_tag(h, "mark", "sex"));
        add_role(a, n, h);
    }
}

/* -------------------------------------------------------------------------------------------- decision */

/* The candidates that stand side by side, from the evidence that a->people holds behind them. */
static peer_list find_peers(article *a)
{
    peer_list found = {0};
    for (size_t i = 0; i < a->people.n; i++) {
        const hit *h = a->people.at[i];
        const hit *one = hit_inner(h, "naming"), *other = hit_inner(h, "peer");
        if (one && other)
            *arena_push(a->arena, &found) = (peers){one->entry, other->entry, weight_of(h)};
    }
    return found;
}

/* Weighs all candidates, and leaves in a->people only what is decided hereafter. */
static void weigh(article *a)
{
    peer_list beside = find_peers(a);
    hits candidates = {0};
    namings all = {0};
    arena_reserve(a->arena, &candidates, a->people.n);
    arena_reserve(a->arena, &all, a->people.n);
    for (size_t i = 0; i < a->people.n; i++)
        if (a->people.at[i]->entry)
            *arena_push(a->arena, &candidates) = a->people.at[i];
    article_in_order(a, &candidates);
    for (size_t i = 0; i < candidates.n; i++)
        *arena_push(a->arena, &all) = candidates.at[i]->entry;
    a->people = (hits){0};
    namings_trim(a, &all);
    if (all.n)
        namings_weigh(a, &all, &beside);
}

static void decide(article *a, hit *h)
{
    const hit *inner = match_inner(h);
    naming *n = inner ? inner->entry : NULL;
    h->dropped = !n || !n->kept;
    h->note = n ? n->hit->note : NULL;
    if (h->dropped)
        return;
    h->entry = n;
    h->value = n->key;
    *arena_push(a->arena, &a->people) = h;
}

void person_found(article *a, const hits *found)
{
    bool weighed = false;
    for (size_t i = 0; i < found->n; i++) {
        hit *h = found->at[i];
        if (hit_has(h, "decide")) {
            if (!weighed)
                weigh(a);
            weighed = true;
            decide(a, h);
        } else if (hit_has(h, "peer")) {
            *arena_push(a->arena, &a->people) = h; /* its entry stays empty: find_peers reads it */
        } else if (hit_has(h, "naming")) {
            take_evidence(a, h);
        } else {
            take_candidate(a, h);
        }
    }
}
