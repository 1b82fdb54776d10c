/* Days of the Julian, Hebrew and Islamic calendars, as Gregorian days. */
#include "extract/calendar.h"

/* ----------------------------------------------------------------------------------------- Julian */

/* Both calendars agreed in the third century; since then the Julian one has lost a day in each century year but every
   fourth. */
static int julian_delay(int year)
{
    return year / 100 - year / 400 - 2;
}

day calendar_orthodox_easter(int year)
{
    int golden = year % 19, moon = (19 * golden + 15) % 30;
    int sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    int since = moon + sunday + 114; /* months of 31 days from the Julian beginning of the year */
    day d = {year, since / 31, since % 31 + 1};
    return calendar_add_days(d, julian_delay(year));
}

/* ----------------------------------------------------------------------------------------- Hebrew */

/* The Hebrew day 1, less one, as a number of our calendar: it lies before our year 1. */
#define HEBREW_EPOCH (-1373428L)
#define PARTS 25920L /* of a day; a month has 29 days and 13,753 of them */

/* Months from the epoch to the beginning of a year: seven of nineteen years have one more. */
static long hebrew_months(int year)
{
    return (235L * year - 234) / 19;
}

/* Days from the epoch to the mean new moon of Tishri, never a Sunday, Wednesday or Friday. */
static long hebrew_molad(int year)
{
    long months = hebrew_months(year), parts = 12084 + 13753 * months;
    long days = 29 * months + parts / PARTS;
    return 3 * (days + 1) % 7 < 3 ? days + 1 : days;
}

/* The first of Tishri.  A year never has 356 days, nor 382. */
static long hebrew_new_year(int year)
{
    long last = hebrew_molad(year - 1), this = hebrew_molad(year), next = hebrew_molad(year + 1);
    long delay = next - this == 356 ? 2 : this - last == 382 ? 1 : 0;
    return HEBREW_EPOCH + this + delay;
}

day calendar_from_hebrew(int year, int month, int date)
{
    static const int days[] = {0, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29}; /* from Nisan; Adar has 29 */
    long at = hebrew_new_year(year), length = hebrew_new_year(year + 1) - at;
    long rest = length % 10; /* 353 or 383, 354 or 384, 355 or 385 */
    if (month < 7) { /* counted back from the year's end: that is simpler, as Adar may be two months */
        at += length;
        for (int m = month; m < 7; m++)
            at -= days[m];
        return calendar_day(at + date - 1);
    }
    if (month == 12)
        return calendar_day(at + length - 177 - 29 + date - 1);
    for (int m = 7; m < month; m++)
        at += m == 8 ? 29 + (rest == 5) : m == 9 ? 30 - (rest == 3) : days[m];
    return calendar_day(at + date - 1);
}

/* ---------------------------------------------------------------------------------------- Islamic */

#define ISLAMIC_EPOCH 227014L /* 19 July 622 */

/* Months of 30 and 29 days by turns; eleven of thirty years have one day more, the last. */
day calendar_from_islamic(int year, int month, int date)
{
    long days = 354L * (year - 1) + (3 + 11L * year) / 30 + 29L * (month - 1) + month / 2;
    return calendar_day(ISLAMIC_EPOCH + days + date - 1);
}
