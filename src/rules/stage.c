/* What is worked out of a stage's patterns when they are loaded: groups, openings, gates. */
#include "rules/stage.h"

#include <string.h>

/* ------------------------------------------------------------------------------------------- groups */

static void add_list(arena *a, rule_group *g, uint32_t of)
{
    for (uint32_t i = 0; i < g->list_count; i++)
        if (g->lists[i] == of)
            return;
    uint32_t *grown = arena_alloc(a, (g->list_count + 1) * sizeof *grown);
    if (g->list_count)
        memcpy(grown, g->lists, g->list_count * sizeof *grown);
    grown[g->list_count] = of;
    g->lists = grown;
    g->list_count++;
}

static void add_lists(arena *a, const grammar *g, rule_group *group, const expression *e)
{
    for (uint16_t i = 0; i < e->size; i++) {
        const struct symbol_info *info = e->code[i] < EXPR_AND ? &g->symbols.info.at[e->code[i]] : NULL;
        if (info && (info->kind == SYMBOL_IS_LIST || info->kind == SYMBOL_IS_TAG))
            add_list(a, group, info->list);
    }
}

/* The named groups in order, each with the lists named inside it. */
static void gather_groups(arena *a, const grammar *g, const pattern *p, rule_code *r)
{
    VECTOR(rule_group) groups = {0};
    for (size_t i = 0; i < p->pieces.n; i++) {
        if (p->pieces.at[i].kind != PIECE_OPEN || p->pieces.at[i].group != GROUP_NAMED)
            continue;
        rule_group *new = arena_push(a, &groups);
        *new = (rule_group){.field = p->pieces.at[i].text};
        unsigned depth = 0;
        for (size_t k = i; k < p->pieces.n; k++) {
            depth += p->pieces.at[k].kind == PIECE_OPEN;
            depth -= p->pieces.at[k].kind == PIECE_CLOSE;
            if (!depth)
                break;
            if (p->pieces.at[k].kind == PIECE_ATOM)
                add_lists(a, g, new, &p->pieces.at[k].expression);
        }
    }
    r->groups = groups.at;
    r->group_count = (uint32_t)groups.n;
    for (size_t i = 0; i < r->rule->settings.n; i++)
        r->settings |= field_bit(r->rule->settings.at[i].field);
}

/* ----------------------------------------------------------------------------------- where it may begin */

static letter_set position_class(const stage_code *s, const pattern *p, const automaton *au, uint32_t position)
{
    const piece *at = &p->pieces.at[au->pieces[position]];
    if (at->kind == PIECE_ATOM)
        return s->alphabet.classes[at->atom];
    letter_set set = {{0}};
    letter_add(&set, LETTER_PARAGRAPH);
    if (!at->paragraph)
        letter_add(&set, LETTER_SENTENCE);
    return set;
}

static void join(letter_set *to, const letter_set *from)
{
    for (int i = 0; i < LETTER_WORDS; i++)
        to->bits[i] |= from->bits[i];
}

static void find_openings(arena *a, const stage_code *s, const pattern *p, const automaton *au, rule_code *r)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < au->positions; i++)
        room += set_has(au->first, i);
    r->openings = arena_alloc(a, (room + 1) * sizeof *r->openings);
    for (uint32_t i = 0; i < au->positions; i++) {
        if (!set_has(au->first, i))
            continue;
        opening *o = &r->openings[r->opening_count++];
        o->first = position_class(s, p, au, i);
        join(&r->first, &o->first);
        if (set_has(au->last, i))
            memset(&o->second, 0xFF, sizeof o->second);
        for (uint32_t k = 0; k < au->positions; k++)
            if (set_has(au->follow + (size_t)i * au->words, k)) {
                letter_set next = position_class(s, p, au, k);
                join(&o->second, &next);
            }
    }
}

static unsigned set_size(const letter_set *s)
{
    unsigned n = 0;
    for (int i = 0; i < LETTER_WORDS; i++)
        n += (unsigned)__builtin_popcountll(s->bits[i]);
    return n;
}

/* The innermost look-around that holds a piece; GROUP_PLAIN when none does. */
static enum group_kind look_around(const pattern *p, uint32_t at)
{
    unsigned depth = 0;
    for (uint32_t i = at; i--;) {
        depth += p->pieces.at[i].kind == PIECE_CLOSE;
        if (p->pieces.at[i].kind != PIECE_OPEN)
            continue;
        if (depth)
            depth--;
        else if (p->pieces.at[i].group >= GROUP_AHEAD)
            return p->pieces.at[i].group;
    }
    return GROUP_PLAIN;
}

/* Whether nothing of its group can stand behind a piece. */
static bool is_final(const pattern *p, uint32_t at)
{
    do
        at++;
    while (at < p->pieces.n && p->pieces.at[at].kind == PIECE_QUANTIFIER);
    return at == p->pieces.n || p->pieces.at[at].kind == PIECE_CLOSE || p->pieces.at[at].kind == PIECE_OR;
}

