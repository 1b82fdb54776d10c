/* The proleptic Gregorian calendar: see calendar.h. */
#include "extract/calendar.h"

#include <string.h>

#define FIRST_YEAR 1
#define LAST_YEAR 9999

bool calendar_is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int calendar_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && calendar_is_leap(year));
}

bool calendar_is_valid(day d)
{
    if (d.year < FIRST_YEAR || d.year > LAST_YEAR)
        return false;
    return d.day >= 1 && d.day <= calendar_month_days(d.year, d.month);
}

/* Days before the first of January of a year. */
static int days_before_year(int year)
{
    int y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400;
}

long calendar_number(day d)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return days_before_year(d.year) + before[d.month - 1] + (d.month > 2 && calendar_is_leap(d.year)) + d.day - 1;
}

/* In years that begin in March, so that the day of a leap year is their last; months are 30.6 days long then. */
day calendar_day(long number)
{
    const long last = days_before_year(LAST_YEAR + 1) - 1;
    if (number <= 0)
        return (day){FIRST_YEAR, 1, 1};
    int all = (int)(number < last ? number : last) + 306; /* since the first of March of the year 0 */
    int cycle = all / 146097, left = all % 146097;        /* of 400 years */
    int year = (left - left / 1460 + left / 36524 - left / 146096) / 365;
    left -= year * 365 + year / 4 - year / 100;
    int month = (5 * left + 2) / 153; /* 0 is March */
    bool next = month >= 10;
    return (day){cycle * 400 + year + next, next ? month - 9 : month + 3, left - (153 * month + 2) / 5 + 1};
}

day calendar_add_days(day d, long days)
{
    return calendar_day(calendar_number(d) + days);
}

day calendar_add_months(day d, int months)
{
    int total = d.year * 12 + d.month - 1 + months;
    if (total < FIRST_YEAR * 12)
        return (day){FIRST_YEAR, 1, 1};
    if (total > LAST_YEAR * 12 + 11)
        return (day){LAST_YEAR, 12, 31};
    d.year = total / 12;
    d.month = total % 12 + 1;
    int most = calendar_month_days(d.year, d.month);
    if (d.day > most)
        d.day = most;
    return d;
}

int calendar_weekday(day d)
{
    return (int)(calendar_number(d) % 7) + 1; /* 0001-01-01 was a Monday */
}

/* The Monday of week 1: of the week that holds the fourth of January. */
static long first_monday(int iso_year)
{
    long fourth = days_before_year(iso_year) + 3;
    return fourth - fourth % 7;
}

void calendar_iso_week(day d, int *year, int *week)
{
    long n = calendar_number(d);
    *year = d.year;
    if (n < first_monday(d.year))
        --*year;
    else if (n >= first_monday(d.year + 1))
        ++*year;
    *week = (int)((n - first_monday(*year)) / 7) + 1;
}

day calendar_week_start(int iso_year, int week)
{
    return calendar_day(first_monday(iso_year) + 7L * (week - 1));
}

int calendar_weeks_in_year(int iso_year)
{
    return (int)((first_monday(iso_year + 1) - first_monday(iso_year)) / 7);
}

int calendar_compare(day a, day b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return a.day < b.day ? -1 : a.day > b.day;
}

day calendar_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return (day){year, n / 31, n % 31 + 1};
}

bool calendar_read(const char *string, size_t size, day *result)
{
    int part[3] = {0, 0, 0}, k = 0;
    if (size < 10)
        return false;
    for (size_t i = 0; i < 10; i++) {
        if (i == 4 || i == 7) {
            if (string[i] != '-')
                return false;
            k++;
        } else if (string[i] >= '0' && string[i] <= '9') {
            part[k] = part[k] * 10 + (string[i] - '0');
        } else {
            return false;
        }
    }
    *result = (day){part[0], part[1], part[2]};
    return calendar_is_valid(*result);
}

char *calendar_digits(char *out, int value, int width)
{
    for (int i = width; i-- > 0; value /= 10)
        out[i] = (char)('0' + (value > 0 ? value % 10 : 0));
    return out + width;
}

void calendar_write(day d, char out[11])
{
    out = calendar_digits(out, d.year, 4);
    *out++ = '-';
    out = calendar_digits(out, d.month, 2);
    *out++ = '-';
    *calendar_digits(out, d.day, 2) = '\0';
}

/* ------------------------------------------------------------------------------------- intervals */

/* Up to `most` digits, at least `least`; moves *s behind them.  -1 when there are too few. */
static int digits(const char **s, int least, int most)
{
    int n = 0, value = 0;
    while (n < most && (*s)[n] >= '0' && (*s)[n] <= '9')
        value = value * 10 + ((*s)[n++] - '0');
    if (n < least)
        return -1;
    *s += n;
    return value;
}

