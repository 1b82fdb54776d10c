/* When a claim was said. */
#include <string.h>

#include "extract/calendar.h"
#include "extract/claim.h"

enum {
    YEAR = 4, /* digits of a value that is no more than a year */
    NEAR = 8, /* tokens from cue, source or content to a date behind them */
};

static bool is_apart(const hit *h, span s)
{
    return h->last <= s.first || h->first >= s.last;
}

static size_t date_at(const article *a, span where)
{
    size_t i = article_hit_from(&a->dates, where.first);
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
    for (size_t i = article_hit_from(&a->dates, sentence[0]); i < a->dates.n; i++) {
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

void claim_set_said(const article *a, const draft *d, quoth_claim *c)
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
