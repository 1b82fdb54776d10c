/* Running over an article, with what is known; what is not is learnt on the way (scout_learn.c). */
#include "rules/scout.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS = 4 };

/*
 * A run over a part of the article: places from `at` down, as long as they are above `end`.  Each step needs the state that
 * the one before has led to and mostly waits for memory, so several parts are run side by side.
 */
struct run {
    ptrdiff_t at, end;
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

/*
 * Up to so many steps of n parts, as long as all are known; returns how many.  A loop of its own for each
 * n, that calls nothing, so that all it needs stays out of memory.
 */
static inline __attribute__((always_inline)) ptrdiff_t run_known(const struct ground *shared, struct run **parts, int n,
                                                                 ptrdiff_t count)
{
    const steps known = shared->scout->steps;
    const letter *codes = shared->codes;
    uint32_t *leads = shared->leads;
    const struct run none = {0}, *one = parts[0], *two = n > 1 ? parts[1] : &none, *three = n > 2 ? parts[2] : &none,
                     *four = n > 3 ? parts[3] : &none;
    ptrdiff_t a = one->at, b = two->at, c = three->at, d = four->at, done = 0;
    uint32_t state_a = one->state, state_b = two->state, state_c = three->state, state_d = four->state;
#define STEP(at, state)                                          \
    do {                                                         \
        steps_cell cell = steps_at(&known, state, codes[at - 1]); \
        if (!steps_known(cell, state))                           \
            goto unknown;                                        \
        leads[at--] = steps_lead(cell);                          \
        state = steps_lead(cell) % SCOUT_NUMBERS;                \
    } while (0)
    for (; done < count; done++) {
        STEP(a, state_a);
        if (n > 1)
            STEP(b, state_b);
        if (n > 2)
            STEP(c, state_c);
        if (n > 3)
            STEP(d, state_d);
    }
#undef STEP
unknown: /* some parts may have done one more, which is done again */
    for (int i = 0; i < n; i++) {
        parts[i]->at -= done;
        if (done)
            parts[i]->state = leads[parts[i]->at + 1] % SCOUT_NUMBERS;
    }
    return done;
}

/* So many steps of n parts. */
static inline __attribute__((always_inline)) void run_some(struct ground *g, struct run **parts, int n, ptrdiff_t count)
{
    for (;;) {
        count -= run_known(g, parts, n, count);
        if (!count)
            return;
        for (int i = 0; i < n; i++)
            take_step(g, parts[i]);
        count--;
    }
}

static void run_alone(struct ground *g, struct run *r)
{
    run_some(g, &r, 1, r->at - r->end);
}

/* How many steps are left of the shortest; those that are done are taken out. */
static ptrdiff_t least_left(struct run **parts, int *n)
{
    ptrdiff_t least = PTRDIFF_MAX;
    int kept = 0;
    for (int i = 0; i < *n; i++) {
        ptrdiff_t left = parts[i]->at - parts[i]->end;
        if (left)
            parts[kept++] = parts[i];
        if (left && left < least)
            least = left;
    }
    *n = kept;
    return least;
}

/* All parts side by side, as long as each has steps left. */
static void run_all(struct ground *g, struct run *parts, int n)
{
    struct run *live[PARTS];
    for (int i = 0; i < n; i++)
        live[i] = &parts[i];
    for (;;) {
        ptrdiff_t count = least_left(live, &n);
        switch (n) {
        case 4: run_some(g, live, 4, count); break;
        case 3: run_some(g, live, 3, count); break;
        case 2: run_some(g, live, 2, count); break;
        case 1: run_some(g, live, 1, count); break;
        default: return;
        }
    }
}

/*
 * Cuts the article at boundaries of paragraphs, the last part first.  In front of those the state is mostly the same: that
 * is what all parts but the first begin with.  Returns how many parts there are.
 */
static int cut(const scout *s, const letter *letters, ptrdiff_t count, struct run parts[PARTS])
{
    int n = 0;
    ptrdiff_t last = count; /* the place that the next part begins with */
    for (int i = PARTS - 1; i >= 0; i--) {
        ptrdiff_t boundary = count * i / PARTS;
        boundary = boundary < last ? boundary : last - 1;
        while (boundary > 0 && letters[boundary] != LETTER_PARAGRAPH)
            boundary--;
        if (i && !boundary)
            continue;
        parts[n] = (struct run){last, i ? boundary : -1, n ? s->usual : SCOUT_EMPTY};
        last = boundary;
        n++;
    }
    return n;
}

/* Runs again what has begun in a state that was not the one. */
static void mend(struct ground *g, struct run *parts, int n, const struct run *begun)
{
    for (int i = 1; i < n; i++)
        if (begun[i].state != parts[i - 1].state) {
            parts[i] = begun[i];
            parts[i].state = g->scout->usual = parts[i - 1].state;
            run_alone(g, &parts[i]);
        }
}

/*
 * What a step depends on: a letter, and what the stage asks of the one before it.  Most stages ask nothing, and the letters
 * are their own codes.
 */
static const letter *code_letters(scout *s, const letter *letters, uint32_t count)
{
    if (!s->network->second_count)
        return letters;
    size_t room = count + 1 + SCOUT_BEYOND;
    if (s->code_room < room) {
        free(s->codes);
        s->code_room = 0;
        s->codes = malloc(room * sizeof *s->codes);
        if (!s->codes)
            arena_give_up(&s->kept);
        s->code_room = room;
    }
    letter *codes = s->codes + 1;
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
    struct run parts[PARTS], begun[PARTS];
    struct ground g = {.scout = s, .codes = code_letters(s, letters, count), .leads = leads};
    s->leads = leads;
    s->trail = g.codes;
    s->count = count;
    int part_count = cut(s, letters, count, parts);
    s->alone = part_count == 1;
    memcpy(begun, parts, sizeof begun);
    run_all(&g, parts, part_count);
    if (!s->full)
        mend(&g, parts, part_count, begun);
    if (s->full) { /* then all at once, with states that are forgotten as need be */
        s->alone = true;
        scout_forget(s);
        run_alone(&g, &(struct run){count, -1, SCOUT_EMPTY});
    }
    s->learnt.escape = s->kept.escape = NULL;
    for (int i = 1; i <= LEADS_AT_ONCE + 1; i++)
        leads[count + (uint32_t)i] = SCOUT_EMPTY;
    leads[count + 1] |= SCOUT_NUMBERS; /* where scout_next stops */
}
