/* A document goes through brat and comes back; tools get what they can read, whatever the document holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/brat.h"
#include "pipeline/folder.h"
#include "pipeline/marks.h"
#include "pipeline/notes.h"
#include "pipeline/record.h"
#include "pipeline/sink.h"
#include "tune/brat_document.h"

/* ------------------------------------------------------------------------------------------ a document */

/* Two paragraphs, a tab, all kinds of line breaks, code points of one to four bytes, a decomposed letter. */
static const char article_text[] = "“Ça va \xF0\x9F\x98\x80.\r\n“Non,” said Zoe\xCC\x88 B; \\C.\t"
                                   "In a year from May 2024 on (12 of\xE2\x80\xA8 30 homes) she left.\n\n“No.”";

typedef struct fixture {
    arena arena;
    brat_text text;
    quoth_document document;
    buffer out;
} fixture;

/* The n-th piece of the text that reads so, n from 0. */
static quoth_piece find(const fixture *f, const char *string, int n)
{
    const char *at = article_text;
    for (int i = 0; (at = strstr(at, string)) && i < n; i++)
        at++;
    assert_non_null(at);
    size_t byte = (size_t)(at - article_text), start = 0, end;
    while (f->text.byte_of[start] != byte)
        start++;
    for (end = start; f->text.byte_of[end] != byte + strlen(string);)
        end++;
    return brat_piece(&f->text, start, end);
}

static quoth_piece *list(fixture *f, size_t n, const quoth_piece *from)
{
    return memcpy(arena_take(&f->arena, n * sizeof *from), from, n * sizeof *from);
}

static void add_claims(fixture *f)
{
    quoth_claim *c = arena_alloc(&f->arena, 3 * sizeof *c);
    size_t *people = arena_alloc(&f->arena, sizeof *people);
    /* A content over two paragraphs that is one span; a kind and an act that brat has attributes for. */
    quoth_piece first[] = {find(f, "“Ça va \xF0\x9F\x98\x80.\r\n“Non,”", 0)};
    c[0] = (quoth_claim){.kind = "direct", .source = find(f, "Zoe\xCC\x88 B; \\C", 0), .source_type = "person",
                         .source_name = "Zoë B; \\C", .source_person = 0, .cue = find(f, "said", 0),
                         .lemma = "say", .act = "say", .content = list(f, 1, first), .content_count = 1, .said = "2024-05",
                         .said_date = 1};
    /* The same words as two spans, and a third behind words; an act that nobody knows; two people's claim. */
    quoth_piece second[] = {find(f, "“Ça va \xF0\x9F\x98\x80.", 0), find(f, "“Non,”", 0), find(f, "In a year", 0)};
    c[1] = (quoth_claim){.kind = "mixed", .source = find(f, "she", 0), .source_type = "pronoun",
                         .source_person = QUOTH_NONE, .cue = find(f, "left", 0), .lemma = "leave",
                         .act = "whisper", .content = list(f, 3, second), .content_count = 3, .negated = true, .said_date = QUOTH_NONE};
    /* No cue, no source. */
    quoth_piece third[] = {find(f, "“No.”", 0)};
    c[2] = (quoth_claim){.kind = "direct", .source_person = QUOTH_NONE, .content = list(f, 1, third),
                         .content_count = 1, .said_date = QUOTH_NONE};
    size_t *dates = arena_alloc(&f->arena, sizeof *dates);
    c[1].dates = dates;
    c[1].date_count = 1;
    for (int i = 0; i < 3; i++)
        c[i].confidence = NAN;
    f->document.claims = c;
    f->document.claim_count = 3;
}

static int make(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    quoth_document *d = &f->document;
    brat_text_make(&f->arena, (quoth_slice){article_text, sizeof article_text - 1}, &f->text);
    d->id = (quoth_slice){"id", 2};
    d->language = "en";
    d->text = f->text.bytes;

    quoth_date *dates = arena_alloc(&f->arena, 3 * sizeof *dates);
    dates[0] = (quoth_date){.piece = find(f, "a year", 0), .type = "DURATION", .value = "P1Y", .confidence = NAN};
    dates[1] = (quoth_date){.piece = find(f, "May 2024", 0), .type = "DATE", .value = "2024-05", .mod = "START",
                            .begin = "2024-05-01", .end = "2024-05-05", .bound = "from", .confidence = NAN};
    dates[2] = (quoth_date){.piece = find(f, "2024", 0), .type = "DATE", .value = "2024", .begin = "2024-01-01",
                            .end = "2024-12-31", .confidence = NAN};
    d->dates = dates;
    d->date_count = 3;

    quoth_person *p = arena_alloc(&f->arena, sizeof *p);
    quoth_piece mentions[] = {find(f, "Zoe\xCC\x88", 0), find(f, "she", 0)}, roles[] = {find(f, "30 homes", 0)};
    *p = (quoth_person){.name = "Zoë B; \\C", .family = "B; =\\", .roles = list(f, 1, roles), .role_count = 1,
                        .mentions = list(f, 2, mentions), .mention_count = 2, .confidence = NAN};
    d->people = p;
    d->person_count = 1;

    quoth_number *n = arena_alloc(&f->arena, sizeof *n);
    *n = (quoth_number){.piece = find(f, "12 of\xE2\x80\xA8 30", 0), .kind = "ratio", .value = NAN, .low = 12,
                        .high = 30.5, .relation = "<=", .change = "down", .modifier = find(f, "(", 0),
                        .unit = find(f, "homes", 0), .unit_name = "home", .confidence = NAN};
    d->numbers = n;
    d->number_count = 1;
    add_claims(f);
    *state = f;
    return 0;
}

