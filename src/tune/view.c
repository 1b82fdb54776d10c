/*
 * quoth view: records on one page.
 *
 * All that is ever put into the page is JSON between the two halves of a fixed page; what the page shows it makes
 * of that with a script of its own.  So there is one place where text from outside meets HTML: view_put_json.
 * Lines that are records already pass through as they are, once jansson has found them to be JSON; the rest is
 * scanned, unit by unit, just as quoth_extract does.
 */
#include "tune/view.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "extract/calendar.h"
#include "pipeline/limits.h"
#include "pipeline/put.h"
#include "pipeline/reader.h"
#include "pipeline/sink.h"
#include "pipeline/work.h"
#include "tune/page.h"

typedef struct view {
    quoth_run run; /* the caller's, with what a view needs */
    const quoth_page *page;
    reader *reader;
    sink *sink; /* a sink_jsonl: takes the bytes of the page */
    worker worker;
    bool scanning; /* the worker has been started */
    batch batch;
    buffer out;
    size_t textless;
    quoth_progress progress;
} view;

/* --------------------------------------------------------------------------------------------- lines */

enum view_line view_line_kind(const char *line, size_t size)
{
    json_error_t error;
    json_t *value = json_loadb(line, size, JSON_ALLOW_NUL, &error);
    const json_t *failure = NULL, *claims = NULL, *text = NULL;
    json_int_t schema = 0;
    enum view_line kind = VIEW_ARTICLE;
    bool stamped = value && !json_unpack(value, "{s:I, s?o, s?o, s?o}", "schema", &schema, "error", &failure,
                                         "claims", &claims, "text", &text);
    if (stamped && schema > QUOTH_SCHEMA)
        kind = VIEW_NEWER;
    else if (stamped && json_is_object(failure))
        kind = VIEW_ERROR;
    else if (stamped && json_is_array(claims))
        kind = json_is_string(text) ? VIEW_RECORD : VIEW_TEXTLESS;
    json_decref(value);
    return kind;
}

void view_put_json(buffer *out, const char *json, size_t size)
{
    const char *end = json + size, *less;
    while (json < end && (less = memchr(json, '<', (size_t)(end - json)))) {
        buffer_add(out, json, (size_t)(less - json));
        PUT(out, "\\u003c");
        json = less + 1;
    }
    if (json < end)
        buffer_add(out, json, (size_t)(end - json));
}

static void add_record(view *v, const char *json, size_t size)
{
    if (v->progress.articles++)
        PUT(&v->out, ",\n");
    view_put_json(&v->out, json, size);
}

/* -------------------------------------------------------------------------------------------- articles */

static quoth_status out_of_memory(quoth_error *error)
{
    return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
}

/* Rules are asked for only when there is something to scan: records can be viewed without any. */
static quoth_status start_scanning(view *v, quoth_error *error)
{
    if (v->scanning)
        return QUOTH_OK;
    const quoth_rules *rules = v->page->rules ? v->page->rules(v->page->context) : NULL;
    if (!rules)
        return error_set(error, QUOTH_ERROR_PATTERNS,
                         "articles cannot be viewed without pattern files; records can");
    v->scanning = worker_start(&v->worker, rules, &v->run, &sink_jsonl, v->sink, error);
    return v->scanning ? QUOTH_OK : out_of_memory(error);
}

static void pass_complaints(const view *v, const batch *b)
{
    const char *at = b->complaints.data, *end = at + b->complaints.size;
    for (; v->run.complain && at != end; at += strlen(at) + 1)
        v->run.complain(v->run.context, at);
}

/* The worker makes a line of this unit as if it were a batch of its own. */
static quoth_status scan_unit(view *v, unit *u, quoth_error *error)
{
    quoth_status status = u->kind == UNIT_TEXT || u->kind == UNIT_JSON ? start_scanning(v, error) : QUOTH_OK;
    if (status != QUOTH_OK)
        return status;
    if (!v->scanning)
        v->worker = (worker){.run = &v->run, .type = &sink_jsonl, .sink = v->sink}; /* enough for errors */
    batch one = {.raw = v->batch.raw, .names = v->batch.names, .units = u, .unit_count = 1};
    worker_run(&v->worker, &one);
    if (one.out.size)
        add_record(v, one.out.data, one.out.size - 1);
    pass_complaints(v, &one);
    v->progress.errors += one.errors;
    v->progress.bytes += one.bytes;
    bool good = !one.failed;
    buffer_free(&one.out);
    buffer_free(&one.complaints);
    return good ? QUOTH_OK : out_of_memory(error);
}

