/*
 * A line of JSON as a tree in an arena: for gold and the records held against it, of which a folder may hold many
 * megabytes.  YAJL reads; nothing needs to be given back one by one.
 *
 * Looking into what is not there (a field of NULL, the third of two items) is answered by NULL, 0 or false.
 */
#ifndef QUOTH_TUNE_TREE_H
#define QUOTH_TUNE_TREE_H

#include "base/arena.h"

typedef enum tree_kind {
    TREE_NULL,
    TREE_FALSE,
    TREE_TRUE,
    TREE_INTEGER,
    TREE_REAL, /* and integers that are too large */
    TREE_STRING,
    TREE_LIST,
    TREE_OBJECT,
} tree_kind;

typedef struct tree {
    tree_kind kind;
    const char *name; /* of a field */
    size_t size;      /* bytes of a string; items of a list, fields of an object */
    union {
        const struct tree *items;
        const char *string; /* terminated */
        long long integer;
        double real;
    } as;
} tree;

/* The field of that name: of several the last. */
const tree *tree_get(const tree *t, const char *name);

/* An item of a list. */
const tree *tree_at(const tree *t, size_t i);
size_t tree_count(const tree *list);

bool tree_is(const tree *t, tree_kind kind);
bool tree_is_number(const tree *t);
const char *tree_string(const tree *t);
long long tree_integer(const tree *t);
double tree_number(const tree *t);
bool tree_equal(const tree *a, const tree *b);

/* What reading lines needs; zero at first.  Survives a jump of the arena; tree_reader_free gives it back. */
typedef struct tree_reader {
    VECTOR(tree) open;   /* what is not in its place yet: values of lists and objects that are not closed */
    size_t inner, depth; /* the innermost list or object that is open, plus 1, and how many are */
    const char *name;    /* of the value to come */
    const char *names[256]; /* field names come again and again: the last with each hash */
    arena *arena;
    void *parser;
} tree_reader;

void tree_reader_free(tree_reader *r);

/* The line as a tree, all of it in the arena, the same for all lines of a reader; NULL and *wrong when it is no JSON. */
const tree *tree_read(tree_reader *r, arena *a, const char *line, size_t size, const char **wrong);

#endif
