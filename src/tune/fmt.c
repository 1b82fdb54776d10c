#include "tune/fmt.h"

#include <string.h>

#include "base/error.h"

/* A line without the white space at its ends. */
struct line {
    const char *at;
    size_t size;
    size_t indent;
};

struct layout {
    buffer *out;
    const char *rest, *end; /* what has not been read */
    bool blank;             /* an empty line was read and is owed */
    bool any;               /* something has been written */
};

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool next_line(struct layout *l, struct line *line)
{
    if (l->rest == l->end)
        return false;
    const char *newline = memchr(l->rest, '\n', (size_t)(l->end - l->rest));
    const char *start = l->rest, *stop = newline ? newline : l->end;
    l->rest = newline ? newline + 1 : l->end;
    const char *first = start;
    while (first < stop && is_white(*first))
        first++;
    while (stop > first && is_white(stop[-1]))
        stop--;
    *line = (struct line){first, (size_t)(stop - first), (size_t)(first - start)};
    return true;
}

/* The line that next_line will give; size 0 at the end. */
static struct line peek(const struct layout *l)
{
    struct layout copy = *l;
    struct line line = {0};
    return next_line(&copy, &line) ? line : (struct line){0};
}

static void pad(buffer *out, size_t from, size_t to)
{
    for (; from < to; from++)
        buffer_add_char(out, ' ');
}

/* Columns that bytes take on a terminal, as far as code points tell. */
static size_t width(const char *at, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += ((unsigned char)at[i] & 0xC0) != 0x80;
    return n;
}

/* Writes text with each run of white space outside quotation marks as one space. */
static void put_tidy(buffer *out, const char *at, size_t size)
{
    bool quoted = false, owed = false;
    for (size_t i = 0; i < size; i++) {
        if (at[i] == '"')
            quoted = !quoted;
        if (is_white(at[i]) && !quoted) {
            owed = true;
            continue;
        }
        if (owed)
            buffer_add_char(out, ' ');
        owed = false;
        buffer_add_char(out, at[i]);
    }
}

static size_t word_size(const struct line *line, size_t from)
{
    size_t i = from;
    while (i < line->size && !is_white(line->at[i]))
        i++;
    return i - from;
}

static size_t skip_white(const struct line *line, size_t from)
{
    while (from < line->size && is_white(line->at[from]))
        from++;
    return from;
}

static bool has_keyword(const struct line *line, const char *keyword)
{
    size_t n = strlen(keyword);
    return line->size > n && memcmp(line->at, keyword, n) == 0 && is_white(line->at[n]);
}

/* Before a line is written: the empty line that is owed, or that must stand there. */
static void begin(struct layout *l, bool apart)
{
    if (l->any && (l->blank || apart))
        buffer_add_char(l->out, '\n');
    l->blank = false;
    l->any = true;
}

static void put_whole(struct layout *l, const struct line *line, size_t indent)
{
    begin(l, false);
    pad(l->out, 0, indent);
    buffer_add(l->out, line->at, line->size);
    buffer_add_char(l->out, '\n');
}

/* ----------------------------------------------------------------------------- list, shape, let, stage */

enum { KEYWORD_WIDTH = 6, BODY_INDENT = 2, BODY_WIDTH = 7 };

/* The widest second word in the run of lines, with this keyword, that begins here. */
static size_t name_width(struct layout ahead, struct line line, const char *keyword)
{
    size_t widest = 0;
    do {
        if (line.indent)
            continue;
        if (!has_keyword(&line, keyword))
            break;
        size_t name = skip_white(&line, strlen(keyword)), size = word_size(&line, name);
        widest = size > widest ? size : widest;
    } while (next_line(&ahead, &line) && line.size);
    return widest;
}

