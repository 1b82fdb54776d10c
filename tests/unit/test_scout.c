/* Where the scout sees a rule match, and how: held against PCRE2, asked at every unit, for random patterns and texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include "pattern_folder.h"
#include "random_patterns.h"
#include "rules/tape.h"
#include "text/sentence.h"

enum { PATTERNS = 250, TEXTS = 60 };

/* What was looked at, so that the test cannot pass by looking at nothing. */
struct tally {
    size_t matches, misses, wide, followed;
};

/* What the scout says of a match must be what PCRE2 does, group for group. */
static void compare_route(matcher *m, const sequence *s, size_t number, uint32_t at, int rc, struct tally *t)
{
    size_t offsets[OFFSETS_ROOM];
    const rule_code *r = &m->rules->stages[0].rules.at[number];
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
        offsets[i] = PCRE2_UNSET;
    enum route way = scout_follow(&m->scouts[0], s->letters, (uint32_t)number, at, offsets);
    if (way == ROUTE_UNKNOWN)
        return;
    if (way == ROUTE_FAILS) {
        assert_int_equal(rc, PCRE2_ERROR_NOMATCH);
        return;
    }
    const size_t *wanted = pcre2_get_ovector_pointer(m->data);
    assert_true(rc >= 0);
    for (uint32_t g = 0; g < 2 * (r->group_count + 1); g++)
        if (offsets[g] != wanted[g])
            fail_msg("rule %zu at unit %u: offset %u is %zu, not %zu", number, at, g, offsets[g], wanted[g]);
    t->followed++;
}

static void compare_rule(matcher *m, const sequence *s, size_t number, struct tally *t)
{
    const stage_code *code = &m->rules->stages[0];
    enum network_trust trust = code->network.trust.at[number];
    for (uint32_t i = 0; i < s->n; i++) {
        bool seen = false;
        const rule_list *able = scout_rules(&m->scouts[0], i);
        for (uint32_t k = 0; k < able->count; k++)
            seen = seen || able->rules[k] == number;
        int rc = pcre2_match(rule_compiled(&code->rules.at[number], m->arena), s->letters, s->n, i, 0, m->data, NULL);
        if (rc >= 0 && !seen)
            fail_msg("rule %zu matches at unit %u, unseen", number, i);
        if (rc == PCRE2_ERROR_NOMATCH && seen && trust == TRUST_EXACT) /* not where it only gave up */
            fail_msg("rule %zu does not match at unit %u, where it was seen", number, i);
        if (seen)
            compare_route(m, s, number, i, rc, t);
        t->matches += rc >= 0;
        t->misses += rc < 0 && !seen;
        t->wide += rc < 0 && seen;
    }
}

static void compare_text(matcher *m, const char *bytes, struct tally *t)
{
    arena a = {0};
    jmp_buf escape;
    text read;
    tokens cut = {0};
    if (setjmp(escape))
        fail();
    a.escape = &escape;
    text_make(&a, bytes, strlen(bytes), &read);
    matcher_begin(m, &a, &read);
    tokens_cut(&a, &read, &cut);
    matcher_look_up(m, &cut);
    sentences_mark(&read, &cut);
    matcher_tape(m, &cut);
    const sequence *s = sequence_make(m, 0, NULL);
    uint32_t leads[WORDS * 2 + 20];
    assert_true(scout_room(s->n) <= sizeof leads / sizeof *leads);
    scout_run(&m->scouts[0], &m->rules->stages[0].network, s->letters, s->n, leads, a.escape);
    uint32_t next = 0;
    for (uint32_t i = 0; i <= s->n; i++) /* the next place is the first at which there are rules */
        if (scout_rules(&m->scouts[0], i)->count) {
            assert_int_equal(scout_next(&m->scouts[0], next), i);
            next = i + 1;
        }
    assert_int_equal(scout_next(&m->scouts[0], next), s->n + 1);
    for (size_t r = 0; r < m->rules->stages[0].rules.n; r++)
        compare_rule(m, s, r, t);
    matcher_end(m);
    arena_free(&a);
}

/* All texts; limit: of the steps that a scout keeps, 0 for the usual one. */
static struct tally compare_all(uint32_t limit)
{
    static char rules[200000];
    struct folder f;
    quoth_error error = {0};
    struct tally t = {0};
    random_rules(rules, sizeof rules, PATTERNS);
    folder_make(&f, rules);
    quoth_rules *loaded = folder_load(&f, &error);
    if (!loaded)
        fail_msg("%s", f.problems);
    matcher *m = matcher_new(loaded);
    m->scouts[0].step_limit = limit;
    for (int i = 0; i < TEXTS; i++) {
        char made[WORDS * 4 + 1];
        random_text(made);
        compare_text(m, made, &t);
    }
    matcher_free(m);
    quoth_rules_free(loaded);
    folder_remove(&f);
    return t;
}

static void sees_what_pcre2_finds(void **state)
{
    (void)state;
    struct tally t = compare_all(0);
    assert_true(t.matches > 20000);
    assert_true(t.misses > 20000);
    assert_true(t.followed > t.matches / 2);
    assert_true(t.wide < t.matches / 5);
}

/* With so little room states are forgotten in the middle of a text: at once, while its parts are run, or when one is again. */
static void forgets_nothing_that_it_needs(void **state)
{
    (void)state;
    static const uint32_t limits[] = {12, 200, 800};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        assert_true(compare_all(limits[i]).matches > 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sees_what_pcre2_finds), cmocka_unit_test(forgets_nothing_that_it_needs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
