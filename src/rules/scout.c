/* Running over an article, with what is known; what is not is learnt on the way (scout_learn.c). */
#include "rules/scout.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS = 6, SHORT = 8 }; /* steps of a part, at least */

/*
 * A run over a part of the article, downwards from a place.  Each step needs the state that the one before has led to and
 * mostly waits for memory, so several parts are run side by side.
 */
struct run {
    ptrdiff_t at;
    uint32_t state;
};

/* What all parts of an article share. */
struct ground {
    scout *scout;
    const letter *codes; /* by place: of what stands before it are codes[place - 1] */
    uint32_t *leads;     /* by place: the state in front of the letter before it, and the list of rules that match here */
};

/* A step of a part, learnt if need be. */
static void take_step(const struct ground *g, struct run *r)
{
    uint32_t to = scout_learn(g->scout, r->state, g->codes[r->at - 1]);
    g->leads[r->at--] = to;
    r->state = to % SCOUT_NUMBERS;
}

/* Up to so many steps of n parts (1 or PARTS), as long as all are known; returns how many.  It calls nothing, so that all it
   needs stays out of memory. */
static inline __attribute__((always_inline)) ptrdiff_t run_known(const struct ground *shared, struct run *parts, int n,
                                                                 ptrdiff_t count)
{
    const steps known = shared->scout->steps;
    const letter *codes[PARTS];
    uint32_t *leads[PARTS], states[PARTS];
    ptrdiff_t done = 0;
    for (int i = 0; i < n; i++) {
        codes[i] = shared->codes + parts[i].at - 1;
        leads[i] = shared->leads + parts[i].at;
        states[i] = parts[i].state;
    }
    for (; done < count; done++) {
        for (int i = 0; i < n; i++) {
            steps_cell cell = steps_at(&known, states[i], codes[i][-done]);
            if (!steps_known(cell, states[i]))
                goto unknown;
            leads[i][-done] = steps_lead(cell);
            states[i] = steps_lead(cell) % SCOUT_NUMBERS;
        }
    }
unknown: /* some parts may have done one more, which is done again */
    for (int i = 0; i < n; i++) {
        parts[i].at -= done;
        if (done)
            parts[i].state = shared->leads[parts[i].at + 1] % SCOUT_NUMBERS;
    }
    return done;
}

/* So many steps of n parts. */
static inline __attribute__((always_inline)) void run_some(const struct ground *g, struct run *parts, int n, ptrdiff_t count)
{
    for (;;) {
        count -= run_known(g, parts, n, count);
        if (!count)
            return;
        for (int i = 0; i < n; i++)
            take_step(g, &parts[i]);
        count--;
    }
}

/* The state that was met last in front of these letters, the first two behind the place. */
static uint16_t *usual_at(const scout *s, const letter *here)
{
    return &s->usual[LETTER_WORDS * 64 + (here[0] * 31u + here[1]) % USUAL_PAIRS];
}

/* The state that is likely at a place; where those letters are new, by the first of them. */
static uint16_t guess_at(const scout *s, const letter *here)
{
    uint16_t state = *usual_at(s, here);
    return state ? state : s->usual[here[0]];
}

static void note_usual(const scout *s, const letter *here, uint32_t state)
{
    *usual_at(s, here) = s->usual[here[0]] = (uint16_t)state;
}

/* A part has begun in a state that was not the one: as far as that makes a difference it is run again. */
static void mend(const struct ground *g, const letter *letters, ptrdiff_t at, uint32_t begun)
{
    struct run r = {at, g->leads[at + 1] % SCOUT_NUMBERS};
    if (r.state == begun)
        return;
    note_usual(g->scout, letters + at, r.state);
    for (uint32_t before = 0; r.at >= 0 && g->leads[r.at + 1] != before;) {
        before = g->leads[r.at];
        take_step(g, &r);
    }
}

/* All places.  The last part begins in the state that is the one at the end, the others in those that are likely there. */
static void run_parts(const struct ground *g, const letter *letters, ptrdiff_t count)
{
    ptrdiff_t quarter = (count + 1) / PARTS;
    struct run parts[PARTS] = {{count, SCOUT_EMPTY}};
    g->scout->alone = quarter < SHORT;
    if (g->scout->alone) {
        run_some(g, parts, 1, count + 1);
        return;
    }
    run_some(g, parts, 1, count + 1 - PARTS * quarter);
    struct run begun[PARTS];
    for (int i = 1; i < PARTS; i++) {
        ptrdiff_t at = parts[0].at - i * quarter;
        begun[i] = parts[i] = (struct run){at, guess_at(g->scout, letters + at)};
    }
    run_some(g, parts, PARTS, quarter);
    for (int i = 1; i < PARTS && !g->scout->full; i++)
        mend(g, letters, begun[i].at, begun[i].state);
}

static letter *make_codes(scout *s, size_t room)
{
    if (s->code_room >= room)
        return s->codes;
    free(s->codes);
    s->code_room = 0;
    s->codes = malloc(room * sizeof *s->codes);
    if (!s->codes)
        arena_give_up(&s->kept);
    s->code_room = room;
    return s->codes;
}

/*
 * What a step depends on: a letter, and what the stage asks of the one before it.  Most stages ask nothing, and the letters
 * are their own codes.
 */
static const letter *code_letters(scout *s, const letter *letters, uint32_t count)
{
    if (!s->network->second_count)
        return letters;
    letter *codes = make_codes(s, (size_t)count + 1 + SCOUT_BEYOND) + 1;
    codes[-1] = 0;
    letter before = s->seconds[0];
    for (size_t i = 0; i < count; i++) {
        letter both = letters[i] | before;
        codes[i] = s->numbers[both] ? s->numbers[both] : scout_number(s, both);
        before = s->seconds[letters[i]];
    }
    memset(codes + count, 0, SCOUT_BEYOND * sizeof *codes);
    return codes;
}

void scout_run(scout *s, const network *n, const letter *letters, uint32_t count, uint32_t *leads, jmp_buf *escape)
{
    scout_begin(s, n, escape);
    s->lost = false;
    const struct ground g = {.scout = s, .codes = code_letters(s, letters, count), .leads = leads};
    s->leads = leads;
    s->trail = g.codes;
    s->count = count;
    run_parts(&g, letters, count);
    if (s->full) { /* then all at once, with states that are forgotten as need be */
        s->alone = true;
        scout_forget(s);
        run_some(&g, &(struct run){count, SCOUT_EMPTY}, 1, (ptrdiff_t)count + 1);
    }
    s->learnt.escape = s->kept.escape = NULL;
    for (int i = 1; i <= LEADS_AT_ONCE + 1; i++)
        leads[count + (uint32_t)i] = SCOUT_EMPTY;
    leads[count + 1] |= SCOUT_NUMBERS; /* where scout_next stops */
}
