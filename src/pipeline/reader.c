/*
 * Bytes are read straight into the batch.  Behind each read the new bytes are searched for the end of the
 * record under way: a line end, or the end of the file for plain text.  What is left unfinished when a batch
 * is full moves to `rest` and from there to the next batch.  A record that grows beyond LIMIT_ARTICLE is
 * dropped at once; the rest of it is read and forgotten.
 */
#include "pipeline/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "pipeline/foreign.h"
#include "pipeline/limits.h"
#include "pipeline/walk.h"

#define MARK "\xEF\xBB\xBF" /* byte-order mark */
#define MARK_SIZE (sizeof MARK - 1)

enum format { FORMAT_AUTO, FORMAT_TEXT, FORMAT_JSONL };

struct reader {
    walk *walk;
    enum format from;

    /* The open file; fd is -1 when there is none. */
    int fd;
    bool is_stdin, eof;
    bool begun;         /* some of it was read */
    int failure;        /* errno of a failed read */
    enum format format; /* FORMAT_AUTO until the first bytes are seen */
    buffer name;        /* terminated */
    size_t line;        /* of the record under way, from 1 */
    size_t stdin_texts; /* plain texts that came from standard input */

    /* The record under way. */
    buffer rest;   /* its beginning, when a batch ended inside it */
    bool skipping; /* it is too long: what still comes of it is dropped */
};

static bool format_named(const char *name, enum format *format)
{
    if (!name || !strcmp(name, "auto"))
        *format = FORMAT_AUTO;
    else if (!strcmp(name, "text"))
        *format = FORMAT_TEXT;
    else if (!strcmp(name, "jsonl"))
        *format = FORMAT_JSONL;
    else
        return false;
    return true;
}

