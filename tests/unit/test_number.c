/* Numbers: from the frame that rules fill to entries, in no language; and the table of docs/numbers.md with the real patterns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include <math.h>

#include "pattern_folder.h"

#include "extract/number_unit.h"

static void assert_singular(const char *word, const char *rules, const char *singular)
{
    arena a = {0};
    assert_string_equal(number_singular(&a, (quoth_slice){word, strlen(word)}, rules), singular);
    arena_free(&a);
}

static void singular_by_suffix_rules(void **state)
{
    (void)state;
    assert_singular("parties", "ies:y ss:ss s:", "party");
    assert_singular("class", "ies:y ss:ss s:", "class");
    assert_singular("cats", "ies:y ss:ss s:", "cat");
    assert_singular("is", "ies:y s:", "is"); /* two letters must stay before the suffix */
    assert_singular("cats", NULL, "cats");
    assert_singular("cats", "", "cats");
}

static const char RULES[] =
    "list unit words.list\n"
    "list bound = circa = ~\n"
    "let Words {lower | cap}\n"
    "rule number.score\n  match score (?<low> {digits} ) \"-\" (?<high> {digits} )\n  set kind = score\n"
    "  yes score 5-4 -> low 5; high 4; kind score\n  no score 5\n"
    "rule number.range\n"
    "  match (?<span> (?<low> {digits} ) \"-\" (?<high> {digits} {unit:scale}? ) ) (?<unit> {unit} )\n"
    "  yes 3-5 mega ells -> low 3000000; high 5000000; unit ell; kind measure\n"
    "  yes 200-4 mega ells -> low 200; high 4000000\n"
    "  yes 3-5 ells -> low 3; high 5\n  no 3 ells\n"
    "rule number.rate\n  match (?<span> (?<value> {digits} ) ) (?<unit> {unit} ) per (?<per> {unit} )\n"
    "  yes 7 ells per hora -> unit ell per hour; value 7\n  no 7 ells\n"
    "rule number.minus\n  match (?<minus> \"-\" ) (?<value> {digits} )\n"
    "  yes -7 -> value -7\n  no 7\n"
    "rule number.ratio\n  match (?<value> {digits} ) ex (?<over> {digits} )\n  set kind = ratio\n"
    "  yes 1 ex 4 -> value 0.25; kind ratio\n  no 1\n"
    "rule number.zero\n  match (?<value> {digits} ) ex nihil (?<over> {digits} )\n"
    "  yes 1 ex nihil 2 -> value 0.5\n  no 1 ex nihil 0\n"
    "rule number.part\n  match (?<value> {digits} ) et (?<part> {digits} )\n  set over = 100\n"
    "  yes 13 et 45 -> value 13.45\n  no 13\n"
    "rule number.vague\n  match (?<vague> {unit:vague} )\n  yes kilos -> low 1000; high 10000\n  no kilo\n"
    "rule number.set\n  match (?<span> nemo )\n  set value = 0\n  set name = soul\n  set change = down\n"
    "  yes nemo -> value 0; unit soul; change down\n  no soul\n"
    "rule number.bound\n"
    "  match (?<modifier> (?<relation> circa ) ) (?<span> (?<value> {digits} ) ) (?<unit> {Words} {Words} )\n"
    "  set singular = s:\n"
    "  yes circa 9 old dogs -> value 9; unit old dog; kind count\n  no 9 old dogs\n";

static void frames(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, RULES);
    folder_write(&f, "words.list", "ells = ell ; kind=measure\nhora = hour ; kind=measure\n"
                                   "mega = *1000000 ; scale\nkilos = *1000 ; vague\n");
    quoth_rules *rules = folder_load(&f, &error);
    if (!rules)
        fail_msg("%s", f.problems);
    if (quoth_rules_check(rules, folder_note, &f, &error) != 0)
        fail_msg("%s", f.problems);
    quoth_rules_free(rules);
    folder_remove(&f);
}

static const quoth_document *scan(struct folder *f, const char *words, quoth_rules **rules,
                                  quoth_scanner **scanner)
{
    quoth_error error = {0};
    folder_make(f, "rule number.count\n  match (?<span> (?<value> {digits} ) ) (?<unit> {lower} )\n"
                   "  set singular = s:\n"
                   "  yes 9 dogs\n  no 9\n"
                   "rule number.bare\n  match (?<value> {digits} )\n  set elided = count measure\n"
                   "  yes 9\n  no dogs\n");
    *rules = folder_load(f, &error);
    if (!*rules)
        fail_msg("%s", f->problems);
    *scanner = quoth_scanner_new(*rules, &error);
    const quoth_article given = {.text = {words, strlen(words)}};
    return quoth_scan(*scanner, &given, &error);
}

static void an_elided_unit_is_that_of_the_count_before(void **state)
{
    (void)state;
    struct folder f;
    quoth_rules *rules;
    quoth_scanner *scanner;
    const quoth_document *d = scan(&f, "7. There were 40 hens. Now 30.", &rules, &scanner);
    assert_int_equal(d->number_count, 3);
    assert_null(d->numbers[0].unit_name);
    assert_string_equal(d->numbers[1].unit_name, "hen");
    assert_string_equal(d->numbers[2].unit_name, "hen");
    assert_int_equal(d->numbers[2].unit.start, d->numbers[1].unit.start);
    assert_true(d->numbers[2].value == 30);
    assert_true(isnan(d->numbers[2].low));
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    folder_remove(&f);
}

