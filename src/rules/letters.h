/* Letters: what words become for a stage, and sets of them. */
#ifndef QUOTH_RULES_LETTERS_H
#define QUOTH_RULES_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

typedef uint16_t letter;

/* 0 is no letter: nothing stands there. */
enum { LETTER_SENTENCE = 10, LETTER_PARAGRAPH = 11, LETTERS_MAX = 2000, LETTER_WORDS = 32 };

typedef struct letter_set {
    uint64_t bits[LETTER_WORDS];
} letter_set;

static inline bool letter_in(const letter_set *s, letter l)
{
    return s->bits[l / 64] >> (l % 64) & 1;
}

static inline void letter_add(letter_set *s, letter l)
{
    s->bits[l / 64] |= (uint64_t)1 << (l % 64);
}

#endif
