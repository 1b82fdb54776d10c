/* The lines of an .ann file as things that refer to each other.  pipeline/brat.h explains the format. */
#ifndef QUOTH_TUNE_BRAT_PARSE_H
#define QUOTH_TUNE_BRAT_PARSE_H

#include <stdint.h>

#include "base/arena.h"
#include "quoth.h"

/* The article's text, and the byte at which each code point begins. */
typedef struct brat_text {
    quoth_slice bytes; /* valid UTF-8 */
    const uint32_t *byte_of; /* points + 1 of them */
    size_t points;
} brat_text;

void brat_text_make(arena *a, quoth_slice bytes, brat_text *result);
quoth_piece brat_piece(const brat_text *t, size_t start, size_t end);

typedef struct brat_pair {
    const char *key, *value;
} brat_pair;

/* A span (T) or an event (E). */
typedef struct brat_item {
    const char *id, *type;
    size_t line;
    VECTOR(quoth_piece) pieces;   /* of a span: those that white space with a break in it parts are one again */
    VECTOR(brat_pair) attributes; /* a flag has the value "" */
    VECTOR(brat_pair) arguments;  /* of an event: role and id, the trigger first; "Content2" is "Content" */
    const char *note;             /* NULL: none */
    struct brat_item *same;       /* another one that is equivalent, towards the first; NULL: this is the first */
} brat_item;

typedef struct brat_relation {
    const char *type;
    brat_item *from, *to;
} brat_relation;

typedef struct brat_file {
    VECTOR(brat_item *) items; /* in the order of their lines */
    VECTOR(brat_relation) relations;
    brat_item **by_id;
} brat_file;

/* Called for each line that cannot be taken as it is. */
typedef void brat_complain_fn(void *context, size_t line, const char *message);

void brat_parse(arena *a, const brat_text *text, quoth_slice lines, brat_complain_fn *complain, void *context,
                brat_file *result);

brat_item *brat_find(const brat_file *f, const char *id); /* NULL: none */
const char *brat_attribute(const brat_item *item, const char *name); /* NULL: none */
brat_item *brat_first_of(brat_item *item); /* the first of those that are equivalent */

/* The value of a key in a note ("key=value; key=value"), in the arena; NULL: none. */
const char *brat_note(arena *a, const brat_item *item, const char *key);

#endif