/*
 * Whether a pattern can read on behind a boundary that it has come to.  A boundary at its very beginning or end does not
 * count: a sentence is looked at together with the boundaries on both sides.
 */
static bool crosses(const pattern *p, const automaton *au)
{
    for (uint32_t i = 0; i < au->positions; i++) {
        if (p->pieces.at[au->pieces[i]].kind != PIECE_BOUNDARY)
            continue;
        enum group_kind look = look_around(p, au->pieces[i]);
        if (look >= GROUP_BEHIND)
            continue;
        if (look >= GROUP_AHEAD) {
            if (!is_final(p, au->pieces[i]))
                return true;
            continue;
        }
        bool before = false, behind = false;
        for (uint32_t k = 0; k < au->positions; k++) {
            before = before || set_has(au->follow + (size_t)k * au->words, i);
            behind = behind || set_has(au->follow + (size_t)i * au->words, k);
        }
        if (before && behind)
            return true;
    }
    return false;
}

/* The number of a gate; GATE_OPEN when the stage has too many. */
static uint16_t gate_number(arena *a, stage_code *s, const letter_set *set)
{
    for (size_t i = 0; i < s->gates.n; i++)
        if (memcmp(&s->gates.at[i], set, sizeof *set) == 0)
            return (uint16_t)i;
    if (s->gates.n == GATES_MAX)
        return GATE_OPEN;
    *arena_push(a, &s->gates) = *set;
    return (uint16_t)(s->gates.n - 1);
}

/* The two rarest word places that every match has, and where it may begin; a pattern that crosses sentences has none. */
static void find_gate(arena *a, stage_code *s, const pattern *p, const automaton *au, rule_code *r)
{
    letter_set best[2];
    memset(best, 0xFF, sizeof best);
    r->gated = !crosses(p, au);
    for (uint32_t i = 0; i < au->positions; i++) {
        if (!set_has(au->must, i) || p->pieces.at[au->pieces[i]].kind == PIECE_BOUNDARY)
            continue;
        letter_set set = position_class(s, p, au, i);
        if (set_size(&set) < set_size(&best[0])) {
            best[1] = best[0];
            best[0] = set;
        } else if (set_size(&set) < set_size(&best[1])) {
            best[1] = set;
        }
    }
    if (!r->gated)
        return;
    r->gates[0] = gate_number(a, s, &best[0]);
    r->gates[1] = gate_number(a, s, &best[1]);
    r->gates[2] = gate_number(a, s, &r->first);
}

/* Which gates each letter opens. */
static void index_gates(arena *a, stage_code *s)
{
    uint32_t letters = (uint32_t)s->alphabet.truths.n + LETTER_PARAGRAPH + 1;
    s->opens = arena_alloc(a, letters * sizeof *s->opens);
    for (uint32_t g = 0; g < s->gates.n; g++)
        for (uint32_t l = 0; l < letters && l < LETTER_WORDS * 64; l++)
            if (letter_in(&s->gates.at[g], (letter)l))
                s->opens[l].bits[g / 64] |= (uint64_t)1 << (g % 64);
}

/* ------------------------------------------------------------------------------------------ patterns */

static void add_pattern(arena *a, grammar *g, stage_code *s, const rule *of, const pattern *p, problems *report)
{
    automaton au;
    arena_reset(g->moment);
    automaton_make(g->moment, p, &au, report);
    if (!p->pieces.n)
        return;
    if (au.nullable) {
        problem_at(report, p->pieces.at[0].at, "this pattern can match nothing at all; at least one word must be needed");
        return;
    }
    rule_code *new = arena_push(a, &s->rules);
    *new = (rule_code){.rule = of, .pattern = p, .stage = s, .code = arena_alloc(a, sizeof *new->code)};
    find_openings(a, s, p, &au, new);
    find_gate(a, s, p, &au, new);
    new->searching = s->stage->by && new->gated;
    if (!rule_check(new, of == g->rules.at, a, report)) {
        s->rules.n--;
        return;
    }
    gather_groups(a, g, p, new);
    join(&s->first, &new->first);
    if (!new->searching)
        join(&s->tried, &new->first);
}

void stage_make(arena *a, grammar *g, stage_code *s, const signatures *foreseen, problems *p)
{
    alphabet_make(a, g, s, foreseen, p);
    for (uint32_t r = 0; r < s->stage->rule_count; r++) {
        const rule *of = &g->rules.at[s->stage->first_rule + r];
        for (size_t m = 0; m < of->matches.n; m++)
            add_pattern(a, g, s, of, &of->matches.at[m], p);
    }
    index_gates(a, s);
}

void stage_free(stage_code *s)
{
    for (size_t i = 0; i < s->rules.n; i++)
        pcre2_code_free(atomic_load(s->rules.at[i].code));
}
