/* Reads the pattern language of `match` and `let` into pieces. */
#include <ctype.h>
#include <string.h>

#include "rules/grammar.h"

struct reader {
    grammar *g;
    const logical *l;
    size_t at;
    problems *p;
    pattern *out;
    VECTOR(piece) open; /* groups not closed yet */
};

static piece *add(struct reader *r, enum piece_kind kind, size_t at)
{
    piece *new = arena_push(r->g->moment, &r->out->pieces);
    *new = (piece){.kind = kind, .at = logical_place(r->l, at)};
    return new;
}

static void fail(struct reader *r, size_t at, const char *text)
{
    problem_at(r->p, logical_place(r->l, at), "%s", text);
}

static bool starts(const struct reader *r, const char *what)
{
    size_t n = strlen(what);
    return r->l->size - r->at >= n && memcmp(r->l->text + r->at, what, n) == 0;
}

static char here(const struct reader *r)
{
    return r->at < r->l->size ? r->l->text[r->at] : '\0';
}

static bool is_quantifier(const struct reader *r)
{
    char c = here(r);
    return c == '?' || c == '*' || c == '+' ||
           (c == '{' && r->at + 1 < r->l->size && (isdigit((unsigned char)r->l->text[r->at + 1]) || r->l->text[r->at + 1] == ','));
}

/* "(?<name>", "(?=", "(" ... */
static void read_open(struct reader *r)
{
    static const struct {
        const char *text;
        enum group_kind group;
    } forms[] = {{"(?<=", GROUP_BEHIND}, {"(?<!", GROUP_NOT_BEHIND}, {"(?=", GROUP_AHEAD}, {"(?!", GROUP_NOT_AHEAD},
                 {"(?>", GROUP_ATOMIC},  {"(?:", GROUP_PLAIN},       {"(?<", GROUP_NAMED}, {"(?", GROUP_PLAIN},
                 {"(", GROUP_PLAIN}};
    size_t start = r->at, k = 0;
    while (!starts(r, forms[k].text))
        k++;
    r->at += strlen(forms[k].text);
    piece *new = add(r, PIECE_OPEN, start);
    new->group = forms[k].group;
    if (strcmp(forms[k].text, "(?") == 0)
        fail(r, start, "unknown group; write ( … ), (?<field> … ), (?= … ), (?! … ), (?<= … ) or (?<! … )");
    if (new->group == GROUP_NAMED) {
        size_t name = r->at;
        while (isalnum((unsigned char)here(r)) || here(r) == '_')
            r->at++;
        new->text = arena_copy(r->g->arena, r->l->text + name, r->at - name);
        if (here(r) != '>' || r->at == name)
            fail(r, start, "a field's name must stand between (?< and >");
        else if (r->at - name > FIELD_MAX)
            fail(r, start, "the name of a field has at most 16 letters");
        else
            r->at++;
    }
    *arena_push(r->g->moment, &r->open) = *new;
}

static void read_close(struct reader *r)
{
    if (!r->open.n)
        fail(r, r->at, "this ) closes no group");
    else {
        add(r, PIECE_CLOSE, r->at);
        r->open.n--;
    }
    r->at++;
}

static void read_quantifier(struct reader *r)
{
    size_t start = r->at;
    const pattern *out = r->out;
    enum piece_kind before = out->pieces.n ? out->pieces.at[out->pieces.n - 1].kind : PIECE_OR;
    if (before != PIECE_ATOM && before != PIECE_CLOSE && before != PIECE_BOUNDARY)
        fail(r, start, "a quantifier must follow a group, {…}, \"…\" or .");
    if (here(r) == '{')
        while (r->at < r->l->size && here(r) != '}')
            r->at++;
    r->at++;
    if (here(r) == '?' || here(r) == '+')
        r->at++;
    if (r->at > r->l->size) {
        r->at = r->l->size;
        fail(r, start, "no closing } of the quantifier");
    }
    add(r, PIECE_QUANTIFIER, start)->text = arena_copy(r->g->arena, r->l->text + start, r->at - start);
}

static void add_word(struct reader *r, const char *word, size_t at)
{
    uint16_t *code = arena_alloc(r->g->arena, sizeof *code);
    *code = word_symbol(r->g, word);
    add(r, PIECE_ATOM, at)->expression = (expression){code, 1};
}

static void read_quoted(struct reader *r)
{
    size_t start = r->at++;
    while (r->at < r->l->size && here(r) != '"')
        r->at++;
    const char **words;
    size_t n = words_of(r->g->arena, r->l->text + start + 1, r->at - start - 1, &words);
    if (r->at == r->l->size)
        fail(r, start, "no closing \"");
    else if (!n)
        fail(r, start, "nothing stands between these quotation marks");
    if (n > 1)
        add(r, PIECE_OPEN, start);
    for (size_t i = 0; i < n; i++)
        add_word(r, words[i], start);
    if (n > 1)
        add(r, PIECE_CLOSE, start);
    r->at++;
}

