/* What a thread needs for applying rules: made, begun with an article, ended, freed. */
#include <stdlib.h>
#include <string.h>

#include "rules/tape.h"

enum { KNOWN_MAX = 40000 }; /* forms */

static bool prepare(matcher *m)
{
    m->scratch = calloc(m->rules->grammar.symbols.info.n + 1, 1);
    m->limits = calloc(m->rules->grammar.rules.n + 1, sizeof *m->limits);
    m->scouts = calloc(m->rules->stage_count + 1, sizeof *m->scouts);
    m->precedents = calloc(m->rules->stage_count + 1, sizeof *m->precedents);
    m->costs = calloc(m->rules->grammar.rules.n + m->rules->stage_count + 1, sizeof *m->costs);
    m->shape = shape_match_new();
    m->data = pcre2_match_data_create(GROUPS_MAX + 1, NULL);
    m->followed = calloc(OFFSETS_ROOM, sizeof *m->followed);
    m->context = pcre2_match_context_create(NULL);
    m->stack = pcre2_jit_stack_create(32 * 1024, 1024 * 1024, NULL);
    bool tables = m->scratch && m->limits && m->scouts && m->precedents && m->costs && m->followed;
    return tables && m->shape && m->data && m->context && m->stack;
}

enum { STEPS_MAX = 20000 }; /* stops a runaway pattern in well under a millisecond */

matcher *matcher_new(const quoth_rules *rules)
{
    matcher *m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->rules = rules;
    if (!prepare(m)) {
        matcher_free(m);
        return NULL;
    }
    pcre2_set_match_limit(m->context, STEPS_MAX);
    pcre2_jit_stack_assign(m->context, NULL, m->stack);
    return m;
}

void matcher_free(matcher *m)
{
    if (!m)
        return;
    free(m->scratch);
    free(m->limits);
    for (size_t k = 0; m->scouts && k < m->rules->stage_count; k++)
        scout_free(&m->scouts[k]);
    for (size_t k = 0; m->precedents && k < m->rules->stage_count; k++)
        precedents_free(&m->precedents[k]);
    free(m->scouts);
    free(m->precedents);
    free(m->costs);
    shape_match_free(m->shape);
    pcre2_match_data_free(m->data);
    free(m->followed);
    pcre2_match_context_free(m->context);
    pcre2_jit_stack_free(m->stack);
    free(m->table);
    free(m->leads);
    free(m->numbers);
    arena_free(&m->own);
    free(m);
}

/* What was learnt of forms is given up when it has grown too large, or when an article was broken off. */
static void forget_forms(matcher *m)
{
    arena_reset(&m->own);
    m->signatures = (signatures){0};
    m->known_count = 0;
    m->letters = NULL;
    m->letter_room = 0;
    free(m->table);
    m->table = NULL;
    m->room = 0;
    m->rule_signatures = arena_alloc(&m->own, (m->rules->grammar.rules.n + 1) * sizeof *m->rule_signatures);
    memset(m->quote_signatures, 0, sizeof m->quote_signatures);
    signature_intern(&m->own, &m->signatures, NULL, 0);
}

static void forget_scouts(matcher *m)
{
    for (size_t k = 0; k < m->rules->stage_count; k++) {
        scout_free(&m->scouts[k]);
        m->scouts[k] = (scout){0};
        precedents_free(&m->precedents[k]);
        m->precedents[k] = (precedents){0};
    }
}

void matcher_begin(matcher *m, arena *a, const text *t)
{
    m->own.escape = a->escape;
    m->arena = a;
    numbers_make(m);
    m->text = t;
    m->tokens = NULL;
    m->tape = (tape){0};
    m->phrases.at = NULL;
    m->phrases.n = m->phrases.room = 0;
    m->lost.at = NULL;
    m->lost.n = m->lost.room = 0;
    m->ran = arena_alloc(a, (m->rules->stage_count + 1) * sizeof *m->ran);
    if (m->limited)
        memset(m->limits, 0, (m->rules->grammar.rules.n + 1) * sizeof *m->limits);
    m->limited = false;
    if (m->busy) {
        memset(m->scratch, 0, m->rules->grammar.symbols.info.n + 1);
        forget_scouts(m);
    }
    if (!m->room || m->known_count > KNOWN_MAX || m->busy)
        forget_forms(m);
    m->busy = true;
}

void matcher_end(matcher *m)
{
    m->busy = false;
}

void matcher_limits(const matcher *m, void (*tell)(void *context, const char *rule, size_t count), void *context)
{
    for (size_t i = 0; m->limited && i < m->rules->grammar.rules.n; i++)
        if (m->limits[i])
            tell(context, m->rules->grammar.rules.at[i].id, m->limits[i]);
}
