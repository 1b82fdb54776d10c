/*
 * Which date a relative date counts from.
 *
 * In news it is the document's, and the direction of a bare "Monday" or "March" is that of the verb near it.  In a
 * narrative, which tells of the past year by year, it is the date last mentioned, and time goes on with the text.
 * The article itself shows which it is: a narrative names many past years and has hardly a "yesterday" or a bare
 * weekday; or names one past year alone and has its verbs in the past.  Expressions whose rules say so ("two days
 * later", "that year") count from the last mention in both.
 */
#include "extract/date.h"

#include <stdlib.h>
#include <string.h>

#define LONG_AGO 2       /* years before the document that make a year a past one */
#define DAYS_OF_WEEK 7
#define NARRATIVE_LEAST 8 /* past years in a narrative, at least */
#define JUMP_BACK 4  /* years that a narrative may go back at once */
#define JUMP_AHEAD 8 /* and ahead */
#define OPENING 4    /* words at most before a year that opens a sentence */
#define NARRATIVE_RATIO 6 /* and at least so many for each expression that counts from the document */
#define ONE_YEAR_LEAST 3  /* of one and the same year so many are enough, if nothing counts from the document */

static bool is_deictic(const frame *f)
{
    if (f->anchor != ANCHOR_DOCUMENT || !frame_is_partial(f) || frame_is_duration(f))
        return false;
    return f->weekday != UNSAID || f->shift != UNSAID;
}

/* Whether the verbs near dates tell of the past, but for one in so many. */
static bool is_told_in_past(const hits *tenses)
{
    size_t past = 0, other = 0;
    for (size_t i = 0; i < tenses->n; i++) {
        const char *tense = hit_value(tenses->at[i], "tense");
        if (word_is(tense, "past"))
            past++;
        else if (!word_is(tense, "clause"))
            other++;
    }
    return past > NARRATIVE_RATIO * other;
}

static bool is_narrative(const article *a, timex *const *dates, size_t n)
{
    size_t past = 0, deictic = 0;
    int year = UNSAID;
    bool one_year = true;
    for (size_t i = 0; i < n; i++) {
        const frame *f = &dates[i]->frame;
        if (f->year >= 100) {
            one_year = one_year && (year == UNSAID || f->year == year);
            year = f->year;
        }
        if (f->year >= 100 && (!a->published.year || f->year + LONG_AGO <= a->published.year))
            past++;
        else if (is_deictic(f))
            deictic++;
    }
    if (one_year && past >= ONE_YEAR_LEAST && !deictic)
        return is_told_in_past(&a->tenses);
    return past >= NARRATIVE_LEAST && past > NARRATIVE_RATIO * deictic;
}

void anchors_begin(anchors *s, const article *a, timex *const *dates, size_t n)
{
    memset(s, 0, sizeof *s);
    s->article = a;
    s->narrative = a->genre == QUOTH_GENRE_AUTO ? is_narrative(a, dates, n) : a->genre == QUOTH_GENRE_NARRATIVE;
}

static bool comma_between(const article *a, uint32_t from, uint32_t to)
{
    while (from < to && !(a->tokens->at[from].role & ROLE_COMMA))
        from++;
    return from < to;
}

/* Whether a hit is no verb but a word that opens a clause: what stands behind it is another's verb. */
static bool opens_clause(const hit *h)
{
    const char *tense = h ? hit_value(h, "tense") : NULL;
    return tense && word_is(tense, "clause");
}

/* The finite verb that is nearest to token t in its sentence; of two as near the one before it; NULL: none. */
static const hit *verb_near(anchors *s, uint32_t t)
{
    const article *a = s->article;
    const hits *tenses = &a->tenses;
    while (s->next_tense > 0 && tenses->at[s->next_tense - 1]->first >= t)
        s->next_tense--;
    while (s->next_tense < tenses->n && tenses->at[s->next_tense]->first < t)
        s->next_tense++;
    const uint32_t *sentence = article_sentence(a, t);
    uint32_t start = sentence[0], end = sentence[1];
    size_t k = s->next_tense, m = s->next_tense;
    while (k > 0 && tenses->at[k - 1]->first >= start && opens_clause(tenses->at[k - 1]))
        k--;
    const hit *before = k > 0 && tenses->at[k - 1]->first >= start ? tenses->at[k - 1] : NULL;
    while (m < tenses->n && tenses->at[m]->first < end && opens_clause(tenses->at[m]))
        m++;
    const hit *behind = m < tenses->n && tenses->at[m]->first < end ? tenses->at[m] : NULL;
    bool apart = m > s->next_tense, opened = k < s->next_tense;
    if (before && behind && !apart && opened) /* "said that on Tuesday it will end" */
        before = NULL;
    if (before && behind && !apart && behind->first - t < t - (before->last - 1) && !comma_between(a, t, behind->first))
        before = NULL;
    return before ? before : behind;
}

