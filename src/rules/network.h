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
 * The answer is never too narrow; it may be too wide where a pattern counts (`{0,9}` is read as `*`), holds atomic groups or
 * looks back over three words.  PCRE2 has the last word.
 */
#ifndef QUOTH_RULES_NETWORK_H
#define QUOTH_RULES_NETWORK_H

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
};

/* What may be asked of the letter before the one before: each question a bit, beside the letter in 16 bits. */
enum { SECONDS_BEHIND_MAX = 6, LETTER_BITS = 10 };

typedef struct network_node {
    enum node_kind kind;
    uint32_t next, other;
} network_node;

/* A word place: its class, and the node behind it. */
typedef struct network_atom {
    uint32_t class, next;
} network_atom;

/* The classes of word places: the expressions of the stage's alphabet, and behind those any word and the boundaries. */
enum { CLASS_ANY, CLASS_BOUNDARY, CLASS_PARAGRAPH, CLASS_COUNT };

typedef struct network_classes {
    const letter_set *letters; /* by class */
    uint32_t expressions;
} network_classes;

enum { PATTERNS_MAX = 1 << 15 }; /* of a stage */

/* How far the network's answer can be relied on. */
enum network_trust {
    TRUST_EXACT,
    TRUST_COUNTS, /* too wide in how often something may be repeated, and in nothing else */
    TRUST_WIDE,
};

typedef struct network {
    VECTOR(network_node) nodes; /* the first is NODE_MATCH, the second NODE_NEVER */
    VECTOR(network_atom) atoms;
    VECTOR(const letter_set *) behind; /* classes of looks back */
    const letter_set *seconds_behind[SECONDS_BEHIND_MAX];
    uint32_t second_count;
    VECTOR(uint32_t) starts;           /* by pattern, the node it begins with */
    network_classes classes;
    VECTOR(enum network_trust) trust;  /* by pattern */
    uint64_t *firsts; /* by atom, the patterns that may begin with it: a set of first_words words */
    uint32_t first_words;
    uint32_t words;   /* 64-bit words in a set of atoms */
    uint64_t *before; /* by atom, the atoms that it may stand behind */
    uint64_t *ends;   /* the atoms that a pattern, or a look ahead, may end with */
    uint32_t *twins; /* by atom that may end a match it begins, its twin + 1, which holds where the match can go on; else 0 */
} network;

/* What has been made so far, while a network is built. */
typedef struct network_builder network_builder;

/* Builds a network into *to, in arena a; the builder itself lives in `scratch`. */
network_builder *network_begin(arena *a, arena *scratch, network_classes classes, network *to);

/* Adds a pattern. */
void network_add(network_builder *b, const pattern *p);

/* All patterns are there: fills firsts, twins and what stands beside what (network_ends.c). */
void network_end(arena *a, arena *scratch, network *n);

/* Whether a pattern can match without any word; a named group that can be empty is a problem. */
bool pattern_is_nullable(const pattern *p, problems *report);

/* Whether what a quantifier stands behind may be left out. */
bool quantifier_allows_none(const char *quantifier);

#endif
