/* Properties of the calendar, over every day from 1583 to 2400. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include <string.h>

#include "extract/calendar.h"

#define FIRST 1583
#define LAST 2400

static void every_day_follows_the_one_before(void **state)
{
    (void)state;
    long number = calendar_number((day){FIRST, 1, 1});
    int weekday = calendar_weekday((day){FIRST, 1, 1});
    assert_int_equal(weekday, 6); /* the first of January 1583 was a Saturday */
    for (int year = FIRST; year <= LAST; year++)
        for (int month = 1; month <= 12; month++)
            for (int date = 1; date <= calendar_month_days(year, month); date++) {
                day d = {year, month, date};
                assert_true(calendar_is_valid(d));
                assert_int_equal(calendar_number(d), number);
                assert_int_equal(calendar_weekday(d), weekday);
                assert_int_equal(calendar_compare(calendar_day(number), d), 0);
                assert_int_equal(calendar_compare(calendar_add_days(d, 1), calendar_day(number + 1)), 0);
                number++;
                weekday = weekday % 7 + 1;
            }
}

static void iso_weeks_are_seven_days_and_hold_the_fourth_of_january(void **state)
{
    (void)state;
    for (int year = FIRST; year <= LAST; year++) {
        int iso, week;
        calendar_iso_week((day){year, 1, 4}, &iso, &week);
        assert_int_equal(iso, year);
        assert_int_equal(week, 1);
        calendar_iso_week((day){year, 12, 28}, &iso, &week);
        assert_int_equal(iso, year);
        assert_int_equal(week, calendar_weeks_in_year(year));
        assert_in_range(calendar_weeks_in_year(year), 52, 53);
        for (week = 1; week <= calendar_weeks_in_year(year); week++) {
            day monday = calendar_week_start(year, week);
            assert_int_equal(calendar_weekday(monday), 1);
            for (int i = 0; i < 7; i++) {
                int y, w;
                calendar_iso_week(calendar_add_days(monday, i), &y, &w);
                assert_int_equal(y, year);
                assert_int_equal(w, week);
            }
        }
    }
}

static void months_are_added_without_leaving_the_month(void **state)
{
    (void)state;
    for (long n = calendar_number((day){FIRST, 1, 1}); n <= calendar_number((day){LAST, 12, 31}); n += 13)
        for (int months = -30; months <= 30; months += 7) {
            day d = calendar_day(n), e = calendar_add_months(d, months);
            assert_true(calendar_is_valid(e));
            assert_int_equal(e.year * 12 + e.month, d.year * 12 + d.month + months);
            assert_true(e.day == d.day || e.day == calendar_month_days(e.year, e.month));
        }
}

static void leap_years(void **state)
{
    (void)state;
    assert_true(calendar_is_leap(2000) && calendar_is_leap(2024) && calendar_is_leap(1584));
    assert_false(calendar_is_leap(1900) || calendar_is_leap(2100) || calendar_is_leap(2023));
    assert_false(calendar_is_valid((day){2015, 2, 29}));
    assert_false(calendar_is_valid((day){2015, 13, 1}));
    assert_false(calendar_is_valid((day){0, 1, 1}));
}

/* Sundays between 22 March and 25 April; some known ones. */
static void easter_is_a_sunday_in_spring(void **state)
{
    (void)state;
    for (int year = FIRST; year <= LAST; year++) {
        day d = calendar_easter(year);
        assert_int_equal(calendar_weekday(d), 7);
        assert_true(calendar_compare(d, (day){year, 3, 22}) >= 0);
        assert_true(calendar_compare(d, (day){year, 4, 25}) <= 0);
    }
    assert_int_equal(calendar_compare(calendar_easter(2025), (day){2025, 4, 20}), 0);
    assert_int_equal(calendar_compare(calendar_easter(1961), (day){1961, 4, 2}), 0);
    assert_int_equal(calendar_compare(calendar_easter(2000), (day){2000, 4, 23}), 0);
}

