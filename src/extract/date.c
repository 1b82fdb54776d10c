/*
 * Dates: the hits of date rules become frames as soon as they are found, so that the header can be read from
 * them, and entries at the end, when the document's date is known.
 */
#include "extract/date.h"

#include <math.h>
#include <string.h>

#include "extract/kinds.h"

/* ------------------------------------------------------------------------------------------- found */

static const char *const bounds[] = {"since", "from", "until", "by", "before", "after"};

/* Most rules have no group that is named after a bound. */
static bool has_bound(const hit *h)
{
    return hit_has(h, "since") || hit_has(h, "from") || hit_has(h, "until") || hit_has(h, "by") ||
           hit_has(h, "before") || hit_has(h, "after");
}

/* A rule whose groups are named after bounds tells what the words around make of the dates inside them. */
static bool bound_found(const article *a, const hit *h)
{
    timex *from = NULL, *until = NULL;
    if (!has_bound(h))
        return false;
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        const hit *date;
        if (!hit_has(h, bounds[i]))
            continue;
        for (field_walk w = hit_begin(h, bounds[i]); (date = walk_inner(&w));) {
            timex *t = date->entry;
            bool end = word_is(bounds[i], "from") || word_is(bounds[i], "until");
            if (!t || (end && frame_is_duration(&t->frame))) /* no amount begins or ends a range */
                continue;
            if (!t->bound) {
                t->bound = bounds[i];
                article_note(a, t->hit, "bound %s, by %s", bounds[i], h->rule);
            }
            if (word_is(bounds[i], "from"))
                from = t;
            if (word_is(bounds[i], "until") || word_is(bounds[i], "by"))
                until = t;
        }
    }
    if (from && until) {
        until->range = from;
        frame_take_day(&from->frame, &until->frame);
    }
    return true;
}

void date_found(article *a, const hits *found)
{
    timex *room = arena_alloc(a->arena, found->n * sizeof *room);
    for (size_t i = 0; i < found->n; i++) {
        hit *h = found->at[i];
        if (bound_found(a, h))
            continue;
        timex *t = &room[i];
        t->hit = h;
        frame_read(a, h, &t->frame);
        if (frame_is_absurd(&t->frame)) {
            h->dropped = true;
            continue;
        }
        t->bound = hit_value(h, "bound");
        h->entry = t;
        *arena_push(a->arena, &a->dates) = h;
    }
    dates_order(a);
}

/* ------------------------------------------------------------------------------------------- finish */

/* What date i lacks it takes from another. */
static void inherit_from(const article *a, timex **dates, size_t i, size_t from)
{
    frame *f = &dates[i]->frame;
    int year = f->year, month = f->month, shift = f->shift;
    frame_inherit(f, &dates[from]->frame);
    if (f->year != year || f->month != month || f->shift != shift)
        article_note(a, dates[i]->hit, "takes what it lacks from the date %s it (d%zu)",
                     from < i ? "before" : "behind", from + 1);
}

/* "June 3-5", "6-7 January 1916": each takes from its neighbour what it lacks. */
static void inherit(const article *a, timex **dates, size_t n)
{
    for (size_t i = n; i-- > 0;)
        if (dates[i]->frame.inherit > 0 && i + 1 < n)
            inherit_from(a, dates, i, i + 1);
    for (size_t i = 1; i < n; i++)
        if (dates[i]->frame.inherit < 0) {
            /* the year behind "June 3-5, 1990" is both's */
            if (dates[i]->frame.year >= 100 && dates[i - 1]->frame.month != UNSAID)
                inherit_from(a, dates, i - 1, i);
            inherit_from(a, dates, i, i - 1);
        }
}

static const char *type_of(const frame *f)
{
    if (f->type)
        return f->type;
    if (frame_is_duration(f))
        return "DURATION";
    bool clock = f->hour != UNSAID || f->part || f->unit.grain > GRAIN_DAY;
    return clock ? "TIME" : "DATE";
}

/* "Earlier this week" ends before the document's day, "the beginning of this year" with it at the latest. */
static void clip(const article *a, const timex *t, day *begin, day *end)
{
    const char *limit = hit_tag(t->hit, "mod", "limit");
    day now = a->published, first, last;
    if (!calendar_is_valid(now) || !t->frame.mod || !calendar_interval(t->result.value, NULL, &first, &last) ||
        calendar_compare(now, first) < 0 || calendar_compare(now, last) > 0)
        return;
    if (limit && word_is(limit, "before") && calendar_compare(first, now) < 0) {
        *begin = first;
        *end = calendar_add_days(now, -1);
    } else if (limit && word_is(limit, "after") && calendar_compare(now, last) < 0) {
        *begin = calendar_add_days(now, 1);
        *end = last;
    } else if (word_is(t->frame.mod, "START") && calendar_compare(*end, now) > 0 && t->frame.shift == 0) {
        *end = now;
    }
}

static const char *written(const article *a, day d)
{
    char *iso = arena_take(a->arena, 11);
    calendar_write(d, iso);
    return iso;
}

static void place(const article *a, timex *t)
{
    day begin, end;
    bool amount = word_is(t->result.type, "DURATION"), set = word_is(t->result.type, "SET");
    bool known = amount ? date_part(&t->frame, &t->period, &begin, &end)
                        : !set && calendar_interval(t->result.value, t->frame.mod, &begin, &end);
    if (!known)
        return;
    if (t->frame.holiday && holiday_length(t->frame.holiday) > 1)
        holiday_extent(t->frame.holiday, &t->period, &begin, &end);
    clip(a, t, &begin, &end);
    t->result.begin = written(a, begin);
    t->result.end = calendar_compare(begin, end) ? written(a, end) : t->result.begin;
}

static void resolve(const article *a, anchors *s, timex *t)
{
    const frame *f = &t->frame;
    quoth_date *d = &t->result;
    d->type = type_of(f);
    if (word_is(d->type, "SET")) {
        d->value = set_value(a->arena, f);
    } else if (word_is(d->type, "DURATION") && !f->value) {
        d->value = duration_value(a->arena, f);
        if (f->nth != UNSAID) {
            reference r = anchors_reference(s, t);
            t->period = date_resolve_whole(f, &r);
            anchors_mention(s, t);
        }
    } else {
        reference r = anchors_reference(s, t);
        t->period = date_resolve(f, &r);
        d->value = date_value(a->arena, f, &t->period);
        if (a->explain)
            date_note(s, t, &r);
        anchors_mention(s, t);
    }
    d->piece = article_piece(a, t->hit->first, t->hit->last);
    d->mod = f->mod;
    d->bound = t->bound;
    d->rule = t->hit->rule;
    place(a, t);
    d->confidence = timex_confidence(t);
}

void date_finish(article *a)
{
    size_t n = a->dates.n;
    timex **dates = arena_alloc(a->arena, (n + 1) * sizeof *dates);
    anchors s;
    article_in_order(a, &a->dates);
    arena_reserve(a->arena, &a->date_entries, n);
    for (size_t i = 0; i < n; i++)
        dates[i] = a->dates.at[i]->entry;
    inherit(a, dates, n);
    anchors_begin(&s, a, dates, n);
    a->genre = s.narrative ? QUOTH_GENRE_NARRATIVE : QUOTH_GENRE_NEWS;
    for (size_t i = 0; i < n; i++) {
        resolve(a, &s, dates[i]);
        *arena_push(a->arena, &a->date_entries) = dates[i]->result;
        dates[i]->hit->value = dates[i]->result.value;
    }
    for (size_t i = 0; i < n; i++)
        dates[i]->hit->entry = &a->date_entries.at[i];
    dates_warn(a, dates, n);
}
