#include "tune/brat_read.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/brat.h"
#include "pipeline/record.h"
#include "pipeline/utf8.h"
#include "tune/brat_document.h"

typedef struct reading {
    const quoth_run *run;
    const char *path;
    outlet *out;
    quoth_progress *result;
    quoth_error *error;
    json_t *index; /* an object for each article that quoth wrote, by name */
    buffer text, annotations, clean, record;
    char file[300]; /* what is being read, for messages */
    arena arena;    /* of one article */
} reading;

/* ------------------------------------------------------------------------------------------- messages */

static void complain(void *context, size_t line, const char *message)
{
    reading *r = context;
    char all[1400];
    r->result->errors++;
    if (!r->run->complain)
        return;
    if (line)
        snprintf(all, sizeof all, "%s/%s:%zu: %s", r->path, r->file, line, message);
    else
        snprintf(all, sizeof all, "%s/%s: %s", r->path, r->file, message);
    r->run->complain(r->run->context, all);
}

static quoth_status no_memory(reading *r)
{
    return error_set(r->error, QUOTH_ERROR_MEMORY, "out of memory");
}

/* ---------------------------------------------------------------------------------------------- files */

/* The whole of path/name in *b; 0 or errno. */
static int read_file(const char *path, const char *name, buffer *b)
{
    char place[4096];
    buffer_clear(b);
    if ((size_t)snprintf(place, sizeof place, "%s/%s", path, name) >= sizeof place)
        return ENAMETOOLONG;
    FILE *f = fopen(place, "rb");
    if (!f)
        return errno;
    size_t got = 1;
    for (char *room; got && (room = buffer_reserve(b, 65536));) {
        got = fread(room, 1, 65536, f);
        b->size += got;
    }
    int reason = ferror(f) ? EIO : 0;
    fclose(f);
    return b->failed ? ENOMEM : reason;
}

/* The same with bytes that are no UTF-8 replaced, and complained of. */
static int read_text(reading *r, const char *name, buffer *b)
{
    int reason = read_file(r->path, name, b);
    if (reason || utf8_valid(b->data ? b->data : "", b->size) == b->size)
        return reason;
    buffer_clear(&r->clean);
    utf8_clean(b->data, b->size, &r->clean);
    buffer swapped = *b;
    *b = r->clean;
    r->clean = swapped;
    complain(r, 0, "bytes that are not UTF-8 were replaced");
    return b->failed ? ENOMEM : 0;
}

/* ---------------------------------------------------------------------------------------------- index */

static void add_line(reading *r, const char *line, size_t size, size_t number)
{
    json_error_t reason;
    json_t *entry = json_loadb(line, size, 0, &reason);
    const char *name = json_string_value(json_object_get(entry, "file"));
    if (!entry)
        complain(r, number, reason.text);
    else if (name && json_object_set(r->index, name, entry))
        r->record.failed = true;
    json_decref(entry);
}

static quoth_status read_index(reading *r)
{
    snprintf(r->file, sizeof r->file, "%s", BRAT_INDEX);
    int reason = read_file(r->path, BRAT_INDEX, &r->text);
    if (reason == ENOENT)
        return QUOTH_OK;
    if (reason) {
        char text[128] = "";
        strerror_r(reason, text, sizeof text);
        return error_set(r->error, QUOTH_ERROR_FILE, "%s/%s: %s", r->path, BRAT_INDEX, text);
    }
    size_t number = 0;
    for (const char *at = r->text.data, *end = at + r->text.size; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t size = (size_t)((stop ? stop : end) - at);
        if (size)
            add_line(r, at, size, ++number);
        at += size + 1;
    }
    return r->record.failed ? no_memory(r) : QUOTH_OK;
}

static quoth_slice string_in(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return (quoth_slice){json_string_value(value), json_string_length(value)};
}

/* What the index says of the article; the entry outlives the document. */
static void set_head(const json_t *entry, const char *name, const brat_text *text, quoth_document *d)
{
    const json_t *published = json_object_get(entry, "published"), *span = json_object_get(published, "span");
    d->id = string_in(entry, "id");
    if (!d->id.data)
        d->id = (quoth_slice){name, strlen(name)};
    d->url = string_in(entry, "url");
    d->title = string_in(entry, "title");
    d->language = string_in(entry, "lang").data;
    if (!d->language)
        d->language = "en";
    d->published = string_in(published, "value").data;
    d->published_basis = string_in(published, "basis").data;
    json_int_t start = json_integer_value(json_array_get(span, 0));
    json_int_t end = json_integer_value(json_array_get(span, 1));
    if (start >= 0 && start < end && (size_t)end <= text->points)
        d->published_piece = brat_piece(text, (size_t)start, (size_t)end);
}

