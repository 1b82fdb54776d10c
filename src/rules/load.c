/* Loading a pattern folder: read, look up, compile. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "rules/rules.h"
#include "rules/units.h"
#include "text/fold.h"
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

/* ------------------------------------------------------------------------------ foreseen signatures */

enum { SET_MAX = 256, FORMS_EACH = 48, PLAIN_FORMS_EACH = 12 };

/* A set of lists and words, by its hash, and how many forms that stand in just these have been looked at. */
struct seen {
    uint64_t set;
    uint32_t forms;
};

/* The signatures that words can have, so far, and how many words of each set of lists have been looked at. */
struct foresight {
    quoth_rules *rules;
    signatures all;
    struct seen *seen; /* hash table: how many forms of the same entries have been looked at */
    struct shape_match *shape;
};

enum { SEEN_ROOM = 1 << 16, FORM_MAX = 200, LENGTHS = 8 };

/* Whether a form is of the letters a to z alone: there are few ways that such words differ in shape. */
static bool is_plain(const form *at)
{
    for (uint32_t i = 0; i < at->size; i++)
        if (at->lower[i] < 'a' || at->lower[i] > 'z')
            return false;
    return true;
}

/* Whether enough words have been looked at that stand in just the lists that this one stands in: the rest have no other
   shapes. */
