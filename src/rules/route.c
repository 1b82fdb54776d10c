/*
 * How a rule matches, without trying.
 *
 * The scout knows at every place which nodes of the network hold, which is whether the rest of the pattern matches from there
 * on.  So a match need never turn back: at a choice it takes the first branch that holds, the one that PCRE2 would end up
 * with.  Where that leads to, up to the next letter, depends on little, and is worked out once.
 *
 * In front of a choice a network that is too wide may show a way that PCRE2 would not go; but the way taken is the first of
 * all it shows, so if that one is allowed, as the marks on it tell, it is the one.  Else PCRE2 has to be asked.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/scout.h"

#define NOTES_END UINT32_MAX

enum { ROUTES_MIN_BITS = 8, ROUTES_MAX_BITS = 16 };

/* ------------------------------------------------------------------------------------------- learning */

static uint32_t room_of(const scout *s)
{
    return s->routes ? (uint32_t)1 << (64 - s->route_shift) : 0;
}

static inline uint64_t route_hash(uint64_t key, uint32_t shift)
{
    return key * 0x9E3779B97F4A7C15u >> shift;
}

static route_step *route_cell(const scout *s, uint64_t key)
{
    uint64_t i = route_hash(key, s->route_shift), mask = UINT64_MAX >> s->route_shift;
    while (s->routes[i].key && s->routes[i].key != key)
        i = (i + 1) & mask;
    return &s->routes[i];
}

static void grow(scout *s)
{
    uint32_t room = room_of(s);
    route_step *old = s->routes, *new = calloc(room ? room * 2 : 1 << ROUTES_MIN_BITS, sizeof *new);
    if (!new)
        arena_give_up(&s->noted);
    s->routes = new;
    s->route_shift = room ? s->route_shift - 1 : 64 - ROUTES_MIN_BITS;
    for (uint32_t i = 0; i < room; i++)
        if (old[i].key)
            *route_cell(s, old[i].key) = old[i];
    free(old);
}

void routes_forget(scout *s)
{
    if (s->routes)
        memset(s->routes, 0, room_of(s) * sizeof *s->routes);
    else
        grow(s);
    s->route_count = 0;
    s->route_age++;
    arena_reset(&s->noted);
    s->notes.at = NULL;
    s->notes.n = s->notes.room = 0;
}

/* Room for one more; the places of all others may change. */
static void make_room(scout *s)
{
    if ((s->route_count + 1) * 2 <= room_of(s))
        return;
    if (room_of(s) == (uint32_t)1 << ROUTES_MAX_BITS)
        routes_forget(s);
    else
        grow(s);
}

/* A node's number times 2, and whether it looks back. */
static inline uint32_t route_node(const network *n, uint32_t node)
{
    return node * 2 + n->looks_back[node];
}

/* From a node to the next letter; adds the marks on the way to the notes. */
static uint32_t find_step(scout *s, uint32_t node, const struct spot *at)
{
    const network *n = s->network;
    for (;;) {
        const network_node *here = &n->nodes.at[node];
        switch (here->kind) {
        case NODE_MATCH: return ROUTE_END;
        case NODE_NEVER: return ROUTE_NONE;
        case NODE_ATOM: return scout_judge(s, node, at) ? ROUTE_NODES + route_node(n, here->next) : ROUTE_NONE;
        case NODE_MARK: *arena_push(&s->noted, &s->notes) = here->other; break;
        case NODE_CHOICE:
            if (!scout_judge(s, here->next, at)) {
                node = here->other;
                continue;
            }
            break;
        default:
            if (!scout_judge(s, node, at))
                return ROUTE_NONE;
        }
        node = here->next;
    }
}

/* The notes from `first` on are the step's: mostly they are groups, and few, which the step itself can hold. */
static void keep_notes(scout *s, route_step *step, size_t first)
{
    size_t count = s->notes.n - first;
    bool few = count <= 2;
    for (size_t i = 0; i < count && few; i++) {
        const network_mark *mark = &s->network->marks.at[s->notes.at[first + i]];
        few = mark->kind <= MARK_CLOSE && group_slot(mark->number, true) <= UINT16_MAX;
        step->slots[i] = (uint16_t)group_slot(mark->number, mark->kind == MARK_CLOSE);
    }
    if (few) {
        s->notes.n = first;
        return;
    }
    step->to |= ROUTE_NOTED;
    step->notes = (uint32_t)first;
    *arena_push(&s->noted, &s->notes) = NOTES_END;
}