static bool bound_is(const timex *t, const char *bound)
{
    return t->bound && word_is(t->bound, bound);
}

static bool is_told(anchors *s, const timex *t)
{
    const hit *verb = verb_near(s, t->hit->first);
    const char *tense = verb ? hit_value(verb, "tense") : NULL;
    return tense && word_is(tense, "past");
}

static direction direction_of(anchors *s, const timex *t)
{
    const frame *f = &t->frame;
    if (bound_is(t, "since"))
        return DIRECTION_PAST;
    s->verb = verb_near(s, t->hit->first);
    const char *tense = s->verb ? hit_value(s->verb, "tense") : NULL;
    bool past = tense && word_is(tense, "past"), future = tense && word_is(tense, "future");
    if (f->quarter != UNSAID)
        return past ? DIRECTION_PAST : DIRECTION_NEAR;
    bool end = bound_is(t, "by") || bound_is(t, "until");
    if (f->holiday || (f->month != UNSAID && f->day != UNSAID))
        return past ? DIRECTION_DUE : future || end ? DIRECTION_COMING : DIRECTION_NEAR;
    if (end && !(past && t->range))
        return past ? DIRECTION_NEAR : DIRECTION_FUTURE;
    if (past || future)
        return future ? DIRECTION_FUTURE : f->month != UNSAID ? DIRECTION_DUE : DIRECTION_PAST;
    return f->month != UNSAID || f->season ? DIRECTION_NEAR : DIRECTION_PAST;
}

/* "A year earlier", said of a quarter, is a quarter; so is "the 1988 period". */
static bool take_quarter(const anchors *s, timex *t, reference *r)
{
    frame *f = &t->frame;
    bool year = f->unit.grain == GRAIN_YEAR && f->direction == DIRECTION_PAST && f->count == 1 && !s->narrative;
    bool quarter = f->unit.grain == GRAIN_QUARTER && f->anchor == ANCHOR_MENTION && f->shift == 0;
    if (!(year || quarter || f->quarterly) || (year && s->mention.grain != GRAIN_QUARTER && !f->quarterly))
        return false;
    period base = s->quarter;
    if (base.grain == GRAIN_NONE && f->unit.grain == GRAIN_YEAR)
        return false;
    if (base.grain == GRAIN_NONE) /* the last one that is over */
        base = period_shift(r->base, GRAIN_QUARTER, -1);
    if (f->quarterly && f->year != UNSAID && base.grain != GRAIN_NONE)
        f->quarter = (base.first.month + 2) / 3;
    r->base = base;
    return true;
}

/* The end of a range lies behind its beginning; but "from Sept. 14 to Thursday" ends on the Thursday near the document. */
static bool ends_range(const anchors *s, const timex *t)
{
    const frame *f = &t->frame;
    day now = s->article->published;
    if (t->range && f->weekday != UNSAID && calendar_is_valid(now) && t->range->period.grain == GRAIN_DAY &&
        calendar_number(now) - calendar_number(t->range->period.first) > DAYS_OF_WEEK)
        return false;
    return t->range && t->range->period.grain >= GRAIN_QUARTER && frame_is_partial(f) && f->shift == UNSAID;
}

/* "That year"; a clock alone behind a day of its sentence: "on Monday evening around 7:30 p.m." */
static bool counts_from_last(const anchors *s, const timex *t)
{
    const frame *f = &t->frame;
    if (s->last.grain == GRAIN_NONE)
        return false;
    if (f->anchor == ANCHOR_MENTION && f->shift == 0)
        return true;
    bool clock = f->hour != UNSAID && frame_is_partial(f) && !frame_names_part_of_year(f) && f->weekday == UNSAID &&
                 f->day == UNSAID && f->shift == UNSAID;
    return clock && s->last.grain == GRAIN_DAY && s->last_hit->first >= article_sentence_start(s->article, t->hit->first);
}

