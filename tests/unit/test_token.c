/* Tokens: what is cut where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "random_text.h"
#include "text/point.h"
#include "text/token.h"

/* Cuts and shows: glued tokens with '·' before, others with a space, paragraphs on their own line. */
static void assert_cut_of(const char *data, size_t size, const char *expected)
{
    arena a = {0};
    buffer shown = {0};
    text t;
    tokens list = {0};
    text_make(&a, data, size, &t);
    tokens_cut(&a, &t, &list);
    for (size_t i = 0; i < list.n; i++) {
        const token *k = &list.at[i];
        if (i)
            buffer_add_string(&shown, k->flags & TOKEN_PARAGRAPH ? "\n" : k->flags & TOKEN_GLUED ? "·" : " ");
        buffer_add(&shown, t.bytes + k->start, k->end - k->start);
    }
    buffer_add(&shown, "", 1);
    assert_string_equal(shown.data, expected);
    buffer_free(&shown);
    arena_free(&a);
}

static void assert_cut(const char *string, const char *expected)
{
    assert_cut_of(string, strlen(string), expected);
}

static void words(void **state)
{
    (void)state;
    assert_cut("", "");
    assert_cut("One two, three.", "One two·, three·.");
    assert_cut("don't O'Brien d’Orsay rock'n'roll", "don't O'Brien d’Orsay rock'n'roll");
    assert_cut("Vale's Vale’s VALE'S it's' u'st", "Vale·'s Vale·’s VALE·'S it·'s·' u'st");
    assert_cut("the prisoners’ mail and 'em", "the prisoners·’ mail and '·em");
    assert_cut("G7 B52's COVID-19 T20I", "G7 B52·'s COVID·-·19 T20I");
    assert_cut("Zoë Škoda Ærø Łódź Đà Ελλάδα", "Zoë Škoda Ærø Łódź Đà Ελλάδα");
    assert_cut("gov\xC2\xAD" "ern Gar\xFF" "a", "gov\xC2\xAD" "ern Gar\uFFFDa");
}

static void numbers(void **state)
{
    (void)state;
    assert_cut("1,200 3.5 1,200.50, 7. 1,,2 .5", "1,200 3.5 1,200.50·, 7·. 1·,·,·2 .·5");
    assert_cut("1990s 3pm 21st 10:30 9/11 1990's", "1990·s 3·pm 21·st 10·:·30 9·/·11 1990·'s");
    assert_cut("USD1,700 RM23.50 B52, B52.", "USD·1,700 RM·23.50 B52·, B52·.");
    assert_cut("$3.5m 19% 10² ½ ٣٤", "$·3.5·m 19·% 10·² ½ ٣٤");
}

static void letters_with_periods(void **state)
{
    (void)state;
    assert_cut("U.S. a.m., J.K. Lorne J. Lorne", "U.S. a.m.·, J.K. Lorne J·. Lorne");
    assert_cut("U.S.-led U.S.'s p.m", "U.S.·-·led U.S.·'s p.m");
    assert_cut("U.S... U.S.. St.Ives e.g.this", "U.S·... U.S.·. St·.·Ives e.g.·this");
}

static void marks(void **state)
{
    (void)state;
    assert_cut("well... -- --- no?! (yes)", "well·... -- --- no·?·! (·yes·)");
    assert_cut("``Go,'' he ‘‘said’’ \"x\" “y”", "``·Go·,·'' he ‘‘·said·’’ \"·x·\" “·y·”");
    assert_cut("😀😀 x\xCC\xB8 =\xCC\xB8", "😀·😀 x\xCC\xB8 ≠");
    assert_cut("a_b@c #d", "a·_·b·@·c #·d");
}

static void space_and_paragraphs(void **state)
{
    (void)state;
    assert_cut("a\nb\r\nc\rd\n\n \n e\x0C" "f\x0Bg", "a\nb\nc\nd\ne\nf\ng");
    assert_cut("a\xE2\x80\xA8" "b\xE2\x80\xA9" "c\xC2\x85" "d", "a\nb\nc\nd");
    assert_cut("a\xC2\xA0" "b\xE2\x80\xAF" "c\xE3\x80\x80" "d\xE2\x80\x8B" "e\tf", "a b c d e f");
    assert_cut("\xEF\xBB\xBFThe end", "The end");
    assert_cut_of("a\0b", 3, "a b");
    assert_cut("yes\xE2\x80\x8F, no\xC2\xAD", "yes·, no");
}

