/*
 * A folder for brat: NAME.txt and NAME.ann for each article, annotation.conf and visual.conf where there are none,
 * and an index of what these do not hold (id, url, title, document date).  brat.h explains the annotations.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/brat.h"
#include "pipeline/folder.h"
#include "pipeline/notes.h"
#include "pipeline/put.h"
#include "pipeline/scratch.h"
#include "pipeline/sink.h"

struct sink {
    folder *folder;
    buffer line;
};

/* What a worker hands over begins with one of these. */
enum { ARTICLE = 'a', ERROR = 'e' };

/* ------------------------------------------------------------------------------------------- encoding */

static void put_field(buffer *out, const char *key, const char *data, size_t size)
{
    if (!data || !size)
        return;
    PUT(out, ",\"");
    buffer_add_string(out, key);
    PUT(out, "\":");
    put_string(out, data, size);
}

/* The line of the index, without what stands before the id: the name is not known yet. */
static void put_index(const quoth_document *d, buffer *out)
{
    put_field(out, "id", d->id.data, d->id.size);
    put_field(out, "url", d->url.data, d->url.size);
    put_field(out, "title", d->title.data, d->title.size);
    if (d->language)
        put_field(out, "lang", d->language, strlen(d->language));
    if (d->published) {
        PUT(out, ",\"published\":{\"value\":");
        put_string(out, d->published, strlen(d->published));
        if (d->published_basis)
            put_field(out, "basis", d->published_basis, strlen(d->published_basis));
        if (d->published_piece.text.data) {
            PUT(out, ",\"span\":[");
            put_size(out, d->published_piece.start);
            PUT(out, ",");
            put_size(out, d->published_piece.end);
            PUT(out, "]");
        }
        PUT(out, "}");
    }
    PUT(out, "}\n");
}

static void make_files(arena *a, const quoth_document *d, buffer *out)
{
    buffer_add_char(out, ARTICLE);
    size_t at = part_begin(out);
    buffer_add(out, d->id.data, d->id.size);
    part_end(out, at);
    at = part_begin(out);
    buffer_add(out, d->text.data, d->text.size);
    part_end(out, at);
    at = part_begin(out);
    brat_put_annotations(a, d, out);
    part_end(out, at);
    at = part_begin(out);
    put_index(d, out);
    part_end(out, at);
}

static void brat_encode(const sink *s, const quoth_document *d, buffer *out)
{
    (void)s;
    scratch_run(make_files, d, out);
}

static void brat_encode_error(const sink *s, const record_error *error, buffer *out)
{
    (void)s;
    buffer_add_char(out, ERROR);
    size_t at = part_begin(out);
    record_append_error(error, out);
    part_end(out, at);
}

/* -------------------------------------------------------------------------------------------- opening */

static quoth_status configure(sink *s, quoth_error *error)
{
    buffer_clear(&s->line);
    buffer_add_string(&s->line, brat_annotation_conf);
    buffer_add_string(&s->line, note_acts);
    buffer_add_string(&s->line, "\n");
    if (s->line.failed)
        return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    quoth_slice conf = {s->line.data, s->line.size}, visual = {brat_visual_conf, strlen(brat_visual_conf)};
    quoth_status status = folder_put_new(s->folder, "annotation.conf", conf, error);
    return status == QUOTH_OK ? folder_put_new(s->folder, "visual.conf", visual, error) : status;
}

static void free_sink(sink *s)
{
    folder_free(s->folder);
    buffer_free(&s->line);
    free(s);
}

static sink *brat_open(const quoth_run *run, const char *target, quoth_error *error)
{
    (void)run;
    sink *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    s->folder = folder_open(target, ".ann", error);
    if (s->folder && configure(s, error) == QUOTH_OK)
        return s;
    free_sink(s);
    return NULL;
}

/* -------------------------------------------------------------------------------------------- writing */

static quoth_status write_article(sink *s, const char **at, quoth_error *error)
{
    const char *name = folder_name(s->folder, part_read(at));
    quoth_slice text = part_read(at), annotations = part_read(at), index = part_read(at);
    buffer_clear(&s->line);
    buffer_add_string(&s->line, "{\"file\":");
    if (name)
        put_string(&s->line, name, strlen(name));
    buffer_add(&s->line, index.data, index.size);
    if (!name || s->line.failed)
        return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    /* The text first: an .ann file alone is of no use. */
    quoth_status status = folder_put(s->folder, name, ".txt", text, error);
    if (status == QUOTH_OK)
        status = folder_put(s->folder, name, ".ann", annotations, error);
    quoth_slice line = {s->line.data, s->line.size};
    return status == QUOTH_OK ? folder_append(s->folder, BRAT_INDEX, line, error) : status;
}

static quoth_status brat_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    for (const char *at = data, *end = data + size; at < end && status == QUOTH_OK;) {
        if (*at++ == ARTICLE)
            status = write_article(s, &at, error);
        else
            status = folder_append(s->folder, BRAT_INDEX, part_read(&at), error);
    }
    return status;
}

static quoth_status brat_close(sink *s, bool good, quoth_error *error)
{
    (void)good;
    (void)error;
    free_sink(s);
    return QUOTH_OK;
}

const sink_type sink_brat = {
    .name = "brat",
    .target = "FOLDER",
    .open = brat_open,
    .encode = brat_encode,
    .encode_error = brat_encode_error,
    .write = brat_write,
    .close = brat_close,
};