/* Sundays, never before the western one; some known ones. */
static void orthodox_easter_is_a_sunday_and_not_before_the_western_one(void **state)
{
    (void)state;
    for (int year = FIRST; year <= LAST; year++) {
        day d = calendar_orthodox_easter(year);
        assert_int_equal(d.year, year);
        assert_int_equal(calendar_weekday(d), 7);
        assert_true(calendar_compare(d, calendar_easter(year)) >= 0);
    }
    assert_int_equal(calendar_compare(calendar_orthodox_easter(2024), (day){2024, 5, 5}), 0);
    assert_int_equal(calendar_compare(calendar_orthodox_easter(2025), (day){2025, 4, 20}), 0);
    assert_int_equal(calendar_compare(calendar_orthodox_easter(1916), (day){1916, 4, 23}), 0);
}

static void islamic_days_follow_one_another(void **state)
{
    (void)state;
    long number = calendar_number(calendar_from_islamic(991, 1, 1)); /* in 1583 */
    for (int year = 991; year <= 1820; year++)
        for (int month = 1; month <= 12; month++) {
            int leap = (11 * year + 14) % 30 < 11;
            for (int date = 1; date <= (month % 2 || (month == 12 && leap) ? 30 : 29); date++)
                assert_int_equal(calendar_number(calendar_from_islamic(year, month, date)), number++);
        }
    assert_int_equal(calendar_compare(calendar_from_islamic(1445, 9, 1), (day){2024, 3, 11}), 0);
    assert_int_equal(calendar_compare(calendar_from_islamic(1, 1, 1), (day){622, 7, 19}), 0);
}

/* The new year is no Sunday, Wednesday or Friday and Passover no Monday, Wednesday or Friday; a year has one of six
   lengths, and its months follow one another. */
static void hebrew_years_keep_their_rules(void **state)
{
    (void)state;
    for (int year = 5344; year <= 6160; year++) {
        day first = calendar_from_hebrew(year, 7, 1);
        int weekday = calendar_weekday(first);
        long length = calendar_number(calendar_from_hebrew(year + 1, 7, 1)) - calendar_number(first);
        assert_true(weekday != 7 && weekday != 3 && weekday != 5);
        assert_true(length >= 353 && length <= 385 && length % 10 >= 3 && length % 10 <= 5 && length / 10 != 36);
        long before = calendar_number(first);
        for (int month = 8; month != 7; month = month % 12 + 1) {
            long next = calendar_number(calendar_from_hebrew(year, month, 1));
            bool second_adar = month == 12 && length > 355;
            assert_in_range(next - before, second_adar ? 60 : 29, second_adar ? 60 : 30);
            before = next;
        }
        int passover = calendar_weekday(calendar_from_hebrew(year, 1, 15));
        assert_true(passover != 1 && passover != 3 && passover != 5);
    }
    assert_int_equal(calendar_compare(calendar_from_hebrew(5785, 9, 25), (day){2024, 12, 26}), 0);
    assert_int_equal(calendar_compare(calendar_from_hebrew(5734, 7, 10), (day){1973, 10, 6}), 0);
    assert_int_equal(calendar_compare(calendar_from_hebrew(5784, 12, 14), (day){2024, 3, 24}), 0);
}

/* The parts named by `format` follow one another without a gap and fill the year. */
static void parts_fill_the_year(const char *format, int parts)
{
    for (int year = FIRST; year <= LAST; year++) {
        day next = {year, 1, 1}, begin, end;
        for (int i = 1; i <= parts; i++) {
            char value[32];
            snprintf(value, sizeof value, format, year, i);
            assert_true(calendar_interval(value, NULL, &begin, &end));
            assert_int_equal(calendar_compare(begin, next), 0);
            next = calendar_add_days(end, 1);
        }
        assert_int_equal(calendar_compare(next, (day){year + 1, 1, 1}), 0);
    }
}

static void months_quarters_and_halves_fill_the_year(void **state)
{
    (void)state;
    parts_fill_the_year("%04d-%02d", 12);
    parts_fill_the_year("%04d-Q%d", 4);
    parts_fill_the_year("%04d-H%d", 2);
}

