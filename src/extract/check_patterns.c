#include "extract/check_patterns.h"

#include <string.h>

/* -------------------------------------------------------------------------------------- empty places */

static bool is_empty(const letter_set *set)
{
    for (int i = 0; i < LETTER_WORDS; i++)
        if (set->bits[i])
            return false;
    return true;
}

static void warn_of_pattern(const pattern *p, const alphabet *a, problems *report)
{
    for (size_t i = 0; i < p->pieces.n; i++) {
        const piece *one = &p->pieces.at[i];
        if (one->kind == PIECE_ATOM && is_empty(&a->classes[one->atom]))
            warning_at(report, one->at, "nothing can stand here: no word or unit is all that is asked for at once");
    }
}

void warn_of_empty_places(const quoth_rules *r, problems *p)
{
    for (size_t k = 0; k < r->stage_count; k++)
        for (size_t i = 0; i < r->stages[k].rules.n; i++)
            warn_of_pattern(r->stages[k].rules.at[i].pattern, &r->stages[k].alphabet, p);
}

/* -------------------------------------------------------------------------------------------- limits */

void warn_of_limits(const quoth_rules *r, const quoth_scanner *s, arena *a, problems *p)
{
    const grammar *g = &r->grammar;
    quoth_cost *costs = arena_take(a, (g->rules.n + g->stages.n + 1) * sizeof *costs);
    quoth_scanner_costs(s, costs);
    for (size_t i = 0; i < g->rules.n; i++)
        if (costs[i].limits)
            warning_at(p, g->rules.at[i].at, "rule %s hits its step limit in the examples of this folder: it can take too many "
                       "ways through the same words", g->rules.at[i].id);
}

/* ------------------------------------------------------------------------------------ why it is not so */

static const char *quoted(arena *a, const quoth_piece *p)
{
    return arena_printf(a, "\"%.*s\"", (int)p->text.size, p->text.data);
}

static const char *what_it_lost_to(const rule *r, quoth_scanner *s, arena *a)
{
    size_t n;
    quoth_error error = {0};
    const quoth_finding *all = quoth_findings(s, &n, &error);
    for (size_t i = 0; i < n; i++) {
        const quoth_finding *f = &all[i];
        if (strcmp(f->rule, r->id) != 0)
            continue;
        if (f->lost_to)
            return arena_printf(a, "it fits %s but loses to %s: %s", quoted(a, &f->whole), f->lost_to, f->lost_by);
        if (f->dropped)
            return arena_printf(a, "it fits %s but is set aside%s%s", quoted(a, &f->whole), f->note ? ": " : "",
                                f->note ? f->note : "");
    }
    return NULL;
}

static size_t length(const quoth_attempt *t)
{
    return t->reached.end - t->reached.start;
}

/* Of all its patterns and places the one that got furthest. */
static const quoth_attempt *furthest(const rule *r, quoth_scanner *s, size_t end)
{
    size_t n;
    quoth_error error = {0};
    const quoth_attempt *all = quoth_attempts(s, 0, end, &n, &error), *best = NULL;
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].rule, r->id) == 0 && (!best || length(&all[i]) > length(best)))
            best = &all[i];
    return best;
}

static const char *where_it_stopped(const rule *r, quoth_scanner *s, size_t end, arena *a)
{
    const quoth_attempt *t = furthest(r, s, end);
    if (!t)
        return "none of its words stands here in its first place";
    const char *fit = quoted(a, &t->reached);
    if (t->matched)
        return arena_printf(a, "it fits %s but another match has taken words of it", fit);
    if (!t->next.text.data)
        return arena_printf(a, "it stops after %s at the end of the sentence (line %u)", fit, t->line);
    const char *by = t->next_rule ? arena_printf(a, ", found by %s", t->next_rule) : "";
    return arena_printf(a, "it stops after %s before %s%s (line %u)", fit, quoted(a, &t->next), by, t->line);
}

const char *why_nothing(const rule *r, quoth_scanner *s, const quoth_article *given, arena *a)
{
    quoth_error error = {0};
    const char *why = NULL;
    if (quoth_scan(s, given, &error)) {
        why = what_it_lost_to(r, s, a);
        why = why ? why : where_it_stopped(r, s, given->text.size, a);
    }
    return why;
}
