/* Stretches of the calendar: which one holds a day, the n-th one later, how TIMEX3 writes it. */
#include <string.h>

#include "extract/date.h"

static const struct {
    char name[3];
    int month;
} seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};

static void season_of(day d, period *p)
{
    int at = d.month < 3 ? 3 : (d.month - 3) / 3;
    strcpy(p->season, seasons[at].name);
    p->first = (day){d.month < 3 ? d.year - 1 : d.year, seasons[at].month, 1};
}

period period_of(day d, grain g)
{
    period p = {g, d, ""};
    if (!calendar_is_valid(d)) {
        p.grain = GRAIN_NONE;
        return p;
    }
    switch (g) {
    case GRAIN_MILLENNIUM: p.first = (day){d.year / 1000 * 1000, 1, 1}; break;
    case GRAIN_CENTURY: p.first = (day){d.year / 100 * 100, 1, 1}; break;
    case GRAIN_DECADE: p.first = (day){d.year / 10 * 10, 1, 1}; break;
    case GRAIN_YEAR: p.first = (day){d.year, 1, 1}; break;
    case GRAIN_HALF: p.first = (day){d.year, d.month < 7 ? 1 : 7, 1}; break;
    case GRAIN_QUARTER: p.first = (day){d.year, (d.month - 1) / 3 * 3 + 1, 1}; break;
    case GRAIN_MONTH: p.first = (day){d.year, d.month, 1}; break;
    case GRAIN_WEEK: p.first = calendar_add_days(d, 1 - calendar_weekday(d)); break;
    case GRAIN_WEEKEND: p.first = calendar_add_days(d, 6 - calendar_weekday(d)); break;
    case GRAIN_SEASON: season_of(d, &p); break;
    default: break;
    }
    if (p.first.year < 1) /* the first decade and century begin before the calendar */
        p.first = (day){1, 1, 1};
    return p;
}

day day_shift(day d, grain g, int n)
{
    switch (g) {
    case GRAIN_MILLENNIUM: return calendar_add_months(d, 12000 * n);
    case GRAIN_CENTURY: return calendar_add_months(d, 1200 * n);
    case GRAIN_DECADE: return calendar_add_months(d, 120 * n);
    case GRAIN_YEAR: return calendar_add_months(d, 12 * n);
    case GRAIN_HALF: return calendar_add_months(d, 6 * n);
    case GRAIN_QUARTER:
    case GRAIN_SEASON: return calendar_add_months(d, 3 * n);
    case GRAIN_MONTH: return calendar_add_months(d, n);
    case GRAIN_WEEK:
    case GRAIN_WEEKEND: return calendar_add_days(d, 7L * n);
    case GRAIN_DAY: return calendar_add_days(d, n);
    default: return d;
    }
}

period period_shift(period p, grain g, int n)
{
    if (p.grain == GRAIN_NONE)
        return p;
    /* what is coarser than the unit ("two days after 1990") keeps its own grain */
    return period_of(day_shift(p.first, g, n), g);
}

day period_last(const period *p)
{
    if (p->grain >= GRAIN_DAY)
        return p->first;
    if (p->grain == GRAIN_WEEKEND)
        return calendar_add_days(p->first, 1);
    return calendar_add_days(day_shift(p->first, p->grain, 1), -1);
}

/* A year, what stands behind it, a number of so many digits, and an end: "2026" "-W" "06" "-WE". */
static const char *year_and(arena *a, int year, const char *behind, int number, int width, const char *end)
{
    char value[24], *out = calendar_digits(value, year, 4);
    for (; *behind; behind++)
        *out++ = *behind;
    out = calendar_digits(out, number, width);
    for (; *end; end++)
        *out++ = *end;
    return arena_copy(a, value, (size_t)(out - value));
}

static const char *day_value(arena *a, day d)
{
    char *iso = arena_take(a, 11);
    calendar_write(d, iso);
    return iso;
}

bool period_is_before_christ(const period *p)
{
    return p->first.year > LAST_YEAR;
}

const char *period_value(arena *a, const period *p)
{
    day d = p->first;
    int year, week;
    if (period_is_before_christ(p)) {
        period q = *p;
        q.first.year = YEAR_BEFORE_CHRIST(d.year);
        return arena_printf(a, "BC%s", period_value(a, &q));
    }
    switch (p->grain) {
    case GRAIN_NONE: return "XXXX";
    case GRAIN_MILLENNIUM: return arena_printf(a, "%d", d.year / 1000);
    case GRAIN_CENTURY: return arena_printf(a, "%02d", d.year / 100);
    case GRAIN_DECADE: return arena_printf(a, "%03d", d.year / 10);
    case GRAIN_YEAR: return year_and(a, d.year, "", 0, 0, "");
    case GRAIN_HALF: return year_and(a, d.year, "-H", d.month < 7 ? 1 : 2, 1, "");
    case GRAIN_SEASON: return year_and(a, d.year, "-", 0, 0, p->season);
    case GRAIN_QUARTER: return year_and(a, d.year, "-Q", (d.month + 2) / 3, 1, "");
    case GRAIN_MONTH: return year_and(a, d.year, "-", d.month, 2, "");
    case GRAIN_WEEK:
    case GRAIN_WEEKEND:
        calendar_iso_week(d, &year, &week);
        return year_and(a, year, "-W", week, 2, p->grain == GRAIN_WEEK ? "" : "-WE");
    default: return day_value(a, d);
    }
}
