/* What the files share that build a network. */
#ifndef QUOTH_RULES_NETWORK_BUILD_H
#define QUOTH_RULES_NETWORK_BUILD_H

#include "rules/network.h"

/* A part of a pattern: pieces [from, to), and how often it may stand there. */
struct part {
    size_t from, to;
    const char *quantifier; /* NULL: once */
};

/* What a part has become in front of a node. */
struct made {
    uint64_t hash;
    const piece *pieces;
    size_t count;
    uint32_t next, entrance;
    bool exact, look;
    enum network_trust trust;
};

struct network_builder {
    arena *arena, *scratch;
    network *to;
    struct made *table;
    size_t room, used;
    /* of the pattern that is added */
    const piece *pieces;
    bool exact;               /* inside a negative look nothing may be too wide */
    unsigned looks;           /* how many looks are open */
    enum network_trust trust; /* of what is being built */
};

static inline void distrust(network_builder *b, enum network_trust t)
{
    if (b->trust < t)
        b->trust = t;
}

static inline uint32_t new_node(network_builder *b, enum node_kind kind, uint32_t next, uint32_t other)
{
    *arena_push(b->arena, &b->to->nodes) = (network_node){kind, next, other};
    return (uint32_t)b->to->nodes.n - 1;
}

static inline uint32_t build_mark(network_builder *b, network_mark mark, uint32_t next)
{
    *arena_push(b->arena, &b->to->marks) = mark;
    return new_node(b, NODE_MARK, next, (uint32_t)b->to->marks.n - 1);
}

static inline uint32_t class_of(const network_builder *b, const piece *p)
{
    if (p->kind != PIECE_ATOM)
        return b->to->classes.expressions + (p->paragraph ? CLASS_PARAGRAPH : CLASS_BOUNDARY);
    if (p->expression.size == 1 && p->expression.code[0] == EXPR_ANY)
        return b->to->classes.expressions + CLASS_ANY;
    return p->atom;
}

/* The alternatives [from, to) in front of `next`; their entrance (network.c). */
uint32_t build_alternatives(network_builder *b, size_t from, size_t to, uint32_t next);

/* The end of the branch that begins at `from`: its | or `to`. */
size_t branch_end(const network_builder *b, size_t from, size_t to);

/* The same of what looks (network_look.c). */
uint32_t build_behind(network_builder *b, struct part p, bool wanted, uint32_t next);
uint32_t build_ahead(network_builder *b, struct part p, uint32_t next);
uint32_t build_not_ahead(network_builder *b, struct part p, uint32_t next);

/* What was made of the same part before (network_made.c); NULL: nothing.  made_hash first. */
void made_hash(struct made *m);
const struct made *made_before(const network_builder *b, const struct made *m);
void made_remember(network_builder *b, const struct made *m);

#endif
