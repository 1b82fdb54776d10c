/* What wins by precedent is what wins when all rules are followed and held against each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include "pattern_folder.h"
#include "random_patterns.h"
#include "rules/tape.h"
#include "rules/trace.h"
#include "text/sentence.h"

enum { FOLDERS = 15, PATTERNS = 8, TEXTS = 500 };

static const char LONGEST[] = "language xx\nread text.rules\nstage s rules.rules\n";
static const char ALL[] = "language xx\nread text.rules\nstage s rules.rules by field\n";

/* The hits of the stage in a text; they live in the arena. */
static hits run(matcher *m, arena *a, const char *bytes)
{
    static text read;
    static tokens cut;
    hits found = {0};
    cut = (tokens){0};
    text_make(a, bytes, strlen(bytes), &read);
    matcher_begin(m, a, &read);
    tokens_cut(a, &read, &cut);
    matcher_look_up(m, &cut);
    sentences_mark(&read, &cut);
    matcher_tape(m, &cut);
    matcher_stage(m, 0, NULL, &found);
    matcher_end(m);
    return found;
}

static void compare_hits(const hit *a, const hit *b)
{
    const struct hit_match *m = a->match, *n = b->match;
    assert_string_equal(a->rule, b->rule);
    assert_int_equal(a->fields, b->fields);
    assert_int_equal(m->from, n->from);
    assert_int_equal(m->to, n->to);
    assert_int_equal(m->span_from, n->span_from);
    assert_int_equal(m->span_to, n->span_to);
    assert_int_equal(m->group_count, n->group_count);
    for (uint32_t g = 0; g < m->group_count; g++) {
        assert_int_equal(m->groups[g].from, n->groups[g].from);
        assert_int_equal(m->groups[g].to, n->groups[g].to);
        assert_ptr_equal(m->groups[g].group, n->groups[g].group);
    }
}

/* One matcher goes by precedents; the other, which is watched, by none.  Returns how many precedents there were at last. */
static size_t compare_folder(const char *stages, size_t *hits_seen)
{
    static char rules[20000];
    struct folder f;
    quoth_error error = {0};
    random_rules(rules, sizeof rules - 100, PATTERNS);
    strcat(rules, "rule t.field\n  match (?<field> dx dx dx )\n  yes dx dx dx\n  no bx\n"); /* the stage asks for one */
    folder_make(&f, rules);
    folder_write(&f, "stages", stages);
    quoth_rules *loaded = folder_load(&f, &error);
    if (!loaded)
        fail_msg("%s", f.problems);
    matcher *quick = matcher_new(loaded), *watched = matcher_new(loaded);
    matcher_set_tracing(watched, true);
    for (int i = 0; i < TEXTS; i++) {
        char made[WORDS * 4 + 1];
        arena a = {0}, b = {0};
        jmp_buf escape;
        if (setjmp(escape))
            fail();
        a.escape = b.escape = &escape;
        random_text(made);
        hits one = run(quick, &a, made), other = run(watched, &b, made);
        assert_int_equal(one.n, other.n);
        for (size_t k = 0; k < one.n; k++)
            compare_hits(one.at[k], other.at[k]);
        *hits_seen += one.n;
        arena_free(&a);
        arena_free(&b);
    }
    size_t kept = quick->precedents[0].count;
    assert_int_equal(watched->precedents[0].count, 0);
    matcher_free(quick);
    matcher_free(watched);
    quoth_rules_free(loaded);
    folder_remove(&f);
    return kept;
}

static void compare_folders(const char *stages)
{
    size_t kept = 0, seen = 0;
    for (int i = 0; i < FOLDERS; i++)
        kept += compare_folder(stages, &seen);
    assert_true(kept > 500);
    assert_true(seen > 2 * kept);
}

static void precedents_change_nothing(void **state)
{
    (void)state;
    compare_folders(LONGEST);
}

static void nor_where_all_matches_compete(void **state)
{
    (void)state;
    compare_folders(ALL);
}

/* Runs texts over one matcher, one after the other; counts[i]: how many hits the i-th must have, `fields` of them with a field. */
static void expect(const char *stages, const char *rules, const char *const *texts, const size_t *counts, const size_t *fields, size_t n)
{
    struct folder f;
    quoth_error error = {0};
    folder_make(&f, rules);
    folder_write(&f, "stages", stages);
    quoth_rules *loaded = folder_load(&f, &error);
    matcher *m = matcher_new(loaded);
    for (size_t i = 0; i < 4 * n; i++) {
        arena a = {0};
        jmp_buf escape;
        if (setjmp(escape))
            fail();
        a.escape = &escape;
        hits found = run(m, &a, texts[i % n]);
        size_t with = 0;
        for (size_t k = 0; k < found.n; k++)
            with += hit_has(found.at[k], "field");
        assert_int_equal(found.n, counts[i % n]);
        assert_int_equal(with, fields[i % n]);
        arena_free(&a);
    }
    matcher_free(m);
    quoth_rules_free(loaded);
    folder_remove(&f);
}

/* Which way a rule goes may depend on letters that lead through the same states. */
static void letters_within_tell(void **state)
{
    (void)state;
    static const char *const texts[] = {"dx ax cx dx", "dx bx cx dx"};
    expect(LONGEST, "rule t.one\n  match {\"ax\" | \"bx\"} ( (?<= ax ) (?<field> cx ) | (?<other> cx ) )\n  yes ax cx\n  no cx\n",
           texts, (size_t[]){1, 1}, (size_t[]){1, 0}, 2);
}

/* A match that is like another is not all that is found there. */
static void others_win_too(void **state)
{
    (void)state;
    static const char *const texts[] = {"ax cx", "ax bx"};
    expect(ALL, "rule t.one\n  match (?<field> ax )\n  yes ax\n  no cx\nrule t.two\n  match ax (?<field> bx )\n  yes ax bx\n  no cx\n",
           texts, (size_t[]){1, 2}, (size_t[]){1, 2}, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(precedents_change_nothing), cmocka_unit_test(letters_within_tell), cmocka_unit_test(others_win_too),
                                       cmocka_unit_test(nor_where_all_matches_compete)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
