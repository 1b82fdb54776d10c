/* Reads what stands between { and }: names, tags, words in quotes, & | ! ( ). */
#include <string.h>

#include "rules/grammar.h"

struct reader {
    grammar *g;
    const logical *l;
    size_t at;
    problems *p;
    bool failed;
    VECTOR(uint16_t) code;
};

static char peek(struct reader *r)
{
    while (r->at < r->l->size && (r->l->text[r->at] == ' ' || r->l->text[r->at] == '\t'))
        r->at++;
    return r->at < r->l->size ? r->l->text[r->at] : '\0';
}

static void emit(struct reader *r, uint16_t op)
{
    *arena_push(r->g->arena, &r->code) = op;
}

static void fail(struct reader *r, size_t at, const char *text, const char *name)
{
    if (!r->failed)
        problem_at(r->p, logical_place(r->l, at), text, name);
    r->failed = true;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == ':' || c == '=' || c == '/';
}

/* {list}, {list:tag}, {shape}, {UNIT}, {Let} */
static bool emit_name(struct reader *r, const char *name)
{
    grammar *g = r->g;
    const char *colon = strchr(name, ':');
    const char *base = colon ? arena_copy(g->arena, name, (size_t)(colon - name)) : name;
    if (strcmp(name, "glued") == 0) {
        emit(r, SYMBOL_GLUED);
        return true;
    }
    for (size_t i = 0; i < g->lists.n; i++)
        if (name_is(g->lists.at[i].name, base)) {
            emit(r, list_symbol(g, (uint32_t)i, colon ? colon + 1 : NULL));
            return true;
        }
    let *l = colon ? NULL : grammar_let(g, name);
    if (l && l->pattern.pieces.n == 1 && l->pattern.pieces.at[0].kind == PIECE_ATOM) {
        const expression *e = &l->pattern.pieces.at[0].expression;
        for (uint16_t i = 0; i < e->size; i++)
            emit(r, e->code[i]);
        l->used = true;
        return true;
    }
    symbol s = symbol_find(&g->symbols, SYMBOL_IS_SHAPE, name, NULL);
    if (s == SYMBOL_NONE)
        s = symbol_find(&g->symbols, SYMBOL_IS_UNIT, name, NULL);
    if (s != SYMBOL_NONE)
        emit(r, s);
    return s != SYMBOL_NONE;
}

static void read_name(struct reader *r)
{
    size_t start = r->at;
    while (r->at < r->l->size && is_name(r->l->text[r->at]))
        r->at++;
    const char *name = arena_copy(r->g->arena, r->l->text + start, r->at - start);
    if (!emit_name(r, name))
        fail(r, start, "\"%s\" is no list, shape, unit or single-word let declared before this place", name);
}

static void read_word(struct reader *r)
{
    size_t start = ++r->at;
    while (r->at < r->l->size && r->l->text[r->at] != '"')
        r->at++;
    const char **words;
    size_t n = words_of(r->g->arena, r->l->text + start, r->at - start, &words);
    if (r->at == r->l->size)
        fail(r, start - 1, "no closing \" %s", "");
    else if (n != 1)
        fail(r, start - 1, "inside { } a quoted word must be one word; write ( \"…\" | {…} ) outside%s", "");
    else
        emit(r, word_symbol(r->g, words[0]));
    r->at++;
}

static void read_or(struct reader *r);

static void read_factor(struct reader *r)
{
    char c = peek(r);
    if (c == '!') {
        r->at++;
        read_factor(r);
        emit(r, EXPR_NOT);
    } else if (c == '(') {
        r->at++;
        read_or(r);
        if (peek(r) == ')')
            r->at++;
        else
            fail(r, r->at, "no closing ) inside { }%s", "");
    } else if (c == '"') {
        read_word(r);
    } else if (is_name(c)) {
        read_name(r);
    } else {
        fail(r, r->at, "inside { } a name, a \"word\", ! or ( is expected here%s", "");
        r->at++;
    }
}

static void read_and(struct reader *r)
{
    read_factor(r);
    while (!r->failed && peek(r) == '&') {
        r->at++;
        read_factor(r);
        emit(r, EXPR_AND);
    }
}

static void read_or(struct reader *r)
{
    read_and(r);
    while (!r->failed && peek(r) == '|') {
        r->at++;
        read_and(r);
        emit(r, EXPR_OR);
    }
}

bool expression_read(grammar *g, const logical *l, size_t *offset, expression *result, problems *p)
{
    struct reader r = {.g = g, .l = l, .at = *offset, .p = p};
    read_or(&r);
    if (!r.failed && peek(&r) != '}')
        fail(&r, r.at, "no closing } here%s", "");
    if (!r.failed && r.code.n > 240)
        fail(&r, *offset, "an expression of more than 240 parts; name some of them with let%s", "");
    while (r.at < l->size && l->text[r.at] != '}')
        r.at++;
    *offset = r.at < l->size ? r.at + 1 : l->size;
    *result = (expression){r.code.at, (uint16_t)r.code.n};
    return !r.failed;
}
