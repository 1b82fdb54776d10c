/* Loading a pattern folder: read, look up, compile. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "rules/rules.h"
#include "text/token.h"

/* The lists that sentences and quotations need, and what they make of a token. */
static const struct {
    const char *list;
    uint16_t role;
} ROLES[] = {
    {"text.stop", ROLE_STOP},
    {"text.comma", ROLE_COMMA},
    {"text.abbreviation", ROLE_ABBREVIATION},
    {"text.shortened", ROLE_SHORTENED},
    {"text.starter", ROLE_STARTER},
    {"text.quote-open", ROLE_QUOTE_OPEN},
    {"text.quote-close", ROLE_QUOTE_CLOSE},
    {"text.quote-single", ROLE_QUOTE_SINGLE},
    {"text.bracket-open", ROLE_BRACKET_OPEN},
    {"text.bracket-close", ROLE_BRACKET_CLOSE},
};

/* Gives the lists of roles a symbol, though no pattern may ask for them. */
static void ask_for_roles(grammar *g)
{
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
        for (size_t k = 0; k < g->lists.n; k++)
            if (strcmp(g->lists.at[k].name, ROLES[i].list) == 0)
                g->lists.at[k].symbol = list_symbol(g, (uint32_t)k, NULL);
}

static void set_roles(quoth_rules *r)
{
    r->roles = arena_alloc(&r->arena, (r->grammar.symbols.info.n + 1) * sizeof *r->roles);
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
        symbol s = symbol_find(&r->grammar.symbols, SYMBOL_IS_LIST, ROLES[i].list, NULL);
        if (s != SYMBOL_NONE)
            r->roles[s] |= ROLES[i].role;
    }
}

/* ---------------------------------------------------------------------------------------------- load */

/* What the lists were read into is in the lexicon now; it would be half of all memory at its most. */
static void forget_reading(grammar *g)
{
    arena_free(g->scratch);
    arena_free(&g->written);
    g->variants.at = NULL;
    g->variants.n = g->variants.room = 0;
}

static bool load(quoth_rules *r, const char *folder, problems *p)
{
    signatures foreseen = {0};
    r->grammar.arena = &r->arena;
    grammar_read(&r->grammar, folder, p);
    r->confidences = confidences_read(&r->grammar, p);
    ask_for_roles(&r->grammar);
    if (p->report)
        grammar_warn(&r->grammar, p);
    lexicon_make(&r->grammar, &r->lexicon, p);
    forget_reading(&r->grammar);
    set_roles(r);
    if (!foresee(r, &foreseen))
        return false;
    stages_make(r, &foreseen, p);
    return true;
}

/* Loads into r; false when memory is short. */
static bool try_load(quoth_rules *r, const char *folder, problems *p)
{
    jmp_buf escape;
    arena scratch = {.escape = &escape, .large = true};
    arena moment = {.escape = &escape};
    r->arena.escape = &escape;
    r->arena.large = true;
    r->grammar.scratch = &scratch;
    r->grammar.moment = &moment;
    r->grammar.written = (arena){.escape = &escape, .large = true};
    bool loaded = setjmp(escape) == 0 && load(r, folder, p);
    r->arena.escape = NULL;
    arena_free(r->grammar.scratch);
    arena_free(r->grammar.moment);
    arena_free(&r->grammar.written);
    r->grammar.scratch = r->grammar.moment = NULL;
    return loaded;
}

quoth_rules *quoth_rules_load(const char *folder, quoth_problem_fn *report, void *context, quoth_error *error)
{
    problems p = {.report = report, .context = context, .error = error};
    quoth_rules *r = calloc(1, sizeof *r);
    bool loaded = r && try_load(r, folder, &p);
    if (!loaded)
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory while loading %s", folder);
    if (loaded && !p.errors)
        return r;
    quoth_rules_free(r);
    return NULL;
}

/* ------------------------------------------------------------------------------- in spite of errors */

/* The problems on their way to the caller, and where the errors are. */
struct noting {
    quoth_problem_fn *report;
    void *context;
    arena arena; /* without an escape of its own: places are few and small */
    VECTOR(place) errors;
};

static void note_error(void *context, const quoth_problem *problem)
{
    struct noting *n = context;
    if (!problem->warning && problem->file)
        *arena_push(&n->arena, &n->errors) =
            (place){.file = arena_copy(&n->arena, problem->file, strlen(problem->file)), .line = problem->line};
    if (n->report)
        n->report(n->context, problem);
}

/* Whether an error stands in a rule: from its line on, before the next rule of the file. */
static bool is_broken(const struct noting *n, const rule *r, const rule *next)
{
    bool more = next && strcmp(next->at.file, r->at.file) == 0;
    for (size_t i = 0; i < n->errors.n; i++) {
        const place *e = &n->errors.at[i];
        if (e->line >= r->at.line && (!more || e->line < next->at.line) && strcmp(e->file, r->at.file) == 0)
            return true;
    }
    return false;
}

quoth_rules *quoth_rules_load_anyway(const char *folder, quoth_problem_fn *report, void *context, size_t *errors,
                                     quoth_error *error)
{
    struct noting n = {.report = report, .context = context};
    problems p = {.report = note_error, .context = &n, .error = error};
    quoth_rules *r = calloc(1, sizeof *r);
    bool loaded = r && try_load(r, folder, &p);
    if (!loaded) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory while loading %s", folder);
        quoth_rules_free(r);
        r = NULL;
    }
    for (size_t i = 0; r && i < r->grammar.rules.n; i++) {
        rule *one = &r->grammar.rules.at[i];
        if (is_broken(&n, one, i + 1 < r->grammar.rules.n ? one + 1 : NULL))
            one->examples.n = 0;
    }
    arena_free(&n.arena);
    *errors = p.errors;
    return r;
}

void quoth_rules_free(quoth_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->stage_count; i++)
        stage_free(&rules->stages[i]);
    lexicon_free(&rules->lexicon);
    arena_free(&rules->arena);
    free(rules);
}

const char *quoth_rules_language(const quoth_rules *rules)
{
    return rules->grammar.language;
}

size_t quoth_rules_count(const quoth_rules *rules)
{
    return rules->grammar.rules.n;
}

size_t quoth_rules_examples(const quoth_rules *rules)
{
    size_t n = 0;
    for (size_t i = 0; i < rules->grammar.rules.n; i++)
        n += rules->grammar.rules.at[i].examples.n;
    return n;
}

size_t quoth_rules_stages(const quoth_rules *rules)
{
    return rules->grammar.stages.n;
}
