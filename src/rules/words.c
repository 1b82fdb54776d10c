/* The words of patterns and lists, cut as text is cut. */
#include <string.h>

#include "rules/grammar.h"
#include "text/token.h"

static bool is_stop(const text *t, const token *k)
{
    return k->end - k->start == 1 && t->bytes[k->start] == '.';
}

size_t words_of(arena *a, const char *string, size_t size, const char ***words)
{
    text t;
    tokens cut = {0};
    text_make(a, string, size, &t);
    tokens_cut(a, &t, &cut);
    *words = arena_alloc(a, (cut.n + 1) * sizeof **words);
    size_t n = 0;
    for (size_t i = 0; i < cut.n; i++) {
        const token *k = &cut.at[i];
        /* In text the period of an abbreviation belongs to its word. */
        if (i && is_stop(&t, k) && (k->flags & TOKEN_GLUED) && (cut.at[i - 1].flags & TOKEN_WORD))
            continue;
        (*words)[n++] = arena_copy(a, t.bytes + k->start, k->end - k->start);
    }
    return n;
}

symbol word_symbol(grammar *g, const char *word)
{
    symbol known = symbol_find(&g->symbols, SYMBOL_IS_WORD, word, NULL);
    if (known != SYMBOL_NONE)
        return known;
    known = symbol_intern(g->arena, &g->symbols, SYMBOL_IS_WORD, word, NULL);
    symbol *own = arena_alloc(g->arena, sizeof *own);
    *own = known;
    *arena_push(g->scratch, &g->entries) = (entry){.list = LIST_OF_WORDS, .symbols = own, .symbol_count = 1};
    *arena_push(&g->written, &g->variants) = (variant){word, (uint32_t)(g->entries.n - 1)};
    return known;
}

symbol list_symbol(grammar *g, uint32_t of, const char *with)
{
    list *l = &g->lists.at[of];
    symbol s = symbol_intern(g->arena, &g->symbols, with ? SYMBOL_IS_TAG : SYMBOL_IS_LIST, l->name, with);
    if (s != SYMBOL_NONE)
        g->symbols.info.at[s].list = of;
    if (!with)
        l->symbol = s;
    return s;
}