/* A step that is not the first one of its cell: known or not. */
static __attribute__((noinline)) const route_step *find(scout *s, uint64_t key)
{
    const route_step *known = route_cell(s, key);
    if (known->key)
        return known;
    make_room(s);
    struct spot at = scout_spot(s, &s->states.at[key % SCOUT_NUMBERS], (letter)(key / SCOUT_NUMBERS));
    route_step *step = route_cell(s, key);
    size_t first = s->notes.n;
    scout_look_anew(s);
    s->route_count++;
    *step = (route_step){.key = key, .to = find_step(s, (uint32_t)(key >> 33), &at)};
    keep_notes(s, step, first);
    return step;
}

/* ------------------------------------------------------------------------------------------ following */

/* A match on its way. */
struct follower {
    scout *scout;
    const letter *letters;
    const uint16_t *slots; /* of the pattern */
    size_t *offsets;
};

static enum route follow(const struct follower *f, uint32_t node, uint32_t *at);

/* Takes note of marks; false: PCRE2 has to be asked. */
static bool take_notes(const struct follower *f, uint32_t notes, uint32_t at)
{
    scout *s = f->scout;
    for (; s->notes.at[notes] != NOTES_END; notes++) {
        const network_mark *mark = &s->network->marks.at[s->notes.at[notes]];
        switch (mark->kind) {
        case MARK_OPEN:
        case MARK_CLOSE: f->offsets[f->slots[group_slot(mark->number, mark->kind == MARK_CLOSE)]] = at; break;
        case MARK_COUNT: s->counters[mark->number] = 0; break;
        case MARK_TURN:
            if (s->counters[mark->number]++ == mark->limit)
                return false;
            break;
        case MARK_AHEAD: {
            s->beyond = true;
            uint32_t end = at, age = s->route_age;
            if (follow(f, route_node(s->network, mark->number), &end) != ROUTE_MATCHES || s->route_age != age)
                return false;
            break;
        }
        case MARK_LEFT:
            s->beyond = true;
            if (at < s->count && letter_in(&s->network->classes.letters[mark->number], f->letters[at]))
                return false;
            break;
        }
    }
    return true;
}

/* What the step from a node (route_node) at a place depends on. */
static inline uint64_t key_at(const scout *s, uint32_t node, uint32_t at)
{
    uint64_t before = node % 2 ? s->trail[(ptrdiff_t)at - 1] : 0;
    return scout_state_at(s, at) | before * SCOUT_NUMBERS | (uint64_t)node << 32;
}

/* Goes on from a node (route_node), *at on; *at is where the match ends then. */
static enum route follow(const struct follower *f, uint32_t node, uint32_t *at)
{
    scout *s = f->scout;
    for (; node; ++*at) {
        uint64_t key = key_at(s, node, *at);
        const route_step *step = &s->routes[route_hash(key, s->route_shift)];
        if (step->key != key)
            step = find(s, key);
        uint32_t to = step->to; /* a look may make the steps anew */
        if (to & ROUTE_NOTED) {
            if (!take_notes(f, step->notes, *at))
                return ROUTE_UNKNOWN;
            to -= ROUTE_NOTED;
        } else { /* what is none goes to a place of its own, which is quicker than to ask */
            f->offsets[f->slots[step->slots[0]]] = *at;
            f->offsets[f->slots[step->slots[1]]] = *at;
        }
        if (to < ROUTE_NODES)
            return to == ROUTE_END ? ROUTE_MATCHES : ROUTE_FAILS;
        node = to - ROUTE_NODES;
    }
    return ROUTE_MATCHES;
}

enum route scout_follow(scout *s, const letter *letters, uint32_t number, uint32_t at, size_t *offsets)
{
    if (s->lost || s->network->trust.at[number] == TRUST_WIDE)
        return ROUTE_UNKNOWN;
    uint32_t end = at, start = route_node(s->network, s->network->starts.at[number]);
    enum route way = follow(&(struct follower){s, letters, s->network->slots.at[number], offsets}, start, &end);
    offsets[0] = at;
    offsets[1] = end;
    return way;
}
