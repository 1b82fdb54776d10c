/* Records: every field where RECORD has it, nothing null, and what jansson makes of the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "pipeline/record.h"

#define SLICE(string) {string, sizeof(string) - 1}

static char *line_of(const quoth_document *d, unsigned with, buffer *b)
{
    buffer_clear(b);
    record_append(d, with, b);
    buffer_add_char(b, '\0');
    assert_false(b->failed);
    return b->data;
}

static void an_empty_article(void **state)
{
    (void)state;
    buffer b = {0};
    quoth_document d = {.id = SLICE("x"), .language = "en"};
    assert_string_equal(line_of(&d, 0, &b), "{\"schema\":1,\"id\":\"x\",\"lang\":\"en\",\"dates\":[],\"people\":[],"
                                            "\"numbers\":[],\"claims\":[]}\n");
    buffer_free(&b);
}

/* A document that has everything. */
static const quoth_piece pieces[] = {
    {0, 9, SLICE("Mira Sol\xC3\xA9")}, {10, 14, SLICE("said")}, {15, 27, SLICE("\xE2\x80\x9CSome\n12\"\xE2\x80\x9D")},
    {30, 34, SLICE("more")},           {5, 8, SLICE("Sol")},
};
static const quoth_date dates[] = {
    {{40, 46, SLICE("Monday")}, "DATE", "2026-02-02", "START", "2026-02-02", "2026-02-02", "since", "date.x", 0.875},
    {{50, 54, SLICE("then")}, "DATE", "PAST_REF", NULL, NULL, NULL, NULL, "date.y", 1},
};
static const quoth_person people[] = {
    {"Mira Sol\xC3\xA9", "Mira", "Sol\xC3\xA9", &pieces[3], &pieces[0], 1, 1, "person.x", 0.5},
    {"Other", NULL, NULL, NULL, &pieces[4], 0, 1, "person.y", 0.25},
};
static const quoth_number numbers[] = {
    {.piece = {16, 18, SLICE("12")}, .kind = "count", .value = 12, .low = NAN, .high = NAN, .relation = ">=",
     .modifier = {11, 15, SLICE("over")}, .unit = {19, 25, SLICE("houses")}, .unit_name = "house",
     .rule = "number.x", .confidence = 0.9},
    {.piece = {60, 69, SLICE("60 and 70")}, .kind = "money", .value = NAN, .low = 60, .high = 70, .change = "up",
     .unit_name = "USD", .rule = "number.y", .confidence = 0.9},
};
static const size_t first[] = {0}, both[] = {0, 1};
static const quoth_claim claims[] = {
    {.kind = "mixed", .source = {0, 9, SLICE("Mira Sol\xC3\xA9")}, .source_type = "person", .source_person = 0,
     .source_name = "Mira Sol\xC3\xA9", .cue = {10, 14, SLICE("said")}, .lemma = "say", .act = "say",
     .content = &pieces[2], .content_count = 2, .negated = true, .said = "2026-02-02", .said_date = 0,
     .dates = first, .numbers = both, .people = first, .date_count = 1, .number_count = 2, .person_count = 1,
     .rule = "claim.x", .confidence = 0.8},
    {.kind = "direct", .source_person = QUOTH_NONE, .content = &pieces[3], .content_count = 1,
     .said_date = QUOTH_NONE, .rule = "claim.y", .confidence = 0.8},
};
static const quoth_warning warnings[] = {{"invalid-utf8", "3 bytes replaced", 3}};
static const quoth_document full = {
    .id = SLICE("a\"1"), .url = SLICE("https://example.org/"), .title = SLICE("T\t1"), .language = "en",
    .published = "2026-02-07", .published_basis = "header", .published_piece = {1, 16, SLICE("date 2026-02-07")},
    .text = SLICE("Text."), .dates = dates, .people = people, .numbers = numbers, .claims = claims,
    .sentences = pieces, .warnings = warnings, .date_count = 2, .person_count = 2, .number_count = 2,
    .claim_count = 2, .sentence_count = 2, .warning_count = 1,
};

