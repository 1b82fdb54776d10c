/* What the sinks share that write one stream of text: opening, passing on, closing. */
#ifndef QUOTH_PIPELINE_STREAM_H
#define QUOTH_PIPELINE_STREAM_H

#include "pipeline/outlet.h"
#include "pipeline/sink.h"

sink *stream_open(const quoth_run *run, const char *target, quoth_error *error);
quoth_status stream_write(sink *s, const char *data, size_t size, quoth_error *error);
quoth_status stream_close(sink *s, bool good, quoth_error *error);

/* For formats in which an error record has no place: the run reports it. */
void stream_encode_no_error(const sink *s, const record_error *error, buffer *out);

/* The same as the fields of a JSON object: ,"id":"...","url":"...","title":"...","published":"..." */
void stream_put_head(const quoth_document *d, buffer *out);

#endif
