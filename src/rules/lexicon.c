#include "rules/lexicon.h"

#include <string.h>

#include "text/fold.h"
#include "text/token.h"

/* --------------------------------------------------------------------------------- the table of forms */

static size_t hash_bytes(const char *bytes, size_t size)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)bytes[i]) * 1099511628211u;
    return (size_t)(h ^ h >> 29);
}

static uint32_t *form_cell(const lexicon *l, const char *lower, size_t size)
{
    for (size_t i = hash_bytes(lower, size);; i++) {
        uint32_t *cell = &l->form_table[i & (l->form_room - 1)];
        if (!*cell)
            return cell;
        const form *f = &l->forms[*cell - 1];
        if (f->size == size && memcmp(f->lower, lower, size) == 0)
            return cell;
    }
}

const form *lexicon_form(const lexicon *l, const char *lower, size_t size)
{
    uint32_t found = *form_cell(l, lower, size);
    return found ? &l->forms[found - 1] : NULL;
}

/* The form of a word as written, made when it is new; *capital: the word must be written so.  lasting: so is its text. */
static form *form_of(grammar *g, lexicon *l, const char *word, bool lasting, bool *capital)
{
    size_t written = strlen(word);
    char few[FOLD_ROOM(64)];
    char *lower = written <= 64 ? few : arena_alloc(g->arena, FOLD_ROOM(written));
    size_t size = fold_lower(word, written, lower);
    bool same = size == written && memcmp(lower, word, size) == 0;
    *capital = !same && fold_has_upper(word, written);
    uint32_t *cell = form_cell(l, lower, size);
    if (!*cell) {
        lower = same && lasting ? NULL : arena_copy(g->arena, lower, size);
        l->forms[l->form_count] = (form){.lower = lower ? lower : word, .size = (uint32_t)size};
        *cell = (uint32_t)++l->form_count;
    }
    return &l->forms[*cell - 1];
}

/* Equal but for typographic apostrophes, which the text may have where the list has straight ones. */
static bool is_written(const char *exact, const char *word, size_t size)
{
    size_t i = 0;
    for (; i < size && *exact; exact++) {
        if (*exact == '\'' && size - i >= 3 && memcmp(word + i, "\xe2\x80\x99", 3) == 0)
            i += 3;
        else if (*exact == word[i])
            i++;
        else
            return false;
    }
    return i == size && !*exact;
}

bool lexicon_fits(const char *exact, const char *word, size_t size)
{
    return !exact || is_written(exact, word, size) || !fold_has_lower(word, size);
}

/* ------------------------------------------------------------------------------------------- phrases */

static struct phrase_node *edge_cell(const lexicon *l, uint32_t from, uint32_t word)
{
    for (size_t i = (size_t)(edge_hash(from, word) >> 40);; i++) { /* bits that both have to do with */
        struct phrase_node *e = &l->edges[i & (l->edge_room - 1)];
        if (e->word == NO_WORD || (e->from == from && e->word == word))
            return e;
    }
}

uint32_t lexicon_edge(const lexicon *l, uint32_t node, uint32_t word)
{
    return edge_cell(l, node, word)->to;
}

static void add_phrase(grammar *g, lexicon *l, const char **words, size_t n, uint32_t of, uint32_t *last_word)
{
    uint32_t node = 0;
    const char **exact = arena_alloc(g->arena, n * sizeof *exact);
    for (size_t i = 0; i < n; i++) {
        bool capital;
        form *f = form_of(g, l, words[i], false, &capital);
        if (f->phrase_word == NO_WORD)
            f->phrase_word = ++*last_word;
        struct phrase_node *e = edge_cell(l, node, f->phrase_word);
        if (e->word == NO_WORD) {
            uint64_t bit = edge_bit(node, f->phrase_word);
            *e = (struct phrase_node){node, f->phrase_word, (uint32_t)l->node_count++};
            l->may_lead[bit / 64] |= (uint64_t)1 << bit % 64;
        }
        node = e->to;
        exact[i] = capital ? arena_copy(g->arena, words[i], strlen(words[i])) : NULL;
    }
    *arena_push(g->arena, &l->nodes[node].ends) = (struct phrase_end){exact, of};
}

/* ------------------------------------------------------------------------------------------- entries */

/* What a word of this entry is: its list, and those of its tags that patterns ask for. */
static void set_symbols(grammar *g, entry *e)
{
    if (e->list == LIST_OF_WORDS)
        return;
    const list *from = &g->lists.at[e->list];
    VECTOR(symbol) all = {0};
    if (from->symbol != SYMBOL_NONE)
        *arena_push(g->arena, &all) = from->symbol;
    for (uint32_t i = 0; i < e->tag_count; i++) {
        const tag *t = &e->tags[i];
        symbol s = symbol_find(&g->symbols, SYMBOL_IS_TAG, from->name, t->whole);
        if (s != SYMBOL_NONE)
            *arena_push(g->arena, &all) = s;
        /* {cue:for} takes "for=ask" too */
        s = t->text ? symbol_find(&g->symbols, SYMBOL_IS_TAG, from->name, t->name) : SYMBOL_NONE;
        if (s != SYMBOL_NONE)
            *arena_push(g->arena, &all) = s;
    }
    e->symbols = all.at;
    e->symbol_count = (uint32_t)all.n;
}

