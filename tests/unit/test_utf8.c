/* UTF-8 around the text: what is valid, what is replaced. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <string.h>

#include "pipeline/utf8.h"

static size_t encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((0xF00u >> size) | c);
    return size;
}

static void all_code_points_are_valid(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++) {
        char bytes[4];
        size_t size = encode(c, bytes);
        bool surrogate = c >= 0xD800 && c < 0xE000;
        assert_int_equal(utf8_length(bytes, size), surrogate ? 0 : size);
        for (size_t cut = 1; cut < size; cut++)
            assert_int_equal(utf8_length(bytes, cut), 0);
    }
}

static void overlong_and_outside_are_not(void **state)
{
    (void)state;
    const char *const bad[] = {"\x80",         "\xBF",         "\xC0\x80",     "\xC1\xBF",        "\xE0\x9F\xBF",
                               "\xED\xA0\x80", "\xF0\x8F\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                               "\xC3" "A",     "\xE2\x82" "A"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(utf8_length(bad[i], strlen(bad[i])), 0);
}

static void expect_clean(const char *given, size_t size, const char *wanted, size_t replaced)
{
    buffer b = {0};
    assert_int_equal(utf8_clean(given, size, &b), replaced);
    buffer_add_char(&b, '\0');
    assert_string_equal(b.data, wanted);
    buffer_free(&b);
}

static void each_invalid_byte_is_replaced(void **state)
{
    (void)state;
    expect_clean("", 0, "", 0);
    expect_clean("plain text of some length", 25, "plain text of some length", 0);
    expect_clean("caf\xC3\xA9", 5, "caf\xC3\xA9", 0);
    expect_clean("caf\xE9 au lait, s'il", 18, "caf\xEF\xBF\xBD au lait, s'il", 1);
    expect_clean("\xE2\x82", 2, "\xEF\xBF\xBD\xEF\xBF\xBD", 2);
    expect_clean("12345678\xFF", 9, "12345678\xEF\xBF\xBD", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_code_points_are_valid),
        cmocka_unit_test(overlong_and_outside_are_not),
        cmocka_unit_test(each_invalid_byte_is_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
