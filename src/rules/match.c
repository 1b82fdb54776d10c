/*
 * Running one stage.
 *
 * The scout tells which rules match at which units and mostly how; of the others PCRE2 says it.  The longest match wins, then
 * the rule that stands first; in a stage `by FIELD` all matches are kept, and those whose field shares a word compete in the
 * same way.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rules/tape.h"

enum { AT_ONCE = 16 }; /* places of a stage */

/* Keeps how a match has won. */
static void keep(matcher *m, size_t k, uint64_t key, const hit *h)
{
    const struct hit_match *match = h->match;
    uint32_t at = match->from;
    precedent *new = arena_take(m->arena, sizeof *new + match->group_count * sizeof *new->groups);
    *new = (precedent){.code = match->code, .fields = h->fields, .length = match->to - at, .span_from = match->span_from - at,
                       .span_to = match->span_to - at, .group_count = match->group_count};
    memcpy(new->groups, match->groups, match->group_count * sizeof *new->groups);
    precedent_keep(&m->precedents[k], &m->scouts[k], key, new, m->arena->escape);
}

/* For profiles only: nothing that is found depends on it. */
static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Groups behind the last that took part are set, too: PCRE2 sees to that as long as there is room for them. */
static bool ask_pcre2(matcher *m, const rule_code *r, const sequence *s, uint32_t at, rule_cost *cost)
{
    int rc = pcre2_jit_match(rule_compiled(r, m->arena), s->letters, s->n, at, 0, m->data, m->context);
    if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_JIT_STACKLIMIT) {
        m->limits[cost - m->costs]++;
        m->limited = true;
        cost->limits++;
    }
    m->offsets = pcre2_get_ovector_pointer(m->data);
    return rc >= 0;
}

/* Whether a rule matches at a unit; m->offsets then say how. */
static bool rule_matches(matcher *m, size_t k, uint32_t number, const sequence *s, uint32_t at, rule_cost *cost)
{
    const rule_code *r = &m->rules->stages[k].rules.at[number];
    for (uint32_t i = 0; i < r->group_count; i++)
        m->followed[2 * i + 2] = PCRE2_UNSET;
    m->offsets = m->followed;
    enum route way = scout_follow(&m->scouts[k], s->letters, number, at, m->followed);
    if (way != ROUTE_UNKNOWN)
        return way == ROUTE_MATCHES;
    m->scouts[k].beyond = true;
    return ask_pcre2(m, r, s, at, cost);
}

/* Tries rule `number` of stage k at a unit where the scout has seen it match; how many units it takes, 0 for no match. */
static uint32_t try_rule(matcher *m, size_t k, uint32_t number, const sequence *s, uint32_t at)
{
    const rule_code *r = &m->rules->stages[k].rules.at[number];
    rule_cost *cost = &m->costs[r->rule - m->rules->grammar.rules.at];
    uint64_t start = m->timing ? now() : 0;
    bool matches = rule_matches(m, k, number, s, at, cost);
    if (m->timing)
        cost->nanoseconds += now() - start;
    cost->tries++;
    cost->matches += matches;
    return matches ? (uint32_t)m->offsets[1] - at : 0;
}

/* -------------------------------------------------------------------------------------------- stages */

/* When tracing, every match is kept for a while. */
static void note_loser(matcher *m, const rule_code *r, const sequence *s, hits *matched)
{
    *arena_push(m->arena, matched) = make_hit(m, r, s, m->offsets);
}

static void tell_losers(matcher *m, const hit *won, const hits *matched)
{
    for (size_t i = 0; i < matched->n; i++) {
        hit *h = matched->at[i];
        const struct hit_match *match = h->match;
        if (match->code != won->match->code)
            *arena_push(m->arena, &m->lost) =
                (lost_hit){h, won->match->code, match->to < won->match->to ? "shorter" : "stands later"};
    }
}

/* The longest match at a unit of those that several rules have; NULL when none has. */
static hit *longest_of(matcher *m, size_t k, const rule_list *able, const sequence *s, uint32_t at)
{
    const stage_code *code = &m->rules->stages[k];
    size_t best[OFFSETS_MAX];
    const rule_code *winner = NULL;
    uint32_t longest = 0;
    hits matched = {0};
    for (uint32_t c = 0; c < able->count; c++) {
        const rule_code *r = &code->rules.at[able->rules[c]];
        uint32_t length = try_rule(m, k, able->rules[c], s, at);
        if (length && m->tracing)
            note_loser(m, r, s, &matched);
        if (length <= longest)
            continue;
        longest = length;
        winner = r;
        memcpy(best, m->offsets, 2 * (r->group_count + 1) * sizeof *best);
    }
    if (!winner)
        return NULL;
    hit *won = make_hit(m, winner, s, best);
    tell_losers(m, won, &matched);
    return won;
}