enum third { WHOLE, START, MID, END };

static enum third third_of(const char *mod)
{
    if (!mod)
        return WHOLE;
    return !strcmp(mod, "START") ? START : !strcmp(mod, "MID") ? MID : !strcmp(mod, "END") ? END : WHOLE;
}

/* Years [first, first + years), narrowed: each third of a decade, a century. */
static bool years(int first, int years, enum third t, day *begin, day *end)
{
    int one = (years + 2) / 3, two = one + years / 3; /* 4, 3 and 3 of 10 */
    int from = t == MID ? one : t == END ? two : 0;
    int to = t == START ? one : t == MID ? two : years;
    if (first + to - 1 < FIRST_YEAR || first + to - 1 > LAST_YEAR)
        return false;
    *begin = (day){first + from < FIRST_YEAR ? FIRST_YEAR : first + from, 1, 1};
    *end = (day){first + to - 1, 12, 31};
    return true;
}

/* `n` months from the first of a month, n a multiple of 3 where they are narrowed. */
static bool months(int year, int month, int n, enum third t, day *begin, day *end)
{
    int from = t == MID ? n / 3 : t == END ? 2 * n / 3 : 0;
    int to = t == START ? n / 3 : t == MID ? 2 * n / 3 : n;
    if (year < FIRST_YEAR || year > LAST_YEAR)
        return false;
    day first = {year, month, 1};
    *begin = calendar_add_months(first, from);
    *end = calendar_add_months(first, to - 1);
    end->day = calendar_month_days(end->year, end->month);
    return true;
}

static bool one_month(int year, int month, enum third t, day *begin, day *end)
{
    if (month < 1 || month > 12 || !months(year, month, 1, WHOLE, begin, end))
        return false;
    if (t == START)
        end->day = 10;
    if (t == MID)
        begin->day = 11, end->day = 20;
    if (t == END)
        begin->day = 21;
    return true;
}

/* What stands behind "YYYY-W": "06", "06-WE", "06-3". */
static bool week(const char *s, int year, enum third t, day *begin, day *end)
{
    int number = digits(&s, 2, 2);
    if (number < 1 || year < FIRST_YEAR || year >= LAST_YEAR || number > calendar_weeks_in_year(year))
        return false;
    day monday = calendar_week_start(year, number);
    int from = t == MID ? 2 : t == END ? 4 : 0, to = t == START ? 1 : t == MID ? 3 : 6;
    if (!strncmp(s, "-WE", 3)) {
        from = 5, to = 6;
    } else if (*s == '-') {
        s++;
        int weekday = digits(&s, 1, 1);
        if (weekday < 1 || weekday > 7)
            return false;
        from = to = weekday - 1;
    }
    *begin = calendar_add_days(monday, from);
    *end = calendar_add_days(monday, to);
    return true;
}

static bool named_part(const char *s, int year, enum third t, day *begin, day *end)
{
    static const struct {
        char name[3];
        int month, months;
    } parts[] = {{"Q1", 1, 3}, {"Q2", 4, 3}, {"Q3", 7, 3}, {"Q4", 10, 3}, {"H1", 1, 6},
                 {"H2", 7, 6}, {"SP", 3, 3}, {"SU", 6, 3}, {"FA", 9, 3},  {"WI", 12, 3}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strcmp(s, parts[i].name))
            return months(year, parts[i].month, parts[i].months, t, begin, end);
    return false;
}

bool calendar_interval(const char *value, const char *mod, day *begin, day *end)
{
    const char *s = value;
    enum third t = third_of(mod);
    int year = digits(&s, 2, 4);
    size_t n = (size_t)(s - value);
    if (year < 0)
        return false;
    if (n < 4)
        return !*s && (n == 3 ? years(year * 10, 10, t, begin, end) : years(year * 100, 100, t, begin, end));
    if (!*s)
        return year > 0 && months(year, 1, 12, t, begin, end);
    if (*s++ != '-')
        return false;
    if (*s == 'W' && s[1] >= '0' && s[1] <= '9')
        return week(s + 1, year, t, begin, end);
    if (*s < '0' || *s > '9')
        return named_part(s, year, t, begin, end);
    int month = digits(&s, 2, 2);
    if (!*s)
        return one_month(year, month, t, begin, end);
    if (*s++ != '-')
        return false;
    day d = {year, month, digits(&s, 2, 2)};
    if ((*s && *s != 'T') || !calendar_is_valid(d))
        return false;
    *begin = *end = d;
    return true;
}
