/*
 * The entry of a claim whose source and content are known.
 *
 * The cue's entry gives lemma and act; when the rule says `takes = for` and it has a tag `for=ask`, that act goes before.
 */
#include <string.h>

#include "extract/calendar.h"
#include "extract/claim.h"

static const double SURE = 0.9, LIKELY = 0.7;

enum {
    YEAR = 4, /* digits of a value that is no more than a year */
    NEAR = 8, /* tokens from cue, source or content to a date behind them */
};

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

/* ------------------------------------------------------------------------------------- when it was said */

/* The number of the first hit that begins at token t or behind it: of the dates and numbers, which their entries are in the
   order of. */
static size_t first_from(const hits *all, uint32_t t)
{
    size_t low = 0, high = all->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->at[middle]->first < t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_apart(const hit *h, span s)
{
    return h->last <= s.first || h->first >= s.last;
}

static size_t date_at(const article *a, span where)
{
    size_t i = first_from(&a->dates, where.first);
    if (i && !is_apart(a->dates.at[i - 1], where)) /* it begins before */
        return i - 1;
    return i < a->dates.n && !is_apart(a->dates.at[i], where) ? i : QUOTH_NONE;
}

static bool outside(const draft *d, const hit *h)
{
    bool out = is_apart(h, d->source);
    for (size_t i = 0; i < d->content.n && out; i++)
        out = is_apart(h, d->content.at[i]);
    return out;
}

/* Whether a day, YYYY-MM-DD, is not known to be over. */
static bool is_to_come(const article *a, const char *date)
{
    day first;
    return a->published.year && date && calendar_read(date, strlen(date), &first) && calendar_compare(first, a->published) > 0;
}

/* Whether a date may be when something was said: "Solen, who has led it since 2019, said" and "he vowed to leave by Monday"
   tell nothing. */
static bool is_point(const article *a, const quoth_date *d)
{
    return d->type && !word_is(d->type, "DURATION") && !word_is(d->type, "SET") && d->value && strlen(d->value) > YEAR &&
           !strchr(d->value, '_') && !d->bound && !is_to_come(a, d->begin);
}

static bool comma_within(const article *a, uint32_t from, uint32_t to)
{
    while (from < to && !(a->tokens->at[from].role & ROLE_COMMA))
        from++;
    return from < to;
}

/* Where the last of cue, source and content that ends in front of a token ends. */
static uint32_t end_before(const draft *d, uint32_t at)
{
    uint32_t end = d->cue.last <= at ? d->cue.last : 0;
    if (d->source.last <= at && d->source.last > end)
        end = d->source.last;
    for (size_t i = 0; i < d->content.n; i++)
        if (d->content.at[i].last <= at && d->content.at[i].last > end)
            end = d->content.at[i].last;
    return end;
}

/* Whether a date stands with the cue, and not in an aside or in another clause: "Solen, who left in May, said" tells nothing. */
static bool stands_by(const article *a, const draft *d, const hit *h)
{
    if (h->first < d->cue.first)
        return h->last <= d->source.first || !comma_within(a, d->source.last, h->first);
    uint32_t end = end_before(d, h->first);
    return h->first - end <= NEAR && !comma_within(a, end, h->first);
}

/*
 * The date nearest to the cue in its sentence, not in source or content; of those before the cue if there are any: "On
 * Monday, the firm had said so; a day later ...".
 */
static size_t date_beside(const article *a, const draft *d)
{
    const uint32_t *sentence = article_sentence(a, d->cue.first);
    size_t before = QUOTH_NONE, behind = QUOTH_NONE;
    for (size_t i = first_from(&a->dates, sentence[0]); i < a->dates.n; i++) {
        const hit *h = a->dates.at[i];
        if (h->first >= sentence[1])
            break;
        if (h->last > sentence[1] || !is_point(a, &a->date_entries.at[i]) || !outside(d, h) || !stands_by(a, d, h))
            continue;
        if (h->first < d->cue.first)
            before = i;
        else if (behind == QUOTH_NONE)
            behind = i;
    }
    return before != QUOTH_NONE ? before : behind;
}

static void set_said(const article *a, const draft *d, quoth_claim *c)
{
    span s;
    c->said_date = QUOTH_NONE;
    if (hit_span(d->hit, "said", 0, &s.first, &s.last)) {
        c->said_date = date_at(a, s);
    } else {
        c->said_date = date_beside(a, d);
        if (c->said_date != QUOTH_NONE)
            article_note(a, d->hit, "said on d%zu, the nearest date of the sentence outside source and content",
                         c->said_date + 1);
    }
    if (c->said_date != QUOTH_NONE)
        c->said = a->date_entries.at[c->said_date].value;
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
    for (size_t i = first_from(all, extent.first); i < all->n && all->at[i]->first < extent.last; i++)
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
    set_said(a, d, c);
    set_inner(a, d, c);
}
