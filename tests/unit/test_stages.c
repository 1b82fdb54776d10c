/* What stages find: examples in the rules themselves, run by quoth_rules_check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include "pattern_folder.h"

/* Loads a folder whose examples must all pass. */
static void passes(const char *stages, const char *rules, const char *more)
{
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, rules);
    if (stages)
        folder_write(&f, "stages", stages);
    if (more)
        folder_write(&f, "more.rules", more);
    quoth_rules *loaded = folder_load(&f, &error);
    if (!loaded)
        fail_msg("%s", f.problems);
    if (quoth_rules_check(loaded, folder_note, &f, &error) != 0)
        fail_msg("%s", f.problems);
    quoth_rules_free(loaded);
    folder_remove(&f);
}

static void longest_then_order(void **state)
{
    (void)state;
    passes(NULL, "rule t.short\n  match red {lower}\n  yes red house -> red house\n  no red house door\n"
                 "rule t.long\n  match red {lower} {lower}\n  yes red house door -> red house door\n  no red house\n"
                 "rule t.first\n  match blue\n  yes blue\n  no green\n"
                 "rule t.second\n  match ( blue | green )\n  yes green\n  no blue\n", NULL);
}

static void case_of_words(void **state)
{
    (void)state;
    passes(NULL, "list month = May | June\n"
                 "rule t.month\n  match in {month}\n  yes in May\n  yes IN MAY\n  yes In June\n  no in may\n"
                 "rule t.any\n  match next\n  yes next\n  yes Next\n  yes NEXT\n  no text\n", NULL);
}

static void phrases_and_values(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "list bound words.list\n"
                    "rule t.bound\n  match (?<relation> {bound} ) (?<n> {digits} )\n"
                    "  yes as many as 90 -> text as many as 90\n  yes up to 7 -> n 7\n  no as many 90\n"
                    "rule t.strict\n  match {bound:strict} {lower}\n  yes over there -> over there\n  no up to there\n");
    folder_write(&f, "words.list", "# bounds\nas many as | up to = <=\nover = > ; strict\n");
    quoth_rules *rules = folder_load(&f, &error);
    if (!rules || quoth_rules_check(rules, folder_note, &f, &error) != 0)
        fail_msg("%s", f.problems);
    quoth_scanner *scanner = quoth_scanner_new(rules, &error);
    quoth_scanner_trace(scanner, true);
    quoth_article article = {.text = {"up to 7", 7}};
    size_t count;
    assert_non_null(quoth_scan(scanner, &article, &error));
    const quoth_finding *found = quoth_findings(scanner, &count, &error);
    assert_int_equal(count, 1);
    assert_string_equal(found[0].fields[0].name, "relation");
    assert_string_equal(found[0].fields[0].value, "<="); /* the list's value, not the words */
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    folder_remove(&f);
}

static void boundaries(void **state)
{
    (void)state;
    passes(NULL, "rule t.start\n  match ^ {cap}\n  yes Now he left. -> Now\n  no now Then\n"
                 "rule t.end\n  match {lower} \".\" $\n  yes He left. Now -> left.\n  no he left\n"
                 "rule t.over\n  match {digits} \".\" <s> {cap} {digits}\n  yes It was 7. But 8 came\n  no 7 But 8\n"
                 "rule t.paragraph\n  match <p> (?<span> {cap} {cap} ) <p>\n  yes one⏎Skip Content⏎two -> Skip Content\n"
                 "  no one. Skip Content. two\n", NULL);
}

static void classes(void **state)
{
    (void)state;
    passes(NULL, "list colour = red | green | Green\nlet Bright {colour & !\"green\"}\n"
                 "rule t.not\n  match the {Bright}\n  yes the red\n  no the green\n  no the blue\n"
                 "rule t.glued\n  match {digits} {\"km\" & glued}\n  yes 7km\n  no 7 km\n"
                 "rule t.ahead\n  match {colour} (?= car )\n  yes red car -> red\n  no red bus\n"
                 "rule t.behind\n  match (?<! a ) blue\n  yes the blue\n  no a blue\n", NULL);
}