static bool seen_enough(struct foresight *f, const form *at)
{
    const quoth_rules *r = f->rules;
    bool plain = is_plain(at);
    uint64_t h = at->count + (uint64_t)plain * 256 + (uint64_t)(at->size < 3 ? at->size : 3) * 512;
    for (uint32_t i = 0; i < at->count; i++) {
        const struct form_variant *v = &r->lexicon.variants[at->first + i];
        const entry *e = &r->grammar.entries.at[v->entry];
        h = (h ^ (v->exact != NULL)) * 0x9E3779B97F4A7C15u;
        for (uint32_t k = 0; k < e->symbol_count; k++)
            h = (h ^ e->symbols[k]) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    h += !h; /* 0 is a free cell */
    for (uint32_t i = 0; i < SEEN_ROOM; i++) {
        struct seen *cell = &f->seen[(h + i) % SEEN_ROOM];
        if (cell->set && cell->set != h)
            continue;
        cell->set = h;
        return cell->forms++ >= (plain ? PLAIN_FORMS_EACH : FORMS_EACH);
    }
    return false;
}

static void foresee_word(struct foresight *f, const form *at, const char *word, size_t size)
{
    const quoth_rules *r = f->rules;
    symbol set[SET_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < at->count; i++) {
        const struct form_variant *v = &r->lexicon.variants[at->first + i];
        const entry *e = &r->grammar.entries.at[v->entry];
        if (lexicon_fits(v->exact, word, size))
            for (uint32_t k = 0; k < e->symbol_count && count < SET_MAX - 1; k++)
                set[count++] = e->symbols[k];
    }
    symbol fits = lexicon_shape(&r->lexicon, word, size, f->shape);
    if (fits != SYMBOL_NONE)
        set[count++] = fits;
    signature_intern(f->rules->grammar.scratch, &f->all, set, count);
}

static void foresee_form(struct foresight *f, const form *at)
{
    const quoth_rules *r = f->rules;
    char other[FOLD_ROOM(FORM_MAX)];
    foresee_word(f, at, at->lower, at->size);
    foresee_word(f, at, other, fold_title(at->lower, at->size, other));
    foresee_word(f, at, other, fold_upper(at->lower, at->size, other));
    for (uint32_t k = 0; k < at->count; k++) {
        const char *exact = r->lexicon.variants[at->first + k].exact;
        if (exact)
            foresee_word(f, at, exact, strlen(exact));
    }
}

/* Forms are looked at in the order of their classes: by length, all long ones together; 0 for those that are not. */
static uint32_t length_class(const form *at)
{
    if (!at->count || at->size > FORM_MAX)
        return 0;
    return at->size < LENGTHS ? at->size : LENGTHS;
}

/*
 * Short words first: they are the commonest in any text (G. K. Zipf, The Psycho-Biology of Language, 1935), and what is
 * foreseen first gets the low letters, with which PCRE2 is fastest.
 */
static void foresee_forms(struct foresight *f)
{
    const lexicon *l = &f->rules->lexicon;
    size_t ends[LENGTHS + 2] = {0};
    uint32_t *order = arena_take(f->rules->grammar.scratch, (l->form_count + 1) * sizeof *order);
    for (size_t i = 0; i < l->form_count; i++)
        ends[length_class(&l->forms[i]) + 1]++;
    for (uint32_t length = 0; length <= LENGTHS; length++)
        ends[length + 1] += ends[length];
    for (size_t i = 0; i < l->form_count; i++)
        order[ends[length_class(&l->forms[i])]++] = (uint32_t)i;
    for (size_t i = ends[0]; i < ends[LENGTHS]; i++) /* class 0 is left out */
        if (!seen_enough(f, &l->forms[order[i]]))
            foresee_form(f, &l->forms[order[i]]);
}

/* Words of no list, and the units that rules and quotations make. */
static void foresee_units(struct foresight *f)
{
    quoth_rules *r = f->rules;
    arena *a = r->grammar.scratch;
    signature_intern(a, &f->all, NULL, 0);
    for (size_t i = 0; i < r->grammar.shapes.n; i++) {
        symbol alone = symbol_find(&r->grammar.symbols, SYMBOL_IS_SHAPE, r->grammar.shapes.at[i].name, NULL);
        signature_intern(a, &f->all, &alone, 1);
    }
    symbol set[SET_MAX];
    for (size_t i = 0; i < r->grammar.rules.n; i++) {
        const rule *from = &r->grammar.rules.at[i];
        uint32_t count = from->units.n < SET_MAX ? (uint32_t)from->units.n : SET_MAX;
        if (count)
            memcpy(set, from->units.at, count * sizeof *set);
        signature_intern(a, &f->all, set, count);
    }
    for (unsigned bits = 0; bits < 1u << QUOTE_UNITS; bits++) {
        uint32_t count = 0;
        for (unsigned u = 0; u < QUOTE_UNITS; u++) {
            symbol s = symbol_find(&r->grammar.symbols, SYMBOL_IS_UNIT, quote_unit_names[u], NULL);
            if ((bits >> u & 1) && s != SYMBOL_NONE)
                set[count++] = s;
        }
        signature_intern(a, &f->all, set, count);
    }
}

static void foresee_phrases(struct foresight *f)
{
    const quoth_rules *r = f->rules;
    symbol set[SET_MAX];
    for (size_t n = 0; n < r->lexicon.node_count; n++) {
        uint32_t count = 0;
        for (size_t i = 0; i < r->lexicon.nodes[n].ends.n; i++) {
            const entry *e = &r->grammar.entries.at[r->lexicon.nodes[n].ends.at[i].entry];
            for (uint32_t k = 0; k < e->symbol_count && count < SET_MAX; k++)
                set[count++] = e->symbols[k];
        }
        signature_intern(r->grammar.scratch, &f->all, set, count);
    }
}

static bool foresee(quoth_rules *r, signatures *all)
{
    struct foresight f = {.rules = r, .shape = shape_match_new()};
    jmp_buf *escape = r->arena.escape, here;
    if (!f.shape)
        return false;
    r->arena.escape = r->grammar.scratch->escape = &here;
    if (setjmp(here)) {
        shape_match_free(f.shape);
        longjmp(*escape, 1);
    }
    f.seen = arena_alloc(r->grammar.scratch, SEEN_ROOM * sizeof *f.seen);
    foresee_units(&f);
    foresee_forms(&f);
    foresee_phrases(&f);
    r->arena.escape = r->grammar.scratch->escape = escape;
    shape_match_free(f.shape);
    *all = f.all;
    return true;
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
