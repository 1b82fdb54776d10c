/* Shapes: character-level expressions that a whole word must fit. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "rules/lexicon.h"

struct shape_code {
    pcre2_code *code;
    symbol symbol;
};

struct shape_match {
    pcre2_match_data *data;
};

struct shape_match *shape_match_new(void)
{
    struct shape_match *m = malloc(sizeof *m);
    if (m && !(m->data = pcre2_match_data_create(1, NULL))) {
        free(m);
        m = NULL;
    }
    return m;
}

void shape_match_free(struct shape_match *m)
{
    if (m)
        pcre2_match_data_free(m->data);
    free(m);
}

static void add_shape(grammar *g, lexicon *l, const shape *s, problems *p)
{
    static const char head[] = "\\A(?:", tail[] = ")\\z";
    const char *whole = arena_printf(g->arena, "%s%s%s", head, s->regex, tail);
    int error;
    PCRE2_SIZE offset;
    struct shape_code **new = arena_push(g->arena, &l->shapes);
    *new = arena_alloc(g->arena, sizeof **new);
    (*new)->symbol = symbol_find(&g->symbols, SYMBOL_IS_SHAPE, s->name, NULL);
    (*new)->code = pcre2_compile((PCRE2_SPTR)whole, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_ANCHORED, &error,
                                   &offset, NULL);
    if (!(*new)->code) {
        PCRE2_UCHAR text[200];
        pcre2_get_error_message(error, text, sizeof text);
        size_t at = offset < sizeof head - 1 ? 0 : offset - (sizeof head - 1);
        problem_at(p, logical_place(&s->where, at < s->where.size ? at : s->where.size), "shape %s: %s", s->name,
                   (const char *)text);
        l->shapes.n--;
        return;
    }
    pcre2_jit_compile((*new)->code, PCRE2_JIT_COMPLETE);
}

void shapes_make(grammar *g, lexicon *l, problems *p)
{
    for (size_t i = 0; i < g->shapes.n; i++)
        add_shape(g, l, &g->shapes.at[i], p);
}

symbol shape_symbol(const lexicon *l, size_t number)
{
    return l->shapes.at[number]->symbol;
}

void lexicon_free(lexicon *l)
{
    for (size_t i = 0; i < l->shapes.n; i++)
        pcre2_code_free(l->shapes.at[i]->code);
}

symbol lexicon_shape(const lexicon *l, const char *word, size_t size, struct shape_match *m)
{
    for (size_t i = 0; i < l->shapes.n; i++)
        if (pcre2_match(l->shapes.at[i]->code, (PCRE2_SPTR)word, size, 0, PCRE2_NO_UTF_CHECK, m->data, NULL) >= 0)
            return l->shapes.at[i]->symbol;
    return SYMBOL_NONE;
}
