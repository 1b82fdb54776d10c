/* Lines of JSON Lines: what is taken from them, what is wrong with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <string.h>

#include "pipeline/line.h"

static void expect_slice(quoth_slice s, const char *wanted)
{
    if (!wanted) {
        assert_null(s.data);
        return;
    }
    assert_non_null(s.data);
    assert_int_equal(s.size, strlen(wanted));
    assert_memory_equal(s.data, wanted, s.size);
}

struct expected {
    const char *line, *code, *text, *id, *published;
    size_t replaced;
};

static void lines_are_read(void **state)
{
    (void)state;
    const struct expected cases[] = {
        {"{\"text\":\"a\"}", NULL, "a", NULL, NULL, 0},
        {" { \"text\" : \"a\" , \"id\" : 12 } \r", NULL, "a", "12", NULL, 0},
        {"{\"body\":\"b\",\"maintext\":\"m\",\"id\":\"x\"}", NULL, "m", "x", NULL, 0},
        {"{\"text\":\"a\",\"date\":\"2026-02-07T10:00:00Z\"}", NULL, "a", NULL, "2026-02-07T10:00:00Z", 0},
        {"{\"text\":\"a\",\"publish_date\":\"7 Feb\",\"date\":\"2026-02-07\"}", NULL, "a", NULL, "2026-02-07", 0},
        {"{\"text\":\"a\",\"id\":-0.5}", NULL, "a", "-0.5", NULL, 0},
        {"{\"text\":\"a\",\"id\":99999999999999999999}", NULL, "a", "99999999999999999999", NULL, 0},
        {"{\"text\":\"a\",\"id\":{\"$oid\":\"5\"}}", NULL, "a", NULL, NULL, 0},
        {"{\"text\":\"\xFF\xFE\"}", NULL, "\xEF\xBF\xBD\xEF\xBF\xBD", NULL, NULL, 2},
        {"{\"text\":\"\\uDC00\\ud83d\\ude00\\uD800\"}", NULL, "\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD", NULL, NULL, 2},
        {"{\"text\":\"\\\\ud83d\"}", NULL, "\\ud83d", NULL, NULL, 0},
        {"{}", "missing-text", NULL, NULL, NULL, 0},
        {"{\"text\":null,\"id\":\"x\"}", "missing-text", NULL, "x", NULL, 0},
        {"{\"text\":[\"a\"]}", "missing-text", NULL, NULL, NULL, 0},
        {"{\"text\":\"\"}", "empty-text", NULL, NULL, NULL, 0},
        {"{\"text\":\" \\n\\u0000\"}", "empty-text", NULL, NULL, NULL, 0},
        {"[]", "not-an-object", NULL, NULL, NULL, 0},
        {"3", "not-an-object", NULL, NULL, NULL, 0},
        {"{\"text\":\"a\"} {}", "invalid-json", NULL, NULL, NULL, 0},
        {"{\"text\":\"a", "invalid-json", NULL, NULL, NULL, 0},
        {"{\"text\":\"a\\ud83", "invalid-json", NULL, NULL, NULL, 0},
        {"{\"text\":\"a\\", "invalid-json", NULL, NULL, NULL, 0},
        {"{\"text\":NaN}", "invalid-json", NULL, NULL, NULL, 0},
        {"\xFF", "invalid-json", NULL, NULL, NULL, 1},
    };
    line_reader reader = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        line_article a;
        line_article_read(&reader, cases[i].line, strlen(cases[i].line), &a);
        if (cases[i].code)
            assert_string_equal(a.code, cases[i].code);
        else
            assert_null(a.code);
        expect_slice(a.article.text, cases[i].text);
        expect_slice(a.article.id, cases[i].id);
        expect_slice(a.article.published, cases[i].published);
        assert_int_equal(a.replaced, cases[i].replaced);
    }
    line_reader_free(&reader);
}

/* Cutting a line anywhere gives an error and nothing worse. */
static void cut_lines_are_refused(void **state)
{
    (void)state;
    const char *line = "{\"id\":\"caf\xC3\xA9\",\"text\":\"a\\u00e9\\ud83d\\ude00\",\"n\":[1.5e3,true,null]}";
    line_reader reader = {0};
    for (size_t size = 1; size < strlen(line); size++) {
        line_article a;
        line_article_read(&reader, line, size, &a);
        assert_string_equal(a.code, "invalid-json");
    }
    line_reader_free(&reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read),
        cmocka_unit_test(cut_lines_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
