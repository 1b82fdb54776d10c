/*
 * Where the rules of a stage match: a look at each letter of an article, from its end to its beginning.
 *
 * The nodes of the network that hold behind a letter, and the letter, decide which hold in front of it.  So the sets of
 * nodes that are met are the states of a deterministic automaton that is made while it runs: what a state and a letter lead
 * to is worked out when they first meet (M. O. Rabin, D. Scott, "Finite automata and their decision problems", 1959).
 * A scout belongs to one thread.
 */
#ifndef QUOTH_RULES_SCOUT_H
#define QUOTH_RULES_SCOUT_H

#include "rules/network.h"
#include "rules/steps.h"

/* Rules that match at one place, by their number in the stage, in order. */
typedef struct rule_list {
    uint16_t *rules;
    uint32_t count;
} rule_list;

enum { SCOUT_EMPTY = 1, SCOUT_NUMBERS = 1 << 16 }; /* the state in which no atom holds; states and lists are below that */
enum { LEADS_AT_ONCE = 8 }; /* that are looked at */
enum { USUAL_PAIRS = 1 << 12 }; /* of letters are told apart, see `usual` */
enum { SCOUT_BEYOND = 5 };  /* how far behind the end somebody may look: letters are 0 there */

/* Where a match goes on, once it has come to a node at a place where a state holds (route.c). */
typedef struct route_step {
    uint64_t key;   /* the state, the code of the letters before times 2^16, the node times 2^32; 0: free */
    uint32_t to;    /* ROUTE_NODES + the node behind the letter that is read, as route.c numbers it; or one of the others */
    union {
        uint16_t slots[2]; /* of groups that begin or end there: two at most */
        uint32_t notes;    /* with ROUTE_NOTED: all the marks that it comes by, in the scout's notes from here on */
    };
} route_step;

enum { ROUTE_END, ROUTE_NONE, ROUTE_NODES, ROUTE_NOTED = 1 << 30 /* a bit of `to` */ };

/* The atoms that hold at a place, and what can be in front of it then. */
typedef struct scout_state {
    uint64_t *atoms;
    uint64_t hash;           /* of the atoms */
    uint64_t *near;          /* the atoms that may hold before where their letter is; NULL: not asked for yet, nor what follows */
    uint64_t *ready;         /* those of them that do, whatever is in front of the place */
    uint64_t *sure, *maybe;  /* the rules that match here, and those of which that decides */
} scout_state;

typedef struct scout {
    const network *network;
    arena learnt;   /* of the states; given back when there are too many states or steps */
    VECTOR(scout_state) states; /* state 0 is none, state 1 the one in which no atom holds */
    uint32_t *state_table;     /* hash table of states */
    uint32_t state_room;
    steps steps;           /* what a state and a code lead to */
    uint32_t step_limit;   /* more are forgotten; may be set before the first run, for tests */
    uint16_t *usual;       /* the state that parts have met last in front of a letter; behind those, of two (by their hash) */
    bool alone;            /* one part is run: states may be forgotten */
    bool full;             /* several are, and there was no room for another state */
    const uint32_t *leads; /* the caller's, of the last run, */
    const letter *trail;   /* by place: the codes of its letters; the caller's letters or `codes` */
    uint32_t count;        /* how many there are */
    bool lost;             /* states were forgotten meanwhile */
    bool beyond;           /* set where a match that was followed depends on what lies behind it; the caller's to reset */
    uint32_t age;          /* how often states were forgotten */
    route_step *routes;    /* hash table; the scout's own; forgotten with the states */
    uint32_t route_count, route_shift; /* it has 2^(64 - route_shift) cells */
    uint32_t route_age;    /* how often they were forgotten */
    VECTOR(uint32_t) notes; /* marks, each run of them closed by NOTES_END */
    arena noted;           /* of those */
    letter *codes;         /* room for an article's; the scout's own */
    size_t code_room;
    arena kept;            /* of what follows */
    uint32_t *counters;    /* by number of the counter: see MARK_COUNT */
    letter *seconds; /* by letter, what it answers as the second letter before: a bit a question, above those of the letter */
    letter *numbers; /* by letter and what the one before answers: the code; 0: not met yet; the scout's own */
    letter *numbered; /* by code, of what it is that; behind those */
    uint32_t code_count; /* codes are below that */
    uint64_t **by_letter;  /* the atoms that take a letter; NULL: not asked yet */
    VECTOR(rule_list) lists; /* list 0 is empty, list 1 holds all rules */
    uint32_t *list_table;
    uint32_t list_room;
    uint64_t *set;   /* room for one set of atoms, */
    uint64_t *rule_set; /* one of rules, */
    uint16_t *rules; /* and one list */
    uint32_t *verdicts; /* by node, what was judged last: see scout_judge */
    uint32_t moment;
    bool tainted;
} scout;

