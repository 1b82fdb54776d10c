/* Scoring: small cases whose figures were worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pattern_folder.h"
#include "tune/score.h"

/* A folder of patterns with a file eval/units, and in it the files of one evaluation. */
struct bench {
    struct folder folder;
    quoth_rules *rules;
    char gold[128], input[128], records[128];
};

static const char UNITS[] = "name  usd | $ = dollar\nname  percent | per cent = percentage\n"
                            "join  per | a | an | / = per\ndrop  of | the\n"
                            "plural  men = man\nplural *ss = *ss\nplural *ies = *y\nplural *s = *\n"
                            "spell *meter = *metre\n";

static void begin(struct bench *b)
{
    char path[128];
    quoth_error error = {0};
    folder_make(&b->folder, "rule date.x\n  match next day\n  yes next day\n  no day\n");
    snprintf(path, sizeof path, "%s/eval", b->folder.path);
    mkdir(path, 0700);
    folder_write(&b->folder, "eval/units", UNITS);
    snprintf(b->gold, sizeof b->gold, "%s/set.gold.jsonl", b->folder.path);
    snprintf(b->input, sizeof b->input, "%s/set.input.jsonl", b->folder.path);
    snprintf(b->records, sizeof b->records, "%s/records.jsonl", b->folder.path);
    b->rules = folder_load(&b->folder, &error);
    assert_non_null(b->rules);
}

static void end(struct bench *b)
{
    static const char *const names[] = {"eval/units", "eval", "set.gold.jsonl", "set.input.jsonl",
                                        "records.jsonl"};
    char path[128];
    quoth_rules_free(b->rules);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", b->folder.path, names[i]);
        remove(path);
    }
    folder_remove(&b->folder);
}

static quoth_evaluation *evaluate(struct bench *b, const char *gold, const char *input, const char *records,
                                  quoth_eval options, quoth_error *error)
{
    const char *files[] = {b->gold};
    folder_write(&b->folder, "set.gold.jsonl", gold);
    folder_write(&b->folder, "set.input.jsonl", input);
    folder_write(&b->folder, "records.jsonl", records);
    options.gold = files;
    options.gold_count = 1;
    options.records = b->records;
    return quoth_evaluate(b->rules, &options, error);
}

static quoth_evaluation *judge(struct bench *b, const char *gold, const char *input, const char *records)
{
    quoth_error error = {0};
    quoth_evaluation *e = evaluate(b, gold, input, records, (quoth_eval){.mistakes = 9}, &error);
    if (!e)
        fail_msg("%s:%u: %s", error.file, error.line, error.text);
    return e;
}

static const quoth_figure *figure(const quoth_evaluation *e, const char *section, const char *row)
{
    for (size_t i = 0; i < e->figure_count; i++)
        if (!strcmp(e->figures[i].section, section) && !strcmp(e->figures[i].row, row))
            return &e->figures[i];
    return NULL;
}

static void expect_counts(const quoth_evaluation *e, const char *section, const char *row, double gold,
                          double output, double hit)
{
    const quoth_figure *f = figure(e, section, row);
    assert_non_null(f);
    if (f->gold - gold != 0 || f->output - output != 0 || f->hit - hit != 0)
        fail_msg("%s, %s: gold %g, output %g, hit %g", section, row, f->gold, f->output, f->hit);
}

static void expect_near(double got, double wanted)
{
    if (got < wanted - 1e-9 || got > wanted + 1e-9)
        fail_msg("%.12g instead of %.12g", got, wanted);
}

static size_t mistakes(const quoth_evaluation *e, const char *layer, const char *kind)
{
    for (size_t i = 0; i < e->mistake_count_count; i++)
        if (!strcmp(e->mistake_counts[i].layer, layer) && !strcmp(e->mistake_counts[i].kind, kind))
            return e->mistake_counts[i].count;
    return 0;
}

static const quoth_rule_score *rule(const quoth_evaluation *e, const char *layer, const char *id)
{
    for (size_t i = 0; i < e->rule_count; i++)
        if (!strcmp(e->rules[i].layer, layer) && !strcmp(e->rules[i].rule, id))
            return &e->rules[i];
    return NULL;
}

