/* Lines of JSON as trees: what can be looked up in them, and what is no JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <string.h>

#include "tune/tree.h"

static const tree *read(tree_reader *r, arena *a, const char *line)
{
    const char *wrong;
    const tree *t = tree_read(r, a, line, strlen(line), &wrong);
    if (!t)
        fail_msg("%s: %s", line, wrong);
    return t;
}

static void values_are_found_by_name_and_place(void **state)
{
    (void)state;
    tree_reader r = {0};
    arena a = {0};
    const tree *t = read(&r, &a, " {\"id\":\"a\\u00e9\\\"b\",\"list\":[1,-2.5,[true,null],{}],\"one\":{\"two\":{\"three\":7}},"
                                 "\"many\":1,\"many\":2} ");
    assert_string_equal(tree_string(tree_get(t, "id")), "a\u00E9\"b");
    const tree *list = tree_get(t, "list");
    assert_int_equal(tree_count(list), 4);
    assert_int_equal(tree_integer(tree_at(list, 0)), 1);
    assert_true(tree_number(tree_at(list, 0)) == 1 && tree_number(tree_at(list, 1)) == -2.5);
    assert_true(tree_is(tree_at(tree_at(list, 2), 0), TREE_TRUE) && tree_is(tree_at(tree_at(list, 2), 1), TREE_NULL));
    assert_true(tree_is(tree_at(list, 3), TREE_OBJECT));
    assert_int_equal(tree_integer(tree_get(tree_get(tree_get(t, "one"), "two"), "three")), 7);
    assert_int_equal(tree_integer(tree_get(t, "many")), 2);
    tree_reader_free(&r);
    arena_free(&a);
}

static void what_is_not_there_is_nothing(void **state)
{
    (void)state;
    tree_reader r = {0};
    arena a = {0};
    const tree *t = read(&r, &a, "{\"list\":[1],\"word\":\"x\"}"), *list = tree_get(t, "list");
    assert_null(tree_get(t, "no"));
    assert_null(tree_get(NULL, "no"));
    assert_null(tree_get(list, "word"));
    assert_null(tree_at(list, 1));
    assert_null(tree_at(t, 0));
    assert_int_equal(tree_count(t), 0);
    assert_null(tree_string(list));
    assert_int_equal(tree_integer(tree_get(t, "word")), 0);
    assert_true(tree_number(NULL) == 0 && !tree_is_number(NULL));
    tree_reader_free(&r);
    arena_free(&a);
}

static void trees_of_earlier_lines_stay_as_they_were(void **state)
{
    (void)state;
    tree_reader r = {0};
    arena a = {0};
    const tree *one = read(&r, &a, "{\"name\":[1,{\"name\":\"x\"}]}");
    const char *wrong;
    assert_null(tree_read(&r, &a, "{\"name\":[2,", 11, &wrong));
    const tree *two = read(&r, &a, "{\"name\":[3]}");
    assert_string_equal(tree_string(tree_get(tree_at(tree_get(one, "name"), 1), "name")), "x");
    assert_int_equal(tree_integer(tree_at(tree_get(two, "name"), 0)), 3);
    tree_reader_free(&r);
    arena_free(&a);
}

static void values_are_compared(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"\"a\"", "\"a\"", true},     {"\"a\"", "\"b\"", false},  {"\"a\"", "\"ab\"", false},
        {"1", "1", true},             {"1", "2", false},          {"2.5", "2.5", true},
        {"[1,2]", "[1,2]", true},     {"[1,2]", "[2,1]", false},  {"true", "false", false},
        {"null", "null", true},       {"\"1\"", "1", false},      {"{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true},
        {"{\"a\":1}", "{\"b\":1}", false},
    };
    tree_reader r = {0};
    arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (tree_equal(read(&r, &a, cases[i].a), read(&r, &a, cases[i].b)) != cases[i].equal)
            fail_msg("%s and %s", cases[i].a, cases[i].b);
    assert_false(tree_equal(NULL, read(&r, &a, "1")));
    tree_reader_free(&r);
    arena_free(&a);
}

static void what_is_no_json_is_told(void **state)
{
    (void)state;
    char deep[4000];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    const struct {
        const char *line, *wanted;
    } cases[] = {
        {"", ""},
        {"{\"a\":1", ""},
        {"{\"a\":1}}", ""},
        {"{\"a\":tru}", "invalid"},
        {"{\"a\":\"\xFF\"}", "UTF"},
        {"{\"a\":\"\\ud83d\"}", "surrogate"},
        {deep, "deeply"},
    };
    tree_reader r = {0};
    arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *wrong = NULL;
        if (tree_read(&r, &a, cases[i].line, strlen(cases[i].line), &wrong) || !wrong || !strstr(wrong, cases[i].wanted))
            fail_msg("case %zu: %s", i, wrong ? wrong : "no complaint");
    }
    tree_reader_free(&r);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found_by_name_and_place),
        cmocka_unit_test(what_is_not_there_is_nothing),
        cmocka_unit_test(trees_of_earlier_lines_stay_as_they_were),
        cmocka_unit_test(values_are_compared),
        cmocka_unit_test(what_is_no_json_is_told),
    };
    return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
