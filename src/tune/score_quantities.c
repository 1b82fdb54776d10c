#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tune/quantity.h"

static const char LAYER[] = "quantities";

/* Quantities ordered by value, so that those of nearly the same value lie side by side. */
typedef struct by_value {
    const quantity **at;
    size_t n;
} by_value;

static int compare_values(const void *a, const void *b)
{
    const quantity *x = *(const quantity *const *)a, *y = *(const quantity *const *)b;
    double left = x->value.at[0], right = y->value.at[0];
    if (left < right || left > right)
        return left < right ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static by_value order_by_value(arena *a, const quantities *all)
{
    by_value order = {.at = arena_take(a, (all->n + 1) * sizeof(quantity *))};
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].value.n && !isnan(all->at[i].value.at[0]))
            order.at[order.n++] = &all->at[i];
    qsort(order.at, order.n, sizeof *order.at, compare_values);
    return order;
}

/* Where in the order those begin whose value may be the same; a little too early does no harm. */
static size_t first_near(const by_value *order, double value)
{
    double least = value - fabs(value) * 1e-4 - 1e-6;
    size_t low = 0, high = order->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order->at[middle]->value.at[0] >= least)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

typedef VECTOR(const quantity *) candidates;

static candidates of_same_value(arena *a, const by_value *order, const quantity *g)
{
    candidates same = {0};
    double value = g->value.n ? g->value.at[0] : NAN;
    if (isnan(value))
        return same;
    double most = value + fabs(value) * 1e-4 + 1e-6;
    for (size_t i = first_near(order, value); i < order->n && order->at[i]->value.at[0] <= most; i++)
        if (amount_is_same(g->value, order->at[i]->value))
            *arena_push(a, &same) = order->at[i];
    return same;
}

/* --------------------------------------------------------------------------------------------- matching */

static bool same_unit(const quantity *a, const quantity *b)
{
    return !strcmp(a->unit, b->unit);
}

static bool same_change(const quantity *a, const quantity *b)
{
    return !strcmp(a->change, b->change);
}

static bool units_share_a_word(arena *a, const quantity *x, const quantity *y)
{
    char *rest = NULL, *words = arena_copy(a, x->unit, strlen(x->unit));
    const char *padded = arena_printf(a, " %s ", y->unit);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (strstr(padded, arena_printf(a, " %s ", word)))
            return true;
    return false;
}

static pairs match(arena *a, const quantities *gold, const by_value *order)
{
    pairs found = {0};
    for (size_t i = 0; i < gold->n; i++) {
        const quantity *g = &gold->at[i];
        candidates same = of_same_value(a, order, g);
        for (size_t k = 0; k < same.n; k++) {
            double weight = 1 + 4 * same_unit(g, same.at[k]) + 2 * same_change(g, same.at[k]);
            *arena_push(a, &found) = (pair){weight, g->index, same.at[k]->index};
        }
    }
    pairs_choose(a, &found);
    return found;
}

static void count(subject *s, const quantities *gold, const quantities *output, const pairs *matched)
{
    double n = (double)gold->n, m = (double)output->n;
    size_t unit = 0, word = 0, change = 0;
    for (size_t i = 0; i < matched->n; i++) {
        const quantity *g = &gold->at[matched->at[i].gold], *o = &output->at[matched->at[i].output];
        unit += same_unit(g, o);
        word += units_share_a_word(s->work, g, o);
        change += same_change(g, o);
    }
    score_count(s->score, FIGURE_QUANTITIES_VALUE, n, m, (double)matched->n, (double)matched->n);
    score_count(s->score, FIGURE_QUANTITIES_UNIT, n, m, (double)unit, (double)unit);
    score_count(s->score, FIGURE_QUANTITIES_WORD, n, m, (double)word, (double)word);
    if (s->score->with_change)
        score_count(s->score, FIGURE_QUANTITIES_CHANGE, n, m, (double)change, (double)change);
}

/* ---------------------------------------------------------------------------------- as was published */