static void flags(void **state)
{
    (void)state;
    arena a = {0};
    text t;
    tokens list = {0};
    const char *string = "Éa 5x ǅ ße 漢 -";
    text_make(&a, string, strlen(string), &t);
    tokens_cut(&a, &t, &list);
    const unsigned expected[] = {TOKEN_PARAGRAPH | TOKEN_WORD | TOKEN_UPPER,
                                 TOKEN_NUMBER,
                                 TOKEN_GLUED | TOKEN_WORD,
                                 TOKEN_WORD | TOKEN_UPPER,
                                 TOKEN_WORD,
                                 TOKEN_WORD,
                                 0};
    assert_int_equal(list.n, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < list.n; i++)
        assert_int_equal(list.at[i].flags, expected[i]);
    arena_free(&a);
}

static void adds_behind_what_is_there(void **state)
{
    (void)state;
    arena a = {0};
    text t;
    tokens list = {0};
    text_make(&a, "one two", 7, &t);
    tokens_cut(&a, &t, &list);
    tokens_cut(&a, &t, &list);
    assert_int_equal(list.n, 4);
    assert_int_equal(list.at[2].start, 0);
    assert_true(list.at[2].flags & TOKEN_PARAGRAPH);
    arena_free(&a);
}

static void assert_no_token(const text *t, size_t from, size_t to)
{
    while (from < to) {
        size_t length;
        unsigned class = point_class(point_at((const unsigned char *)t->bytes + from, &length));
        assert_true(class & (POINT_SPACE | POINT_SKIPPED));
        from += length;
    }
}

/* Tokens are in order, apart, and between them is nothing but space; their pieces are slices of the given text. */
static void tokens_cover_all_but_space(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (int round = 0; round < 2000; round++) {
        arena a = {0};
        char given[600];
        size_t size = random_text(&seed, round % 2, given, 1 + random_next(&seed) % 599), last = 0;
        text t;
        tokens list = {0};
        text_make(&a, given, size, &t);
        tokens_cut(&a, &t, &list);
        for (size_t i = 0; i < list.n; i++) {
            const token *k = &list.at[i];
            assert_true(k->start >= last && k->end > k->start && k->end <= t.size);
            assert_true(!(k->flags & TOKEN_GLUED) || i);
            assert_no_token(&t, last, k->start);
            quoth_piece piece = text_piece(&t, k->start, k->end);
            size_t before = (size_t)(piece.text.data - t.given);
            assert_int_equal(piece.start, point_count(t.given, before));
            assert_int_equal(piece.end, point_count(t.given, before + piece.text.size));
            last = k->end;
        }
        assert_no_token(&t, last, t.size);
        arena_free(&a);
    }
}

/* How far the first token of a text reaches. */
static uint32_t first_end(const char *bytes)
{
    arena a = {0};
    text t;
    tokens list = {0};
    text_make(&a, bytes, strlen(bytes), &t);
    tokens_cut(&a, &t, &list);
    uint32_t end = list.at[0].end;
    arena_free(&a);
    return end;
}

/* Words are read eight bytes at once: what ends one does so wherever it stands in the eight. */
static void every_byte_in_every_place(void **state)
{
    (void)state;
    for (int c = 1; c < 128; c++) {
        bool goes_on = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        for (uint32_t at = 2; at < 20; at++) {
            char bytes[] = "abcdefghijklmnopqrstuvwxyz";
            bytes[at] = (char)c;
            bytes[at + 1] = goes_on ? 'x' : '!'; /* so that nothing but c decides whether the word goes on */
            assert_int_equal(first_end(bytes), goes_on ? sizeof bytes - 1 : at);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(every_byte_in_every_place),
        cmocka_unit_test(numbers),
        cmocka_unit_test(letters_with_periods),
        cmocka_unit_test(marks),
        cmocka_unit_test(space_and_paragraphs),
        cmocka_unit_test(flags),
        cmocka_unit_test(adds_behind_what_is_there),
        cmocka_unit_test(tokens_cover_all_but_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
