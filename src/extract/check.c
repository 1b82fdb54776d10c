/* The rules' own examples, run one by one. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "extract/check_fields.h"
#include "extract/check_patterns.h"

struct check {
    const quoth_rules *rules;
    quoth_scanner *scanner;
    const quoth_document *document;
    arena *arena; /* for what is compared */
    problems problems;
};

/* A line of an example with line breaks for ⏎. */
static const char *with_breaks(arena *a, const char *line)
{
    static const char mark[] = "⏎";
    char *out = arena_copy(a, line, strlen(line)), *end = out;
    while (*line) {
        bool is_break = strncmp(line, mark, sizeof mark - 1) == 0;
        *end++ = is_break ? '\n' : *line;
        line += is_break ? sizeof mark - 1 : 1;
    }
    *end = '\0';
    return out;
}

/* --------------------------------------------------------------------------------------- expectations */

static bool same(const char *expected, const char *value)
{
    if (!value)
        return false;
    if (strcmp(expected, value) == 0)
        return true;
    char *end_a, *end_b;
    double a = strtod(expected, &end_a), b = strtod(value, &end_b);
    return *expected && *value && !*end_a && !*end_b && fabs(a - b) <= 1e-9 * fabs(a);
}

/* One "field value" of an expectation. */
struct wish {
    const char *field, *value;
};

/* Whether a word is the name of a field: of the record, or of the rule's own frame. */
static bool is_field(const rule *r, const char *word)
{
    static const char *const names[] = {"value", "type", "mod", "begin", "end", "bound", "text", "low", "high", "kind",
                                        "relation", "change", "modifier", "unit", "of", "name", "given", "family", "role",
                                        "content", "source", "cue", "lemma", "act", "negated", "said", "basis"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], word) == 0)
            return true;
    for (size_t i = 0; i < r->settings.n; i++)
        if (strcmp(r->settings.at[i].field, word) == 0)
            return true;
    for (size_t m = 0; m < r->matches.n; m++)
        for (size_t i = 0; i < r->matches.at[m].pieces.n; i++) {
            const piece *p = &r->matches.at[m].pieces.at[i];
            if (p->kind == PIECE_OPEN && p->group == GROUP_NAMED && strcmp(p->text, word) == 0)
                return true;
        }
    return false;
}

/* Reads "field value; field value"; what begins with no field's name is the value of the main field. */
static size_t read_wishes(arena *a, const rule *r, const char *expected, const char *main_field, struct wish *wishes,
                          size_t room)
{
    size_t n = 0;
    while (*expected && n < room) {
        const char *end = strstr(expected, "; ");
        size_t size = end ? (size_t)(end - expected) : strlen(expected);
        const char *one = arena_copy(a, expected, size), *space = strchr(one, ' ');
        const char *word = space ? arena_copy(a, one, (size_t)(space - one)) : one;
        wishes[n++] = space && is_field(r, word) ? (struct wish){word, space + 1} : (struct wish){main_field, one};
        expected = end ? end + 2 : expected + size;
    }
    return n;
}

typedef const char *field_fn(struct check *c, size_t index, const char *name);

static const char *of_date(struct check *c, size_t i, const char *name)
{
    return check_date_field(c->arena, &c->document->dates[i], name);
}

static const char *of_number(struct check *c, size_t i, const char *name)
{
    return check_number_field(c->arena, &c->document->numbers[i], name);
}

static const char *of_person(struct check *c, size_t i, const char *name)
{
    return check_person_field(c->arena, &c->document->people[i], name);
}

static const char *of_claim(struct check *c, size_t i, const char *name)
{
    return check_claim_field(c->arena, &c->document->claims[i], name);
}

static const char *of_hit(struct check *c, size_t i, const char *name)
{
    return check_hit_field(c->arena, scanner_article(c->scanner), scanner_hits(c->scanner)->at[i], name);
}

/* A sort of thing that may fulfil an expectation. */
struct sort {
    const char *main_field;
    field_fn *field;
    size_t count;
};

static struct sort sort_of(struct check *c, const char *kind)
{
    const quoth_document *d = c->document;
    if (strcmp(kind, "date") == 0)
        return (struct sort){"value", of_date, d->date_count};
    if (strcmp(kind, "number") == 0)
        return (struct sort){"value", of_number, d->number_count};
    if (strcmp(kind, "person") == 0)
        return (struct sort){"name", of_person, d->person_count};
    if (strcmp(kind, "claim") == 0)
        return (struct sort){"content", of_claim, d->claim_count};
    return (struct sort){strcmp(kind, "numeral") == 0 ? "value" : "text", of_hit, scanner_hits(c->scanner)->n};
}

static const char *rule_of(struct check *c, const char *kind, size_t i)
{
    const quoth_document *d = c->document;
    if (strcmp(kind, "date") == 0)
        return d->dates[i].rule;
    if (strcmp(kind, "number") == 0)
        return d->numbers[i].rule;
    if (strcmp(kind, "claim") == 0)
        return d->claims[i].rule;
    if (strcmp(kind, "person") == 0)
        return NULL; /* several rules may name one person: any will do */
    return scanner_hits(c->scanner)->at[i]->dropped ? "" : scanner_hits(c->scanner)->at[i]->rule;
}

