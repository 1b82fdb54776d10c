/* Trying one rule: the scout follows it, or PCRE2 is asked. */
#include <time.h>

#include "rules/tape.h"

uint64_t match_clock(void)
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

uint32_t match_rule(matcher *m, size_t k, uint32_t number, const sequence *s, uint32_t at)
{
    const rule_code *r = &m->rules->stages[k].rules.at[number];
    rule_cost *cost = &m->costs[r->rule - m->rules->grammar.rules.at];
    uint64_t start = m->timing ? match_clock() : 0;
    bool matches = rule_matches(m, k, number, s, at, cost);
    if (m->timing)
        cost->nanoseconds += match_clock() - start;
    cost->tries++;
    cost->matches += matches;
    return matches ? (uint32_t)m->offsets[1] - at : 0;
}
