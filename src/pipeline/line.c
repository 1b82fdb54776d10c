#include "pipeline/line.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "extract/calendar.h"
#include "pipeline/put.h"
#include "pipeline/utf8.h"

/* The fields that producers of news data use, the first that is there wins. */
static const char *const text_fields[] = {"text", "maintext", "article", "content", "body", NULL};
static const char *const date_fields[] = {
    "published", "date_publish", "publish_date", "published_date", "date", NULL,
};

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

struct failure {
    enum json_tokener_error error;
    size_t offset; /* bytes */
    bool memory;   /* memory was short */
};

static bool is_white(const char *data, size_t size)
{
    while (size && strchr(" \t\r\n", *data) && *data) {
        data++;
        size--;
    }
    return !size;
}

/*
 * Parses the whole line; *value is NULL for null too.  NaN, which pandas and its like write for what is missing, is let
 * through: it is no string, so the field counts as absent.
 */
static bool parse(const char *line, size_t size, struct json_object **value, struct failure *f)
{
    struct json_tokener *t = json_tokener_new();
    *value = NULL;
    *f = (struct failure){.memory = !t};
    if (!t)
        return false;
    json_tokener_set_flags(t, JSON_TOKENER_VALIDATE_UTF8 | JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
    *value = json_tokener_parse_ex(t, line, (int)size);
    f->offset = json_tokener_get_parse_end(t);
    f->error = json_tokener_get_error(t);
    if (f->error == json_tokener_continue) { /* a number ends only with what stands behind it */
        *value = json_tokener_parse_ex(t, "", 1);
        f->error = json_tokener_get_error(t);
    } else if (f->error == json_tokener_success && !is_white(line + f->offset, size - f->offset)) {
        f->error = json_tokener_error_parse_unexpected;
    }
    json_tokener_free(t);
    if (f->error == json_tokener_success)
        return true;
    json_object_put(*value);
    *value = NULL;
    return false;
}

/*
 * Lines are parsed as they are, which checks them too; only those that fail are cleaned and tried again, as most lines
 * are well.  Halves of surrogate pairs json-c would replace without a word: they are looked for first.
 */
static bool parse_or_clean(const char *line, size_t size, buffer *clean, line_article *a, struct failure *f)
{
    size_t at = 0;
    bool halves = next_lone_surrogate(line, size, &at);
    if (!halves && parse(line, size, &a->object, f))
        return true;
    buffer_clear(clean);
    a->replaced = utf8_clean(line, size, clean);
    if (clean->failed)
        return false;
    a->replaced += pair_surrogates(clean->data, clean->size);
    return a->replaced && parse(clean->data, clean->size, &a->object, f);
}

/* The column, in code points, of a byte. */
static size_t column_of(const char *line, size_t offset)
{
    size_t column = 1;
    for (size_t i = 0; i < offset; i++)
        column += ((unsigned char)line[i] & 0xC0) != 0x80;
    return column;
}

static void describe_failure(line_article *a, const struct failure *f, const char *line, size_t size,
                             const buffer *clean)
{
    if (clean->failed || f->memory) {
        fail(a, "memory", "out of memory while reading this line");
        return;
    }
    a->code = "invalid-json";
    const char *text = f->error == json_tokener_error_parse_eof || f->error == json_tokener_continue
                           ? "the line ends too early"
                           : json_tokener_error_desc(f->error);
    snprintf(a->message, sizeof a->message, "not valid JSON at column %zu: %s",
             column_of(line, f->offset < size ? f->offset : size), text);
}

/* -------------------------------------------------------------------------------------------- fields */

static bool is_absent(quoth_slice s)
{
    return !s.size || (s.size == 4 && !memcmp(s.data, "None", 4));
}

static quoth_slice string_field(const struct json_object *object, const char *name)
{
    struct json_object *value = json_object_object_get(object, name);
    if (!json_object_is_type(value, json_type_string))
        return (quoth_slice){0};
    quoth_slice s = {json_object_get_string(value), (size_t)json_object_get_string_len(value)};
    return is_absent(s) ? (quoth_slice){0} : s;
}

static void read_text(line_article *a)
{
    bool empty = false, wrong_type = false;
    for (const char *const *name = text_fields; *name; name++) {
        struct json_object *value = json_object_object_get(a->object, *name);
        bool is_string = json_object_is_type(value, json_type_string);
        quoth_slice s = string_field(a->object, *name);
        if (s.data && !article_is_empty(s)) {
            a->article.text = s;
            return;
        }
        empty = empty || s.data || (is_string && !json_object_get_string_len(value));
        wrong_type = wrong_type || (value && !is_string);
    }
    if (empty)
        fail(a, "empty-text", "the text of the article is empty");
    else if (wrong_type)
        fail(a, "missing-text", "the text of the article is not a string");
    else
        fail(a, "missing-text", "no text: none of the fields text, maintext, article, content, body");
}

/* The first date that can be read; when none can, the first that is there is kept for a warning. */
static void read_date(line_article *a)
{
    for (const char *const *name = date_fields; *name; name++) {
        quoth_slice s = string_field(a->object, *name);
        day d;
        if (!s.data)
            continue;
        if (calendar_read(s.data, s.size, &d)) {
            a->article.published = s;
            a->unread_date[0] = '\0';
            return;
        }
        if (!a->unread_date[0])
            snprintf(a->unread_date, sizeof a->unread_date, "%s", s.data);
    }
}

/* Ids that are numbers become their decimal digits; one too long for 64 bits would not come back as it was: no id. */
static void read_id(line_article *a)
{
    struct json_object *value = json_object_object_get(a->object, "id");
    if (json_object_is_type(value, json_type_int)) {
        int64_t number = json_object_get_int64(value);
        if (number > INT64_MIN && number < INT64_MAX)
            snprintf(a->id, sizeof a->id, "%" PRId64, number);
    } else if (json_object_is_type(value, json_type_double)) {
        double number = json_object_get_double(value);
        buffer digits = {0};
        put_number(&digits, number);
        if (number > -1e15 && number < 1e15 && !digits.failed && digits.size < sizeof a->id)
            memcpy(a->id, digits.data, digits.size);
        buffer_free(&digits);
    } else {
        a->article.id = string_field(a->object, "id");
    }
    if (a->id[0])
        a->article.id = (quoth_slice){a->id, strlen(a->id)};
}

void line_article_read(const char *line, size_t size, buffer *clean, line_article *a)
{
    *a = (line_article){0};
    struct failure failure = {0};
    if (!parse_or_clean(line, size, clean, a, &failure)) {
        describe_failure(a, &failure, line, size, clean);
        return;
    }
    if (!json_object_is_type(a->object, json_type_object)) {
        fail(a, "not-an-object", "the line is valid JSON but not an object in braces");
        return;
    }
    read_id(a);
    a->article.url = string_field(a->object, "url");
    a->article.title = string_field(a->object, "title");
    a->article.language = string_field(a->object, "language");
    read_date(a);
    read_text(a);
}

void line_article_free(line_article *a)
{
    json_object_put(a->object);
    a->object = NULL;
}
