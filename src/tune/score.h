/*
 * Scoring: what was found in an article against what gold says stands there.
 *
 * Each layer has a file of its own, score_LAYER.c, which matches entries and reports to a score: the counts behind
 * the figures, the verdict on each entry found (for the rule that found it), what was missed, and the mistakes.
 * Articles are JSON records in the shape of docs/record.md.
 */
#ifndef QUOTH_TUNE_SCORE_H
#define QUOTH_TUNE_SCORE_H

#include <jansson.h>

#include "quoth.h"
#include "tune/figures.h"
#include "tune/match.h"
#include "tune/passage.h"
#include "tune/tree.h"
#include "tune/units.h"

/* A figure's counts; with a base, `hit` of `gold` agree. */
typedef struct tally {
    double gold, output, hit, hit_output;
    bool counted;
} tally;

typedef struct score {
    arena keep, work; /* the result; what one article needs */

    /* Set before the first article. */
    const units *units;
    size_t mistakes_wanted; /* of each kind, with their contexts */
    const char *rule;       /* only mistakes of this rule; NULL: all */
    bool with_change;       /* gold tells the change of quantities */

    tally tallies[FIGURE_COUNT];
    VECTOR(quoth_rule_score) rules;
    json_t *rule_index; /* "layer rule": its index in rules */
    VECTOR(quoth_mistake_count) missed, mistake_counts;
    VECTOR(quoth_mistake) mistakes;
} score;

/* One article under judgement. */
typedef struct subject {
    score *score;
    arena *work;
    const char *id;
    const tree *gold, *output; /* output NULL: there is no record */
    passage passage;
} subject;

/* The layers; a layer's function adds one article. */
void score_dates(subject *s);
void score_people(subject *s, bool entities); /* entities: who is who, not only where people are named */
void score_numbers(subject *s);
void score_quantities(subject *s);
void score_claims(subject *s);

/* ------------------------------------------------------------------------------ for the layers' files */

/* The list of a record; an empty one where there is none. */
const tree *record_list(const tree *record, const char *name);

/* A string of an entry, NULL where there is none; "cue.act" looks inside. */
const char *entry_string(const tree *entry, const char *name);

/* Whether both have the same value there, or none. */
bool entry_agrees(const tree *a, const tree *b, const char *name);

/* The spans of an entry's part ("span", "spans"), and those of all entries of a list. */
spans entry_spans(arena *a, const tree *part);
spans *list_spans(arena *a, const tree *list);

/* The first span, [0, 0) where there is none. */
span first_span(spans s);

void score_count(score *s, enum figure f, double gold, double output, double hit, double hit_output);
void score_field(score *s, enum figure f, bool agrees);

enum verdict {
    VERDICT_RIGHT,
    VERDICT_WRONG,    /* something stands there, but not quite that */
    VERDICT_SPURIOUS, /* nothing of the kind stands there */
};

/* An entry of the output was judged; it goes to the account of its rule. */
void score_verdict(score *s, const char *layer, const tree *entry, enum verdict verdict);

/* Gold has an entry of that kind, which was not found. */
void score_missed(score *s, const char *layer, const char *kind);

/* rule may be NULL, as for what was missed.  The note is made as printf does. */
void score_mistake(subject *s, const char *layer, const char *kind, span where, const char *rule, const char *note,
                   ...) __attribute__((format(printf, 6, 7)));

/* The values of the field in both for a note: "gold X, output Y". */
void score_field_mistake(subject *s, const char *layer, const char *kind, span where, const char *rule,
                         const char *gold, const char *output);

/* --------------------------------------------------------------------------------------------- values */

/* What a number or quantity amounts to: nothing, a value, or the ends of a range. */
typedef struct amount {
    const double *at;
    size_t n;
    bool range;
} amount;

amount amount_of(arena *a, const tree *entry);
bool amount_is_same(amount a, amount b);
const char *amount_text(arena *a, amount v);

/* The one form of a number's unit. */
const char *number_unit(arena *a, const units *u, const tree *number);

#endif
