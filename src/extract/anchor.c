/*
 * Which date a relative date counts from.
 *
 * In news it is the document's, and the direction of a bare "Monday" or "March" is that of the verb near it.  In a
 * narrative, which tells of the past year by year, it is the date last mentioned, and time goes on with the text.
 * The article itself shows which it is: a narrative names many past years and has hardly a "yesterday" or a bare
 * weekday.  Expressions whose rules say so ("two days later", "that year") count from the last mention in both.
 */
#include "extract/date.h"

#include <string.h>

#define LONG_AGO 2       /* years before the document that make a year a past one */
#define NARRATIVE_LEAST 8 /* past years in a narrative, at least */
#define NARRATIVE_RATIO 3 /* and at least so many for each expression that counts from the document */

static bool is_deictic(const frame *f)
{
    if (f->anchor != ANCHOR_DOCUMENT || !frame_is_partial(f) || frame_is_duration(f))
        return false;
    return f->weekday != UNSAID || f->shift != UNSAID;
}

static bool is_narrative(const article *a, timex *const *dates, size_t n)
{
    size_t past = 0, deictic = 0;
    for (size_t i = 0; i < n; i++) {
        const frame *f = &dates[i]->frame;
        if (f->year >= 100 && (!a->published.year || f->year + LONG_AGO <= a->published.year))
            past++;
        else if (is_deictic(f))
            deictic++;
    }
    return past >= NARRATIVE_LEAST && past > NARRATIVE_RATIO * deictic;
}

void anchors_begin(anchors *s, const article *a, timex *const *dates, size_t n)
{
    memset(s, 0, sizeof *s);
    s->article = a;
    s->narrative = is_narrative(a, dates, n);
}

/* The tense of the finite verb that is nearest to token t in its sentence, those before it first. */
static const char *tense_near(anchors *s, uint32_t t)
{
    const article *a = s->article;
    const hits *tenses = &a->tenses;
    while (s->next_tense > 0 && tenses->at[s->next_tense - 1]->first >= t)
        s->next_tense--;
    while (s->next_tense < tenses->n && tenses->at[s->next_tense]->first < t)
        s->next_tense++;
    if (s->next_tense > 0 && tenses->at[s->next_tense - 1]->first >= article_sentence_start(a, t))
        return hit_value(tenses->at[s->next_tense - 1], "tense");
    if (s->next_tense < tenses->n && tenses->at[s->next_tense]->first < article_sentence_end(a, t))
        return hit_value(tenses->at[s->next_tense], "tense");
    return NULL;
}

static bool bound_is(const timex *t, const char *bound)
{
    return t->bound && !strcmp(t->bound, bound);
}

static direction direction_of(anchors *s, const timex *t)
{
    if (bound_is(t, "since"))
        return DIRECTION_PAST;
    const char *tense = tense_near(s, t->hit->first);
    if (tense && !strcmp(tense, "future"))
        return DIRECTION_FUTURE;
    if (tense && !strcmp(tense, "past"))
        return DIRECTION_PAST;
    if (bound_is(t, "by") || bound_is(t, "until"))
        return DIRECTION_FUTURE;
    bool exact = t->frame.holiday || (t->frame.month != UNSAID && t->frame.day != UNSAID);
    return exact ? DIRECTION_NEAR : DIRECTION_PAST;
}

reference anchors_reference(anchors *s, const timex *t)
{
    reference r = {{GRAIN_NONE, {0, 0, 0}, ""}, DIRECTION_NEAR};
    if (calendar_is_valid(s->article->published))
        r.base = period_of(s->article->published, GRAIN_DAY);
    if (t->range && t->range->period.grain != GRAIN_NONE && frame_is_partial(&t->frame) && t->frame.shift == UNSAID &&
        t->range->period.grain >= GRAIN_QUARTER) {
        r.base = t->range->period; /* the end of a range lies behind its beginning */
        r.direction = DIRECTION_FUTURE;
        return r;
    }
    bool mention = s->narrative || t->frame.anchor == ANCHOR_MENTION;
    if (mention && s->mention.grain != GRAIN_NONE) {
        r.base = s->mention;
        return r;
    }
    r.direction = direction_of(s, t);
    return r;
}

void anchors_mention(anchors *s, const timex *t)
{
    if (t->period.grain != GRAIN_NONE && !t->frame.bc)
        s->mention = t->period;
}
