#include "rules/symbol.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static size_t hash(enum symbol_kind kind, const char *name, const char *tag)
{
    uint64_t h = 1469598103934665603u + (uint64_t)kind;
    for (int part = 0; part < 2; part++) {
        const char *text = part ? tag : name;
        for (; text && *text; text++)
            h = (h ^ (unsigned char)*text) * 1099511628211u;
        h = (h ^ 0xFF) * 1099511628211u;
    }
    return (size_t)(h ^ h >> 32);
}

/* The cell where the symbol stands or would stand. */
static symbol *cell(const symbols *s, enum symbol_kind kind, const char *name, const char *tag)
{
    for (size_t i = hash(kind, name, tag);; i++) {
        symbol *c = &s->table[i & (s->room - 1)];
        if (*c == SYMBOL_NONE)
            return c;
        const struct symbol_info *info = &s->info.at[*c];
        if (info->kind == kind && same(info->tag, tag) && same(info->name, name))
            return c;
    }
}

static void grow(arena *a, symbols *s)
{
    s->room = s->room ? s->room * 2 : 256;
    s->table = arena_alloc(a, s->room * sizeof *s->table);
    memset(s->table, 0xFF, s->room * sizeof *s->table);
    for (size_t i = 0; i < s->info.n; i++) {
        const struct symbol_info *info = &s->info.at[i];
        *cell(s, info->kind, info->name, info->tag) = (symbol)i;
    }
}

symbol symbol_find(const symbols *s, enum symbol_kind kind, const char *name, const char *tag)
{
    return s->room ? *cell(s, kind, name, tag) : SYMBOL_NONE;
}

symbol symbol_intern(arena *a, symbols *s, enum symbol_kind kind, const char *name, const char *tag)
{
    if (s->info.n * 2 >= s->room)
        grow(a, s);
    symbol *c = cell(s, kind, name, tag);
    if (*c == SYMBOL_NONE && s->info.n < EXPR_AND - 1) {
        *c = (symbol)s->info.n;
        *arena_push(a, &s->info) = (struct symbol_info){kind, name, tag, 0};
    }
    return *c;
}

enum { DEPTH = 64 };

bool expression_holds(const expression *e, const unsigned char *present)
{
    bool stack[DEPTH];
    unsigned depth = 0;
    for (uint16_t i = 0; i < e->size; i++) {
        switch (e->code[i]) {
        case EXPR_AND:
            depth--;
            stack[depth - 1] = stack[depth - 1] && stack[depth];
            break;
        case EXPR_OR:
            depth--;
            stack[depth - 1] = stack[depth - 1] || stack[depth];
            break;
        case EXPR_NOT:
            stack[depth - 1] = !stack[depth - 1];
            break;
        case EXPR_ANY:
            stack[depth++] = true;
            break;
        default:
            stack[depth++] = present[e->code[i]] != 0;
        }
    }
    return stack[0];
}

uint64_t expression_lanes(const expression *e, const uint64_t *present)
{
    uint64_t stack[DEPTH];
    unsigned depth = 0;
    for (uint16_t i = 0; i < e->size; i++) {
        switch (e->code[i]) {
        case EXPR_AND:
            depth--;
            stack[depth - 1] &= stack[depth];
            break;
        case EXPR_OR:
            depth--;
            stack[depth - 1] |= stack[depth];
            break;
        case EXPR_NOT:
            stack[depth - 1] = ~stack[depth - 1];
            break;
        case EXPR_ANY:
            stack[depth++] = UINT64_MAX;
            break;
        default:
            stack[depth++] = present[e->code[i]];
        }
    }
    return stack[0];
}

bool expression_equal(const expression *a, const expression *b)
{
    return a->size == b->size && memcmp(a->code, b->code, a->size * sizeof *a->code) == 0;
}
