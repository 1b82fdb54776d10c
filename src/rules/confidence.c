#include "rules/confidence.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What one line says. */
typedef struct trust {
    const char *id;
    double value;
    place at;
    bool used;
} trust;

typedef VECTOR(trust) trusts;

static void read_line(const grammar *g, const logical *line, trusts *all, problems *p)
{
    size_t size = strcspn(line->text, "="), rest = size + (line->text[size] == '=');
    logical id = logical_slice(g->arena, line, 0, size), value = logical_slice(g->arena, line, rest, line->size);
    char *end;
    trust t = {.id = id.text, .value = strtod(value.text, &end), .at = logical_place(line, 0)};
    if (!id.size || !value.size || *end || !isfinite(t.value) || t.value <= 0 || t.value > 1)
        problem_at(p, t.at, "write: RULE = VALUE, a number above 0 and not above 1");
    else
        *arena_push(g->arena, all) = t;
}

static trusts read_file(const grammar *g, problems *p)
{
    trusts all = {0};
    source lines;
    const char *file = arena_printf(g->arena, "%s/confidence.list", g->folder);
    if (access(file, F_OK) || !source_read(g->arena, file, (place){.file = file}, p, &lines))
        return all;
    for (size_t i = 0; i < lines.statements.n; i++)
        read_line(g, &lines.statements.at[i].head, &all, p);
    return all;
}

static int by_id(const void *a, const void *b)
{
    const trust *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static trust *find(const trusts *all, const char *id)
{
    trust key = {.id = id};
    return all->n ? bsearch(&key, all->at, all->n, sizeof key, by_id) : NULL;
}

static int by_pointer(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const rule_confidence *)a)->rule, y = (uintptr_t)((const rule_confidence *)b)->rule;
    return (x > y) - (x < y);
}

/* A file made before a rule was renamed still counts; that the rule has lost its line should be seen. */
static void warn_of_unused(const trusts *all, problems *p)
{
    for (size_t i = 0; i < all->n; i++)
        if (!all->at[i].used && strchr(all->at[i].id, '.'))
            warning_at(p, all->at[i].at, "there is no rule %s; make the file anew with `quoth eval --calibrate`",
                       all->at[i].id);
}

rule_confidences confidences_read(const grammar *g, problems *p)
{
    trusts all = read_file(g, p);
    rule_confidences result = {.at = arena_alloc(g->arena, (g->rules.n + 1) * sizeof *result.at)};
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_id);
    for (size_t i = 0; all.n && i < g->rules.n; i++) {
        trust *own = find(&all, g->rules.at[i].id), *kind = find(&all, g->rules.at[i].kind);
        trust *t = own ? own : kind;
        if (!t)
            continue;
        t->used = true;
        result.at[result.n++] = (rule_confidence){g->rules.at[i].id, t->value};
    }
    if (result.n)
        qsort(result.at, result.n, sizeof *result.at, by_pointer);
    warn_of_unused(&all, p);
    return result;
}

double confidence_of_rule(const rule_confidences *all, const char *id)
{
    rule_confidence key = {.rule = id};
    const rule_confidence *found = all->n ? bsearch(&key, all->at, all->n, sizeof key, by_pointer) : NULL;
    return found ? found->value : 0;
}
