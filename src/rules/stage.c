/* What is worked out of a stage's patterns when they are loaded: groups, and the network. */
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
    g->asked |= (uint64_t)1 << of % 64;
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
/* The number in the stage of the group that a pattern has n groups of the same field before. */
static uint32_t stage_group_of(arena *a, stage_code *s, field_key field, uint32_t n)
{
    for (uint32_t i = 0; i < s->groups.n; i++)
        if (field_same(s->groups.at[i].field, field) && s->groups.at[i].n == n)
            return i;
    *arena_push(a, &s->groups) = (stage_group){field, n};
    return (uint32_t)s->groups.n - 1;
}

/* Numbers the pattern's groups as the stage has them. */
static void number_groups(arena *a, stage_code *s, pattern *p, rule_code *r)
{
    uint32_t met = 0;
    for (size_t i = 0; i < p->pieces.n; i++) {
        piece *open = &p->pieces.at[i];
        if (open->kind != PIECE_OPEN || open->group != GROUP_NAMED)
            continue;
        uint32_t before = 0;
        for (uint32_t k = 0; k < met; k++)
            before += field_same(r->groups[k].key, r->groups[met].key);
        open->number = stage_group_of(a, s, r->groups[met++].key, before);
    }
    r->slots = arena_alloc(a, (group_slot((uint32_t)s->groups.n, false)) * sizeof *r->slots);
    r->slots[0] = NO_OFFSET;
    met = 0;
    for (size_t i = 0; i < p->pieces.n; i++)
        if (p->pieces.at[i].kind == PIECE_OPEN && p->pieces.at[i].group == GROUP_NAMED) {
            met++;
            r->slots[group_slot(p->pieces.at[i].number, false)] = (uint16_t)(2 * met);
            r->slots[group_slot(p->pieces.at[i].number, true)] = (uint16_t)(2 * met + 1);
        }
}

static void gather_groups(arena *a, const grammar *g, const pattern *p, rule_code *r)
{
    VECTOR(rule_group) groups = {0};
    for (size_t i = 0; i < p->pieces.n; i++) {
        if (p->pieces.at[i].kind != PIECE_OPEN || p->pieces.at[i].group != GROUP_NAMED)
            continue;
        rule_group *new = arena_push(a, &groups);
        *new = (rule_group){.field = p->pieces.at[i].text, .key = field_named(p->pieces.at[i].text)};
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
    for (size_t i = 0; i < groups.n; i++) {
        r->named |= field_bit(groups.at[i].key);
        for (size_t k = i + 1; k < groups.n; k++)
            groups.at[i].more |= field_same(groups.at[i].key, groups.at[k].key);
    }
    r->group_count = (uint32_t)groups.n;
    for (size_t i = 0; i < r->rule->settings.n; i++)
        r->settings |= field_bit(r->rule->settings.at[i].key);
}

/* ------------------------------------------------------------------------------------------ patterns */

/* The letters of the classes that are no expressions; any word is every letter but boundaries. */
static network_classes network_classes_of(alphabet *al)
{
    letter_set *more = al->classes + al->atoms.n;
    letter_add(&more[CLASS_PARAGRAPH], LETTER_PARAGRAPH);
    letter_add(&more[CLASS_BOUNDARY], LETTER_PARAGRAPH);
    letter_add(&more[CLASS_BOUNDARY], LETTER_SENTENCE);
    for (int i = 0; i < LETTER_WORDS; i++)
        more[CLASS_ANY].bits[i] = ~more[CLASS_BOUNDARY].bits[i];
    more[CLASS_ANY].bits[0] &= ~(uint64_t)1;
    return (network_classes){al->classes, (uint32_t)al->atoms.n, letter_of_number((uint32_t)al->truths.n)};
}

static void add_pattern(arena *a, grammar *g, stage_code *s, const rule *of, pattern *p, network_builder *b,
                        problems *report)
{
    bool nullable = pattern_is_nullable(p, report);
    if (!p->pieces.n)
        return;
    if (nullable) {
        problem_at(report, p->pieces.at[0].at, "this pattern can match nothing, or a boundary alone; at least one word must be needed");
        return;
    }
    if (s->rules.n == PATTERNS_MAX) {
        problem_at(report, p->pieces.at[0].at, "stage %s has more than %d patterns: make two stages of it", s->stage->name,
                   PATTERNS_MAX);
        return;
    }
    rule_code *new = arena_push(a, &s->rules);
    *new = (rule_code){.rule = of, .pattern = p, .stage = s, .code = arena_alloc(a, sizeof *new->code)};
    gather_groups(a, g, p, new);
    if (new->group_count > GROUPS_MAX) {
        problem_at(report, p->pieces.at[0].at, "this pattern has %u named groups; %d are the most", new->group_count, GROUPS_MAX);
        s->rules.n--;
        return;
    }
    if (!rule_check(new, of == g->rules.at, a, report)) {
        s->rules.n--;
        return;
    }
    number_groups(a, s, p, new);
    network_add(b, p, new->slots);
}

/* Where each pattern is one word place, the letter says all. */
static void find_alone(arena *a, stage_code *s)
{
    bool all = s->rules.n > 0;
    for (size_t i = 0; i < s->rules.n && all; i++)
        all = s->rules.at[i].pattern->pieces.n == 1 && s->rules.at[i].pattern->pieces.at[0].kind == PIECE_ATOM;
    if (!all)
        return;
    s->alone = arena_alloc(a, LETTER_WORDS * 64 * sizeof *s->alone);
    for (size_t i = s->rules.n; i-- > 0;) { /* of several the first */
        const network *n = &s->network;
        const network_atom *atom = &n->atoms.at[n->nodes.at[n->starts.at[i]].other];
        for (letter l = 0; l < LETTER_WORDS * 64; l++)
            if (letter_in(&n->classes.letters[atom->class], l))
                s->alone[l] = (uint16_t)(i + 1);
    }
}

/* Matches compete for a field: where no pattern fills it, all would be kept. */
static void check_field(const stage_code *s, problems *p)
{
    bool any = !s->stage->by || !s->rules.n;
    for (size_t i = 0; i < s->rules.n && !any; i++)
        for (uint32_t k = 0; k < s->rules.at[i].group_count && !any; k++)
            any = field_same(s->rules.at[i].groups[k].key, s->stage->by_key);
    if (!any)
        problem_at(p, s->stage->at, "no rule of this stage has a group (?<%s> ... )", s->stage->by);
}

void stage_make(arena *a, grammar *g, stage_code *s, const signatures *foreseen, problems *p)
{
    alphabet_make(a, g, s, foreseen, p);
    network_builder *b = network_begin(a, g->scratch, network_classes_of(&s->alphabet), &s->network);
    for (uint32_t r = 0; r < s->stage->rule_count; r++) {
        const rule *of = &g->rules.at[s->stage->first_rule + r];
        for (size_t m = 0; m < of->matches.n; m++)
            add_pattern(a, g, s, of, &of->matches.at[m], b, p);
    }
    network_end(a, g->scratch, &s->network);
    find_alone(a, s);
    check_field(s, p);
}

void stage_free(stage_code *s)
{
    for (size_t i = 0; i < s->rules.n; i++)
        pcre2_code_free(atomic_load(s->rules.at[i].code));
}
