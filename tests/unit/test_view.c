/* quoth view: what a line is taken for, and that nothing in a record can end the script element it stands in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quoth.h"
#include "tune/page.h"
#include "tune/view.h"

static enum view_line kind(const char *line)
{
    return view_line_kind(line, strlen(line));
}

static void records_are_told_from_articles(void **state)
{
    (void)state;
    assert_int_equal(kind("{\"schema\":1,\"claims\":[],\"text\":\"A.\"}"), VIEW_RECORD);
    assert_int_equal(kind(" { \"text\" : \"\\u0000\", \"claims\":[], \"schema\" : 1 } "), VIEW_RECORD);
    assert_int_equal(kind("{\"schema\":1,\"claims\":[]}"), VIEW_TEXTLESS);
    assert_int_equal(kind("{\"schema\":1,\"claims\":[],\"text\":null}"), VIEW_TEXTLESS);
    assert_int_equal(kind("{\"schema\":1,\"error\":{\"code\":\"x\"}}"), VIEW_ERROR);
    assert_int_equal(kind("{\"schema\":2,\"anything\":[]}"), VIEW_NEWER);
}

static void all_else_is_an_article_or_broken(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "{\"text\":\"A.\"}",
        "{\"text\":\"A.\",\"claims\":[]}",
        "{\"schema\":\"1\",\"claims\":[],\"text\":\"A.\"}",
        "{\"schema\":1,\"text\":\"A.\"}",
        "{\"schema\":1,\"error\":\"none\",\"text\":\"A.\"}",
        "{\"schema\":1,\"claims\":[]",
        "[{\"schema\":1,\"claims\":[]}]",
        "1",
        "",
        "{\"schema\":1,\"claims\":[],\"text\":\"\xFF\"}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(kind(lines[i]), VIEW_ARTICLE);
}

static void no_less_than_sign_gets_through(void **state)
{
    (void)state;
    static const struct {
        const char *json, *written;
    } cases[] = {
        {"", ""},
        {"{}", "{}"},
        {"<", "\\u003c"},
        {"[\"</script><!--<script>\"]", "[\"\\u003c/script>\\u003c!--\\u003cscript>\"]"},
        {"\"a\\<\"", "\"a\\\\u003c\""}, /* no JSON, yet no tag either */
        {"\"a<b\xE2\x80\xA8\"", "\"a\\u003cb\xE2\x80\xA8\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer b = {0};
        view_put_json(&b, cases[i].json, strlen(cases[i].json));
        assert_int_equal(b.size, strlen(cases[i].written));
        assert_memory_equal(b.data ? b.data : "", cases[i].written, b.size);
        buffer_free(&b);
    }
}

/* ---------------------------------------------------------------------------------------- whole pages */

struct viewed {
    char *data;
    size_t size, calls_left; /* of write, before it refuses */
    char complaints[512];
    int asked; /* for rules */
};

static bool keep(void *context, const char *data, size_t size)
{
    struct viewed *v = context;
    if (!v->calls_left--)
        return false;
    char *grown = realloc(v->data, v->size + size + 1);
    assert_non_null(grown);
    memcpy(grown + v->size, data, size);
    v->data = grown;
    v->size += size;
    v->data[v->size] = '\0';
    return true;
}

static void note(void *context, const char *message)
{
    struct viewed *v = context;
    size_t used = strlen(v->complaints);
    snprintf(v->complaints + used, sizeof v->complaints - used, "%s\n", message);
}

static const quoth_rules *no_rules(void *context)
{
    ((struct viewed *)context)->asked++;
    return NULL;
}

static quoth_status view(const char *input, struct viewed *v, quoth_progress *progress, quoth_error *error)
{
    char name[] = "/tmp/quoth-view-XXXXXX";
    int file = mkstemp(name);
    assert_true(file >= 0);
    assert_int_equal(write(file, input, strlen(input)), (ssize_t)strlen(input));
    close(file);
    const char *inputs[] = {name};
    quoth_run run = {.inputs = inputs, .input_count = 1, .from = "jsonl", .write = keep, .write_context = v,
                     .complain = note, .context = v};
    quoth_page page = {.title = "</title>\"", .rules = no_rules, .context = v};
    quoth_status status = quoth_view(&run, &page, progress, error);
    unlink(name);
    return status;
}

static void records_need_no_rules(void **state)
{
    (void)state;
    struct viewed v = {.calls_left = SIZE_MAX};
    quoth_progress progress;
    quoth_error error = {0};
    const char *input = "{\"schema\":1,\"id\":\"</script>\",\"claims\":[],\"text\":\"A.\"}\n"
                        "\n"
                        "{\"schema\":1,\"id\":\"b\",\"claims\":[]}\n"
                        "{\"schema\":1,\"id\":\"c\",\"error\":{\"code\":\"x\"}}\n";
    assert_int_equal(view(input, &v, &progress, &error), QUOTH_OK);
    assert_int_equal(v.asked, 0);
    assert_int_equal(progress.articles, 3);
    assert_int_equal(progress.errors, 1);
    assert_string_equal(v.complaints, "1 record without text; quoth extract --with text puts it in\n");
    assert_memory_equal(v.data, page_head, page_head_size);
    assert_memory_equal(v.data + v.size - page_tail_size, page_tail, page_tail_size);
    v.data[v.size - page_tail_size] = '\0';
    assert_string_equal(v.data + page_head_size,
                        "{\"quoth\":\"" QUOTH_VERSION "\",\"title\":\"\\u003c/title>\\\"\",\"records\":[\n"
                        "{\"schema\":1,\"id\":\"\\u003c/script>\",\"claims\":[],\"text\":\"A.\"},\n"
                        "{\"schema\":1,\"id\":\"b\",\"claims\":[]},\n"
                        "{\"schema\":1,\"id\":\"c\",\"error\":{\"code\":\"x\"}}\n]}");
    free(v.data);
}

static void articles_need_rules(void **state)
{
    (void)state;
    struct viewed v = {.calls_left = SIZE_MAX};
    quoth_error error = {0};
    assert_int_equal(view("{\"text\":\"A.\"}\n{\"text\":\"B.\"}\n", &v, NULL, &error), QUOTH_ERROR_PATTERNS);
    assert_int_equal(v.asked, 1);
    free(v.data);
}

static void a_record_of_the_future_is_named(void **state)
{
    (void)state;
    struct viewed v = {.calls_left = SIZE_MAX};
    quoth_error error = {0};
    assert_int_equal(view("\n{\"schema\":99,\"claims\":[]}\n", &v, NULL, &error), QUOTH_ERROR_INPUT);
    assert_int_equal(error.line, 2);
    assert_non_null(strstr(error.text, "newer quoth"));
    free(v.data);
}

static void output_that_fails_is_reported(void **state)
{
    (void)state;
    struct viewed v = {.calls_left = 0};
    quoth_error error = {0};
    assert_int_equal(view("{\"schema\":1,\"claims\":[],\"text\":\"A.\"}\n", &v, NULL, &error), QUOTH_ERROR_OUTPUT);
    free(v.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_told_from_articles), cmocka_unit_test(all_else_is_an_article_or_broken),
        cmocka_unit_test(no_less_than_sign_gets_through), cmocka_unit_test(records_need_no_rules),
        cmocka_unit_test(articles_need_rules),            cmocka_unit_test(a_record_of_the_future_is_named),
        cmocka_unit_test(output_that_fails_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
