/* What a frame comes to, without any text; and the table of docs/dates.md with the real patterns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "extract/date.h"

static const frame EMPTY = {.year = UNSAID, .month = UNSAID, .day = UNSAID, .weekday = UNSAID, .quarter = UNSAID,
                            .half = UNSAID, .decade = UNSAID, .century = UNSAID, .hour = UNSAID, .minute = UNSAID,
                            .second = UNSAID, .shift = UNSAID, .nth = UNSAID, .count = NAN, .more_count = {NAN, NAN},
                            .unit = {GRAIN_NONE, 1, ""}, .widen = {GRAIN_NONE, 1, ""},
                            .more_unit = {{GRAIN_NONE, 1, ""}, {GRAIN_NONE, 1, ""}}};

static reference from(int year, int month, int date, direction d)
{
    return (reference){period_of((day){year, month, date}, GRAIN_DAY), d};
}

static void check_value(const frame *f, reference r, const char *value)
{
    arena a = {0};
    period p = date_resolve(f, &r);
    assert_string_equal(date_value(&a, f, &p), value);
    arena_free(&a);
}

static void a_bare_weekday_goes_where_the_direction_says(void **state)
{
    (void)state;
    /* every weekday of two years, seen from every day of them */
    day d = {2023, 1, 1};
    for (int n = 0; n < 730; n++, d = calendar_add_days(d, 1))
        for (int weekday = 1; weekday <= 7; weekday++) {
            frame f = EMPTY;
            f.weekday = weekday;
            reference r = {period_of(d, GRAIN_DAY), DIRECTION_PAST};
            long now = calendar_number(d), then = calendar_number(date_resolve(&f, &r).first);
            assert_int_equal(calendar_weekday(calendar_day(then)), weekday);
            assert_true(then <= now && then > now - 7);
            r.direction = DIRECTION_FUTURE;
            then = calendar_number(date_resolve(&f, &r).first);
            assert_true(then >= now && then < now + 7);
            f.shift = 1; /* "next Monday" is never today */
            then = calendar_number(date_resolve(&f, &r).first);
            assert_true(then > now && then <= now + 7);
            f.shift = -1;
            then = calendar_number(date_resolve(&f, &r).first);
            assert_true(then < now && then >= now - 7);
        }
}

static void months_and_days_without_a_year(void **state)
{
    (void)state;
    frame f = EMPTY;
    f.month = 12;
    check_value(&f, from(1998, 3, 4, DIRECTION_PAST), "1997-12");
    check_value(&f, from(1998, 3, 4, DIRECTION_FUTURE), "1998-12");
    f.month = 3; /* the month at hand counts on both sides */
    check_value(&f, from(1998, 3, 4, DIRECTION_PAST), "1998-03");
    check_value(&f, from(1998, 3, 4, DIRECTION_FUTURE), "1998-03");
    f.month = 1, f.day = 2;
    check_value(&f, from(1989, 11, 2, DIRECTION_NEAR), "1990-01-02");
    f.month = 2, f.day = 29;
    check_value(&f, from(2009, 12, 19, DIRECTION_NEAR), "2008-02-29");
}

static void a_day_that_does_not_exist_leaves_its_month(void **state)
{
    (void)state;
    frame f = EMPTY;
    f.year = 2015, f.month = 2, f.day = 29;
    check_value(&f, from(2015, 5, 5, DIRECTION_NEAR), "2015-02");
}

static void units_are_shifted(void **state)
{
    (void)state;
    frame f = EMPTY;
    f.unit = (unit){GRAIN_WEEK, 1, "W"}, f.shift = -1;
    check_value(&f, from(2026, 1, 1, DIRECTION_NEAR), "2025-W52");
    f.weekday = 5;
    check_value(&f, from(2026, 1, 1, DIRECTION_NEAR), "2025-12-26");
    f = EMPTY;
    f.unit = (unit){GRAIN_QUARTER, 1, "Q"}, f.shift = 1;
    check_value(&f, from(2026, 12, 31, DIRECTION_NEAR), "2027-Q1");
    f.unit = (unit){GRAIN_YEAR, 1, "Y"}, f.month = 6;
    check_value(&f, from(2026, 12, 31, DIRECTION_NEAR), "2027-06");
}

