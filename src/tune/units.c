#include "tune/units.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "rules/source.h"
#include "text/fold.h"
#include "text/point.h"

#define SHORT_WORD 4 /* words of fewer letters keep their endings */

typedef struct ending {
    const char *from, *to;
} ending;

typedef VECTOR(ending) endings;

struct units {
    arena arena;
    json_t *names, *joints, *dropped, *plurals; /* objects: what stands for what */
    endings plural_endings, spelling_endings;
    problems problems;
};

/* --------------------------------------------------------------------------------------------- strings */

static const char SHARP_S[] = "\u00DF", APOSTROPHE[] = "\u2019";

const char *plain_text(arena *a, const char *text)
{
    size_t size = strlen(text), written = 0;
    char *out = arena_take(a, FOLD_ROOM(size) + 1);
    bool space = false;
    for (size_t i = 0; i < size;) {
        size_t length;
        uint32_t point = point_at((const unsigned char *)text + i, &length);
        if (point_class(point) & POINT_SPACE) {
            space = true;
        } else {
            if (space && written)
                out[written++] = ' ';
            space = false;
            /* Two cases that folding for lookup treats otherwise than comparing should. */
            if (!strncmp(text + i, SHARP_S, length))
                written += fold_lower("ss", 2, out + written);
            else if (!strncmp(text + i, APOSTROPHE, length))
                written += (size_t)(stpcpy(out + written, APOSTROPHE) - (out + written));
            else
                written += fold_lower(text + i, length, out + written);
        }
        i += length;
    }
    out[written] = '\0';
    return out;
}

static const char *looked_up(const json_t *table, const char *name)
{
    return json_string_value(json_object_get(table, name));
}

/* The word with the first ending that fits replaced; itself where none does. */
static const char *with_ending(arena *a, const endings *all, const char *word)
{
    size_t size = strlen(word);
    if (point_count(word, size) < SHORT_WORD)
        return word;
    for (size_t i = 0; i < all->n; i++) {
        size_t from = strlen(all->at[i].from);
        if (size >= from && !strcmp(word + size - from, all->at[i].from))
            return arena_printf(a, "%.*s%s", (int)(size - from), word, all->at[i].to);
    }
    return word;
}

/* --------------------------------------------------------------------------------------------- reading */

static void keep(struct units *u, json_t *table, const char *from, const char *to, place at)
{
    if (looked_up(table, from))
        problem_at(&u->problems, at, "\"%s\" stands here twice", from);
    else if (json_object_set_new(table, from, json_string(to)))
        longjmp(*u->arena.escape, 1);
}

static void keep_one(struct units *u, const char *keyword, const char *from, const char *to, place at)
{
    if (!strcmp(keyword, "name"))
        keep(u, u->names, from, to, at);
    else if (!strcmp(keyword, "join"))
        keep(u, u->joints, from, to, at);
    else if (!strcmp(keyword, "drop"))
        keep(u, u->dropped, from, to, at);
    else if (from[0] != '*')
        keep(u, u->plurals, from, to, at);
    else
        *arena_push(&u->arena, !strcmp(keyword, "plural") ? &u->plural_endings : &u->spelling_endings) =
            (ending){from + 1, to[0] == '*' ? to + 1 : to};
}

static bool is_keyword(const char *word)
{
    static const char *const known[] = {"name", "join", "drop", "plural", "spell"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i], word))
            return true;
    return false;
}

static void read_line(struct units *u, const logical *line)
{
    size_t rest;
    const char *keyword = logical_word(&u->arena, line, &rest);
    place at = logical_place(line, 0);
    if (!is_keyword(keyword)) {
        problem_at(&u->problems, at, "a line begins with name, join, drop, plural or spell, not with \"%s\"",
                   keyword);
        return;
    }
    const char *equals = strstr(line->text + rest, " = ");
    bool drops = !strcmp(keyword, "drop");
    if (drops == (equals != NULL)) {
        problem_at(&u->problems, at, drops ? "%s takes no \" = \"" : "what does it stand for? write %s A = B",
                   keyword);
        return;
    }
    const char *to = equals ? plain_text(&u->arena, equals + 3) : "";
    size_t end = equals ? (size_t)(equals - line->text) : line->size;
    for (size_t start = rest; start < end;) {
        const char *bar = memchr(line->text + start, '|', end - start);
        size_t stop = bar ? (size_t)(bar - line->text) : end;
        const char *one = arena_copy(&u->arena, line->text + start, stop - start);
        keep_one(u, keyword, plain_text(&u->arena, one), to, at);
        start = stop + 1;
    }
}

