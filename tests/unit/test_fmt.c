/* The layout of pattern files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tune/fmt.h"

static void lays_out(enum fmt_sort sort, const char *text, const char *expected)
{
    buffer once = {0}, twice = {0};
    fmt_text(sort, text, strlen(text), &once);
    buffer_add_char(&once, '\0');
    assert_string_equal(once.data, expected);
    fmt_text(sort, once.data, once.size - 1, &twice);
    assert_int_equal(twice.size, once.size - 1);
    assert_memory_equal(twice.data, once.data, twice.size);
    buffer_free(&once);
    buffer_free(&twice);
}

static void columns_of_declarations(void **state)
{
    (void)state;
    lays_out(FMT_RULES, "list  a  a.list\nlist weekday = Monday |  Tuesday\n\n\n\nlet  X {a}   b\n   c\nshape s  a  b\n",
             "list  a       a.list\nlist  weekday = Monday | Tuesday\n\nlet   X {a} b\n        c\nshape s a  b\n");
}

static void rules_and_comments(void **state)
{
    (void)state;
    lays_out(FMT_RULES,
             "# head\nrule t.a\n match  next   \"a  b\"\n     {x}\n # why\n set y=1\n yes  one @ 2026-01-02 -> 5\n yes three more -> 6\n"
             " no nothing\nrule t.b\n  match c   \n  yes c\n  no d",
             "# head\nrule t.a\n  match  next \"a  b\"\n         {x}\n  # why\n  set    y=1\n"
             "  yes    one        @ 2026-01-02 -> 5\n  yes    three more -> 6\n  no     nothing\n\n"
             "rule t.b\n  match  c\n  yes    c\n  no     d\n");
}

static void lists_and_stages(void **state)
{
    (void)state;
    lays_out(FMT_LIST, "# head\n\n\nsaid|x  |  told   = say ;  past \n", "# head\n\nsaid|x | told = say ; past\n");
    lays_out(FMT_STAGES, "language   en\nread text/*.rules\nstage date   date/*.rules  by   cue\nquotations\n",
             "language en\nread   text/*.rules\nstage  date       date/*.rules by cue\nquotations\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_of_declarations),
        cmocka_unit_test(rules_and_comments),
        cmocka_unit_test(lists_and_stages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
