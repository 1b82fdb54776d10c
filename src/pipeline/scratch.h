/* Memory for the making of one document's output: an arena that goes when the document is done. */
#ifndef QUOTH_PIPELINE_SCRATCH_H
#define QUOTH_PIPELINE_SCRATCH_H

#include "base/arena.h"
#include "base/buffer.h"
#include "quoth.h"

typedef void scratch_fn(arena *a, const quoth_document *d, buffer *out);

/* Calls make; when its arena finds no memory, out->failed is set. */
void scratch_run(scratch_fn *make, const quoth_document *d, buffer *out);

#endif
