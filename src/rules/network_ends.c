/* How matches begin and end: which atoms come first, which stand side by side, which may be a whole match. */
#include "rules/network.h"

/* A network whose nodes are all there. */
struct ends {
    arena *arena, *scratch;
    network *network;
};

/* A walk over the nodes from which the first letter of a pattern is read. */
struct walk {
    uint32_t *seen; /* by node, the walk that came there last */
    uint32_t number;
    VECTOR(uint32_t) atoms; /* that it has come to */
};

static void walk_on(struct ends *e, struct walk *w, uint32_t number)
{
    const network_node *at = &e->network->nodes.at[number];
    if (w->seen[number] == w->number || at->kind <= NODE_NEVER)
        return;
    w->seen[number] = w->number;
    if (at->kind == NODE_ATOM) {
        *arena_push(e->scratch, &w->atoms) = at->other;
        return;
    }
    walk_on(e, w, at->next);
    if (at->kind == NODE_CHOICE)
        walk_on(e, w, at->other);
}

/* The node as it is when a letter must still be read: where it may be the end there is NODE_NEVER.  made: by node, what it
   has become + 1. */
static uint32_t going_on(struct ends *e, uint32_t number, uint32_t *made)
{
    network_node at = e->network->nodes.at[number];
    if (at.kind == NODE_MATCH)
        return 1; /* the node NODE_NEVER */
    if (at.kind == NODE_ATOM || at.kind == NODE_NEVER)
        return number;
    if (made[number])
        return made[number] - 1;
    *arena_push(e->arena, &e->network->nodes) = (network_node){at.kind, 0, at.other};
    uint32_t twin = (uint32_t)e->network->nodes.n - 1;
    made[number] = twin + 1;
    uint32_t next = going_on(e, at.next, made);
    e->network->nodes.at[twin].next = next;
    if (at.kind == NODE_CHOICE) {
        uint32_t other = going_on(e, at.other, made);
        e->network->nodes.at[twin].other = other;
    }
    return twin;
}

/* Whether nothing need be read from a node on. */
static bool may_end(const network *n, uint32_t number, struct walk *w)
{
    const network_node *at = &n->nodes.at[number];
    if (at->kind <= NODE_ATOM)
        return at->kind == NODE_MATCH;
    if (w->seen[number] == w->number)
        return false;
    w->seen[number] = w->number;
    return may_end(n, at->next, w) || (at->kind == NODE_CHOICE && may_end(n, at->other, w));
}

/* Which atoms may stand behind which. */
static void find_neighbours(struct ends *e)
{
    network *n = e->network;
    struct walk next = {.seen = arena_alloc(e->scratch, n->nodes.n * sizeof *next.seen)};
    struct walk end = {.seen = arena_alloc(e->scratch, n->nodes.n * sizeof *end.seen)};
    n->words = (uint32_t)(n->atoms.n / 64 + 1);
    n->before = arena_alloc(e->arena, (n->atoms.n + 1) * n->words * sizeof *n->before);
    n->ends = arena_alloc(e->arena, n->words * sizeof *n->ends);
    for (uint32_t i = 0; i < n->atoms.n; i++) {
        next.number++;
        end.number++;
        next.atoms.n = 0;
        walk_on(e, &next, n->atoms.at[i].next);
        for (size_t k = 0; k < next.atoms.n; k++)
            n->before[next.atoms.at[k] * n->words + i / 64] |= (uint64_t)1 << (i % 64);
        if (may_end(n, n->atoms.at[i].next, &end))
            n->ends[i / 64] |= (uint64_t)1 << (i % 64);
    }
}

void network_end(arena *a, arena *scratch, network *n)
{
    struct ends e = {a, scratch, n};
    size_t nodes = n->nodes.n, atoms = n->atoms.n;
    struct walk first = {.seen = arena_alloc(scratch, nodes * sizeof *first.seen)};
    struct walk end = {.seen = arena_alloc(scratch, nodes * sizeof *end.seen)};
    uint32_t *made = arena_alloc(scratch, nodes * sizeof *made);
    n->first_words = (uint32_t)(n->starts.n / 64 + 1);
    n->firsts = arena_alloc(a, (2 * atoms + 1) * n->first_words * sizeof *n->firsts); /* twins are no firsts */
    n->twins = arena_alloc(a, (2 * atoms + 1) * sizeof *n->twins);
    for (uint32_t i = 0; i < n->starts.n; i++) {
        first.number++;
        first.atoms.n = 0;
        walk_on(&e, &first, n->starts.at[i]);
        for (size_t k = 0; k < first.atoms.n; k++) {
            uint32_t atom = first.atoms.at[k];
            n->firsts[atom * n->first_words + i / 64] |= (uint64_t)1 << (i % 64);
            end.number++;
            if (n->twins[atom] || !may_end(n, n->atoms.at[atom].next, &end))
                continue;
            network_atom twin = {n->atoms.at[atom].class, going_on(&e, n->atoms.at[atom].next, made)};
            *arena_push(a, &n->atoms) = twin;
            n->twins[atom] = (uint32_t)n->atoms.n;
        }
    }
    find_neighbours(&e);
}
