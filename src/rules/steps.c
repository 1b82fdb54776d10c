#include "rules/steps.h"

#include <stdlib.h>
#include <string.h>

enum {
    STATES_LEAST = 64,
    ROW_MOST = 64,    /* a row of more cells is not fitted between others */
    TRIES = 16,       /* of 64 places each */
};

/* An array with more room; what is new of it is 0. */
static void *grown(void *at, size_t old, size_t new, size_t size)
{
    char *more = realloc(at, new * size);
    if (more)
        memset(more + old * size, 0, (new - old) * size);
    return more;
}

/* So many cells, at least. */
static bool make_room(steps *s, size_t cells)
{
    size_t wanted = cells + cells / 4;
    if (cells <= s->room)
        return true;
    steps_cell *more = grown(s->cells, s->room, wanted, sizeof *more);
    s->cells = more ? more : s->cells;
    uint64_t *taken = grown(s->taken, s->room ? s->room / 64 + 2 : 0, wanted / 64 + 2, sizeof *taken);
    s->taken = taken ? taken : s->taken;
    if (!more || !taken)
        return false;
    s->room = (uint32_t)wanted;
    return true;
}

static bool make_rows(steps *s, uint32_t state)
{
    uint32_t wanted = s->states ? s->states : STATES_LEAST;
    if (state < s->states)
        return true;
    while (wanted <= state)
        wanted *= 2;
    uint32_t *rows = grown(s->rows, s->states, wanted, sizeof *rows);
    s->rows = rows ? rows : s->rows;
    uint16_t *met = grown(s->met, s->states, wanted, sizeof *met);
    s->met = met ? met : s->met;
    if (!rows || !met)
        return false;
    s->states = wanted;
    return true;
}

bool steps_reserve(steps *s, uint32_t state, uint32_t width)
{
    s->width = width > s->width ? width : s->width;
    return make_rows(s, state) && make_room(s, (size_t)s->last + s->width);
}

static void take(steps *s, uint32_t at, steps_cell cell)
{
    s->cells[at] = cell;
    s->taken[at / 64] |= (uint64_t)1 << at % 64;
    s->top = at >= s->top ? at + 1 : s->top;
}

static void give_back(steps *s, uint32_t at)
{
    s->cells[at] = 0;
    s->taken[at / 64] &= ~((uint64_t)1 << at % 64);
}

/* What follows in the list of the codes that a state has met, each and 1. */
static uint32_t other_code(steps_cell cell)
{
    return (uint32_t)(cell >> 48);
}

/* Which of 64 cells are taken. */
static uint64_t taken_from(const steps *s, uint32_t at)
{
    uint64_t low = s->taken[at / 64] >> at % 64;
    return at % 64 ? low | s->taken[at / 64 + 1] << (64 - at % 64) : low;
}

/* Where a row with n codes finds room between others, 64 places at once, on from where the last one did; or behind them all. */
static uint32_t find_row(steps *s, const uint16_t *codes, uint32_t n, uint32_t least)
{
    for (int tries = 0; n <= ROW_MOST && tries < TRIES; tries++, s->look += 64) {
        uint64_t free = UINT64_MAX;
        if (s->look + 64 >= s->last)
            s->look = 0;
        for (uint32_t i = 0; i < n && free; i++)
            free &= ~taken_from(s, s->look + codes[i]);
        if (free)
            return s->look + (uint32_t)__builtin_ctzll(free);
    }
    return s->top > least ? s->top - least : 0;
}

/* Moves a state's row to where a code more finds room. */
static bool move_row(steps *s, uint32_t state, uint16_t code)
{
    uint16_t codes[ROW_MOST] = {code};
    uint32_t n = 1, least = code, from = s->rows[state];
    for (uint32_t c = s->met[state]; c; c = other_code(s->cells[from + c - 1]), n++) {
        least = c - 1 < least ? c - 1 : least;
        if (n < ROW_MOST)
            codes[n] = (uint16_t)(c - 1);
    }
    uint32_t to = find_row(s, codes, n, least);
    if (to > s->last && !make_room(s, (size_t)to + s->width))
        return false;
    for (uint32_t c = s->met[state]; c; c = other_code(s->cells[to + c - 1])) {
        take(s, to + c - 1, s->cells[from + c - 1]);
        give_back(s, from + c - 1);
    }
    s->rows[state] = to;
    s->last = to > s->last ? to : s->last;
    return true;
}

bool steps_add(steps *s, uint32_t state, uint16_t code, uint32_t lead)
{
    if (s->cells[s->rows[state] + code] && !move_row(s, state, code))
        return false;
    take(s, s->rows[state] + code, state | (steps_cell)lead << 16 | (steps_cell)s->met[state] << 48);
    s->met[state] = (uint16_t)(code + 1);
    s->count++;
    return true;
}

void steps_forget(steps *s)
{
    if (s->room) {
        memset(s->cells, 0, s->room * sizeof *s->cells);
        memset(s->taken, 0, (s->room / 64 + 2) * sizeof *s->taken);
    }
    if (s->states) {
        memset(s->rows, 0, s->states * sizeof *s->rows);
        memset(s->met, 0, s->states * sizeof *s->met);
    }
    s->look = s->last = s->top = s->count = 0;
}

void steps_free(steps *s)
{
    free(s->cells);
    free(s->taken);
    free(s->rows);
    free(s->met);
}
