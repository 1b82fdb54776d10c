#include "rules/signature.h"

#include <string.h>

static uint32_t tidy(symbol *set, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        symbol s = set[i];
        uint32_t k = i;
        for (; k > 0 && set[k - 1] > s; k--)
            set[k] = set[k - 1];
        set[k] = s;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!kept || set[kept - 1] != set[i])
            set[kept++] = set[i];
    return kept;
}

static size_t hash(const symbol *set, uint32_t count)
{
    uint64_t h = 14695981039346656037u;
    for (uint32_t i = 0; i < count; i++)
        h = (h ^ set[i]) * 1099511628211u;
    return (size_t)(h ^ h >> 31);
}

static uint32_t *cell(const signatures *s, const symbol *set, uint32_t count)
{
    for (size_t i = hash(set, count);; i++) {
        uint32_t *c = &s->table[i & (s->room - 1)];
        if (!*c)
            return c;
        const signature *known = &s->all.at[*c - 1];
        if (known->count == count && (!count || memcmp(known->symbols, set, count * sizeof *set) == 0))
            return c;
    }
}

static void grow(arena *a, signatures *s)
{
    s->room = s->room ? s->room * 2 : 512;
    s->table = arena_alloc(a, s->room * sizeof *s->table);
    for (size_t i = 0; i < s->all.n; i++)
        *cell(s, s->all.at[i].symbols, s->all.at[i].count) = (uint32_t)i + 1;
}

uint32_t signature_intern(arena *a, signatures *s, symbol *set, uint32_t count)
{
    return signature_intern_tidy(a, s, set, tidy(set, count));
}

uint32_t signature_intern_tidy(arena *a, signatures *s, const symbol *set, uint32_t count)
{
    if (!s->all.n) {
        grow(a, s);
        *arena_push(a, &s->all) = (signature){NULL, 0};
        *cell(s, NULL, 0) = 1;
    }
    if (!count)
        return 0;
    if (s->all.n * 2 >= s->room)
        grow(a, s);
    uint32_t *c = cell(s, set, count);
    if (!*c) {
        symbol *own = arena_take(a, count * sizeof *own);
        memcpy(own, set, count * sizeof *own);
        *arena_push(a, &s->all) = (signature){own, count};
        *c = (uint32_t)s->all.n;
    }
    return *c - 1;
}

uint32_t signature_find(const signatures *s, const symbol *set, uint32_t count)
{
    uint32_t found = s->room ? *cell(s, set, count) : 0;
    return found ? found - 1 : NO_SIGNATURE;
}