/* ------------------------------------------------------------------------------------------------ dates */

static void dates_are_counted(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    /* Found and right; found with another extent and value; missed.  And one that is not there. */
    quoth_evaluation *e = judge(&b,
        "{\"id\":\"a\",\"dates\":[{\"span\":[0,6],\"type\":\"DATE\",\"value\":\"2026\"},"
        "{\"span\":[10,20],\"type\":\"DATE\",\"value\":\"2025\",\"mod\":\"END\"},{\"span\":[30,35],"
        "\"type\":\"SET\",\"value\":\"P1D\"}]}\n",
        "{\"id\":\"a\",\"text\":\"monday and  tuesday  and then each day after wednesday\"}\n",
        "{\"id\":\"a\",\"dates\":[{\"span\":[0,6],\"text\":\"monday\",\"type\":\"DATE\",\"value\":\"2026\","
        "\"rule\":\"date.x\",\"confidence\":0.5},"
        "{\"span\":[12,19],\"text\":\"tuesday\",\"type\":\"DATE\",\"value\":\"2024\",\"rule\":\"date.x\","
        "\"confidence\":1},"
        "{\"span\":[45,54],\"text\":\"wednesday\",\"type\":\"DATE\",\"value\":\"2024\","
        "\"rule\":\"date.y\"}]}\n");
    expect_counts(e, "dates", "strict", 3, 3, 1);
    expect_counts(e, "dates", "relaxed", 3, 3, 2);
    expect_counts(e, "dates", "strict+value", 3, 3, 1);
    expect_counts(e, "dates", "value", 2, 2, 1);
    expect_counts(e, "dates", "mod", 2, 2, 1);
    expect_near(figure(e, "dates", "relaxed")->f1, 2 / 3.0);
    expect_near(figure(e, "dates", "value")->f1, 1 / 3.0);
    assert_null(figure(e, "dates", "begin"));
    const quoth_rule_score *x = rule(e, "dates", "date.x"), *y = rule(e, "dates", "date.y");
    assert_true(x && y && x->output == 2 && x->right == 1 && x->wrong == 1 && y->spurious == 1);
    expect_near(x->confidence, 0.75);
    assert_int_equal(e->missed_count, 1);
    assert_string_equal(e->missed[0].kind, "SET");
    assert_int_equal(mistakes(e, "dates", "EXTENT"), 1);
    assert_int_equal(mistakes(e, "dates", "VALUE"), 1);
    assert_int_equal(mistakes(e, "dates", "SPURIOUS"), 1);
    quoth_evaluation_free(e);
    end(&b);
}

static void each_entry_is_matched_once(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    /* Two for one, and one for two: the same span wins over the one that shares more; the rest go without. */
    quoth_evaluation *e = judge(&b, "{\"id\":\"a\",\"dates\":[{\"span\":[0,4]},{\"span\":[20,40]},"
        "{\"span\":[22,24]}]}\n",
                                "{\"id\":\"a\",\"text\":\"x\"}\n",
                                "{\"id\":\"a\",\"dates\":[{\"span\":[0,4]},{\"span\":[0,4]},"
                                "{\"span\":[22,24]}]}\n");
    expect_counts(e, "dates", "strict", 3, 3, 2);
    expect_counts(e, "dates", "relaxed", 3, 3, 2);
    quoth_evaluation_free(e);
    end(&b);
}

/* ----------------------------------------------------------------------------------------------- people */