static void a_full_article(void **state)
{
    (void)state;
    buffer b = {0};
    const char *line = line_of(&full, QUOTH_WITH_TEXT | QUOTH_WITH_SENTENCES, &b);
    const char *wanted =
        "{\"schema\":1,\"id\":\"a\\\"1\",\"url\":\"https://example.org/\",\"title\":\"T\\t1\",\"lang\":\"en\","
        "\"published\":{\"value\":\"2026-02-07\",\"basis\":\"header\",\"span\":[1,16]},"
        "\"dates\":[{\"id\":\"d1\",\"span\":[40,46],\"text\":\"Monday\",\"type\":\"DATE\",\"value\":\"2026-02-02\","
        "\"mod\":\"START\",\"begin\":\"2026-02-02\",\"end\":\"2026-02-02\",\"bound\":\"since\",\"rule\":\"date.x\","
        "\"confidence\":0.88},"
        "{\"id\":\"d2\",\"span\":[50,54],\"text\":\"then\",\"type\":\"DATE\",\"value\":\"PAST_REF\","
        "\"rule\":\"date.y\",\"confidence\":1}],"
        "\"people\":[{\"id\":\"p1\",\"name\":\"Mira Sol\xC3\xA9\",\"given\":\"Mira\",\"family\":\"Sol\xC3\xA9\","
        "\"roles\":[\"more\"],\"mentions\":[{\"span\":[0,9],\"text\":\"Mira Sol\xC3\xA9\"}],\"rule\":\"person.x\","
        "\"confidence\":0.5},"
        "{\"id\":\"p2\",\"name\":\"Other\",\"mentions\":[{\"span\":[5,8],\"text\":\"Sol\"}],\"rule\":\"person.y\","
        "\"confidence\":0.25}],"
        "\"numbers\":[{\"id\":\"n1\",\"span\":[16,18],\"text\":\"12\",\"kind\":\"count\",\"value\":12,"
        "\"relation\":\">=\",\"modifier\":{\"span\":[11,15],\"text\":\"over\"},\"unit\":{\"span\":[19,25],"
        "\"text\":\"houses\",\"name\":\"house\"},\"rule\":\"number.x\",\"confidence\":0.9},"
        "{\"id\":\"n2\",\"span\":[60,69],\"text\":\"60 and 70\",\"kind\":\"money\",\"low\":60,\"high\":70,"
        "\"change\":\"up\",\"unit\":{\"name\":\"USD\"},\"rule\":\"number.y\",\"confidence\":0.9}],"
        "\"claims\":[{\"id\":\"c1\",\"kind\":\"mixed\",\"source\":{\"span\":[0,9],\"text\":\"Mira Sol\xC3\xA9\","
        "\"type\":\"person\",\"person\":\"p1\",\"name\":\"Mira Sol\xC3\xA9\"},\"cue\":{\"span\":[10,14],"
        "\"text\":\"said\",\"lemma\":\"say\",\"act\":\"say\"},\"content\":{\"spans\":[[15,27],[30,34]],"
        "\"text\":\"\xE2\x80\x9CSome\\n12\\\"\xE2\x80\x9D more\"},\"negated\":true,"
        "\"said\":{\"value\":\"2026-02-02\",\"date\":\"d1\"},\"dates\":[\"d1\"],\"numbers\":[\"n1\",\"n2\"],"
        "\"people\":[\"p1\"],\"rule\":\"claim.x\",\"confidence\":0.8},"
        "{\"id\":\"c2\",\"kind\":\"direct\",\"content\":{\"spans\":[[30,34]],\"text\":\"more\"},"
        "\"rule\":\"claim.y\",\"confidence\":0.8}],"
        "\"warnings\":[{\"code\":\"invalid-utf8\",\"message\":\"3 bytes replaced\",\"count\":3}],"
        "\"text\":\"Text.\",\"sentences\":[{\"span\":[0,9]},{\"span\":[10,14]}]}\n";
    assert_string_equal(line, wanted);
    json_t *read = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
    assert_true(json_is_object(read));
    json_decref(read);
    buffer_free(&b);
}

static void an_error(void **state)
{
    (void)state;
    buffer b = {0};
    record_error error = {SLICE("dump.jsonl:17"), "invalid-json", "no \"end\"", "dump.jsonl:17"};
    record_append_error(&error, &b);
    buffer_add_char(&b, '\0');
    assert_string_equal(b.data, "{\"schema\":1,\"id\":\"dump.jsonl:17\",\"error\":{\"code\":\"invalid-json\","
                                "\"message\":\"no \\\"end\\\"\",\"source\":\"dump.jsonl:17\"}}\n");
    buffer_free(&b);
}

static bool stop(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context = size;
    return false;
}

static bool keep(void *context, const char *data, size_t size)
{
    buffer_add(context, data, size);
    return true;
}

static void writing_goes_through_the_callback(void **state)
{
    (void)state;
    size_t size = 0;
    buffer whole = {0}, once = {0};
    assert_int_equal(quoth_record_write(&full, 0, stop, &size), QUOTH_ERROR_OUTPUT);
    assert_int_equal(quoth_record_write(&full, 0, keep, &whole), QUOTH_OK);
    record_append(&full, 0, &once);
    assert_int_equal(whole.size, once.size);
    assert_int_equal(size, once.size);
    assert_memory_equal(whole.data, once.data, once.size);
    buffer_free(&whole);
    buffer_free(&once);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_article),
        cmocka_unit_test(a_full_article),
        cmocka_unit_test(an_error),
        cmocka_unit_test(writing_goes_through_the_callback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
