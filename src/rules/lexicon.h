/*
 * The lexicon: every word form that a list or pattern names, and every shape.  Immutable once made.
 *
 * A form is looked up by its lower-case spelling.  A variant written with a capital fits only a token that is
 * written like it or all in capitals; one in lower case fits any case.  Phrases (variants of several words)
 * hang in a trie over the words of phrases.
 */
#ifndef QUOTH_RULES_LEXICON_H
#define QUOTH_RULES_LEXICON_H

#include "rules/grammar.h"

#define NO_WORD ((uint32_t)0)

/* A way of writing one word, under its lower-case form. */
struct form_variant {
    const char *exact; /* must be written so (or in capitals); NULL: any case */
    uint32_t entry;
};

typedef struct form {
    const char *lower;
    uint32_t size;
    uint32_t phrase_word; /* its number among the words of phrases, or NO_WORD */
    uint32_t first, count; /* in lexicon.variants */
} form;

/* A phrase that ends at a node of the trie. */
struct phrase_end {
    const char *const *exact; /* for each word, as in form_variant */
    uint32_t entry;
};

struct phrase_node {
    uint32_t from, word, to; /* edge from node `from` by `word` to node `to`; word NO_WORD: a free cell */
};

typedef struct lexicon {
    form *forms;
    uint32_t *form_table; /* hash table by lower: indexes into forms + 1 */
    size_t form_room, form_count;
    struct form_variant *variants;
    size_t variant_count;
    struct phrase_node *edges; /* hash table by from and word */
    size_t edge_room;
    uint64_t *may_lead; /* a bit for the hash of each edge: most questions are about others, and answered by that */
    struct phrase_list {
        VECTOR(struct phrase_end) ends;
    } * nodes; /* by node; 0 is the root */
    size_t node_count;
    struct shape_code *shapes; /* NULL: there are none */
} lexicon;

/* Builds the lexicon of a grammar: afterwards every entry has its symbols.  Problems: faulty shapes. */
void lexicon_make(grammar *g, lexicon *l, problems *p);

/* Compiles the shapes (shape.c); part of lexicon_make. */
void shapes_make(grammar *g, lexicon *l, problems *p);

/* Frees what is not in the arena (the shapes' PCRE2 codes). */
void lexicon_free(lexicon *l);

/* The form of a lower-case spelling; NULL when no list or pattern has it. */
const form *lexicon_form(const lexicon *l, const char *lower, size_t size);

/* Whether a token's text fits a variant's case. */
bool lexicon_fits(const char *exact, const char *word, size_t size);

enum { MAY_LEAD_BITS = 19 };

/* Of an edge; from its highest bits on. */
static inline uint64_t edge_hash(uint32_t from, uint32_t word)
{
    return ((uint64_t)from << 32 | word) * 0x9E3779B97F4A7C15u;
}

/* Its bit in may_lead. */
static inline uint64_t edge_bit(uint32_t from, uint32_t word)
{
    return edge_hash(from, word) >> (64 - MAY_LEAD_BITS);
}

/* lexicon_next, where the bits do not tell that there is none. */
uint32_t lexicon_edge(const lexicon *l, uint32_t node, uint32_t word);

/* The trie's node behind `word` at `node`; 0 when there is none. */
static inline uint32_t lexicon_next(const lexicon *l, uint32_t node, uint32_t word)
{
    uint64_t bit = edge_bit(node, word);
    return l->may_lead[bit / 64] >> bit % 64 & 1 ? lexicon_edge(l, node, word) : 0;
}

/* The symbol of the first shape that fits the whole text; SYMBOL_NONE when none does. */
struct shape_match; /* what matching needs of its own, one for each thread */
struct shape_match *shape_match_new(void);
void shape_match_free(struct shape_match *m);
symbol lexicon_shape(const lexicon *l, const char *word, size_t size, struct shape_match *m);

#endif
