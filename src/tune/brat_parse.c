#include "tune/brat_parse.h"

#include <stdlib.h>
#include <string.h>

#include "pipeline/brat.h"
#include "text/point.h"

typedef struct parser {
    arena *arena;
    const brat_text *text;
    brat_complain_fn *complain;
    void *context;
    brat_file *file;
    size_t line;
} parser;

static void complain(const parser *p, const char *message)
{
    p->complain(p->context, p->line, message);
}

/* ----------------------------------------------------------------------------------------------- text */

void brat_text_make(arena *a, quoth_slice bytes, brat_text *result)
{
    size_t points = point_count(bytes.data, bytes.size), at = 0, length;
    uint32_t *byte_of = arena_take(a, (points + 1) * sizeof *byte_of);
    for (size_t i = 0; i < points; i++, at += length) {
        byte_of[i] = (uint32_t)at;
        point_at((const unsigned char *)bytes.data + at, &length);
    }
    byte_of[points] = (uint32_t)bytes.size;
    *result = (brat_text){bytes, byte_of, points};
}

quoth_piece brat_piece(const brat_text *t, size_t start, size_t end)
{
    uint32_t first = t->byte_of[start], last = t->byte_of[end];
    return (quoth_piece){start, end, {t->bytes.data + first, last - first}};
}

/* Whether between the pieces stands white space alone, with a break in it. */
static bool is_broken(const brat_text *t, const quoth_piece *a, const quoth_piece *b)
{
    bool any = false;
    size_t length;
    if (b->start < a->end)
        return false;
    for (size_t i = t->byte_of[a->end]; i < t->byte_of[b->start]; i += length) {
        uint32_t c = point_at((const unsigned char *)t->bytes.data + i, &length);
        if (!(point_class(c) & POINT_SPACE))
            return false;
        any = any || brat_is_break(c);
    }
    return any;
}

/* -------------------------------------------------------------------------------------------- the line */

/* Cuts the terminated string at the next `end`; returns what stands before, and moves *rest behind. */
static char *cut(char **rest, char end)
{
    char *start = *rest, *at = start ? strchr(start, end) : NULL;
    if (at)
        *at = '\0';
    *rest = at ? at + 1 : NULL;
    return start;
}

static brat_item *add_item(parser *p, const char *id, const char *type)
{
    brat_item *item = arena_alloc(p->arena, sizeof *item);
    item->id = id;
    item->type = type;
    item->line = p->line;
    *arena_push(p->arena, &p->file->items) = item;
    return item;
}

/* Reads "0 5;16 23" as pieces in their order in the text. */
static const char *read_fragments(parser *p, char *fragments, brat_item *item)
{
    while (fragments) {
        char *fragment = cut(&fragments, ';'), *middle, *end;
        unsigned long long from = strtoull(fragment, &middle, 10);
        unsigned long long to = strtoull(middle, &end, 10);
        if (middle == fragment || end == middle || *end || *fragment == '-')
            return "the offsets are no numbers: they are written as \"0 5\" or \"0 5;16 23\"";
        if (from >= to || to > p->text->points)
            return "the offsets lie outside of the text";
        *arena_push(p->arena, &item->pieces) = brat_piece(p->text, (size_t)from, (size_t)to);
    }
    return item->pieces.n ? NULL : "there are no offsets";
}

/* Whether the line's text is that of the pieces, joined by spaces. */
static bool agrees(const brat_item *item, const char *text)
{
    for (size_t i = 0; i < item->pieces.n; i++) {
        const quoth_slice *piece = &item->pieces.at[i].text;
        if (i && *text++ != ' ')
            return false;
        if (strncmp(text, piece->data, piece->size) != 0)
            return false;
        text += piece->size;
    }
    return !*text || *text == ' ' || *text == '\t';
}

static int by_start(const void *a, const void *b)
{
    size_t x = ((const quoth_piece *)a)->start, y = ((const quoth_piece *)b)->start;
    return (x > y) - (x < y);
}