static bool ends_word(char c)
{
    return c == '\0' || strchr(" \t(){}|?*+\"<>^$", c) != NULL;
}

static void read_bare(struct reader *r)
{
    size_t start = r->at;
    while (!ends_word(here(r)))
        r->at++;
    if (r->at == start) {
        fail(r, start, "this character means nothing here; punctuation is written in quotes, as in \",\"");
        r->at++;
        return;
    }
    const char *word = arena_copy(r->g->arena, r->l->text + start, r->at - start);
    bool letter = isalnum((unsigned char)*word) || (unsigned char)*word >= 0x80;
    if (!letter && *word != '\'') {
        problem_at(r->p, logical_place(r->l, start), "punctuation is written in quotes: \"%s\"", word);
        return;
    }
    if (is_quantifier(r))
        problem_at(r->p, logical_place(r->l, r->at),
                   "a quantifier on the bare word %s would make the whole word optional; "
                   "write \"%s\"%c if that is what you mean", word, word, here(r));
    const char **words;
    size_t n = words_of(r->g->arena, word, r->at - start, &words);
    for (size_t i = 0; i < n; i++)
        add_word(r, words[i], start);
}

static void insert_let(struct reader *r, let *l, size_t at)
{
    l->used = true;
    if (!(l->pattern.pieces.n == 1 && l->pattern.pieces.at[0].kind == PIECE_ATOM))
        add(r, PIECE_OPEN, at);
    for (size_t i = 0; i < l->pattern.pieces.n; i++)
        *arena_push(r->g->moment, &r->out->pieces) = l->pattern.pieces.at[i];
    if (!(l->pattern.pieces.n == 1 && l->pattern.pieces.at[0].kind == PIECE_ATOM))
        add(r, PIECE_CLOSE, at);
}

static void read_brace(struct reader *r)
{
    size_t start = r->at++, end = r->at;
    while (end < r->l->size && (isalnum((unsigned char)r->l->text[end]) || strchr("_-.", r->l->text[end])))
        end++;
    if (end < r->l->size && r->l->text[end] == '}') {
        let *l = grammar_let(r->g, arena_copy(r->g->arena, r->l->text + r->at, end - r->at));
        if (l) {
            r->at = end + 1;
            insert_let(r, l, start);
            return;
        }
    }
    expression e;
    if (expression_read(r->g, r->l, &r->at, &e, r->p))
        add(r, PIECE_ATOM, start)->expression = e;
    else /* stands for the faulty part, so that what follows is judged by itself */
        add_word(r, "?", start);
}

static void read_boundary(struct reader *r)
{
    if (starts(r, "<s>") || starts(r, "<p>")) {
        add(r, PIECE_BOUNDARY, r->at)->paragraph = r->l->text[r->at + 1] == 'p';
        r->at += 3;
    } else {
        fail(r, r->at, "the boundaries are <s> and <p>");
        r->at++;
    }
}

static void read_any(struct reader *r)
{
    uint16_t *code = arena_alloc(r->g->arena, sizeof *code);
    *code = EXPR_ANY;
    add(r, PIECE_ATOM, r->at++)->expression = (expression){code, 1};
}

static void read_piece(struct reader *r)
{
    char c = here(r);
    if (c == '(')
        read_open(r);
    else if (c == ')')
        read_close(r);
    else if (is_quantifier(r))
        read_quantifier(r);
    else if (c == '{')
        read_brace(r);
    else if (c == '"')
        read_quoted(r);
    else if (c == '<')
        read_boundary(r);
    else if (c == '.' && (r->at + 1 == r->l->size || ends_word(r->l->text[r->at + 1])))
        read_any(r);
    else if (c == '|' || c == '^' || c == '$')
        add(r, c == '|' ? PIECE_OR : c == '^' ? PIECE_START : PIECE_END, r->at++);
    else
        read_bare(r);
}

/* Patterns are read where there is room to grow, and kept where there is just room for them. */
static void keep(grammar *g, pattern *read)
{
    size_t size = read->pieces.n * sizeof *read->pieces.at;
    piece *own = arena_take(g->arena, size);
    if (size)
        memcpy(own, read->pieces.at, size);
    read->pieces.at = own;
    read->pieces.room = read->pieces.n;
    arena_reset(g->moment);
}

void pattern_read(grammar *g, const logical *text, pattern *result, problems *p)
{
    struct reader r = {.g = g, .l = text, .p = p, .out = result};
    while (r.at < text->size) {
        if (text->text[r.at] == ' ' || text->text[r.at] == '\t')
            r.at++;
        else
            read_piece(&r);
    }
    for (size_t i = r.open.n; i--;) {
        problem_at(p, r.open.at[i].at, "this group is never closed; a ) is missing");
        add(&r, PIECE_CLOSE, text->size);
    }
    keep(g, result);
}