static void people_are_counted(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    /* Gold: A named twice, B once.  Output: one person for all three, and B's mention too long. */
    const char *gold =
        "{\"id\":\"a\",\"people\":[{\"name\":\"Ann Lee\",\"family\":\"Lee\",\"roles\":[\"Mayor\",\"nurse\"],"
        "\"mentions\":[{\"span\":[0,3]},{\"span\":[10,13]}]},{\"name\":\"Bo\","
        "\"mentions\":[{\"span\":[20,22]}]}]}\n";
    const char *records =
        "{\"id\":\"a\",\"people\":[{\"name\":\"ann  LEE\",\"roles\":[\"mayor\",\"chief\"],\"rule\":\"person.x\","
        "\"mentions\":[{\"span\":[0,3]},{\"span\":[10,13]},{\"span\":[20,23]}]}]}\n";
    quoth_evaluation *e = judge(&b, gold, "{\"id\":\"a\",\"text\":\"Ann ...... Ann ......  Bo.\"}\n", records);
    expect_counts(e, "people", "mentions exact", 3, 3, 2);
    expect_counts(e, "people", "mentions overlap", 3, 3, 3);
    expect_counts(e, "people", "B3 found mentions", 2, 2, 2);
    expect_counts(e, "people", "entities", 2, 1, 1);
    expect_counts(e, "people", "name", 1, 1, 1);
    expect_counts(e, "people", "family", 1, 1, 0);
    expect_counts(e, "people", "roles (of matched)", 2, 2, 1);
    /* Of the output's three mentions that are one person, two are shared with A: 2 * 2 / 3. */
    expect_near(figure(e, "people", "B3 all mentions")->precision, 4 / 9.0);
    expect_near(figure(e, "people", "B3 all mentions")->recall, 2 / 3.0);
    assert_int_equal(rule(e, "people", "person.x")->right, 2);
    quoth_evaluation_free(e);
    end(&b);
}

/* ------------------------------------------------------------------------------- numbers and quantities */

static void numbers_are_counted(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    quoth_evaluation *e = judge(&b,
        "{\"id\":\"a\",\"numbers\":[{\"span\":[0,2],\"kind\":\"count\",\"value\":12,"
        "\"unit\":{\"name\":\"man\"}},"
        "{\"span\":[5,9],\"kind\":\"percent\",\"low\":2,\"high\":3,\"relation\":\">\"}]}\n",
        "{\"id\":\"a\",\"text\":\"x\"}\n",
        "{\"id\":\"a\",\"numbers\":[{\"span\":[0,2],\"kind\":\"count\",\"value\":12.00001,"
        "\"unit\":{\"name\":\"Men\"},\"change\":\"up\"},"
        "{\"span\":[5,8],\"kind\":\"percent\",\"low\":3,\"high\":2,\"unit\":{\"text\":\"per cent\"}}]}\n");
    expect_counts(e, "numbers", "span exact", 2, 2, 1);
    expect_counts(e, "numbers", "value", 2, 2, 2);
    expect_counts(e, "numbers", "relation", 2, 2, 1);
    expect_counts(e, "numbers", "change", 2, 2, 1);
    expect_counts(e, "numbers", "unit", 2, 2, 2);
    quoth_evaluation_free(e);
    end(&b);
}

