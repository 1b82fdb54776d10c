/* The files that inputs stand for: files as they are, folders with all articles in and below them. */
#ifndef QUOTH_PIPELINE_WALK_H
#define QUOTH_PIPELINE_WALK_H

#include "quoth.h"

typedef struct walk walk;

enum walk_kind {
    WALK_FILE,    /* open and read it */
    WALK_STDIN,
    WALK_FAILED,  /* a folder that cannot be read, see `failure` */
    WALK_EMPTY,   /* a folder given as input in which there is no article */
    WALK_END,
    WALK_MEMORY,  /* memory is short: the end as well */
};

typedef struct walk_step {
    enum walk_kind kind;
    const char *path; /* as given, with the path below a folder behind it; lives until the next step */
    int failure;      /* errno */
} walk_step;

/* inputs must outlive the walk.  No inputs: standard input.  NULL when memory is short. */
walk *walk_new(const char *const *inputs, size_t count);
void walk_free(walk *w);

/*
 * Folders are walked in the byte order of their names, so the order is the same everywhere.  Taken are
 * files named like articles (*.txt, *.jsonl, *.ndjson, *.json-lines, *.jsonlines); names that begin with a
 * period are left alone, and so are links to folders.
 */
walk_step walk_next(walk *w);

enum walk_name { NAME_OTHER, NAME_TEXT, NAME_JSONL };
enum walk_name walk_name(const char *path); /* what a file's name says of its contents */

#endif
