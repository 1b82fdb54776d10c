#include "pipeline/line.h"

#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "extract/calendar.h"
#include "pipeline/utf8.h"

bool article_is_empty(quoth_slice text)
{
    size_t at = text.size >= 3 && !memcmp(text.data, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < text.size && (unsigned char)text.data[at] <= ' ')
        at++;
    return at == text.size;
}

static void fail(line_article *a, const char *code, const char *message)
{
    a->code = code;
    snprintf(a->message, sizeof a->message, "%s", message);
}

/* ------------------------------------------------------------------------------------------- cleaning */

/* The value of \uXXXX at the beginning, or -1. */
static int escape_value(const char *data, size_t size)
{
    if (size < 6 || data[0] != '\\' || data[1] != 'u')
        return -1;
    int value = 0;
    for (size_t i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdef";
        int c = data[i] >= 'A' && data[i] <= 'F' ? data[i] + 32 : data[i];
        const char *digit = c ? strchr(digits, c) : NULL;
        if (!digit)
            return -1;
        value = value * 16 + (int)(digit - digits);
    }
    return value;
}

/* The next \ud83d or the like that lacks its other half, from *at on; moves *at there, or to the end. */
static bool next_lone_surrogate(const char *line, size_t size, size_t *at)
{
    const char *next;
    while (*at < size && (next = memchr(line + *at, '\\', size - *at))) {
        *at = (size_t)(next - line);
        int value = escape_value(next, size - *at);
        if (value < 0xD800 || value > 0xDFFF) {
            *at += 2;
            continue;
        }
        int second = size - *at > 6 ? escape_value(next + 6, size - *at - 6) : -1;
        if (value >= 0xDC00 || second < 0xDC00 || second > 0xDFFF)
            return true;
        *at += 12;
    }
    *at = size;
    return false;
}

bool line_has_lone_surrogate(const char *line, size_t size)
{
    size_t at = 0;
    return next_lone_surrogate(line, size, &at);
}

/* Makes \ufffd of every half of a pair that stands alone, in place; returns how many. */
static size_t pair_surrogates(char *line, size_t size)
{
    size_t replaced = 0;
    for (size_t at = 0; next_lone_surrogate(line, size, &at); at += 6) {
        memcpy(line + at, "\\ufffd", 6);
        replaced++;
    }
    return replaced;
}

/* ------------------------------------------------------------------------------------------- parsing */

/*
 * YAJL calls back for each value; of the values at the top level those with a name of our table are kept.  Strings are
 * copied, since YAJL's own do not last; places in `strings` are offsets until the end, as it may move.
 */
enum value_kind { VALUE_NONE, VALUE_NULL, VALUE_STRING, VALUE_NUMBER, VALUE_OTHER };

struct value {
    enum value_kind kind;
    size_t start, size;
};

struct parsing {
    const char *const *names;
    arena *arena; /* of the parser */
    struct value *values; /* by name */
    size_t name_count;
    buffer *strings;
    size_t depth;   /* of objects and arrays that are open */
    size_t current; /* the name of the value to come, at the top level; name_count: none of ours */
    bool object;    /* the whole is an object */
};

static void keep(struct parsing *p, enum value_kind kind, const char *data, size_t size)
{
    if (p->depth != 1 || p->current == p->name_count)
        return;
    p->values[p->current] = (struct value){kind, p->strings->size, size};
    buffer_add(p->strings, data, size);
    p->current = p->name_count;
}

static int on_null(void *context)
{
    keep(context, VALUE_NULL, "", 0);
    return 1;
}

static int on_boolean(void *context, int value)
{
    (void)value;
    keep(context, VALUE_OTHER, "", 0);
    return 1;
}

static int on_number(void *context, const char *data, size_t size)
{
    keep(context, VALUE_NUMBER, data, size);
    return 1;
}

static int on_string(void *context, const unsigned char *data, size_t size)
{
    keep(context, VALUE_STRING, (const char *)data, size);
    return 1;
}

static int on_open(void *context)
{
    struct parsing *p = context;
    keep(p, VALUE_OTHER, "", 0);
    p->depth++;
    return 1;
}

static int on_open_object(void *context)
{
    struct parsing *p = context;
    p->object = p->object || !p->depth;
    return on_open(context);
}

