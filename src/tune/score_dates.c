#include <string.h>

#include "tune/score.h"

static const char LAYER[] = "dates";

/* The fields of a date: where gold has one (or must have one to be silent about it), it should agree. */
static const struct field {
    const char *name, *mistake; /* mistake: the kind of mistake that a difference is; NULL: none of note */
    enum figure figure;
} fields[] = {
    {"type", "TYPE", FIGURE_DATES_TYPE}, {"value", "VALUE", FIGURE_DATES_VALUE},
    {"mod", NULL, FIGURE_DATES_MOD},     {"begin", NULL, FIGURE_DATES_BEGIN},
    {"end", NULL, FIGURE_DATES_END},     {"bound", NULL, FIGURE_DATES_BOUND},
};

/* Gold that tells types tells mods too, so that no mod means that there is none. */
static bool is_asked(const tree *gold, const char *name)
{
    return tree_get(gold, name) || (!strcmp(name, "mod") && tree_get(gold, "type"));
}

static void compare(subject *s, const tree *gold, const tree *output, span where)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct field *f = &fields[i];
        if (!is_asked(gold, f->name))
            continue;
        bool agrees = entry_agrees(gold, output, f->name);
        score_field(s->score, f->figure, agrees);
        if (!agrees && f->mistake)
            score_field_mistake(s, LAYER, f->mistake, where, entry_string(output, "rule"),
                                entry_string(gold, f->name), entry_string(output, f->name));
    }
}

static bool value_is_right(const tree *gold, const tree *output)
{
    return !tree_get(gold, "value") || entry_agrees(gold, output, "value");
}

static const char *or_nothing(const char *s)
{
    return s ? s : "";
}

static void report_missed(subject *s, const tree *gold, span where)
{
    const char *type = entry_string(gold, "type");
    score_missed(s->score, LAYER, type ? type : "date");
    score_mistake(s, LAYER, "MISSED", where, NULL, "%s %s", or_nothing(type),
                  or_nothing(entry_string(gold, "value")));
}

static void report_spurious(subject *s, const tree *output, span where)
{
    score_verdict(s->score, LAYER, output, VERDICT_SPURIOUS);
    score_mistake(s, LAYER, "SPURIOUS", where, entry_string(output, "rule"), "%s %s",
                  or_nothing(entry_string(output, "type")), or_nothing(entry_string(output, "value")));
}

static void report_found(subject *s, const tree *gold, const tree *output, span where, bool same)
{
    bool right = same && value_is_right(gold, output);
    score_verdict(s->score, LAYER, output, right ? VERDICT_RIGHT : VERDICT_WRONG);
    if (!same)
        score_mistake(s, LAYER, "EXTENT", where, entry_string(output, "rule"), "output \"%s\"",
                      or_nothing(entry_string(output, "text")));
    compare(s, gold, output, where);
}

void score_dates(subject *s)
{
    const tree *gold = record_list(s->gold, LAYER), *output = record_list(s->output, LAYER);
    size_t n = tree_count(gold), m = tree_count(output);
    spans *gold_spans = list_spans(s->work, gold), *output_spans = list_spans(s->work, output);
    pairs matched = pairs_that_touch(s->work, gold_spans, n, output_spans, m);
    pairs_prefer_same(&matched, gold_spans, output_spans);
    pairs_choose(s->work, &matched);
    const uint32_t *found = partners_of_gold(s->work, &matched, n), *of = partners_of_output(s->work, &matched, m);

    size_t strict = 0, with_value = 0;
    for (size_t i = 0; i < n; i++) {
        const tree *g = tree_at(gold, i), *o = tree_at(output, found[i]);
        span where = first_span(gold_spans[i]);
        if (found[i] == PAIR_NONE) {
            report_missed(s, g, where);
            continue;
        }
        bool same = spans_are_same(gold_spans[i], output_spans[found[i]]);
        strict += same;
        with_value += same && value_is_right(g, o);
        report_found(s, g, o, where, same);
    }
    for (size_t j = 0; j < m; j++)
        if (of[j] == PAIR_NONE)
            report_spurious(s, tree_at(output, j), first_span(output_spans[j]));
    score_count(s->score, FIGURE_DATES_STRICT, (double)n, (double)m, (double)strict, (double)strict);
    score_count(s->score, FIGURE_DATES_RELAXED, (double)n, (double)m, (double)matched.n, (double)matched.n);
    score_count(s->score, FIGURE_DATES_STRICT_VALUE, (double)n, (double)m, (double)with_value, (double)with_value);
}
