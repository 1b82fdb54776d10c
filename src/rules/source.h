/* Pattern files as statements: lines joined, comments gone, every character's place known. */
#ifndef QUOTH_RULES_SOURCE_H
#define QUOTH_RULES_SOURCE_H

#include "base/arena.h"
#include "quoth.h"

/* Where problems go; counts the errors, and puts the first one into *error. */
typedef struct problems {
    quoth_problem_fn *report;
    void *context;
    quoth_error *error;
    size_t errors;
} problems;

/* A place in a pattern file; column counts code points from 1. */
typedef struct place {
    const char *file, *excerpt; /* excerpt: the whole line */
    unsigned line, column;
} place;

void problem_at(problems *p, place at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void warning_at(problems *p, place at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A line with its continuation lines joined by one space, and where its parts came from. */
typedef struct logical {
    char *text; /* terminated */
    size_t size;
    struct logical_part {
        size_t offset; /* in text */
        place at;      /* of that first character */
    } * parts;
    size_t part_count;
} logical;

/* The place of the character at `offset` of a logical line. */
place logical_place(const logical *l, size_t offset);

/* A part of a logical line, [start, end) with the white space at its ends gone. */
logical logical_slice(arena *a, const logical *l, size_t start, size_t end);

/* A statement: its head line and the indented lines below it that begin a new thought. */
typedef struct statement {
    logical head;
    VECTOR(logical) body;
} statement;

typedef struct source {
    const char *file;
    VECTOR(statement) statements;
} source;

/*
 * Reads a file.  With `bodies`, statements whose keyword is `rule` get their indented lines as body (deeper indented
 * ones continue them); all other indented lines continue the head.  False (and a problem at `blame`) when
 * the file cannot be read or is not UTF-8.
 */
bool source_read(arena *a, const char *file, place blame, problems *p, source *result);

/* Reads a whole file into the arena, terminated; NULL and a problem at `blame` when that fails. */
char *source_bytes(arena *a, const char *file, place blame, problems *p, size_t *size);

/* The first word of a logical line, terminated; *rest is the offset behind it and the white space after it. */
const char *logical_word(arena *a, const logical *l, size_t *rest);

#endif
