/* Text: validation, normalization and the way back to the given text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "random_text.h"
#include "text/text.h"

static text make(arena *a, const char *string)
{
    text t;
    text_make(a, string, strlen(string), &t);
    return t;
}

static void assert_bytes(const text *t, const char *expected)
{
    assert_int_equal(t->size, strlen(expected));
    assert_memory_equal(t->bytes, expected, t->size);
}

static void assert_piece(const text *t, size_t start, size_t end, size_t first, size_t last, const char *expected)
{
    quoth_piece piece = text_piece(t, start, end);
    assert_int_equal(piece.start, first);
    assert_int_equal(piece.end, last);
    assert_int_equal(piece.text.size, strlen(expected));
    assert_memory_equal(piece.text.data, expected, piece.text.size);
}

static void ascii_is_borrowed(void **state)
{
    (void)state;
    arena a = {0};
    const char *given = "Plain words, nothing else.";
    text t = make(&a, given);
    assert_ptr_equal(t.bytes, given);
    assert_ptr_equal(t.given, given);
    assert_piece(&t, 6, 11, 6, 11, "words");
    assert_null(a.pages);
    text_make(&a, NULL, 0, &t);
    assert_int_equal(t.size, 0);
    assert_piece(&t, 0, 0, 0, 0, "");
    arena_free(&a);
}

static void composed_text_is_borrowed(void **state)
{
    (void)state;
    arena a = {0};
    const char *given = "“Café”, Việt Nam, Й, 漢字 ❤\xEF\xB8\x8F 각";
    text t = make(&a, given);
    assert_ptr_equal(t.bytes, given);
    assert_piece(&t, 3, 8, 1, 5, "Café");
    arena_free(&a);
}

static void byte_order_mark_counts(void **state)
{
    (void)state;
    arena a = {0};
    text t = make(&a, "\xEF\xBB\xBFTwo words");
    assert_piece(&t, 3, 6, 1, 4, "Two");
    arena_free(&a);
}

static void marks_are_composed(void **state)
{
    (void)state;
    arena a = {0};
    text t = make(&a, "Cafe\xCC\x81 \xE2\x84\xAB q\xCC\x87\xCC\xA3 \xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8.");
    assert_bytes(&t, "Café Å q\xCC\xA3\xCC\x87 각.");
    assert_piece(&t, 0, 5, 0, 5, "Cafe\xCC\x81");
    assert_piece(&t, 3, 5, 3, 5, "e\xCC\x81");
    assert_piece(&t, 5, 6, 5, 6, " ");
    assert_piece(&t, 6, 8, 6, 7, "\xE2\x84\xAB");
    assert_piece(&t, 9, 10, 8, 11, "q\xCC\x87\xCC\xA3"); /* widened */
    assert_piece(&t, 15, 18, 12, 15, "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8");
    assert_piece(&t, 18, 19, 15, 16, ".");
    assert_piece(&t, 19, 19, 16, 16, "");
    arena_free(&a);
}

static void compatibility_forms_stay(void **state)
{
    (void)state;
    arena a = {0};
    text t = make(&a, "10² km, ½, ﬁ, Ⅳ");
    assert_bytes(&t, "10² km, ½, ﬁ, Ⅳ");
    arena_free(&a);
}

static void invalid_bytes_are_replaced_one_by_one(void **state)
{
    (void)state;
    arena a = {0};
    const char *given = "a\xFF" "b\xE2\x80" "c\xED\xA0\x80" "d\xC0\x80" "e\xF4\x90\x80\x80" "f\xC3";
    text t = make(&a, given);
    assert_int_equal(t.replaced, 1 + 2 + 3 + 2 + 4 + 1);
    assert_bytes(&t, "a\uFFFDb\uFFFD\uFFFDc\uFFFD\uFFFD\uFFFDd\uFFFD\uFFFDe\uFFFD\uFFFD\uFFFD\uFFFDf\uFFFD");
    assert_piece(&t, 4, 5, 2, 3, "b");
    arena_free(&a);
}

/* NFC cluster by cluster is NFC of the whole. */
static void equals_nfc_of_the_whole(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        arena a = {0};
        char given[400];
        size_t size = random_text(&seed, 0, given, 1 + random_next(&seed) % 399);
        text t;
        text_make(&a, given, size, &t);
        utf8proc_uint8_t *whole;
        utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)given, (utf8proc_ssize_t)size, &whole,
                                          UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        assert_true(n >= 0);
        assert_int_equal(t.replaced, 0);
        assert_int_equal(t.size, n);
        assert_memory_equal(t.bytes, whole, t.size);
        free(whole);
        arena_free(&a);
    }
}

static int begins_point(const text *t, size_t i)
{
    return i == t->size || ((unsigned char)t->bytes[i] & 0xC0) != 0x80;
}

/* The piece of every pair of code points is the slice of the given text that its offsets name. */
static void pieces_are_slices(void **state)
{
    (void)state;
    uint32_t seed = 2;
    for (int round = 0; round < 500; round++) {
        arena a = {0};
        char given[1000];
        size_t size = random_text(&seed, 1, given, 1 + random_next(&seed) % 999);
        text t;
        text_make(&a, given, size, &t);
        size_t *starts = arena_alloc(&a, (t.given_size + 2) * sizeof *starts), points = 0;
        for (size_t i = 0; i <= t.given_size; i++)
            if (i == t.given_size || ((unsigned char)t.given[i] & 0xC0) != 0x80)
                starts[points++] = i;
        for (size_t from = 0; from < t.size; from++) {
            size_t to = from + 1 + random_next(&seed) % (t.size - from);
            if (!begins_point(&t, from) || !begins_point(&t, to))
                continue;
            quoth_piece piece = text_piece(&t, from, to);
            assert_true(piece.start < piece.end && piece.end < points);
            assert_ptr_equal(piece.text.data, t.given + starts[piece.start]);
            assert_int_equal(piece.text.size, starts[piece.end] - starts[piece.start]);
        }
        assert_int_equal(text_piece(&t, 0, t.size).end, points - 1);
        arena_free(&a);
    }
}

/* Hundreds of thousands of marks on one letter take no quadratic time. */
static void heaps_of_marks_are_cut(void **state)
{
    (void)state;
    arena a = {0};
    size_t n = 200000;
    char *given = malloc(4 * n);
    assert_non_null(given);
    for (size_t i = 0; i < n; i++)
        memcpy(given + 4 * i, "\xCC\x81\xCC\xA3", 4);
    text t;
    text_make(&a, given, 4 * n, &t);
    assert_int_equal(text_piece(&t, 0, t.size).end, 2 * n);
    free(given);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_is_borrowed),
        cmocka_unit_test(composed_text_is_borrowed),
        cmocka_unit_test(byte_order_mark_counts),
        cmocka_unit_test(marks_are_composed),
        cmocka_unit_test(compatibility_forms_stay),
        cmocka_unit_test(invalid_bytes_are_replaced_one_by_one),
        cmocka_unit_test(equals_nfc_of_the_whole),
        cmocka_unit_test(pieces_are_slices),
        cmocka_unit_test(heaps_of_marks_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
