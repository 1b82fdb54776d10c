/*
 * From a frame and what it counts from to a place on the calendar.
 *
 * First the coarsest thing said ("1998", "next week", "two months ago", "the 1980s"), then the finer within it
 * ("Friday", "March", "summer").  Where nothing coarse was said, the finer lies before or behind the reference, as
 * its direction says.
 */
#include <math.h>
#include <string.h>

#include "extract/date.h"

/* ------------------------------------------------------------------------------------- the coarse */

/* A year or decade of two digits: the last one that is not more than `ahead` years behind the reference. */
static int expand(int year, int ahead, const reference *r)
{
    if (year >= 100)
        return year;
    int most = (r->base.grain == GRAIN_NONE ? 2000 : r->base.first.year) + ahead;
    return most - ((most - year) % 100 + 100) % 100;
}

static period known_year(int year, grain g)
{
    return period_of((day){year, 1, 1}, g);
}

static int year_of(const frame *f, int year)
{
    return f->bc ? YEAR_BEFORE_CHRIST(year) : year;
}

/* So many units before or after: a year and a half are 18 months. */
static period counted(const frame *f, const reference *r, int sign)
{
    static const struct {
        grain of, into;
        int parts;
    } broken[] = {{GRAIN_YEAR, GRAIN_MONTH, 12}, {GRAIN_WEEK, GRAIN_DAY, 7}, {GRAIN_DECADE, GRAIN_YEAR, 10},
                  {GRAIN_CENTURY, GRAIN_YEAR, 100}};
    period none = {GRAIN_NONE, {0, 0, 0}, ""}, base = r->base;
    double count = isnan(f->count) ? (f->fraction > 0 ? 0 : 1) : f->count;
    double n = (count + f->fraction) * f->unit.times;
    grain g = f->unit.grain;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        if (g == broken[i].of && fabs(n - round(n)) > 1e-6)
            g = broken[i].into, n *= broken[i].parts;
    if (f->offset && g == GRAIN_WEEK && base.grain == GRAIN_DAY) /* a week from Monday is a day */
        g = GRAIN_DAY, n *= 7;
    if (base.grain == GRAIN_NONE || fabs(n) > COUNTED_MOST)
        return none;
    if (g > GRAIN_DAY) /* hours and minutes do not move the day */
        return base.grain >= GRAIN_DAY ? base : none;
    if (base.grain < g && (base.grain < GRAIN_YEAR || g == GRAIN_DAY))
        return none; /* "two days later" counts from no year */
    if ((g == GRAIN_DECADE || g == GRAIN_CENTURY) && base.grain != g) /* "two decades ago" was a year */
        n *= g == GRAIN_DECADE ? 10 : 100, g = GRAIN_YEAR;
    if (f->widen.grain != GRAIN_NONE && base.grain >= f->widen.grain) /* ten years ago this week: see date_resolve */
        return period_of(day_shift(base.first, g, sign * (int)round(n)), GRAIN_DAY);
    int year = base.first.year + sign * (int)round(n);
    if (g == GRAIN_YEAR && !period_is_before_christ(&base) && year < 1) /* 1 BC stands before AD 1 */
        return year > -LAST_YEAR ? known_year(YEAR_BEFORE_CHRIST(1 - year), GRAIN_YEAR) : none;
    period p = period_shift(base, g, sign * (int)round(n));
    if (base.grain == GRAIN_QUARTER && g == GRAIN_YEAR) /* a year before a quarter is a quarter */
        p = period_shift(base, GRAIN_QUARTER, sign * 4 * (int)round(n));
    return p;
}

