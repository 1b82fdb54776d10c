/*
 * TimeML: an XML file for each article, laid out as in TempEval-3, with DOCID, DCT and TIMEX3 tags in TEXT.
 *
 * Relied on: "TimeML 1.2.1: A Formal Specification Language for Events and Temporal Expressions"
 * (timeml.github.io/site/publications/timeMLdocs): attributes of TIMEX3, and its content, which is text without
 * tags; a TIMEX3 may be empty.  So a date that lies inside another one, or crosses it, stands as an empty tag
 * behind it, its words in the attribute comment.
 *
 * TEXT holds the article's text exactly, but for the control characters and noncharacters that XML 1.0 has no way
 * to write: they are dropped.  A carriage return is written as a reference, since a parser would change it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/folder.h"
#include "pipeline/put.h"
#include "pipeline/scratch.h"
#include "pipeline/sink.h"
#include "pipeline/utf8.h"

struct sink {
    folder *folder;
};

/* ------------------------------------------------------------------------------------------- escaping */

static void put_ascii(buffer *out, char c, bool in_attribute)
{
    switch (c) {
    case '&': PUT(out, "&amp;"); return;
    case '<': PUT(out, "&lt;"); return;
    case '>': PUT(out, "&gt;"); return;
    case '\r': PUT(out, "&#13;"); return;
    case '"': buffer_add_string(out, in_attribute ? "&quot;" : "\""); return;
    case '\n':
    case '\t':
        buffer_add_string(out, in_attribute ? " " : c == '\n' ? "\n" : "\t");
        return;
    default:
        if ((unsigned char)c >= ' ')
            buffer_add_char(out, c);
    }
}

static void put_xml(buffer *out, const char *data, size_t size, bool in_attribute)
{
    for (size_t at = 0; at < size;) {
        size_t length = utf8_length(data + at, size - at);
        bool nothing = length == 3 && !memcmp(data + at, "\xEF\xBF", 2) && (unsigned char)data[at + 2] >= 0xBE;
        if (length == 1)
            put_ascii(out, data[at], in_attribute);
        else if (!length)
            PUT(out, UTF8_REPLACEMENT);
        else if (!nothing)
            buffer_add(out, data + at, length);
        at += length ? length : 1;
    }
}

static void put_attribute(buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    PUT(out, " ");
    buffer_add_string(out, name);
    PUT(out, "=\"");
    put_xml(out, value, strlen(value), true);
    PUT(out, "\"");
}

static void put_element(buffer *out, const char *name, quoth_slice content)
{
    PUT(out, "<");
    buffer_add_string(out, name);
    PUT(out, ">");
    put_xml(out, content.data, content.size, false);
    PUT(out, "</");
    buffer_add_string(out, name);
    PUT(out, ">\n");
}

/* ------------------------------------------------------------------------------------------ the document */

/* A TIMEX3 tag without its closing bracket; t0 is the document's own date. */
static void put_timex(buffer *out, size_t number, const char *type, const char *value, const char *mod)
{
    PUT(out, "<TIMEX3 tid=\"t");
    put_size(out, number);
    PUT(out, "\"");
    put_attribute(out, "type", type ? type : "DATE");
    put_attribute(out, "value", value ? value : "XXXX");
    put_attribute(out, "mod", mod);
}

static void put_head(const quoth_document *d, buffer *out)
{
    PUT(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
             "xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\n");
    put_element(out, "DOCID", d->id);
    PUT(out, "<DCT>");
    if (d->published) {
        quoth_slice text = d->published_piece.text;
        put_timex(out, 0, "DATE", d->published, NULL);
        put_attribute(out, "temporalFunction", "false");
        put_attribute(out, "functionInDocument", "CREATION_TIME");
        PUT(out, ">");
        put_xml(out, text.data ? text.data : d->published, text.data ? text.size : strlen(d->published), false);
        PUT(out, "</TIMEX3>");
    }
    PUT(out, "</DCT>\n");
    if (d->title.size)
        put_element(out, "TITLE", d->title);
    PUT(out, "\n");
}

static int by_start(const void *a, const void *b)
{
    const quoth_date *x = *(const quoth_date *const *)a, *y = *(const quoth_date *const *)b;
    if (x->piece.start != y->piece.start)
        return x->piece.start < y->piece.start ? -1 : 1;
    if (x->piece.end != y->piece.end)
        return x->piece.end > y->piece.end ? -1 : 1;
    return (x > y) - (x < y);
}

static void put_date(arena *a, const quoth_document *d, const quoth_date *date, bool inside, buffer *out)
{
    const quoth_slice *text = &date->piece.text;
    put_timex(out, (size_t)(date - d->dates) + 1, date->type, date->value, date->mod);
    if (inside) {
        put_attribute(out, "comment", arena_copy(a, text->data, text->size));
        PUT(out, "/>");
        return;
    }
    PUT(out, ">");
    put_xml(out, text->data, text->size, false);
    PUT(out, "</TIMEX3>");
}

static void put_text(arena *a, const quoth_document *d, buffer *out)
{
    const quoth_date **dates = arena_alloc(a, (d->date_count + 1) * sizeof *dates);
    for (size_t i = 0; i < d->date_count; i++)
        dates[i] = &d->dates[i];
    qsort(dates, d->date_count, sizeof *dates, by_start);
    const char *at = d->text.data, *end = at + d->text.size;
    for (size_t i = 0; i < d->date_count; i++) {
        const quoth_slice *text = &dates[i]->piece.text;
        bool inside = text->data < at;
        if (!inside)
            put_xml(out, at, (size_t)(text->data - at), false);
        put_date(a, d, dates[i], inside, out);
        if (!inside)
            at = text->data + text->size;
    }
    put_xml(out, at, (size_t)(end - at), false);
}

static void make_file(arena *a, const quoth_document *d, buffer *out)
{
    size_t id = part_begin(out);
    buffer_add(out, d->id.data, d->id.size);
    part_end(out, id);
    size_t file = part_begin(out);
    put_head(d, out);
    PUT(out, "<TEXT>");
    put_text(a, d, out);
    PUT(out, "</TEXT>\n\n</TimeML>\n");
    part_end(out, file);
}

/* -------------------------------------------------------------------------------------------- the sink */

static void timeml_encode(const sink *s, const quoth_document *d, buffer *out)
{
    (void)s;
    scratch_run(make_file, d, out);
}

/* There is no text to write; the run reports it. */
static void timeml_encode_error(const sink *s, const record_error *error, buffer *out)
{
    (void)s;
    (void)error;
    (void)out;
}

static sink *timeml_open(const quoth_run *run, const char *target, quoth_error *error)
{
    (void)run;
    sink *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    s->folder = folder_open(target, ".tml", error);
    if (s->folder)
        return s;
    free(s);
    return NULL;
}

static quoth_status timeml_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    for (const char *at = data, *end = data + size; at < end && status == QUOTH_OK;) {
        const char *name = folder_name(s->folder, part_read(&at));
        if (!name)
            return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        status = folder_put(s->folder, name, ".tml", part_read(&at), error);
    }
    return status;
}

static quoth_status timeml_close(sink *s, bool good, quoth_error *error)
{
    (void)good;
    (void)error;
    folder_free(s->folder);
    free(s);
    return QUOTH_OK;
}

const sink_type sink_timeml = {
    .name = "timeml",
    .target = "FOLDER",
    .open = timeml_open,
    .encode = timeml_encode,
    .encode_error = timeml_encode_error,
    .write = timeml_write,
    .close = timeml_close,
};
