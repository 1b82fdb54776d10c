#include "pipeline/work.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/limits.h"
#include "pipeline/line.h"

bool worker_start(worker *w, const quoth_rules *rules, const quoth_run *run, const sink_type *type, const sink *s,
                  quoth_error *error)
{
    *w = (worker){.run = run, .type = type, .sink = s};
    w->scanner = quoth_scanner_new(rules, error);
    return w->scanner != NULL;
}

void worker_end(worker *w)
{
    quoth_scanner_free(w->scanner);
    line_reader_free(&w->reader);
}

/* ---------------------------------------------------------------------------------------------- names */

/* A file's name and, where there is one, the line in it: "dump.jsonl:17"; terminated, in *place. */
static void make_place(const batch *b, const unit *u, buffer *place)
{
    buffer_clear(place);
    buffer_add_string(place, b->names.data + u->name);
    if (u->line) {
        char number[24];
        snprintf(number, sizeof number, ":%zu", u->line);
        buffer_add_string(place, number);
    }
    buffer_add_char(place, '\0');
}

static quoth_slice slice_of(const buffer *terminated)
{
    return (quoth_slice){terminated->data, terminated->size - 1};
}

/* --------------------------------------------------------------------------------------------- errors */

static void complain(batch *b, const char *place, const char *message)
{
    buffer_add_string(&b->complaints, place);
    buffer_add_string(&b->complaints, ": ");
    buffer_add(&b->complaints, message, strlen(message) + 1);
}

static void refuse(const worker *w, batch *b, quoth_slice id, const char *code, const char *message,
                   const char *place)
{
    record_error error = {.id = id, .code = code, .message = message, .source = place};
    w->type->encode_error(w->sink, &error, &b->out);
    complain(b, place, message);
    b->errors++;
    b->articles++;
}

/* ------------------------------------------------------------------------------------------- articles */

/* Encodes the document with what reading the line had to report besides. */
static void encode(const worker *w, batch *b, const quoth_document *d, const quoth_warning *extra,
                   size_t extra_count)
{
    if (!extra_count) {
        w->type->encode(w->sink, d, &b->out);
        return;
    }
    quoth_document copy = *d;
    quoth_warning *all = malloc((d->warning_count + extra_count) * sizeof *all);
    if (!all) {
        b->out.failed = true;
        return;
    }
    memcpy(all, extra, extra_count * sizeof *all);
    if (d->warning_count)
        memcpy(all + extra_count, d->warnings, d->warning_count * sizeof *all);
    copy.warnings = all;
    copy.warning_count = d->warning_count + extra_count;
    w->type->encode(w->sink, &copy, &b->out);
    free(all);
}

static void scan(const worker *w, batch *b, quoth_article *article, const quoth_warning *extra, size_t extra_count,
                 const char *place)
{
    quoth_error error = {0};
    if (w->run->published)
        article->assumed = (quoth_slice){w->run->published, strlen(w->run->published)};
    article->genre = w->run->genre;
    article->date_order = w->run->date_order;
    const quoth_document *d = quoth_scan(w->scanner, article, &error);
    if (!d) {
        const char *code = error.status == QUOTH_ERROR_MEMORY ? "memory" : "unprocessable";
        refuse(w, b, article->id, code, error.text[0] ? error.text : "the article cannot be processed", place);
        return;
    }
    size_t before = b->out.size;
    encode(w, b, d, extra, extra_count);
    if (b->out.failed) { /* it costs this record alone */
        buffer_cut(&b->out, before);
        refuse(w, b, article->id, "memory", "out of memory while writing this record", place);
        return;
    }
    b->articles++;
    b->bytes += article->text.size;
}

static void run_text(const worker *w, batch *b, const unit *u, const char *place, quoth_slice id)
{
    quoth_article article = {.id = id};
    article.text = (quoth_slice){u->size ? b->raw.data + u->start : "", u->size};
    /* A text has no lines for the reader, so the place is the file. */
    if (article_is_empty(article.text))
        refuse(w, b, id, "empty-text", "the text of the article is empty", place);
    else
        scan(w, b, &article, NULL, 0, place);
}

static void run_line(worker *w, batch *b, const unit *u, const char *place, quoth_slice default_id)
{
    line_article line;
    line_article_read(&w->reader, b->raw.data + u->start, u->size, &line);
    if (!line.article.id.data)
        line.article.id = default_id;
    if (line.code) {
        refuse(w, b, line.article.id, line.code, line.message, place);
    } else {
        quoth_warning extra[2];
        size_t n = 0;
        char replaced[48], unread[128];
        if (line.replaced) {
            const char *bytes = line.replaced == 1 ? "byte" : "bytes";
            snprintf(replaced, sizeof replaced, "%zu %s replaced", line.replaced, bytes);
            extra[n++] = (quoth_warning){"invalid-utf8", replaced, line.replaced};
        }
        if (line.unread_date[0]) {
            snprintf(unread, sizeof unread, "no date that begins with YYYY-MM-DD: %s", line.unread_date);
            extra[n++] = (quoth_warning){"unread-date", unread, 1};
        }
        scan(w, b, &line.article, extra, n, place);
    }
    line_reader_trim(&w->reader, BATCH_KEEP);
}

static void run_unit(worker *w, batch *b, const unit *u, const char *place, quoth_slice id)
{
    char message[256], reason[128] = "unknown error";
    switch (u->kind) {
    case UNIT_TEXT: run_text(w, b, u, place, id); break;
    case UNIT_JSON: run_line(w, b, u, place, id); break;
    case UNIT_TOO_LONG:
        snprintf(message, sizeof message, "longer than %zu MB, the most that one article may have",
                 LIMIT_ARTICLE >> 20);
        refuse(w, b, id, "too-long", message, place);
        break;
    case UNIT_UNREADABLE:
        strerror_r(u->failure, reason, sizeof reason);
        snprintf(message, sizeof message, "cannot be read: %s", reason);
        refuse(w, b, id, "unreadable", message, place);
        break;
    case UNIT_FOREIGN:
        snprintf(message, sizeof message, "cannot be read: %s", u->advice);
        refuse(w, b, id, "unreadable", message, place);
        break;
    case UNIT_EMPTY:
        complain(b, place, "no articles (*.txt, *.jsonl, *.ndjson, *.json-lines, *.jsonlines) in this folder");
        break;
    }
}

void worker_run(worker *w, batch *b)
{
    buffer place = {0};
    for (size_t i = 0; i < b->unit_count && !b->failed; i++) {
        make_place(b, &b->units[i], &place);
        b->failed = place.failed;
        if (!b->failed)
            run_unit(w, b, &b->units[i], place.data, slice_of(&place));
        b->failed = b->failed || b->out.failed || b->complaints.failed;
    }
    buffer_free(&place);
}
