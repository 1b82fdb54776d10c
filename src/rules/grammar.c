/* Files of rules: lists, shapes, lets and rules. */
#include "rules/grammar.h"

#include <string.h>

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

void grammar_read_file(grammar *g, const char *file, place blame, uint32_t in_stage, problems *p)
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