static period coarse(const frame *f, const reference *r)
{
    period none = {GRAIN_NONE, {0, 0, 0}, ""};
    if (f->year != UNSAID && f->year >= 0)
        return known_year(year_of(f, f->exact ? f->year : expand(f->year, 10, r)), GRAIN_YEAR);
    if (f->decade != UNSAID)
        return known_year(year_of(f, expand(f->decade, 0, r)), GRAIN_DECADE);
    if (f->century != UNSAID)
        return known_year(year_of(f, f->century > 1 ? (f->century - 1) * 100 : 1), GRAIN_CENTURY);
    if (f->offset || f->unit.grain == GRAIN_NONE || r->base.grain == GRAIN_NONE)
        return none;
    if (f->shift != UNSAID) {
        if (f->unit.grain > GRAIN_DAY)
            return r->base.grain == GRAIN_DAY ? r->base : none;
        if (r->base.grain < f->unit.grain)
            return none;
        return period_shift(period_of(r->base.first, f->unit.grain), f->unit.grain, f->shift * f->unit.times);
    }
    if (f->direction == DIRECTION_PAST || f->direction == DIRECTION_FUTURE)
        return f->vague ? none : counted(f, r, f->direction == DIRECTION_PAST ? -1 : 1);
    return none;
}

/* -------------------------------------------------------------------------------------- the finer */

/* What of a year the frame names. */
static period within_year(const frame *f, int year)
{
    static const struct {
        const char *season;
        int month;
    } seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
    if (f->holiday)
        return holiday_period(f->holiday, year);
    if (f->month != UNSAID) {
        day d = {year, f->month, f->day != UNSAID ? f->day : 1};
        if (f->day != UNSAID && calendar_is_valid(d))
            return period_of(d, GRAIN_DAY);
        d.day = 1; /* the thirtieth of February: the month is all that can be told */
        return period_of(d, GRAIN_MONTH);
    }
    if (f->quarter != UNSAID)
        return period_of((day){year, f->quarter * 3 - 2, 1}, GRAIN_QUARTER);
    if (f->half != UNSAID)
        return period_of((day){year, f->half * 6 - 5, 1}, GRAIN_HALF);
    for (size_t i = 0; f->season && i < sizeof seasons / sizeof *seasons; i++)
        if (!strcmp(f->season, seasons[i].season))
            return period_of((day){year, seasons[i].month, 1}, GRAIN_SEASON);
    return (period){GRAIN_NONE, {0, 0, 0}, ""};
}

#define FAR 80 /* days: ahead for what is past, behind for what will be */
#define A_MONTH 31
#define AROUND 9      /* years to look for a day in: there is a leap year among them */

/* How far candidate c lies from the base, which is the days from `low` to `high`, in the given direction; less than 0: on
   the wrong side. */
static long distance(const period *c, const period *base, long low, long high, direction d, bool strict)
{
    long from = calendar_number(c->first), to = c->grain >= GRAIN_DAY ? from : calendar_number(period_last(c));
    bool inside = from <= high && to >= low;
    long gap = inside ? 0 : from > high ? from - high : low - to;
    if (strict && inside)
        return -1;
    if (d == DIRECTION_DUE)
        return from > high && gap > (c->grain == GRAIN_MONTH ? A_MONTH : FAR) ? -1 : gap;
    if (d == DIRECTION_COMING)
        return to < low && gap > FAR ? -1 : gap;
    if (d == DIRECTION_ONWARD)
        return gap * (c->first.year == base->first.year ? 2 : 3);
    if (inside || d == DIRECTION_NEAR || d == DIRECTION_NONE) /* what no verb places is rather past */
        return from > high && gap > A_MONTH ? gap * 3 / 2 : gap;
    return (d == DIRECTION_PAST) == (from > high) ? -1 : gap;
}

/* Of the candidates the nearest to the base that lies in the right direction. */
static period nearest(const period *candidates, size_t n, const reference *r, direction d, bool strict)
{
    period best = {GRAIN_NONE, {0, 0, 0}, ""};
    long least = 0, low = calendar_number(r->base.first);
    long high = r->base.grain >= GRAIN_DAY ? low : calendar_number(period_last(&r->base));
    for (size_t i = 0; i < n; i++) {
        if (candidates[i].grain == GRAIN_NONE)
            continue;
        long gap = distance(&candidates[i], &r->base, low, high, d, strict);
        if (gap >= 0 && (best.grain == GRAIN_NONE || gap < least))
            best = candidates[i], least = gap;
    }
    return best;
}