static void join_pieces(const brat_text *t, brat_item *item)
{
    qsort(item->pieces.at, item->pieces.n, sizeof *item->pieces.at, by_start);
    size_t n = 1;
    for (size_t i = 1; i < item->pieces.n; i++) {
        quoth_piece *last = &item->pieces.at[n - 1];
        if (is_broken(t, last, &item->pieces.at[i]))
            *last = brat_piece(t, last->start, item->pieces.at[i].end);
        else
            item->pieces.at[n++] = item->pieces.at[i];
    }
    item->pieces.n = n;
}

static void read_span(parser *p, const char *id, char *data, const char *text)
{
    char *rest = data;
    const char *type = cut(&rest, ' ');
    brat_item item = {.id = id, .type = type, .line = p->line};
    const char *wrong = read_fragments(p, rest, &item);
    if (!wrong && text && !agrees(&item, text))
        wrong = "the text at these offsets is another one: the .txt file has changed, or the offsets have";
    if (wrong) {
        complain(p, wrong);
        return;
    }
    join_pieces(p->text, &item);
    *add_item(p, id, type) = item;
}

static void read_event(parser *p, const char *id, char *data)
{
    brat_item *item = add_item(p, id, "");
    for (char *rest = data; rest;) {
        char *argument = cut(&rest, ' '), *target = argument;
        char *role = cut(&target, ':');
        if (!*role || !target)
            continue;
        size_t n = strlen(role);
        while (item->arguments.n && n > 1 && role[n - 1] >= '0' && role[n - 1] <= '9')
            role[--n] = '\0';
        *arena_push(p->arena, &item->arguments) = (brat_pair){role, target};
    }
    if (item->arguments.n)
        item->type = item->arguments.at[0].key;
    else
        complain(p, "an event needs a trigger: \"E1<tab>Claim:T5 Source:T6 Content:T7\"");
}

/* ------------------------------------------------------------------------ what belongs to spans and events */

static brat_item *target_of(parser *p, const char *id)
{
    brat_item *item = id ? brat_find(p->file, id) : NULL;
    if (!item)
        complain(p, "what this line refers to is not there, or could not be read");
    return item;
}

static void read_attribute(parser *p, char *data)
{
    char *rest = data;
    const char *name = cut(&rest, ' '), *id = cut(&rest, ' ');
    brat_item *item = target_of(p, id);
    if (item)
        *arena_push(p->arena, &item->attributes) = (brat_pair){name, rest ? rest : ""};
}

static void read_relation(parser *p, char *data)
{
    char *rest = data;
    const char *type = cut(&rest, ' ');
    char *one = cut(&rest, ' '), *two = cut(&rest, ' ');
    cut(&one, ':');
    cut(&two, ':');
    brat_item *from = target_of(p, one), *to = from ? target_of(p, two) : NULL;
    if (from && to)
        *arena_push(p->arena, &p->file->relations) = (brat_relation){type, from, to};
}

static void read_equivalence(parser *p, char *data)
{
    char *rest = data;
    brat_item *all = NULL;
    cut(&rest, ' ');
    while (rest) {
        brat_item *item = target_of(p, cut(&rest, ' '));
        brat_item *first = item ? brat_first_of(item) : NULL;
        if (first && all && first != all)
            first->same = all;
        else if (first)
            all = first;
    }
}

/* Brat's notes of all kinds have a line of text; only the annotators' are of use here. */
static void read_note(parser *p, char *data, const char *text)
{
    char *rest = data;
    if (strcmp(cut(&rest, ' '), "AnnotatorNotes") != 0)
        return;
    brat_item *item = target_of(p, rest);
    if (item && text)
        item->note = text;
}

/* ---------------------------------------------------------------------------------------------- the file */

static int by_id(const void *a, const void *b)
{
    return strcmp((*(brat_item *const *)a)->id, (*(brat_item *const *)b)->id);
}

