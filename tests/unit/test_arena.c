/* Arenas: zeroed, aligned, growing, and jumping out when memory is short. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    arena a = {0};
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *p = arena_alloc(&a, size);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xAA, size);
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

static void large_pieces_get_pages_of_their_own(void **state)
{
    (void)state;
    arena a = {0};
    char *small = arena_copy(&a, "small", 5);
    char *large = arena_alloc(&a, 10 << 20);
    memset(large, 1, 10 << 20);
    assert_string_equal(small, "small");
    arena_reset(&a);
    assert_non_null(a.pages);
    assert_int_equal(a.used, 0);
    arena_free(&a);
    assert_null(a.pages);
    arena_free(&a);
}

static void strings(void **state)
{
    (void)state;
    arena a = {0};
    assert_string_equal(arena_printf(&a, "%s-%d", "d", 12), "d-12");
    assert_string_equal(arena_printf(&a, "%s", ""), "");
    assert_string_equal(arena_copy(&a, "cut here", 3), "cut");
    assert_string_equal(arena_copy(&a, NULL, 0), "");
    for (int width = 1; width < 600000; width = width * 3 + 1) { /* whether they fit in the page or not */
        const char *wide = arena_printf(&a, "%*d", width, 7);
        assert_int_equal(strlen(wide), width);
        assert_int_equal(wide[width - 1], '7');
    }
    arena_free(&a);
}

static void vectors_grow(void **state)
{
    (void)state;
    arena a = {0};
    VECTOR(size_t) v = {0};
    for (size_t i = 0; i < 10000; i++)
        *arena_push(&a, &v) = i;
    assert_int_equal(v.n, 10000);
    for (size_t i = 0; i < v.n; i++)
        assert_int_equal(v.at[i], i);
    arena_free(&a);
}

static void short_memory_jumps_to_the_escape(void **state)
{
    (void)state;
    jmp_buf escape;
    arena a = {.escape = &escape};
    volatile int jumps = 0;
    volatile size_t too_much = SIZE_MAX - 8; /* or the compiler warns */
    if (setjmp(escape))
        jumps = jumps + 1;
    else
        arena_alloc(&a, too_much);
    assert_int_equal(jumps, 1);
    if (setjmp(escape)) {
        jumps = jumps + 1;
    } else {
        size_t room = SIZE_MAX / 4;
        arena_grow(&a, NULL, 0, &room, 16);
    }
    assert_int_equal(jumps, 2);
    assert_string_equal(arena_copy(&a, "alive", 5), "alive");
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(large_pieces_get_pages_of_their_own),
        cmocka_unit_test(strings),
        cmocka_unit_test(vectors_grow),
        cmocka_unit_test(short_memory_jumps_to_the_escape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
