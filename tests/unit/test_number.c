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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(singular_by_suffix_rules),
        cmocka_unit_test(frames),
        cmocka_unit_test(an_elided_unit_is_that_of_the_count_before),
        cmocka_unit_test(an_elided_unit_is_not_taken_from_afar),
        cmocka_unit_test(more_digits_than_a_number_can_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
