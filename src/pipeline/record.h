/* A record: one article's document, or an error in its place, as a line of JSON. */
#ifndef QUOTH_PIPELINE_RECORD_H
#define QUOTH_PIPELINE_RECORD_H

#include "base/buffer.h"
#include "quoth.h"

/* Why there is no document for an input record. */
typedef struct record_error {
    quoth_slice id;
    const char *code;    /* invalid-json, missing-text, empty-text, too-long, unreadable, ... */
    const char *message; /* for a person */
    const char *source;  /* FILE or FILE:LINE */
} record_error;

/* Both append one line, newline included; out->failed tells when memory was short. */
void record_append(const quoth_document *d, unsigned with, buffer *out);
void record_append_error(const record_error *error, buffer *out);

#endif