static void read_file(struct units *u, const char *folder)
{
    source lines;
    const char *file = arena_printf(&u->arena, "%s/eval/units", folder);
    if (access(file, F_OK) || !source_read(&u->arena, file, (place){.file = file}, &u->problems, &lines))
        return;
    for (size_t i = 0; i < lines.statements.n; i++)
        read_line(u, &lines.statements.at[i].head);
}

static bool begin(struct units *u)
{
    u->names = json_object();
    u->joints = json_object();
    u->dropped = json_object();
    u->plurals = json_object();
    return u->names && u->joints && u->dropped && u->plurals;
}

/* False when memory is short. */
static bool try_file(struct units *u, const char *folder)
{
    jmp_buf escape;
    u->arena.escape = &escape;
    bool done = setjmp(escape) == 0;
    if (done)
        read_file(u, folder);
    u->arena.escape = NULL;
    return done;
}

units *units_read(const char *folder, quoth_error *error)
{
    quoth_error own = {0};
    units *u = calloc(1, sizeof *u);
    if (u)
        u->problems.error = &own;
    if (!u || !begin(u) || !try_file(u, folder))
        error_set(&own, QUOTH_ERROR_MEMORY, "out of memory");
    if (own.status == QUOTH_OK) {
        u->problems.error = NULL;
        return u;
    }
    error_at(error, own.status, own.file, own.line, own.column, "%s", own.text);
    units_free(u);
    return NULL;
}

void units_free(units *u)
{
    if (!u)
        return;
    json_decref(u->names);
    json_decref(u->joints);
    json_decref(u->dropped);
    json_decref(u->plurals);
    arena_free(&u->arena);
    free(u);
}

/* ---------------------------------------------------------------------------------------------- naming */

/* Whether a slash between two words stands there, as in "miles/hour" but not in "$/b". */
static bool is_word_byte(char c)
{
    unsigned char b = (unsigned char)c;
    return b >= 0x80 || b == '_' || (point_class(b) & (POINT_LETTER | POINT_DIGIT));
}

/* Hyphens become spaces; slashes between words get spaces around. */
static char *with_room(arena *a, const char *name)
{
    size_t size = strlen(name), written = 0;
    char *out = arena_take(a, 3 * size + 1);
    for (size_t i = 0; i < size; i++) {
        bool slash = name[i] == '/' && i && is_word_byte(name[i - 1]) && is_word_byte(name[i + 1]);
        if (slash)
            out[written++] = ' ';
        out[written++] = name[i] == '-' ? ' ' : name[i];
        if (slash)
            out[written++] = ' ';
    }
    out[written] = '\0';
    return out;
}

/* The unit on one side of a joint: a list of words. */
struct side {
    const char *words; /* those not dropped, in the singular, joined by spaces */
    size_t count;      /* with those dropped */
};

static void add_word(arena *a, const units *u, struct side *s, const char *word)
{
    s->count++;
    if (looked_up(u->dropped, word))
        return;
    const char *singular = looked_up(u->plurals, word);
    if (!singular)
        singular = with_ending(a, &u->plural_endings, word);
    singular = with_ending(a, &u->spelling_endings, singular);
    s->words = *s->words ? arena_printf(a, "%s %s", s->words, singular) : singular;
}

static const char *side_name(const units *u, const struct side *s)
{
    const char *name = looked_up(u->names, s->words);
    return name ? name : s->words;
}

const char *units_name(arena *a, const units *u, const char *name)
{
    const char *plain = plain_text(a, name && *name ? name : "-");
    const char *known = looked_up(u->names, plain), *whole = "";
    if (known)
        return known;
    struct side side = {.words = ""};
    char *rest = NULL;
    for (char *word = strtok_r(with_room(a, plain), " ", &rest); word;) {
        char *next = strtok_r(NULL, " ", &rest);
        const char *joint = side.count && next ? looked_up(u->joints, word) : NULL;
        if (joint) {
            whole = arena_printf(a, "%s%s %s ", whole, side_name(u, &side), joint);
            side = (struct side){.words = ""};
        } else {
            add_word(a, u, &side, word);
        }
        word = next;
    }
    whole = plain_text(a, arena_printf(a, "%s%s", whole, side_name(u, &side)));
    return *whole ? whole : "-";
}
