/*
 * A pattern folder as it was read: lists, shapes, lets, rules and stages, before anything is compiled.
 */
#ifndef QUOTH_RULES_GRAMMAR_H
#define QUOTH_RULES_GRAMMAR_H

#include <string.h>

#include "rules/field.h"
#include "rules/source.h"
#include "rules/symbol.h"

/* A tag of a list entry: "past" (text NULL) or "act=deny". */
typedef struct tag {
    const char *name, *text;
    const char *whole; /* as written */
} tag;

/* One entry of a list: several variants share value and tags. */
typedef struct entry {
    uint32_t list;     /* index of the list; LIST_OF_WORDS for a word that stands in a pattern */
    uint32_t tag_count, symbol_count;
    const char *value; /* NULL: none */
    const tag *tags;
    const symbol *symbols; /* what a word of this entry is; set when all patterns are read */
} entry;

#define LIST_OF_WORDS ((uint32_t)-1)

/* One way of writing an entry. */
typedef struct variant {
    const char *text; /* as written, in NFC */
    uint32_t entry;
} variant;

typedef struct list {
    const char *name;
    place at;
    symbol symbol; /* SYMBOL_NONE until a pattern asks for it */
} list;

typedef struct shape {
    const char *name, *regex;
    logical where;
} shape;

/* A pattern as a sequence of pieces; groups are balanced. */
enum piece_kind {
    PIECE_ATOM,     /* one word: expression */
    PIECE_BOUNDARY, /* <s>, <p> */
    PIECE_START,    /* ^ */
    PIECE_END,      /* $ */
    PIECE_OPEN,     /* ( and its relatives */
    PIECE_CLOSE,
    PIECE_OR,
    PIECE_QUANTIFIER, /* text: "?", "*?", "{2,3}" */
};
enum group_kind { GROUP_PLAIN, GROUP_NAMED, GROUP_ATOMIC, GROUP_AHEAD, GROUP_NOT_AHEAD, GROUP_BEHIND, GROUP_NOT_BEHIND };

typedef struct piece {
    enum piece_kind kind;
    enum group_kind group;   /* of PIECE_OPEN */
    bool paragraph;          /* of PIECE_BOUNDARY */
    expression expression;   /* of PIECE_ATOM */
    uint32_t atom;           /* its number in the alphabet of the stage; set when that is made */
    const char *text;        /* of PIECE_QUANTIFIER; the field of a named group */
    uint32_t number;         /* of a named group: among those of the stage; set when that is made */
    place at;
} piece;

typedef struct pattern {
    VECTOR(piece) pieces;
} pattern;

typedef struct let {
    const char *name;
    place at;
    pattern pattern;
    bool used;
} let;

typedef struct setting {
    const char *field, *value;
    field_key key; /* of the field */
} setting;

/* A yes or no line. */
typedef struct example {
    bool yes;
    const char *text, *date, *expected; /* date and expected may be NULL */
    place at;
} example;

typedef struct rule {
    const char *id, *kind;
    place at;
    VECTOR(pattern) matches;
    VECTOR(setting) settings;
    VECTOR(symbol) units; /* of `as` */
    VECTOR(example) examples;
    uint32_t stage;
} rule;

typedef struct stage {
    const char *name;
    const char *by;      /* the field that matches compete for; NULL: the whole match */
    field_key by_key;
    bool beside;         /* reads what the stage before it reads, in the sentences in which that has found something */
    bool quotations;     /* not a stage of rules: here quotations become units */
    uint32_t first_rule, rule_count;
    place at;
} stage;

typedef struct grammar {
    arena *arena;
    arena *scratch; /* for what is needed only while loading */
    arena *moment;  /* for what is needed only until the next pattern */
    arena written;  /* of the variants alone, so that they grow where they stand; given back with scratch */
    const char *folder, *language;
    symbols symbols;
    VECTOR(list) lists;
    VECTOR(entry) entries;
    VECTOR(variant) variants;
    VECTOR(shape) shapes;
    VECTOR(let) lets;
    VECTOR(rule) rules;
    VECTOR(stage) stages;
} grammar;

/* Reads a pattern folder (stages_file.c).  Problems are reported; what could be read is there all the same. */
void grammar_read(grammar *g, const char *folder, problems *p);

#define NO_STAGE ((uint32_t)-1)

/* Reads a file of rules, for grammar_read; in_stage: the number of the stage that its rules are of, or NO_STAGE. */
void grammar_read_file(grammar *g, const char *file, place blame, uint32_t in_stage, problems *p);

/* Warns of lists and lets that nothing uses, and of patterns that an earlier one always beats (warn.c). */
void grammar_warn(const grammar *g, problems *p);

/* Adds the variants of a list's file, or of `text` when it stands in place. */
void list_read(grammar *g, uint32_t to, const char *file, place blame, problems *p);
void list_add_line(grammar *g, uint32_t to, const logical *line, problems *p);

/* Reads a pattern of a `let` or `match`. */
void pattern_read(grammar *g, const logical *text, pattern *result, problems *p);

/* Reads "{...}" contents from l at *offset (behind the brace) up to and with the closing brace. */
bool expression_read(grammar *g, const logical *l, size_t *offset, expression *result, problems *p);

/* Cuts a word or phrase of a pattern or list as text is cut; a final period of a word is dropped. */
size_t words_of(arena *a, const char *text, size_t size, const char ***words);

/* The symbol of a word that stands in a pattern. */
symbol word_symbol(grammar *g, const char *word);

/* The symbol of a list, or of its tag `with`; made when it is new. */
symbol list_symbol(grammar *g, uint32_t of, const char *with);

let *grammar_let(const grammar *g, const char *name);

/* Whether two names are the same; most that are not differ in the first letter, and a call is saved. */
static inline bool name_is(const char *a, const char *b)
{
    return *a == *b && strcmp(a, b) == 0;
}

#endif
