/* Quotations: which marks belong together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "random_text.h"
#include "text/quotation.h"
#include "text/sentence.h"
#include "text_roles.h"

/* Shows the quotations, one a line: depth as '>', '+' before what continues and behind what is continued. */
static void show(const text *t, const tokens *list, const quotations *found, buffer *shown)
{
    for (size_t i = 0; i < found->n; i++) {
        const quotation *q = &found->at[i];
        if (i)
            buffer_add_char(shown, '\n');
        for (uint32_t d = 0; d < q->depth; d++)
            buffer_add_char(shown, '>');
        if (q->continues)
            buffer_add_char(shown, '+');
        size_t start = list->at[q->first].start;
        buffer_add(shown, t->bytes + start, list->at[q->last].end - start);
        if (q->continued)
            buffer_add_char(shown, '+');
    }
    buffer_add(shown, "", 1);
}

static void assert_quotations(const char *string, const char *expected)
{
    arena a = {0};
    buffer shown = {0};
    text t;
    tokens list = {0};
    quotations found = {0};
    cut_with_roles(&a, string, strlen(string), &t, &list);
    sentences_mark(&t, &list);
    quotations_find(&a, &t, &list, &found);
    show(&t, &list, &found, &shown);
    assert_string_equal(shown.data, expected);
    buffer_free(&shown);
    arena_free(&a);
}

static void kinds_of_marks(void **state)
{
    (void)state;
    assert_quotations("“We won,” he said. “Then we left.”", "“We won,”\n“Then we left.”");
    assert_quotations("\"We won,\" he said. \"Then we left.\"", "\"We won,\"\n\"Then we left.\"");
    assert_quotations("``We won,'' he said.", "``We won,''");
    assert_quotations("''We won,'' he said. ''Yes.''", "''We won,''\n''Yes.''");
    assert_quotations("„Wir“ and „two” and «trois», « quatre ».", "„Wir“\n„two”\n«trois»\n« quatre »");
    assert_quotations("”Finnish” marks", "”Finnish”");
    assert_quotations("“Mixed,\" he said. \"Mixed,” too.", "“Mixed,\"\n\"Mixed,”");
    assert_quotations("Nothing quoted here.", "");
}

static void straight_marks(void **state)
{
    (void)state;
    assert_quotations("A \"quoted\" (\"word\") pro-\"life\" \"C\"-type \"$5 million\"",
                      "\"quoted\"\n\"word\"\n\"life\"\n\"C\"\n\"$5 million\"");
    assert_quotations("He said,\"We won,\" and left.", "\"We won,\"");
    assert_quotations("He said \" We won \" and left.", "\" We won \"");
    assert_quotations("He said\" We won,\" and left.", "\" We won,\"");
    assert_quotations("\"Hamlet\"'s end, \"x\".", "\"Hamlet\"\n\"x\"");
}

static void nesting(void **state)
{
    (void)state;
    assert_quotations("“He said ‘no’ to me,” she said.", "“He said ‘no’ to me,”\n>‘no’");
    assert_quotations("\"He said 'no' to me,\" she said.", "\"He said 'no' to me,\"\n>'no'");
    assert_quotations("‘He said “no” to me,’ she said.", "‘He said “no” to me,’\n>“no”");
    assert_quotations("'He said \"no\" to me,' she said.", "'He said \"no\" to me,'\n>\"no\"");
    assert_quotations("\"He said \"no\" to me,\" she said.", "\"He said \"no\" to me,\"\n>\"no\"");
    assert_quotations("\"'Go,' he said, 'now,'\" she said.", "\"'Go,' he said, 'now,'\"\n>'Go,'\n>'now,'");
    assert_quotations("“She said, ‘He is gone.’” Then.", "“She said, ‘He is gone.’”\n>‘He is gone.’");
}

static void stray_marks(void **state)
{
    (void)state;
    assert_quotations("\"A missing close, he said. \"Then,\" she said.", "\"Then,\"");
    assert_quotations("“A missing close, he said. “Then,” she said.", "“Then,”");
    assert_quotations("A stray close,” he said. “Then,” she said.", "“Then,”");
    assert_quotations("“Never closed.\nAnother paragraph.", "");
    assert_quotations("One stray \" mark.", "");
    assert_quotations("»", "");
}

