/*
 * A sink takes what the pipeline makes.  Its work is in two halves: encode runs on any thread and turns a
 * document (which dies with the next scan) into bytes of the sink's own making; write runs on the main
 * thread only and gets those bytes batch by batch, in input order.  To add a sink: one file, one line in
 * sinks.h.
 */
#ifndef QUOTH_PIPELINE_SINK_H
#define QUOTH_PIPELINE_SINK_H

#include "base/buffer.h"
#include "pipeline/record.h"
#include "pipeline/sinks.h"
#include "quoth.h"

typedef struct sink sink; /* each sink's own */

typedef struct sink_type {
    const char *name;   /* "jsonl" in --to jsonl */
    const char *target; /* what stands behind the colon in --to sqlite:FILE; NULL: nothing does */
    bool target_optional; /* without it the sink writes to standard output */

    /* NULL and *error when it cannot be opened.  run outlives the sink. */
    sink *(*open)(const quoth_run *run, const char *target, quoth_error *error);

    /* Append to *out; out->failed tells when memory was short. */
    void (*encode)(const sink *s, const quoth_document *d, buffer *out);
    void (*encode_error)(const sink *s, const record_error *error, buffer *out);

    quoth_status (*write)(sink *s, const char *data, size_t size, quoth_error *error);

    /* The input has come to a pause: what was written should be safe now.  May be NULL. */
    quoth_status (*pause)(sink *s, quoth_error *error);

    /* Finishes what was written (good), or drops what is not finished; frees the sink. */
    quoth_status (*close)(sink *s, bool good, quoth_error *error);
} sink_type;

#define SINK_DECLARE(name) extern const sink_type sink_##name;
SINKS(SINK_DECLARE)

/* The type that `to` names ("jsonl", "sqlite:FILE") and its target; NULL and *error when there is none. */
const sink_type *sink_find(const char *to, const char **target, quoth_error *error);

#endif
