/* Reads a pattern folder: the file `stages`, then every rule file that it names, in that order. */
#include "rules/grammar.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "rules/units.h"

let *grammar_let(const grammar *g, const char *name)
{
    for (size_t i = 0; i < g->lets.n; i++)
        if (name_is(g->lets.at[i].name, name))
            return &g->lets.at[i];
    return NULL;
}

/* Whether a name is taken; then also a problem. */
static bool is_taken(grammar *g, const char *name, place at, problems *p)
{
    place earlier = {0};
    for (size_t i = 0; i < g->lists.n; i++)
        if (name_is(g->lists.at[i].name, name))
            earlier = g->lists.at[i].at;
    for (size_t i = 0; i < g->shapes.n; i++)
        if (name_is(g->shapes.at[i].name, name))
            earlier = logical_place(&g->shapes.at[i].where, 0);
    const let *l = grammar_let(g, name);
    if (l)
        earlier = l->at;
    if (earlier.file)
        problem_at(p, at, "the name %s is taken: %s:%u declares it too", name, earlier.file, earlier.line);
    else if (symbol_find(&g->symbols, SYMBOL_IS_UNIT, name, NULL) != SYMBOL_NONE || strcmp(name, "glued") == 0)
        problem_at(p, at, "the name %s is taken by a unit or property", name);
    else
        return false;
    return true;
}

/* The name behind a keyword and what follows it; false (and a problem) when one is missing. */
static bool name_and_rest(grammar *g, const logical *head, problems *p, const char **name, logical *rest)
{
    size_t at;
    logical_word(g->arena, head, &at);
    logical tail = logical_slice(g->arena, head, at, head->size);
    size_t behind;
    *name = logical_word(g->arena, &tail, &behind);
    *rest = logical_slice(g->arena, &tail, behind, tail.size);
    if (**name && rest->size)
        return !is_taken(g, *name, logical_place(&tail, 0), p);
    problem_at(p, logical_place(head, 0), "a name and what it stands for must follow here");
    return false;
}

/* "folder/file" beside `beside`. */
static const char *sibling(grammar *g, const char *beside, const char *file)
{
    const char *slash = strrchr(beside, '/');
    if (!slash || *file == '/')
        return file;
    return arena_printf(g->arena, "%.*s/%s", (int)(slash - beside), beside, file);
}

static void read_list(grammar *g, const statement *s, const char *file, problems *p)
{
    const char *name;
    logical rest;
    if (!name_and_rest(g, &s->head, p, &name, &rest))
        return;
    *arena_push(g->arena, &g->lists) = (list){name, logical_place(&s->head, 0), SYMBOL_NONE};
    uint32_t index = (uint32_t)(g->lists.n - 1);
    if (rest.text[0] != '=') {
        list_read(g, index, sibling(g, file, rest.text), logical_place(&rest, 0), p);
        return;
    }
    /* In place: each | parts entries that have nothing but their own text in common. */
    for (size_t i = 1; i < rest.size;) {
        size_t end = i;
        while (end < rest.size && rest.text[end] != '|')
            end++;
        logical one = logical_slice(g->arena, &rest, i, end);
        if (one.size)
            list_add_line(g, index, &one, p);
        i = end + 1;
    }
}

static void read_shape(grammar *g, const statement *s, problems *p)
{
    const char *name;
    logical rest;
    if (!name_and_rest(g, &s->head, p, &name, &rest))
        return;
    *arena_push(g->arena, &g->shapes) = (shape){name, rest.text, rest};
    symbol_intern(g->arena, &g->symbols, SYMBOL_IS_SHAPE, name, NULL);
}

static void read_let(grammar *g, const statement *s, problems *p)
{
    const char *name;
    logical rest;
    if (!name_and_rest(g, &s->head, p, &name, &rest))
        return;
    let new = {.name = name, .at = logical_place(&s->head, 0)};
    pattern_read(g, &rest, &new.pattern, p);
    *arena_push(g->arena, &g->lets) = new;
}

/* ------------------------------------------------------------------------------------------ rules */

