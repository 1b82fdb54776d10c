#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "rules/rules.h"
#include "tune/gold.h"
#include "tune/score.h"

/* An evaluation: what the caller sees, and what it is made of. */
typedef struct evaluation {
    quoth_evaluation result; /* first: the caller's pointer is ours */
    score score;
    gold_set gold;  /* gone when the result is made */
    units *units;   /* likewise */
    buffer records; /* likewise */
} evaluation;

/* ------------------------------------------------------------------------------------------ extraction */

static bool collect(void *context, const char *data, size_t size)
{
    buffer *records = context;
    buffer_add(records, data, size);
    return !records->failed;
}

/* Articles that stand in gold records are scanned one by one: there are never many. */
static bool scan_own(evaluation *e, const quoth_rules *rules, quoth_error *error)
{
    quoth_scanner *scanner = quoth_scanner_new(rules, error);
    bool good = scanner != NULL;
    for (size_t i = 0; good && i < e->gold.articles.n; i++) {
        if (!e->gold.articles.at[i].alone)
            continue;
        quoth_article article = gold_own_article(&e->gold.articles.at[i]);
        const quoth_document *d = quoth_scan(scanner, &article, error);
        good = d && quoth_record_write(d, 0, collect, &e->records) == QUOTH_OK;
    }
    quoth_scanner_free(scanner);
    return good || !error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
}

static bool extract(evaluation *e, const quoth_rules *rules, const quoth_eval *options, quoth_error *error)
{
    quoth_run run = {.inputs = e->gold.inputs.at, .input_count = e->gold.inputs.n, .jobs = options->jobs};
    run.write = collect;
    run.write_context = &e->records;
    run.complain = options->complain;
    run.context = options->context;
    return (!run.input_count || quoth_extract(rules, &run, NULL, error) == QUOTH_OK) &&
           scan_own(e, rules, error) && gold_take_records(&e->gold, e->records.data, e->records.size, error);
}

static bool get_records(evaluation *e, const quoth_rules *rules, const quoth_eval *options, quoth_error *error)
{
    if (!gold_read(&e->gold, options->gold, options->gold_count, error) ||
        !gold_find_inputs(&e->gold, options->input, error) || !gold_read_texts(&e->gold, error))
        return false;
    return options->records ? gold_read_records(&e->gold, options->records, error)
                            : extract(e, rules, options, error);
}

/* --------------------------------------------------------------------------------------------- scoring */

/* A layer's name begins with what is asked for: "people" takes people_mentions too. */
static bool is_asked(const tree *gold, const char *layer, const char *only)
{
    return gold_has_layer(gold, layer) && (!only || !strncmp(layer, only, strlen(only)));
}

static bool score_article(evaluation *e, const gold_article *article, const char *only, quoth_error *error)
{
    arena_reset(&e->score.work);
    subject s = {.score = &e->score, .work = &e->score.work, .id = article->id, .gold = article->gold};
    s.output = article->record;
    s.passage = passage_of(s.work, article->text);
    bool claims = is_asked(s.gold, "claims", only);
    if (claims && !article->text.data)
        return !error_set(error, QUOTH_ERROR_INPUT,
                          "%s: claims are scored by their words, and the text of \"%s\" is not in the input",
                          article->file, article->id);
    if (is_asked(s.gold, "dates", only))
        score_dates(&s);
    if (is_asked(s.gold, "people", only) || is_asked(s.gold, "people_mentions", only))
        score_people(&s, is_asked(s.gold, "people", only));
    if (is_asked(s.gold, "numbers", only))
        score_numbers(&s);
    if (is_asked(s.gold, "quantities", only))
        score_quantities(&s);
    if (claims)
        score_claims(&s);
    return true;
}

static bool score_all(evaluation *e, const quoth_eval *options, quoth_error *error)
{
    e->score.units = e->units;
    e->score.mistakes_wanted = options->mistakes;
    e->score.rule = options->rule;
    e->score.with_change = e->gold.with_change;
    e->result.articles = e->gold.articles.n;
    e->result.extra = e->gold.extra;
    for (size_t i = 0; i < e->gold.articles.n; i++) {
        e->result.missing += !e->gold.articles.at[i].record;
        if (!score_article(e, &e->gold.articles.at[i], options->layer, error))
            return false;
    }
    return true;
}

/* ---------------------------------------------------------------------------------------------- result */

static const struct {
    const char *section, *row;
    enum figure base;
} names[] = {
#define FIGURE_NAME(name, section, row, base) {section, row, FIGURE_##base},
    FIGURES(FIGURE_NAME)
#undef FIGURE_NAME
};

static double part(double some, double all)
{
    return all > 0 ? some / all : 0;
}

static double harmonic(double p, double r)
{
    return part(2 * p * r, p + r);
}