static void check_expected(struct check *c, const rule *r, const example *e)
{
    arena *a = c->arena;
    struct sort sort = sort_of(c, r->kind);
    struct wish wishes[16];
    size_t n = read_wishes(a, r, with_breaks(a, e->expected), sort.main_field, wishes, 16);
    const char *came = "";
    for (size_t i = 0; i < sort.count; i++) {
        const char *by = rule_of(c, r->kind, i);
        if (by && strcmp(by, r->id) != 0)
            continue;
        bool all = true;
        const char *now = "";
        for (size_t w = 0; w < n; w++) {
            const char *value = sort.field(c, i, wishes[w].field);
            all = all && same(wishes[w].value, value);
            now = arena_printf(a, "%s%s%s %s", now, w ? "; " : "", wishes[w].field, value ? value : "(no such field)");
        }
        if (all)
            return;
        came = arena_printf(a, "%s%s%s", came, *came ? " | " : "", now);
    }
    problem_at(&c->problems, e->at, "rule %s: expected \"%s\", came \"%s\"", r->id, e->expected,
               *came ? came : "nothing");
}

/* ------------------------------------------------------------------------------------------- the run */

static const hit *found_by(struct check *c, const rule *r)
{
    const hits *all = scanner_hits(c->scanner);
    for (size_t i = 0; i < all->n; i++)
        if (!all->at[i]->dropped && strcmp(all->at[i]->rule, r->id) == 0)
            return all->at[i];
    return NULL;
}

static const char *rules_found(struct check *c)
{
    const hits *all = scanner_hits(c->scanner);
    arena *a = c->arena;
    const char *names = "";
    for (size_t i = 0; i < all->n && i < 12; i++)
        names = arena_printf(a, "%s%s%s%s", names, i ? ", " : "", all->at[i]->rule, all->at[i]->dropped ? " (dropped)" : "");
    return *names ? names : "none";
}

static void tell_nothing(struct check *c, const rule *r, const example *e, const quoth_article *given)
{
    const char *others = rules_found(c), *why = why_nothing(r, c->scanner, given, c->arena);
    problem_at(&c->problems, e->at, "rule %s finds nothing here%s%s; rules that do: %s", r->id, why ? ": " : "",
               why ? why : "", others);
}

static bool run_example(struct check *c, const rule *r, const example *e, arena *texts, quoth_error *error)
{
    const char *line = with_breaks(texts, e->text);
    quoth_article given = {.text = {line, strlen(line)}};
    if (e->date)
        given.published = (quoth_slice){e->date, strlen(e->date)};
    c->document = quoth_scan(c->scanner, &given, error);
    if (!c->document)
        return false;
    const hit *h = found_by(c, r);
    if (e->yes && !h)
        tell_nothing(c, r, e, &given);
    else if (!e->yes && h) {
        quoth_slice found = article_piece(scanner_article(c->scanner), h->first, h->last).text;
        problem_at(&c->problems, e->at, "rule %s should find nothing here and finds \"%.*s\"", r->id, (int)found.size,
                   found.data);
    } else if (e->yes && e->expected)
        check_expected(c, r, e);
    return true;
}

/* All examples as one text: a long way for rules that do not know where to stop. */
static bool run_together(struct check *c, quoth_error *error)
{
    const grammar *g = &c->rules->grammar;
    size_t size = 0;
    for (size_t i = 0; i < g->rules.n; i++)
        for (size_t k = 0; k < g->rules.at[i].examples.n; k++)
            size += strlen(g->rules.at[i].examples.at[k].text) + 1;
    char *all = arena_take(c->arena, size + 1), *end = all;
    for (size_t i = 0; i < g->rules.n; i++)
        for (size_t k = 0; k < g->rules.at[i].examples.n; k++)
            end = stpcpy(stpcpy(end, g->rules.at[i].examples.at[k].text), " ");
    quoth_article given = {.text = {all, (size_t)(end - all)}};
    return quoth_scan(c->scanner, &given, error) != NULL;
}

static bool check_all(struct check *c, arena *texts, quoth_error *error)
{
    jmp_buf escape;
    c->arena = texts;
    texts->escape = &escape;
    if (setjmp(escape))
        return false;
    for (size_t i = 0; i < c->rules->grammar.rules.n; i++) {
        const rule *r = &c->rules->grammar.rules.at[i];
        for (size_t k = 0; k < r->examples.n; k++)
            if (!run_example(c, r, &r->examples.at[k], texts, error))
                return false;
    }
    warn_of_empty_places(c->rules, &c->problems);
    if (!run_together(c, error))
        return false;
    warn_of_limits(c->rules, c->scanner, texts, &c->problems);
    return true;
}

size_t quoth_rules_check(const quoth_rules *rules, quoth_problem_fn *report, void *context, quoth_error *error)
{
    struct check c = {.rules = rules, .problems = {.report = report, .context = context}};
    arena texts = {0};
    c.scanner = quoth_scanner_new(rules, error);
    if (c.scanner)
        quoth_scanner_trace(c.scanner, true); /* to say why something failed; and rules are tried in any sentence */
    bool ran = c.scanner && check_all(&c, &texts, error);
    quoth_scanner_free(c.scanner);
    arena_free(&texts);
    if (!ran)
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    return ran ? c.problems.errors : SIZE_MAX;
}
