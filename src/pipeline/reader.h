/* Reads inputs into batches: cuts files into units (a line of JSON Lines, a plain text) without knowing more. */
#ifndef QUOTH_PIPELINE_READER_H
#define QUOTH_PIPELINE_READER_H

#include "pipeline/batch.h"
#include "quoth.h"

typedef struct reader reader;

/* run must outlive the reader.  NULL and *error when run->from makes no sense or memory is short. */
reader *reader_new(const quoth_run *run, quoth_error *error);
void reader_free(reader *r);

enum reader_state {
    READER_FULL,   /* the batch holds what was asked for */
    READER_WAIT,   /* nothing more to be had at the moment: finish what is under way, then ask again */
    READER_END,    /* all is read */
    READER_MEMORY, /* memory is short */
};

/*
 * Adds units to the empty batch until it holds `wanted` bytes.  With patient it waits for slow input;
 * otherwise it returns READER_WAIT, perhaps with some units, rather than let finished records lie.
 */
enum reader_state reader_fill(reader *r, batch *b, size_t wanted, bool patient);

#endif