/* How many leads a run writes for an article of so many letters. */
static inline size_t scout_room(size_t count)
{
    return count + 2 + LEADS_AT_ONCE;
}

/* Finds all places where rules match, for scout_next.  letters[-1] is 0, and so are SCOUT_BEYOND behind the last; leads: the caller's, with scout_room(count) cells,
   and to be left alone until the next run.  Jumps to `escape` when memory is short. */
void scout_run(scout *s, const network *n, const letter *letters, uint32_t count, uint32_t *leads, jmp_buf *escape);

/* The first place, from `at` on, where rules match, or one more than there are letters. */
static inline uint32_t scout_next(const scout *s, uint32_t at)
{
    const uint32_t *leads = s->leads + at;
    for (int i = 0; i < 4; i++, leads++) /* often it is near; */
        if (*leads >= SCOUT_NUMBERS)
            return (uint32_t)(leads - s->leads);
    for (uint32_t any = 0;; leads += LEADS_AT_ONCE) { /* or far */
        for (int i = 0; i < LEADS_AT_ONCE; i++)
            any |= leads[i];
        if (any >= SCOUT_NUMBERS)
            break;
    }
    while (*leads < SCOUT_NUMBERS)
        leads++;
    return (uint32_t)(leads - s->leads);
}

/* The rules of a place. */
static inline const rule_list *scout_rules(const scout *s, uint32_t at)
{
    return &s->lists.at[s->leads[at] / SCOUT_NUMBERS];
}

/* The state at a place of the last run, or up to SCOUT_BEYOND behind its end. */
static inline uint32_t scout_state_at(const scout *s, uint32_t at)
{
    return s->leads[at + 1] % SCOUT_NUMBERS;
}

/* How a rule matches, as far as the scout can tell. */
enum route { ROUTE_MATCHES, ROUTE_FAILS, ROUTE_UNKNOWN };

/*
 * Follows a rule's match from a place where the last run has seen it: fills offsets (OFFSETS_ROOM) as PCRE2 does, a pair for the
 * match and one for each of the rule's named groups; the first of each such pair must be PCRE2_UNSET before.  `letters` are those of the run.
 */
enum route scout_follow(scout *s, const letter *letters, uint32_t number, uint32_t at, size_t *offsets);

void scout_free(scout *s);

/* ------------------------------------- between scout.c, scout_learn.c, scout_judge.c and route.c */

/* What is known of a place. */
struct spot {
    const uint64_t *atoms; /* that hold here */
    letter before;
    unsigned seconds; /* what the letter before that answers */
};

/* Whether a node holds; scout_look_anew before the first question at a place. */
bool scout_judge(scout *s, uint32_t node, const struct spot *at);
void scout_look_anew(scout *s);

static inline struct spot scout_spot(const scout *s, const scout_state *here, letter code)
{
    uint32_t bits = s->network->letter_bits;
    letter before = s->network->second_count ? s->numbered[code] : code;
    return (struct spot){here->atoms, (letter)(before % (1u << bits)), (unsigned)before >> bits};
}

/* The code of a letter with what the one before it answers, when they meet for the first time. */
letter scout_number(scout *s, letter both);

/* Forgets all routes. */
void routes_forget(scout *s);

void scout_begin(scout *s, const network *n, jmp_buf *escape);

/* What a state and a code lead to, as steps_lead gives it; worked out when they meet for the first time. */
uint32_t scout_learn(scout *s, uint32_t state, letter code);

/* Forgets all states. */
void scout_forget(scout *s);

#endif
