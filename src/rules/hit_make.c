/* Hits, made of matches. */
#include "rules/tape.h"

static void fill_groups(struct hit_match *match, hit *h, const size_t *offsets)
{
    h->fields = match->code->settings;
    for (uint32_t i = 0; i < match->code->group_count; i++) {
        size_t from = offsets[2 * i + 2], to = offsets[2 * i + 3];
        if (from == PCRE2_UNSET || to <= from)
            continue;
        const rule_group *group = &match->code->groups[i];
        match->groups[match->group_count++] = (taken_group){(uint32_t)from, (uint32_t)to, group};
        h->fields |= field_bit(group->key);
        if (field_same(group->key, field_named("span"))) {
            match->span_from = (uint32_t)from;
            match->span_to = (uint32_t)to;
        }
    }
}

/* A hit and what belongs to it, in one piece of memory. */
struct whole_hit {
    hit hit;
    struct hit_match match;
    taken_group groups[];
};

/* A match of a rule, with room for all its groups. */
static struct whole_hit *begin_hit(matcher *m, const rule_code *r, const sequence *s, uint32_t from, uint32_t to)
{
    struct whole_hit *whole = arena_take(m->arena, sizeof *whole + r->group_count * sizeof whole->groups[0]);
    whole->match = (struct hit_match){.matcher = m, .code = r, .units = s, .groups = whole->groups, .from = from, .to = to,
                                      .span_from = from, .span_to = to};
    whole->hit = (hit){.rule = r->rule->id, .kind = r->rule->kind, .match = &whole->match};
    return whole;
}

/* Its groups and its span are there. */
static hit *end_hit(struct whole_hit *whole)
{
    struct hit_match *match = &whole->match;
    const sequence *s = match->units;
    hit *h = &whole->hit;
    match->tape_from = s->starts[match->span_from];
    match->tape_to = s->starts[match->span_to];
    units_tokens(s, match->from, match->to, &h->from, &h->to);
    if (match->span_from == match->from && match->span_to == match->to) {
        h->first = h->from;
        h->last = h->to;
    } else {
        units_tokens(s, match->span_from, match->span_to, &h->first, &h->last);
    }
    return h;
}

hit *make_hit(matcher *m, const rule_code *r, const sequence *s, const size_t *offsets)
{
    struct whole_hit *whole = begin_hit(m, r, s, (uint32_t)offsets[0], (uint32_t)offsets[1]);
    fill_groups(&whole->match, &whole->hit, offsets);
    return end_hit(whole);
}

hit *hit_again(matcher *m, const precedent *won, const sequence *s, uint32_t at)
{
    struct whole_hit *whole = begin_hit(m, won->code, s, at, at + won->length);
    whole->hit.fields = won->fields;
    whole->match.span_from = at + won->span_from;
    whole->match.span_to = at + won->span_to;
    whole->match.group_count = won->group_count;
    for (uint32_t i = 0; i < won->group_count; i++)
        whole->groups[i] = (taken_group){at + won->groups[i].from, at + won->groups[i].to, won->groups[i].group};
    return end_hit(whole);
}
