#include "pipeline/line.h"

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

/* Makes \ufffd of every \ud83d and the like that lacks its other half, in place; returns how many. */
static size_t pair_surrogates(char *line, size_t size)
{
    size_t replaced = 0, at = 0;
    char *next;
    while (at < size && (next = memchr(line + at, '\\', size - at))) {
        at = (size_t)(next - line);
        int value = escape_value(line + at, size - at);
        if (value < 0xD800 || value > 0xDFFF) {
            at += 2;
            continue;
        }
        int second = size - at > 6 ? escape_value(line + at + 6, size - at - 6) : -1;
        if (value < 0xDC00 && second >= 0xDC00 && second <= 0xDFFF) {
            at += 12;
            continue;
        }
        memcpy(line + at, "\\ufffd", 6);
        replaced++;
        at += 6;
    }
    return replaced;
}

/* ------------------------------------------------------------------------------------------- parsing */

/* Parses; integers beyond 64 bits, which jansson refuses, make a second try that takes all for reals. */
static json_t *parse(const char *line, size_t size, json_error_t *error)
{
    size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
    json_t *value = json_loadb(line, size, flags, error);
    if (!value && json_error_code(error) == json_error_numeric_overflow)
        value = json_loadb(line, size, flags | JSON_DECODE_INT_AS_REAL, error);
    return value;
}

/*
 * Lines are parsed as they are, which checks them too; only those that fail are cleaned and tried again, as
 * most lines are well and looking at every byte twice costs.
 */
static json_t *parse_or_clean(const char *line, size_t size, buffer *clean, size_t *replaced, json_error_t *error)
{
    json_t *value = parse(line, size, error);
    if (value)
        return value;
    buffer_clear(clean);
    *replaced = utf8_clean(line, size, clean);
    if (clean->failed)
        return NULL;
    *replaced += pair_surrogates(clean->data, clean->size);
    return *replaced ? parse(clean->data, clean->size, error) : NULL;
}

static void describe_failure(line_article *a, const json_error_t *error, const buffer *clean)
{
    if (clean->failed || json_error_code(error) == json_error_out_of_memory) {
        fail(a, "memory", "out of memory while reading this line");
        return;
    }
    a->code = "invalid-json";
    char *newline = NULL;
    snprintf(a->message, sizeof a->message, "not valid JSON at column %d: %s", error->column, error->text);
    while ((newline = strchr(a->message, '\n')))
        *newline = ' ';
}

/* -------------------------------------------------------------------------------------------- fields */

static bool is_absent(quoth_slice s)
{
    return !s.size || (s.size == 4 && !memcmp(s.data, "None", 4));
}

static quoth_slice string_field(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    quoth_slice s = {json_string_value(value), json_string_length(value)};
    return is_absent(s) ? (quoth_slice){0} : s;
}

static void read_text(line_article *a)
{
    bool empty = false, wrong_type = false;
    for (const char *const *name = text_fields; *name; name++) {
        const json_t *value = json_object_get(a->object, *name);
        quoth_slice s = string_field(a->object, *name);
        if (s.data && !article_is_empty(s)) {
            a->article.text = s;
            return;
        }
        empty = empty || s.data || (json_is_string(value) && !json_string_length(value));
        wrong_type = wrong_type || (value && !json_is_null(value) && !json_is_string(value));
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

/* Ids that are numbers become their decimal digits. */
static void read_id(line_article *a)
{
    const json_t *value = json_object_get(a->object, "id");
    if (json_is_string(value)) {
        a->article.id = string_field(a->object, "id");
        return;
    }
    if (json_is_integer(value)) {
        snprintf(a->id, sizeof a->id, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    } else if (json_is_real(value)) {
        /* An integer too long for 64 bits would not come back as it was: then there is no id. */
        double number = json_real_value(value);
        buffer digits = {0};
        put_number(&digits, number);
        if (number > -1e15 && number < 1e15 && !digits.failed && digits.size < sizeof a->id)
            memcpy(a->id, digits.data, digits.size);
        buffer_free(&digits);
    }
    if (a->id[0])
        a->article.id = (quoth_slice){a->id, strlen(a->id)};
}

void line_article_read(const char *line, size_t size, buffer *clean, line_article *a)
{
    *a = (line_article){0};
    json_error_t error;
    a->object = parse_or_clean(line, size, clean, &a->replaced, &error);
    if (!a->object) {
        describe_failure(a, &error, clean);
        return;
    }
    if (!json_is_object(a->object)) {
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
    json_decref(a->object);
    a->object = NULL;
}
