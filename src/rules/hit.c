#include "rules/hit.h"

#include <string.h>

#include "rules/tape.h"

static field_walk groups_of(const hit *h, field_key f)
{
    bool any = (h->match->code->named & field_bit(f)) != 0;
    return (field_walk){.hit = h, .field = f, .next = any ? 0 : UINT32_MAX};
}

/* On to the next group of the field that took part; false at the end. */
static bool next_group(field_walk *w)
{
    const struct hit_match *m = w->hit->match;
    for (uint32_t i = w->next; i < m->group_count; i++)
        if (field_same(m->groups[i].group->key, w->field)) {
            w->from = m->from + m->groups[i].from;
            w->to = m->from + m->groups[i].to;
            w->group = m->groups[i].group;
            w->next = w->group->more ? i + 1 : UINT32_MAX;
            return true;
        }
    return false;
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
    field_walk w = groups_of(h, f);
    return setting_of(h, f) || next_group(&w);
}

/* The unit that a rule has made; phrases are words alone, and words are nobody's. */
static const hit *hit_at(const hit *h, uint32_t i)
{
    const struct sequence *s = h->match->units;
    return unit_hit(s->tape[s->starts[i]]);
}

/* The value of an entry, or the text of its tag of that name; NULL: it has none. */
static const char *said_by(const entry *e, const char *tag_name)
{
    if (!tag_name)
        return e->value;
    for (uint32_t t = 0; t < e->tag_count; t++)
        if (name_is(e->tags[t].name, tag_name))
            return e->tags[t].text ? e->tags[t].text : "";
    return NULL;
}

/* What the lexicon says of a unit; NULL: nothing. */
static const reading *reading_at(const hit *h, uint32_t i)
{
    const struct sequence *s = h->match->units;
    uint32_t at = s->starts[i];
    if (s->starts[i + 1] - at > 1)
        return sequence_reading(s, i);
    const unit *u = s->tape[at];
    return u->plain ? u->reading : NULL;
}

/* What the first entry, in the order of the group's lists, that the unit stands in and that says anything says. */
static const char *said_of(const hit *h, uint32_t i, const rule_group *g, const char *tag_name)
{
    const reading *r = reading_at(h, i);
    const char *best = NULL;
    uint32_t before = g->list_count; /* lists from here on are too late */
    if (!r)
        return NULL;
    for (uint32_t n = 0; n < r->count; n++) {
        const struct listed *e = &r->entries[n];
        if (!group_may_ask(g, e->list)) /* most of a word's lists are not the group's */
            continue;
        uint32_t k = 0;
        while (k < before && g->lists[k] != e->list)
            k++;
        const char *said = k < before ? said_by(e->entry, tag_name) : NULL;
        if (!said)
            continue;
        best = said;
        before = k;
        if (k == 0)
            break;
    }
    return best;
}

static const char *unit_value(const hit *h, uint32_t i, const rule_group *g)
{
    const hit *inner = hit_at(h, i);
    return inner ? inner->value : g->list_count ? said_of(h, i, g, NULL) : NULL;
}

static const char *text_of(const hit *h, uint32_t from, uint32_t to)
{
    const matcher *m = h->match->units->matcher;
    uint32_t first, last;
    units_tokens(h->match->units, from, to, &first, &last);
    if (last <= first)
        return "";
    uint32_t start = m->tokens->at[first].start, end = m->tokens->at[last - 1].end;
    return arena_copy(m->arena, m->text->bytes + start, end - start);
}

static const char *group_value(const hit *h, field_key f)
{
    uint32_t from = 0, to = 0; /* of the first group */
    for (field_walk w = groups_of(h, f); next_group(&w);) {
        for (uint32_t i = w.from; i < w.to; i++) {
            const char *value = unit_value(h, i, w.group);
            if (value)
                return value;
        }
        if (to == 0) {
            from = w.from;
            to = w.to;
        }
    }
    const char *set = setting_of(h, f);
    return set || to == 0 ? set : text_of(h, from, to);
}

const char *field_value(const hit *h, field_key f)
{
    return h->match->code->named & field_bit(f) ? group_value(h, f) : setting_of(h, f);
}

const char *field_tag(const hit *h, field_key f, const char *tag_name)
{
    for (field_walk w = groups_of(h, f); next_group(&w);)
        for (uint32_t i = w.group->list_count ? w.from : w.to; i < w.to; i++) {
            const char *said = said_of(h, i, w.group, tag_name);
            if (said)
                return said;
        }
    return NULL;
}

bool field_span(const hit *h, field_key f, size_t k, uint32_t *first, uint32_t *last)
{
    field_walk w = groups_of(h, f);
    do
        if (!next_group(&w))
            return false;
    while (k--);
    units_tokens(h->match->units, w.from, w.to, first, last);
    return true;
}

bool field_extent(const hit *h, field_key f, uint32_t *first, uint32_t *last)
{
    bool any = false;
    for (field_walk w = groups_of(h, f); next_group(&w); any = true) {
        uint32_t from, to;
        units_tokens(h->match->units, w.from, w.to, &from, &to);
        *first = any && *first < from ? *first : from;
        *last = any && *last > to ? *last : to;
    }
    return any;
}

bool walk_next_group(field_walk *w, uint32_t *first, uint32_t *last)
{
    if (!next_group(w))
        return false;
    units_tokens(w->hit->match->units, w->from, w->to, first, last);
    return true;
}

bool walk_next_unit(field_walk *w, const char **value, uint32_t *at)
{
    const struct sequence *s = w->hit->match->units;
    for (;;) {
        while (w->from == w->to)
            if (!next_group(w))
                return false;
        uint32_t i = w->from++;
        const unit *u = s->tape[s->starts[i]];
        if (u->boundary)
            continue;
        *value = unit_value(w->hit, i, w->group);
        *at = u->first;
        return true;
    }
}

const hit *walk_next_inner(field_walk *w)
{
    for (;;) {
        while (w->from == w->to)
            if (!next_group(w))
                return NULL;
        const hit *inner = hit_at(w->hit, w->from++);
        if (inner)
            return inner;
    }
}

const hit *field_inner(const hit *h, field_key f)
{
    field_walk w = groups_of(h, f);
    return walk_next_inner(&w);
}

const hit *match_inner(const hit *h)
{
    const hit *inner = NULL;
    for (uint32_t i = h->match->from; i < h->match->to && !inner; i++)
        inner = hit_at(h, i);
    return inner;
}
