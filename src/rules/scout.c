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
    const letter *at, *end;
    uint32_t state;
    opening *found, *next; /* [found, next) */
};

/* So many steps of n parts.  What changes is kept out of memory, and no branch depends on what is met but where that is
   rare. */
static inline __attribute__((always_inline)) void run_some(scout *s, struct run **parts, int n, ptrdiff_t count,
                                                           const letter *letters)
{
    const scout_step *steps = s->steps;
    uint32_t shift = s->step_shift, state[PARTS];
    const letter *at[PARTS];
    opening *next[PARTS];
    for (int i = 0; i < n; i++) {
        at[i] = parts[i]->at;
        state[i] = parts[i]->state;
        next[i] = parts[i]->next;
    }
    for (; count > 0; count--)
#pragma GCC unroll 4
        for (int i = 0; i < n; i++) {
            uint32_t from = state[i] | (uint32_t)at[i][-1] * SCOUT_NUMBERS;
            const scout_step *known = &steps[scout_hash(from, shift)];
            uint32_t to = known->to;
            if (known->from != from) {
                to = scout_learn(s, from);
                steps = s->steps;
                shift = s->step_shift;
            }
            state[i] = to % SCOUT_NUMBERS;
            *next[i] = (opening){(uint32_t)(at[i] - letters), to / SCOUT_NUMBERS};
            next[i] += to >= SCOUT_NUMBERS; /* else the next one takes its place */
            at[i]--;
        }
    for (int i = 0; i < n; i++) {
        parts[i]->at = at[i];
        parts[i]->state = state[i];
        parts[i]->next = next[i];
    }
}

static void run_alone(scout *s, struct run *r, const letter *letters)
{
    run_some(s, &r, 1, r->at - r->end, letters);
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
static void run_all(scout *s, struct run *parts, int n, const letter *letters)
{
    struct run *live[PARTS];
    for (int i = 0; i < n; i++)
        live[i] = &parts[i];
    for (;;) {
        ptrdiff_t count = least_left(live, &n);
        switch (n) { /* a loop for each, which is unrolled */
        case 4: run_some(s, live, 4, count, letters); break;
        case 3: run_some(s, live, 3, count, letters); break;
        case 2: run_some(s, live, 2, count, letters); break;
        case 1: run_some(s, live, 1, count, letters); break;
        default: return;
        }
    }
}

/*
 * Cuts the article at boundaries of paragraphs, the last part first.  In front of those the state is mostly the same: that
 * is what all parts but the first begin with.  Returns how many parts there are.
 */
static int cut(const scout *s, const letter *letters, uint32_t count, opening *room, struct run parts[PARTS])
{
    int n = 0;
    const letter *last = letters + count; /* the place that the next part begins with */
    for (int i = PARTS - 1; i >= 0; i--) {
        const letter *boundary = letters + (size_t)count * (size_t)i / PARTS;
        while (boundary > letters && (boundary >= last || *boundary % (1 << LETTER_BITS) != LETTER_PARAGRAPH))
            boundary--;
        if (i && boundary == letters)
            continue;
        opening *found = room + (letters + count - last);
        parts[n] = (struct run){last, i ? boundary : letters - 1, n ? s->usual : SCOUT_EMPTY, found, found};
        last = boundary;
        n++;
    }
    return n;
}

/* Runs again what has begun in a state that was not the one, and joins what was found. */
static openings join_parts(scout *s, struct run *parts, int n, const struct run *begun, const letter *letters)
{
    opening *end = parts[0].next;
    for (int i = 1; i < n; i++) {
        if (begun[i].state != parts[i - 1].state) {
            parts[i] = begun[i];
            parts[i].state = s->usual = parts[i - 1].state;
            run_alone(s, &parts[i], letters);
        }
        size_t found = (size_t)(parts[i].next - parts[i].found);
        memmove(end, parts[i].found, found * sizeof *end);
        end += found;
    }
    return (openings){parts[0].found, (size_t)(end - parts[0].found), 0};
}

/*
 * What a step depends on: a letter, and what the stage asks of the one before it.  Most stages ask nothing, and the letters
 * are their own codes.
 */
static const letter *code_letters(scout *s, const letter *letters, uint32_t count)
{
    if (!s->network->second_count)
        return letters;
    if (s->code_room < count + 1) {
        free(s->codes);
        s->code_room = 0;
        s->codes = malloc((count + 1) * sizeof *s->codes);
        if (!s->codes)
            arena_give_up(&s->kept);
        s->code_room = count + 1;
    }
    letter *codes = s->codes + 1;
    codes[-1] = 0;
    for (uint32_t i = 0; i < count; i++)
        codes[i] = (letter)(letters[i] | s->seconds[letters[i ? i - 1 : 0]] << LETTER_BITS);
    if (count)
        codes[0] = letters[0];
    return codes;
}

openings scout_run(scout *s, const network *n, const letter *letters, uint32_t count, opening *room, jmp_buf *escape)
{
    scout_begin(s, n, escape);
    struct run parts[PARTS], begun[PARTS];
    const letter *codes = code_letters(s, letters, count);
    int part_count = cut(s, codes, count, room, parts);
    s->alone = part_count == 1;
    memcpy(begun, parts, sizeof begun);
    run_all(s, parts, part_count, codes);
    if (s->full) { /* then all at once, with states that are forgotten as need be */
        s->alone = true;
        parts[0] = (struct run){codes + count, codes - 1, SCOUT_EMPTY, room, room};
        part_count = 1;
        scout_forget(s);
        run_alone(s, &parts[0], codes);
    }
    openings found = join_parts(s, parts, part_count, begun, codes);
    s->learnt.escape = s->kept.escape = NULL;
    return found;
}
