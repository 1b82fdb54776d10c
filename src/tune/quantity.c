#include "tune/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void add(arena *a, quantities *all, const tree *entry, amount value, const char *unit, const char *change)
{
    quantity *new = arena_push(a, all);
    *new = (quantity){value, unit, change, entry, (uint32_t)(all->n - 1)};
}

/* ------------------------------------------------------------------------------------------- numbers */

static const char *change_of(const tree *number)
{
    const char *change = entry_string(number, "change"), *relation = entry_string(number, "relation");
    if (change)
        return change;
    if (!relation)
        return "=";
    return !strcmp(relation, "<=") ? "<" : !strcmp(relation, ">=") ? ">" : relation;
}

static bool is_quantity(const tree *number)
{
    const char *kind = entry_string(number, "kind");
    bool has_value = tree_get(number, "value") || tree_get(number, "low") ||
                     tree_get(number, "high");
    return has_value && !(kind && !strcmp(kind, "ordinal"));
}

/* ----------------------------------------------------------------------------------------- durations */

/* "2Y" of P2Y, or "TM" of PT5M: the unit that a period's letters stand for. */
static const char *period_unit(bool time, const char *letters)
{
    static const char *const day_units[][2] = {{"Y", "year"},    {"M", "month"},   {"W", "week"}, {"D", "day"},
                                               {"Q", "quarter"}, {"DE", "decade"}, {"CE", "century"}};
    static const char *const time_units[][2] = {{"H", "hour"}, {"M", "minute"}, {"S", "second"}};
    size_t n = time ? sizeof time_units / sizeof *time_units : sizeof day_units / sizeof *day_units;
    for (size_t i = 0; i < n; i++) {
        const char *const *known = time ? time_units[i] : day_units[i];
        if (!strcmp(known[0], letters))
            return known[1];
    }
    return NULL;
}

/* Reads P2Y, P1.5D, PT5M; NULL for PXD, P1Y6M and what is no period. */
static const char *read_period(const char *value, double *count)
{
    if (!value || *value++ != 'P')
        return NULL;
    bool time = *value == 'T';
    value += time;
    size_t digits = strspn(value, "0123456789"), fraction = 0;
    if (digits && value[digits] == '.')
        fraction = strspn(value + digits + 1, "0123456789");
    if (!digits)
        return NULL;
    char *end;
    *count = strtod(value, &end);
    return end == value + digits + (fraction ? fraction + 1 : 0) ? period_unit(time, end) : NULL;
}

static const char *modified(const char *mod)
{
    static const char *const changes[][2] = {{"APPROX", "~"}, {"MORE_THAN", ">"}, {"EQUAL_OR_MORE", ">"},
                                             {"LESS_THAN", "<"}, {"EQUAL_OR_LESS", "<"}};
    for (size_t i = 0; mod && i < sizeof changes / sizeof *changes; i++)
        if (!strcmp(changes[i][0], mod))
            return changes[i][1];
    return "=";
}

static bool has_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (; text && *text; text++)
        if (!strncasecmp(text, word, size))
            return true;
    return false;
}

static void add_duration(arena *a, quantities *all, const tree *date)
{
    double *count = arena_alloc(a, sizeof *count);
    const char *unit = read_period(entry_string(date, "value"), count);
    if (!unit)
        return;
    /* "two decades" are P20Y: the text tells. */
    if (!strcmp(unit, "year") && has_word(entry_string(date, "text"), "decade") && fmod(*count, 10) < 0.5) {
        *count /= 10;
        unit = "decade";
    }
    add(a, all, date, (amount){count, 1, false}, unit, modified(entry_string(date, "mod")));
}

/* --------------------------------------------------------------------------------------------- records */

static void add_numbers(arena *a, const units *u, quantities *all, const tree *numbers)
{
    for (size_t i = 0; i < tree_count(numbers); i++) {
        const tree *number = tree_at(numbers, i);
        if (is_quantity(number))
            add(a, all, number, amount_of(a, number), number_unit(a, u, number), change_of(number));
    }
}

/* A duration that shares words with a number is that number. */
static void add_durations(arena *a, quantities *all, const tree *dates)
{
    size_t n = tree_count(dates);
    spans *date_spans = list_spans(a, dates), *taken = arena_take(a, (all->n + 1) * sizeof *taken);
    for (size_t i = 0; i < all->n; i++)
        taken[i] = entry_spans(a, all->at[i].entry);
    pairs touching = pairs_that_touch(a, date_spans, n, taken, all->n);
    bool *is_number = arena_alloc(a, n + 1);
    for (size_t i = 0; i < touching.n; i++)
        is_number[touching.at[i].gold] = true;
    for (size_t i = 0; i < n; i++)
        if (!is_number[i])
            add_duration(a, all, tree_at(dates, i));
}

static void add_as_they_are(arena *a, const units *u, quantities *all, const tree *list)
{
    for (size_t i = 0; i < tree_count(list); i++) {
        const tree *q = tree_at(list, i);
        const char *unit = entry_string(q, "normalized_unit"), *change = entry_string(q, "change");
        unit = unit && *unit ? unit : entry_string(q, "unit");
        add(a, all, q, amount_of(a, q), units_name(a, u, unit), change ? change : "=");
    }
}

quantities quantities_of_output(arena *a, const units *u, const tree *record)
{
    quantities all = {0};
    add_numbers(a, u, &all, record_list(record, "numbers"));
    add_durations(a, &all, record_list(record, "dates"));
    add_as_they_are(a, u, &all, record_list(record, "quantities"));
    return all;
}

quantities quantities_of_gold(arena *a, const units *u, const tree *record)
{
    quantities all = {0};
    add_as_they_are(a, u, &all, record_list(record, "quantities"));
    return all;
}