static void read_set(grammar *g, rule *r, const logical *rest, problems *p)
{
    const char *equals = strchr(rest->text, '=');
    size_t at = equals ? (size_t)(equals - rest->text) : 0;
    logical name = logical_slice(g->arena, rest, 0, at);
    if (!name.size) {
        problem_at(p, logical_place(rest, 0), "write: set FIELD = VALUE");
        return;
    }
    logical value = logical_slice(g->arena, rest, at + 1, rest->size);
    if (name.size > FIELD_MAX)
        problem_at(p, logical_place(rest, 0), "the name of a field has at most %d letters", FIELD_MAX);
    *arena_push(g->arena, &r->settings) = (setting){name.text, value.text, field_named(name.text)};
}

static void read_as(grammar *g, rule *r, const logical *rest, problems *p)
{
    for (size_t i = 0; i < rest->size;) {
        logical tail = logical_slice(g->arena, rest, i, rest->size);
        size_t behind;
        const char *name = logical_word(g->arena, &tail, &behind);
        symbol s = symbol_find(&g->symbols, SYMBOL_IS_UNIT, name, NULL);
        if (s == SYMBOL_NONE && !is_taken(g, name, logical_place(&tail, 0), p))
            s = symbol_intern(g->arena, &g->symbols, SYMBOL_IS_UNIT, name, NULL);
        if (s != SYMBOL_NONE)
            *arena_push(g->arena, &r->units) = s;
        i = rest->size - (tail.size - behind);
    }
    if (!r->units.n)
        problem_at(p, logical_place(rest, 0), "write: as NAME");
}

/* "TEXT @ DATE -> EXPECTED"; the marks stand between spaces, the last ones of the line. */
static void read_example(grammar *g, rule *r, const logical *rest, bool yes)
{
    size_t end = rest->size;
    example e = {.yes = yes, .at = logical_place(rest, 0)};
    for (size_t i = end; i-- > 1 && !e.expected;)
        if (i + 2 < end && memcmp(rest->text + i, " -> ", 4) == 0) {
            e.expected = logical_slice(g->arena, rest, i + 4, end).text;
            end = i;
        }
    for (size_t i = end; i-- > 1 && !e.date;)
        if (i + 2 < end && memcmp(rest->text + i, " @ ", 3) == 0) {
            e.date = logical_slice(g->arena, rest, i + 3, end).text;
            end = i;
        }
    e.text = logical_slice(g->arena, rest, 0, end).text;
    *arena_push(g->arena, &r->examples) = e;
}

static void read_rule_line(grammar *g, rule *r, const logical *line, problems *p)
{
    size_t behind;
    const char *keyword = logical_word(g->arena, line, &behind);
    logical rest = logical_slice(g->arena, line, behind, line->size);
    if (strcmp(keyword, "match") == 0) {
        pattern *new = arena_push(g->arena, &r->matches);
        *new = (pattern){0};
        pattern_read(g, &rest, new, p);
        if (!new->pieces.n)
            problem_at(p, logical_place(line, 0), "an empty pattern");
    } else if (strcmp(keyword, "set") == 0) {
        read_set(g, r, &rest, p);
    } else if (strcmp(keyword, "as") == 0) {
        read_as(g, r, &rest, p);
    } else if (strcmp(keyword, "yes") == 0 || strcmp(keyword, "no") == 0) {
        read_example(g, r, &rest, *keyword == 'y');
    } else {
        problem_at(p, logical_place(line, 0), "a rule's lines begin with match, set, as, yes or no, not with \"%s\"",
                   keyword);
    }
}

static void check_rule(const grammar *g, const rule *r, problems *p)
{
    bool yes = false, no = false;
    for (size_t i = 0; i < r->examples.n; i++)
        *(r->examples.at[i].yes ? &yes : &no) = true;
    if (!r->matches.n)
        problem_at(p, r->at, "rule %s has no match line", r->id);
    if (!yes || !no)
        problem_at(p, r->at, "rule %s has no `%s` line; each rule shows at least one text that it fits and one that it "
                   "does not", r->id, yes ? "no" : "yes");
    for (size_t i = 0; i + 1 < g->rules.n; i++)
        if (strcmp(g->rules.at[i].id, r->id) == 0) {
            problem_at(p, r->at, "the id %s is taken: %s:%u has it too", r->id, g->rules.at[i].at.file,
                       g->rules.at[i].at.line);
            return;
        }
}

/* Rules that follow each other and are of one kind share its name: that it is the same is seen by the address. */
static const char *kind_named(grammar *g, const char *name, size_t size)
{
    const char *last = g->rules.n ? g->rules.at[g->rules.n - 1].kind : "";
    return strncmp(last, name, size) == 0 && !last[size] ? last : arena_copy(g->arena, name, size);
}