static void quantities_come_from_numbers_and_durations(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    quoth_evaluation *e = judge(&b,
        "{\"id\":\"a\",\"quantities\":[{\"value\":5,\"change\":\"=\",\"normalized_unit\":\"dollar\"},"
        "{\"value\":5,\"change\":\"=\",\"normalized_unit\":\"euro\"},{\"value\":2,\"change\":\"~\","
        "\"normalized_unit\":\"decade\"},"
        "{\"value\":60,\"change\":\"up\",\"normalized_unit\":\"mile per hour\"}]}\n",
        "{\"id\":\"a\",\"text\":\"x\"}\n",
        /* A number, an ordinal (left out), a duration, and one that is a number already. */
        "{\"id\":\"a\",\"numbers\":[{\"span\":[0,2],\"kind\":\"money\",\"value\":5,\"unit\":{\"name\":\"USD\"}},"
        "{\"span\":[4,6],\"kind\":\"ordinal\",\"value\":5},"
        "{\"span\":[8,10],\"kind\":\"measure\",\"value\":60,\"change\":\"up\","
        "\"unit\":{\"text\":\"miles an hour\"}}],"
        "\"dates\":[{\"span\":[20,31],\"text\":\"two decades\",\"type\":\"DURATION\",\"value\":\"P20Y\","
        "\"mod\":\"APPROX\"},"
        "{\"span\":[8,12],\"text\":\"60 y\",\"type\":\"DURATION\",\"value\":\"P60Y\"},"
        "{\"span\":[40,44],\"text\":\"2026\",\"type\":\"DATE\",\"value\":\"2026\"}]}\n");
    expect_counts(e, "quantities", "value", 4, 3, 3);
    expect_counts(e, "quantities", "value+unit", 4, 3, 3);
    expect_counts(e, "quantities", "value+change", 4, 3, 3);
    /* The dollar is judged before the euro and used up. */
    expect_counts(e, "quantities as published", "value", 4, 3, 3);
    quoth_evaluation_free(e);
    e = judge(&b,
        "{\"id\":\"a\",\"quantities\":[{\"value\":5,\"normalized_unit\":\"apple\"},{\"value\":5,"
        "\"normalized_unit\":\"pear\"}]}\n",
        "{\"id\":\"a\",\"text\":\"x\"}\n",
        "{\"id\":\"a\",\"numbers\":[{\"span\":[0,1],\"kind\":\"count\",\"value\":5,"
        "\"unit\":{\"name\":\"red pears\"}}]}\n");
    /* One output whose unit fits neither gives its value to both, as published. */
    expect_counts(e, "quantities", "value", 2, 1, 1);
    expect_counts(e, "quantities as published", "value", 2, 1, 2);
    expect_counts(e, "quantities as published", "value+unit", 2, 1, 0);
    assert_null(figure(e, "quantities", "value+change"));
    quoth_evaluation_free(e);
    end(&b);
}

