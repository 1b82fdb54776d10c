#include "pipeline/stream.h"

#include <string.h>

#include "pipeline/put.h"

/* The sink is the outlet itself. */

sink *stream_open(const quoth_run *run, const char *target, quoth_error *error)
{
    return (sink *)outlet_open(run, target, error);
}

quoth_status stream_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    return outlet_write((outlet *)s, data, size, error);
}

quoth_status stream_close(sink *s, bool good, quoth_error *error)
{
    return outlet_close((outlet *)s, good, error);
}

void stream_encode_no_error(const sink *s, const record_error *error, buffer *out)
{
    (void)s;
    (void)error;
    (void)out;
}

static void put_field(buffer *out, const char *key, quoth_slice value)
{
    if (!value.data || !value.size)
        return;
    PUT(out, ",\"");
    buffer_add_string(out, key);
    PUT(out, "\":");
    put_slice(out, value);
}

void stream_put_head(const quoth_document *d, buffer *out)
{
    put_field(out, "id", d->id);
    put_field(out, "url", d->url);
    put_field(out, "title", d->title);
    if (d->published)
        put_field(out, "published", (quoth_slice){d->published, strlen(d->published)});
}
