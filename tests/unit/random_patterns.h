/* Random rules and texts of few words, in which anything may match anywhere. */
#ifndef QUOTH_TEST_RANDOM_PATTERNS_H
#define QUOTH_TEST_RANDOM_PATTERNS_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WORDS = 120 }; /* of a text: enough for several parts side by side, and for guesses that are wrong */

static uint32_t seed = 1;

static uint32_t dice(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % sides;
}

static const char *pick_atom(void)
{
    static const char *const atoms[] = {"ax ", "bx ", "cx ", "dx ", "{\"ax\" | \"bx\"} ", "{! \"cx\"} ", ". ", "<s> ", "\".\" "};
    return atoms[dice(sizeof atoms / sizeof *atoms)];
}

static const char *pick_word(void)
{
    const char *atom;
    do
        atom = pick_atom();
    while (strcmp(atom, "<s> ") == 0);
    return atom;
}

/* Adds a random pattern. */
static void add_pattern(char *out, int depth)
{
    static const char *const quantifiers[] = {"? ", "* ", "+ ", "{0,2} ", "{1,4} ", "{2} ", "*? ", "*+ "};
    uint32_t parts = 1 + dice(3);
    for (uint32_t i = 0; i < parts; i++) {
        uint32_t sort = dice(depth > 2 ? 5 : 11);
        if (sort < 4) {
            strcat(out, pick_atom());
        } else if (sort == 4) {
            static const char *const groups[] = {"(?<field> ", "(?<other> ", "(?<third> "};
            strcat(out, groups[dice(sizeof groups / sizeof *groups)]);
            strcat(out, pick_atom());
            if (dice(2)) {
                strcat(out, "( ");
                add_pattern(out, depth + 1);
                strcat(out, dice(2) ? ")? " : ") ");
            }
            strcat(out, ") ");
        } else if (sort < 8) {
            strcat(out, "( ");
            add_pattern(out, depth + 1);
            if (dice(2)) {
                strcat(out, "| ");
                add_pattern(out, depth + 1);
            }
            strcat(out, ") ");
            if (dice(2))
                strcat(out, quantifiers[dice(sizeof quantifiers / sizeof *quantifiers)]);
        } else if (sort == 8) {
            strcat(out, dice(2) ? "(?= " : "(?! ");
            add_pattern(out, depth + 1);
            strcat(out, ") ");
        } else {
            static const char *const behind[] = {"(?<= ax ) ", "(?<! bx | cx ) ", "(?<= ax bx ) ", "(?<! ax bx ) ", "(?<= <s> ) "};
            strcat(out, behind[dice(sizeof behind / sizeof *behind)]);
        }
    }
}

/* So many rules of one pattern each. */
static void random_rules(char *out, size_t size, int patterns)
{
    *out = '\0';
    for (int i = 0; i < patterns; i++) {
        char written[4000] = "";
        add_pattern(written, 0);
        if (strlen(written) > 300) {
            i--;
            continue;
        }
        size_t used = strlen(out);
        /* a word of its own, so that no pattern can match without one */
        snprintf(out + used, size - used, "rule t.n%d\n  match %s%s%s\n  yes a\n  no b\n", i, i % 2 ? pick_word() : "", written,
                 i % 2 ? "" : "{\"ax\" | \"dx\"}");
    }
}

static void random_text(char *out)
{
    static const char *const words[] = {"ax ", "bx ", "cx ", "dx ", "ax ", "bx ", ". "};
    *out = '\0';
    for (int i = 0; i < WORDS; i++)
        strcat(out, words[dice(sizeof words / sizeof *words)]);
    for (char *c = out; *c; c++) /* paragraphs: parts of a text are run side by side */
        if (*c == ' ' && !dice(8))
            *c = '\n';
}

#endif