static int drop(void **state)
{
    fixture *f = *state;
    arena_free(&f->arena);
    buffer_free(&f->out);
    free(f);
    return 0;
}

/* ----------------------------------------------------------------------------------------------- brat */

static void fail_on_complaint(void *context, size_t line, const char *message)
{
    (void)context;
    fail_msg("line %zu: %s", line, message);
}

static json_t *record_of(const quoth_document *d)
{
    buffer b = {0};
    record_append(d, 0, &b);
    json_t *record = json_loadb(b.data, b.size, 0, NULL);
    assert_non_null(record);
    buffer_free(&b);
    return record;
}

static void a_document_comes_back_from_brat(void **state)
{
    fixture *f = *state;
    brat_put_annotations(&f->arena, &f->document, &f->out);
    brat_file file;
    quoth_document back = {.id = f->document.id, .language = "en", .text = f->document.text};
    brat_parse(&f->arena, &f->text, (quoth_slice){f->out.data, f->out.size}, fail_on_complaint, NULL, &file);
    brat_document(&f->arena, &f->text, &file, fail_on_complaint, NULL, &back);

    json_t *want = record_of(&f->document), *got = record_of(&back);
    /* What stands inside a content is found anew. */
    json_t *claims = json_object_get(want, "claims");
    assert_int_equal(json_array_size(claims), 3);
    char *a = json_dumps(want, JSON_SORT_KEYS), *b = json_dumps(got, JSON_SORT_KEYS);
    assert_string_equal(a, b);
    free(a);
    free(b);
    json_decref(want);
    json_decref(got);
}

static void lines_are_those_that_brat_reads(void **state)
{
    fixture *f = *state;
    brat_put_annotations(&f->arena, &f->document, &f->out);
    buffer_add_char(&f->out, '\0');
    const char *lines = f->out.data;
    /* The number is cut at the line separator, without the space behind; the emoji is one position. */
    assert_non_null(strstr(lines, "Number 63 68;70 72\t12 of 30\n"));
    assert_non_null(strstr(lines, "Content 0 9;11 17\t“Ça va \xF0\x9F\x98\x80. “Non,”\n"));
    /* Two spans with a line break between are two lines; the third has words before it and shares one. */
    assert_non_null(strstr(lines, "Content 0 9\t“Ça va \xF0\x9F\x98\x80.\n"));
    assert_non_null(strstr(lines, "Content 11 17;35 44\t“Non,” In a year\n"));
    assert_non_null(strstr(lines, " Content2:T"));
    assert_non_null(strstr(lines, "\tStatement:T"));
    assert_non_null(strstr(lines, "name=Zoë B\\; \\\\C; family=B\\; =\\\\\n"));
    assert_non_null(strstr(lines, "act=whisper"));
    assert_null(strstr(lines, "Act E2"));
    assert_non_null(strstr(lines, "begin=2024-05-01; end=2024-05-05")); /* not what follows from value and mod */
    assert_null(strstr(lines, "begin=2024-01-01"));
}

/* --------------------------------------------------------------------------------------------- the sinks */

static bool collect(void *context, const char *data, size_t size)
{
    buffer_add(context, data, size);
    return true;
}

/* What the sink makes of the document. */
static const char *written(fixture *f, const sink_type *type)
{
    quoth_error error = {0};
    buffer encoded = {0};
    quoth_run run = {.write = collect, .write_context = &f->out};
    sink *s = type->open(&run, NULL, &error);
    assert_non_null(s);
    type->encode(s, &f->document, &encoded);
    assert_false(encoded.failed);
    assert_int_equal(type->write(s, encoded.data, encoded.size, &error), QUOTH_OK);
    assert_int_equal(type->close(s, true, &error), QUOTH_OK);
    buffer_free(&encoded);
    buffer_add_char(&f->out, '\0');
    return f->out.data;
}

