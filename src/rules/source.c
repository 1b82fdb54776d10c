#include "rules/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

/* ------------------------------------------------------------------------------------- problems */

static void tell(problems *p, place at, bool warning, const char *text)
{
    quoth_problem problem = {.warning = warning, .file = at.file, .text = text, .excerpt = at.excerpt,
                             .line = at.line, .column = at.column};
    if (p->report)
        p->report(p->context, &problem);
    if (!warning) {
        p->errors++;
        error_at(p->error, QUOTH_ERROR_PATTERNS, at.file, at.line, at.column, "%s", text);
    }
}

void problem_at(problems *p, place at, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    tell(p, at, false, text);
}

void warning_at(problems *p, place at, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    tell(p, at, true, text);
}

/* ---------------------------------------------------------------------------------- logical lines */

static unsigned points(const char *s, size_t size)
{
    unsigned n = 0;
    for (size_t i = 0; i < size; i++)
        n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

place logical_place(const logical *l, size_t offset)
{
    size_t k = 0;
    while (k + 1 < l->part_count && l->parts[k + 1].offset <= offset)
        k++;
    place at = l->parts[k].at;
    at.column += points(l->text + l->parts[k].offset, offset - l->parts[k].offset);
    return at;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

logical logical_slice(arena *a, const logical *l, size_t start, size_t end)
{
    while (start < end && is_space(l->text[start]))
        start++;
    while (end > start && is_space(l->text[end - 1]))
        end--;
    logical slice = {.text = arena_copy(a, l->text + start, end - start), .size = end - start};
    slice.parts = arena_alloc(a, (l->part_count + 1) * sizeof *slice.parts);
    slice.parts[slice.part_count++] = (struct logical_part){0, logical_place(l, start)};
    for (size_t k = 0; k < l->part_count; k++)
        if (l->parts[k].offset > start && l->parts[k].offset < end)
            slice.parts[slice.part_count++] = (struct logical_part){l->parts[k].offset - start, l->parts[k].at};
    return slice;
}

const char *logical_word(arena *a, const logical *l, size_t *rest)
{
    size_t i = 0;
    while (i < l->size && !is_space(l->text[i]))
        i++;
    const char *word = arena_copy(a, l->text, i);
    while (i < l->size && is_space(l->text[i]))
        i++;
    *rest = i;
    return word;
}

/* ------------------------------------------------------------------------------------------- files */

/* Reads up to `size` bytes; false when there are fewer. */
static bool read_all(const char *file, char *bytes, size_t size, size_t *got)
{
    int f = open(file, O_RDONLY | O_CLOEXEC);
    if (f < 0)
        return false;
    ssize_t n = 1;
    for (*got = 0; *got < size && n > 0; *got += n > 0 ? (size_t)n : 0)
        n = read(f, bytes + *got, size - *got);
    int reason = errno;
    close(f);
    errno = reason;
    return *got == size;
}

char *source_bytes(arena *a, const char *file, place blame, problems *p, size_t *size)
{
    /* The arena may escape when memory is short; so nothing is open yet when it is asked. */
    struct stat about;
    char *bytes = NULL;
    *size = 0;
    if (stat(file, &about) == 0) {
        bytes = arena_take(a, (size_t)about.st_size + 1);
        if (!read_all(file, bytes, (size_t)about.st_size, size))
            bytes = NULL;
    }
    if (bytes)
        bytes[*size] = '\0';
    else
        problem_at(p, blame, "cannot read %s: %s", file, strerror(errno));
    return bytes;
}

/* One physical line, without its end and its indentation. */
struct physical {
    const char *at;
    size_t size, indent;
    place where;
};

static bool next_line(arena *a, const char *file, const char **cursor, unsigned *number, struct physical *line)
{
    while (**cursor) {
        const char *start = *cursor, *end = strchr(start, '\n');
        size_t size = end ? (size_t)(end - start) : strlen(start);
        *cursor = end ? end + 1 : start + size;
        ++*number;
        while (size && (is_space(start[size - 1]) || start[size - 1] == '\r'))
            size--;
        size_t indent = 0;
        while (indent < size && is_space(start[indent]))
            indent++;
        if (indent == size || start[indent] == '#')
            continue;
        *line = (struct physical){.at = start + indent, .size = size - indent, .indent = indent};
        line->where = (place){.file = file, .excerpt = arena_copy(a, start, size), .line = *number,
                              .column = points(start, indent) + 1};
        return true;
    }
    return false;
}

/* Joins a physical line to a logical one. */
static void join(arena *a, logical *l, const struct physical *line)
{
    char *text = arena_alloc(a, l->size + line->size + 2);
    size_t offset = 0;
    if (l->size) {
        memcpy(text, l->text, l->size);
        text[l->size] = ' ';
        offset = l->size + 1;
    }
    memcpy(text + offset, line->at, line->size);
    struct logical_part *parts = arena_alloc(a, (l->part_count + 1) * sizeof *parts);
    if (l->part_count)
        memcpy(parts, l->parts, l->part_count * sizeof *parts);
    parts[l->part_count] = (struct logical_part){offset, line->where};
    *l = (logical){.text = text, .size = offset + line->size, .parts = parts, .part_count = l->part_count + 1};
}

static bool begins_rule(const logical *head)
{
    return strncmp(head->text, "rule", 4) == 0 && (head->size == 4 || is_space(head->text[4]));
}

static void add_line(arena *a, source *s, const struct physical *line, size_t *body_indent, problems *p)
{
    if (line->indent == 0) {
        statement *new = arena_push(a, &s->statements);
        *new = (statement){0};
        join(a, &new->head, line);
        *body_indent = 0;
        return;
    }
    if (!s->statements.n) {
        problem_at(p, line->where, "an indented line that belongs to nothing; begin it in the first column");
        return;
    }
    statement *last = &s->statements.at[s->statements.n - 1];
    if (!begins_rule(&last->head)) {
        join(a, &last->head, line);
        return;
    }
    if (!*body_indent)
        *body_indent = line->indent;
    if (line->indent > *body_indent && last->body.n) {
        join(a, &last->body.at[last->body.n - 1], line);
        return;
    }
    logical *new = arena_push(a, &last->body);
    *new = (logical){0};
    join(a, new, line);
}

bool source_read(arena *a, const char *file, place blame, problems *p, source *result)
{
    size_t size = 0;
    const char *bytes = source_bytes(a, file, blame, p, &size);
    *result = (source){.file = arena_copy(a, file, strlen(file))};
    if (!bytes)
        return false;
    if (strlen(bytes) != size) {
        problem_at(p, (place){.file = result->file, .line = 1, .column = 1}, "a NUL byte; pattern files are UTF-8 text");
        return false;
    }
    struct physical line;
    unsigned number = 0;
    size_t body_indent = 0;
    while (next_line(a, result->file, &bytes, &number, &line))
        add_line(a, result, &line, &body_indent, p);
    return true;
}
