/*
 * Signatures: all that the lexicon knows of a word, as a set of symbols with a number of its own.
 *
 * Many words share a signature, and there are few of them, so each stage needs to translate a signature into its own
 * alphabet but once.
 */
#ifndef QUOTH_RULES_SIGNATURE_H
#define QUOTH_RULES_SIGNATURE_H

#include "rules/lexicon.h"

typedef struct signature {
    const symbol *symbols; /* in ascending order, each once */
    uint32_t count;
} signature;

typedef struct signatures {
    VECTOR(signature) all; /* 0 is the empty one */
    uint32_t *table;       /* hash table of indexes + 1 */
    size_t room;
} signatures;

/* The number of a set of symbols (any order, doubles allowed; it is sorted in place). */
#define NO_SIGNATURE ((uint32_t)-1)
uint32_t signature_intern(arena *a, signatures *s, symbol *set, uint32_t count);

/* The same of a tidy set: ascending, no doubles. */
uint32_t signature_intern_tidy(arena *a, signatures *s, const symbol *set, uint32_t count);

/* The number of a tidy set, or NO_SIGNATURE. */
uint32_t signature_find(const signatures *s, const symbol *set, uint32_t count);

#endif
