#include <stdlib.h>
#include <string.h>

#include "tune/score.h"

static const char LAYER[] = "people";

/* A mention and whose it is. */
typedef struct mention {
    span span;
    uint32_t person;
} mention;

typedef struct mentions {
    mention *at;
    spans *spans; /* the same, as matching wants them */
    size_t n;
} mentions;

/* How many mentions a person of gold and one of the output share. */
typedef struct shared {
    pairs of; /* weight: the mentions */
    double *gold_sizes, *output_sizes, *gold_shared, *output_shared; /* a person each: all mentions, shared ones */
} shared;

static int by_place(const void *a, const void *b)
{
    const mention *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end < y->span.end ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

static mentions mentions_of(arena *a, const tree *people)
{
    VECTOR(mention) all = {0};
    for (size_t i = 0; i < tree_count(people); i++) {
        const tree *list = tree_get(tree_at(people, i), "mentions");
        for (size_t k = 0; k < tree_count(list); k++)
            *arena_push(a, &all) = (mention){first_span(entry_spans(a, tree_at(list, k))), (uint32_t)i};
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    mentions m = {.at = all.at, .n = all.n, .spans = arena_take(a, (all.n + 1) * sizeof *m.spans)};
    for (size_t i = 0; i < m.n; i++)
        m.spans[i] = (spans){&m.at[i].span, 1};
    return m;
}

/* -------------------------------------------------------------------------------------------- mentions */

static void report_mistakes(subject *s, const tree *output, const mentions *g, const mentions *o,
                            const uint32_t *found, const uint32_t *of)
{
    for (size_t i = 0; i < g->n; i++) {
        if (found[i] == PAIR_NONE) {
            score_missed(s->score, LAYER, "mention");
            score_mistake(s, LAYER, "MISSED", g->at[i].span, NULL, "%s", "");
            continue;
        }
        const mention *m = &o->at[found[i]];
        bool same = span_is_same(g->at[i].span, m->span);
        const tree *person = tree_at(output, m->person);
        score_verdict(s->score, LAYER, person, same ? VERDICT_RIGHT : VERDICT_WRONG);
        quoth_slice text = s->passage.text.data ? passage_slice(&s->passage, m->span.start, m->span.end)
                                                : (quoth_slice){"", 0};
        if (!same)
            score_mistake(s, LAYER, "EXTENT", g->at[i].span, entry_string(person, "rule"), "output \"%.*s\"",
                          (int)text.size, text.data);
    }
    for (size_t j = 0; j < o->n; j++) {
        const tree *person = tree_at(output, o->at[j].person);
        if (of[j] != PAIR_NONE)
            continue;
        score_verdict(s->score, LAYER, person, VERDICT_SPURIOUS);
        score_mistake(s, LAYER, "SPURIOUS", o->at[j].span, entry_string(person, "rule"), "%s",
                      entry_string(person, "name") ? entry_string(person, "name") : "");
    }
}

/* The same place named twice in gold counts once: the last of the equal mentions stands for all. */
static bool is_last_of_place(const mentions *g, const mentions *o, const uint32_t *found, size_t i)
{
    for (size_t k = i + 1; k < g->n && span_is_same(g->at[i].span, g->at[k].span); k++)
        if (found[k] != PAIR_NONE && span_is_same(g->at[k].span, o->at[found[k]].span))
            return false;
    return true;
}

/* The pairs of people behind the mentions that both have, one for each such mention. */
static pairs people_of_same(arena *a, const mentions *g, const mentions *o, const uint32_t *found)
{
    pairs same = {0};
    for (size_t i = 0; i < g->n; i++) {
        if (found[i] == PAIR_NONE || !span_is_same(g->at[i].span, o->at[found[i]].span))
            continue;
        if (is_last_of_place(g, o, found, i))
            *arena_push(a, &same) = (pair){1, g->at[i].person, o->at[found[i]].person};
    }
    return same;
}

/* ------------------------------------------------------------------------------------------ who is who */

static int by_people(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->gold != y->gold)
        return x->gold < y->gold ? -1 : 1;
    return (x->output > y->output) - (x->output < y->output);
}

static shared share(arena *a, const mentions *g, size_t gold_people, const mentions *o, size_t output_people,
                    const pairs *same)
{
    shared s = {0};
    s.gold_sizes = arena_alloc(a, 2 * (gold_people + 1) * sizeof(double));
    s.output_sizes = arena_alloc(a, 2 * (output_people + 1) * sizeof(double));
    s.gold_shared = s.gold_sizes + gold_people + 1;
    s.output_shared = s.output_sizes + output_people + 1;
    for (size_t i = 0; i < g->n; i++)
        s.gold_sizes[g->at[i].person]++;
    for (size_t i = 0; i < o->n; i++)
        s.output_sizes[o->at[i].person]++;
    if (same->n)
        qsort(same->at, same->n, sizeof *same->at, by_people);
    for (size_t i = 0; i < same->n; i++) {
        pair p = same->at[i];
        s.gold_shared[p.gold]++;
        s.output_shared[p.output]++;
        if (s.of.n && !by_people(&s.of.at[s.of.n - 1], &p))
            s.of.at[s.of.n - 1].weight++;
        else
            *arena_push(a, &s.of) = p;
    }
    return s;
}

/* B-cubed: over the mentions that both have; over all, where a mention that one side lacks scores 0. */
static void count_b3(score *all, const shared *s, double same, double n, double m)
{
    double found_gold = 0, found_output = 0, all_gold = 0, all_output = 0;
    for (size_t i = 0; i < s->of.n; i++) {
        pair p = s->of.at[i];
        double square = p.weight * p.weight;
        found_gold += square / s->gold_shared[p.gold];
        found_output += square / s->output_shared[p.output];
        all_gold += square / s->gold_sizes[p.gold];
        all_output += square / s->output_sizes[p.output];
    }
    score_count(all, FIGURE_PEOPLE_B3_FOUND, same, same, found_gold, found_output);
    score_count(all, FIGURE_PEOPLE_B3_ALL, n, m, all_gold, all_output);
}

static void compare_names(subject *s, const tree *gold, const tree *output)
{
    static const struct {
        const char *name;
        enum figure figure;
    } fields[] = {{"name", FIGURE_PEOPLE_NAME}, {"given", FIGURE_PEOPLE_GIVEN}, {"family", FIGURE_PEOPLE_FAMILY}};
    for (size_t i = 0; i < 3; i++) {
        const char *wanted = entry_string(gold, fields[i].name), *got = entry_string(output, fields[i].name);
        if (wanted)
            score_field(s->score, fields[i].figure,
                        !strcmp(plain_text(s->work, wanted), plain_text(s->work, got ? got : "")));
    }
}

static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static const char **sorted_roles(arena *a, const tree *person, size_t *n)
{
    const tree *roles = tree_get(person, "roles");
    *n = tree_count(roles);
    const char **all = arena_take(a, (*n + 1) * sizeof *all);
    for (size_t i = 0; i < *n; i++) {
        const char *role = tree_string(tree_at(roles, i));
        all[i] = plain_text(a, role ? role : "");
    }
    qsort(all, *n, sizeof *all, by_text);
    return all;
}

/* Roles that both give a matched person; given twice on both sides counts twice. */
static void count_roles(subject *s, const tree *gold, const tree *output)
{
    size_t n, m, common = 0;
    const char **wanted = sorted_roles(s->work, gold, &n), **got = sorted_roles(s->work, output, &m);
    for (size_t i = 0, j = 0; i < n && j < m;) {
        int order = strcmp(wanted[i], got[j]);
        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    score_count(s->score, FIGURE_PEOPLE_ROLES, (double)n, (double)m, (double)common, (double)common);
}

static bool any_roles(const tree *people)
{
    for (size_t i = 0; i < tree_count(people); i++)
        if (tree_get(tree_at(people, i), "roles"))
            return true;
    return false;
}

static void score_entities(subject *s, const tree *gold, const tree *output, shared *people)
{
    size_t n = tree_count(gold), m = tree_count(output);
    bool with_roles = any_roles(gold);
    pairs_choose(s->work, &people->of);
    double both = (double)people->of.n;
    score_count(s->score, FIGURE_PEOPLE_ENTITIES, (double)n, (double)m, both, both);
    if (with_roles)
        score_count(s->score, FIGURE_PEOPLE_ROLES, 0, 0, 0, 0);
    for (size_t i = 0; i < people->of.n; i++) {
        const tree *g = tree_at(gold, people->of.at[i].gold);
        const tree *o = tree_at(output, people->of.at[i].output);
        compare_names(s, g, o);
        if (with_roles)
            count_roles(s, g, o);
    }
}

void score_people(subject *s, bool entities)
{
    const tree *gold = record_list(s->gold, LAYER), *output = record_list(s->output, LAYER);
    mentions g = mentions_of(s->work, gold), o = mentions_of(s->work, output);
    pairs matched = pairs_that_touch(s->work, g.spans, g.n, o.spans, o.n);
    pairs_prefer_same(&matched, g.spans, o.spans);
    pairs_choose(s->work, &matched);
    const uint32_t *found = partners_of_gold(s->work, &matched, g.n);
    const uint32_t *of = partners_of_output(s->work, &matched, o.n);
    pairs same = people_of_same(s->work, &g, &o, found);
    double n = (double)g.n, m = (double)o.n;
    score_count(s->score, FIGURE_PEOPLE_EXACT, n, m, (double)same.n, (double)same.n);
    score_count(s->score, FIGURE_PEOPLE_OVERLAP, n, m, (double)matched.n, (double)matched.n);
    report_mistakes(s, output, &g, &o, found, of);
    if (!entities)
        return;
    shared people = share(s->work, &g, tree_count(gold), &o, tree_count(output), &same);
    count_b3(s->score, &people, (double)same.n, n, m);
    score_entities(s, gold, output, &people);
}
