/* What is no error in a pattern folder, but surely not meant: names that nothing uses, rules that can never win. */
#include <string.h>

#include "rules/grammar.h"

static bool is_asked(const grammar *g, const list *l)
{
    if (l->symbol != SYMBOL_NONE)
        return true;
    for (size_t i = 0; i < g->symbols.info.n; i++)
        if (g->symbols.info.at[i].kind == SYMBOL_IS_TAG && strcmp(g->symbols.info.at[i].name, l->name) == 0)
            return true;
    return false;
}

static bool same_piece(const piece *a, const piece *b)
{
    if (a->kind != b->kind || a->group != b->group || a->paragraph != b->paragraph)
        return false;
    if (a->kind == PIECE_ATOM)
        return expression_equal(&a->expression, &b->expression);
    return a->text == b->text || (a->text && b->text && strcmp(a->text, b->text) == 0);
}

static bool same_pattern(const pattern *a, const pattern *b)
{
    if (a->pieces.n != b->pieces.n || !a->pieces.n)
        return false;
    for (size_t i = 0; i < a->pieces.n; i++)
        if (!same_piece(&a->pieces.at[i], &b->pieces.at[i]))
            return false;
    return true;
}

/* Of two match lines that are the same the earlier always wins. */
static void warn_of_twin(const rule *earlier, const rule *later, problems *p)
{
    for (size_t i = 0; i < earlier->matches.n; i++)
        for (size_t k = 0; k < later->matches.n; k++)
            if (same_pattern(&earlier->matches.at[i], &later->matches.at[k]))
                warning_at(p, later->matches.at[k].pieces.at[0].at,
                           "this pattern never wins: rule %s has the same one and stands before it (%s:%u)", earlier->id,
                           earlier->at.file, earlier->at.line);
}

void grammar_warn(const grammar *g, problems *p)
{
    for (size_t i = 0; i < g->lists.n; i++)
        if (!is_asked(g, &g->lists.at[i]))
            warning_at(p, g->lists.at[i].at, "nothing uses the list %s", g->lists.at[i].name);
    for (size_t i = 0; i < g->lets.n; i++)
        if (!g->lets.at[i].used)
            warning_at(p, g->lets.at[i].at, "nothing uses the let %s", g->lets.at[i].name);
    for (size_t i = 0; i < g->rules.n; i++)
        for (size_t k = i + 1; k < g->rules.n && g->rules.at[k].stage == g->rules.at[i].stage; k++)
            warn_of_twin(&g->rules.at[i], &g->rules.at[k], p);
}
