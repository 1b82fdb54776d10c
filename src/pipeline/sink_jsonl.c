/* Records as JSON Lines, to the caller's function or to standard output. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "pipeline/sink.h"

struct sink {
    unsigned with;
    quoth_write_fn *write;
    void *context;
};

static sink *jsonl_open(const quoth_run *run, const char *target, quoth_error *error)
{
    (void)target;
    sink *s = malloc(sizeof *s);
    if (!s) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    *s = (sink){.with = run->with, .write = run->write, .context = run->write_context};
    return s;
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

static quoth_status write_standard_output(const char *data, size_t size, quoth_error *error)
{
    while (size) {
        ssize_t written = write(STDOUT_FILENO, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            char reason[128] = "";
            strerror_r(errno, reason, sizeof reason);
            return error_set(error, QUOTH_ERROR_OUTPUT, "standard output: %s", reason);
        }
        data += written;
        size -= (size_t)written;
    }
    return QUOTH_OK;
}

static quoth_status jsonl_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    if (!s->write)
        return write_standard_output(data, size, error);
    if (!s->write(s->context, data, size))
        return error_set(error, QUOTH_ERROR_OUTPUT, "the output takes no more");
    return QUOTH_OK;
}

static quoth_status jsonl_close(sink *s, bool good, quoth_error *error)
{
    (void)good;
    (void)error;
    free(s);
    return QUOTH_OK;
}

const sink_type sink_jsonl = {
    .name = "jsonl",
    .open = jsonl_open,
    .encode = jsonl_encode,
    .encode_error = jsonl_encode_error,
    .write = jsonl_write,
    .close = jsonl_close,
};