static void units_have_one_form(void **state)
{
    (void)state;
    struct bench b;
    arena a = {0};
    jmp_buf escape;
    quoth_error error = {0};
    begin(&b);
    units *u = units_read(b.folder.path, &error);
    assert_non_null(u);
    a.escape = &escape;
    assert_int_equal(setjmp(escape), 0);
    static const char *const cases[][2] = {
        {"political prisoners", "political prisoner"}, {"Men", "man"}, {"barrels a day", "barrel per day"},
        {"barrels/day", "barrel per day"}, {"a barrel", "a barrel"}, {"barrel a", "barrel a"}, {"USD", "dollar"},
        {"$", "dollar"}, {"per cent", "percentage"}, {"square meters", "square metre"},
        {"years of age", "year age"}, {"studies", "study"}, {"gas", "gas"}, {"kilo-grams", "kilo gram"},
        {"", "-"}, {"-", "-"}, {"class", "class"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(units_name(&a, u, cases[i][0]), cases[i][1]);
    assert_string_equal(units_name(&a, u, NULL), "-");
    assert_string_equal(plain_text(&a, "  Gro\u00DF\u00A0 \u00C9t\u00C9\n"), "gross \u00E9t\u00E9");
    arena_free(&a);
    units_free(u);

    folder_write(&b.folder, "eval/units", "name a\nsize b = c\nname x = y\nname x = z\n");
    assert_null(units_read(b.folder.path, &error));
    assert_int_equal(error.line, 1);
    end(&b);
}

/* ----------------------------------------------------------------------------------------------- claims */

static const char CLAIM_TEXT[] =
    "{\"id\":\"a\",\"text\":\"\\\"We won,\\\" said Ann on Friday. Bo denied that three men paid. "
    "It was seen as lost.\"}\n";

/* Ann's is quoted, Bo's is not, the last has no source. */
static const char CLAIM_GOLD[] =
    "{\"id\":\"a\",\"ignore\":[[70,90]],\"claims\":["
    "{\"kind\":\"direct\",\"source\":{\"span\":[15,18],\"text\":\"Ann\"},\"cue\":{\"span\":[10,14],"
    "\"text\":\"said\",\"act\":\"say\"},"
    "\"content\":{\"spans\":[[0,9]]}},"
    "{\"kind\":\"indirect\",\"source\":{\"span\":[30,32],\"text\":\"Bo\"},\"cue\":{\"span\":[33,39],"
    "\"text\":\"denied\"},"
    "\"content\":{\"spans\":[[40,59]]}}]}\n";

static void claims_are_counted(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    /* Ann's claim has Bo for a source; Bo's lacks half its content, exactly; a third stands where none counts. */
    quoth_evaluation *e = judge(&b, CLAIM_GOLD, CLAIM_TEXT,
        "{\"id\":\"a\",\"claims\":["
        "{\"source\":{\"span\":[30,32]},\"cue\":{\"span\":[10,14]},\"content\":{\"spans\":[[0,9]]},"
        "\"rule\":\"claim.x\"},"
        "{\"kind\":\"direct\",\"source\":{\"span\":[28,32]},\"cue\":{\"span\":[33,39]},"
        "\"content\":{\"spans\":[[40,50]]},\"rule\":\"claim.y\"},"
        "{\"cue\":{\"span\":[68,72]},\"content\":{\"spans\":[[73,80]]},\"rule\":\"claim.z\"}]}\n");
    expect_counts(e, "claims", "attribution", 2, 2, 1);
    expect_counts(e, "claims", "cue overlap", 2, 2, 2);
    expect_counts(e, "claims", "source overlap", 2, 2, 1);
    expect_counts(e, "claims", "content Jaccard>=.5", 2, 2, 2);
    expect_counts(e, "claims", "content exact", 2, 2, 1);
    expect_counts(e, "claims", "content tokens", 9, 7, 7);
    expect_counts(e, "claims quoted", "attribution", 1, 1, 0);
    expect_counts(e, "claims unquoted", "attribution", 1, 1, 1);
    expect_counts(e, "claims unquoted", "content exact", 1, 1, 0);
    expect_counts(e, "claims", "kind", 1, 1, 0);
    assert_true(rule(e, "claims", "claim.x")->wrong == 1 && rule(e, "claims", "claim.y")->right == 1);
    assert_null(rule(e, "claims", "claim.z"));
    assert_int_equal(mistakes(e, "claims", "CUE/SOURCE"), 1);
    assert_int_equal(mistakes(e, "claims", "KIND"), 1);
    assert_int_equal(mistakes(e, "claims", "MISSED"), 0);
    quoth_evaluation_free(e);
    end(&b);
}

static void a_claim_without_source_wants_none(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    static const char *const gold = "{\"id\":\"a\",\"claims\":[{\"cue\":{\"span\":[10,14]},"
        "\"content\":{\"spans\":[[0,9]]}}]}\n";
    static const struct {
        const char *records;
        double hit;
    } cases[] = {
        {"{\"id\":\"a\",\"claims\":[{\"cue\":{\"span\":[10,14]},\"content\":{\"spans\":[[0,9]]}}]}\n", 1},
        {"{\"id\":\"a\",\"claims\":[{\"source\":{\"span\":[15,18]},\"cue\":{\"span\":[10,14]},"
         "\"content\":{\"spans\":[[0,9]]}}]}\n", 0},
        {"{\"id\":\"a\",\"claims\":[{\"content\":{\"spans\":[[0,9]]}}]}\n", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quoth_evaluation *e = judge(&b, gold, CLAIM_TEXT, cases[i].records);
        expect_counts(e, "claims", "attribution", 1, 1, cases[i].hit);
        expect_counts(e, "claims", "content Jaccard>=.5", 1, 1, 1);
        quoth_evaluation_free(e);
    }
    end(&b);
}

/* ------------------------------------------------------------------------------------------ the whole */

static void gold_against_itself_is_perfect(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    quoth_evaluation *e = judge(&b, CLAIM_GOLD, CLAIM_TEXT, CLAIM_GOLD);
    for (size_t i = 0; i < e->figure_count; i++)
        if (e->figures[i].gold > 0)
            expect_near(e->figures[i].f1, 1);
    assert_int_equal(e->mistake_count, 0);
    quoth_evaluation_free(e);
    end(&b);
}

static void absent_records_are_missed(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    quoth_evaluation *e = judge(&b, CLAIM_GOLD, CLAIM_TEXT, "{\"id\":\"b\",\"dates\":[]}\n");
    assert_int_equal(e->missing, 1);
    assert_int_equal(e->extra, 1);
    expect_counts(e, "claims", "attribution", 2, 0, 0);
    assert_int_equal(mistakes(e, "claims", "MISSED"), 2);
    quoth_evaluation_free(e);
    end(&b);
}

static void mistakes_show_where_they_stand(void **state)
{
    (void)state;
    struct bench b;
    quoth_error error = {0};
    begin(&b);
    const char *gold = "{\"id\":\"a\",\"dates\":[{\"span\":[3,4]},{\"span\":[5,6]}]}\n";
    const char *records = "{\"id\":\"a\",\"dates\":[{\"span\":[0,1],\"rule\":\"date.x\"},{\"span\":[1,2],"
        "\"rule\":\"date.y\"}]}\n";
    quoth_evaluation *e = evaluate(&b, gold, "{\"id\":\"a\",\"text\":\"\u00E9\U0001F600 \u00DFe.x\"}\n", records,
                                   (quoth_eval){.mistakes = 1}, &error);
    assert_non_null(e);
    assert_int_equal(e->mistake_count, 2);
    assert_int_equal(mistakes(e, "dates", "MISSED"), 2);
    const quoth_mistake *m = &e->mistakes[0];
    assert_string_equal(m->kind, "MISSED");
    assert_true(m->text.size == 2 && !memcmp(m->text.data, "\u00DF", 2) && m->before.size == 7);
    quoth_evaluation_free(e);

    e = evaluate(&b, gold, "{\"id\":\"a\","
        "\"text\":\"......\"}\n", records, (quoth_eval){.mistakes = 9, .rule = "date.y"}, &error);
    assert_non_null(e);
    assert_int_equal(e->mistake_count, 1);
    assert_string_equal(e->mistakes[0].rule, "date.y");
    quoth_evaluation_free(e);
    end(&b);
}

static void bad_files_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *gold, *records, *wanted;
        unsigned line;
    } cases[] = {
        {"{\"id\":\"a\"}\n{\n", "", "", 2},
        {"{\"id\":\"a\"}\n{\"id\":\"a\"}\n", "", "in gold already", 2},
        {"[]\n", "", "no JSON object", 1},
        {"{\"dates\":[]}\n", "", "no \"id\"", 1},
        {"{\"id\":\"a\",\"dates\":{}}\n", "", "must be lists", 1},
        {"{\"id\":\"a\",\"dates\":[3]}\n", "", "must be objects", 1},
        {"{\"id\":\"a\",\"dates\":[{\"span\":[4,2]}]}\n", "", "a span must be", 1},
        {"{\"id\":\"a\",\"claims\":[{\"content\":{\"spans\":[[1]]}}]}\n", "", "a span must be", 1},
        {"{\"id\":\"a\",\"dates\":[]}\n", "{\"id\":\"a\"}\n{\"id\":\"a\"}\n", "two records", 2},
        {"{\"id\":\"b\",\"claims\":[]}\n", "", "claims are scored by their words", 0},
    };
    struct bench b;
    begin(&b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quoth_error error = {0};
        quoth_evaluation *e =
            evaluate(&b, cases[i].gold, "{\"id\":\"a\","
                "\"text\":\"x\"}\n", cases[i].records, (quoth_eval){0}, &error);
        if (e || error.line != cases[i].line || !strstr(error.text, cases[i].wanted))
            fail_msg("case %zu: line %u: %s", i, error.line, error.text);
    }
    end(&b);
}

/* ----------------------------------------------------------------------------------------- calibration */

static bool append(void *context, const char *data, size_t size)
{
    strncat(context, data, size);
    return true;
}

static void rules_are_calibrated(void **state)
{
    (void)state;
    /* Kind: 20 of 25.  Rule a: (18 + 4 * 0.8) / (20 + 4); b is seen too seldom; c in two layers. */
    const quoth_rule_score rules[] = {
        {.layer = "dates", .rule = "date.a", .output = 20, .right = 18},
        {.layer = "dates", .rule = "date.b", .output = 4, .right = 1},
        {.layer = "dates", .rule = "date.d", .output = 1, .right = 1},
        {.layer = "numbers", .rule = "number.c", .output = 300, .right = 300},
        {.layer = "quantities", .rule = "number.c", .output = 100, .right = 0},
        {.layer = "numbers", .rule = "-", .output = 7, .right = 7},
    };
    quoth_evaluation e = {.rules = rules, .rule_count = sizeof rules / sizeof *rules};
    char written[1024] = "";
    assert_int_equal(quoth_calibration_write(&e, "set.jsonl", append, written), QUOTH_OK);
    assert_non_null(strstr(written, "# From set.jsonl\n"));
    assert_non_null(strstr(written, "\n\ndate = 0.8\ndate.a = 0.88\n\nnumber = 0.75\nnumber.c = 0.75\n"));
}

/* ------------------------------------------------------------------------------------------- matching */

/* What matching must come to, said in the simplest way: all pairs, heaviest first. */
static size_t match_slowly(const span *gold, size_t n, const span *output, size_t m, uint32_t *partner)
{
    bool taken[64] = {false};
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        partner[i] = PAIR_NONE;
    for (;;) {
        size_t best_i = 0, best_j = 0, best = 0;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < m; j++) {
                size_t start = gold[i].start > output[j].start ? gold[i].start : output[j].start;
                size_t stop = gold[i].end < output[j].end ? gold[i].end : output[j].end;
                size_t weight = stop <= start ? 0 : span_is_same(gold[i], output[j]) ? 1000 : stop - start;
                if (partner[i] == PAIR_NONE && !taken[j] && weight > best) {
                    best = weight;
                    best_i = i;
                    best_j = j;
                }
            }
        if (!best)
            return count;
        partner[best_i] = (uint32_t)best_j;
        taken[best_j] = true;
        count++;
    }
}