static void time_before_christ_goes_forward(void **state)
{
    (void)state;
    reference none = {{GRAIN_NONE, {0, 0, 0}, ""}, DIRECTION_NEAR}, then = none;
    frame f = EMPTY;
    f.year = 490, f.bc = f.exact = true;
    check_value(&f, none, "BC0490");
    then.base = date_resolve(&f, &none);
    f.month = 8, f.day = 12;
    check_value(&f, none, "BC0490-08-12");
    f = EMPTY;
    f.unit = (unit){GRAIN_YEAR, 1, "Y"}, f.shift = 1;
    check_value(&f, then, "BC0489");
    f = EMPTY;
    f.unit = (unit){GRAIN_DECADE, 1, "DE"}, f.count = 1, f.direction = DIRECTION_PAST;
    check_value(&f, then, "BC0500");
    f = EMPTY;
    f.unit = (unit){GRAIN_YEAR, 1, "Y"}, f.count = 2500, f.direction = DIRECTION_PAST;
    check_value(&f, from(2013, 4, 17, DIRECTION_PAST), "BC0488");
    f = EMPTY;
    f.century = 5, f.bc = true;
    check_value(&f, none, "BC04");
    f = EMPTY;
    f.decade = 470, f.bc = true;
    check_value(&f, none, "BC047");
}

static void amounts_before_and_after(void **state)
{
    (void)state;
    frame f = EMPTY;
    f.unit = (unit){GRAIN_YEAR, 1, "Y"}, f.count = 1.5, f.direction = DIRECTION_PAST;
    check_value(&f, from(2024, 5, 15, DIRECTION_NEAR), "2022-11");
    f.unit = (unit){GRAIN_DAY, 1, "D"}, f.count = 10;
    check_value(&f, from(2024, 3, 5, DIRECTION_NEAR), "2024-02-24");
    f.unit = (unit){GRAIN_WEEK, 2, "W"}, f.count = 1; /* a fortnight ago */
    check_value(&f, from(2024, 3, 5, DIRECTION_NEAR), "2024-W08");
    f.count = NAN, f.vague = true;
    check_value(&f, from(2024, 3, 5, DIRECTION_NEAR), "PAST_REF");
    reference year = {period_of((day){1990, 1, 1}, GRAIN_YEAR), DIRECTION_NEAR};
    f = EMPTY;
    f.unit = (unit){GRAIN_DAY, 1, "D"}, f.count = 2, f.direction = DIRECTION_FUTURE;
    check_value(&f, year, "XXXX-XX-XX"); /* two days after a year is no day */
}

static void without_a_reference_values_stay_open(void **state)
{
    (void)state;
    reference none = {{GRAIN_NONE, {0, 0, 0}, ""}, DIRECTION_NEAR};
    frame f = EMPTY;
    f.weekday = 5;
    check_value(&f, none, "XXXX-WXX-5");
    f.part = "EV";
    check_value(&f, none, "XXXX-WXX-5TEV");
    f = EMPTY;
    f.unit = (unit){GRAIN_WEEK, 1, "W"}, f.shift = 1;
    check_value(&f, none, "XXXX-WXX");
    f = EMPTY;
    f.month = 1, f.day = 8;
    check_value(&f, none, "XXXX-01-08");
}

static void durations(void **state)
{
    (void)state;
    static const struct {
        unit unit;
        double count;
        const char *value;
    } rows[] = {{{GRAIN_YEAR, 1, "Y"}, 2, "P2Y"},        {{GRAIN_YEAR, 1, "Y"}, 2.5, "P2Y6M"},
                {{GRAIN_MINUTE, 1, "TM"}, 1.5, "PT1M30S"}, {{GRAIN_HOUR, 1, "TH"}, 0.5, "PT30M"},
                {{GRAIN_WEEK, 2, "W"}, 1, "P2W"},        {{GRAIN_DAY, 1, "D"}, 1.5, "P1DT12H"},
                {{GRAIN_DECADE, 1, "DE"}, 2, "P2DE"},    {{GRAIN_YEAR, 1, "Y"}, 4.5e9, "P4500000000Y"}};
    arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        frame f = EMPTY;
        f.unit = rows[i].unit;
        f.count = rows[i].count;
        assert_true(frame_is_duration(&f));
        assert_string_equal(duration_value(&a, &f), rows[i].value);
    }
    arena_free(&a);
}

/* Of every day of eight centuries: the period of each grain that holds it is written as a value that covers it, first
   and last day included, and the next one begins behind it. */
