/*
 * The proleptic Gregorian calendar as arithmetic: no clock, no locale, no time zone.
 * Years run from 1 to 9999.  Weeks are ISO 8601 weeks, Monday first.
 */
#ifndef QUOTH_EXTRACT_CALENDAR_H
#define QUOTH_EXTRACT_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct day {
    int year, month, day; /* month and day from 1; year 0: no day */
} day;

bool calendar_is_leap(int year);
int calendar_month_days(int year, int month);
bool calendar_is_valid(day d);

/* Days since 0001-01-01 (which is 0), and back. */
long calendar_number(day d);
day calendar_day(long number);

day calendar_add_days(day d, long days);
/* The same day of the month `months` later, or the last day of that month. */
day calendar_add_months(day d, int months);

int calendar_weekday(day d); /* 1 Monday ... 7 Sunday */
void calendar_iso_week(day d, int *year, int *week);
day calendar_week_start(int iso_year, int week); /* its Monday */
int calendar_weeks_in_year(int iso_year);

int calendar_compare(day a, day b); /* <0, 0, >0 */

/* Western Easter Sunday (anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, 1991). */
day calendar_easter(int year);

/* Orthodox Easter Sunday, by the Julian calendar (Meeus), as a Gregorian day. */
day calendar_orthodox_easter(int year);

/*
 * A day of the Hebrew calendar: months from 1 (Nisan), 7 (Tishri) begins the year, 12 is Adar or the second Adar.
 * A day of the tabular Islamic calendar: months from 1 (Muharram); where the month is begun by sight it may be a day off.
 */
day calendar_from_hebrew(int year, int month, int date);
day calendar_from_islamic(int year, int month, int date);

/*
 * The first and last day that a TIMEX3 value covers: 2026, 2026-02, 2026-02-13, 2026-02-13T15:37, 2026-W06,
 * 2026-W06-WE, 2026-Q1, 2026-H2, 2026-SU (meteorological season, northern: SP Mar-May, SU Jun-Aug, FA Sep-Nov,
 * WI Dec-Feb of the next year), 202 (decade), 20 (century).  mod START, MID and END narrow years,
 * quarters, months, decades and weeks to their thirds.  False when the value cannot be placed.
 */
bool calendar_interval(const char *value, const char *mod, day *begin, day *end);

/* Reads YYYY-MM-DD at the beginning of a string; false when there is none or no such day. */
bool calendar_read(const char *string, size_t size, day *result);

/* Writes the last `width` digits of a number, with zeros in front, and returns the place behind; no terminator. */
char *calendar_digits(char *out, int value, int width);

/* Writes YYYY-MM-DD and a terminator. */
void calendar_write(day d, char out[11]);

#endif