/* "let   Day   pattern", its continuation lines below the pattern. */
static void put_declaration(struct layout *l, const struct line *line, const char *keyword, size_t names)
{
    size_t name = skip_white(line, strlen(keyword)), size = word_size(line, name), rest = skip_white(line, name + size);
    size_t column = KEYWORD_WIDTH + names + 1;
    bool verbatim = strcmp(keyword, "shape") == 0; /* white space means something in a shape */
    begin(l, false);
    buffer_add_string(l->out, keyword);
    pad(l->out, strlen(keyword), KEYWORD_WIDTH);
    buffer_add(l->out, line->at + name, size);
    if (rest < line->size)
        pad(l->out, size, names + 1);
    if (verbatim)
        buffer_add(l->out, line->at + rest, line->size - rest);
    else
        put_tidy(l->out, line->at + rest, line->size - rest);
    buffer_add_char(l->out, '\n');
    for (struct line more = peek(l); more.size && more.indent && *more.at != '#'; more = peek(l)) {
        next_line(l, &more);
        pad(l->out, 0, column);
        put_tidy(l->out, more.at, more.size);
        buffer_add_char(l->out, '\n');
    }
}

/* ------------------------------------------------------------------------------------------- examples */

/* "TEXT @ DATE -> EXPECTED" */
struct example {
    struct line text, date, expected;
};

static struct line part(const struct line *line, size_t from, size_t to)
{
    from = skip_white(line, from);
    while (to > from && is_white(line->at[to - 1]))
        to--;
    return (struct line){line->at + from, to - from, 0};
}

/* The last place of a mark that stands between spaces, before `end`; `end` when there is none. */
static size_t last_mark(const struct line *line, const char *mark, size_t start, size_t end)
{
    size_t n = strlen(mark);
    for (size_t i = end; i-- > start;)
        if (i + n < end && i > 0 && memcmp(line->at + i, mark, n) == 0 && is_white(line->at[i - 1]) &&
            is_white(line->at[i + n]))
            return i;
    return end;
}

static struct example read_example(const struct line *line)
{
    size_t start = word_size(line, 0), arrow = last_mark(line, "->", start, line->size);
    size_t at = last_mark(line, "@", start, arrow);
    struct example e = {.text = part(line, start, at)};
    if (at < arrow)
        e.date = part(line, at + 1, arrow);
    if (arrow < line->size)
        e.expected = part(line, arrow + 2, line->size);
    return e;
}

static bool is_example(const struct line *line)
{
    return has_keyword(line, "yes") || has_keyword(line, "no");
}

/* The widest text among neighbouring examples that have something behind it. */
static size_t example_width(struct layout ahead, struct line line)
{
    size_t widest = 0;
    do {
        struct example e = read_example(&line);
        size_t n = width(e.text.at, e.text.size);
        if ((e.date.size || e.expected.size) && n > widest && n <= 60)
            widest = n;
    } while (next_line(&ahead, &line) && line.size && line.indent && is_example(&line));
    return widest;
}

static void put_example(struct layout *l, const struct line *line, size_t texts)
{
    struct example e = read_example(line);
    size_t keyword = word_size(line, 0);
    begin(l, false);
    pad(l->out, 0, BODY_INDENT);
    buffer_add(l->out, line->at, keyword);
    pad(l->out, keyword, BODY_WIDTH);
    buffer_add(l->out, e.text.at, e.text.size);
    if (e.date.size || e.expected.size)
        pad(l->out, width(e.text.at, e.text.size), texts);
    if (e.date.size) {
        buffer_add_string(l->out, " @ ");
        buffer_add(l->out, e.date.at, e.date.size);
    }
    if (e.expected.size) {
        buffer_add_string(l->out, " -> ");
        buffer_add(l->out, e.expected.at, e.expected.size);
    }
    buffer_add_char(l->out, '\n');
}

/* ---------------------------------------------------------------------------------------------- rules */

static void put_body_line(struct layout *l, const struct line *line)
{
    size_t keyword = word_size(line, 0), rest = skip_white(line, keyword);
    begin(l, false);
    pad(l->out, 0, BODY_INDENT);
    buffer_add(l->out, line->at, keyword);
    pad(l->out, keyword, BODY_WIDTH);
    put_tidy(l->out, line->at + rest, line->size - rest);
    buffer_add_char(l->out, '\n');
}