static int compare_units(const void *a, const void *b)
{
    const quantity *x = *(const quantity *const *)a, *y = *(const quantity *const *)b;
    int order = strcmp(x->unit, y->unit);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/*
 * As the published figures were counted: both sides in the order of their units, and a quantity of the output is
 * used up only when its unit agrees too, so that one can give its value to several of gold.
 */
static void count_as_published(subject *s, const quantities *gold, const quantities *output, const by_value *order)
{
    const quantity **sorted = arena_take(s->work, (gold->n + 1) * sizeof *sorted);
    bool *used = arena_alloc(s->work, output->n + 1);
    size_t values = 0, units_too = 0, changes = 0;
    for (size_t i = 0; i < gold->n; i++)
        sorted[i] = &gold->at[i];
    qsort(sorted, gold->n, sizeof *sorted, compare_units);
    for (size_t i = 0; i < gold->n; i++) {
        candidates same = of_same_value(s->work, order, sorted[i]);
        if (same.n)
            qsort(same.at, same.n, sizeof *same.at, compare_units);
        for (size_t k = 0; k < same.n; k++) {
            const quantity *o = same.at[k];
            if (used[o->index])
                continue;
            values += values < gold->n;
            changes += same_change(sorted[i], o);
            if (!same_unit(sorted[i], o))
                continue;
            units_too++;
            used[o->index] = true;
            break;
        }
    }
    double n = (double)gold->n, m = (double)output->n;
    score_count(s->score, FIGURE_PUBLISHED_VALUE, n, m, (double)values, (double)values);
    score_count(s->score, FIGURE_PUBLISHED_UNIT, n, m, (double)units_too, (double)units_too);
    if (s->score->with_change)
        score_count(s->score, FIGURE_PUBLISHED_CHANGE, n, m, (double)changes, (double)changes);
}

/* -------------------------------------------------------------------------------------------- mistakes */

static const char *shown(subject *s, const quantity *q)
{
    return arena_printf(s->work, "%s %s %s", amount_text(s->work, q->value), q->unit, q->change);
}

/* Gold has no places: the whole text is shown, unless the output has one. */
static span place_of(subject *s, const quantity *q)
{
    spans own = entry_spans(s->work, q->entry);
    return own.n ? own.at[0] : (span){0, s->passage.points};
}

static void report_matched(subject *s, const quantity *g, const quantity *o)
{
    const char *rule = entry_string(o->entry, "rule");
    score_verdict(s->score, LAYER, o->entry, same_unit(g, o) ? VERDICT_RIGHT : VERDICT_WRONG);
    if (!same_unit(g, o))
        score_field_mistake(s, LAYER, "UNIT", place_of(s, o), rule, shown(s, g), shown(s, o));
    if (s->score->with_change && !same_change(g, o))
        score_field_mistake(s, LAYER, "CHANGE", place_of(s, o), rule, shown(s, g), shown(s, o));
}

static void report(subject *s, const quantities *gold, const quantities *output, const pairs *matched)
{
    const uint32_t *found = partners_of_gold(s->work, matched, gold->n);
    const uint32_t *of = partners_of_output(s->work, matched, output->n);
    for (size_t i = 0; i < gold->n; i++) {
        const quantity *g = &gold->at[i];
        if (found[i] != PAIR_NONE) {
            report_matched(s, g, &output->at[found[i]]);
            continue;
        }
        score_missed(s->score, LAYER, g->unit[0] == '-' ? "without unit" : "with unit");
        score_mistake(s, LAYER, "MISSED", place_of(s, g), NULL, "%s", shown(s, g));
    }
    for (size_t j = 0; j < output->n; j++) {
        const quantity *o = &output->at[j];
        if (of[j] != PAIR_NONE)
            continue;
        score_verdict(s->score, LAYER, o->entry, VERDICT_SPURIOUS);
        score_mistake(s, LAYER, "SPURIOUS", place_of(s, o), entry_string(o->entry, "rule"), "%s", shown(s, o));
    }
}

void score_quantities(subject *s)
{
    quantities gold = quantities_of_gold(s->work, s->score->units, s->gold);
    quantities output = quantities_of_output(s->work, s->score->units, s->output);
    by_value order = order_by_value(s->work, &output);
    pairs matched = match(s->work, &gold, &order);
    count(s, &gold, &output, &matched);
    count_as_published(s, &gold, &output, &order);
    report(s, &gold, &output, &matched);
}
