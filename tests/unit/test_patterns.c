/* Pattern files: what is wrong is said with file, line and column, all of it in one run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include "pattern_folder.h"

#define RULE_END "  yes  a\n  no   b\n"

static void expect_problem(const char *rules, const char *problem)
{
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, rules);
    quoth_rules *loaded = folder_load(&f, &error);
    folder_remove(&f);
    quoth_rules_free(loaded);
    assert_null(loaded);
    if (!strstr(f.problems, problem))
        fail_msg("expected %s\ncame %s", problem, f.problems);
    assert_int_equal(error.status, QUOTH_ERROR_PATTERNS);
}

static void unknown_names(void **state)
{
    (void)state;
    expect_problem("rule t.a\n  match  next {weekdya}\n" RULE_END, "rules.rules:2:16: \"weekdya\" is no list");
    expect_problem("rule t.a\n  match  next {cap & weekdya}\n" RULE_END, "rules.rules:2:22: \"weekdya\"");
}

static void groups_and_quantifiers(void **state)
{
    (void)state;
    expect_problem("rule t.a\n  match  a ( b | c\n" RULE_END, "rules.rules:2:12: this group is never closed");
    expect_problem("rule t.a\n  match  a b ) c\n" RULE_END, "rules.rules:2:14: this ) closes no group");
    expect_problem("rule t.a\n  match  he believes? that\n" RULE_END,
                   "rules.rules:2:21: a quantifier on the bare word believes would make the whole word optional");
    expect_problem("rule t.a\n  match  a (?<day> {digits}? ) b\n" RULE_END,
                   "rules.rules:2:12: the group of field day can be empty");
    expect_problem("rule t.a\n  match  ( a )? {digits}*\n" RULE_END, "rules.rules:2:10: this pattern can match nothing");
    expect_problem("rule t.a\n  match  a , b\n" RULE_END, "rules.rules:2:12: punctuation is written in quotes: \",\"");
    expect_problem("rule t.a\n  match  a {digits b\n" RULE_END, "rules.rules:2:20: no closing }");
}

static void rules_and_names(void **state)
{
    (void)state;
    expect_problem("rule t.a\n  match a\n" RULE_END "rule t.a\n  match b\n" RULE_END,
                   "rules.rules:5:1: the id t.a is taken: ");
    expect_problem("rule t.a\n  match a\n  yes a\n", "rules.rules:1:1: rule t.a has no `no` line");
    expect_problem("rule t.a\n  match a\n  no a\n", "rules.rules:1:1: rule t.a has no `yes` line");
    expect_problem("rule t.a\n  yes a\n  no b\n", "rules.rules:1:1: rule t.a has no match line");
    expect_problem("rule a\n  match a\n" RULE_END, "rules.rules:1:6: a rule's id is KIND.NAME");
    expect_problem("list cap = a | b\n", "rules.rules:1:6: the name cap is taken");
    expect_problem("list w missing.list\n", "rules.rules:1:8: cannot read ");
    expect_problem("shape bad [a-\n", "shape bad: ");
    expect_problem("rule t.a\n  match a\n  sett x = 1\n" RULE_END, "rules.rules:3:3: a rule's lines begin with");
    expect_problem("roule t.a\n", "rules.rules:1:1: a statement begins with");
}

static void all_at_once(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "rule t.a\n  match {nope}\n" RULE_END "rule t.b\n  match a ( b\n" RULE_END "rule t.c\n  match x? y\n" RULE_END);
    assert_null(folder_load(&f, &error));
    folder_remove(&f);
    assert_int_equal(f.errors, 3);
    assert_int_equal(error.line, 2); /* the first one stays */
}

static void long_patterns_keep_their_places(void **state)
{
    (void)state;
    expect_problem("rule t.a\n  match  a b\n         c {nope}\n" RULE_END, "rules.rules:3:13: \"nope\"");
    expect_problem("let X  a\n       {nope}\nrule t.a\n  match {X}\n" RULE_END, "rules.rules:2:9: \"nope\"");
}

static void failing_examples_are_named(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "rule t.a\n  match big {lower}\n  yes big house -> big hut\n  yes small house\n  no a big house\n");
    quoth_rules *rules = folder_load(&f, &error);
    assert_non_null(rules);
    assert_int_equal(quoth_rules_check(rules, folder_note, &f, &error), 3);
    assert_non_null(strstr(f.problems, "rules.rules:3:7: rule t.a: expected \"big hut\", came \"text big house\""));
    assert_non_null(strstr(f.problems, "rules.rules:4:7: rule t.a finds nothing here"));
    assert_non_null(strstr(f.problems, "rules.rules:5:6: rule t.a should find nothing here and finds \"big house\""));
    quoth_rules_free(rules);
    folder_remove(&f);
}

static void what_is_surely_not_meant(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "list idle = a | b\nlet Idle {cap}\nrule t.a\n  match big {lower}\n  yes big house\n  no hut\n"
                    "rule t.b\n  match big {lower}\n  yes big hut\n  no hut\n");
    quoth_rules *rules = folder_load(&f, &error);
    assert_non_null(rules);
    assert_int_equal(f.errors, 0);
    assert_non_null(strstr(f.problems, "rules.rules:1:1: nothing uses the list idle"));
    assert_non_null(strstr(f.problems, "rules.rules:2:1: nothing uses the let Idle"));
    assert_non_null(strstr(f.problems, "rules.rules:8:9: this pattern never wins: rule t.a has the same one"));
    assert_null(strstr(f.problems, "text.stop")); /* the text layer uses it */
    quoth_rules_free(rules);
    folder_remove(&f);
}

static void no_folder(void **state)
{
    (void)state;
    quoth_error error = {0};
    assert_null(quoth_rules_load("/nowhere/at/all", NULL, NULL, &error));
    assert_int_equal(error.status, QUOTH_ERROR_PATTERNS);
    assert_non_null(strstr(error.text, "/nowhere/at/all/stages"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_names),
        cmocka_unit_test(groups_and_quantifiers),
        cmocka_unit_test(rules_and_names),
        cmocka_unit_test(all_at_once),
        cmocka_unit_test(long_patterns_keep_their_places),
        cmocka_unit_test(failing_examples_are_named),
        cmocka_unit_test(what_is_surely_not_meant),
        cmocka_unit_test(no_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
