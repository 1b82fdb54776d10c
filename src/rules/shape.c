/*
 * Shapes: character-level expressions that a whole word must fit.
 *
 * All shapes are alternatives of one expression, each with a mark of its own, so that a word is looked at once: the
 * first alternative that fits is its shape.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "rules/lexicon.h"

struct shape_code {
    pcre2_code *code;
    symbol *symbols; /* by the number in the mark */
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

static pcre2_code *compile(const char *regex, int *error, PCRE2_SIZE *offset)
{
    return pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_ANCHORED, error, offset, NULL);
}

/* Whether a shape is sound by itself; tells where it is not. */
static bool check_shape(const shape *s, problems *p)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = compile(s->regex, &error, &offset);
    if (code) {
        pcre2_code_free(code);
        return true;
    }
    PCRE2_UCHAR text[200];
    pcre2_get_error_message(error, text, sizeof text);
    problem_at(p, logical_place(&s->where, offset < s->where.size ? offset : s->where.size), "shape %s: %s", s->name,
               (const char *)text);
    return false;
}

void shapes_make(grammar *g, lexicon *l, problems *p)
{
    const char *all = "";
    symbol *by_number = arena_alloc(g->arena, (g->shapes.n + 1) * sizeof *by_number);
    for (size_t i = 0; i < g->shapes.n; i++) {
        const shape *s = &g->shapes.at[i];
        by_number[i] = symbol_find(&g->symbols, SYMBOL_IS_SHAPE, s->name, NULL);
        if (check_shape(s, p))
            all = arena_printf(g->arena, "%s%s(?:%s)\\z(*:%zu)", all, *all ? "|" : "", s->regex, i);
    }
    if (!*all)
        return;
    int error;
    PCRE2_SIZE offset;
    l->shapes = arena_alloc(g->arena, sizeof *l->shapes);
    *l->shapes = (struct shape_code){compile(all, &error, &offset), by_number};
    if (l->shapes->code)
        pcre2_jit_compile(l->shapes->code, PCRE2_JIT_COMPLETE);
    else
        problem_at(p, logical_place(&g->shapes.at[0].where, 0), "the shapes together are too large for PCRE2");
}

void lexicon_free(lexicon *l)
{
    if (l->shapes)
        pcre2_code_free(l->shapes->code);
}

symbol lexicon_shape(const lexicon *l, const char *word, size_t size, struct shape_match *m)
{
    if (!l->shapes || pcre2_match(l->shapes->code, (PCRE2_SPTR)word, size, 0, PCRE2_NO_UTF_CHECK, m->data, NULL) < 0)
        return SYMBOL_NONE;
    size_t number = 0;
    for (PCRE2_SPTR mark = pcre2_get_mark(m->data); *mark; mark++)
        number = number * 10 + (size_t)(*mark - '0');
    return l->shapes->symbols[number];
}
