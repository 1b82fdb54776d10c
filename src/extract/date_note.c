/* What a date has counted from, and why: for whoever asks.  Nothing here changes what comes out. */
#include <string.h>

#include "extract/date.h"

/* What the words leave to the reference; what names its year needs none but for a century. */
static bool counts(const frame *f)
{
    return (frame_is_partial(f) && !f->open) || (f->year >= 0 && f->year < 100 && !f->bc) ||
           (f->decade >= 0 && f->decade < 100);
}

/* Whether it could lie on both sides of what it counts from, and neither its words nor its rule say where. */
static bool has_two_sides(const frame *f)
{
    bool alone = f->unit.grain == GRAIN_NONE || f->unit.grain == GRAIN_WEEKEND || f->offset || f->nth != UNSAID;
    bool fine = frame_names_part_of_year(f) || f->weekday != UNSAID || f->day != UNSAID ||
                f->unit.grain == GRAIN_WEEKEND;
    bool told = f->shift != UNSAID || f->direction != DIRECTION_NONE || f->same;
    return alone && fine && !told && frame_is_partial(f);
}

static const char *side(direction d)
{
    switch (d) {
    case DIRECTION_PAST: return "past";
    case DIRECTION_FUTURE: return "future";
    case DIRECTION_DUE: return "the nearest, not far ahead";
    case DIRECTION_COMING: return "the nearest, not far behind";
    case DIRECTION_ONWARD: return "the nearest, rather of the same year";
    default: return "the nearest";
    }
}

/* Whether the verb that was asked made the direction what it is: see direction_of in anchor.c. */
static bool verb_decides(const anchors *s, const timex *t, direction d)
{
    const char *tense = s->verb ? hit_value(s->verb, "tense") : NULL;
    if (!tense)
        return false;
    return strcmp(tense, "past") == 0 || (strcmp(tense, "future") == 0 && (d == DIRECTION_FUTURE || d == DIRECTION_COMING) && !t->bound);
}

static void note_side(const anchors *s, const timex *t, direction d)
{
    const article *a = s->article;
    if (s->counting != COUNTING_DOCUMENT || !has_two_sides(&t->frame))
        return;
    if (verb_decides(s, t, d))
        article_note(a, t->hit, "%s, by the verb %s", side(d), article_words(a, s->verb->first, s->verb->last));
    else if (t->bound && (d == DIRECTION_PAST || d == DIRECTION_FUTURE))
        article_note(a, t->hit, "%s, being bound %s", side(d), t->bound);
    else
        article_note(a, t->hit, "%s, as no verb tells", side(d));
}

static void note_base(const anchors *s, const timex *t, const char *base)
{
    const article *a = s->article;
    switch (s->counting) {
    case COUNTING_DOCUMENT:
        article_note(a, t->hit, "counted from %s, the document's date%s", base,
                     s->narrative || t->frame.anchor == ANCHOR_MENTION ? ", as no date stands before it" : "");
        break;
    case COUNTING_MENTION:
        article_note(a, t->hit, "counted from %s, the date before it (d%zu)%s", base, s->counted_at + 1,
                     s->narrative ? ", as in a narrative" : "");
        break;
    case COUNTING_RANGE:
        article_note(a, t->hit, "counted from %s, where its range begins", base);
        break;
    case COUNTING_QUARTER:
        if (s->quarter.grain != GRAIN_NONE)
            article_note(a, t->hit, "counted from %s, the quarter before it (d%zu)", base, s->quarter_at + 1);
        else
            article_note(a, t->hit, "counted from %s, the last quarter that is over", base);
        break;
    }
}

void date_note(const anchors *s, const timex *t, const reference *r)
{
    const article *a = s->article;
    const frame *f = &t->frame;
    if (f->open)
        article_note(a, t->hit, "none in particular: left open");
    if (counts(f) && r->base.grain == GRAIN_NONE) {
        article_note(a, t->hit, "no document date: left open");
    } else if (counts(f)) {
        note_base(s, t, period_value(a->arena, &r->base));
        if (t->period.grain == GRAIN_NONE && f->vague)
            article_note(a, t->hit, "how many is not said: left open");
        else if (t->period.grain == GRAIN_NONE)
            article_note(a, t->hit, "no place on the calendar follows: left open");
        else
            note_side(s, t, r->direction);
    }
    if (timex_is_impossible(t))
        article_note(a, t->hit, "no such day: its month is taken");
}
