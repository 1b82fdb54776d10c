#include <string.h>

#include "tune/score.h"

static const char LAYER[] = "numbers";

static const char *or_else(const char *s, const char *otherwise)
{
    return s ? s : otherwise;
}

/* A field as it is compared, written out for a note too. */
static const char *shown(subject *s, const tree *number, enum figure f)
{
    switch (f) {
    case FIGURE_NUMBERS_VALUE: return amount_text(s->work, amount_of(s->work, number));
    case FIGURE_NUMBERS_RELATION: return or_else(entry_string(number, "relation"), "=");
    case FIGURE_NUMBERS_CHANGE: return or_else(entry_string(number, "change"), "none");
    case FIGURE_NUMBERS_KIND: return or_else(entry_string(number, "kind"), "none");
    default: return number_unit(s->work, s->score->units, number);
    }
}

static bool agrees(subject *s, const tree *gold, const tree *output, enum figure f)
{
    if (f == FIGURE_NUMBERS_VALUE)
        return amount_is_same(amount_of(s->work, gold), amount_of(s->work, output));
    return !strcmp(shown(s, gold, f), shown(s, output, f));
}

static void compare(subject *s, const tree *gold, const tree *output, span where)
{
    static const struct {
        enum figure figure;
        const char *mistake;
    } fields[] = {{FIGURE_NUMBERS_VALUE, "VALUE"},   {FIGURE_NUMBERS_RELATION, "RELATION"},
                  {FIGURE_NUMBERS_CHANGE, "CHANGE"}, {FIGURE_NUMBERS_KIND, "KIND"},
                  {FIGURE_NUMBERS_UNIT, "UNIT"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        enum figure f = fields[i].figure;
        bool good = agrees(s, gold, output, f);
        score_field(s->score, f, good);
        if (!good)
            score_field_mistake(s, LAYER, fields[i].mistake, where, entry_string(output, "rule"),
                                shown(s, gold, f), shown(s, output, f));
    }
}

static void report_missed(subject *s, const tree *gold, span where)
{
    const char *kind = or_else(entry_string(gold, "kind"), "number");
    score_missed(s->score, LAYER, kind);
    score_mistake(s, LAYER, "MISSED", where, NULL, "%s %s", kind, amount_text(s->work, amount_of(s->work, gold)));
}

static void report_spurious(subject *s, const tree *output, span where)
{
    score_verdict(s->score, LAYER, output, VERDICT_SPURIOUS);
    score_mistake(s, LAYER, "SPURIOUS", where, entry_string(output, "rule"), "%s %s",
                  or_else(entry_string(output, "kind"), "number"),
                  amount_text(s->work, amount_of(s->work, output)));
}

void score_numbers(subject *s)
{
    const tree *gold = record_list(s->gold, LAYER), *output = record_list(s->output, LAYER);
    size_t n = tree_count(gold), m = tree_count(output), exact = 0;
    spans *gold_spans = list_spans(s->work, gold), *output_spans = list_spans(s->work, output);
    pairs matched = pairs_that_touch(s->work, gold_spans, n, output_spans, m);
    pairs_prefer_same(&matched, gold_spans, output_spans);
    pairs_choose(s->work, &matched);
    const uint32_t *found = partners_of_gold(s->work, &matched, n), *of = partners_of_output(s->work, &matched, m);
    for (size_t i = 0; i < n; i++) {
        const tree *g = tree_at(gold, i), *o = tree_at(output, found[i]);
        span where = first_span(gold_spans[i]);
        if (found[i] == PAIR_NONE) {
            report_missed(s, g, where);
            continue;
        }
        bool same = spans_are_same(gold_spans[i], output_spans[found[i]]);
        bool right = same && agrees(s, g, o, FIGURE_NUMBERS_VALUE);
        exact += same;
        score_verdict(s->score, LAYER, o, right ? VERDICT_RIGHT : VERDICT_WRONG);
        compare(s, g, o, where);
    }
    for (size_t j = 0; j < m; j++)
        if (of[j] == PAIR_NONE)
            report_spurious(s, tree_at(output, j), first_span(output_spans[j]));
    score_count(s->score, FIGURE_NUMBERS_EXACT, (double)n, (double)m, (double)exact, (double)exact);
    score_count(s->score, FIGURE_NUMBERS_OVERLAP, (double)n, (double)m, (double)matched.n, (double)matched.n);
}
