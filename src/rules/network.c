/* Patterns become a network: each part is built in front of what stands behind it. */
#include "rules/network_build.h"

#include <string.h>

enum { COUNT_EXACT = 12, COUNT_WIDE = 2, NO_END = -1 };

network_builder *network_begin(arena *a, arena *scratch, network_classes classes, network *to)
{
    network_builder *b = arena_alloc(scratch, sizeof *b);
    *b = (network_builder){.arena = a, .scratch = scratch, .to = to};
    to->classes = classes;
    to->letter_bits = classes.last < 1 << (CODE_BITS - SECONDS_BEHIND_MAX) ? CODE_BITS - SECONDS_BEHIND_MAX
                                                                           : CODE_BITS - SECONDS_BEHIND_MAX + 1;
    *arena_push(a, &to->nodes) = (network_node){.kind = NODE_MATCH};
    *arena_push(a, &to->nodes) = (network_node){.kind = NODE_NEVER};
    return b;
}

/* -------------------------------------------------------------------------------------------- reading */

/* The piece behind the group that opens at i. */
static size_t group_end(const network_builder *b, size_t i)
{
    unsigned depth = 0;
    do {
        depth += b->pieces[i].kind == PIECE_OPEN;
        depth -= b->pieces[i].kind == PIECE_CLOSE;
        i++;
    } while (depth);
    return i;
}

/* The end of the branch that begins at `from`: its | or `to`. */
size_t branch_end(const network_builder *b, size_t from, size_t to)
{
    while (from < to && b->pieces[from].kind != PIECE_OR)
        from = b->pieces[from].kind == PIECE_OPEN ? group_end(b, from) : from + 1;
    return from;
}

/* The part that begins at `from`, and *next, where the part behind it does. */
static struct part part_at(const network_builder *b, size_t from, size_t to, size_t *next)
{
    struct part p = {from, b->pieces[from].kind == PIECE_OPEN ? group_end(b, from) : from + 1, NULL};
    *next = p.to;
    if (*next < to && b->pieces[*next].kind == PIECE_QUANTIFIER)
        p.quantifier = b->pieces[(*next)++].text;
    return p;
}

/* {low,high}, NO_END for no bound, and whether as few as possible are read; whether what is read is never given back. */
static bool read_quantifier(const char *text, int *low, int *high, bool *lazy)
{
    *low = text[0] == '+';
    *high = text[0] == '?' ? 1 : NO_END;
    if (text[0] == '{') {
        const char *c = text + 1;
        for (*low = 0; *c >= '0' && *c <= '9' && *low < 1000; c++)
            *low = *low * 10 + (*c - '0');
        *high = *low;
        if (*c == ',')
            for (c++, *high = *c == '}' ? NO_END : 0; *c >= '0' && *c <= '9' && *high < 1000; c++)
                *high = *high * 10 + (*c - '0');
    }
    size_t size = strlen(text);
    *lazy = size > 1 && text[size - 1] == '?';
    return size > 1 && text[size - 1] == '+';
}

/* ------------------------------------------------------------------------------------------- building */

static uint32_t build_atom(network_builder *b, uint32_t class, uint32_t next)
{
    *arena_push(b->arena, &b->to->atoms) = (network_atom){class, next};
    return new_node(b, NODE_ATOM, next, (uint32_t)b->to->atoms.n - 1);
}

/* In a look it is a group like any other, but that PCRE2 would fill it. */
static uint32_t build_named(network_builder *b, struct part p, uint32_t next)
{
    uint32_t number = b->pieces[p.from].number;
    if (b->looks) {
        if (!b->exact)
            distrust(b, TRUST_WIDE);
        return build_alternatives(b, p.from + 1, p.to - 1, next);
    }
    next = build_mark(b, (network_mark){MARK_CLOSE, number, 0}, next);
    return build_mark(b, (network_mark){MARK_OPEN, number, 0}, build_alternatives(b, p.from + 1, p.to - 1, next));
}

static uint32_t build_group(network_builder *b, struct part p, uint32_t next)
{
    switch (b->pieces[p.from].group) {
    case GROUP_AHEAD: return build_ahead(b, p, next);
    case GROUP_NOT_AHEAD: return build_not_ahead(b, p, next);
    case GROUP_BEHIND: return build_behind(b, p, true, next);
    case GROUP_NOT_BEHIND: return build_behind(b, p, false, next);
    case GROUP_NAMED: return build_named(b, p, next);
    case GROUP_ATOMIC: distrust(b, TRUST_WIDE); break;
    default: break;
    }
    return build_alternatives(b, p.from + 1, p.to - 1, next);
}

static uint32_t build_once(network_builder *b, struct part p, uint32_t next)
{
    const piece *at = &b->pieces[p.from];
    switch (at->kind) {
    case PIECE_ATOM:
    case PIECE_BOUNDARY: return build_atom(b, class_of(b, at), next);
    case PIECE_START:
        *arena_push(b->arena, &b->to->behind) = &b->to->classes.letters[class_of(b, at)];
        return new_node(b, NODE_BEHIND, next, (uint32_t)b->to->behind.n - 1);
    case PIECE_END: return new_node(b, NODE_AHEAD, next, build_atom(b, class_of(b, at), 0));
    case PIECE_OPEN: return build_group(b, p, next);
    default: return next;
    }
}