/* A variant cut into words. */
struct cut {
    const char **words; /* NULL: the text as it stands is one word */
    form *form;         /* of a single word */
    uint32_t n;
    bool capital;       /* it must be written as it is */
};

/* Whether a variant is one word beyond doubt. */
static bool is_plain(const char *word)
{
    while ((*word >= 'a' && *word <= 'z') || (*word >= 'A' && *word <= 'Z'))
        word++;
    return !*word;
}

static struct cut *cut_variants(grammar *g, size_t *words, size_t *phrase_words)
{
    struct cut *cuts = arena_take(g->scratch, (g->variants.n + 1) * sizeof *cuts);
    *words = *phrase_words = 0;
    for (size_t i = 0; i < g->variants.n; i++) {
        const variant *v = &g->variants.at[i];
        cuts[i] = (struct cut){.n = 1};
        if (!is_plain(v->text) && g->entries.at[v->entry].list != LIST_OF_WORDS)
            cuts[i].n = (uint32_t)words_of(g->scratch, v->text, strlen(v->text), &cuts[i].words);
        *words += cuts[i].n;
        *phrase_words += cuts[i].n > 1 ? cuts[i].n : 0;
    }
    return cuts;
}

static size_t power_of_two(size_t at_least)
{
    size_t n = 64;
    while (n < at_least)
        n *= 2;
    return n;
}

/* Puts the one-word variants of each form side by side. */
static void gather_variants(grammar *g, lexicon *l, struct cut *cuts)
{
    for (size_t i = 0; i < g->variants.n; i++)
        if (cuts[i].n == 1) {
            const char *word = cuts[i].words ? cuts[i].words[0] : g->variants.at[i].text;
            cuts[i].form = form_of(g, l, word, !cuts[i].words, &cuts[i].capital);
            cuts[i].form->count++;
        }
    uint32_t next = 0;
    for (size_t i = 0; i < l->form_count; i++) {
        l->forms[i].first = next;
        next += l->forms[i].count;
        l->forms[i].count = 0;
    }
    l->variants = arena_alloc(g->arena, (next + 1u) * sizeof *l->variants);
    l->variant_count = next;
    for (size_t i = 0; i < g->variants.n; i++) {
        if (cuts[i].n != 1)
            continue;
        const char *exact = cuts[i].capital ? g->variants.at[i].text : NULL;
        if (cuts[i].capital && cuts[i].words)
            exact = arena_copy(g->arena, cuts[i].words[0], strlen(cuts[i].words[0]));
        form *f = cuts[i].form;
        l->variants[f->first + f->count++] = (struct form_variant){exact, g->variants.at[i].entry};
    }
}

/* The entries are complete: a place that lasts, and no larger than they are. */
static void settle_entries(grammar *g)
{
    entry *all = arena_take(g->arena, (g->entries.n + 1) * sizeof *all);
    if (g->entries.n)
        memcpy(all, g->entries.at, g->entries.n * sizeof *all);
    g->entries.at = all;
    g->entries.room = g->entries.n;
}

void lexicon_make(grammar *g, lexicon *l, problems *p)
{
    settle_entries(g);
    for (size_t i = 0; i < g->entries.n; i++)
        set_symbols(g, &g->entries.at[i]);
    size_t words, phrase_words;
    struct cut *cuts = cut_variants(g, &words, &phrase_words);
    l->form_room = power_of_two(words * 4 / 3);
    l->edge_room = power_of_two(phrase_words * 4 / 3);
    l->form_table = arena_alloc(g->arena, l->form_room * sizeof *l->form_table);
    l->forms = arena_take(g->arena, (words + 1) * sizeof *l->forms); /* what is not used is never touched */
    l->edges = arena_alloc(g->arena, l->edge_room * sizeof *l->edges);
    l->may_lead = arena_alloc(g->arena, (1 << MAY_LEAD_BITS) / 8);
    l->nodes = arena_alloc(g->arena, (phrase_words + 1) * sizeof *l->nodes);
    l->node_count = 1;
    uint32_t last_word = NO_WORD;
    for (size_t i = 0; i < g->variants.n; i++)
        if (cuts[i].n > 1)
            add_phrase(g, l, cuts[i].words, cuts[i].n, g->variants.at[i].entry, &last_word);
    gather_variants(g, l, cuts);
    shapes_make(g, l, p);
}