static int on_close(void *context)
{
    struct parsing *p = context;
    p->depth--;
    return 1;
}

static bool is_name(const char *name, const char *data, size_t size)
{
    return size && *name == *data && strlen(name) == size && memcmp(name, data, size) == 0;
}

static int on_key(void *context, const unsigned char *data, size_t size)
{
    struct parsing *p = context;
    if (p->depth != 1)
        return 1;
    p->current = 0;
    while (p->current < p->name_count && !is_name(p->names[p->current], (const char *)data, size))
        p->current++;
    return 1;
}

struct failure {
    size_t offset; /* bytes */
    char text[120];
    bool memory;
};

static void describe_yajl(yajl_handle h, const char *line, size_t size, struct failure *f)
{
    unsigned char *text = yajl_get_error(h, 0, (const unsigned char *)line, size);
    snprintf(f->text, sizeof f->text, "%s", text ? (const char *)text : "not understood");
    f->text[strcspn(f->text, "\n")] = '\0';
    yajl_free_error(h, text);
}

/* YAJL's memory: some small pieces, and room for strings with escapes, which grows.  A piece's size stands in front of it. */
static void *take_memory(void *context, size_t size)
{
    size_t *piece = arena_take(context, size + ARENA_ALIGNMENT);
    *piece = size;
    return (char *)piece + ARENA_ALIGNMENT;
}

static void *grow_memory(void *context, void *at, size_t size)
{
    void *new = take_memory(context, size);
    size_t old = at ? *(size_t *)(void *)((char *)at - ARENA_ALIGNMENT) : 0;
    return old ? memcpy(new, at, old < size ? old : size) : new;
}

static void leave_memory(void *context, void *at)
{
    (void)context, (void)at; /* all goes at once */
}

/* Parses the whole line into p->values. */
static bool parse_with(yajl_handle h, const char *line, size_t size, struct failure *f)
{
    yajl_status status = yajl_parse(h, (const unsigned char *)line, size);
    f->offset = yajl_get_bytes_consumed(h);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(h);
        f->offset = size; /* what fails now is the end of the line, which came too early */
    }
    if (status != yajl_status_ok)
        describe_yajl(h, line, size, f);
    return status == yajl_status_ok;
}

static bool parse(const char *line, size_t size, struct parsing *p, struct failure *f)
{
    static const yajl_callbacks calls = {on_null, on_boolean, NULL, NULL, on_number, on_string, on_open_object,
                                         on_key, on_close, on_open, on_close};
    yajl_alloc_funcs memory = {take_memory, grow_memory, leave_memory, p->arena};
    jmp_buf escape;
    memset(p->values, 0, p->name_count * sizeof *p->values);
    p->depth = 0;
    p->current = p->name_count;
    p->object = false;
    buffer_clear(p->strings);
    p->arena->escape = &escape;
    bool whole = setjmp(escape) == 0;
    f->memory = !whole;
    whole = whole && parse_with(yajl_alloc(&calls, &memory, p), line, size, f);
    p->arena->escape = NULL;
    arena_reset(p->arena);
    f->memory = f->memory || p->strings->failed;
    return whole && !f->memory;
}

/*
 * Lines are parsed as they are, which checks them too; only those that fail are cleaned and tried again, as most lines
 * are well.  Halves of surrogate pairs YAJL would replace without a word: they are looked for first.
 */
static bool parse_or_clean(const char *line, size_t size, struct parsing *p, buffer *clean, size_t *replaced,
                           struct failure *f)
{
    if (!line_has_lone_surrogate(line, size) && parse(line, size, p, f))
        return true;
    buffer_clear(clean);
    *replaced = utf8_clean(line, size, clean);
    f->memory = f->memory || clean->failed;
    if (clean->failed)
        return false;
    *replaced += pair_surrogates(clean->data, clean->size);
    return *replaced && parse(clean->data, clean->size, p, f);
}

/* The column, in code points, of a byte. */
static size_t column_of(const char *line, size_t offset)
{
    size_t column = 1;
    for (size_t i = 0; i < offset; i++)
        column += ((unsigned char)line[i] & 0xC0) != 0x80;
    return column;
}