static void every_day_lies_in_its_periods(void **state)
{
    (void)state;
    static const grain grains[] = {GRAIN_CENTURY, GRAIN_DECADE, GRAIN_YEAR, GRAIN_HALF,    GRAIN_SEASON,
                                   GRAIN_QUARTER, GRAIN_MONTH,  GRAIN_WEEK, GRAIN_WEEKEND, GRAIN_DAY};
    arena a = {0};
    long first = calendar_number((day){1583, 1, 1}), last = calendar_number((day){2400, 12, 31});
    for (long n = first; n <= last; n++) {
        day d = calendar_day(n), begin, end;
        for (size_t i = 0; i < sizeof grains / sizeof *grains; i++) {
            period p = period_of(d, grains[i]), next = period_shift(p, grains[i], 1);
            assert_true(calendar_interval(period_value(&a, &p), NULL, &begin, &end));
            assert_int_equal(calendar_compare(begin, p.first), 0);
            assert_int_equal(calendar_compare(end, period_last(&p)), 0);
            if (grains[i] == GRAIN_WEEKEND) {
                assert_int_equal(calendar_weekday(begin), 6);
                continue;
            }
            assert_true(calendar_compare(begin, d) <= 0 && calendar_compare(d, end) <= 0);
            assert_int_equal(calendar_number(next.first), calendar_number(end) + 1);
        }
        if (n % 1000 == 0)
            arena_reset(&a);
    }
    arena_free(&a);
}

static void what_lasts_has_its_days(void **state)
{
    (void)state;
    day begin, end;
    period p = holiday_period("islamic-09-01*30", 2024);
    assert_int_equal(p.grain, GRAIN_MONTH);
    assert_int_equal(calendar_compare(p.first, (day){2024, 3, 1}), 0);
    assert_true(holiday_extent("islamic-09-01*30", &p, &begin, &end));
    assert_int_equal(calendar_compare(begin, (day){2024, 3, 11}), 0);
    assert_int_equal(calendar_compare(end, (day){2024, 4, 9}), 0);
    p = holiday_period("hebrew-09-25*8", 2024);
    assert_true(holiday_extent("hebrew-09-25*8", &p, &begin, &end));
    assert_int_equal(calendar_compare(begin, (day){2024, 12, 26}), 0);
    assert_int_equal(calendar_compare(end, (day){2025, 1, 2}), 0);
}

static void feasts(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        int year;
        day d;
    } rows[] = {{"12-25", 2024, {2024, 12, 25}},    {"11-w4-4", 2024, {2024, 11, 28}},
                {"05-w1-L", 2024, {2024, 5, 27}},   {"11-w1-1+1", 1998, {1998, 11, 3}},
                {"11-w1-1+1", 2016, {2016, 11, 8}}, {"easter-2", 2019, {2019, 4, 19}},
                {"easter", 2025, {2025, 4, 20}},    {"nonsense", 2025, {0, 0, 0}},
                {"pascha-2", 2024, {2024, 5, 3}},   {"hebrew-07-10", 2024, {2024, 10, 12}},
                {"islamic-10-01", 2024, {2024, 4, 10}}, {"islamic-10-01", 2000, {2000, 1, 8}},
                {"hebrew-13-01", 2024, {0, 0, 0}},  {"02-30", 2024, {0, 0, 0}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        day d = holiday_day(rows[i].rule, rows[i].year);
        assert_int_equal(calendar_compare(d, rows[i].d), 0);
    }
}

static void neighbours_in_a_range_share_what_they_lack(void **state)
{
    (void)state;
    frame first = EMPTY, last = EMPTY;
    first.month = 6, first.day = 3, last.day = 5, last.year = 1990;
    frame_inherit(&first, &last);
    frame_inherit(&last, &first);
    assert_int_equal(first.year, 1990);
    assert_int_equal(last.month, 6);
    first = last = EMPTY;
    first.year = 1914, last.year = 18;
    frame_inherit(&last, &first);
    assert_int_equal(last.year, 1918);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bare_weekday_goes_where_the_direction_says),
        cmocka_unit_test(months_and_days_without_a_year),
        cmocka_unit_test(a_day_that_does_not_exist_leaves_its_month),
        cmocka_unit_test(units_are_shifted),
        cmocka_unit_test(time_before_christ_goes_forward),
        cmocka_unit_test(amounts_before_and_after),
        cmocka_unit_test(without_a_reference_values_stay_open),
        cmocka_unit_test(durations),
        cmocka_unit_test(feasts),
        cmocka_unit_test(every_day_lies_in_its_periods),
        cmocka_unit_test(what_lasts_has_its_days),
        cmocka_unit_test(neighbours_in_a_range_share_what_they_lack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