/* Forms are told apart beyond their first eight bytes, and at the end of a text as in the middle. */
static void long_words(void **state)
{
    (void)state;
    passes(NULL, "rule t.long\n  match {\"wordword\" | \"wordworda\" | \"wordwordwordwordz\"}\n"
                 "  yes wordword -> wordword\n  yes wordword is -> wordword\n  yes a wordworda -> wordworda\n"
                 "  yes wordwordwordwordz and on -> wordwordwordwordz\n  yes WORDWORDA -> WORDWORDA\n"
                 "  no wordwor\n  no wordwordb and on\n  no wordwordwordwordy\n  no wordwordvordwordz and on\n  no wor\n", NULL);
}

static void units_for_later_stages(void **state)
{
    (void)state;
    passes("language xx\nread text.rules\nstage one rules.rules\nstage two more.rules\n",
           "rule t.pair\n  match {digits} \"-\" {digits}\n  as PAIR\n  yes 3-5 -> 3-5\n  no 3\n",
           "rule u.from\n  match from (?<span> {PAIR} )\n  yes from 3-5 on -> 3-5\n  no from 3\n"
           "rule u.bare\n  match only {digits}\n  yes only 3\n  no only 3-5\n");
}

static void skipped_words_vanish(void **state)
{
    (void)state;
    passes("language xx\nread text.rules\nstage one rules.rules\nstage two more.rules\n",
           "rule skip.ad\n  match <p> (?<span> Advertisement ) <p>\n  yes a⏎Advertisement⏎b\n  no an Advertisement\n",
           "rule u.next\n  match one \".\" <p> two\n  yes one.⏎Advertisement⏎two -> one.⏎Advertisement⏎two\n  no one. two\n");
}

static void words_vanish_beside_units(void **state)
{
    (void)state;
    passes("language xx\nread text.rules\nstage one rules.rules\nstage two more.rules\n",
           "rule t.pair\n  match {digits} \"-\" {digits}\n  as PAIR\n  yes 3-5 -> 3-5\n  no 3\n"
           "rule t.gone\n  match from {digits}\n  set skip = words\n  yes from 3 -> from 3\n  no 3\n"
           "rule skip.ad\n  match <p> (?<span> Advertisement ) <p>\n  yes a⏎Advertisement⏎b\n  no an Advertisement\n",
           "rule u.next\n  match {PAIR} so {PAIR} <p> two\n  yes from 1 3-5 from 2 so 4-6⏎Advertisement⏎two -> 3-5 from 2 so 4-6⏎Advertisement⏎two\n"
           "  no 3-5 then 4-6⏎two\n");
}

static void quotations_are_units(void **state)
{
    (void)state;
    passes("language xx\nread text.rules\nstage one rules.rules\nquotations\nstage two more.rules by cue\n",
           "rule t.a\n  match zebra\n  yes zebra\n  no horse\n",
           "rule c.said\n  match (?<content> {QUOTE} ) (?<source> {cap} ) (?<cue> said )\n"
           "  yes “We won. We did,” Lee said. -> source Lee; content “We won. We did,”\n  no Lee said\n"
           "rule c.inside\n  match (?<source> {lower} ) (?<cue> know ) (?<content> . + )\n"
           "  yes “they know it all,” Lee said. -> content it all,\n  no Lee said\n"
           "rule c.comma\n  match {QUOTE_COMMA} (?<cue> {lower} )\n  yes “so,” he\n  no “so” he\n");
}

/* Words "waaa", "waab", … as the alternatives of one rule: as many sorts of words. */
static void write_words(char *out, size_t size, int count)
{
    size_t used = (size_t)snprintf(out, size, "rule t.words\n  match ( waaa");
    for (int i = 1; i < count; i++)
        used += (size_t)snprintf(out + used, size - used, " | w%c%c%c", 'a' + i / 676, 'a' + i / 26 % 26, 'a' + i % 26);
    snprintf(out + used, size - used, " ) so\n  yes waaa so -> waaa so\n  yes wbzz so -> wbzz so\n  no wbzz no\n");
}