/* --------------------------------------------------------------------------------------------- units */

static quoth_status view_unit(view *v, unit *u, quoth_error *error)
{
    const char *data = v->batch.raw.data + u->start;
    enum view_line kind = u->kind == UNIT_JSON ? view_line_kind(data, u->size) : VIEW_ARTICLE;
    if (kind == VIEW_ARTICLE)
        return scan_unit(v, u, error);
    if (kind == VIEW_NEWER)
        return error_at(error, QUOTH_ERROR_INPUT, v->batch.names.data + u->name, (unsigned)u->line, 0,
                        "this record was made by a newer quoth (its schema is above %d); view it with that one",
                        QUOTH_SCHEMA);
    v->textless += kind == VIEW_TEXTLESS;
    v->progress.errors += kind == VIEW_ERROR;
    v->progress.bytes += u->size;
    add_record(v, data, u->size);
    return QUOTH_OK;
}

static quoth_status flush_page(view *v, quoth_error *error)
{
    if (v->out.failed)
        return out_of_memory(error);
    quoth_status status = sink_jsonl.write(v->sink, v->out.data, v->out.size, error);
    buffer_clear(&v->out);
    return status;
}

static quoth_status view_batches(view *v, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    for (enum reader_state state = READER_FULL; status == QUOTH_OK && state != READER_END;) {
        state = reader_fill(v->reader, &v->batch, BATCH_FULL, true);
        if (state == READER_MEMORY)
            return out_of_memory(error);
        for (size_t i = 0; status == QUOTH_OK && i < v->batch.unit_count; i++)
            status = view_unit(v, &v->batch.units[i], error);
        batch_clear(&v->batch);
        if (status == QUOTH_OK)
            status = flush_page(v, error);
    }
    return status;
}

/* ---------------------------------------------------------------------------------------------- page */

static void begin_page(view *v)
{
    const char *title = v->page->title ? v->page->title : "";
    buffer field = {0};
    put_string(&field, title, strlen(title));
    buffer_add(&v->out, (const char *)page_head, page_head_size);
    PUT(&v->out, "{\"quoth\":\"" QUOTH_VERSION "\",\"title\":");
    view_put_json(&v->out, field.data, field.size);
    PUT(&v->out, ",\"records\":[\n");
    v->out.failed = v->out.failed || field.failed;
    buffer_free(&field);
}

static void end_page(view *v)
{
    PUT(&v->out, "\n]}");
    buffer_add(&v->out, (const char *)page_tail, page_tail_size);
}

static quoth_status write_page(view *v, quoth_error *error)
{
    const char *published = v->run.published;
    day d;
    if (published && !calendar_read(published, strlen(published), &d))
        return error_set(error, QUOTH_ERROR_USAGE, "\"%s\" is no date: write YYYY-MM-DD", published);
    begin_page(v);
    quoth_status status = view_batches(v, error);
    if (status != QUOTH_OK)
        return status;
    end_page(v);
    return flush_page(v, error);
}

static void tell_textless(const view *v)
{
    char message[160];
    snprintf(message, sizeof message, "%zu record%s without text; quoth extract --with text puts it in",
             v->textless, v->textless == 1 ? "" : "s");
    if (v->textless && v->run.complain)
        v->run.complain(v->run.context, message);
}

quoth_status quoth_view(const quoth_run *run, const quoth_page *page, quoth_progress *result, quoth_error *error)
{
    quoth_error own = {0};
    view v = {.run = *run, .page = page};
    v.run.with = QUOTH_WITH_TEXT;
    v.reader = reader_new(&v.run, &own);
    v.sink = v.reader ? sink_jsonl.open(&v.run, NULL, &own) : NULL;
    quoth_status status = v.sink ? write_page(&v, &own) : own.status;
    if (status == QUOTH_OK)
        tell_textless(&v);
    if (v.scanning)
        worker_end(&v.worker);
    if (v.sink)
        sink_jsonl.close(v.sink, status == QUOTH_OK, &own);
    reader_free(v.reader);
    batch_free(&v.batch);
    buffer_free(&v.out);
    v.progress.done = true;
    if (result)
        *result = v.progress;
    if (error && error->status == QUOTH_OK)
        *error = own;
    return status;
}
