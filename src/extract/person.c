/*
 * People: candidates, evidence and decision, as the stages bring them, and at last the entries of the record.
 *
 * The frame (docs/people.md): a candidate has `weight` and, where the rule knows them, `given`, `family` and
 * `suffix`; evidence has the candidate in its group `naming`, a `weight` and perhaps a `role`; what is no person
 * has `other`; the rule that decides has `decide`.
 */
#include <string.h>

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

/* ---------------------------------------------------------------------------------------------- entries */

struct draft {
    const naming *fullest;
    pieces mentions, roles;
    int best;
};

static bool same_piece(const quoth_piece *a, const quoth_piece *b)
{
    return a->text.size == b->text.size && memcmp(a->text.data, b->text.data, a->text.size) == 0;
}

static void draft_role(article *a, struct draft *d, const quoth_piece *role)
{
    for (size_t i = 0; i < d->roles.n; i++)
        if (same_piece(&d->roles.at[i], role))
            return;
    *arena_push(a->arena, &d->roles) = *role;
}

static size_t letters(const article *a, const naming *n)
{
    return a->tokens->at[n->last - 1].end - a->tokens->at[n->first].start;
}

/* "ANNA BERG", but "A. BERG" only by its last part. */
static bool is_capitals(const article *a, const naming *n)
{
    quoth_slice s = article_token(a, n->last - 1);
    return s.size > 1 && s.data[1] >= 'A' && s.data[1] <= 'Z';
}

/*
 * The fullest form has the most parts; of two with as many, the longer one ("J. Smith", "John Smith").  What a
 * loose rule has found may have a word too many.
 */
static bool is_fuller(const article *a, const naming *n, const naming *other)
{
    bool both = other && other->part_count > 1 && n->part_count > 1;
    bool loose = both && hit_has(n->hit, "loose");
    if (both && loose != hit_has(other->hit, "loose"))
        return !loose;
    if (!other || n->part_count != other->part_count)
        return !other || n->part_count > other->part_count;
    if (is_capitals(a, n) != is_capitals(a, other))
        return is_capitals(a, other);
    return n->part_count > 1 && letters(a, n) > letters(a, other) + 1;
}

/* Each with room for its mentions. */
static struct draft *drafts_make(article *a, const namings *all, size_t n)
{
    struct draft *drafts = arena_alloc(a->arena, n * sizeof *drafts + 1);
    quoth_piece *room = arena_take(a->arena, all->n * sizeof *room);
    for (size_t i = 0; i < all->n; i++)
        drafts[all->at[i]->person].mentions.room++;
    for (size_t i = 0; i < n; i++) {
        drafts[i].mentions.at = room;
        room += drafts[i].mentions.room;
    }
    return drafts;
}

static void draft_mention(article *a, struct draft *d, const naming *n)
{
    if (is_fuller(a, n, d->fullest))
        d->fullest = n;
    if (n->total > d->best)
        d->best = n->total;
    *arena_push(a->arena, &d->mentions) = article_piece(a, n->first, n->last);
    for (size_t i = 0; i < n->roles.n; i++)
        draft_role(a, d, &n->roles.at[i]);
}

static const char *text_of(const article *a, uint32_t first, uint32_t last)
{
    if (last <= first)
        return NULL;
    quoth_piece p = article_piece(a, first, last);
    return arena_copy(a->arena, p.text.data, p.text.size);
}

static void set_parts(const article *a, const naming *n, quoth_person *p)
{
    if (n->part_count < 2)
        return;
    uint32_t family = naming_token(a, n, n->family);
    uint32_t first, last, end = n->last;
    if (hit_span(n->hit, "suffix", 0, &first, &last))
        end = first;
    if (n->family_first) {
        p->family = text_of(a, n->first, naming_token(a, n, 1));
        p->given = text_of(a, naming_token(a, n, 1), end);
    } else {
        p->given = text_of(a, n->first, family);
        p->family = text_of(a, family, end);
    }
}

static void fill_entry(const article *a, const struct draft *d, quoth_person *p)
{
    const naming *n = d->fullest;
    p->name = text_of(a, n->first, n->last);
    p->rule = n->hit->rule;
    p->roles = d->roles.at;
    p->role_count = d->roles.n;
    p->mentions = d->mentions.at;
    p->mention_count = d->mentions.n;
    set_parts(a, n, p);
    p->confidence = d->best >= 20 ? 0.98 : d->best <= 0 ? 0.5 : 0.5 + 0.024 * d->best;
}

void person_finish(article *a)
{
    namings all = {0};
    hits kept = {0};
    arena_reserve(a->arena, &all, a->people.n);
    arena_reserve(a->arena, &kept, a->people.n);
    for (size_t i = 0; i < a->people.n; i++) {
        naming *n = a->people.at[i]->entry;
        if (!n || !n->kept)
            continue; /* where there was nothing to decide */
        *arena_push(a->arena, &all) = n;
        *arena_push(a->arena, &kept) = a->people.at[i];
    }
    a->people = kept;
    size_t n = namings_link(a, &all);
    for (size_t i = 0; i < all.n; i++)
        kept.at[i]->note = all.at[i]->hit->note;
    struct draft *drafts = drafts_make(a, &all, n);
    arena_reserve(a->arena, &a->mentions, all.n);
    for (size_t i = 0; i < all.n; i++) {
        const naming *one = all.at[i];
        draft_mention(a, &drafts[one->person], one);
        *arena_push(a->arena, &a->mentions) = (person_mention){one->first, one->last, one->person};
    }
    quoth_person *entries = arena_alloc(a->arena, n * sizeof *entries);
    for (size_t i = 0; i < n; i++)
        fill_entry(a, &drafts[i], &entries[i]);
    a->person_entries.at = entries;
    a->person_entries.n = a->person_entries.room = n;
}
