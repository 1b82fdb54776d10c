#include "pipeline/line.h"

#include <stdio.h>
#include <string.h>

#include "extract/calendar.h"
#include "pipeline/json_fields.h"
#include "pipeline/surrogates.h"
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

/*
 * Lines are parsed as they are, which checks them too; only those that fail are cleaned and tried again, as most lines
 * are well.  Halves of surrogate pairs YAJL would replace without a word: they are looked for first.
 */
static bool parse_or_clean(const char *line, size_t size, struct json_fields *p, buffer *clean, size_t *replaced,
                           struct json_failure *f)
{
    if (!surrogates_any_lone(line, size) && json_fields_read(p, line, size, f))
        return true;
    buffer_clear(clean);
    *replaced = utf8_clean(line, size, clean);
    f->memory = f->memory || clean->failed;
    if (clean->failed)
        return false;
    *replaced += surrogates_pair(clean->data, clean->size);
    return *replaced && json_fields_read(p, clean->data, clean->size, f);
}

/* The column, in code points, of a byte. */
static size_t column_of(const char *line, size_t offset)
{
    size_t column = 1;
    for (size_t i = 0; i < offset; i++)
        column += ((unsigned char)line[i] & 0xC0) != 0x80;
    return column;
}

static void describe_failure(line_article *a, const struct json_failure *f, const char *line, size_t size)
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

static quoth_slice string_field(const struct json_fields *p, size_t name)
{
    const struct json_value *v = &p->values[name];
    if (v->kind != JSON_STRING || !v->size)
        return (quoth_slice){0};
    quoth_slice s = {p->strings->data + v->start, v->size};
    return is_absent(s) ? (quoth_slice){0} : s;
}

static void read_text(line_article *a, const struct json_fields *p)
{
    bool empty = false, wrong_type = false;
    for (size_t name = TEXT_FIRST; name < TEXT_LAST; name++) {
        enum json_kind kind = p->values[name].kind;
        quoth_slice s = string_field(p, name);
        if (s.data && !article_is_empty(s)) {
            a->article.text = s;
            return;
        }
        empty = empty || s.data || (kind == JSON_STRING && !p->values[name].size);
        wrong_type = wrong_type || kind == JSON_NUMBER || kind == JSON_OTHER;
    }
    if (empty)
        fail(a, "empty-text", "the text of the article is empty");
    else if (wrong_type)
        fail(a, "missing-text", "the text of the article is not a string");
    else
        fail(a, "missing-text", "no text: none of the fields text, maintext, article, content, body");
}

/* The first date that can be read; when none can, the first that is there is kept for a warning. */
static void read_date(line_article *a, const struct json_fields *p)
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
static quoth_slice read_id(const struct json_fields *p)
{
    const struct json_value *v = &p->values[ID];
    if (v->kind == JSON_NUMBER)
        return (quoth_slice){p->strings->data + v->start, v->size};
    return string_field(p, ID);
}

void line_article_read(line_reader *r, const char *line, size_t size, line_article *a)
{
    *a = (line_article){0};
    struct json_value values[NAME_COUNT];
    struct json_fields p = {.names = names, .arena = &r->parser, .values = values, .name_count = NAME_COUNT, .strings = &r->strings};
    struct json_failure failure = {0};
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
