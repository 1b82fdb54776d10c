/*
 * Fixed and movable feasts: the day of a year that a rule of a few letters names.
 *
 * The rules are data (the list of holidays in the pattern files); here is only the arithmetic of the calendars that they
 * count in.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/date.h"

/* "11-w4-4+1": a day behind the fourth Thursday of November; "05-w1-L": the last Monday of May. */
static day weekday_of_month(const char *rule, int year, int month)
{
    char *end;
    int weekday = (int)strtol(rule, &end, 10);
    if (*end != '-' || weekday < 1 || weekday > 7)
        return (day){0, 0, 0};
    int nth = end[1] == 'L' ? 0 : (int)strtol(end + 1, NULL, 10);
    day from = {year, month, nth ? 1 : calendar_month_days(year, month) - 6};
    int ahead = (weekday - calendar_weekday(from) + 7) % 7;
    day d = calendar_add_days(from, ahead + (nth ? 7 * (nth - 1) : 0));
    const char *more = strchr(end, '+');
    return more ? calendar_add_days(d, strtol(more, NULL, 10)) : d;
}

/* "07-10" of a calendar whose years begin elsewhere: the first such day that lies in the Gregorian year. */
static day day_elsewhere(const char *rule, int year, day (*of)(int, int, int), int last_year_before)
{
    char *end;
    int month = (int)strtol(rule, &end, 10), date = *end == '-' ? (int)strtol(end + 1, NULL, 10) : 0;
    if (month < 1 || month > 12 || date < 1 || date > 30)
        return (day){0, 0, 0};
    for (int i = 0; i < 3; i++) {
        day d = of(last_year_before + i, month, date);
        if (d.year == year)
            return d;
    }
    return (day){0, 0, 0};
}

day holiday_day(const char *rule, int year)
{
    char *end;
    if (!strncmp(rule, "easter", 6))
        return calendar_add_days(calendar_easter(year), strtol(rule + 6, NULL, 10));
    if (!strncmp(rule, "pascha", 6))
        return calendar_add_days(calendar_orthodox_easter(year), strtol(rule + 6, NULL, 10));
    if (!strncmp(rule, "hebrew-", 7))
        return day_elsewhere(rule + 7, year, calendar_from_hebrew, year + 3760);
    if (!strncmp(rule, "islamic-", 8))
        return day_elsewhere(rule + 8, year, calendar_from_islamic, (year - 622) * 33 / 32 - 1);
    int month = (int)strtol(rule, &end, 10);
    if (*end != '-' || month < 1 || month > 12)
        return (day){0, 0, 0};
    if (end[1] == 'w')
        return weekday_of_month(end + 2, year, month);
    day d = {year, month, (int)strtol(end + 1, NULL, 10)};
    return calendar_is_valid(d) ? d : (day){0, 0, 0};
}

int holiday_length(const char *rule)
{
    const char *days = strchr(rule, '*');
    return days ? (int)strtol(days + 1, NULL, 10) : 1;
}

/* What lasts as long as a month is told by the month that holds its middle. */
period holiday_period(const char *rule, int year)
{
    const int shortest_month = 28;
    int days = holiday_length(rule);
    day first = holiday_day(rule, year);
    if (days < shortest_month || !first.year)
        return period_of(first, GRAIN_DAY);
    return period_of(calendar_add_days(first, days / 2), GRAIN_MONTH);
}

bool holiday_extent(const char *rule, const period *p, day *begin, day *end)
{
    for (int year = p->first.year - 1; year <= p->first.year + 1; year++) {
        period of = holiday_period(rule, year);
        if (of.grain != p->grain || calendar_compare(of.first, p->first) != 0)
            continue;
        *begin = holiday_day(rule, year);
        *end = calendar_add_days(*begin, holiday_length(rule) - 1);
        return true;
    }
    return false;
}
