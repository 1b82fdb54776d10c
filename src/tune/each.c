/* Handing every article of a run to a function: a pipeline of one thread whose sink is a call. */
#include <string.h>

#include "base/error.h"
#include "pipeline/limits.h"
#include "pipeline/reader.h"
#include "pipeline/work.h"

struct sink {
    quoth_each_fn *each;
    void *context;
    quoth_scanner *scanner;
    bool *stopped;
};

static void call_each(const sink *s, const quoth_document *d, buffer *out)
{
    (void)out;
    if (!*s->stopped)
        *s->stopped = !s->each(s->context, s->scanner, d);
}

static void pass_over(const sink *s, const record_error *error, buffer *out)
{
    (void)s;
    (void)error;
    (void)out;
}

static void tell_complaints(const quoth_run *run, const batch *b)
{
    for (size_t at = 0; at < b->complaints.size; at += strlen(b->complaints.data + at) + 1)
        if (run->complain)
            run->complain(run->context, b->complaints.data + at);
}

static quoth_status run_batches(worker *w, reader *r, batch *b, quoth_progress *progress, quoth_error *error)
{
    for (enum reader_state state = READER_FULL; state != READER_END && !*w->sink->stopped;) {
        batch_clear(b);
        state = reader_fill(r, b, BATCH_FULL, true);
        if (state != READER_MEMORY)
            worker_run(w, b);
        if (state == READER_MEMORY || b->failed)
            return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        tell_complaints(w->run, b);
        progress->articles += b->articles;
        progress->errors += b->errors;
        progress->bytes += b->bytes;
    }
    return QUOTH_OK;
}

quoth_status quoth_each(quoth_scanner *scanner, const quoth_run *run, quoth_each_fn *each, void *context,
                        quoth_progress *result, quoth_error *error)
{
    static const sink_type type = {.name = "each", .encode = call_each, .encode_error = pass_over};
    bool stopped = false;
    sink s = {each, context, scanner, &stopped};
    worker w = {.run = run, .type = &type, .sink = &s, .scanner = scanner};
    batch b = {0};
    quoth_progress progress = {0};
    reader *r = reader_new(run, error);
    quoth_status status = r ? run_batches(&w, r, &b, &progress, error) : error ? error->status : QUOTH_ERROR_MEMORY;
    reader_free(r);
    batch_free(&b);
    line_reader_free(&w.reader);
    progress.done = true;
    if (result)
        *result = progress;
    return status;
}
