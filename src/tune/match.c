#include "tune/match.h"

#include <math.h>
#include <stdlib.h>

/* A span and whose it is. */
typedef struct placed {
    span span;
    uint32_t owner;
} placed;

typedef VECTOR(placed) placed_list;

static size_t shared(span a, span b)
{
    size_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    return end > start ? end - start : 0;
}

bool span_is_same(span a, span b)
{
    return a.start == b.start && a.end == b.end;
}

bool spans_are_same(spans a, spans b)
{
    if (a.n != b.n || !a.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (!span_is_same(a.at[i], b.at[i]))
            return false;
    return true;
}

bool spans_touch(spans a, spans b)
{
    for (size_t i = 0; i < a.n; i++)
        for (size_t k = 0; k < b.n; k++)
            if (shared(a.at[i], b.at[k]))
                return true;
    return spans_are_same(a, b);
}

/* -------------------------------------------------------------------------------------------- sweeping */

static int by_start(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

/* All spans that are not empty, in text order. */
static placed_list flatten(arena *a, const spans *entries, size_t n)
{
    placed_list all = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < entries[i].n; k++)
            if (entries[i].at[k].end > entries[i].at[k].start)
                *arena_push(a, &all) = (placed){entries[i].at[k], (uint32_t)i};
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_start);
    return all;
}

/*
 * Pairs `next` with those open spans of the other side that reach beyond its start; the others are over, for all
 * that comes behind it too, and are dropped.
 */
static void meet(arena *a, const placed *next, placed_list *open, bool next_is_gold, pairs *found)
{
    size_t kept = 0;
    for (size_t i = 0; i < open->n; i++) {
        const placed other = open->at[i];
        if (other.span.end <= next->span.start)
            continue;
        open->at[kept++] = other;
        pair p = {(double)shared(next->span, other.span), next_is_gold ? next->owner : other.owner,
                  next_is_gold ? other.owner : next->owner};
        *arena_push(a, found) = p;
    }
    open->n = kept;
}

static int by_entries(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->gold != y->gold)
        return x->gold < y->gold ? -1 : 1;
    return (x->output > y->output) - (x->output < y->output);
}

/* Entries of several spans may have met several times: the weights are added up. */
static void merge(pairs *p)
{
    size_t kept = 0;
    if (p->n)
        qsort(p->at, p->n, sizeof *p->at, by_entries);
    for (size_t i = 0; i < p->n; i++) {
        if (kept && !by_entries(&p->at[kept - 1], &p->at[i]))
            p->at[kept - 1].weight += p->at[i].weight;
        else
            p->at[kept++] = p->at[i];
    }
    p->n = kept;
}

pairs pairs_that_touch(arena *a, const spans *gold, size_t gold_count, const spans *output, size_t output_count)
{
    placed_list left = flatten(a, gold, gold_count), right = flatten(a, output, output_count);
    placed_list open_left = {0}, open_right = {0};
    pairs found = {0};
    for (size_t i = 0, k = 0; i < left.n || k < right.n;) {
        bool is_gold = k == right.n || (i < left.n && left.at[i].span.start <= right.at[k].span.start);
        const placed *next = is_gold ? &left.at[i++] : &right.at[k++];
        meet(a, next, is_gold ? &open_right : &open_left, is_gold, &found);
        *arena_push(a, is_gold ? &open_left : &open_right) = *next;
    }
    merge(&found);
    return found;
}

void pairs_prefer_same(pairs *p, const spans *gold, const spans *output)
{
    for (size_t i = 0; i < p->n; i++)
        if (spans_are_same(gold[p->at[i].gold], output[p->at[i].output]))
            p->at[i].weight = INFINITY;
}

/* -------------------------------------------------------------------------------------------- choosing */

static int by_weight(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->weight > y->weight || x->weight < y->weight)
        return x->weight > y->weight ? -1 : 1;
    return by_entries(a, b);
}

void pairs_choose(arena *a, pairs *p)
{
    uint32_t gold_end = 0, output_end = 0;
    for (size_t i = 0; i < p->n; i++) {
        gold_end = p->at[i].gold >= gold_end ? p->at[i].gold + 1 : gold_end;
        output_end = p->at[i].output >= output_end ? p->at[i].output + 1 : output_end;
    }
    bool *gold_taken = arena_alloc(a, gold_end + 1), *output_taken = arena_alloc(a, output_end + 1);
    size_t kept = 0;
    if (p->n)
        qsort(p->at, p->n, sizeof *p->at, by_weight);
    for (size_t i = 0; i < p->n; i++) {
        pair next = p->at[i];
        if (gold_taken[next.gold] || output_taken[next.output])
            continue;
        gold_taken[next.gold] = output_taken[next.output] = true;
        p->at[kept++] = next;
    }
    p->n = kept;
}

static uint32_t *nobody(arena *a, size_t n)
{
    uint32_t *partner = arena_take(a, (n + 1) * sizeof *partner);
    for (size_t i = 0; i < n; i++)
        partner[i] = PAIR_NONE;
    return partner;
}

uint32_t *partners_of_gold(arena *a, const pairs *p, size_t gold_count)
{
    uint32_t *partner = nobody(a, gold_count);
    for (size_t i = 0; i < p->n; i++)
        partner[p->at[i].gold] = p->at[i].output;
    return partner;
}

uint32_t *partners_of_output(arena *a, const pairs *p, size_t output_count)
{
    uint32_t *partner = nobody(a, output_count);
    for (size_t i = 0; i < p->n; i++)
        partner[p->at[i].output] = p->at[i].gold;
    return partner;
}
