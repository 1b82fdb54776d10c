/* Hits, made of matches. */
#include "rules/tape.h"

/* A hit and what belongs to it, in one piece of memory. */
struct whole_hit {
    hit hit;
    struct hit_match match;
    taken_group groups[];
};

/* The groups that took part; returns the fields that they fill. */
static uint64_t fill_groups(struct hit_match *match, taken_group *groups, const size_t *offsets)
{
    uint64_t fields = 0;
    for (uint32_t i = 0; i < match->code->group_count; i++) {
        size_t from = offsets[2 * i + 2], to = offsets[2 * i + 3];
        if (from == PCRE2_UNSET || to <= from)
            continue;
        const rule_group *group = &match->code->groups[i];
        groups[match->group_count++] = (taken_group){(uint32_t)from - match->from, (uint32_t)to - match->from, group};
        fields |= field_bit(group->key);
        if (field_same(group->key, field_named("span"))) {
            match->span_from = (uint32_t)from;
            match->span_to = (uint32_t)to;
        }
    }
    return fields;
}

/* Its match and its fields are there. */
static hit *end_hit(struct whole_hit *whole, uint64_t fields)
{
    struct hit_match *match = &whole->match;
    const sequence *s = match->units;
    hit *h = &whole->hit;
    *h = (hit){.rule = match->code->rule->id, .kind = match->code->rule->kind, .fields = fields, .match = match};
    match->tape_from = s->starts[match->span_from];
    match->tape_to = s->starts[match->span_to];
    units_tokens(s, match->from, match->to, &h->from, &h->to);
    h->first = h->from;
    h->last = h->to;
    if (match->span_from != match->from || match->span_to != match->to)
        units_tokens(s, match->span_from, match->span_to, &h->first, &h->last);
    return h;
}

hit *make_hit(matcher *m, const rule_code *r, const sequence *s, const size_t *offsets)
{
    struct whole_hit *whole = arena_take(m->arena, sizeof *whole + r->group_count * sizeof whole->groups[0]);
    uint32_t from = (uint32_t)offsets[0], to = (uint32_t)offsets[1];
    whole->match = (struct hit_match){.code = r, .units = s, .groups = whole->groups, .from = from, .to = to, .span_from = from,
                                      .span_to = to};
    return end_hit(whole, r->settings | fill_groups(&whole->match, whole->groups, offsets));
}

hit *hit_again(matcher *m, const precedent *won, const sequence *s, uint32_t at)
{
    struct whole_hit *whole = arena_take(m->arena, sizeof *whole);
    whole->match = (struct hit_match){.code = won->code, .units = s, .groups = won->groups, .group_count = won->group_count,
                                      .from = at, .to = at + won->length, .span_from = at + won->span_from,
                                      .span_to = at + won->span_to};
    return end_hit(whole, won->fields);
}
