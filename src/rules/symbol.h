/*
 * Symbols: the single facts about a word that patterns can ask for, and expressions over them.
 *
 * "It stands in the list weekday", "its entry in the list cue has the tag past", "its shape is year", "it is the
 * word next", "it is glued to the word before", "an earlier rule made it a DATE": each is a symbol, a small
 * number.  What the lexicon knows of a word is a set of symbols; an expression such as {month & cap} is true
 * or false of a set.
 */
#ifndef QUOTH_RULES_SYMBOL_H
#define QUOTH_RULES_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef uint16_t symbol;
#define SYMBOL_NONE ((symbol)0xFFFF)
#define SYMBOL_GLUED ((symbol)0) /* always the first */

enum symbol_kind { SYMBOL_IS_PROPERTY, SYMBOL_IS_LIST, SYMBOL_IS_TAG, SYMBOL_IS_SHAPE, SYMBOL_IS_WORD, SYMBOL_IS_UNIT };

struct symbol_info {
    enum symbol_kind kind;
    const char *name; /* the list, the shape, the word as written, the unit */
    const char *tag;  /* of SYMBOL_IS_TAG: "past", "act=deny" */
    uint32_t list;    /* of SYMBOL_IS_LIST and SYMBOL_IS_TAG: the number of the list */
};

typedef struct symbols {
    VECTOR(struct symbol_info) info;
    symbol *table; /* by hash of kind, name and tag; SYMBOL_NONE: free */
    size_t room;   /* a power of two */
} symbols;

/* The symbol for these; made when it is new.  SYMBOL_NONE when there are more than 65,000. */
symbol symbol_intern(arena *a, symbols *s, enum symbol_kind kind, const char *name, const char *tag);
/* SYMBOL_NONE when there is none. */
symbol symbol_find(const symbols *s, enum symbol_kind kind, const char *name, const char *tag);

/* An expression in postfix form. */
enum { EXPR_AND = 0xFFF0, EXPR_OR, EXPR_NOT, EXPR_ANY };
typedef struct expression {
    uint16_t *code; /* symbols and EXPR_ operators */
    uint16_t size;
} expression;

/* `present` has one cell for each symbol. */
bool expression_holds(const expression *e, const unsigned char *present);
/* The same for 64 words at once: bit i of a symbol's cell tells whether word i has it. */
uint64_t expression_lanes(const expression *e, const uint64_t *present);
bool expression_equal(const expression *a, const expression *b);

#endif
