/* What a thread does with a batch: every unit becomes a record, encoded for the sink. */
#ifndef QUOTH_PIPELINE_WORK_H
#define QUOTH_PIPELINE_WORK_H

#include "pipeline/batch.h"
#include "pipeline/line.h"
#include "pipeline/sink.h"
#include "quoth.h"

typedef struct worker {
    const quoth_run *run;
    const sink_type *type;
    const sink *sink;
    quoth_scanner *scanner;
    line_reader reader;
} worker;

bool worker_start(worker *w, const quoth_rules *rules, const quoth_run *run, const sink_type *type, const sink *s,
                  quoth_error *error);
void worker_end(worker *w);

/* Fills in the worker's half of the batch; batch->failed when memory was short. */
void worker_run(worker *w, batch *b);

#endif