static quoth_figure figure_of(const score *s, enum figure f)
{
    const tally *t = &s->tallies[f];
    quoth_figure figure = {.section = names[f].section, .row = names[f].row, .gold = t->gold, .output = t->output,
                           .hit = t->hit};
    if (names[f].base == FIGURE_NONE) {
        figure.precision = part(t->hit_output, t->output);
        figure.recall = part(t->hit, t->gold);
        figure.f1 = harmonic(figure.precision, figure.recall);
    } else {
        figure.base = names[names[f].base].row;
        figure.accuracy = part(t->hit, t->gold);
        figure.f1 = figure_of(s, names[f].base).f1 * figure.accuracy;
    }
    return figure;
}

static void fill_figures(evaluation *e)
{
    quoth_figure *figures = arena_alloc(&e->score.keep, FIGURE_COUNT * sizeof *figures);
    size_t n = 0;
    for (enum figure f = 0; f < FIGURE_COUNT; f++)
        if (e->score.tallies[f].counted)
            figures[n++] = figure_of(&e->score, f);
    e->result.figures = figures;
    e->result.figure_count = n;
}

static size_t layer_place(const char *layer)
{
    size_t i = 0;
    while (i < FIGURE_COUNT && strcmp(names[i].section, layer))
        i++;
    return i;
}

/* In the layers' order; within a layer those rules first that have the most wrong. */
static int by_harm(const void *a, const void *b)
{
    const quoth_rule_score *x = a, *y = b;
    size_t left = layer_place(x->layer), right = layer_place(y->layer);
    if (left != right)
        return left < right ? -1 : 1;
    left = x->output - x->right;
    right = y->output - y->right;
    if (left != right)
        return left > right ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

static int by_layer(const void *a, const void *b)
{
    const quoth_mistake_count *x = a, *y = b;
    size_t left = layer_place(x->layer), right = layer_place(y->layer);
    if (left != right)
        return left < right ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->kind, y->kind);
}

static void fill_result(evaluation *e)
{
    score *s = &e->score;
    fill_figures(e);
    for (size_t i = 0; i < s->rules.n; i++)
        s->rules.at[i].confidence = part(s->rules.at[i].confidence, (double)s->rules.at[i].output);
    if (s->rules.n)
        qsort(s->rules.at, s->rules.n, sizeof *s->rules.at, by_harm);
    if (s->missed.n)
        qsort(s->missed.at, s->missed.n, sizeof *s->missed.at, by_layer);
    if (s->mistake_counts.n)
        qsort(s->mistake_counts.at, s->mistake_counts.n, sizeof *s->mistake_counts.at, by_layer);
    e->result.rules = s->rules.at;
    e->result.rule_count = s->rules.n;
    e->result.missed = s->missed.at;
    e->result.missed_count = s->missed.n;
    e->result.mistake_counts = s->mistake_counts.at;
    e->result.mistake_count_count = s->mistake_counts.n;
    e->result.mistakes = s->mistakes.at;
    e->result.mistake_count = s->mistakes.n;
}

static bool run(evaluation *e, const quoth_rules *rules, const quoth_eval *options, quoth_error *error)
{
    e->score.rule_index = json_object();
    if (!e->score.rule_index)
        return !error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    e->units = units_read(rules->grammar.folder, error);
    if (!e->units || !gold_begin(&e->gold, error) || !get_records(e, rules, options, error) ||
        !score_all(e, options, error))
        return false;
    fill_result(e);
    return true;
}

/* What only the work needed. */
static void drop_work(evaluation *e)
{
    gold_free(&e->gold);
    units_free(e->units);
    buffer_free(&e->records);
    arena_free(&e->score.work);
    json_decref(e->score.rule_index);
}

/* run, and back here when memory is short. */
static bool try_run(evaluation *e, const quoth_rules *rules, const quoth_eval *options, quoth_error *error)
{
    jmp_buf escape;
    e->score.keep.escape = e->score.work.escape = e->gold.arena.escape = &escape;
    bool done = setjmp(escape) ? !error_set(error, QUOTH_ERROR_MEMORY, "out of memory")
                               : run(e, rules, options, error);
    e->score.keep.escape = NULL;
    return done;
}

quoth_evaluation *quoth_evaluate(const quoth_rules *rules, const quoth_eval *options, quoth_error *error)
{
    quoth_error own = {0};
    evaluation *e = calloc(1, sizeof *e);
    if (!e) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    bool done = try_run(e, rules, options, &own);
    drop_work(e);
    if (done)
        return &e->result;
    quoth_evaluation_free(&e->result);
    error_at(error, own.status, own.file, own.line, own.column, "%s", own.text);
    return NULL;
}

void quoth_evaluation_free(quoth_evaluation *result)
{
    evaluation *e = (evaluation *)result;
    if (!e)
        return;
    arena_free(&e->score.keep);
    free(e);
}