/* What the frame names of n years, that one in the middle; false when one of them is without that day. */
static bool within_years(const frame *f, int year, period *around, size_t n)
{
    bool all = true;
    for (size_t i = 0; i < n; i++) {
        around[i] = within_year(f, year + (int)i - (int)n / 2);
        if (f->day != UNSAID && around[i].grain != GRAIN_DAY)
            around[i].grain = GRAIN_NONE;
        all = all && around[i].grain != GRAIN_NONE;
    }
    return all;
}

/* The weekday of the week that begins then; "they will vote this Tuesday", said on a Friday, is in the next. */
static period weekday_of_week(const frame *f, const reference *r, direction d, day monday)
{
    day named = calendar_add_days(monday, f->weekday - 1);
    bool over = f->anchor == ANCHOR_DOCUMENT && calendar_compare(named, r->base.first) < 0;
    return period_of(over && d == DIRECTION_FUTURE ? calendar_add_days(named, 7) : named, GRAIN_DAY);
}

static period fine_alone(const frame *f, const reference *r)
{
    period none = {GRAIN_NONE, {0, 0, 0}, ""}, around[AROUND];
    size_t n = 3;
    if (r->base.grain == GRAIN_NONE)
        return none;
    day base = r->base.first;
    direction d = f->direction != DIRECTION_NONE ? f->direction : r->direction;
    bool strict = f->shift == -1 || f->shift == 1;
    if (strict)
        d = f->shift < 0 ? DIRECTION_PAST : DIRECTION_FUTURE;
    if (frame_names_part_of_year(f)) {
        if (f->shift == 0)
            return within_year(f, base.year);
        if (strict || !within_years(f, base.year, around, n)) {
            n = AROUND;
            within_years(f, base.year, around, n);
        }
    } else if (f->unit.grain == GRAIN_WEEKEND && !f->offset) {
        for (int i = 0; i < 3; i++)
            around[i] = period_shift(period_of(base, GRAIN_WEEKEND), GRAIN_WEEKEND, i - 1);
    } else if (f->weekday != UNSAID && f->day == UNSAID) {
        if (r->base.grain < GRAIN_DAY && r->base.grain != GRAIN_WEEK)
            return none;
        day monday = period_of(base, GRAIN_WEEK).first;
        if (f->shift == 0 || r->base.grain == GRAIN_WEEK)
            return weekday_of_week(f, r, d, monday);
        for (int i = 0; i < 3; i++)
            around[i] = period_of(calendar_add_days(monday, 7L * (i - 1) + f->weekday - 1), GRAIN_DAY);
    } else if (f->day != UNSAID) {
        if (r->base.grain < GRAIN_MONTH)
            return none;
        if (f->shift == 0 || r->base.grain == GRAIN_MONTH)
            return period_of((day){base.year, base.month, f->day}, GRAIN_DAY);
        n = f->weekday == UNSAID ? 3 : AROUND; /* "Friday the 13th" may be some months away */
        for (size_t i = 0; i < n; i++) {
            day month = calendar_add_months((day){base.year, base.month, 1}, (int)i - (int)n / 2);
            around[i] = period_of((day){month.year, month.month, f->day}, GRAIN_DAY);
            if (f->weekday != UNSAID && around[i].grain == GRAIN_DAY && calendar_weekday(around[i].first) != f->weekday)
                around[i].grain = GRAIN_NONE;
        }
    } else if (f->hour != UNSAID || f->part) {
        return r->base.grain == GRAIN_DAY ? r->base : none;
    } else {
        return none;
    }
    return nearest(around, n, r, d, strict);
}

