#include "rules/hit.h"

#include <string.h>

#include "rules/tape.h"

/* The first group of that field, from *at on of those that took part; *at is the one behind it then.  NULL: there is none. */
static const rule_group *next_group(const hit *h, field_key f, uint32_t *at, uint32_t range[2])
{
    const struct hit_match *m = h->match;
    if (!(m->code->named & field_bit(f)))
        return NULL;
    for (uint32_t i = *at; i < m->group_count; i++)
        if (field_same(m->groups[i].group->key, f)) {
            range[0] = m->groups[i].from;
            range[1] = m->groups[i].to;
            *at = i + 1;
            return m->groups[i].group;
        }
    return NULL;
}

/* The k-th of them. */
static const rule_group *group_of(const hit *h, field_key f, size_t k, uint32_t range[2])
{
    uint32_t at = 0;
    const rule_group *g;
    do
        g = next_group(h, f, &at, range);
    while (g && k--);
    return g;
}

static const char *setting_of(const hit *h, field_key f)
{
    const rule *r = h->match->code->rule;
    if (!(h->match->code->settings & field_bit(f)))
        return NULL;
    for (size_t i = 0; i < r->settings.n; i++)
        if (field_same(r->settings.at[i].key, f))
            return r->settings.at[i].value;
    return NULL;
}

bool field_is_there(const hit *h, field_key f)
{
    uint32_t range[2];
    return setting_of(h, f) || group_of(h, f, 0, range);
}

/* The first entry, in the order of the group's lists, that the unit stands in and that `fits`. */
static const entry *entry_of(const hit *h, uint32_t i, const rule_group *g, const char *tag_name, const tag **found)
{
    const reading *r = sequence_reading(h->match->units, i);
    for (uint32_t k = 0; r && k < g->list_count; k++)
        for (uint32_t n = 0; n < r->count; n++) {
            if (r->entries[n].list != g->lists[k])
                continue;
            const entry *e = r->entries[n].entry;
            if (!tag_name && e->value)
                return e;
            for (uint32_t t = 0; tag_name && t < e->tag_count; t++)
                if (name_is(e->tags[t].name, tag_name)) {
                    *found = &e->tags[t];
                    return e;
                }
        }
    return NULL;
}

static const char *unit_value(const hit *h, uint32_t i, const rule_group *g)
{
    const hit *inner = sequence_unit(h->match->units, i).hit;
    if (inner)
        return inner->value;
    const entry *e = entry_of(h, i, g, NULL, NULL);
    return e ? e->value : NULL;
}

static const char *text_of(const hit *h, uint32_t first, uint32_t last)
{
    const matcher *m = h->match->matcher;
    if (last <= first)
        return "";
    uint32_t start = m->tokens->at[first].start, end = m->tokens->at[last - 1].end;
    return arena_copy(m->arena, m->text->bytes + start, end - start);
}

const char *field_value(const hit *h, field_key f)
{
    uint32_t range[2];
    const rule_group *g;
    for (uint32_t k = 0; (g = next_group(h, f, &k, range));)
        for (uint32_t i = range[0]; i < range[1]; i++) {
            const char *value = unit_value(h, i, g);
            if (value)
                return value;
        }
    const char *set = setting_of(h, f);
    uint32_t first, last;
    if (set || !field_span(h, f, 0, &first, &last))
        return set;
    return text_of(h, first, last);
}

const char *field_tag(const hit *h, field_key f, const char *tag_name)
{
    uint32_t range[2];
    const rule_group *g;
    for (uint32_t k = 0; (g = next_group(h, f, &k, range));)
        for (uint32_t i = range[0]; i < range[1]; i++) {
            const tag *found = NULL;
            if (entry_of(h, i, g, tag_name, &found))
                return found->text ? found->text : "";
        }
    return NULL;
}

bool field_span(const hit *h, field_key f, size_t k, uint32_t *first, uint32_t *last)
{
    uint32_t range[2];
    if (!group_of(h, f, k, range))
        return false;
    units_tokens(h->match->units, range[0], range[1], first, last);
    return true;
}

bool field_extent(const hit *h, field_key f, uint32_t *first, uint32_t *last)
{
    uint32_t range[2], from, to;
    bool any = false;
    for (uint32_t k = 0; next_group(h, f, &k, range); any = true) {
        units_tokens(h->match->units, range[0], range[1], &from, &to);
        *first = any && *first < from ? *first : from;
        *last = any && *last > to ? *last : to;
    }
    return any;
}

bool field_unit(const hit *h, field_key f, size_t k, const char **value, uint32_t *at)
{
    uint32_t range[2];
    const rule_group *g;
    for (uint32_t n = 0; (g = next_group(h, f, &n, range));)
        for (uint32_t i = range[0]; i < range[1]; i++) {
            unit u = sequence_unit(h->match->units, i);
            if (u.boundary || k--)
                continue;
            *value = unit_value(h, i, g);
            *at = u.first;
            return true;
        }
    return false;
}

static const hit *inner_in(const hit *h, uint32_t from, uint32_t to, size_t *k)
{
    for (uint32_t i = from; i < to; i++) {
        const hit *inner = sequence_unit(h->match->units, i).hit;
        if (inner && (*k)-- == 0)
            return inner;
    }
    return NULL;
}

const hit *field_inner(const hit *h, field_key f, size_t k)
{
    uint32_t range[2];
    const hit *found = NULL;
    for (uint32_t n = 0; !found && next_group(h, f, &n, range);)
        found = inner_in(h, range[0], range[1], &k);
    return found;
}

const hit *match_inner(const hit *h, size_t k)
{
    return inner_in(h, h->match->from, h->match->to, &k);
}