static void label_studio_has_every_span_and_link(void **state)
{
    fixture *f = *state;
    json_t *tasks = json_loads(written(f, &sink_label_studio), 0, NULL);
    const json_t *prediction = json_array_get(json_object_get(json_array_get(tasks, 0), "predictions"), 0);
    const json_t *result = json_object_get(prediction, "result");
    size_t regions = 0, relations = 0;
    for (size_t i = 0; i < json_array_size(result); i++) {
        bool relation = !strcmp(json_string_value(json_object_get(json_array_get(result, i), "type")), "relation");
        regions += !relation;
        relations += relation;
    }
    /* 3 dates, 2 namings, role, number, modifier, unit, 2 sources, 2 cues, 5 contents */
    assert_int_equal(regions, 18);
    /* same, role, modifier, unit, is, source, content, said; source, 3 contents, 2 next */
    assert_int_equal(relations, 14);
    json_decref(tasks);
}

static void a_label_studio_file_of_nothing_is_an_array(void **state)
{
    fixture *f = *state;
    quoth_run run = {.write = collect, .write_context = &f->out};
    quoth_error error = {0};
    sink *s = sink_label_studio.open(&run, NULL, &error);
    assert_int_equal(sink_label_studio.close(s, true, &error), QUOTH_OK);
    assert_memory_equal(f->out.data, "[]\n", 3);
}

static void doccano_counts_as_its_editor_does(void **state)
{
    fixture *f = *state;
    /* The emoji at 7 is two UTF-16 code units, the combining mark behind it one. */
    assert_non_null(strstr(written(f, &sink_doccano), "[51,59,\"Date\"]"));
}

static void conll_marks_each_layer_in_its_column(void **state)
{
    fixture *f = *state;
    const char *table = written(f, &sink_conll);
    assert_non_null(strstr(table, "\tMay\t50\t53\tB-DATE\t"));
    assert_non_null(strstr(table, "\t2024\t54\t58\tI-DATE\t")); /* the longer of two that overlap */
    assert_non_null(strstr(table, "\tyear\t40\t44\tI-DURATION\t"));
    assert_non_null(strstr(table, "\t\xF0\x9F\x98\x80\t7\t8\tO\tO\tO\tO\tO\tI-DIRECT\n"));
}

/* The main thread's half of a sink that fills a folder is tested on the command line (exchange.sh). */
static void a_date_inside_another_is_an_empty_tag(void **state)
{
    fixture *f = *state;
    sink_timeml.encode(NULL, &f->document, &f->out);
    buffer_add_char(&f->out, '\0');
    const char *at = f->out.data;
    quoth_slice id = part_read(&at), file = part_read(&at);
    assert_int_equal(id.size, 2);
    assert_non_null(strstr(file.data, "value=\"2024-05\" mod=\"START\">May 2024</TIMEX3>"
                                      "<TIMEX3 tid=\"t3\" type=\"DATE\" value=\"2024\" comment=\"2024\"/> on"));
}

/* ---------------------------------------------------------------------------------------------- names */

static void names_are_safe_and_unique(void **state)
{
    (void)state;
    static const char *const ids[][2] = {
        {"a.txt", "a"}, {"A", "A-2"}, {"a-2", "a-2-2"}, {"a", "a-3"}, {"", "_"},
        {"../x y", "_._x_y"}, {".git", "_git"}, {"-rf", "_rf"}, {"\xC3\xA4", "_-2"}, {"news/1", "news_1"},
    };
    char path[] = "/tmp/quoth-names-XXXXXX";
    quoth_error error = {0};
    assert_non_null(mkdtemp(path));
    folder *f = folder_open(path, ".ann", &error);
    assert_non_null(f);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        assert_string_equal(folder_name(f, (quoth_slice){ids[i][0], strlen(ids[i][0])}), ids[i][1]);
    for (int i = 0; i < 2000; i++)
        folder_name(f, (quoth_slice){"same", 4});
    assert_string_equal(folder_name(f, (quoth_slice){"same", 4}), "same-2001");
    folder_free(f);
    rmdir(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_document_comes_back_from_brat, make, drop),
        cmocka_unit_test_setup_teardown(lines_are_those_that_brat_reads, make, drop),
        cmocka_unit_test_setup_teardown(label_studio_has_every_span_and_link, make, drop),
        cmocka_unit_test_setup_teardown(a_label_studio_file_of_nothing_is_an_array, make, drop),
        cmocka_unit_test_setup_teardown(doccano_counts_as_its_editor_does, make, drop),
        cmocka_unit_test_setup_teardown(conll_marks_each_layer_in_its_column, make, drop),
        cmocka_unit_test_setup_teardown(a_date_inside_another_is_an_empty_tag, make, drop),
        cmocka_unit_test(names_are_safe_and_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