static void thirds_fill_the_whole(void **state)
{
    (void)state;
    static const char *const values[] = {"2026", "2024-02", "2026-Q3", "2026-H1", "2026-SU", "2026-WI",
                                         "2026-W06", "197", "19", "2023-02"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        day whole, last, begin, end, next;
        assert_true(calendar_interval(values[i], NULL, &whole, &last));
        assert_true(calendar_interval(values[i], "START", &begin, &end));
        assert_int_equal(calendar_compare(begin, whole), 0);
        next = calendar_add_days(end, 1);
        assert_true(calendar_interval(values[i], "MID", &begin, &end));
        assert_int_equal(calendar_compare(begin, next), 0);
        next = calendar_add_days(end, 1);
        assert_true(calendar_interval(values[i], "END", &begin, &end));
        assert_int_equal(calendar_compare(begin, next), 0);
        assert_int_equal(calendar_compare(end, last), 0);
    }
}

static void check_interval(const char *value, const char *mod, const char *from, const char *to)
{
    day begin, end;
    char text[11];
    assert_true(calendar_interval(value, mod, &begin, &end));
    calendar_write(begin, text);
    assert_string_equal(text, from);
    calendar_write(end, text);
    assert_string_equal(text, to);
}

static void intervals(void **state)
{
    (void)state;
    check_interval("2026", NULL, "2026-01-01", "2026-12-31");
    check_interval("2026-02-13T15:37", NULL, "2026-02-13", "2026-02-13");
    check_interval("2026-02-13TEV", NULL, "2026-02-13", "2026-02-13");
    check_interval("2026-W06", NULL, "2026-02-02", "2026-02-08");
    check_interval("2026-W06-WE", NULL, "2026-02-07", "2026-02-08");
    check_interval("2026-W06-3", NULL, "2026-02-04", "2026-02-04");
    check_interval("2025-WI", NULL, "2025-12-01", "2026-02-28");
    check_interval("202", NULL, "2020-01-01", "2029-12-31");
    check_interval("19", NULL, "1900-01-01", "1999-12-31");
    check_interval("2026-02", "START", "2026-02-01", "2026-02-10");
    check_interval("199", "MID", "1994-01-01", "1996-12-31");
    check_interval("2026", "APPROX", "2026-01-01", "2026-12-31");
}

static void what_cannot_be_placed_has_no_interval(void **state)
{
    (void)state;
    static const char *const values[] = {"XXXX-WXX-5", "XXXX-01-08", "P2Y",      "PRESENT_REF", "",
                                         "2026-13",    "2026-02-30", "2026-W54", "2026-WXX",    "2026-02-XX",
                                         "2026x",      "BC0044",     "2026-XX",  "0000"};
    day begin, end;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_false(calendar_interval(values[i], NULL, &begin, &end));
}

static void reading_and_writing(void **state)
{
    (void)state;
    day d;
    char text[11];
    assert_true(calendar_read("2026-02-07T10:00:00Z", 20, &d));
    calendar_write(d, text);
    assert_string_equal(text, "2026-02-07");
    assert_false(calendar_read("2026-02-0", 9, &d));
    assert_false(calendar_read("2026-02-30", 10, &d));
    assert_false(calendar_read("26 February", 11, &d));
}

static void the_ends_of_time_are_safe(void **state)
{
    (void)state;
    assert_true(calendar_is_valid(calendar_add_days((day){1, 1, 1}, -5)));
    assert_true(calendar_is_valid(calendar_add_days((day){9999, 12, 31}, 5)));
    assert_true(calendar_is_valid(calendar_add_months((day){1, 1, 1}, -5)));
    assert_true(calendar_is_valid(calendar_add_months((day){9999, 12, 31}, 500)));
    assert_true(calendar_is_valid(calendar_day(999999999L)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(iso_weeks_are_seven_days_and_hold_the_fourth_of_january),
        cmocka_unit_test(months_are_added_without_leaving_the_month),
        cmocka_unit_test(leap_years),
        cmocka_unit_test(easter_is_a_sunday_in_spring),
        cmocka_unit_test(orthodox_easter_is_a_sunday_and_not_before_the_western_one),
        cmocka_unit_test(islamic_days_follow_one_another),
        cmocka_unit_test(hebrew_years_keep_their_rules),
        cmocka_unit_test(months_quarters_and_halves_fill_the_year),
        cmocka_unit_test(thirds_fill_the_whole),
        cmocka_unit_test(intervals),
        cmocka_unit_test(what_cannot_be_placed_has_no_interval),
        cmocka_unit_test(reading_and_writing),
        cmocka_unit_test(the_ends_of_time_are_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
