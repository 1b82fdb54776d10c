/* Steps are held against a plain table, for random ones of states that meet few codes and of some that meet nearly all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rules/steps.h"

enum { STATES = 300, WIDTH = 500, STEPS = 20000 };

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void compare(const steps *s, const uint32_t *wanted)
{
    for (uint32_t state = 1; state < STATES; state++)
        for (uint16_t code = 0; code < WIDTH; code++) {
            uint32_t lead = wanted[state * WIDTH + code];
            steps_cell cell = steps_at(s, state, code);
            assert_int_equal(steps_known(cell, state), lead != 0);
            if (lead)
                assert_int_equal(steps_lead(cell), lead);
        }
}

static void add_some(steps *s, uint32_t *wanted, uint32_t *seed)
{
    for (int i = 0; i < STEPS; i++) {
        uint32_t state = 1 + next(seed) % (STATES - 1);
        uint16_t code = (uint16_t)(next(seed) % (state < 5 ? WIDTH : state % 7 ? 12 : 60));
        uint32_t *lead = &wanted[state * WIDTH + code];
        if (*lead)
            continue;
        *lead = 1 + next(seed);
        assert_true(steps_reserve(s, state, WIDTH));
        assert_true(steps_add(s, state, code, *lead));
    }
}

static void test_steps_are_found_and_no_others(void **state)
{
    (void)state;
    steps s = {0};
    uint32_t seed = 7, *wanted = calloc(STATES * WIDTH, sizeof *wanted);
    assert_non_null(wanted);
    assert_true(steps_reserve(&s, STATES - 1, WIDTH));
    for (int round = 0; round < 3; round++) {
        add_some(&s, wanted, &seed);
        compare(&s, wanted);
    }
    steps_forget(&s);
    memset(wanted, 0, STATES * WIDTH * sizeof *wanted);
    compare(&s, wanted);
    add_some(&s, wanted, &seed);
    compare(&s, wanted);
    steps_free(&s);
    free(wanted);
}

static void test_codes_that_come_later_have_room(void **state)
{
    (void)state;
    steps s = {0};
    for (uint32_t n = 1; n < 2000; n++) {
        assert_true(steps_reserve(&s, n, n + 1));
        assert_false(steps_known(steps_at(&s, n, (uint16_t)n), n));
        assert_true(steps_add(&s, n, (uint16_t)n, n));
        assert_true(steps_add(&s, n, (uint16_t)(n - 1), n + 1));
    }
    for (uint32_t n = 1; n < 2000; n++)
        assert_int_equal(steps_lead(steps_at(&s, n, (uint16_t)n)), n);
    steps_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_are_found_and_no_others),
        cmocka_unit_test(test_codes_that_come_later_have_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
