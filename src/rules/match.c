/*
 * Running one stage.
 *
 * At each unit the rules that can begin with this letter and the next are tried, anchored; candidates for a pair
 * of letters are worked out when the pair is first met. The longest match wins, then the rule that stands first; in a
 * stage `by FIELD` all matches are kept, and those whose field shares a word compete in the same way.
 */
#include <string.h>
#include <time.h>

#include "rules/tape.h"

enum { GROUPS_MAX = 63 };

/* ---------------------------------------------------------------------------------------- candidates */

static bool can_open(const rule_code *r, letter first, letter second)
{
    if (r->searching || !letter_in(&r->first, first))
        return false;
    for (uint32_t i = 0; i < r->opening_count; i++)
        if (letter_in(&r->openings[i].first, first) && letter_in(&r->openings[i].second, second))
            return true;
    return false;
}

static uint16_t make_list(matcher *m, const stage_code *s, letter first, letter second)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s->rules.n; i++)
        n += can_open(&s->rules.at[i], first, second);
    if (!n && m->lists.n)
        return 1; /* the empty list is the first */
    if (m->lists.n >= UINT16_MAX - 1)
        return 0;
    candidate_list new = {arena_alloc(&m->own, (n + 1) * sizeof *new.rules), 0};
    for (size_t i = 0; i < s->rules.n; i++)
        if (can_open(&s->rules.at[i], first, second))
            new.rules[new.count++] = (uint16_t)i;
    *arena_push(&m->own, &m->lists) = new;
    return (uint16_t)m->lists.n;
}

static const candidate_list *candidates(matcher *m, size_t k, letter first, letter second)
{
    stage_cache *cache = &m->stages[k];
    if (!cache->candidates) {
        if (!m->lists.n)
            *arena_push(&m->own, &m->lists) = (candidate_list){NULL, 0};
        cache->stride = (uint32_t)m->rules->stages[k].alphabet.truths.n + LETTER_PARAGRAPH + 1;
        cache->candidates = arena_alloc(&m->own, cache->stride * cache->stride * sizeof *cache->candidates);
    }
    uint16_t *c = &cache->candidates[first * cache->stride + second];
    if (!*c)
        *c = make_list(m, &m->rules->stages[k], first, second);
    return &m->lists.at[*c ? *c - 1 : 0];
}

/* -------------------------------------------------------------------------------------------- a match */

static void fill_groups(struct hit_match *match, hit *h, const size_t *ovector, uint32_t pairs)
{
    h->fields = match->code->settings;
    for (uint32_t i = 0; i < match->code->group_count; i++) {
        uint32_t from = 0, to = 0;
        if (i + 1 < pairs && ovector[2 * i + 2] != PCRE2_UNSET) {
            from = (uint32_t)ovector[2 * i + 2];
            to = (uint32_t)ovector[2 * i + 3];
        }
        match->groups[i][0] = from;
        match->groups[i][1] = to;
        if (to <= from)
            continue;
        h->fields |= field_bit(match->code->groups[i].field);
        if (strcmp(match->code->groups[i].field, "span") == 0) {
            match->span_from = from;
            match->span_to = to;
        }
    }
}

/* A hit and what belongs to it, in one piece of memory. */
struct whole_hit {
    hit hit;
    struct hit_match match;
    uint32_t groups[][2];
};

static hit *make_hit(matcher *m, const rule_code *r, const sequence *s, const size_t *ovector, uint32_t pairs)
{
    struct whole_hit *whole = arena_alloc(m->arena, sizeof *whole + r->group_count * sizeof whole->groups[0]);
    struct hit_match *match = &whole->match;
    hit *h = &whole->hit;
    match->matcher = m;
    match->code = r;
    match->units = s;
    match->groups = whole->groups;
    match->from = match->span_from = (uint32_t)ovector[0];
    match->to = match->span_to = (uint32_t)ovector[1];
    fill_groups(match, h, ovector, pairs);
    match->tape_from = s->starts[match->span_from];
    match->tape_to = s->starts[match->span_to];
    h->rule = r->rule->id;
    h->kind = r->rule->kind;
    h->match = match;
    units_tokens(s, match->from, match->to, &h->from, &h->to);
    if (match->span_from == match->from && match->span_to == match->to) {
        h->first = h->from;
        h->last = h->to;
    } else {
        units_tokens(s, match->span_from, match->span_to, &h->first, &h->last);
    }
    return h;
}

