/* Records as JSON Lines, to the caller's function or to standard output. */
#include <stdlib.h>

#include "base/error.h"
#include "pipeline/outlet.h"
#include "pipeline/sink.h"

struct sink {
    unsigned with;
    outlet *outlet;
};

static sink *jsonl_open(const quoth_run *run, const char *target, quoth_error *error)
{
    sink *s = malloc(sizeof *s);
    if (!s) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    *s = (sink){.with = run->with, .outlet = outlet_open(run, target, error)};
    if (s->outlet)
        return s;
    free(s);
    return NULL;
}

static void jsonl_encode(const sink *s, const quoth_document *d, buffer *out)
{
    record_append(d, s->with, out);
}

static void jsonl_encode_error(const sink *s, const record_error *error, buffer *out)
{
    (void)s;
    record_append_error(error, out);
}

static quoth_status jsonl_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    return outlet_write(s->outlet, data, size, error);
}

static quoth_status jsonl_close(sink *s, bool good, quoth_error *error)
{
    quoth_status status = outlet_close(s->outlet, good, error);
    free(s);
    return status;
}

const sink_type sink_jsonl = {
    .name = "jsonl",
    .open = jsonl_open,
    .encode = jsonl_encode,
    .encode_error = jsonl_encode_error,
    .write = jsonl_write,
    .close = jsonl_close,
};
