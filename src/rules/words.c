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
    /* In text the period of an abbreviation belongs to its word. */
    if (cut.n > 1 && is_stop(&t, &cut.at[cut.n - 1]) && (cut.at[cut.n - 1].flags & TOKEN_GLUED) &&
        (cut.at[cut.n - 2].flags & TOKEN_WORD))
        cut.n--;
    *words = arena_alloc(a, (cut.n + 1) * sizeof **words);
    for (size_t i = 0; i < cut.n; i++)
        (*words)[i] = arena_copy(a, t.bytes + cut.at[i].start, cut.at[i].end - cut.at[i].start);
    return cut.n;
}

symbol word_symbol(grammar *g, const char *word)
{
    symbol known = symbol_find(&g->symbols, SYMBOL_IS_WORD, word, NULL);
    if (known != SYMBOL_NONE)
        return known;
    known = symbol_intern(g->arena, &g->symbols, SYMBOL_IS_WORD, word, NULL);
    symbol *own = arena_alloc(g->arena, sizeof *own);
    *own = known;
    *arena_push(g->arena, &g->entries) = (entry){.list = LIST_OF_WORDS, .symbols = own, .symbol_count = 1};
    *arena_push(g->arena, &g->variants) = (variant){word, (uint32_t)(g->entries.n - 1)};
    return known;
}