static hit *try_at(matcher *m, size_t k, const rule_list *able, const sequence *s, uint32_t at)
{
    if (able->count > 1)
        return longest_of(m, k, able, s, at);
    if (!try_rule(m, k, able->rules[0], s, at))
        return NULL;
    return make_hit(m, &m->rules->stages[k].rules.at[able->rules[0]], s, m->offsets);
}

/* What a stage has cost, but for its rules. */
static rule_cost *stage_cost(const matcher *m, size_t k)
{
    return &m->costs[m->rules->grammar.rules.n + k];
}

/* A place where rules match, and what decides which wins. */
struct opening {
    uint32_t at;
    uint64_t surroundings;
};

/* The longest match at a place; NULL when there is none. */
static hit *longest_at(matcher *m, size_t k, const struct opening *o, const sequence *s, bool precedents_hold)
{
    scout *where = &m->scouts[k];
    const precedent *won = precedents_hold ? precedent_of(&m->precedents[k], where, o->surroundings) : NULL;
    if (won)
        return hit_again(m, won, s, o->at);
    where->beyond = false;
    hit *h = try_at(m, k, scout_rules(where, o->at), s, o->at);
    if (h && precedents_hold && h->match->to - o->at <= PRECEDENT_LENGTH && !where->beyond)
        keep(m, k, o->surroundings, h);
    return h;
}

/* Some places at once, so that their precedents are on the way from memory when they are asked for. */
static void run_longest(matcher *m, size_t k, const sequence *s, hits *found)
{
    const scout *where = &m->scouts[k];
    bool hold = !where->lost && !m->timing && !m->tracing; /* who looks on wants to see all */
    uint32_t free = 0; /* the first unit that no match has taken */
    size_t tries = 0;
    for (uint32_t next = scout_next(where, 0); next <= s->n;) {
        struct opening some[AT_ONCE];
        int n = 0;
        for (; n < AT_ONCE && next <= s->n; n++, next = scout_next(where, next + 1)) {
            some[n] = (struct opening){next, hold ? surroundings(where, next) : 0};
            precedent_fetch(&m->precedents[k], some[n].surroundings);
        }
        for (int i = 0; i < n; i++) {
            if (some[i].at < free)
                continue;
            tries++;
            hit *won = longest_at(m, k, &some[i], s, hold);
            if (!won)
                continue;
            *arena_push(m->arena, found) = won;
            free = won->match->to;
        }
        next = next > free ? next : scout_next(where, free);
    }
    stage_cost(m, k)->tries += tries;
}

/* Of two matches, whether a comes before b in the competition. */
static bool beats(const hit *a, const hit *b)
{
    uint32_t length_a = a->match->to - a->match->from, length_b = b->match->to - b->match->from;
    if (length_a != length_b)
        return length_a > length_b;
    return a->match->code != b->match->code ? a->match->code < b->match->code : a->match->from < b->match->from;
}

/* A stable order by a comparison, for lists that may be long: merge sort in the article's arena. */
static void sort_hits(arena *a, hit **at, size_t n, bool (*before)(const hit *, const hit *))
{
    hit **other = arena_alloc(a, (n + 1) * sizeof *other);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t start = 0; start < n; start += 2 * width) {
            size_t middle = start + width < n ? start + width : n, end = start + 2 * width < n ? start + 2 * width : n;
            for (size_t i = start, k = middle, out = start; out < end; out++)
                other[out] = k == end || (i < middle && !before(at[k], at[i])) ? at[i++] : at[k++];
        }
        memcpy(at, other, n * sizeof *at);
    }
}

static bool stands_before(const hit *a, const hit *b)
{
    return a->match->from != b->match->from ? a->match->from < b->match->from : a->match->to < b->match->to;
}

/* Looks whether a unit of the hit's field is taken; or takes them all. */
static bool field_taken(const hit *h, field_key by, unsigned char *taken, bool take)
{
    bool any = false;
    for (uint32_t g = 0; g < h->match->group_count; g++) {
        const taken_group *group = &h->match->groups[g];
        if (!field_same(group->group->key, by))
            continue;
        for (uint32_t i = h->match->from + group->from; i < h->match->from + group->to; i++) {
            any = any || taken[i];
            taken[i] = taken[i] || take;
        }
    }
    return any;
}

