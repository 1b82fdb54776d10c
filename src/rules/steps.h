/*
 * What states and letters lead to, as a scout has learnt it.
 *
 * Most states have met few of the codes that there are.  So their rows of cells, one for each code, are laid over each other in
 * one array, each where its cells fall on free ones (R. E. Tarjan, A. C. Yao, "Storing a sparse table", 1979); a cell says
 * whose it is.  So a step is found at once or is not known.
 */
#ifndef QUOTH_RULES_STEPS_H
#define QUOTH_RULES_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STEPS_NUMBERS = 1 << 16 }; /* states and lists of rules are below that, codes below that less one */

/* In 16 bits each, from the lowest: the state that it is of, the state that it leads to, the list of the rules that match, and 1
   more than another code that its state has met (0: there is none).  0: free. */
typedef uint64_t steps_cell;

typedef struct steps {
    steps_cell *cells;
    uint64_t *taken; /* by cell, a bit: it is not free */
    uint32_t room;   /* cells */
    uint32_t width;  /* codes are below that */
    uint32_t *rows;  /* by state: where its cell for code 0 would be */
    uint16_t *met;   /* by state: 1 more than a code that it has met; 0: none */
    uint32_t states; /* that there is room for */
    uint32_t look;      /* where room is looked for next */
    uint32_t last, top; /* where the last row begins; behind the last cell that is taken */
    uint32_t count;  /* of steps */
} steps;

/* The cell of a step, if that is known. */
static inline steps_cell steps_at(const steps *s, uint32_t state, uint16_t code)
{
    return s->cells[s->rows[state] + code];
}

static inline bool steps_known(steps_cell cell, uint32_t state)
{
    return (uint16_t)cell == state;
}

/* What it leads to: the state, and the list times STEPS_NUMBERS. */
static inline uint32_t steps_lead(steps_cell cell)
{
    return (uint32_t)(cell >> 16);
}

/* Makes room for states up to that number, and codes below that width; before any question about them.  False, here and below:
   memory is short. */
bool steps_reserve(steps *s, uint32_t state, uint32_t width);

/* Adds a step that is not known yet. */
bool steps_add(steps *s, uint32_t state, uint16_t code, uint32_t lead);

/* Forgets all steps. */
void steps_forget(steps *s);

void steps_free(steps *s);

#endif