static void read_rule(grammar *g, const statement *s, uint32_t in_stage, problems *p)
{
    size_t at;
    logical_word(g->arena, &s->head, &at);
    logical id = logical_slice(g->arena, &s->head, at, s->head.size);
    rule new = {.id = id.text, .at = logical_place(&s->head, 0), .stage = in_stage};
    const char *dot = strchr(new.id, '.');
    if (!dot || dot == new.id || !dot[1] || strpbrk(new.id, " \t"))
        problem_at(p, logical_place(&s->head, at < s->head.size ? at : 0), "a rule's id is KIND.NAME, as in date.weekday.next");
    new.kind = dot ? kind_named(g, new.id, (size_t)(dot - new.id)) : new.id;
    for (size_t i = 0; i < s->body.n; i++)
        read_rule_line(g, &new, &s->body.at[i], p);
    *arena_push(g->arena, &g->rules) = new;
    check_rule(g, &g->rules.at[g->rules.n - 1], p);
}

#define NO_STAGE ((uint32_t)-1)

static void read_file(grammar *g, const char *file, place blame, uint32_t in_stage, problems *p)
{
    source src;
    if (!source_read(g->arena, file, blame, p, &src))
        return;
    for (size_t i = 0; i < src.statements.n; i++) {
        const statement *s = &src.statements.at[i];
        size_t rest;
        const char *keyword = logical_word(g->arena, &s->head, &rest);
        if (strcmp(keyword, "list") == 0)
            read_list(g, s, src.file, p);
        else if (strcmp(keyword, "shape") == 0)
            read_shape(g, s, p);
        else if (strcmp(keyword, "let") == 0)
            read_let(g, s, p);
        else if (strcmp(keyword, "rule") == 0 && in_stage != NO_STAGE)
            read_rule(g, s, in_stage, p);
        else if (strcmp(keyword, "rule") == 0)
            problem_at(p, logical_place(&s->head, 0), "a rule in a file that `stages` only reads; name the file in a stage");
        else
            problem_at(p, logical_place(&s->head, 0), "a statement begins with list, shape, let or rule, not with \"%s\"",
                       keyword);
    }
}

/* ------------------------------------------------------------------------------------------ stages */

/* The files that the stages file names one by one: a wildcard elsewhere leaves them out. */
struct named {
    VECTOR(const char *) files;
};

static const char **words_in(grammar *g, const logical *l, size_t *n)
{
    VECTOR(const char *) words = {0};
    for (size_t i = 0; i < l->size;) {
        logical tail = logical_slice(g->arena, l, i, l->size);
        size_t behind;
        *arena_push(g->arena, &words) = logical_word(g->arena, &tail, &behind);
        i = l->size - (tail.size - behind);
    }
    *n = words.n;
    return words.at;
}

static bool is_named(const struct named *named, const char *file)
{
    for (size_t i = 0; i < named->files.n; i++)
        if (strcmp(named->files.at[i], file) == 0)
            return true;
    return false;
}

static void read_files(grammar *g, const char *word, const logical *line, const struct named *named,
                       uint32_t in_stage, problems *p)
{
    const char *path = arena_printf(g->arena, "%s/%s", g->folder, word);
    if (!strpbrk(word, "*?[")) {
        read_file(g, path, logical_place(line, 0), in_stage, p);
        return;
    }
    /* glob allocates by itself: copy its answer, free it, then read. */
    glob_t found = {0};
    VECTOR(const char *) files = {0};
    jmp_buf *escape = g->arena->escape, here;
    bool found_any = glob(path, 0, NULL, &found) == 0;
    g->arena->escape = &here;
    if (setjmp(here)) {
        globfree(&found);
        g->arena->escape = escape;
        longjmp(*escape, 1);
    }
    for (size_t i = 0; found_any && i < found.gl_pathc; i++)
        *arena_push(g->arena, &files) = arena_copy(g->arena, found.gl_pathv[i], strlen(found.gl_pathv[i]));
    g->arena->escape = escape;
    globfree(&found);
    for (size_t i = 0; i < files.n; i++)
        if (!is_named(named, files.at[i]))
            read_file(g, files.at[i], logical_place(line, 0), in_stage, p);
    if (!files.n)
        problem_at(p, logical_place(line, 0), "no file fits %s", word);
}