reader *reader_new(const quoth_run *run, quoth_error *error)
{
    enum format from;
    if (!format_named(run->from, &from)) {
        error_set(error, QUOTH_ERROR_USAGE, "unknown input format \"%s\": auto, text or jsonl", run->from);
        return NULL;
    }
    reader *r = calloc(1, sizeof *r);
    walk *w = r ? walk_new(run->inputs, run->input_count) : NULL;
    if (!w) {
        free(r);
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    r->walk = w;
    r->from = from;
    r->fd = -1;
    return r;
}

static void close_file(reader *r)
{
    if (r->fd >= 0 && !r->is_stdin)
        close(r->fd);
    r->fd = -1;
    r->eof = r->skipping = r->begun = false;
    r->failure = 0;
    buffer_clear(&r->rest);
    if (r->rest.room > BATCH_KEEP)
        buffer_free(&r->rest);
}

void reader_free(reader *r)
{
    if (!r)
        return;
    close_file(r);
    walk_free(r->walk);
    buffer_free(&r->name);
    buffer_free(&r->rest);
    free(r);
}

/* Opens the next file; what cannot be opened becomes a unit at once. */
static enum reader_state open_next(reader *r, batch *b)
{
    walk_step step = walk_next(r->walk);
    if (step.kind == WALK_END)
        return READER_END;
    if (step.kind == WALK_MEMORY)
        return READER_MEMORY;
    r->is_stdin = step.kind == WALK_STDIN;
    buffer_clear(&r->name);
    const char *name = r->is_stdin ? "stdin" : step.path;
    buffer_add(&r->name, name, strlen(name) + 1);
    if (r->name.failed)
        return READER_MEMORY;
    if (step.kind == WALK_EMPTY)
        return batch_add(b, UNIT_EMPTY, name, 0) ? READER_FULL : READER_MEMORY;
    int failure = step.failure;
    if (r->is_stdin)
        r->fd = STDIN_FILENO;
    else if (step.kind == WALK_FILE) {
        r->fd = open(step.path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        failure = r->fd < 0 ? errno : 0;
    }
    if (r->fd < 0) {
        unit *u = batch_add(b, UNIT_UNREADABLE, name, 0);
        if (!u)
            return READER_MEMORY;
        u->failure = failure;
        return READER_FULL;
    }
    enum walk_name says = r->is_stdin ? NAME_OTHER : walk_name(step.path);
    r->format = r->from != FORMAT_AUTO ? r->from
                : says == NAME_TEXT    ? FORMAT_TEXT
                : says == NAME_JSONL   ? FORMAT_JSONL
                                       : FORMAT_AUTO;
    r->line = 1;
    return READER_FULL;
}

/* Where only the first bytes can tell, an opening brace means JSON Lines. */
static void decide_format(reader *r, const char *data, size_t size)
{
    size_t at = size >= MARK_SIZE && !memcmp(data, MARK, MARK_SIZE) ? MARK_SIZE : 0;
    if (size < MARK_SIZE && !memcmp(data, MARK, size) && !r->eof)
        return; /* perhaps the rest of a mark is to come */
    while (at < size && strchr(" \t\r\n", data[at]) && data[at])
        at++;
    if (at < size)
        r->format = data[at] == '{' ? FORMAT_JSONL : FORMAT_TEXT;
    else if (r->eof || at > READ_SIZE)
        r->format = FORMAT_TEXT;
}

static bool ready(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    return poll(&p, 1, 0) != 0;
}

/* Reads once, to the end of the batch; sets r->eof or r->failure.  False when memory is short. */
static bool read_some(reader *r, batch *b, size_t wanted)
{
    size_t size = wanted < READ_SIZE ? wanted : READ_SIZE;
    char *room = buffer_reserve(&b->raw, size);
    if (!room)
        return false;
    ssize_t got;
    do
        got = read(r->fd, room, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        r->failure = errno;
    else if (got == 0)
        r->eof = true;
    else
        b->raw.size += (size_t)got;
    return true;
}

static bool is_blank(const char *data, size_t size)
{
    size_t at = 0;
    while (at < size && (data[at] == ' ' || data[at] == '\t' || data[at] == '\r'))
        at++;
    return at == size;
}

/* The record under way is raw[start, start + size): makes it a unit.  Blank lines are no records. */
static bool finish_record(reader *r, batch *b, size_t start, size_t size)
{
    enum unit_kind kind = r->format == FORMAT_JSONL ? UNIT_JSON : UNIT_TEXT;
    size_t line = r->line;
    if (kind == UNIT_TEXT)
        line = r->is_stdin ? ++r->stdin_texts : 0;
    else
        r->line++;
    if (r->skipping)
        kind = UNIT_TOO_LONG;
    r->skipping = false;
    if (kind == UNIT_JSON) {
        if (line == 1 && size >= MARK_SIZE && !memcmp(b->raw.data + start, MARK, MARK_SIZE)) {
            start += MARK_SIZE;
            size -= MARK_SIZE;
        }
        if (is_blank(b->raw.data + start, size))
            return true;
    }
    unit *u = batch_add(b, kind, r->name.data, line);
    if (!u)
        return false;
    u->start = start;
    u->size = kind == UNIT_TOO_LONG ? 0 : size;
    return true;
}

static bool fail_record(reader *r, batch *b)
{
    unit *u = batch_add(b, UNIT_UNREADABLE, r->name.data, r->format == FORMAT_JSONL ? r->line : 0);
    if (u)
        u->failure = r->failure;
    return u != NULL;
}

/*
 * Cuts raw[*start ...] into records; bytes before `seen` are known to hold no line end.  *start becomes the
 * beginning of the record still under way.  False when memory is short.
 */
static bool cut(reader *r, batch *b, size_t *start, size_t seen)
{
    if (r->format == FORMAT_JSONL) {
        const char *end;
        while (seen < b->raw.size && (end = memchr(b->raw.data + seen, '\n', b->raw.size - seen))) {
            size_t at = (size_t)(end - b->raw.data);
            if (!finish_record(r, b, *start, at - *start))
                return false;
            *start = seen = at + 1;
        }
    }
    if (r->failure) {
        b->raw.size = *start;
        return fail_record(r, b);
    }
    if (r->eof) {
        bool last_line_is_complete = r->format == FORMAT_JSONL && *start == b->raw.size && !r->skipping;
        size_t size = b->raw.size - *start;
        return last_line_is_complete || finish_record(r, b, *start, size);
    }
    if (r->skipping || b->raw.size - *start > LIMIT_ARTICLE) {
        r->skipping = true;
        b->raw.size = *start;
    }
    return true;
}

/* Looks at the beginning of a file; one that cannot be an article, nor hold any, becomes a unit at once and is left. */
static bool refuse_foreign(reader *r, batch *b, size_t start)
{
    const char *advice = r->begun ? NULL : foreign_advice(b->raw.data + start, b->raw.size - start);
    r->begun = true;
    if (!advice)
        return true;
    b->raw.size = start;
    unit *u = batch_add(b, UNIT_FOREIGN, r->name.data, 0);
    if (u)
        u->advice = advice;
    close_file(r);
    return u != NULL;
}

/* Reads the open file until it ends or the batch is full. */
static enum reader_state read_file(reader *r, batch *b, size_t wanted, bool patient)
{
    size_t start = b->raw.size;
    buffer_add(&b->raw, r->rest.data, r->rest.size);
    buffer_clear(&r->rest);
    size_t seen = r->format == FORMAT_AUTO ? start : b->raw.size;
    enum reader_state state = READER_FULL;
    while (r->fd >= 0 && !(b->unit_count && start >= wanted)) {
        bool wait = patient && !b->unit_count;
        if (!wait && !ready(r->fd)) {
            state = READER_WAIT;
            break;
        }
        if (!read_some(r, b, wanted))
            return READER_MEMORY;
        if (!refuse_foreign(r, b, start))
            return READER_MEMORY;
        if (r->fd < 0)
            break;
        if (r->format == FORMAT_AUTO)
            decide_format(r, b->raw.data + start, b->raw.size - start);
        if (r->format == FORMAT_AUTO && !r->failure)
            continue;
        if (!cut(r, b, &start, seen))
            return READER_MEMORY;
        seen = b->raw.size;
        if (r->eof || r->failure)
            close_file(r);
    }
    if (b->raw.size > start && r->fd >= 0) {
        buffer_add(&r->rest, b->raw.data + start, b->raw.size - start);
        b->raw.size = start;
    }
    return r->rest.failed || b->raw.failed ? READER_MEMORY : state;
}

enum reader_state reader_fill(reader *r, batch *b, size_t wanted, bool patient)
{
    while (!b->unit_count || b->raw.size < wanted) {
        enum reader_state state = r->fd < 0 ? open_next(r, b) : read_file(r, b, wanted, patient);
        if (state != READER_FULL)
            return state;
    }
    return READER_FULL;
}