/* ------------------------------------------------------------------------------------------ an article */

static void make_record(reading *r, const char *name, const json_t *entry)
{
    brat_text text;
    brat_file file;
    quoth_document d = {0};
    arena *a = &r->arena;
    brat_text_make(a, (quoth_slice){r->text.data ? r->text.data : "", r->text.size}, &text);
    quoth_slice lines = {r->annotations.data ? r->annotations.data : "", r->annotations.size};
    brat_parse(a, &text, lines, complain, r, &file);
    set_head(entry, name, &text, &d);
    d.text = text.bytes;
    brat_document(a, &text, &file, complain, r, &d);
    record_append(&d, r->run->with, &r->record);
}

/* False when memory is short. */
static bool try_record(reading *r, const char *name, const json_t *entry)
{
    jmp_buf escape;
    r->arena.escape = &escape;
    bool done = setjmp(escape) == 0;
    if (done)
        make_record(r, name, entry);
    r->arena.escape = NULL;
    arena_reset(&r->arena);
    return done && !r->record.failed;
}

/* Reads NAME.txt and NAME.ann; 0 or errno, r->file says of which. */
static int read_both(reading *r, const char *name)
{
    snprintf(r->file, sizeof r->file, "%s.txt", name);
    int reason = read_text(r, r->file, &r->text);
    if (reason)
        return reason;
    snprintf(r->file, sizeof r->file, "%s.ann", name);
    return read_text(r, r->file, &r->annotations);
}

static quoth_status read_article(reading *r, const char *name, const json_t *entry)
{
    int reason = read_both(r, name);
    if (reason == ENOMEM)
        return no_memory(r);
    if (reason) {
        char text[128] = "";
        strerror_r(reason, text, sizeof text);
        complain(r, 0, text);
        return QUOTH_OK;
    }
    buffer_clear(&r->record);
    if (!try_record(r, name, entry))
        return no_memory(r);
    r->result->articles++;
    r->result->bytes += r->text.size;
    return outlet_write(r->out, r->record.data, r->record.size, r->error);
}

/* ------------------------------------------------------------------------------------------- the folder */

static int is_annotations(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return n > 4 && e->d_name[0] != '.' && !strcmp(e->d_name + n - 4, ".ann");
}

static int in_byte_order(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static quoth_status read_indexed(reading *r)
{
    quoth_status status = QUOTH_OK;
    const char *name;
    json_t *entry;
    json_object_foreach(r->index, name, entry) {
        status = read_article(r, name, entry);
        if (status != QUOTH_OK)
            break;
    }
    return status;
}

static quoth_status read_others(reading *r)
{
    struct dirent **files = NULL;
    int n = scandir(r->path, &files, is_annotations, in_byte_order);
    quoth_status status = QUOTH_OK;
    if (n < 0) {
        char text[128] = "";
        strerror_r(errno, text, sizeof text);
        return error_set(r->error, QUOTH_ERROR_FILE, "%s: %s", r->path, text);
    }
    for (int i = 0; i < n; i++) {
        files[i]->d_name[strlen(files[i]->d_name) - 4] = '\0';
        if (status == QUOTH_OK && !json_object_get(r->index, files[i]->d_name))
            status = read_article(r, files[i]->d_name, NULL);
        free(files[i]);
    }
    free(files);
    return status;
}

quoth_status brat_read(const quoth_run *run, const char *path, outlet *out, quoth_progress *result,
                       quoth_error *error)
{
    reading r = {.run = run, .path = path, .out = out, .result = result, .error = error, .index = json_object()};
    quoth_status status = r.index ? read_index(&r) : no_memory(&r);
    size_t before = result->articles;
    if (status == QUOTH_OK)
        status = read_indexed(&r);
    if (status == QUOTH_OK)
        status = read_others(&r);
    if (status == QUOTH_OK && result->articles == before)
        status = error_set(error, QUOTH_ERROR_INPUT,
                           "%s: no articles: a folder of brat has files NAME.txt and NAME.ann", path);
    json_decref(r.index);
    buffer_free(&r.text);
    buffer_free(&r.annotations);
    buffer_free(&r.clean);
    buffer_free(&r.record);
    arena_free(&r.arena);
    return status;
}