/* For profiles only: nothing that is found depends on it. */
static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Runs a rule over the units from `at` on, up to `end`; false for no match. */
static bool run_rule(matcher *m, const rule_code *r, const sequence *s, uint32_t at, uint32_t end)
{
    size_t number = (size_t)(r->rule - m->rules->grammar.rules.at);
    rule_cost *cost = &m->costs[number];
    uint64_t start = m->timing ? now() : 0;
    int rc = pcre2_jit_match(rule_compiled(r, m->arena), s->letters, end, at, 0, m->data, m->context);
    cost->tries++;
    if (m->timing)
        cost->nanoseconds += now() - start;
    if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_JIT_STACKLIMIT) {
        m->limits[number]++;
        cost->limits++;
    }
    cost->matches += rc >= 0;
    return rc >= 0;
}

/* Tries an anchored rule at a unit; how many units it takes, 0 for no match. */
static uint32_t try_rule(matcher *m, const rule_code *r, const sequence *s, uint32_t at)
{
    if (!run_rule(m, r, s, at, s->n))
        return 0;
    const size_t *ovector = pcre2_get_ovector_pointer(m->data);
    return ovector[1] > at ? (uint32_t)ovector[1] - at : 0;
}

/* The rest of a sentence, from the first unit on at which a rule may begin, and the gates that its letters open. */
struct sentence {
    uint32_t end; /* its boundary */
    gate_set open;
};

static void enter_sentence(const stage_code *code, const sequence *s, uint32_t i, struct sentence *now)
{
    gate_set open = {{0}};
    uint32_t k = i;
    do {
        const gate_set *opens = &code->opens[s->letters[k++]];
        for (int w = 0; w < GATES_MAX / 64; w++)
            open.bits[w] |= opens->bits[w];
    } while (k < s->n && s->letters[k] != LETTER_SENTENCE && s->letters[k] != LETTER_PARAGRAPH);
    now->open = open;
    now->end = k;
}

static inline bool passes_gate(const rule_code *r, const struct sentence *now)
{
    return !r->gated || (gate_opens(&now->open, r->gates[0]) && gate_opens(&now->open, r->gates[1]) &&
                         gate_opens(&now->open, r->gates[2]));
}

/* -------------------------------------------------------------------------------------------- stages */

