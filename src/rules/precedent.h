/*
 * What has won where the surroundings were the same.
 *
 * The state some letters behind a place and the letters in between and in front decide all that the scout says of matches
 * that are no longer there: which rules have one, and how.  Most matches are of two letters at most, and most others
 * of five, so most need not be followed again, nor held against each other.  Precedents belong to one scout and are
 * forgotten with its states.
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

enum { PRECEDENT_NEAR = 2, PRECEDENT_FAR = SCOUT_BEYOND }; /* the longest matches that near and far surroundings decide */

enum { PRECEDENT_MET_BITS = 15 };

/* Of a place.  The near ones are never 0, and the far ones are 0 where only the near ones matter. */
typedef struct surroundings {
    uint64_t near, far;
} surroundings;

/* A way of winning; its span lies where it would if the match began at unit 0. */
typedef struct precedent {
    const rule_code *code;
    const struct precedent *other; /* in the same row */
    const struct precedent *also;  /* the next that wins at the same place, in a stage that keeps all */
    uint64_t fields;               /* as in a hit */
    uint32_t length, span_from, span_to;
    uint32_t group_count;
    taken_group groups[];
} precedent;

typedef struct precedent_cell {
    surroundings around; /* near is 0: free */
    const precedent *won;
} precedent_cell;

typedef struct precedents {
    precedent_cell *cells; /* hash table of 2^(64 - shift) and one; its own; each stands in one of two neighbours */
    uint32_t count, shift;
    uint32_t age;               /* the scout's, when the first of these were kept */
    const precedent **rows;     /* hash table: each kept once */
    uint64_t *met;      /* 2^PRECEDENT_MET_BITS bits, one for each far surroundings that were met lately; some share one */
    uint32_t met_count; /* bits that are set */
    arena arena; /* of rows, met and the precedents, which hits refer to */
} precedents;

static inline uint64_t four_of(uint64_t first, uint64_t second, uint64_t third, uint64_t fourth)
{
    return first | second << 16 | third << 32 | fourth << 48;
}

/* What decides matches of up to PRECEDENT_NEAR letters at a place: the states on the way, or, where the letters matter as
   well, the last of them and those, which lead to the others. */
static inline surroundings surroundings_near(const scout *s, uint32_t at)
{
    const letter *here = &s->trail[at];
    uint32_t behind = scout_state_at(s, at + PRECEDENT_NEAR);
    if (s->network->looks_back_within)
        return (surroundings){four_of(behind, here[1], here[0], here[-1]), 0};
    return (surroundings){four_of(behind, scout_state_at(s, at + 1), scout_state_at(s, at), here[-1]), 0};
}

/* The same of up to PRECEDENT_FAR letters. */
static inline surroundings surroundings_far(const scout *s, uint32_t at, surroundings near)
{
    const letter *here = &s->trail[at];
    uint32_t behind = scout_state_at(s, at + PRECEDENT_FAR);
    if (s->network->looks_back_within)
        return (surroundings){near.near, four_of(behind, here[4], here[3], here[2])};
    return (surroundings){near.near, four_of(behind, scout_state_at(s, at + 4), scout_state_at(s, at + 3), 0)};
}

static inline bool surroundings_same(surroundings a, surroundings b)
{
    return a.near == b.near && a.far == b.far;
}

static inline uint64_t surroundings_hash(surroundings around)
{
    return (around.near ^ around.far * 0xD6E8FEB86659FD93u) * 0x9E3779B97F4A7C15u;
}

static inline uint64_t precedent_place(const precedents *p, surroundings around)
{
    return surroundings_hash(around) >> p->shift;
}

/* Sees to it that precedent_of is quick. */
static inline void precedent_fetch(const precedents *p, surroundings around)
{
    if (p->cells)
        __builtin_prefetch(&p->cells[precedent_place(p, around)]);
}

/* What won in these surroundings; NULL when that is not known. */
static inline const precedent *precedent_of(const precedents *p, const scout *s, surroundings around)
{
    if (!p->cells || p->age != s->age)
        return NULL;
    const precedent_cell *cell = &p->cells[precedent_place(p, around)];
    cell += !surroundings_same(cell->around, around);
    return surroundings_same(cell->around, around) ? cell->won : NULL;
}

/* Whether far surroundings were met lately: most never are again.  What has won in others is not kept. */
static inline bool precedent_recurs(const precedents *p, surroundings far)
{
    uint64_t hash = surroundings_hash(far) >> (64 - PRECEDENT_MET_BITS);
    return p->met && p->met[hash / 64] >> hash % 64 & 1;
}

/* Takes note of them, for precedent_recurs. */
void precedent_meet(precedents *p, surroundings far, jmp_buf *escape);

/* Keeps what has won.  Both jump to `escape` when memory is short. */
void precedent_keep(precedents *p, const scout *s, surroundings around, const precedent *won, jmp_buf *escape);

void precedents_free(precedents *p);

#endif
