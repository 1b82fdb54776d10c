/*
 * doccano's JSON Lines, in two forms, one for each line of its import menu:
 *
 *     --to doccano            "JSONL":            {"text","label":[[start,end,"Date"]], ...}
 *     --to doccano-relations  "JSONL(Relation)":  {"text","entities":[{id,start_offset,end_offset,label}],
 *                                                  "relations":[{id,from_id,to_id,type}], ...}
 *
 * Relied on: doccano's importer, backend/data_import/datasets.py and pipeline/label.py of
 * github.com/doccano/doccano (columns, field names; whatever else is in a line becomes its metadata, so it is kept
 * short here).  The importer looks up the ends of a relation by id over a whole batch of lines, so the ids of
 * entities are unique in the whole file: workers write them as a mark and a number that is unique in the article,
 * and the main thread makes them unique.
 *
 * Offsets are UTF-16 code units: so doccano's editor draws them and gives them back (issue 2290), unless a project
 * counts grapheme clusters, which no other tool does.  They differ from code points behind an emoji only.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/marks.h"
#include "pipeline/put.h"
#include "pipeline/scratch.h"
#include "pipeline/stream.h"

struct sink {
    outlet *outlet;
    bool relations;
    size_t entities; /* ids given so far in the articles that are written */
    buffer ready;
};

/* Stands before a number that is unique in its article only; JSON escapes the character everywhere else. */
#define LOCAL_ID '\1'
#define END_OF_ARTICLE '\n'

/* ------------------------------------------------------------------------------------------- encoding */

static void put_head(const quoth_document *d, buffer *out)
{
    PUT(out, "{\"text\":");
    put_slice(out, d->text);
    stream_put_head(d, out);
}

/* Where the code points stand that UTF-16 writes as two units. */
typedef VECTOR(size_t) places;

static places wide_points(arena *a, quoth_slice text)
{
    places wide = {0};
    size_t at = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c >= 0xF0)
            *arena_push(a, &wide) = at;
        at += (c & 0xC0) != 0x80;
    }
    return wide;
}

/* A code point's offset in UTF-16 code units. */
static size_t units(const places *wide, size_t point)
{
    size_t low = 0, high = wide->n; /* those before `low` stand before the point */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (wide->at[middle] < point)
            low = middle + 1;
        else
            high = middle;
    }
    return point + low;
}

static void put_label(buffer *out, const char *label)
{
    put_string(out, label, strlen(label));
}

static void make_labels(arena *a, const quoth_document *d, buffer *out)
{
    marks all;
    places wide = wide_points(a, d->text);
    marks_make(a, d, &all);
    put_head(d, out);
    PUT(out, ",\"label\":[");
    for (size_t i = 0; i < all.spans.n; i++) {
        buffer_add_string(out, i ? ",[" : "[");
        put_size(out, units(&wide, all.spans.at[i].piece.start));
        PUT(out, ",");
        put_size(out, units(&wide, all.spans.at[i].piece.end));
        PUT(out, ",");
        put_label(out, all.spans.at[i].label);
        PUT(out, "]");
    }
    PUT(out, "]}\n");
}

static void put_local_id(buffer *out, size_t i)
{
    buffer_add_char(out, LOCAL_ID);
    put_size(out, i + 1);
}

static void make_relations(arena *a, const quoth_document *d, buffer *out)
{
    marks all;
    places wide = wide_points(a, d->text);
    marks_make(a, d, &all);
    put_head(d, out);
    PUT(out, ",\"entities\":[");
    for (size_t i = 0; i < all.spans.n; i++) {
        buffer_add_string(out, i ? ",{\"id\":" : "{\"id\":");
        put_local_id(out, i);
        PUT(out, ",\"start_offset\":");
        put_size(out, units(&wide, all.spans.at[i].piece.start));
        PUT(out, ",\"end_offset\":");
        put_size(out, units(&wide, all.spans.at[i].piece.end));
        PUT(out, ",\"label\":");
        put_label(out, all.spans.at[i].label);
        PUT(out, "}");
    }
    PUT(out, "],\"relations\":[");
    for (size_t i = 0; i < all.links.n; i++) {
        buffer_add_string(out, i ? ",{\"id\":" : "{\"id\":");
        put_local_id(out, all.spans.n + i);
        PUT(out, ",\"from_id\":");
        put_local_id(out, all.links.at[i].from);
        PUT(out, ",\"to_id\":");
        put_local_id(out, all.links.at[i].to);
        PUT(out, ",\"type\":");
        put_label(out, all.links.at[i].label);
        PUT(out, "}");
    }
    PUT(out, "]}\n");
}

static void doccano_encode(const sink *s, const quoth_document *d, buffer *out)
{
    scratch_run(s->relations ? make_relations : make_labels, d, out);
}

/* --------------------------------------------------------------------------------------------- writing */

static sink *open_with(const quoth_run *run, const char *target, bool relations, quoth_error *error)
{
    sink *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    s->relations = relations;
    s->outlet = outlet_open(run, target, error);
    if (s->outlet)
        return s;
    free(s);
    return NULL;
}

static sink *doccano_open(const quoth_run *run, const char *target, quoth_error *error)
{
    return open_with(run, target, false, error);
}

static sink *doccano_relations_open(const quoth_run *run, const char *target, quoth_error *error)
{
    return open_with(run, target, true, error);
}

/* Makes the ids of one article unique in the file: adds up how many the articles before it had. */
static void settle_ids(sink *s, const char *at, const char *end)
{
    size_t most = 0;
    while (at < end) {
        const char *place = memchr(at, LOCAL_ID, (size_t)(end - at));
        buffer_add(&s->ready, at, (size_t)((place ? place : end) - at));
        if (!place)
            break;
        size_t id = 0;
        for (at = place + 1; at < end && *at >= '0' && *at <= '9'; at++)
            id = id * 10 + (size_t)(*at - '0');
        put_size(&s->ready, s->entities + id);
        most = id > most ? id : most;
    }
    s->entities += most;
}

static quoth_status doccano_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    if (!s->relations)
        return outlet_write(s->outlet, data, size, error);
    buffer_clear(&s->ready);
    for (const char *at = data, *end = data + size; at < end;) {
        const char *line = memchr(at, END_OF_ARTICLE, (size_t)(end - at));
        const char *next = line ? line + 1 : end;
        settle_ids(s, at, next);
        at = next;
    }
    if (s->ready.failed)
        return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    return outlet_write(s->outlet, s->ready.data, s->ready.size, error);
}

static quoth_status doccano_close(sink *s, bool good, quoth_error *error)
{
    quoth_status status = outlet_close(s->outlet, good, error);
    buffer_free(&s->ready);
    free(s);
    return status;
}

const sink_type sink_doccano = {
    .name = "doccano",
    .target = "FILE",
    .target_optional = true,
    .open = doccano_open,
    .encode = doccano_encode,
    .encode_error = stream_encode_no_error,
    .write = doccano_write,
    .close = doccano_close,
};

const sink_type sink_doccano_relations = {
    .name = "doccano-relations",
    .target = "FILE",
    .target_optional = true,
    .open = doccano_relations_open,
    .encode = doccano_encode,
    .encode_error = stream_encode_no_error,
    .write = doccano_write,
    .close = doccano_close,
};
