/* List files: a line an entry, "Monday | Mon = 1 ; tag key=value". */
#include <string.h>

#include "rules/grammar.h"
#include "text/text.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Where, from start on, a character stands by itself, white space or nothing on both sides; size when nowhere. */
static size_t find_mark(const logical *l, size_t start, char mark)
{
    for (size_t i = start; i < l->size; i++)
        if (l->text[i] == mark && (i == 0 || is_space(l->text[i - 1])) &&
            (i + 1 == l->size || is_space(l->text[i + 1])))
            return i;
    return l->size;
}

static void add_tags(grammar *g, entry *e, const logical *words)
{
    VECTOR(tag) tags = {0};
    for (size_t i = 0; i < words->size;) {
        size_t start = i;
        while (i < words->size && !is_space(words->text[i]))
            i++;
        const char *word = arena_copy(g->arena, words->text + start, i - start);
        const char *equals = strchr(word, '=');
        tag *new = arena_push(g->arena, &tags);
        *new = (tag){word, NULL};
        if (equals)
            *new = (tag){arena_copy(g->arena, word, (size_t)(equals - word)), equals + 1};
        while (i < words->size && is_space(words->text[i]))
            i++;
    }
    e->tags = tags.at;
    e->tag_count = (uint32_t)tags.n;
}

static void add_variants(grammar *g, uint32_t of, const logical *line, size_t end, problems *p)
{
    for (size_t i = 0; i <= end;) {
        size_t bar = find_mark(line, i, '|');
        if (bar > end)
            bar = end;
        logical one = logical_slice(g->scratch, line, i, bar);
        text normal;
        text_make(g->scratch, one.text, one.size, &normal);
        if (one.size)
            *arena_push(g->scratch, &g->variants) = (variant){arena_copy(g->arena, normal.bytes, normal.size), of};
        else
            problem_at(p, logical_place(line, i < line->size ? i : line->size), "an empty entry; write a word or take the \"|\" away");
        i = bar + 1;
    }
}

/* Most lines of long lists are a bare word, or a word and the same tags as the line before: no need to look closer. */
struct shortcut {
    const char *tail; /* what stood behind the word of the line before, from the first mark on; NULL: not known */
    uint32_t entry;   /* and the entry that it made */
};

/* How many bytes of plain letters a line begins with. */
static size_t plain_letters(const char *line, size_t size)
{
    size_t n = 0;
    while (n < size && ((line[n] >= 'a' && line[n] <= 'z') || (line[n] >= 'A' && line[n] <= 'Z')))
        n++;
    return n;
}

/* Adds the line as one more variant of the entry before, when it differs from that line in its word alone. */
static bool take_shortcut(grammar *g, const struct shortcut *before, char *line, size_t size, size_t word)
{
    if (!before->tail || !word || strcmp(line + word, before->tail) != 0)
        return false;
    if (word < size) {
        if (line[word] != ' ' || !strchr("=;", line[word + 1]))
            return false;
        line[word] = '\0';
    }
    *arena_push(g->scratch, &g->variants) = (variant){line, before->entry};
    return true;
}

void list_add_line(grammar *g, uint32_t to, const logical *line, problems *p)
{
    entry *new = arena_push(g->arena, &g->entries);
    uint32_t index = (uint32_t)(g->entries.n - 1);
    *new = (entry){.list = to};
    /* A mark that begins the line is the entry itself. */
    size_t semicolon = find_mark(line, 1, ';');
    size_t equals = find_mark(line, 1, '=');
    if (equals < semicolon) {
        logical value = logical_slice(g->scratch, line, equals + 1, semicolon);
        new->value = arena_copy(g->arena, value.text, value.size);
    }
    if (semicolon < line->size) {
        logical tags = logical_slice(g->scratch, line, semicolon + 1, line->size);
        add_tags(g, new, &tags);
    }
    add_variants(g, index, line, equals < semicolon ? equals : semicolon, p);
}

void list_read(grammar *g, uint32_t to, const char *file, place blame, problems *p)
{
    size_t size;
    char *bytes = source_bytes(g->arena, file, blame, p, &size);
    if (!bytes)
        return;
    const char *name = arena_copy(g->arena, file, strlen(file));
    unsigned number = 0;
    struct shortcut before = {0};
    for (char *line = bytes; *line;) {
        char *end = strchr(line, '\n');
        char *next = end ? end + 1 : line + strlen(line);
        if (end)
            *end = '\0';
        number++;
        char *start = line;
        while (is_space(*start))
            start++;
        size_t length = strlen(start);
        while (length && (is_space(start[length - 1]) || start[length - 1] == '\r'))
            length--;
        if (length && *start != '#') {
            start[length] = '\0';
            size_t word = plain_letters(start, length);
            if (!take_shortcut(g, &before, start, length, word)) {
                struct logical_part part = {0, {name, line, number, (unsigned)(start - line) + 1}};
                logical l = {.text = start, .size = length, .parts = &part, .part_count = 1};
                before = (struct shortcut){word ? start + word : NULL, (uint32_t)g->entries.n};
                list_add_line(g, to, &l, p);
            }
        }
        line = next;
    }
}
