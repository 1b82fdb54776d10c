/* Signatures that words, phrases and units can have, as the lists and rules tell: known before any text is read. */
#include <stdlib.h>
#include <string.h>

#include "rules/rules.h"
#include "rules/units.h"
#include "text/fold.h"

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

bool foresee(quoth_rules *r, signatures *all)
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
