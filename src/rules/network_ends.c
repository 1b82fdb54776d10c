/* How matches begin and go on: which atoms come first, which stand side by side, which may end a match, what looks back. */
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
    n->words = (uint32_t)(n->atoms.n / 64 / ATOMS_AT_ONCE + 1) * ATOMS_AT_ONCE;
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

enum { LOOKS_AHEAD = 1, LOOKS_BACK = 2 };

/* How a node looks before the next letter is read, by what is known of those it leads to. */
static unsigned char looks_of(const network *n, uint32_t number, const unsigned char *looks)
{
    const network_node *at = &n->nodes.at[number];
    switch (at->kind) {
    case NODE_MATCH:
    case NODE_NEVER:
    case NODE_ATOM: return 0;
    case NODE_MARK: return looks[at->next];
    case NODE_CHOICE: return looks[at->next] | looks[at->other];
    case NODE_AHEAD:
    case NODE_NOT_AHEAD: return LOOKS_AHEAD | looks[at->next] | looks[at->other];
    default: return LOOKS_BACK | looks[at->next];
    }
}

/* By node.  Most nodes are behind those that they lead to; loops need another round. */
static unsigned char *find_looks(struct ends *e)
{
    const network *n = e->network;
    unsigned char *looks = arena_alloc(e->scratch, n->nodes.n);
    for (bool more = true; more;) {
        more = false;
        for (uint32_t i = 0; i < n->nodes.n; i++) {
            unsigned char now = looks_of(n, i, looks);
            more = more || now != looks[i];
            looks[i] = now;
        }
    }
    return looks;
}

static void note_looks(struct network_looks *sets, uint32_t number, unsigned char looks)
{
    uint64_t bit = (uint64_t)1 << (number % 64);
    if (!looks)
        sets->none[number / 64] |= bit;
    if (looks & LOOKS_BACK)
        sets->back[number / 64] |= bit;
}

static void sort_looks(struct ends *e)
{
    network *n = e->network;
    const unsigned char *looks = find_looks(e);
    n->looks_back = arena_alloc(e->arena, n->nodes.n);
    for (uint32_t i = 0; i < n->nodes.n; i++)
        n->looks_back[i] = (looks[i] & LOOKS_BACK) != 0;
    n->atoms_look.none = arena_alloc(e->arena, n->words * sizeof(uint64_t));
    n->atoms_look.back = arena_alloc(e->arena, n->words * sizeof(uint64_t));
    for (uint32_t i = 0; i < n->atoms.n; i++) {
        note_looks(&n->atoms_look, i, looks[n->atoms.at[i].next]);
        n->looks_back_within |= n->looks_back[n->atoms.at[i].next];
    }
    n->rules_look.none = arena_alloc(e->arena, n->first_words * sizeof(uint64_t));
    n->rules_look.back = arena_alloc(e->arena, n->first_words * sizeof(uint64_t));
    for (uint32_t i = 0; i < n->starts.n; i++)
        note_looks(&n->rules_look, i, looks[n->starts.at[i]]);
}

/* Which patterns may begin with which atom. */
static void find_firsts(struct ends *e)
{
    network *n = e->network;
    struct walk first = {.seen = arena_alloc(e->scratch, n->nodes.n * sizeof *first.seen)};
    n->first_words = (uint32_t)(n->starts.n / 64 + 1);
    n->firsts = arena_alloc(e->arena, (n->atoms.n + 1) * n->first_words * sizeof *n->firsts);
    for (uint32_t i = 0; i < n->starts.n; i++) {
        first.number++;
        first.atoms.n = 0;
        walk_on(e, &first, n->starts.at[i]);
        for (size_t k = 0; k < first.atoms.n; k++)
            n->firsts[first.atoms.at[k] * n->first_words + i / 64] |= (uint64_t)1 << (i % 64);
    }
}

void network_end(arena *a, arena *scratch, network *n)
{
    struct ends e = {a, scratch, n};
    find_firsts(&e);
    find_neighbours(&e);
    sort_looks(&e);
}
