#include "rules/trace.h"

#include <string.h>

#include "rules/tape.h"

void matcher_set_tracing(matcher *m, bool on)
{
    m->tracing = on;
}

void matcher_set_timing(matcher *m, bool on)
{
    m->timing = on;
}

static const char *stage_name(const matcher *m, const rule *r)
{
    return m->rules->grammar.stages.at[r->stage].name;
}

static quoth_piece piece_of(const matcher *m, uint32_t first, uint32_t last)
{
    if (last <= first)
        return (quoth_piece){0};
    return text_piece(m->text, m->tokens->at[first].start, m->tokens->at[last - 1].end);
}

/* ------------------------------------------------------------------------------------------- findings */

static const quoth_field *fields_of(const matcher *m, const hit *h, size_t *count)
{
    VECTOR(quoth_field) fields = {0};
    const rule_code *code = h->match->code;
    for (size_t i = 0; i < code->rule->settings.n; i++)
        *arena_push(m->arena, &fields) =
            (quoth_field){code->rule->settings.at[i].field, code->rule->settings.at[i].value, {0}};
    for (uint32_t i = 0; i < h->match->group_count; i++) {
        const taken_group *group = &h->match->groups[i];
        uint32_t first, last;
        units_tokens(h->match->units, h->match->from + group->from, h->match->from + group->to, &first, &last);
        const char *name = group->group->field;
        *arena_push(m->arena, &fields) = (quoth_field){name, hit_value(h, name), piece_of(m, first, last)};
    }
    *count = fields.n;
    return fields.at;
}

static quoth_finding finding_of(const matcher *m, const hit *h)
{
    const rule *r = h->match->code->rule;
    quoth_finding f = {.rule = r->id, .stage = stage_name(m, r), .file = r->at.file, .line = r->at.line,
                       .piece = piece_of(m, h->first, h->last), .whole = piece_of(m, h->from, h->to),
                       .dropped = h->dropped, .note = h->note};
    f.fields = fields_of(m, h, &f.field_count);
    return f;
}

const quoth_finding *matcher_findings(const matcher *m, const hits *kept, size_t *count)
{
    VECTOR(quoth_finding) all = {0};
    for (size_t i = 0; i < kept->n; i++) {
        *arena_push(m->arena, &all) = finding_of(m, kept->at[i]);
        for (size_t k = 0; k < m->lost.n; k++) {
            const lost_hit *lost = &m->lost.at[k];
            bool same = lost->winner == kept->at[i]->match->code && lost->lost->from < kept->at[i]->to &&
                        kept->at[i]->from < lost->lost->to && lost->lost->match->units == kept->at[i]->match->units;
            if (!same)
                continue;
            quoth_finding f = finding_of(m, lost->lost);
            f.lost_to = lost->winner->rule->id;
            f.lost_by = lost->by;
            *arena_push(m->arena, &all) = f;
        }
    }
    *count = all.n;
    return all.at;
}

/* ------------------------------------------------------------------------------------------- attempts */

typedef VECTOR(quoth_attempt) attempts;

/* How many units a rule can read from unit i on before it must fail; *matched when it matches. */
static uint32_t reach(const pcre2_code *code, const sequence *s, uint32_t i, pcre2_match_data *data, bool *matched)
{
    uint32_t length = 0;
    *matched = pcre2_match(code, s->letters, s->n, i, PCRE2_ANCHORED, data, NULL) >= 0;
    if (*matched)
        return (uint32_t)pcre2_get_ovector_pointer(data)[1] - i;
    while (i + length < s->n) {
        int rc = pcre2_match(code, s->letters, i + length + 1, i, PCRE2_PARTIAL_HARD | PCRE2_ANCHORED, data, NULL);
        if (rc < 0 && rc != PCRE2_ERROR_PARTIAL)
            break;
        length++;
    }
    return length;
}

/* The line of a pattern: that of its first piece which is not from a `let`, as those stand before the rule or in other
   files. */
static unsigned line_of(const rule_code *code)
{
    place rule_at = code->rule->at;
    for (size_t i = 0; i < code->pattern->pieces.n; i++) {
        place at = code->pattern->pieces.at[i].at;
        if (at.line > rule_at.line && strcmp(at.file, rule_at.file) == 0)
            return at.line;
    }
    return rule_at.line;
}

static quoth_piece piece_of_units(const matcher *m, const sequence *s, uint32_t from, uint32_t to)
{
    uint32_t first, last;
    units_tokens(s, from, to, &first, &last);
    return piece_of(m, first, last);
}

/* Tries a pattern at a unit; adds how far it got. */
static void attempt(const matcher *m, const rule_code *code, const sequence *s, uint32_t i, attempts *all)
{
    bool matched;
    uint32_t length = reach(rule_compiled(code, m->arena), s, i, m->data, &matched);
    if (!length)
        return;
    quoth_attempt *new = arena_push(m->arena, all);
    *new = (quoth_attempt){.rule = code->rule->id, .stage = stage_name(m, code->rule), .file = code->rule->at.file,
                           .line = line_of(code), .reached = piece_of_units(m, s, i, i + length), .matched = matched};
    if (matched || i + length + 1 >= s->n)
        return;
    unit next = sequence_unit(s, i + length);
    if (next.boundary)
        return;
    new->next = piece_of_units(m, s, i + length, i + length + 1);
    new->next_rule = unit_hit(&next) ? next.hit->rule : NULL;
}

const quoth_attempt *matcher_attempts(const matcher *m, uint32_t first, uint32_t last, size_t *count)
{
    attempts all = {0};
    for (size_t k = 0; k < m->rules->stage_count; k++) {
        const sequence *s = m->ran[k];
        for (uint32_t i = 0; s && i + 1 < s->n; i++) {
            unit u = sequence_unit(s, i);
            if (u.boundary || u.last <= first || u.first >= last)
                continue;
            for (size_t r = 0; r < m->rules->stages[k].rules.n; r++)
                attempt(m, &m->rules->stages[k].rules.at[r], s, i, &all);
        }
    }
    *count = all.n;
    return all.at;
}

/* ---------------------------------------------------------------------------------------------- costs */

static quoth_cost cost_row(const rule_cost *c)
{
    return (quoth_cost){.tries = c->tries, .matches = c->matches, .kept = c->kept, .limits = c->limits,
                        .seconds = (double)c->nanoseconds / 1e9};
}

/* A stage's row holds what its rules have come to; its tries and its time are its own. */
static void add_rules(quoth_cost *row, const quoth_cost *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        row->matches += rules[i].matches;
        row->kept += rules[i].kept;
        row->limits += rules[i].limits;
    }
}

size_t matcher_costs(const matcher *m, quoth_cost *costs)
{
    const grammar *g = &m->rules->grammar;
    size_t n = 0;
    for (size_t i = 0; i < g->rules.n; i++, n++) {
        costs[n] = cost_row(&m->costs[i]);
        costs[n].rule = g->rules.at[i].id;
        costs[n].stage = stage_name(m, &g->rules.at[i]);
        costs[n].file = g->rules.at[i].at.file;
        costs[n].line = g->rules.at[i].at.line;
    }
    for (size_t i = 0; i < g->stages.n; i++, n++) {
        costs[n] = cost_row(&m->costs[g->rules.n + i]);
        costs[n].stage = g->stages.at[i].name;
        costs[n].file = g->stages.at[i].at.file;
        costs[n].line = g->stages.at[i].at.line;
        add_rules(&costs[n], costs + g->stages.at[i].first_rule, g->stages.at[i].rule_count);
    }
    return n;
}
