/* What looks back and ahead. */
#include "rules/network_build.h"

#include <string.h>

/* A branch of a look back: what stands directly before, and before that; NULL: anything. */
struct branch {
    const letter_set *last, *second;
    bool plain; /* that is all it says */
};

static const letter_set *letters_of(const network_builder *b, const piece *p)
{
    bool one = p->kind == PIECE_ATOM || p->kind == PIECE_BOUNDARY;
    return one ? &b->to->classes.letters[class_of(b, p)] : NULL;
}

static struct branch read_branch(const network_builder *b, size_t from, size_t to)
{
    if (to - from == 1 && b->pieces[from].kind == PIECE_START)
        return (struct branch){&b->to->classes.letters[class_of(b, &b->pieces[from])], NULL, true};
    struct branch r = {.last = to > from ? letters_of(b, &b->pieces[to - 1]) : NULL};
    r.second = r.last && to - from > 1 ? letters_of(b, &b->pieces[to - 2]) : NULL;
    r.plain = r.last && (to - from == 1 || (to - from == 2 && r.second));
    return r;
}

/* The number of a class among the stage's questions to the second letter before; SECONDS_BEHIND_MAX: there are too many. */
static uint32_t second_number(network_builder *b, const letter_set *class)
{
    network *n = b->to;
    uint32_t i = 0;
    while (i < n->second_count && memcmp(n->seconds_behind[i], class, sizeof *class) != 0)
        i++;
    if (i == n->second_count && i < CODE_BITS - n->letter_bits)
        n->seconds_behind[n->second_count++] = class;
    return i < n->second_count ? i : SECONDS_BEHIND_MAX;
}

static uint32_t build_letter_behind(network_builder *b, enum node_kind kind, const letter_set *before, uint32_t next)
{
    *arena_push(b->arena, &b->to->behind) = before;
    return new_node(b, kind, next, (uint32_t)b->to->behind.n - 1);
}

/* A branch is there, and then `next`. */
static uint32_t build_is_behind(network_builder *b, struct branch r, uint32_t next)
{
    if (r.second) {
        uint32_t second = second_number(b, r.second);
        if (second < SECONDS_BEHIND_MAX)
            next = new_node(b, NODE_SECOND_BEHIND, next, second);
        else
            r.plain = false;
    }
    if (!r.plain)
        distrust(b, TRUST_WIDE);
    return r.last ? build_letter_behind(b, NODE_BEHIND, r.last, next) : next;
}

/* A branch is not there, and then `next`. */
static uint32_t build_is_not_behind(network_builder *b, struct branch r, uint32_t next)
{
    uint32_t second = r.second ? second_number(b, r.second) : 0;
    if (!r.plain || second == SECONDS_BEHIND_MAX) {
        distrust(b, TRUST_WIDE);
        return next;
    }
    uint32_t not_last = build_letter_behind(b, NODE_NOT_BEHIND, r.last, next);
    return r.second ? new_node(b, NODE_CHOICE, not_last, new_node(b, NODE_NOT_SECOND_BEHIND, next, second)) : not_last;
}

uint32_t build_behind(network_builder *b, struct part p, bool wanted, uint32_t next)
{
    uint32_t entrance = next;
    bool first = true;
    for (size_t from = p.from + 1, end; from < p.to; from = end + 1, first = false) {
        end = branch_end(b, from, p.to - 1);
        struct branch r = read_branch(b, from, end);
        if (!wanted)
            entrance = build_is_not_behind(b, r, entrance);
        else if (first)
            entrance = build_is_behind(b, r, next);
        else
            entrance = new_node(b, NODE_CHOICE, entrance, build_is_behind(b, r, next));
    }
    return entrance;
}

uint32_t build_ahead(network_builder *b, struct part p, uint32_t next)
{
    enum network_trust trust = b->trust;
    b->trust = TRUST_EXACT;
    b->looks++;
    uint32_t other = build_alternatives(b, p.from + 1, p.to - 1, 0);
    b->looks--;
    bool marked = b->trust == TRUST_MARKED;
    distrust(b, trust);
    if (marked)
        next = build_mark(b, (network_mark){MARK_AHEAD, other, 0}, next);
    return new_node(b, NODE_AHEAD, next, other);
}

uint32_t build_not_ahead(network_builder *b, struct part p, uint32_t next)
{
    bool exact = b->exact;
    enum network_trust trust = b->trust;
    b->exact = true;
    b->trust = TRUST_EXACT;
    b->looks++;
    uint32_t other = build_alternatives(b, p.from + 1, p.to - 1, 0);
    b->looks--;
    bool wide = b->trust != TRUST_EXACT;
    b->exact = exact;
    b->trust = trust;
    if (wide)
        distrust(b, TRUST_WIDE);
    return wide ? next : new_node(b, NODE_NOT_AHEAD, next, other);
}