/* The finer fields inside something coarse. */
static period fine_within(const frame *f, period p)
{
    if (frame_names_part_of_year(f))
        return p.grain < GRAIN_YEAR ? p : within_year(f, p.first.year);
    if (f->weekday != UNSAID && p.grain == GRAIN_WEEK)
        return period_of(calendar_add_days(p.first, f->weekday - 1), GRAIN_DAY);
    if (f->day != UNSAID && p.grain == GRAIN_MONTH) {
        period d = period_of((day){p.first.year, p.first.month, f->day}, GRAIN_DAY);
        return d.grain == GRAIN_NONE ? p : d;
    }
    return p;
}

/* The n-th Monday of a month; -1 is the last. */
static period nth_weekday(const frame *f, period p)
{
    if (p.grain != GRAIN_MONTH)
        return p;
    day from = f->nth > 0 ? p.first : calendar_add_days(period_last(&p), -6);
    int ahead = (f->weekday - calendar_weekday(from) + 7) % 7;
    return period_of(calendar_add_days(from, ahead + (f->nth > 0 ? 7L * (f->nth - 1) : 0)), GRAIN_DAY);
}

/* The n-th day, week, month ... of a period; -1 is the last. */
static period nth_of(const frame *f, period p)
{
    if (f->weekday != UNSAID)
        return nth_weekday(f, p);
    grain g = f->more_unit[0].grain != GRAIN_NONE ? f->more_unit[0].grain : f->unit.grain; /* a week of a month */
    if (p.grain == GRAIN_NONE || g <= p.grain || g > GRAIN_DAY)
        return p;
    if (f->nth < 0)
        return period_of(period_last(&p), g);
    period first = period_of(p.first, g);
    if (g == GRAIN_WEEK) /* the week that holds the first of the month is the first one */
        first.first = p.first;
    return period_shift(first, g, f->nth - 1);
}

/* The week that holds it; the weekend of a Monday is the one before it. */
static period widened(period p, grain g)
{
    bool before = g == GRAIN_WEEKEND && calendar_weekday(p.first) < 3;
    return period_of(before ? calendar_add_days(p.first, -3) : p.first, g);
}

period date_resolve(const frame *f, const reference *r)
{
    if (f->open)
        return (period){GRAIN_NONE, {0, 0, 0}, ""};
    if (f->same)
        return r->base;
    period p = coarse(f, r);
    bool weekend = f->unit.grain == GRAIN_WEEKEND && f->shift == UNSAID;
    bool alone = f->unit.grain == GRAIN_NONE || f->offset || weekend || f->nth != UNSAID;
    p = p.grain == GRAIN_NONE && alone ? fine_alone(f, r) : fine_within(f, p);
    if (f->offset && p.grain != GRAIN_NONE) {
        reference from = {p, DIRECTION_NONE};
        p = counted(f, &from, f->offset);
    }
    if (f->nth != UNSAID)
        p = nth_of(f, p);
    if (f->widen.grain != GRAIN_NONE && p.grain > f->widen.grain)
        p = widened(p, f->widen.grain);
    return p;
}

period date_resolve_whole(const frame *f, const reference *r)
{
    frame whole = *f;
    whole.type = NULL;
    whole.unit = (unit){GRAIN_NONE, 1, ""};
    whole.count = NAN, whole.nth = UNSAID;
    return date_resolve(&whole, r);
}

bool date_part(const frame *f, const period *whole, day *begin, day *end)
{
    grain g = f->unit.grain;
    if (f->nth == UNSAID || whole->grain == GRAIN_NONE || isnan(f->count) || f->count != round(f->count) || g > GRAIN_DAY)
        return false;
    int n = (int)f->count * f->unit.times;
    day edge = f->nth > 0 ? whole->first : calendar_add_days(period_last(whole), 1);
    day other = day_shift(edge, g, f->nth > 0 ? n : -n);
    *begin = f->nth > 0 ? whole->first : other;
    *end = f->nth > 0 ? calendar_add_days(other, -1) : period_last(whole);
    return calendar_compare(*begin, *end) <= 0;
}
