/*
 * What has won where the surroundings were the same.
 *
 * The state two letters behind a place and the letters in between and in front decide all that the scout says of matches of
 * up to two letters there: which rules have one, and how.  Most matches are no longer, so most need not be followed
 * again, nor held against each other.  Precedents belong to one scout and are forgotten with its states.
 */
#ifndef QUOTH_RULES_PRECEDENT_H
#define QUOTH_RULES_PRECEDENT_H

#include "rules/scout.h"
#include "rules/stage.h"

/* A group that took part in a match, in units of the stage's own sequence from the match's first one on; never empty. */
typedef struct taken_group {
    uint32_t from, to;
    const rule_group *group;
} taken_group;

enum { PRECEDENT_LENGTH = SCOUT_BEYOND }; /* the longest match that the surroundings decide */

/* A way of winning; its span lies where it would if the match began at unit 0. */
typedef struct precedent {
    const rule_code *code;
    const struct precedent *other; /* of the same rule */
    uint64_t fields;               /* as in a hit */
    uint32_t length, span_from, span_to;
    uint32_t group_count;
    taken_group groups[];
} precedent;

typedef struct precedent_cell {
    uint64_t surroundings; /* 0: free */
    const precedent *won;
} precedent_cell;

typedef struct precedents {
    precedent_cell *cells; /* hash table of 2^(64 - shift) and one; its own; each stands in one of two neighbours */
    uint32_t count, shift;
    uint32_t age;               /* the scout's, when the first of these were kept */
    const precedent **by_rule;  /* by number of the rule in its stage */
    arena arena; /* of by_rule and the precedents, which hits refer to */
} precedents;

/* What decides matches of up to PRECEDENT_LENGTH letters at a place; never 0. */
static inline uint64_t surroundings(const scout *s, uint32_t at)
{
    uint64_t state = scout_state_at(s, at + PRECEDENT_LENGTH), here = s->trail[at], next = s->trail[at + 1];
    return state | next << 16 | here << 32 | (uint64_t)s->trail[(ptrdiff_t)at - 1] << 48;
}

static inline uint64_t precedent_place(const precedents *p, uint64_t key)
{
    return key * 0x9E3779B97F4A7C15u >> p->shift;
}

/* Sees to it that precedent_of is quick. */
static inline void precedent_fetch(const precedents *p, uint64_t key)
{
    if (p->cells)
        __builtin_prefetch(&p->cells[precedent_place(p, key)]);
}

/* What won in these surroundings; NULL when that is not known. */
static inline const precedent *precedent_of(const precedents *p, const scout *s, uint64_t key)
{
    if (!p->cells || p->age != s->age)
        return NULL;
    const precedent_cell *cell = &p->cells[precedent_place(p, key)];
    cell += cell->surroundings != key;
    return cell->surroundings == key ? cell->won : NULL;
}

/* Keeps what has won.  Jumps to `escape` when memory is short. */
void precedent_keep(precedents *p, const scout *s, uint64_t key, const precedent *won, jmp_buf *escape);

void precedents_free(precedents *p);

#endif
