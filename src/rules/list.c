/* List files: a line an entry, "Monday | Mon = 1 ; tag key=value". */
#include <string.h>

#include "rules/grammar.h"
#include "text/point.h"
#include "text/text.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Whether a character stands by itself, white space or nothing on both sides. */
static bool is_alone(const logical *l, size_t i)
{
    return (i == 0 || is_space(l->text[i - 1])) && (i + 1 == l->size || is_space(l->text[i + 1]));
}

/* Takes the white space at both ends away. */
static void trim(const char *s, size_t *start, size_t *end)
{
    while (*start < *end && is_space(s[*start]))
        ++*start;
    while (*end > *start && is_space(s[*end - 1]))
        --*end;
}

/* The words of a text, each ended where it stands. */
static uint32_t end_words(char *words, size_t size)
{
    uint32_t n = 0;
    for (size_t i = 0; i < size; i++) {
        if (is_space(words[i]))
            words[i] = '\0';
        else
            n += i == 0 || !words[i - 1];
    }
    return n;
}

static void add_tags(grammar *g, entry *e, const char *words, size_t size)
{
    char *word = arena_copy(g->arena, words, size);
    e->tag_count = end_words(word, size);
    tag *tags = arena_alloc(g->arena, (e->tag_count + 1) * sizeof *tags);
    for (uint32_t i = 0; i < e->tag_count; word += strlen(word), i++) {
        while (!*word)
            word++;
        const char *equals = strchr(word, '=');
        tags[i] = (tag){word, NULL, word};
        if (equals)
            tags[i] = (tag){arena_copy(g->arena, word, (size_t)(equals - word)), equals + 1, word};
    }
    e->tags = tags;
}

/* An entry with the value and tags that stand in the line from `start` on: "= 1 ; past quote". */
static uint32_t add_entry(grammar *g, uint32_t to, const logical *line, size_t start)
{
    entry *new = arena_push(g->scratch, &g->entries);
    *new = (entry){.list = to};
    bool valued = line->text[start] == '=';
    size_t semicolon = start + valued;
    while (valued && semicolon < line->size && !(line->text[semicolon] == ';' && is_alone(line, semicolon)))
        semicolon++;
    if (valued) {
        size_t from = start + 1, end = semicolon;
        trim(line->text, &from, &end);
        new->value = arena_copy(g->arena, line->text + from, end - from);
    }
    if (semicolon < line->size) {
        size_t from = semicolon + 1, end = line->size;
        trim(line->text, &from, &end);
        add_tags(g, new, line->text + from, end - from);
    }
    return (uint32_t)(g->entries.n - 1);
}

static void complain_of_empty(const logical *line, size_t at, problems *p)
{
    for (size_t i = 0; i < line->size; i++)
        if (!line->text[i])
            line->text[i] = ' '; /* the line is shown */
    problem_at(p, logical_place(line, at), "an empty entry; write a word or take the \"|\" away");
}

/* A variant stays where it stands, the white space behind it becoming its end. */
static void add_variant(grammar *g, const logical *line, size_t start, size_t end, bool ascii, problems *p)
{
    size_t from = start;
    trim(line->text, &from, &end);
    if (from == end) {
        complain_of_empty(line, start < line->size ? start : line->size, p);
        return;
    }
    char *word = line->text + from;
    word[end - from] = '\0';
    text normal = {.bytes = word};
    if (!ascii)
        text_make(g->scratch, word, end - from, &normal);
    *arena_push(&g->written, &g->variants) =
        (variant){normal.bytes == word ? word : arena_copy(g->arena, normal.bytes, normal.size), 0};
}

/* The next byte that may be a mark, from i on: nearly all lines of long lists have none. */
static size_t next_mark(const logical *line, size_t i)
{
    static const bool is_mark[256] = {['|'] = true, ['='] = true, [';'] = true};
    while (i < line->size && !is_mark[(unsigned char)line->text[i]])
        i++;
    return i;
}

/* Adds the variants of a line; the offset of the mark behind them. */
static size_t add_variants(grammar *g, const logical *line, problems *p)
{
    const unsigned char *bytes = (const unsigned char *)line->text;
    bool ascii = point_ascii_end(bytes, bytes + line->size) == bytes + line->size;
    size_t start = 0, i = next_mark(line, 0);
    for (; i < line->size; i = next_mark(line, i + 1)) {
        if (!is_alone(line, i))
            continue;
        if (line->text[i] == '|') {
            add_variant(g, line, start, i, ascii, p);
            start = i + 1;
        } else if (i) {
            break; /* a mark that begins the line is the entry itself */
        }
    }
    add_variant(g, line, start, i, ascii, p);
    return i;
}

/* Most lines of long lists have the same value and tags as the line before: then they share its entry. */
struct before {
    const char *tail; /* what stood behind the variants of the line before; NULL: there is none */
    uint32_t entry;
};

static void add_line(grammar *g, uint32_t to, const logical *line, struct before *before, problems *p)
{
    size_t first = g->variants.n, end = add_variants(g, line, p);
    if (!before->tail || strcmp(before->tail, line->text + end) != 0)
        *before = (struct before){line->text + end, add_entry(g, to, line, end)};
    for (size_t i = first; i < g->variants.n; i++)
        g->variants.at[i].entry = before->entry;
}

void list_add_line(grammar *g, uint32_t to, const logical *line, problems *p)
{
    struct before none = {0};
    add_line(g, to, line, &none, p);
}

void list_read(grammar *g, uint32_t to, const char *file, place blame, problems *p)
{
    size_t size;
    char *bytes = source_bytes(g->arena, file, blame, p, &size);
    if (!bytes)
        return;
    const char *name = arena_copy(g->arena, file, strlen(file));
    unsigned number = 0;
    struct before before = {0};
    for (char *line = bytes; *line;) {
        char *end = strchr(line, '\n');
        if (!end)
            end = line + strlen(line);
        char *next = *end ? end + 1 : end;
        number++;
        while (end > line && (is_space(end[-1]) || end[-1] == '\r'))
            end--;
        *end = '\0';
        char *start = line;
        while (is_space(*start))
            start++;
        if (*start && *start != '#') {
            struct logical_part part = {0, {name, line, number, (unsigned)(start - line) + 1}};
            logical l = {.text = start, .size = (size_t)(end - start), .parts = &part, .part_count = 1};
            add_line(g, to, &l, &before, p);
        }
        line = next;
    }
}