/* The indented lines of a rule; those indented deeper than the first continue the line before. */
static void put_body(struct layout *l)
{
    size_t own = 0, texts = 0;
    bool example_before = false;
    for (struct line line = peek(l); line.size ? line.indent > 0 : l->rest < l->end; line = peek(l)) {
        struct layout before = *l;
        next_line(l, &line);
        if (!line.size) { /* an empty line ends the body unless more of it follows */
            struct line next = peek(l);
            if (!next.size || !next.indent) {
                *l = before;
                return;
            }
            continue;
        }
        own = own ? own : line.indent;
        bool example = is_example(&line) && line.indent <= own;
        if (*line.at == '#') {
            put_whole(l, &line, BODY_INDENT);
        } else if (line.indent > own) {
            pad(l->out, 0, BODY_INDENT + BODY_WIDTH);
            put_tidy(l->out, line.at, line.size);
            buffer_add_char(l->out, '\n');
        } else if (example) {
            texts = example_before ? texts : example_width(*l, line);
            put_example(l, &line, texts);
        } else {
            put_body_line(l, &line);
        }
        example_before = example;
    }
}

static void put_rule(struct layout *l, const struct line *line, bool apart)
{
    size_t id = skip_white(line, 4);
    begin(l, apart);
    buffer_add_string(l->out, "rule ");
    buffer_add(l->out, line->at + id, line->size - id);
    buffer_add_char(l->out, '\n');
    put_body(l);
}

/* ---------------------------------------------------------------------------------------------- files */

static void lay_out_rules(struct layout *l)
{
    static const char *const keywords[] = {"list", "shape", "let"};
    const char *run = NULL; /* the keyword of the line before */
    size_t names = 0;
    bool comment = false; /* a comment belongs to the rule below it */
    for (struct line line; next_line(l, &line);) {
        const char *keyword = NULL;
        for (size_t i = 0; i < 3; i++)
            if (has_keyword(&line, keywords[i]))
                keyword = keywords[i];
        if (!line.size) {
            l->blank = true;
            run = NULL;
            comment = false;
            continue;
        }
        if (keyword) {
            names = run == keyword ? names : name_width(*l, line, keyword);
            put_declaration(l, &line, keyword, names);
        } else if (has_keyword(&line, "rule")) {
            put_rule(l, &line, !comment);
        } else {
            put_whole(l, &line, 0);
        }
        comment = *line.at == '#';
        run = keyword;
    }
}

static void lay_out_list(struct layout *l)
{
    for (struct line line; next_line(l, &line);) {
        if (!line.size) {
            l->blank = true;
        } else if (*line.at == '#') {
            put_whole(l, &line, 0);
        } else {
            begin(l, false);
            put_tidy(l->out, line.at, line.size);
            buffer_add_char(l->out, '\n');
        }
    }
}

static void lay_out_stages(struct layout *l)
{
    for (struct line line; next_line(l, &line);) {
        size_t keyword = word_size(&line, 0), rest = skip_white(&line, keyword);
        if (!line.size) {
            l->blank = true;
            continue;
        }
        if (*line.at == '#' || rest == line.size) {
            put_whole(l, &line, 0);
            continue;
        }
        begin(l, false);
        buffer_add(l->out, line.at, keyword);
        pad(l->out, keyword, keyword < 7 ? 7 : keyword + 1);
        if (has_keyword(&line, "stage")) {
            size_t name = word_size(&line, rest), files = skip_white(&line, rest + name);
            buffer_add(l->out, line.at + rest, name);
            pad(l->out, name, name < 11 ? 11 : name + 1);
            rest = files;
        }
        put_tidy(l->out, line.at + rest, line.size - rest);
        buffer_add_char(l->out, '\n');
    }
}

void fmt_text(enum fmt_sort sort, const char *text, size_t size, buffer *out)
{
    struct layout l = {.out = out, .rest = text, .end = text + size};
    if (sort == FMT_RULES)
        lay_out_rules(&l);
    else if (sort == FMT_LIST)
        lay_out_list(&l);
    else
        lay_out_stages(&l);
}

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n >= m && strcmp(name + n - m, ending) == 0;
}

quoth_status quoth_format(const char *name, quoth_slice text, quoth_write_fn *write, void *context, quoth_error *error)
{
    enum fmt_sort sort = ends_with(name, ".list") ? FMT_LIST : ends_with(name, "stages") ? FMT_STAGES : FMT_RULES;
    buffer out = {0};
    fmt_text(sort, text.data, text.size, &out);
    bool failed = out.failed, written = !failed && (!out.size || write(context, out.data, out.size));
    buffer_free(&out);
    if (failed)
        return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    return written ? QUOTH_OK : error_set(error, QUOTH_ERROR_OUTPUT, "the layout of %s cannot be written", name);
}
