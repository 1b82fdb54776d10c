/*
 * Running one stage.
 *
 * The scout tells which rules match at which units and mostly how; of the others PCRE2 says it.  The longest match wins, then
 * the rule that stands first; in a stage `by FIELD` all matches are kept but those that others win over (compete.c).
 */
#include <stdlib.h>
#include <string.h>

#include "rules/tape.h"

enum { AT_ONCE = 16 }; /* places of a stage */

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
        uint32_t length = match_rule(m, k, able->rules[c], s, at);
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
    if (!match_rule(m, k, able->rules[0], s, at))
        return NULL;
    return make_hit(m, &m->rules->stages[k].rules.at[able->rules[0]], s, m->offsets);
}

/* What a stage has cost, but for its rules. */
static rule_cost *stage_cost(const matcher *m, size_t k)
{
    return &m->costs[m->rules->grammar.rules.n + k];
}

/* ---------------------------------------------------------------------------------------- precedents */

/* A place where rules match, and what decides which wins. */
struct opening {
    uint32_t at;
    surroundings around;
};

/* The next places where rules match, up to AT_ONCE, so that their precedents are on the way from memory when they are asked
   for; returns how many.  *next: where to look from, and then for the others. */
static inline int next_openings(const matcher *m, size_t k, bool hold, const sequence *s, uint32_t *next, struct opening *some)
{
    const scout *where = &m->scouts[k];
    int n = 0;
    for (; n < AT_ONCE && *next <= s->n; n++, *next = scout_next(where, *next + 1)) {
        some[n] = (struct opening){*next, hold ? surroundings_near(where, *next) : (surroundings){0}};
        precedent_fetch(&m->precedents[k], some[n].around);
    }
    return n;
}

/* Whether there are precedents at all. */
static bool precedents_hold(const matcher *m, size_t k)
{
    return !m->scouts[k].lost && !m->timing && !m->tracing; /* who looks on wants to see all */
}

/* What has won where the surroundings were the same; NULL: nothing has.  They become the far ones if the near ones do not
   tell. */
static inline const precedent *precedent_at(const matcher *m, size_t k, struct opening *o)
{
    const scout *where = &m->scouts[k];
    const precedent *won = precedent_of(&m->precedents[k], where, o->around);
    if (won)
        return won;
    o->around = surroundings_far(where, o->at, o->around);
    return precedent_recurs(&m->precedents[k], o->around) ? precedent_of(&m->precedents[k], where, o->around) : NULL;
}

/* A match as a precedent, with those that win with it; in the article's arena. */
static const precedent *made_precedent(matcher *m, const hit *h, const precedent *also)
{
    const struct hit_match *match = h->match;
    uint32_t at = match->from;
    precedent *new = arena_take(m->arena, sizeof *new + match->group_count * sizeof *new->groups);
    *new = (precedent){.code = match->code, .also = also, .fields = h->fields, .length = match->to - at,
                       .span_from = match->span_from - at, .span_to = match->span_to - at, .group_count = match->group_count};
    memcpy(new->groups, match->groups, match->group_count * sizeof *new->groups);
    return new;
}

/* Keeps which matches, one at least, have won at a place, in far surroundings or, where they are short enough, in the near ones. */
static void keep(matcher *m, size_t k, const struct opening *o, hit *const *won, size_t n)
{
    surroundings around = o->around;
    uint32_t longest = 0;
    for (size_t i = 0; i < n; i++)
        longest = won[i]->match->to - o->at > longest ? won[i]->match->to - o->at : longest;
    if (longest > PRECEDENT_FAR || m->scouts[k].beyond)
        return;
    if (longest <= PRECEDENT_NEAR)
        around.far = 0;
    if (around.far && !precedent_recurs(&m->precedents[k], around)) {
        precedent_meet(&m->precedents[k], around, m->arena->escape);
        return;
    }
    const precedent *first = NULL;
    while (n-- > 0)
        first = made_precedent(m, won[n], first);
    precedent_keep(&m->precedents[k], &m->scouts[k], around, first, m->arena->escape);
}

/* The longest match at a place; NULL when there is none. */
static hit *longest_at(matcher *m, size_t k, struct opening *o, const sequence *s, bool hold)
{
    scout *where = &m->scouts[k];
    const precedent *won = hold ? precedent_at(m, k, o) : NULL;
    if (won)
        return hit_again(m, won, s, o->at);
    where->beyond = false;
    hit *h = try_at(m, k, scout_rules(where, o->at), s, o->at);
    if (h && hold)
        keep(m, k, o, &h, 1);
    return h;
}

static void run_longest(matcher *m, size_t k, const sequence *s, hits *found)
{
    const scout *where = &m->scouts[k];
    bool hold = precedents_hold(m, k);
    uint32_t free = 0; /* the first unit that no match has taken */
    size_t tries = 0;
    for (uint32_t next = scout_next(where, 0); next <= s->n;) {
        struct opening some[AT_ONCE];
        int n = next_openings(m, k, hold, s, &next, some);
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

/* The matches of all rules at a place. */
static void each_at(matcher *m, size_t k, struct opening *o, const sequence *s, bool hold, hits *matched)
{
    scout *where = &m->scouts[k];
    const rule_list *able = scout_rules(where, o->at);
    const precedent *won = hold ? precedent_at(m, k, o) : NULL;
    size_t before = matched->n;
    for (const precedent *one = won; one; one = one->also)
        *arena_push(m->arena, matched) = hit_again(m, one, s, o->at);
    if (won)
        return;
    where->beyond = false;
    for (uint32_t c = 0; c < able->count; c++)
        if (match_rule(m, k, able->rules[c], s, o->at))
            *arena_push(m->arena, matched) = make_hit(m, &m->rules->stages[k].rules.at[able->rules[c]], s, m->offsets);
    if (hold && matched->n > before)
        keep(m, k, o, &matched->at[before], matched->n - before);
}

static void try_all(matcher *m, size_t k, const sequence *s, hits *matched)
{
    bool hold = precedents_hold(m, k);
    for (uint32_t next = scout_next(&m->scouts[k], 0); next <= s->n;) {
        struct opening some[AT_ONCE];
        int n = next_openings(m, k, hold, s, &next, some);
        stage_cost(m, k)->tries += (size_t)n;
        for (int i = 0; i < n; i++)
            each_at(m, k, &some[i], s, hold, matched);
    }
}

/* All matches of all rules, but for those that others win over. */
static void run_all(matcher *m, size_t k, const sequence *s, hits *found)
{
    hits all = {0};
    try_all(m, k, s, &all);
    compete(m, &all, s->n, m->rules->stages[k].stage);
    for (size_t i = 0; i < all.n; i++)
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
    uint64_t start = m->timing ? match_clock() : 0;
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
        stage_cost(m, k)->nanoseconds += match_clock() - start;
}