static void many_sorts_of_words(void **state)
{
    (void)state;
    static char rules[32000];
    write_words(rules, sizeof rules, 1500);
    strcat(rules, "rule t.behind\n  match (?<= wabc wbcd ) (?<! waad wbcd ) end\n  yes wabc wbcd end -> end\n  no wabd wbcd end\n"
                  "rule t.not-behind\n  match (?<! wbaa wbab ) stop\n  yes wbab wbaa stop -> stop\n  no wbaa wbab stop\n");
    passes(NULL, rules, NULL);
}

static void too_many_sorts_of_words(void **state)
{
    (void)state;
    static char rules[32000];
    struct folder f;
    quoth_error error = {0};
    write_words(rules, sizeof rules, 2500);
    folder_make(&f, rules);
    assert_null(folder_load(&f, &error));
    assert_non_null(strstr(f.problems, "make two stages of it"));
    folder_remove(&f);
}

static void competing_fields(void **state)
{
    (void)state;
    passes("language xx\nread text.rules\nstage one rules.rules by cue\n",
           "rule c.short\n  match (?<cue> says ) (?<content> {lower} )\n  yes she says no -> content no\n  no says that no\n"
           "rule c.that\n  match (?<cue> says ) (?<content> that {lower} + )\n"
           "  yes he says that she says no -> content that she says no\n  no says no\n", NULL);
}

/* How many warnings a text of so many words, "7" and "end" gives; *text: of the first. */
static size_t warnings_of(const quoth_rules *rules, int words, char *first)
{
    quoth_error error = {0};
    char text[1000] = "zebra ";
    for (int i = 0; i < words; i++)
        strcat(text, "word ");
    strcat(text, "7 end");
    quoth_scanner *scanner = quoth_scanner_new(rules, &error);
    quoth_article article = {.text = {text, strlen(text)}};
    const quoth_document *d = quoth_scan(scanner, &article, &error);
    size_t count = d->warning_count;
    *first = '\0';
    if (count)
        snprintf(first, 100, "%s: %s", d->warnings[0].code, d->warnings[0].message);
    quoth_scanner_free(scanner);
    return count;
}

static void runaway_rules_are_named(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    char first[100];
    folder_make(&f, "rule t.slow\n  match ( {lower} {lower} | {lower} {lower} {lower} ){20,22} {digits}\n  yes a 1\n  no a\n");
    quoth_rules *rules = folder_load(&f, &error);
    assert_non_null(rules);
    assert_int_equal(warnings_of(rules, 100, first), 1); /* too many words, in too many ways */
    assert_string_equal(first, "match-limit: rule t.slow gave up");
    quoth_rules_free(rules);
    folder_remove(&f);
}

/* What PCRE2 alone would look for in 2^60 ways is known not to be there. */
static void what_matches_nowhere_is_not_tried(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    char first[100];
    folder_make(&f, "rule t.slow\n  match ( {lower} | {lower} {lower} )+ {digits} zebra\n  yes a 1 zebra\n  no a\n");
    quoth_rules *rules = folder_load(&f, &error);
    assert_non_null(rules);
    assert_int_equal(warnings_of(rules, 60, first), 0);
    quoth_rules_free(rules);
    folder_remove(&f);
}

/* How often the patterns of the rule of that number match in a text. */
static size_t matches_of(const quoth_rules *rules, size_t number, const char *text, bool tracing)
{
    quoth_error error = {0};
    quoth_cost costs[16];
    quoth_scanner *scanner = quoth_scanner_new(rules, &error);
    assert_non_null(scanner);
    quoth_scanner_trace(scanner, tracing);
    quoth_article given = {.text = {text, strlen(text)}};
    assert_non_null(quoth_scan(scanner, &given, &error));
    assert_true(quoth_rules_count(rules) + quoth_rules_stages(rules) <= 16);
    quoth_scanner_costs(scanner, costs);
    quoth_scanner_free(scanner);
    return costs[number].matches;
}

