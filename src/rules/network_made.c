/* Parts that several patterns share, in front of the same node, are made once. */
#include "rules/network_build.h"

#include <string.h>

static uint32_t piece_mark(const piece *p)
{
    uint32_t group = p->kind == PIECE_OPEN ? p->group : 0, number = group == GROUP_NAMED ? p->number : 0;
    uint32_t detail = p->kind == PIECE_ATOM ? p->atom : (number * 8 + group) * 2 + p->paragraph;
    return (uint32_t)p->kind + 16 * detail;
}

static bool same_piece(const piece *a, const piece *b)
{
    if (piece_mark(a) != piece_mark(b))
        return false;
    return a->kind != PIECE_QUANTIFIER || strcmp(a->text, b->text) == 0;
}

void made_hash(struct made *m)
{
    const piece *p = m->pieces;
    uint64_t h = m->next * 4 + m->exact * 2 + m->look;
    for (size_t i = 0; i < m->count; i++) {
        h = (h ^ piece_mark(&p[i])) * 0x9E3779B97F4A7C15u;
        for (const char *c = p[i].kind == PIECE_QUANTIFIER ? p[i].text : ""; *c; c++)
            h = (h ^ (unsigned char)*c) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    m->hash = h;
}

static bool is_made(const struct made *m, const struct made *wanted)
{
    if (m->hash != wanted->hash || m->count != wanted->count || m->next != wanted->next || m->exact != wanted->exact ||
        m->look != wanted->look)
        return false;
    for (size_t i = 0; i < m->count; i++)
        if (!same_piece(&m->pieces[i], &wanted->pieces[i]))
            return false;
    return true;
}

static struct made *made_cell(struct made *table, size_t room, const struct made *wanted)
{
    size_t i = wanted->hash & (room - 1);
    while (table[i].pieces && !is_made(&table[i], wanted))
        i = (i + 1) & (room - 1);
    return &table[i];
}

const struct made *made_before(const network_builder *b, const struct made *m)
{
    const struct made *cell = b->room ? made_cell(b->table, b->room, m) : NULL;
    return cell && cell->pieces ? cell : NULL;
}

void made_remember(network_builder *b, const struct made *m)
{
    if (b->used * 2 >= b->room) {
        size_t room = b->room ? b->room * 2 : 256;
        struct made *table = arena_alloc(b->scratch, room * sizeof *table);
        for (size_t i = 0; i < b->room; i++)
            if (b->table[i].pieces)
                *made_cell(table, room, &b->table[i]) = b->table[i];
        b->table = table;
        b->room = room;
    }
    struct made *cell = made_cell(b->table, b->room, m);
    b->used += !cell->pieces;
    *cell = *m;
}