static void describe_failure(line_article *a, const struct failure *f, const char *line, size_t size)
{
    if (f->memory) {
        fail(a, "memory", "out of memory while reading this line");
        return;
    }
    a->code = "invalid-json";
    snprintf(a->message, sizeof a->message, "not valid JSON at column %zu: %s",
             column_of(line, f->offset < size ? f->offset : size), f->text);
}

/* -------------------------------------------------------------------------------------------- fields */

/* All names that are looked for; text and date have several, the first that is there wins. */
enum { TEXT_FIRST = 0, TEXT_LAST = 5, DATE_FIRST = 5, DATE_LAST = 10, ID = 10, URL, TITLE, LANGUAGE, NAME_COUNT };

static const char *const names[NAME_COUNT] = {
    "text", "maintext", "article", "content", "body",
    "published", "date_publish", "publish_date", "published_date", "date",
    "id", "url", "title", "language",
};

static bool is_absent(quoth_slice s)
{
    return !s.size || (s.size == 4 && !memcmp(s.data, "None", 4));
}

static quoth_slice string_field(const struct parsing *p, size_t name)
{
    const struct value *v = &p->values[name];
    if (v->kind != VALUE_STRING || !v->size)
        return (quoth_slice){0};
    quoth_slice s = {p->strings->data + v->start, v->size};
    return is_absent(s) ? (quoth_slice){0} : s;
}

static void read_text(line_article *a, const struct parsing *p)
{
    bool empty = false, wrong_type = false;
    for (size_t name = TEXT_FIRST; name < TEXT_LAST; name++) {
        enum value_kind kind = p->values[name].kind;
        quoth_slice s = string_field(p, name);
        if (s.data && !article_is_empty(s)) {
            a->article.text = s;
            return;
        }
        empty = empty || s.data || (kind == VALUE_STRING && !p->values[name].size);
        wrong_type = wrong_type || kind == VALUE_NUMBER || kind == VALUE_OTHER;
    }
    if (empty)
        fail(a, "empty-text", "the text of the article is empty");
    else if (wrong_type)
        fail(a, "missing-text", "the text of the article is not a string");
    else
        fail(a, "missing-text", "no text: none of the fields text, maintext, article, content, body");
}

/* The first date that can be read; when none can, the first that is there is kept for a warning. */
static void read_date(line_article *a, const struct parsing *p)
{
    for (size_t name = DATE_FIRST; name < DATE_LAST; name++) {
        quoth_slice s = string_field(p, name);
        day d;
        if (!s.data)
            continue;
        if (calendar_read(s.data, s.size, &d)) {
            a->article.published = s;
            a->unread_date[0] = '\0';
            return;
        }
        if (!a->unread_date[0])
            snprintf(a->unread_date, sizeof a->unread_date, "%.*s", (int)(s.size < 63 ? s.size : 63), s.data);
    }
}

/* Ids that are numbers are taken as they are written. */
static quoth_slice read_id(const struct parsing *p)
{
    const struct value *v = &p->values[ID];
    if (v->kind == VALUE_NUMBER)
        return (quoth_slice){p->strings->data + v->start, v->size};
    return string_field(p, ID);
}

void line_article_read(line_reader *r, const char *line, size_t size, line_article *a)
{
    *a = (line_article){0};
    struct value values[NAME_COUNT];
    struct parsing p = {.names = names, .arena = &r->parser, .values = values, .name_count = NAME_COUNT, .strings = &r->strings};
    struct failure failure = {0};
    if (!parse_or_clean(line, size, &p, &r->clean, &a->replaced, &failure)) {
        describe_failure(a, &failure, line, size);
        return;
    }
    if (!p.object) {
        fail(a, "not-an-object", "the line is valid JSON but not an object in braces");
        return;
    }
    a->article.id = read_id(&p);
    a->article.url = string_field(&p, URL);
    a->article.title = string_field(&p, TITLE);
    a->article.language = string_field(&p, LANGUAGE);
    read_date(a, &p);
    read_text(a, &p);
}

void line_reader_trim(line_reader *r, size_t most)
{
    if (r->clean.room > most)
        buffer_free(&r->clean);
    if (r->strings.room > most)
        buffer_free(&r->strings);
}

void line_reader_free(line_reader *r)
{
    line_reader_trim(r, 0);
    arena_free(&r->parser);
}