reference anchors_reference(anchors *s, timex *t)
{
    reference r = {{GRAIN_NONE, {0, 0, 0}, ""}, DIRECTION_NEAR};
    if (calendar_is_valid(s->article->published))
        r.base = period_of(s->article->published, GRAIN_DAY);
    s->counting = COUNTING_DOCUMENT;
    s->verb = NULL;
    if (ends_range(s, t)) {
        s->counting = COUNTING_RANGE;
        r.base = t->range->period;
        r.direction = DIRECTION_FUTURE;
        return r;
    }
    if (take_quarter(s, t, &r)) {
        s->counting = COUNTING_QUARTER;
        return r;
    }
    bool told = t->frame.anchor == ANCHOR_TOLD && is_told(s, t);
    bool mention = s->narrative || t->frame.anchor == ANCHOR_MENTION || told;
    if (counts_from_last(s, t)) {
        s->counting = COUNTING_MENTION;
        s->counted_at = s->last_at;
        r.base = s->last;
        if (r.base.grain < GRAIN_DAY && t->frame.unit.grain == GRAIN_DAY && !s->narrative)
            r.base = s->last_day;
        return r;
    }
    if (mention && s->mention.grain != GRAIN_NONE) {
        bool beside = s->aside && s->aside->hit->first >= article_sentence_start(s->article, t->hit->first);
        s->counting = COUNTING_MENTION;
        s->counted_at = beside ? s->aside_at : s->mention_at;
        r.base = beside ? s->aside->period : s->mention;
        r.direction = s->narrative ? DIRECTION_ONWARD : DIRECTION_NEAR;
        return r;
    }
    r.direction = direction_of(s, t);
    return r;
}

/* "In 2005 it was revealed": a narrative's date that stands far from those before does not carry it away. */
static bool is_outlier(anchors *s, const timex *t, const period *p)
{
    int year = p->first.year, last = s->mention.first.year;
    bool near_last = s->mention.grain == GRAIN_NONE || (year >= last - JUMP_BACK && year <= last + JUMP_AHEAD);
    bool stands_by = s->outlier.grain != GRAIN_NONE && abs(year - s->outlier.first.year) <= JUMP_BACK;
    s->outlier = *p;
    bool opens = p->grain > GRAIN_YEAR && t->hit->first - article_sentence_start(s->article, t->hit->first) <= OPENING;
    return !near_last && !stands_by && !opens;
}

/* Whether a date stands before t in its paragraph. */
static bool is_told_of(const anchors *s, const timex *t)
{
    uint32_t at = t->hit->first;
    while (at && !(s->article->tokens->at[at].flags & TOKEN_PARAGRAPH))
        at--;
    return s->last_hit && s->last_hit->first >= at;
}

/* In the middle of a sentence a bare year, after days and months, is no step of the story; nor is a year that goes back. */
static bool is_aside(const anchors *s, const timex *t)
{
    uint32_t before = t->hit->first - article_sentence_start(s->article, t->hit->first);
    const period *p = &t->period, *from = &s->mention;
    bool finer = p->grain == GRAIN_YEAR && from->grain > GRAIN_YEAR;
    bool back = t->frame.year != UNSAID && from->grain != GRAIN_NONE && p->first.year < from->first.year;
    return before > OPENING && (finer || (back && is_told_of(s, t)));
}

void anchors_mention(anchors *s, const timex *t)
{
    const frame *f = &t->frame;
    period p = t->period;
    bool ago = f->anchor == ANCHOR_DOCUMENT && f->count > 1; /* "two years ago" compares nothing, "a year ago" may */
    bool back = (f->direction == DIRECTION_PAST && !ago) || (f->anchor == ANCHOR_MENTION && f->shift == -1);
    size_t at = s->article->date_entries.n;
    bool aside = s->narrative && is_aside(s, t);
    if (aside && p.grain > GRAIN_YEAR) /* to the end of its sentence dates count from it */
        s->aside = t, s->aside_at = at;
    if (p.grain != GRAIN_NONE)
        s->last = p, s->last_hit = t->hit, s->last_at = at;
    if (p.grain == GRAIN_DAY)
        s->last_day = p;
    if (p.grain == GRAIN_NONE || (f->quarterly && f->year != UNSAID))
        return;
    if (back && (s->narrative || f->unit.grain == GRAIN_YEAR))
        return; /* what is compared with does not move the anchor */
    if (s->narrative && (p.grain < GRAIN_YEAR || aside))
        return;
    if (s->narrative && is_outlier(s, t, &p)) {
        s->aside = t, s->aside_at = at;
        return;
    }
    if (p.grain == GRAIN_YEAR && f->mod && (word_is(f->mod, "END") || word_is(f->mod, "START")))
        p = period_of((day){p.first.year, *f->mod == 'E' ? 12 : 1, 1}, GRAIN_MONTH);
    s->mention = p;
    s->mention_at = at;
    bool over = !s->article->published.year || calendar_compare(period_last(&p), s->article->published) <= 0;
    if (p.grain == GRAIN_QUARTER && over) {
        s->quarter = p;
        s->quarter_at = s->mention_at;
    }
}
