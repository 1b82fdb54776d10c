/*
 * Quantities as the NewsQuant corpus has them: a value, a unit and a change, without a place in the text.  What
 * our records call numbers, but for ordinals, and durations among the dates ("two years").
 */
#ifndef QUOTH_TUNE_QUANTITY_H
#define QUOTH_TUNE_QUANTITY_H

#include "tune/score.h"

typedef struct quantity {
    amount value;
    const char *unit, *change; /* in one form; change: =, ~, <, >, up, down */
    const tree *entry;       /* where it was read */
    uint32_t index;
} quantity;

typedef struct quantities {
    quantity *at;
    size_t n, room;
} quantities;

/* All of a record, of gold and output alike: its numbers, durations and "quantities". */
quantities quantities_of_output(arena *a, const units *u, const tree *record);
quantities quantities_of_gold(arena *a, const units *u, const tree *record);

#endif
