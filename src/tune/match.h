/*
 * Pairing what gold has with what was found: one to one, heaviest pair first.
 *
 * Candidates come from a sweep over sorted spans, so that the time goes with the number of entries and of pairs
 * that touch, never with gold times output.
 */
#ifndef QUOTH_TUNE_MATCH_H
#define QUOTH_TUNE_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* [start, end), in code points of the article or in words of it. */
typedef struct span {
    size_t start, end;
} span;

/* The spans of one entry; an entry without any is never matched. */
typedef struct spans {
    const span *at;
    size_t n;
} spans;

typedef struct pair {
    double weight;
    uint32_t gold, output; /* indexes */
} pair;

typedef struct pairs {
    pair *at;
    size_t n, room;
} pairs;

#define PAIR_NONE UINT32_MAX

bool span_is_same(span a, span b);

/* Whether both have the same spans, and some. */
bool spans_are_same(spans a, spans b);

/* Whether they share anything. */
bool spans_touch(spans a, spans b);

/* All pairs that share something; the weight is how much. */
pairs pairs_that_touch(arena *a, const spans *gold, size_t gold_count, const spans *output, size_t output_count);

/* Makes the pairs with the very same spans heavier than any other. */
void pairs_prefer_same(pairs *p, const spans *gold, const spans *output);

/*
 * Keeps of the candidates those that greedy matching chooses, in the order of choice: by weight, then by the
 * index in gold, then by that in output.
 */
void pairs_choose(arena *a, pairs *p);

/* The partner of each gold and each output entry in chosen pairs, PAIR_NONE where there is none. */
uint32_t *partners_of_gold(arena *a, const pairs *p, size_t gold_count);
uint32_t *partners_of_output(arena *a, const pairs *p, size_t output_count);

#endif
