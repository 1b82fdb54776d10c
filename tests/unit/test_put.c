/* The append-only JSON writer: strings and numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <jansson.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/put.h"

static void expect_number(double value, const char *wanted)
{
    buffer b = {0};
    put_number(&b, value);
    buffer_add_char(&b, '\0');
    assert_string_equal(b.data, wanted);
    buffer_free(&b);
}

static void numbers_are_short(void **state)
{
    (void)state;
    expect_number(0, "0");
    expect_number(-0.0, "0");
    expect_number(14, "14");
    expect_number(-3, "-3");
    expect_number(3500000, "3500000");
    expect_number(0.1, "0.1");
    expect_number(3.5, "3.5");
    expect_number(-2.75, "-2.75");
    expect_number(1.0 / 3, "0.3333333333333333");
    expect_number(999999999999999, "999999999999999");
    expect_number(1e15, "1000000000000000");
    expect_number(1.5e15, "1500000000000000");
    expect_number(9007199254740993.0, "9007199254740992");
    expect_number(1e17, "100000000000000000");
    expect_number(1e18, "1e18"); /* 64 bits hold no whole number above 9.2e18 */
    expect_number(18446744073709551616.0, "1.8446744073709552e19");
    expect_number(1.25e300, "1.25e300");
    expect_number(0.000001, "0.000001");
    expect_number(0.00000125, "0.00000125");
    expect_number(1e-7, "1e-7");
    expect_number(5e-324, "5e-324");
    expect_number(1234567.891, "1234567.891");
}

/* A small generator, so that the test is the same everywhere. */
static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed ^ *seed >> 29;
}

static void numbers_come_back(void **state)
{
    (void)state;
    uint64_t seed = 7;
    buffer b = {0};
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = next_random(&seed);
        double value;
        if (i % 2)
            memcpy(&value, &bits, sizeof value);
        else
            value = (double)(bits % 1000000) / 1000;
        if (!isfinite(value))
            continue;
        buffer_clear(&b);
        put_number(&b, value);
        buffer_add_char(&b, '\0');
        assert_true(strtod(b.data, NULL) == value);
        assert_null(strchr(b.data, '+'));
    }
    buffer_free(&b);
}

static void numbers_know_no_locale(void **state)
{
    (void)state;
    const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "C.UTF-8"};
    for (size_t i = 0; i < 4 && !setlocale(LC_NUMERIC, locales[i]); i++)
        ;
    expect_number(0.1, "0.1");
    expect_number(1234.5, "1234.5");
    setlocale(LC_NUMERIC, "C");
}

static void confidence_has_two_digits(void **state)
{
    (void)state;
    const double values[] = {0, 1, 0.5, 0.87654, 0.999, 0.994, 0.123};
    const char *const wanted = "0 1 0.5 0.88 1 0.99 0.12 ";
    buffer b = {0};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        put_hundredths(&b, values[i]);
        buffer_add_char(&b, ' ');
    }
    buffer_add_char(&b, '\0');
    assert_string_equal(b.data, wanted);
    buffer_free(&b);
}

/* Any bytes make one JSON string without raw control characters; valid ones come back as they were. */
static void check_string(const char *data, size_t size, bool valid)
{
    buffer b = {0};
    put_string(&b, data, size);
    for (size_t i = 0; i < b.size; i++)
        assert_true((unsigned char)b.data[i] >= 0x20 && b.data[i] != 0x7F);
    json_error_t error;
    json_t *read = json_loadb(b.data, b.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    assert_true(json_is_string(read));
    if (valid) {
        assert_int_equal(json_string_length(read), size);
        assert_memory_equal(json_string_value(read), data, size);
    }
    json_decref(read);
    buffer_free(&b);
}

static void strings_come_back(void **state)
{
    (void)state;
    const char all[] = "\0\1\2\t\n\r\x1f\x7f \"\\/ \xC3\xA9 \xE2\x80\xA8\xE2\x80\xA9 \xF0\x9F\x98\x80";
    check_string(all, sizeof all - 1, true);
    check_string("", 0, true);
    check_string(NULL, 0, true);
    check_string("plain", 5, true);
}

/* Strings are looked at several bytes at a time: none is overlooked, wherever it stands. */
static void each_byte_is_looked_at(void **state)
{
    (void)state;
    const char strange[] = "\0\n\x1f\x7f\"\\";
    for (size_t size = 1; size < 30; size++)
        for (size_t at = 0; at < size; at++)
            for (size_t i = 0; i < sizeof strange - 1; i++) {
                char data[30];
                memset(data, 'a', sizeof data);
                data[at] = strange[i];
                check_string(data, size, true);
            }
}

static void strange_bytes_are_replaced(void **state)
{
    (void)state;
    uint64_t seed = 11;
    char data[64];
    for (int round = 0; round < 5000; round++) {
        size_t size = (size_t)(next_random(&seed) % sizeof data);
        for (size_t i = 0; i < size; i++)
            data[i] = (char)(next_random(&seed) >> 13);
        check_string(data, size, false);
    }
    buffer b = {0};
    put_string(&b, "a\xFF" "b\xE2\x82", 5);
    buffer_add_char(&b, '\0');
    assert_string_equal(b.data, "\"a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD\"");
    buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short),         cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(numbers_know_no_locale),    cmocka_unit_test(confidence_has_two_digits),
        cmocka_unit_test(strings_come_back),         cmocka_unit_test(each_byte_is_looked_at),
        cmocka_unit_test(strange_bytes_are_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
