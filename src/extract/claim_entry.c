/*
 * The entry of a claim whose source and content are known.
 *
 * The cue's entry gives lemma and act; when the rule says `takes = for` and it has a tag `for=ask`, that act goes before.
 */
#include <string.h>

#include "extract/claim.h"

static const double SURE = 0.9, LIKELY = 0.7;

/* ------------------------------------------------------------------------------------------ lemma and act */

/* The group whose list entry tells lemma and act: of "refused to say" the verb `say`, else the cue. */
static field_key verb_field(const hit *h)
{
    return hit_has(h, "verb") ? field_named("verb") : field_named("cue");
}

static const char *act_of(const hit *h, field_key verb)
{
    const char *takes = hit_value(h, "takes");
    const char *act = takes ? field_tag(h, verb, takes) : NULL;
    if (act && *act)
        return act;
    const char *set = hit_value(h, "act");
    act = set ? set : field_tag(h, verb, "act");
    const hit *noun = act ? NULL : field_inner(h, verb); /* "expressed concern that" */
    return noun ? hit_tag(noun, "noun", "act") : act;
}

static const char *lemma_of(const hit *h, field_key verb)
{
    const char *lemma = hit_value(h, "lemma");
    if (lemma)
        return lemma;
    const hit *noun = field_inner(h, verb);
    lemma = noun ? hit_value(noun, "noun") : NULL;
    return lemma ? lemma : field_value(h, verb);
}

void claim_verb(draft *d)
{
    field_key verb = verb_field(d->hit);
    d->act = act_of(d->hit, verb);
    d->lemma = lemma_of(d->hit, verb);
}

/* --------------------------------------------------------------------------------------- what it holds */

static void set_content(const article *a, const draft *d, quoth_claim *c)
{
    quoth_piece *pieces = arena_take(a->arena, d->content.n * sizeof *pieces);
    for (size_t i = 0; i < d->content.n; i++)
        pieces[i] = article_piece(a, d->content.at[i].first, d->content.at[i].last);
    c->content = pieces;
    c->content_count = d->content.n;
}

static bool holds(const draft *d, const hit *h)
{
    for (size_t i = 0; i < d->content.n; i++)
        if (h->first >= d->content.at[i].first && h->last <= d->content.at[i].last)
            return true;
    return false;
}

/* From the beginning of the content's first part to the end of its last: nothing else need be looked at. */
static span content_extent(const draft *d)
{
    span all = d->content.at[0];
    for (size_t i = 1; i < d->content.n; i++) {
        span s = d->content.at[i];
        all.first = s.first < all.first ? s.first : all.first;
        all.last = s.last > all.last ? s.last : all.last;
    }
    return all;
}

typedef VECTOR(size_t) ids;

/* Adds an id at its place in the order, unless it is there. */
static void add_id(const article *a, ids *all, size_t id)
{
    size_t at = all->n;
    while (at && all->at[at - 1] > id)
        at--;
    if (at && all->at[at - 1] == id)
        return;
    arena_push(a->arena, all);
    for (size_t i = all->n - 1; i > at; i--)
        all->at[i] = all->at[i - 1];
    all->at[at] = id;
}

static ids people_in(const article *a, const draft *d)
{
    ids found = {0};
    for (size_t k = 0; k < d->content.n; k++)
        for (size_t i = article_mention_from(a, d->content.at[k].first); i < a->mentions.n; i++) {
            const person_mention *m = &a->mentions.at[i];
            if (m->first >= d->content.at[k].last)
                break;
            if (m->last <= d->content.at[k].last)
                add_id(a, &found, m->person);
        }
    return found;
}

/* The ids of those of some hits that stand inside the content. */
static ids inside(const article *a, const draft *d, const hits *all)
{
    ids found = {0};
    span extent = content_extent(d);
    for (size_t i = article_hit_from(all, extent.first); i < all->n && all->at[i]->first < extent.last; i++)
        if (holds(d, all->at[i]))
            *arena_push(a->arena, &found) = i;
    return found;
}

static void set_inner(const article *a, const draft *d, quoth_claim *c)
{
    ids dates = inside(a, d, &a->dates), numbers = inside(a, d, &a->numbers), people = people_in(a, d);
    c->dates = dates.at;
    c->date_count = dates.n;
    c->numbers = numbers.at;
    c->number_count = numbers.n;
    c->people = people.at;
    c->person_count = people.n;
}

void claim_fill(const article *a, const draft *d, quoth_claim *c)
{
    c->kind = content_kind(a, d);
    c->source_person = d->person;
    c->rule = d->hit->rule;
    if (d->source.last > d->source.first) {
        c->source = article_piece(a, d->source.first, d->source.last);
        c->source_type = d->source_type;
        c->source_name = d->source_name;
    }
    c->cue = article_piece(a, d->cue.first, d->cue.last);
    c->lemma = d->lemma;
    c->act = d->act;
    c->negated = hit_has(d->hit, "negated");
    c->confidence = word_is(c->kind, "direct") ? SURE : LIKELY;
    set_content(a, d, c);
    claim_set_said(a, d, c);
    set_inner(a, d, c);
}