static void matching_agrees_with_the_simplest(void **state)
{
    (void)state;
    uint32_t seed = 7, wanted[64];
    arena a = {0};
    for (unsigned round = 0; round < 3000; round++) {
        span places[2][20];
        spans entries[2][20];
        size_t n[2];
        for (size_t side = 0; side < 2; side++) {
            seed = seed * 1664525 + 1013904223;
            n[side] = (seed >> 8) % 20;
            for (size_t i = 0; i < n[side]; i++) {
                seed = seed * 1664525 + 1013904223;
                places[side][i] = (span){(seed >> 8) % 40, (seed >> 8) % 40 + (seed >> 20) % 12};
                entries[side][i] = (spans){&places[side][i], 1};
            }
        }
        pairs p = pairs_that_touch(&a, entries[0], n[0], entries[1], n[1]);
        pairs_prefer_same(&p, entries[0], entries[1]);
        pairs_choose(&a, &p);
        assert_int_equal(p.n, match_slowly(places[0], n[0], places[1], n[1], wanted));
        const uint32_t *got = partners_of_gold(&a, &p, n[0]);
        for (size_t i = 0; i < n[0]; i++)
            assert_int_equal(got[i], wanted[i]);
        arena_reset(&a);
    }
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_counted),
        cmocka_unit_test(each_entry_is_matched_once),
        cmocka_unit_test(people_are_counted),
        cmocka_unit_test(numbers_are_counted),
        cmocka_unit_test(quantities_come_from_numbers_and_durations),
        cmocka_unit_test(units_have_one_form),
        cmocka_unit_test(claims_are_counted),
        cmocka_unit_test(a_claim_without_source_wants_none),
        cmocka_unit_test(gold_against_itself_is_perfect),
        cmocka_unit_test(absent_records_are_missed),
        cmocka_unit_test(mistakes_show_where_they_stand),
        cmocka_unit_test(bad_files_are_told),
        cmocka_unit_test(rules_are_calibrated),
        cmocka_unit_test(matching_agrees_with_the_simplest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
