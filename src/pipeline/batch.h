/*
 * A batch: some input records on their way through the pipeline.  The reader fills in the bytes and the
 * units, a worker the output; then the main thread writes it and hands the empty batch to the reader again.
 */
#ifndef QUOTH_PIPELINE_BATCH_H
#define QUOTH_PIPELINE_BATCH_H

#include "base/buffer.h"

enum unit_kind {
    UNIT_TEXT,       /* the bytes are one article */
    UNIT_JSON,       /* the bytes are one line of JSON Lines, without its line end */
    UNIT_TOO_LONG,   /* was longer than LIMIT_ARTICLE; no bytes */
    UNIT_UNREADABLE, /* could not be read, see `failure`; no bytes */
    UNIT_FOREIGN,    /* holds neither text nor JSON Lines, see `advice`; no bytes */
    UNIT_EMPTY,      /* a folder without articles: worth a message, no record */
};

typedef struct unit {
    enum unit_kind kind;
    size_t start, size; /* bytes in batch.raw */
    size_t name;        /* in batch.names: the file as given, or "stdin" */
    size_t line;        /* from 1; for an article that is no line, its number where stdin has it, else 0 */
    int failure;        /* errno */
    const char *advice; /* see foreign.h */
} unit;

typedef struct batch {
    buffer raw, names;
    unit *units;
    size_t unit_count, unit_room;

    /* Filled by the worker. */
    buffer out;        /* what the sink's encode made, in order */
    buffer complaints; /* terminated messages, one behind the other */
    size_t articles, errors, bytes;
    bool failed;       /* memory was short */
    bool done;
} batch;

/* Adds a unit with this name; NULL when memory is short (then `failed` is set). */
unit *batch_add(batch *b, enum unit_kind kind, const char *name, size_t line);
void batch_clear(batch *b);
void batch_free(batch *b);

#endif
