/*
 * What a pattern can begin with, what it must hold, and whether it can match nothing: read off its position automaton.
 *
 * V. M. Glushkov, "The abstract theory of automata", 1961: every word place of the pattern is a position; `first`
 * are the positions a match may begin with, `follow` those that may stand behind a position, `last` those it may
 * end with.  Look-around counts as nothing, so the answers are never too narrow.
 */
#ifndef QUOTH_RULES_AUTOMATON_H
#define QUOTH_RULES_AUTOMATON_H

#include "rules/grammar.h"

typedef struct automaton {
    uint32_t positions;
    uint32_t *pieces;  /* of each position, its piece in the pattern */
    uint64_t *first, *last, *must; /* sets of positions; must: those without which no match is */
    uint64_t *follow;  /* a set for each position, one behind the other */
    uint32_t words;    /* 64-bit words in a set */
    bool nullable;
} automaton;

/* Reads the pattern; a named group that can be empty is a problem. */
void automaton_make(arena *a, const pattern *p, automaton *result, problems *report);

static inline bool set_has(const uint64_t *set, uint32_t i)
{
    return set[i / 64] >> (i % 64) & 1;
}

#endif