static void index_items(parser *p)
{
    brat_file *f = p->file;
    f->by_id = arena_alloc(p->arena, (f->items.n + 1) * sizeof *f->by_id);
    if (f->items.n)
        memcpy(f->by_id, f->items.at, f->items.n * sizeof *f->by_id);
    qsort(f->by_id, f->items.n, sizeof *f->by_id, by_id);
    for (size_t i = 1; i < f->items.n; i++)
        if (!by_id(&f->by_id[i - 1], &f->by_id[i])) {
            p->line = f->by_id[i]->line;
            complain(p, "its id is that of another line too");
        }
}

/* Spans and events in a first pass, in a second what refers to them, wherever it stands. */
static void read_line(parser *p, char *line, int pass)
{
    char *text = line;
    const char *id = cut(&text, '\t');
    char *data = cut(&text, '\t');
    if (!data) {
        if (*id && pass == 1)
            complain(p, "no line of annotations: there is no tab behind its id");
        return;
    }
    if (pass == 1 && *id == 'T')
        read_span(p, id, data, text);
    else if (pass == 1 && *id == 'E')
        read_event(p, id, data);
    else if (pass == 2 && (*id == 'A' || *id == 'M'))
        read_attribute(p, data);
    else if (pass == 2 && *id == 'R')
        read_relation(p, data);
    else if (pass == 2 && *id == '*')
        read_equivalence(p, data);
    else if (pass == 2 && *id == '#')
        read_note(p, data, text);
}

void brat_parse(arena *a, const brat_text *text, quoth_slice lines, brat_complain_fn *complain_fn, void *context,
                brat_file *result)
{
    parser p = {.arena = a, .text = text, .complain = complain_fn, .context = context, .file = result};
    *result = (brat_file){0};
    for (int pass = 1; pass <= 2; pass++) {
        p.line = 0;
        for (const char *at = lines.data, *end = at + lines.size; at < end;) {
            const char *stop = memchr(at, '\n', (size_t)(end - at));
            size_t size = (size_t)((stop ? stop : end) - at);
            p.line++;
            if (size && at[size - 1] == '\r')
                read_line(&p, arena_copy(a, at, size - 1), pass);
            else
                read_line(&p, arena_copy(a, at, size), pass);
            at += size + 1;
        }
        if (pass == 1)
            index_items(&p);
    }
}

/* ------------------------------------------------------------------------------------------- looking up */

brat_item *brat_find(const brat_file *f, const char *id)
{
    brat_item wanted = {.id = id}, *key = &wanted;
    brat_item **found = f->items.n ? bsearch(&key, f->by_id, f->items.n, sizeof key, by_id) : NULL;
    return found ? *found : NULL;
}

const char *brat_attribute(const brat_item *item, const char *name)
{
    for (size_t i = 0; i < item->attributes.n; i++)
        if (!strcmp(item->attributes.at[i].key, name))
            return item->attributes.at[i].value;
    return NULL;
}

brat_item *brat_first_of(brat_item *item)
{
    while (item->same)
        item = item->same;
    return item;
}

/* The place behind "key=" in the note, NULL when it is not there; *end is behind the value. */
static const char *find_value(const char *note, const char *key, const char **end)
{
    size_t size = strlen(key);
    for (const char *s = note; s && *s;) {
        while (*s == ' ')
            s++;
        bool found = !strncmp(s, key, size) && s[size] == '=';
        const char *start = s + (found ? size + 1 : 0);
        for (s = start; *s && *s != ';'; s++)
            if (*s == '\\' && s[1])
                s++;
        *end = s;
        if (found)
            return start;
        s += *s == ';';
    }
    return NULL;
}

const char *brat_note(arena *a, const brat_item *item, const char *key)
{
    const char *end, *start = item->note ? find_value(item->note, key, &end) : NULL;
    if (!start || start == end)
        return NULL;
    char *value = arena_copy(a, start, (size_t)(end - start)), *to = value;
    for (const char *from = value; *from; from++) {
        if (*from == '\\' && from[1])
            from++;
        *to++ = *from;
    }
    *to = '\0';
    return value;
}