/* "red" is sought where months were found, as they stand in the text, and everywhere for who looks on. */
static void a_stage_beside_another(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "list month = May | June\nrule t.month\n  match in {month}\n  as MONTH\n  yes in May\n  no May\n");
    folder_write(&f, "red.rules", "rule t.red\n  match red {lower}+ in {month}\n  match red (?= {lower} )\n"
                                  "  yes a red barn -> red\n  yes a red barn in May -> red barn in May\n  no a barn\n");
    folder_write(&f, "stages", "language xx\nread text.rules\nstage s rules.rules\nstage r red.rules beside s\n");
    quoth_rules *rules = folder_load(&f, &error);
    if (!rules || quoth_rules_check(rules, folder_note, &f, &error) != 0)
        fail_msg("%s", f.problems);
    const char *text = "A red door. Then in June a red barn, a red house in May. A red gate.\n\nA red hat.\n\nHere in May red ink.";
    assert_int_equal(matches_of(rules, 1, text, false), 4);
    assert_int_equal(matches_of(rules, 1, text, true), 7);
    assert_int_equal(matches_of(rules, 1, "A red door.", false), 0);
    quoth_rules_free(rules);
    folder_remove(&f);
}

/* In a stage of such rules the first wins, whether somebody looks on or not. */
static void rules_of_one_word(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "rule t.cap\n  match {cap}\n  yes Red\n  no red\nrule t.any\n  match {cap | lower}\n  yes red\n  no 12\n");
    quoth_rules *rules = folder_load(&f, &error);
    assert_non_null(rules);
    assert_int_equal(matches_of(rules, 0, "Red and Blue, 12 green", false), 2);
    assert_int_equal(matches_of(rules, 1, "Red and Blue, 12 green", false), 2);
    assert_int_equal(matches_of(rules, 0, "Red and Blue, 12 green", true), 2);
    assert_int_equal(matches_of(rules, 1, "12, 13", false), 0);
    quoth_rules_free(rules);
    folder_remove(&f);
}

static void what_a_stages_file_may_not_say(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "rule t.a\n  match (?<field> a )\n  yes a\n  no b\n");
    folder_write(&f, "stages", "language xx\nread text.rules\nlanguage yy\nstage s rules.rules by felid\n");
    assert_null(folder_load(&f, &error));
    folder_remove(&f);
    assert_non_null(strstr(f.problems, "stages:3:1: the language is xx already"));
    assert_non_null(strstr(f.problems, "stages:4:1: no rule of this stage has a group (?<felid>"));
}

static void what_cannot_stand_beside(void **state)
{
    (void)state;
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, "rule t.one\n  match one\n  yes one\n  no two\n");
    folder_write(&f, "two.rules", "rule t.two\n  match two\n  as TWO\n  yes two\n  no one\n");
    folder_write(&f, "three.rules", "rule t.three\n  match three\n  yes three\n  no one\n");
    folder_write(&f, "stages", "language xx\nread text.rules\nstage s rules.rules\nstage t two.rules beside s\n"
                               "stage u three.rules beside t\n");
    assert_null(folder_load(&f, &error));
    assert_non_null(strstr(f.problems, "two.rules:1:1: a stage beside another makes no units"));
    assert_non_null(strstr(f.problems, "stages:5:1: put this line directly behind that of stage t"));
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(longest_then_order),   cmocka_unit_test(case_of_words),
        cmocka_unit_test(phrases_and_values),
        cmocka_unit_test(boundaries),           cmocka_unit_test(classes),
        cmocka_unit_test(units_for_later_stages), cmocka_unit_test(skipped_words_vanish), cmocka_unit_test(words_vanish_beside_units), cmocka_unit_test(long_words), cmocka_unit_test(many_sorts_of_words),
        cmocka_unit_test(too_many_sorts_of_words),
        cmocka_unit_test(quotations_are_units), cmocka_unit_test(competing_fields),
        cmocka_unit_test(a_stage_beside_another), cmocka_unit_test(what_cannot_stand_beside),
        cmocka_unit_test(what_a_stages_file_may_not_say), cmocka_unit_test(rules_of_one_word),
        cmocka_unit_test(runaway_rules_are_named), cmocka_unit_test(what_matches_nowhere_is_not_tried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