/* How often a part may stand there. */
struct count {
    int low, high; /* NO_END: no bound */
    int limit;     /* in truth there is one; the network has none */
    bool lazy, keeps; /* as few as possible; gives nothing back */
};

/* One more, or on: in the order in which PCRE2 would try. */
static uint32_t build_choice(network_builder *b, struct count c, uint32_t more, uint32_t on)
{
    return c.lazy ? new_node(b, NODE_CHOICE, on, more) : new_node(b, NODE_CHOICE, more, on);
}

/* Behind a loop that gives nothing back.  Only of single words is it seen whether there was one more. */
static uint32_t build_left(network_builder *b, struct part p, uint32_t next)
{
    const piece *only = &b->pieces[p.from];
    if (p.to - p.from > 1 || (only->kind != PIECE_ATOM && only->kind != PIECE_BOUNDARY)) {
        distrust(b, TRUST_WIDE);
        return next;
    }
    distrust(b, TRUST_MARKED);
    return build_mark(b, (network_mark){MARK_LEFT, class_of(b, only), 0}, next);
}

static bool is_nullable(const network_builder *b, struct part p)
{
    pattern inner = {.pieces = {(piece *)(uintptr_t)(b->pieces + p.from), p.to - p.from, 0}};
    return pattern_is_nullable(&inner, NULL);
}

static uint32_t build_loop(network_builder *b, struct part p, struct count c, uint32_t next)
{
    uint32_t counter = c.limit == NO_END ? 0 : b->to->counter_count++;
    if (is_nullable(b, p)) /* what PCRE2 does then is its own affair */
        distrust(b, TRUST_WIDE);
    uint32_t loop = build_choice(b, c, 0, 0), body = build_once(b, p, loop);
    if (c.limit != NO_END)
        body = build_mark(b, (network_mark){MARK_TURN, counter, (uint32_t)c.limit}, body);
    network_node *choice = &b->to->nodes.at[loop];
    choice->next = c.lazy ? next : body;
    choice->other = c.lazy ? body : next;
    return c.limit == NO_END ? loop : build_mark(b, (network_mark){MARK_COUNT, counter, 0}, loop);
}

static uint32_t build_repeated(network_builder *b, struct part p, uint32_t next)
{
    struct count c = {.limit = NO_END};
    c.keeps = read_quantifier(p.quantifier, &c.low, &c.high, &c.lazy);
    uint32_t left = c.keeps ? build_left(b, p, next) : next;
    if (c.low > COUNT_EXACT)
        distrust(b, TRUST_WIDE);
    if (c.low > COUNT_EXACT || c.high > (b->exact ? COUNT_EXACT : COUNT_WIDE)) {
        distrust(b, TRUST_MARKED);
        c.low = c.low > COUNT_EXACT ? COUNT_EXACT : c.low;
        c.limit = c.high == NO_END ? NO_END : c.high - c.low;
        c.high = NO_END;
    }
    uint32_t entrance = next;
    if (c.high == NO_END)
        entrance = build_loop(b, p, c, left);
    for (int i = c.low; i < c.high; i++)
        entrance = build_choice(b, c, build_once(b, p, entrance), left);
    for (int i = 0; i < c.low; i++)
        entrance = build_once(b, p, entrance);
    return entrance;
}

static uint32_t build_part(network_builder *b, struct part p, uint32_t next)
{
    struct made m = {.pieces = b->pieces + p.from, .count = p.to - p.from + (p.quantifier != NULL), .next = next,
                     .exact = b->exact, .look = b->looks > 0};
    made_hash(&m);
    const struct made *before = made_before(b, &m);
    if (before) {
        distrust(b, before->trust);
        return before->entrance;
    }
    enum network_trust trust = b->trust;
    b->trust = TRUST_EXACT;
    m.entrance = p.quantifier ? build_repeated(b, p, next) : build_once(b, p, next);
    m.trust = b->trust;
    b->trust = trust;
    distrust(b, m.trust);
    made_remember(b, &m);
    return m.entrance;
}

/* From the last part to the first, each in front of what stands behind it. */
static uint32_t build_sequence(network_builder *b, size_t from, size_t to, uint32_t next)
{
    if (from >= to)
        return next;
    size_t behind;
    struct part p = part_at(b, from, to, &behind);
    return build_part(b, p, build_sequence(b, behind, to, next));
}

uint32_t build_alternatives(network_builder *b, size_t from, size_t to, uint32_t next)
{
    size_t end = branch_end(b, from, to);
    uint32_t entrance = build_sequence(b, from, end, next);
    if (end == to)
        return entrance;
    return new_node(b, NODE_CHOICE, entrance, build_alternatives(b, end + 1, to, next));
}

void network_add(network_builder *b, const pattern *p, const uint16_t *slots)
{
    b->pieces = p->pieces.at;
    b->exact = false;
    b->trust = TRUST_EXACT;
    uint32_t start = build_alternatives(b, 0, p->pieces.n, 0);
    *arena_push(b->arena, &b->to->starts) = start;
    *arena_push(b->arena, &b->to->slots) = slots;
    *arena_push(b->arena, &b->to->trust) = b->trust;
}
