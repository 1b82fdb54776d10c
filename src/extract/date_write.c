/* The TIMEX3 values of dates and sets, whole and underspecified. */
#include <math.h>
#include <string.h>

#include "extract/date.h"

static const char *with_time(arena *a, const frame *f, const char *date)
{
    if (f->hour == UNSAID && !f->part)
        return date;
    if (f->hour == UNSAID)
        return arena_printf(a, "%sT%s", date, f->part);
    size_t size = strlen(date);
    char *written = arena_take(a, size + sizeof "T00:00:00"), *out = written + size;
    memcpy(written, date, size);
    *out++ = 'T';
    out = calendar_digits(out, f->hour, 2);
    *out++ = ':';
    out = calendar_digits(out, f->minute == UNSAID ? 0 : f->minute, 2);
    if (f->second != UNSAID) {
        *out++ = ':';
        out = calendar_digits(out, f->second, 2);
    }
    *out = '\0';
    return written;
}

/* A date whose year, or more, is not known. */
static const char *open_date(arena *a, const frame *f)
{
    static const struct {
        grain grain;
        const char *value;
    } units[] = {{GRAIN_CENTURY, "XX"},     {GRAIN_DECADE, "XXX"},   {GRAIN_YEAR, "XXXX"},
                 {GRAIN_HALF, "XXXX-HX"},   {GRAIN_SEASON, "XXXX"},  {GRAIN_QUARTER, "XXXX-QX"},
                 {GRAIN_MONTH, "XXXX-XX"},  {GRAIN_WEEK, "XXXX-WXX"}, {GRAIN_WEEKEND, "XXXX-WXX-WE"},
                 {GRAIN_DAY, "XXXX-XX-XX"}};
    if (f->holiday && f->holiday[0] >= '0' && f->holiday[0] <= '9' && !strchr(f->holiday, 'w'))
        return arena_printf(a, "XXXX-%s", f->holiday);
    if (f->month != UNSAID && f->day != UNSAID)
        return arena_printf(a, "XXXX-%02d-%02d", f->month, f->day);
    if (f->month != UNSAID)
        return arena_printf(a, "XXXX-%02d", f->month);
    if (f->weekday != UNSAID)
        return arena_printf(a, "XXXX-WXX-%d", f->weekday);
    if (f->day != UNSAID)
        return arena_printf(a, "XXXX-XX-%02d", f->day);
    if (f->season)
        return arena_printf(a, "XXXX-%s", f->season);
    if (f->quarter != UNSAID)
        return arena_printf(a, "XXXX-Q%d", f->quarter);
    if (f->half != UNSAID)
        return arena_printf(a, "XXXX-H%d", f->half);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (f->unit.grain == units[i].grain)
            return units[i].value;
    return "XXXX-XX-XX";
}

const char *date_value(arena *a, const frame *f, const period *p)
{
    if (f->value)
        return f->value;
    if (p->grain == GRAIN_NONE) {
        direction d = f->offset < 0 ? DIRECTION_PAST : f->offset > 0 ? DIRECTION_FUTURE : f->direction;
        bool far_off = f->vague || fabs(f->count) > LAST_YEAR;
        if (f->unit.grain != GRAIN_NONE && far_off && d != DIRECTION_NONE)
            return d == DIRECTION_PAST ? "PAST_REF" : "FUTURE_REF";
        return with_time(a, f, open_date(a, f));
    }
    const char *date = period_value(a, p);
    return p->grain >= GRAIN_DAY ? with_time(a, f, date) : date;
}

const char *set_value(arena *a, const frame *f)
{
    bool named = frame_names_part_of_year(f) || f->weekday != UNSAID || f->day != UNSAID;
    if (f->value)
        return f->value;
    if (named || f->part || f->hour != UNSAID)
        return with_time(a, f, open_date(a, f));
    frame one = *f;
    if (isnan(one.count) && !one.vague)
        one.count = 1;
    return duration_value(a, &one);
}