static void measures(void **state)
{
    (void)state;
    assert_quotations("He is 6'2\" tall and has a 12\" ruler.", "");
    assert_quotations("He ran it in 3' 41''. A 6” pipe, 12' long.", "");
    assert_quotations("\"A 6\" pipe,\" he said.", "\"A 6\" pipe,\"");
    assert_quotations("\"It was 2024\" he said. 'In 2024' too.", "\"It was 2024\"\n'In 2024'");
}

static void apostrophes(void **state)
{
    (void)state;
    assert_quotations("The prisoners’ families and the '90s, rock 'n' roll's.", "'n'");
    assert_quotations("The prisoners’ mail, the boys' school, ’tis, ’em.", "");
    assert_quotations("‘The prisoners’ families wait,’ she said.", "‘The prisoners’ families wait,’");
    assert_quotations("'The prisoners' families wait,' she said.", "'The prisoners' families wait,'");
    assert_quotations("He wrote 'the prisoners’ families' down.", "'the prisoners’ families'");
    assert_quotations("'The Lornes' won. 'Yes,' she said.", "'The Lornes'\n'Yes,'");
    assert_quotations("'We're goin' home,' she said.", "'We're goin' home,'");
    assert_quotations("'Get 'em now,' he said.", "'Get 'em now,'");
    assert_quotations("“Get 'em now,” the boys' father said.", "“Get 'em now,”");
    assert_quotations("'It is over,' she said. 'We did it.'", "'It is over,'\n'We did it.'");
}

static void over_paragraphs(void **state)
{
    (void)state;
    assert_quotations("“One.\n“Two.\n“Three,” he said.", "“One.+\n+“Two.+\n+“Three,”");
    assert_quotations("\"One.\n\"Two,\" he said. \"Three.\"", "\"One.+\n+\"Two,\"\n\"Three.\"");
    assert_quotations("He said: ‘One.\n‘Two,’ he said.", "‘One.+\n+‘Two,’");
    assert_quotations("“She said: ‘One.\n“‘Two,’ and left,” he said.",
                      "“She said: ‘One.+\n>‘One.+\n+“‘Two,’ and left,”\n>+‘Two,’");
    assert_quotations("“One.\n\n \n“Two.”", "“One.+\n+“Two.”");
    assert_quotations("“One.\n\"Two.\"", "\"Two.\"");
    assert_quotations("“One,” he said. “Two.\n“Three.", "“One,”\n“Two.+");
}

/* Quotations lie inside the tokens and inside each other, in order, with the depth that says so. */
static void quotations_nest(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int round = 0; round < 3000; round++) {
        arena a = {0};
        char given[900];
        size_t size = random_text(&seed, 0, given, 1 + random_next(&seed) % 899);
        text t;
        tokens list = {0};
        quotations found = {0};
        cut_with_roles(&a, given, size, &t, &list);
        sentences_mark(&t, &list);
        quotations_find(&a, &t, &list, &found);
        for (size_t i = 0; i < found.n; i++) {
            const quotation *q = &found.at[i];
            uint32_t around = 0;
            assert_true(q->first <= q->last && q->last < list.n);
            assert_true(!i || found.at[i - 1].first < q->first);
            for (size_t k = 0; k < i; k++) {
                if (found.at[k].last < q->first)
                    continue;
                assert_true(found.at[k].last >= q->last);
                around++;
            }
            assert_int_equal(q->depth, around);
        }
        arena_free(&a);
    }
}

/* A paragraph of nothing but marks takes no quadratic time. */
static void heaps_of_marks(void **state)
{
    (void)state;
    const char *const marks[] = {"“", "”", "\"", "'", "'a ", "« ", "a” “«", "5\"", "’"};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        arena a = {0};
        size_t one = strlen(marks[k]), n = 100000;
        char *given = malloc(one * n);
        assert_non_null(given);
        for (size_t i = 0; i < n; i++)
            memcpy(given + i * one, marks[k], one);
        text t;
        tokens list = {0};
        quotations found = {0};
        cut_with_roles(&a, given, one * n, &t, &list);
        sentences_mark(&t, &list);
        quotations_find(&a, &t, &list, &found);
        free(given);
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_of_marks),
        cmocka_unit_test(straight_marks),
        cmocka_unit_test(nesting),
        cmocka_unit_test(stray_marks),
        cmocka_unit_test(measures),
        cmocka_unit_test(apostrophes),
        cmocka_unit_test(over_paragraphs),
        cmocka_unit_test(quotations_nest),
        cmocka_unit_test(heaps_of_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
