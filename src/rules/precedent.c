#include "rules/precedent.h"

#include <stdlib.h>
#include <string.h>

enum { MIN_BITS = 8, MAX_BITS = 15, ROW_BITS = 8 };
enum { MET_WORDS = (1 << PRECEDENT_MET_BITS) / 64, MET_MOST = (1 << PRECEDENT_MET_BITS) / 4 };

/* Whether one is as the other would be beside that one. */
static bool same(const precedent *a, const precedent *b, const precedent *also)
{
    if (a->code != b->code || a->length != b->length || a->also != also || a->group_count != b->group_count)
        return false;
    for (uint32_t i = 0; i < a->group_count; i++) {
        const taken_group *g = &a->groups[i], *h = &b->groups[i];
        if (g->from != h->from || g->to != h->to || g->group != h->group)
            return false;
    }
    return true;
}

static size_t row_of(const precedent *p, const precedent *also)
{
    uint64_t hash = ((uintptr_t)p->code ^ (uintptr_t)also << 1) + p->length;
    for (uint32_t i = 0; i < p->group_count; i++)
        hash = (hash ^ hash >> 29) * 0x9E3779B97F4A7C15u + (p->groups[i].from << 8) + p->groups[i].to;
    return (size_t)(hash * 0x9E3779B97F4A7C15u >> (64 - ROW_BITS));
}

/* The precedent as it is kept, and those that win with it: most are like one before. */
static const precedent *kept(precedents *p, const precedent *won)
{
    const precedent *also = won->also ? kept(p, won->also) : NULL;
    const precedent **first = &p->rows[row_of(won, also)];
    for (const precedent *like = *first; like; like = like->other)
        if (same(like, won, also))
            return like;
    size_t size = sizeof *won + won->group_count * sizeof *won->groups;
    precedent *new = arena_take(&p->arena, size);
    memcpy(new, won, size);
    new->also = also;
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
    if (!p->rows)
        p->rows = arena_alloc(&p->arena, sizeof *p->rows << ROW_BITS);
}

/* Where one may stand: NULL when both cells are taken. */
static precedent_cell *free_cell(const precedents *p, surroundings around)
{
    precedent_cell *cell = &p->cells[precedent_place(p, around)];
    cell += cell->around.near != 0;
    return cell->around.near ? NULL : cell;
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
        precedent_cell *cell = old[i].around.near ? free_cell(p, old[i].around) : NULL;
        if (cell) {
            *cell = old[i];
            p->count++;
        }
    }
    free(old);
}

void precedent_meet(precedents *p, surroundings far, jmp_buf *escape)
{
    uint64_t hash = surroundings_hash(far) >> (64 - PRECEDENT_MET_BITS);
    p->arena.escape = escape;
    if (!p->met)
        p->met = arena_alloc(&p->arena, MET_WORDS * sizeof *p->met);
    p->arena.escape = NULL;
    if (p->met_count == MET_MOST) {
        memset(p->met, 0, MET_WORDS * sizeof *p->met);
        p->met_count = 0;
    }
    p->met_count++;
    p->met[hash / 64] |= (uint64_t)1 << hash % 64;
}

void precedent_keep(precedents *p, const scout *s, surroundings around, const precedent *won, jmp_buf *escape)
{
    p->arena.escape = escape;
    if (!p->rows || p->age != s->age)
        begin(p, s);
    if (p->count * 4 >= room_of(p) && (!p->cells || p->shift > 64 - MAX_BITS))
        grow(p);
    precedent_cell *cell = free_cell(p, around);
    if (!cell)
        cell = &p->cells[precedent_place(p, around)];
    p->count += !cell->around.near;
    *cell = (precedent_cell){around, kept(p, won)};
    p->arena.escape = NULL;
}

void precedents_free(precedents *p)
{
    free(p->cells);
    arena_free(&p->arena);
}
