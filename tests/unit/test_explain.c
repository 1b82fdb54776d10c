/* How findings were resolved, as `quoth explain` shows it: with the real patterns, and only for whoever asks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "quoth.h"

struct reader {
    quoth_rules *rules;
    quoth_scanner *scanner;
};

static int set_up(void **state)
{
    static struct reader r;
    quoth_error error = {0};
    r.rules = quoth_rules_load("patterns/en", NULL, NULL, &error);
    if (!r.rules)
        print_error("%s:%u: %s\n", error.file, error.line, error.text);
    r.scanner = r.rules ? quoth_scanner_new(r.rules, &error) : NULL;
    *state = &r;
    return r.scanner ? 0 : -1;
}

static int tear_down(void **state)
{
    struct reader *r = *state;
    quoth_scanner_free(r->scanner);
    quoth_rules_free(r->rules);
    return 0;
}

/* Reads the text, on a day or on none (NULL). */
static const quoth_finding *findings(const struct reader *r, const char *text, const char *day, bool trace,
                                     size_t *n)
{
    quoth_error error = {0};
    quoth_article given = {.text = {text, strlen(text)}};
    if (day)
        given.published = (quoth_slice){day, strlen(day)};
    quoth_scanner_trace(r->scanner, trace);
    assert_non_null(quoth_scan(r->scanner, &given, &error));
    return quoth_findings(r->scanner, n, &error);
}

static bool is_about(const quoth_finding *f, const char *kind, const char *words)
{
    return strncmp(f->rule, kind, strlen(kind)) == 0 && f->piece.text.size == strlen(words) &&
           memcmp(f->piece.text.data, words, f->piece.text.size) == 0;
}

/* Some finding of the kind that covers just these words must have a note with this in it. */
static void expect(const struct reader *r, const char *text, const char *day, const char *kind, const char *words,
                   const char *note)
{
    size_t n;
    const quoth_finding *all = findings(r, text, day, true, &n);
    for (size_t i = 0; i < n; i++)
        if (is_about(&all[i], kind, words) && all[i].note && strstr(all[i].note, note))
            return;
    for (size_t i = 0; i < n; i++)
        print_error("%s \"%.*s\": %s\n", all[i].rule, (int)all[i].piece.text.size, all[i].piece.text.data,
                    all[i].note ? all[i].note : "-");
    fail_msg("no note of \"%s\" says: %s", words, note);
}

static void a_date_says_what_it_was_counted_from(void **state)
{
    const struct reader *r = *state;
    expect(r, "She spoke on Friday.", "2026-02-07", "date.", "Friday",
           "counted from 2026-02-07, the document's date");
    expect(r, "It fell on 3 May 1950. Two days later it rose.", "2026-02-07", "date.", "Two days later",
           "counted from 1950-05-03, the date before it (d1)");
    expect(r, "She spoke on Friday.", NULL, "date.", "Friday", "no document date: left open");
    expect(r, "It was open from June 3 to 5.", "2026-02-07", "date.", "5",
           "takes what it lacks from the date before it (d1)");
}

static void a_date_says_why_it_lies_on_its_side(void **state)
{
    const struct reader *r = *state;
    expect(r, "She spoke on Friday.", "2026-02-07", "date.", "Friday", "past, by the verb spoke");
    expect(r, "She will speak on Friday.", "2026-02-07", "date.", "Friday", "future, by the verb will");
    expect(r, "Since March the shop has been closed.", "2026-02-07", "date.", "March", "past, being bound since");
    expect(r, "A shop on Friday.", "2026-02-07", "date.", "Friday", "past, as no verb tells");
}

static void a_date_that_says_all_itself_needs_no_note(void **state)
{
    size_t n;
    const quoth_finding *all = findings(*state, "It opened on Feb. 7, 2019.", "2026-02-07", true, &n);
    for (size_t i = 0; i < n; i++)
        if (is_about(&all[i], "date.", "Feb. 7, 2019"))
            assert_null(all[i].note);
}

static void a_name_says_what_told_for_it(void **state)
{
    const struct reader *r = *state;
    const char *text = "Mayor Ana Holm spoke. Holm left.";
    expect(r, text, NULL, "person.mention", "Ana Holm", "sure: weight ");
    expect(r, text, NULL, "person.mention", "Holm", "for the sure mention of Ana Holm");
    expect(r, "The Anvil Company hired Ana Holm.", NULL, "person.", "Anvil Company", "the name of something else");
}

static void a_name_that_was_set_aside_says_so(void **state)
{
    size_t n, aside = 0;
    const quoth_finding *all = findings(*state, "Hope fell in Reading. They lost hope.", NULL, true, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].rule, "person.mention") == 0 && all[i].dropped) {
            aside++;
            assert_non_null(all[i].note);
            assert_non_null(strstr(all[i].note, "not above 0"));
        }
    assert_true(aside > 0);
}

static void a_surname_says_to_whom_it_went(void **state)
{
    const struct reader *r = *state;
    expect(r, "Mayor Jorge Holm met Senator Ana Holm. Holm left.", NULL, "person.mention", "Holm",
           "the person Ana Holm, the one named last");
    expect(r, "Mayor Jorge Holm met Senator Ana Holm. Mayor Holm left.", NULL, "person.mention", "Holm",
           "the person Jorge Holm, by role");
    expect(r, "Mayor Jorge Holm spoke. Holm left.", NULL, "person.mention", "Holm",
           "the person Jorge Holm, nobody else fits");
}

static void a_claim_says_who_its_source_is(void **state)
{
    const struct reader *r = *state;
    const char *text = "Mayor Jorge Holm said that it is old. He added that it was cold.";
    expect(r, text, NULL, "claim.", "Mayor Jorge Holm said that it is old.", "Jorge Holm, by its own words");
    expect(r, text, NULL, "claim.", "He added that it was cold.",
           "\"He\" is Jorge Holm, the last source in an earlier sentence");
    expect(r, "He added that it was cold.", NULL, "claim.", "He added that it was cold.",
           "\"He\": nobody was found that it stands for");
}

static void a_number_says_whose_unit_it_took(void **state)
{
    expect(*state, "They held 400 people, over 300 were freed.", NULL, "number.", "300",
           "the unit person is that of \"400\"");
}

static void nothing_is_said_when_nobody_asks(void **state)
{
    const struct reader *r = *state;
    const char *text = "Mayor Ana Holm said on Friday that it is old. Holm left.";
    size_t n;
    const quoth_finding *all = findings(r, text, "2026-02-07", false, &n);
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++)
        assert_null(all[i].note);
    expect(r, text, "2026-02-07", "date.", "Friday", "counted from"); /* and again when somebody does */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_says_what_it_was_counted_from),
        cmocka_unit_test(a_date_says_why_it_lies_on_its_side),
        cmocka_unit_test(a_date_that_says_all_itself_needs_no_note),
        cmocka_unit_test(a_name_says_what_told_for_it),
        cmocka_unit_test(a_name_that_was_set_aside_says_so),
        cmocka_unit_test(a_surname_says_to_whom_it_went),
        cmocka_unit_test(a_claim_says_who_its_source_is),
        cmocka_unit_test(a_number_says_whose_unit_it_took),
        cmocka_unit_test(nothing_is_said_when_nobody_asks),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
