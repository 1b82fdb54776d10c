/* Sentences: where they begin, and whose the periods are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "random_text.h"
#include "text/sentence.h"
#include "text_roles.h"

/* Marks and shows the text with '|' before each sentence but the first of a paragraph. */
static void assert_sentences(const char *expected)
{
    arena a = {0};
    buffer given = {0}, shown = {0};
    text t;
    tokens list = {0};
    for (const char *c = expected; *c; c++)
        if (*c != '|')
            buffer_add_char(&given, *c);
    cut_with_roles(&a, given.data, given.size, &t, &list);
    sentences_mark(&t, &list);
    size_t last = 0;
    for (size_t i = 0; i < list.n; i++) {
        const token *k = &list.at[i];
        buffer_add(&shown, t.bytes + last, k->start - last);
        assert_true(!(k->flags & TOKEN_PARAGRAPH) || (k->flags & TOKEN_SENTENCE));
        if ((k->flags & TOKEN_SENTENCE) && !(k->flags & TOKEN_PARAGRAPH))
            buffer_add_char(&shown, '|');
        buffer_add(&shown, t.bytes + k->start, k->end - k->start);
        last = k->end;
    }
    buffer_add(&shown, "", 1);
    assert_string_equal(shown.data, expected);
    buffer_free(&given);
    buffer_free(&shown);
    arena_free(&a);
}

/* Whether `word`, period included, is one token after marking. */
static void assert_joined(const char *string, const char *word)
{
    arena a = {0};
    text t;
    tokens list = {0};
    bool found = false;
    cut_with_roles(&a, string, strlen(string), &t, &list);
    sentences_mark(&t, &list);
    for (size_t i = 0; i < list.n; i++) {
        size_t size = list.at[i].end - list.at[i].start;
        found = found || (size == strlen(word) && memcmp(t.bytes + list.at[i].start, word, size) == 0);
    }
    assert_true(found);
    arena_free(&a);
}

static void stops_end_sentences(void **state)
{
    (void)state;
    assert_sentences("One went. |Two came! |Three left? |Four?! |Five");
    assert_sentences("A headline without a stop\nThe text. |More.");
    assert_sentences("It cost 3.5 million. |Then 4.");
    assert_sentences("It fell in 2024. |19 remain.");
    assert_sentences("Yahoo! said so, e.g. at example.com and .net, fully.");
    assert_sentences("No space.|The next, but not at Example.Net today.");
}

static void abbreviations(void **state)
{
    (void)state;
    assert_sentences("Mr. Vale met Gen. Ortun on Jan. 5. |He left.");
    assert_sentences("It was No. 5 again.");
    assert_sentences("The answer was No. |He left.");
    assert_sentences("He said “No.” |Vale left.");
    assert_sentences("Acme Inc. Chairman Vale left Acme Inc. |The firm and Acme Inc. were shut.");
    assert_sentences("The U.S. President was in the U.S. |The end came at 3 a.m. |He slept.");
    assert_sentences("He left the U.S.! |Vale stayed.");
    assert_joined("Mr. Vale", "Mr.");
    assert_joined("Acme Inc. said", "Inc.");
    assert_joined("He works at Acme Inc.", "Inc.");
}

static void initials(void **state)
{
    (void)state;
    assert_sentences("The writer J. K. Lorne and John A. Smith. |A. Smith too.");
    assert_sentences("We need a Plan B. |Then we act.");
    assert_sentences("We have a Plan B. |“That is all.”");
    assert_sentences("It was G. |In time.");
    assert_joined("J. K. Lorne", "J.");
    assert_joined("J. K. Lorne", "K.");
    assert_joined("É. Lorne", "É.");
    assert_joined("known as J., he", "J.");
}

static void quotations_and_brackets(void **state)
{
    (void)state;
    assert_sentences("“One. |Two,” he said.");
    assert_sentences("''One,'' he said. |''Two.''");
    assert_sentences("“It is over.” |Then he left.");
    assert_sentences("“It is over.” he said, wrongly.");
    assert_sentences("“Why?” she asked. |“Why?” |Vale asked.");
    assert_sentences("\"It is over.\" |\"Is it?\" she asked. |'Yes.' |Then");
    assert_sentences("He left. |“We stay.” |(That was it.) |(He stayed (she said.) then.)");
    assert_sentences("The ban [...] Vale wanted (?) Ortun refused.");
    assert_sentences("“Stop!”, he said.");
    assert_sentences("“Stop!” — he said.");
    assert_sentences("He left.” |Then he came.");
}

static void ellipses_and_items(void **state)
{
    (void)state;
    assert_sentences("Well... maybe… so. . . |Then no.");
    assert_sentences("“...and then it ended. |Yes.”");
    assert_sentences("1. The first thing. |2 of them.");
}

static void ends_of_text(void **state)
{
    (void)state;
    const char *const texts[] = {
        "", ".", "...", "Mr", "Mr.", "J.", "(", "“", "\"", ".\"", "U.S.", ". . .", "\n.\n", "A.A",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        arena a = {0};
        text t;
        tokens list = {0};
        cut_with_roles(&a, texts[i], strlen(texts[i]), &t, &list);
        sentences_mark(&t, &list);
        assert_true(!list.n || (list.at[0].flags & TOKEN_SENTENCE));
        arena_free(&a);
    }
}

/* Joining loses no byte of a token and no paragraph. */
static void joining_keeps_all(void **state)
{
    (void)state;
    uint32_t seed = 4;
    for (int round = 0; round < 2000; round++) {
        arena a = {0};
        char given[600];
        size_t size = random_text(&seed, 0, given, 1 + random_next(&seed) % 599), cut = 0, marked = 0;
        text t;
        tokens list = {0};
        cut_with_roles(&a, given, size, &t, &list);
        for (size_t i = 0; i < list.n; i++)
            cut += list.at[i].end - list.at[i].start + 1000 * (list.at[i].flags & TOKEN_PARAGRAPH);
        sentences_mark(&t, &list);
        for (size_t i = 0; i < list.n; i++) {
            marked += list.at[i].end - list.at[i].start + 1000 * (list.at[i].flags & TOKEN_PARAGRAPH);
            assert_true(!i || list.at[i].start >= list.at[i - 1].end);
        }
        assert_int_equal(cut, marked);
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_end_sentences),
        cmocka_unit_test(abbreviations),
        cmocka_unit_test(initials),
        cmocka_unit_test(quotations_and_brackets),
        cmocka_unit_test(ellipses_and_items),
        cmocka_unit_test(ends_of_text),
        cmocka_unit_test(joining_keeps_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