static void check_beside(const grammar *g, place at, const char *other, problems *p)
{
    size_t i = g->stages.n;
    while (i && g->stages.at[i - 1].beside)
        i--;
    if (!i || g->stages.at[i - 1].quotations || strcmp(g->stages.at[i - 1].name, other) != 0)
        problem_at(p, at, "put this line directly behind that of stage %s", other);
}

static void read_stage(grammar *g, const logical *line, const char **words, size_t n, const struct named *named,
                       problems *p)
{
    stage new = {.name = n > 1 ? words[1] : "", .first_rule = (uint32_t)g->rules.n, .at = logical_place(line, 0)};
    if (n > 4 && strcmp(words[n - 2], "by") == 0) {
        new.by = words[n - 1];
        new.by_key = field_named(new.by);
        n -= 2;
    }
    if (n > 4 && strcmp(words[n - 2], "beside") == 0) {
        new.beside = true;
        check_beside(g, new.at, words[n - 1], p);
        n -= 2;
    }
    if (n < 3)
        problem_at(p, new.at, "write: stage NAME FILE… [by FIELD | beside STAGE]");
    uint32_t index = (uint32_t)g->stages.n;
    *arena_push(g->arena, &g->stages) = new;
    for (size_t i = 2; i < n; i++)
        read_files(g, words[i], line, named, index, p);
    g->stages.at[index].rule_count = (uint32_t)g->rules.n - new.first_rule;
    for (size_t i = new.first_rule; new.beside && i < g->rules.n; i++)
        if (g->rules.at[i].units.n)
            problem_at(p, g->rules.at[i].at, "a stage beside another makes no units: take `as` out");
}

static void read_quotations(grammar *g, const logical *line)
{
    *arena_push(g->arena, &g->stages) = (stage){.name = "quotations", .quotations = true,
                                                .first_rule = (uint32_t)g->rules.n, .at = logical_place(line, 0)};
    for (size_t i = 0; i < QUOTE_UNITS; i++)
        symbol_intern(g->arena, &g->symbols, SYMBOL_IS_UNIT, quote_unit_names[i], NULL);
}

static void read_stages_line(grammar *g, const logical *line, const struct named *named, problems *p)
{
    size_t n;
    const char **words = words_in(g, line, &n);
    if (strcmp(words[0], "language") == 0 && n == 2)
        g->language = words[1];
    else if (strcmp(words[0], "read") == 0 && n > 1)
        for (size_t i = 1; i < n; i++)
            read_files(g, words[i], line, named, NO_STAGE, p);
    else if (strcmp(words[0], "stage") == 0)
        read_stage(g, line, words, n, named, p);
    else if (strcmp(words[0], "quotations") == 0 && n == 1)
        read_quotations(g, line);
    else
        problem_at(p, logical_place(line, 0), "a line is language CODE, read FILE…, stage NAME FILE… or quotations");
}

static struct named name_files(grammar *g, const source *stages)
{
    struct named named = {0};
    for (size_t i = 0; i < stages->statements.n; i++) {
        size_t n;
        const char **words = words_in(g, &stages->statements.at[i].head, &n);
        for (size_t k = 1; k < n; k++)
            if (!strpbrk(words[k], "*?["))
                *arena_push(g->arena, &named.files) = arena_printf(g->arena, "%s/%s", g->folder, words[k]);
    }
    return named;
}

void grammar_read(grammar *g, const char *folder, problems *p)
{
    size_t size = strlen(folder);
    while (size > 1 && folder[size - 1] == '/')
        size--;
    g->folder = arena_copy(g->arena, folder, size);
    g->language = "";
    symbol_intern(g->arena, &g->symbols, SYMBOL_IS_PROPERTY, "glued", NULL);
    const char *file = arena_printf(g->arena, "%s/stages", g->folder);
    source stages;
    if (!source_read(g->arena, file, (place){.file = g->folder}, p, &stages))
        return;
    struct named named = name_files(g, &stages);
    for (size_t i = 0; i < stages.statements.n; i++)
        read_stages_line(g, &stages.statements.at[i].head, &named, p);
    if (!*g->language)
        problem_at(p, (place){.file = file, .line = 1, .column = 1}, "no line says `language CODE`");
}
