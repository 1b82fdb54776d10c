#include "rules/precedent.h"

#include <stdlib.h>
#include <string.h>

enum { MIN_BITS = 8, MAX_BITS = 15 };

static bool same_groups(const precedent *a, const precedent *b)
{
    for (uint32_t i = 0; i < a->group_count; i++) {
        const taken_group *g = &a->groups[i], *h = &b->groups[i];
        if (g->from != h->from || g->to != h->to || g->group != h->group)
            return false;
    }
    return true;
}

/* The precedent as it is kept: most are like one before. */
static const precedent *kept(precedents *p, const precedent *won)
{
    const precedent **first = &p->by_rule[won->code - won->code->stage->rules.at];
    for (const precedent *like = *first; like; like = like->other)
        if (like->length == won->length && like->group_count == won->group_count && same_groups(like, won))
            return like;
    size_t size = sizeof *won + won->group_count * sizeof *won->groups;
    precedent *new = arena_take(&p->arena, size);
    memcpy(new, won, size);
    new->other = *first;
    return *first = new;
}

static size_t room_of(const precedents *p)
{
    return p->cells ? ((size_t)1 << (64 - p->shift)) + 1 : 0;
}

static void begin(precedents *p, const scout *s)
{
    if (p->cells)
        memset(p->cells, 0, room_of(p) * sizeof *p->cells);
    p->count = 0;
    p->age = s->age;
    if (!p->by_rule)
        p->by_rule = arena_alloc(&p->arena, s->network->starts.n * sizeof *p->by_rule);
}

/* Where one may stand: NULL when both cells are taken. */
static precedent_cell *free_cell(const precedents *p, uint64_t key)
{
    precedent_cell *cell = &p->cells[precedent_place(p, key)];
    cell += cell->surroundings != 0;
    return cell->surroundings ? NULL : cell;
}

/* Twice the room; what finds no place is forgotten. */
static void grow(precedents *p)
{
    precedent_cell *old = p->cells;
    size_t count = room_of(p), bits = old ? 65 - p->shift : MIN_BITS;
    precedent_cell *new = calloc(((size_t)1 << bits) + 1, sizeof *new);
    if (!new)
        arena_give_up(&p->arena);
    p->cells = new;
    p->shift = (uint32_t)(64 - bits);
    p->count = 0;
    for (size_t i = 0; i < count; i++) {
        precedent_cell *cell = old[i].surroundings ? free_cell(p, old[i].surroundings) : NULL;
        if (cell) {
            *cell = old[i];
            p->count++;
        }
    }
    free(old);
}

void precedent_keep(precedents *p, const scout *s, uint64_t key, const precedent *won, jmp_buf *escape)
{
    p->arena.escape = escape;
    if (!p->by_rule || p->age != s->age)
        begin(p, s);
    if (p->count * 4 >= room_of(p) && (!p->cells || p->shift > 64 - MAX_BITS))
        grow(p);
    precedent_cell *cell = free_cell(p, key);
    if (!cell)
        cell = &p->cells[precedent_place(p, key)];
    p->count += !cell->surroundings;
    *cell = (precedent_cell){key, kept(p, won)};
    p->arena.escape = NULL;
}

void precedents_free(precedents *p)
{
    free(p->cells);
    arena_free(&p->arena);
}