static void an_elided_unit_is_not_taken_from_afar(void **state)
{
    (void)state;
    char words[2000] = "40 hens.";
    for (size_t i = 0; i < 200; i++)
        strcat(words, " Now");
    strcat(words, " 30.");
    struct folder f;
    quoth_rules *rules;
    quoth_scanner *scanner;
    const quoth_document *d = scan(&f, words, &rules, &scanner);
    assert_int_equal(d->number_count, 2);
    assert_null(d->numbers[1].unit_name);
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    folder_remove(&f);
}

/* JSON has no infinity. */
static void more_digits_than_a_number_can_hold(void **state)
{
    (void)state;
    char words[500];
    memset(words, '9', 400);
    strcpy(words + 400, " hens and 5 hens.");
    struct folder f;
    quoth_rules *rules;
    quoth_scanner *scanner;
    const quoth_document *d = scan(&f, words, &rules, &scanner);
    assert_int_equal(d->number_count, 1);
    assert_true(d->numbers[0].value == 5);
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    folder_remove(&f);
}

/* ----------------------------------------------------------------------------- the table of docs/numbers.md */

/* The k-th cell of a table row, trimmed, into out. */
static void cell(const char *row, int k, char *out, size_t room)
{
    const char *start = row;
    while (k-- >= 0)
        start = strchr(start, '|') + 1;
    const char *end = strchr(start, '|');
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    snprintf(out, room, "%.*s", (int)(end - start), start);
}

/* A word of the table, a space before it unless it is the first of a number; NULL is none. */
static void put(char *out, size_t room, const char *before, const char *word)
{
    size_t size = strlen(out);
    bool first = !size || strcmp(out + size - 2 * (size > 1), "; ") == 0;
    if (word)
        snprintf(out + size, room - size, "%s%s%s", first ? "" : " ", before, word);
}

/* "up >= 3 percent of sales (percent)" for each number, "none" for none. */
static void describe(const quoth_document *d, char *out, size_t room)
{
    *out = 0;
    for (size_t i = 0; i < d->number_count; i++) {
        const quoth_number *n = &d->numbers[i];
        char value[80], of[80], kind[16];
        if (isnan(n->value))
            snprintf(value, sizeof value, "%.12g..%.12g", n->low, n->high);
        else
            snprintf(value, sizeof value, "%.*g", n->value < 1 ? 3 : 12, n->value);
        snprintf(of, sizeof of, "%.*s", (int)n->of.text.size, n->of.text.data ? n->of.text.data : "");
        snprintf(kind, sizeof kind, "(%s)", n->kind);
        if (i)
            snprintf(out + strlen(out), room - strlen(out), "; ");
        put(out, room, "", n->change);
        put(out, room, "", n->relation);
        put(out, room, "", value);
        put(out, room, "", n->unit_name);
        put(out, room, "of ", *of ? of : NULL);
        put(out, room, "", strcmp(n->kind, "count") == 0 ? NULL : kind);
    }
    if (!d->number_count)
        snprintf(out, room, "none");
}

static bool row_holds(quoth_scanner *scanner, const char *row)
{
    char what[256], expected[256], came[1024];
    cell(row, 0, what, sizeof what);
    cell(row, 1, expected, sizeof expected);
    quoth_error error = {0};
    const quoth_article given = {.text = {what, strlen(what)}};
    const quoth_document *d = quoth_scan(scanner, &given, &error);
    assert_non_null(d);
    describe(d, came, sizeof came);
    if (strcmp(came, expected) != 0)
        print_error("docs/numbers.md: \"%s\": expected %s, came %s\n", what, expected, came);
    return strcmp(came, expected) == 0;
}

static void the_table_of_the_documentation_holds(void **state)
{
    (void)state;
    quoth_error error = {0};
    FILE *docs = fopen("docs/numbers.md", "r");
    quoth_rules *rules = quoth_rules_load("patterns/en", NULL, NULL, &error);
    assert_non_null(docs);
    if (!rules)
        fail_msg("%s:%u: %s", error.file, error.line, error.text);
    quoth_scanner *scanner = quoth_scanner_new(rules, &error);
    char line[512];
    int rows = 0, wrong = 0;
    bool table = false;
    while (fgets(line, sizeof line, docs)) {
        if (strncmp(line, "| text | numbers |", 18) == 0)
            table = true;
        else if (table && *line != '|')
            break;
        else if (table && strncmp(line, "|---", 4) != 0 && strncmp(line, "| **", 4) != 0)
            rows++, wrong += !row_holds(scanner, line);
    }
    fclose(docs);
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    assert_true(rows > 100);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(singular_by_suffix_rules),
        cmocka_unit_test(frames),
        cmocka_unit_test(an_elided_unit_is_that_of_the_count_before),
        cmocka_unit_test(an_elided_unit_is_not_taken_from_afar),
        cmocka_unit_test(more_digits_than_a_number_can_hold),
        cmocka_unit_test(the_table_of_the_documentation_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
