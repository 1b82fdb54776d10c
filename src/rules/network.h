/*
 * All patterns of a stage as one network, that tells where each of them matches.
 *
 * A node stands for "from this place on the rest of the pattern matches".  Whether that is so depends on the letters from
 * the place on alone, and on the one or two letters before it, for what looks back: so a text that is read backwards gives
 * all answers with one look a letter (scout.c).  Nodes with the same meaning are made once, though several patterns need them.
 *
 * K. Thompson, "Regular expression search algorithm", 1968; look-around as conjunction and negation: A. K. Chandra,
 * D. C. Kozen, L. J. Stockmeyer, "Alternation", 1981.
 *
 * The answer is never too narrow; it may be too wide where a pattern counts (`{0,9}` is read as `*`), gives nothing back (`*+`,
 * atomic groups) or looks back over three words.  Marks on the way of a match say where its groups begin and end, and what is
 * to be seen to where the network is too wide (route.c).
 */
#ifndef QUOTH_RULES_NETWORK_H
#define QUOTH_RULES_NETWORK_H

#include <stdbool.h>

#include "rules/letters.h"
#include "rules/grammar.h"

enum node_kind {
    NODE_MATCH,      /* nothing is left to match */
    NODE_NEVER,
    NODE_ATOM,       /* one letter of atom `other`, then `next` */
    NODE_CHOICE,     /* `next` or `other` */
    NODE_AHEAD,      /* `next`, where `other` matches too */
    NODE_NOT_AHEAD,  /* `next`, where `other` does not match */
    NODE_BEHIND,     /* `next`, where the letter before is in class `other` */
    NODE_NOT_BEHIND, /* `next`, where it is not */
    NODE_SECOND_BEHIND,     /* the same of the letter before that, and class `other` of seconds_behind */
    NODE_NOT_SECOND_BEHIND,
    NODE_MARK,       /* `next`; a match that comes by takes note of mark `other` */
};

/* What a match notes. */
enum mark_kind {
    MARK_OPEN, MARK_CLOSE, /* named group `number` of the stage begins, ends */
    MARK_COUNT, /* counter `number` begins anew */
    MARK_TURN,  /* it counts one more; more than `limit` the pattern does not allow */
    MARK_AHEAD, /* what node `number` says of this place is to be seen to as well */
    MARK_LEFT,  /* a loop that gives nothing back was left: the letter here may not be in class `number` */
};

typedef struct network_mark {
    enum mark_kind kind;
    uint32_t number, limit;
} network_mark;

/* What may be asked of the letter before the one before: each question a bit, beside the letter in 16 bits, of which that
   takes 10 or, in stages that tell many sorts of words apart, 11. */
enum { SECONDS_BEHIND_MAX = 6, CODE_BITS = 16 };

typedef struct network_node {
    enum node_kind kind;
    uint32_t next, other;
} network_node;

/* A word place: its class, and the node behind it. */
typedef struct network_atom {
    uint32_t class, next;
} network_atom;

/* Some words of a set of atoms, all of which are looked at at once. */
enum { ATOMS_AT_ONCE = 2 };
typedef uint64_t some_atoms __attribute__((vector_size(ATOMS_AT_ONCE * sizeof(uint64_t)), aligned(sizeof(uint64_t)), may_alias));

static inline some_atoms *atoms_at(uint64_t *set, uint32_t word)
{
    return (some_atoms *)(void *)(set + word);
}

static inline some_atoms atoms_in(const uint64_t *set, uint32_t word)
{
    return *(const some_atoms *)(const void *)(set + word);
}

/* The classes of word places: the expressions of the stage's alphabet, and behind those any word and the boundaries. */
enum { CLASS_ANY, CLASS_BOUNDARY, CLASS_PARAGRAPH, CLASS_COUNT };

typedef struct network_classes {
    const letter_set *letters; /* by class */
    uint32_t expressions;
    letter last;               /* of the stage's letters */
} network_classes;

enum { PATTERNS_MAX = 1 << 15, GROUPS_MAX = 63 }; /* of a stage; of a pattern */

/* How far the network's answer can be relied on. */
enum network_trust {
    TRUST_EXACT,
    TRUST_MARKED, /* where it is too wide, marks tell so */
    TRUST_WIDE,   /* PCRE2 has to be asked */
};

typedef struct network {
    VECTOR(network_node) nodes; /* the first is NODE_MATCH, the second NODE_NEVER */
    VECTOR(network_atom) atoms;
    VECTOR(network_mark) marks;
    uint32_t counter_count; /* of MARK_COUNT */
    VECTOR(const letter_set *) behind; /* classes of looks back */
    const letter_set *seconds_behind[SECONDS_BEHIND_MAX];
    uint32_t second_count;
    VECTOR(uint32_t) starts;           /* by pattern, the node it begins with */
    VECTOR(const uint16_t *) slots;    /* by pattern, by group_slot: where in its offsets the place goes; that of 0 is no group's */
    network_classes classes;
    uint32_t letter_bits; /* in codes */
    VECTOR(enum network_trust) trust;  /* by pattern */
    uint64_t *firsts; /* by atom, the patterns that may begin with it: a set of first_words words */
    uint32_t first_words;
    uint32_t words;   /* 64-bit words in a set of atoms: a multiple of ATOMS_AT_ONCE */
    uint64_t *before; /* by atom, the atoms that it may stand behind */
    uint64_t *ends;   /* the atoms that a pattern, or a look ahead, may end with */
    bool *looks_back; /* by node: what is in front of the place decides which way to go on from it */
    bool looks_back_within; /* so it is somewhere behind the first letter of a pattern */
    struct network_looks {
        uint64_t *none; /* those behind (of rules: in) which nothing looks before the next letter is read, */
        uint64_t *back; /* and those where something looks back */
    } atoms_look, rules_look; /* sets of `words`, of first_words words */
} network;

/* What has been made so far, while a network is built. */
typedef struct network_builder network_builder;

/* Builds a network into *to, in arena a; the builder itself lives in `scratch`. */
network_builder *network_begin(arena *a, arena *scratch, network_classes classes, network *to);

/* The beginning, or the end, of group `number` of the stage. */
static inline uint32_t group_slot(uint32_t number, bool end)
{
    return 1 + 2 * number + end;
}

enum { OFFSETS_MAX = 2 * (GROUPS_MAX + 1), NO_OFFSET = OFFSETS_MAX, OFFSETS_ROOM };

/* Adds a pattern; slots: as in the network.  Groups of the same name have the same number in all patterns where they can, so
   that patterns can share what they are in. */
void network_add(network_builder *b, const pattern *p, const uint16_t *slots);

/* All patterns are there: fills firsts and what stands beside what (network_ends.c). */
void network_end(arena *a, arena *scratch, network *n);

/* Whether a pattern can match without any word; a named group that can be empty is a problem. */
bool pattern_is_nullable(const pattern *p, problems *report);

#endif
