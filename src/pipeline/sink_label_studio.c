/*
 * Label Studio's JSON: one array of tasks, each with its text and what was found as a prediction, which annotators
 * may take over and correct.
 *
 * Relied on: "Import pre-annotated data into Label Studio" (labelstud.io/guide/predictions) and the task format
 * (labelstud.io/guide/task_format): a result has id, from_name, to_name, type, value; a relation has from_id,
 * to_id, direction, labels.  The names "label" and "text" must be those of the labeling configuration, which
 * stands in docs/exchange.md.
 *
 * Offsets are code points.  A browser counts UTF-16 code units, and Label Studio's first versions passed those on
 * (issues 1008, 1347).  Then its editor learnt to turn code units into code points where it stores a region and
 * back where it draws one (pull request label-studio 1559, taken up in label-studio-frontend 308;
 * charsToCodePoints and codePointsToChars in the editor's source), so that offsets are those of a Python string; a
 * line break counts as one position.  Older versions draw regions behind an emoji too far left; so did 1.9.1 with
 * joined emoji, while it stored them right (issue 4988).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/marks.h"
#include "pipeline/put.h"
#include "pipeline/scratch.h"
#include "pipeline/stream.h"

struct sink {
    outlet *outlet;
    bool any; /* a task is written */
};

/* Stands before every task but the first. */
#define BETWEEN ",\n"

static void put_string_field(buffer *out, const char *key, const char *value)
{
    PUT(out, "\"");
    buffer_add_string(out, key);
    PUT(out, "\":");
    put_string(out, value, strlen(value));
}

static void put_region(const mark *m, buffer *out)
{
    PUT(out, "{");
    put_string_field(out, "id", m->id);
    PUT(out, ",\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":");
    put_size(out, m->piece.start);
    PUT(out, ",\"end\":");
    put_size(out, m->piece.end);
    PUT(out, ",\"text\":");
    put_slice(out, m->piece.text);
    PUT(out, ",\"labels\":[");
    put_string(out, m->label, strlen(m->label));
    PUT(out, "]}");
    if (isfinite(m->confidence)) {
        PUT(out, ",\"score\":");
        put_hundredths(out, m->confidence);
    }
    if (m->note) {
        PUT(out, ",\"meta\":{\"text\":[");
        put_string(out, m->note, strlen(m->note));
        PUT(out, "]}");
    }
    PUT(out, "}");
}

static void put_relation(const marks *all, const mark_link *link, buffer *out)
{
    PUT(out, ",{\"type\":\"relation\",\"direction\":\"right\",");
    put_string_field(out, "from_id", all->spans.at[link->from].id);
    PUT(out, ",");
    put_string_field(out, "to_id", all->spans.at[link->to].id);
    PUT(out, ",\"labels\":[");
    put_string(out, link->label, strlen(link->label));
    PUT(out, "]}");
}

static void make_task(arena *a, const quoth_document *d, buffer *out)
{
    marks all;
    marks_make(a, d, &all);
    PUT(out, BETWEEN "{\"data\":{\"text\":");
    put_slice(out, d->text);
    stream_put_head(d, out);
    PUT(out, "},\"predictions\":[{\"model_version\":\"quoth " QUOTH_VERSION "\",\"result\":[");
    for (size_t i = 0; i < all.spans.n; i++) {
        if (i)
            PUT(out, ",");
        put_region(&all.spans.at[i], out);
    }
    for (size_t i = 0; i < all.links.n; i++)
        put_relation(&all, &all.links.at[i], out);
    PUT(out, "]}]}");
}

static void label_studio_encode(const sink *s, const quoth_document *d, buffer *out)
{
    (void)s;
    scratch_run(make_task, d, out);
}

static sink *label_studio_open(const quoth_run *run, const char *target, quoth_error *error)
{
    sink *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    s->outlet = outlet_open(run, target, error);
    if (s->outlet)
        return s;
    free(s);
    return NULL;
}

static quoth_status label_studio_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    if (s->any)
        return outlet_write(s->outlet, data, size, error);
    s->any = true;
    size_t between = sizeof BETWEEN - 1;
    quoth_status status = outlet_write(s->outlet, "[\n", 2, error);
    return status == QUOTH_OK ? outlet_write(s->outlet, data + between, size - between, error) : status;
}

static quoth_status label_studio_close(sink *s, bool good, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    if (good)
        status = s->any ? outlet_write(s->outlet, "\n]\n", 3, error) : outlet_write(s->outlet, "[]\n", 3, error);
    quoth_status closed = outlet_close(s->outlet, good && status == QUOTH_OK, error);
    free(s);
    return status == QUOTH_OK ? closed : status;
}

const sink_type sink_label_studio = {
    .name = "label-studio",
    .target = "FILE",
    .target_optional = true,
    .open = label_studio_open,
    .encode = label_studio_encode,
    .encode_error = stream_encode_no_error,
    .write = label_studio_write,
    .close = label_studio_close,
};
