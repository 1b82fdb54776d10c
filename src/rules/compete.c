/* Stages `by FIELD`: of matches whose fields share a word the longest wins, then that of the rule that stands first. */
#include <string.h>

#include "rules/tape.h"

/* A place in the list of matches: of one that has lost, NULL stands there. */
typedef hit **seat;

/* Whether a comes before b in the competition. */
static bool beats(const hit *a, const hit *b)
{
    uint32_t length_a = a->match->to - a->match->from, length_b = b->match->to - b->match->from;
    if (length_a != length_b)
        return length_a > length_b;
    return a->match->code != b->match->code ? a->match->code < b->match->code : a->match->from < b->match->from;
}

/* Merge sort in the article's arena: there may be many. */
static void sort_seats(arena *a, seat *at, size_t n)
{
    seat *other = arena_take(a, (n + 1) * sizeof *other);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t start = 0; start < n; start += 2 * width) {
            size_t middle = start + width < n ? start + width : n, end = start + 2 * width < n ? start + 2 * width : n;
            for (size_t i = start, k = middle, out = start; out < end; out++)
                other[out] = k == end || (i < middle && !beats(*at[k], *at[i])) ? at[i++] : at[k++];
        }
        memcpy(at, other, n * sizeof *at);
    }
}

/* How often a unit of the hit's field is wanted, at most; and counts this hit's wish. */
static unsigned field_wanted(const hit *h, field_key by, unsigned char *wanted, bool count)
{
    unsigned most = 0;
    for (uint32_t g = 0; g < h->match->group_count; g++) {
        const taken_group *group = &h->match->groups[g];
        if (!field_same(group->group->key, by))
            continue;
        for (uint32_t i = h->match->from + group->from; i < h->match->from + group->to; i++) {
            most = wanted[i] > most ? wanted[i] : most;
            wanted[i] = (unsigned char)(wanted[i] + (count && wanted[i] < 2));
        }
    }
    return most;
}

/* The winner whose field shares a unit with h's. */
static const rule_code *winner_over(const seat *rivals, size_t n, const hit *h, const char *by)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t a, b, c, d;
        if (*rivals[i] && hit_span(*rivals[i], by, 0, &a, &b) && hit_span(h, by, 0, &c, &d) && a < d && c < b)
            return (*rivals[i])->match->code;
    }
    return h->match->code;
}

/* Those who have lost get up. */
static void hold_out(matcher *m, const seat *rivals, size_t n, uint32_t units, const stage *of)
{
    unsigned char *taken = arena_alloc(m->arena, units + 1);
    for (size_t i = 0; i < n; i++) {
        hit *h = *rivals[i];
        if (!field_wanted(h, of->by_key, taken, false)) {
            field_wanted(h, of->by_key, taken, true);
            continue;
        }
        if (m->tracing)
            *arena_push(m->arena, &m->lost) = (lost_hit){h, winner_over(rivals, i, h, of->by), "shorter or stands later"};
        *rivals[i] = NULL;
    }
}

/* Winners in the order in which they stand; they are nearly so already, by where they begin. */
static void close_up(hits *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        hit *h = all->at[i];
        if (!h)
            continue;
        size_t to = n++;
        for (; to && all->at[to - 1]->match->from == h->match->from && all->at[to - 1]->match->to > h->match->to; to--)
            all->at[to] = all->at[to - 1];
        all->at[to] = h;
    }
    all->n = n;
}

void compete(matcher *m, hits *all, uint32_t units, const stage *of)
{
    unsigned char *wanted = arena_alloc(m->arena, units + 1);
    VECTOR(seat) rivals = {0};
    for (size_t i = 0; i < all->n; i++)
        field_wanted(all->at[i], of->by_key, wanted, true);
    for (size_t i = 0; i < all->n; i++)
        if (field_wanted(all->at[i], of->by_key, wanted, false) > 1)
            *arena_push(m->arena, &rivals) = &all->at[i];
    if (rivals.n) {
        sort_seats(m->arena, rivals.at, rivals.n);
        hold_out(m, rivals.at, rivals.n, units, of);
    }
    close_up(all);
}