/* The kept match whose field shares a unit with h's. */
static const rule_code *winner_over(const hits *all, size_t kept, const hit *h, const char *by)
{
    for (size_t i = 0; i < kept; i++) {
        uint32_t a, b, c, d;
        if (hit_span(all->at[i], by, 0, &a, &b) && hit_span(h, by, 0, &c, &d) && a < d && c < b)
            return all->at[i]->match->code;
    }
    return h->match->code;
}

/* The matches of rules at a place. */
static void try_each(matcher *m, size_t k, const rule_list *able, const sequence *s, uint32_t at, hits *matched)
{
    for (uint32_t c = 0; c < able->count; c++)
        if (try_rule(m, k, able->rules[c], s, at))
            *arena_push(m->arena, matched) = make_hit(m, &m->rules->stages[k].rules.at[able->rules[c]], s, m->offsets);
}

/* All matches of all rules; some places at once, as in run_longest. */
static void try_all(matcher *m, size_t k, const sequence *s, hits *matched)
{
    const scout *where = &m->scouts[k];
    for (uint32_t next = scout_next(where, 0); next <= s->n;) {
        uint32_t some[AT_ONCE];
        int n = 0;
        for (; n < AT_ONCE && next <= s->n; n++, next = scout_next(where, next + 1)) {
            some[n] = next;
            scout_fetch(where, scout_rules(where, next)->rules[0], next);
        }
        stage_cost(m, k)->tries += (size_t)n;
        for (int i = 0; i < n; i++)
            try_each(m, k, scout_rules(where, some[i]), s, some[i], matched);
    }
}

static void run_all(matcher *m, size_t k, const sequence *s, hits *found)
{
    const char *by = m->rules->stages[k].stage->by;
    field_key by_key = m->rules->stages[k].stage->by_key;
    hits all = {0};
    try_all(m, k, s, &all);
    unsigned char *taken = arena_alloc(m->arena, s->n + 1);
    size_t kept = 0;
    sort_hits(m->arena, all.at, all.n, beats);
    for (size_t i = 0; i < all.n; i++) {
        hit *h = all.at[i];
        if (!field_taken(h, by_key, taken, false)) {
            field_taken(h, by_key, taken, true);
            all.at[kept++] = h;
        } else if (m->tracing) {
            *arena_push(m->arena, &m->lost) = (lost_hit){h, winner_over(&all, kept, h, by), "shorter or stands later"};
        }
    }
    sort_hits(m->arena, all.at, kept, stands_before);
    for (size_t i = 0; i < kept; i++)
        *arena_push(m->arena, found) = all.at[i];
}

/* All words that match, where no rule looks at more than one. */
static void run_alone(matcher *m, size_t k, const sequence *s, hits *found)
{
    const stage_code *code = &m->rules->stages[k];
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t number = code->alone[s->letters[i]];
        if (!number)
            continue;
        const rule_code *r = &code->rules.at[number - 1];
        *arena_push(m->arena, found) = make_hit(m, r, s, (size_t[]){i, i + 1});
        m->costs[r->rule - m->rules->grammar.rules.at].tries++;
        m->costs[r->rule - m->rules->grammar.rules.at].matches++;
        stage_cost(m, k)->tries++;
    }
}

/* Room for a run over so many letters. */
static uint32_t *make_leads(matcher *m, size_t count)
{
    size_t room = scout_room(count);
    if (room <= m->lead_room)
        return m->leads;
    free(m->leads);
    m->lead_room = 0;
    m->leads = malloc(room * sizeof *m->leads);
    if (!m->leads)
        arena_give_up(m->arena);
    m->lead_room = room;
    return m->leads;
}

void matcher_stage(matcher *m, size_t k, const hits *beside, hits *found)
{
    const stage_code *code = &m->rules->stages[k];
    beside = m->tracing ? NULL : beside;
    if (!code->rules.n || (beside && !beside->n))
        return;
    uint64_t start = m->timing ? now() : 0;
    const sequence *s = m->ran[k] = sequence_make(m, k, beside);
    bool alone = code->alone && !code->stage->by && !m->tracing; /* who looks on wants to see who lost, too */
    if (!alone)
        scout_run(&m->scouts[k], &code->network, s->letters, s->n, make_leads(m, s->n), m->arena->escape);
    size_t before = found->n;
    if (!found->room)
        arena_reserve(m->arena, found, s->n / 4 + 8);
    if (alone)
        run_alone(m, k, s, found);
    else if (code->stage->by)
        run_all(m, k, s, found);
    else
        run_longest(m, k, s, found);
    for (size_t i = before; m->timing && i < found->n; i++)
        m->costs[found->at[i]->match->code->rule - m->rules->grammar.rules.at].kept++;
    if (m->timing)
        stage_cost(m, k)->nanoseconds += now() - start;
}
