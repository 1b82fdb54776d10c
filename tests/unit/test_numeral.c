/* Numerals: digits of several conventions, arithmetic over list values, writing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include <locale.h>
#include <math.h>

#include "pattern_folder.h"

#include "extract/numeral.h"

static void assert_digits(const char *digits, double value)
{
    double read = numeral_digits(digits, strlen(digits));
    if (!(read == value))
        fail_msg("%s is %.17g, not %.17g", digits, read, value);
}

static void digits_of_several_conventions(void **state)
{
    (void)state;
    assert_digits("0", 0);
    assert_digits("1200", 1200);
    assert_digits("1,200", 1200);
    assert_digits("1,234,567.89", 1234567.89);
    assert_digits("1.234.567,89", 1234567.89);
    assert_digits("1.234.567", 1234567);
    assert_digits("12,34,567", 1234567);
    assert_digits("3.5", 3.5);
    assert_digits("1.356", 1.356);
    assert_digits("2,5", 2.5);
    assert_digits("16.4", 16.4);
    assert_true(isnan(numeral_digits("2.0.1", 5)));
    assert_true(isnan(numeral_digits("192.168.0.1", 11)));
    assert_true(isnan(numeral_digits("4a", 2)));
    assert_true(isnan(numeral_digits("", 0)));
    assert_true(isnan(numeral_digits(",", 1)));
}

static void values_of_lists(void **state)
{
    (void)state;
    assert_true(numeral_read("12") == 12);
    assert_true(numeral_read("-2.5") == -2.5);
    assert_true(numeral_read("+7") == 7);
    assert_true(isnan(numeral_read("")));
    assert_true(isnan(numeral_read("1,200")));
    assert_true(isnan(numeral_read("*3")));
    assert_true(isnan(numeral_read("3.4.5")));
}

static void written_and_read_again(void **state)
{
    (void)state;
    static const double values[] = {0, 1, -5, 0.05, 1.0 / 3, 2.0 / 3, 16400000, 1e15, 1e21, 1234567.89,
                                    0.0000012, 9.1e-7,   -2.5e-20};
    arena a = {0};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const char *written = numeral_write(&a, values[i]);
        if (numeral_read(written) != values[i])
            fail_msg("%.17g is written %s", values[i], written);
    }
    assert_string_equal(numeral_write(&a, 1200), "1200");
    assert_string_equal(numeral_write(&a, 3.5), "3.5");
    assert_string_equal(numeral_write(&a, -50800000000.0), "-50800000000");
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8"))
        assert_string_equal(numeral_write(&a, 3.5), "3.5");
    setlocale(LC_NUMERIC, "C");
    arena_free(&a);
}

/* The words are those of no language. */
static void words_add_multiply_and_divide(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "list n words.list\n"
                    "rule numeral.words\n  match (?<value> {n | digits}+ )\n  as NUM\n"
                    "  yes du -> 2\n"
                    "  yes du keto -> 200\n"
                    "  yes du keto kun pen -> 205\n"
                    "  yes du keto pen milo -> 205000\n"
                    "  yes un miljono du keto milo -> 1200000\n"
                    "  yes 3 miljono -> 3000000\n"
                    "  yes 20 deko -> 240\n"
                    "  yes du triono -> 0.6666666666666666\n"
                    "  yes un kun pen triono -> 2.6666666666666665\n"
                    "  yes triono -> 0.3333333333333333\n"
                    "  yes keto -> 100\n"
                    "  no tri\n"
                    "rule numeral.point\n  match punkto (?<point> {digits} )\n  as NUM\n"
                    "  yes punkto 05 -> 0.05\n  no 05\n"
                    "rule numeral.nothing\n  match (?<value> kun )\n  as NUM\n  yes du -> 2\n  no kun\n");
    folder_write(&f, "words.list", "un = 1\ndu = 2\npen = 5\nkun =\nketo = *100\nmilo = *1000\n"
                                   "miljono = *1000000\ndeko = *12\ntriono = /3\n");
    quoth_rules *rules = folder_load(&f, &error);
    if (!rules)
        fail_msg("%s", f.problems);
    size_t failures = quoth_rules_check(rules, folder_note, &f, &error);
    if (failures != 1 || !strstr(f.problems, "numeral.nothing")) /* which has no value, and so finds nothing */
        fail_msg("%s", f.problems);
    quoth_rules_free(rules);
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_of_several_conventions),
        cmocka_unit_test(values_of_lists),
        cmocka_unit_test(written_and_read_again),
        cmocka_unit_test(words_add_multiply_and_divide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