/* When tracing, every match is kept for a while. */
static void note_loser(matcher *m, const rule_code *r, const sequence *s, hits *matched)
{
    *arena_push(m->arena, matched) = make_hit(m, r, s, pcre2_get_ovector_pointer(m->data), r->group_count + 1);
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

static void run_longest(matcher *m, size_t k, const sequence *s, hits *found)
{
    struct sentence now = {0};
    size_t best[2 * (GROUPS_MAX + 1)];
    uint32_t free = 0; /* the first unit that no match has taken */
    for (uint32_t o = 0; o < s->opening_count; o++) {
        uint32_t i = s->openings[o];
        if (i < free || i + 1 >= s->n)
            continue;
        const candidate_list *able = candidates(m, k, s->letters[i], s->letters[i + 1]);
        if (able->count && i >= now.end)
            enter_sentence(&m->rules->stages[k], s, i, &now);
        const rule_code *winner = NULL;
        uint32_t longest = 0, pairs = 0;
        hits matched = {0};
        for (uint32_t c = 0; c < able->count; c++) {
            const rule_code *r = &m->rules->stages[k].rules.at[able->rules[c]];
            uint32_t length = passes_gate(r, &now) ? try_rule(m, r, s, i) : 0;
            if (length && m->tracing)
                note_loser(m, r, s, &matched);
            if (length <= longest)
                continue;
            longest = length;
            winner = r;
            pairs = r->group_count + 1 <= GROUPS_MAX ? r->group_count + 1 : GROUPS_MAX;
            memcpy(best, pcre2_get_ovector_pointer(m->data), 2 * pairs * sizeof *best);
        }
        if (!winner)
            continue;
        hit *won = make_hit(m, winner, s, best, pairs);
        *arena_push(m->arena, found) = won;
        tell_losers(m, won, &matched);
        free = i + longest;
    }
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
static bool field_taken(const hit *h, const char *field, unsigned char *taken, bool take)
{
    bool any = false;
    for (uint32_t g = 0; g < h->match->code->group_count; g++) {
        if (strcmp(h->match->code->groups[g].field, field) != 0)
            continue;
        for (uint32_t i = h->match->groups[g][0]; i < h->match->groups[g][1]; i++) {
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

/* All matches of the searching rules in the sentence [from, end), its boundary included. */
static void search_sentence(matcher *m, size_t k, const sequence *s, uint32_t from, const struct sentence *now, hits *all)
{
    const stage_code *code = &m->rules->stages[k];
    uint32_t end = now->end < s->n ? now->end + 1 : s->n;
    for (size_t i = 0; i < code->rules.n; i++) {
        const rule_code *r = &code->rules.at[i];
        if (!r->searching || !passes_gate(r, now))
            continue;
        for (uint32_t at = from; at < now->end && run_rule(m, r, s, at, end);) {
            const size_t *ovector = pcre2_get_ovector_pointer(m->data);
            at = (uint32_t)ovector[0] + 1;
            *arena_push(m->arena, all) = make_hit(m, r, s, ovector, r->group_count + 1);
        }
    }
}

static void search(matcher *m, size_t k, const sequence *s, hits *all)
{
    struct sentence now = {0};
    for (uint32_t o = 0; o < s->opening_count; o++) {
        uint32_t i = s->openings[o];
        if (i < now.end || i + 1 >= s->n)
            continue;
        enter_sentence(&m->rules->stages[k], s, i, &now);
        search_sentence(m, k, s, i, &now, all);
    }
}

/* The matches of the other rules of a stage `by FIELD`, which may run over sentences. */
static void try_all(matcher *m, size_t k, const sequence *s, hits *all)
{
    for (uint32_t o = 0; o < s->opening_count; o++) {
        uint32_t i = s->openings[o];
        if (i + 1 >= s->n || !letter_in(&m->rules->stages[k].tried, s->letters[i]))
            continue;
        const candidate_list *able = candidates(m, k, s->letters[i], s->letters[i + 1]);
        for (uint32_t c = 0; c < able->count; c++) {
            const rule_code *r = &m->rules->stages[k].rules.at[able->rules[c]];
            if (try_rule(m, r, s, i))
                *arena_push(m->arena, all) = make_hit(m, r, s, pcre2_get_ovector_pointer(m->data), r->group_count + 1);
        }
    }
}

static void run_all(matcher *m, size_t k, const sequence *s, const char *by, hits *found)
{
    hits all = {0};
    search(m, k, s, &all);
    try_all(m, k, s, &all);
    unsigned char *taken = arena_alloc(m->arena, s->n + 1);
    size_t kept = 0;
    sort_hits(m->arena, all.at, all.n, beats);
    for (size_t i = 0; i < all.n; i++) {
        hit *h = all.at[i];
        if (!field_taken(h, by, taken, false)) {
            field_taken(h, by, taken, true);
            all.at[kept++] = h;
        } else if (m->tracing) {
            *arena_push(m->arena, &m->lost) = (lost_hit){h, winner_over(&all, kept, h, by), "shorter or stands later"};
        }
    }
    sort_hits(m->arena, all.at, kept, stands_before);
    for (size_t i = 0; i < kept; i++)
        *arena_push(m->arena, found) = all.at[i];
}

void matcher_stage(matcher *m, size_t k, hits *found)
{
    if (!m->rules->stages[k].rules.n)
        return;
    uint64_t start = m->timing ? now() : 0;
    const sequence *s = m->ran[k] = sequence_make(m, k);
    const char *by = m->rules->stages[k].stage->by;
    size_t before = found->n;
    if (by)
        run_all(m, k, s, by, found);
    else
        run_longest(m, k, s, found);
    for (size_t i = before; i < found->n; i++)
        m->costs[found->at[i]->match->code->rule - m->rules->grammar.rules.at].kept++;
    rule_cost *own = &m->costs[m->rules->grammar.rules.n + k];
    own->tries += s->opening_count;
    if (m->timing)
        own->nanoseconds += now() - start;
}
