/*
 * Gold files: records made by hand (docs/record.md), the texts they speak of, and the records to be judged,
 * brought together by the articles' ids.
 *
 * All memory hangs on the set, so that its arena may escape at any point; gold_free gives it back.
 */
#ifndef QUOTH_TUNE_GOLD_H
#define QUOTH_TUNE_GOLD_H

#include <jansson.h>

#include "pipeline/line.h"
#include "pipeline/reader.h"
#include "pipeline/walk.h"

#include "tune/tree.h"

typedef struct gold_article {
    const char *id, *file; /* file: the gold file */
    const tree *gold, *record; /* record: NULL until one came with this id */
    quoth_slice text;      /* data NULL: not known */
    bool alone;            /* to be read from the gold record itself */
} gold_article;

typedef VECTOR(const char *) gold_files;

typedef struct gold_set {
    arena arena;
    VECTOR(gold_article) articles; /* in the order of the files */
    json_t *index;                 /* id: index of the article */
    gold_files files;              /* the gold files */
    gold_files inputs;             /* where the articles are read */
    const char *prefix;            /* of ids that name files: what stood before them when they were found */
    size_t extra;                  /* records whose article is not in gold */
    bool with_change;              /* some quantity of gold has a change */

    /* What is under way. */
    reader *reader;
    walk *walk;
    batch batch;
    buffer clean;
    line_reader line;
    tree_reader trees;
} gold_set;

/* *set must be zero but for the arena's escape; false and *error when something fails, here and below. */
bool gold_begin(gold_set *set, quoth_error *error);
void gold_free(gold_set *set);

/* Reads gold files; a folder stands for the JSON Lines files in it but *.input.jsonl. */
bool gold_read(gold_set *set, const char *const *paths, size_t count, quoth_error *error);

/*
 * Finds where the articles are to be read, into set->inputs: `given` if that is not NULL, else for each gold file
 * NAME.input.jsonl beside NAME.gold.jsonl, or the files that its ids name.  Articles of a gold file that holds the
 * texts itself are marked as `alone`.
 */
bool gold_find_inputs(gold_set *set, const char *given, quoth_error *error);

/* Reads the texts of articles that gold does not hold itself. */
bool gold_read_texts(gold_set *set, quoth_error *error);

/* Takes records to be judged: a file of them, or lines in memory. */
bool gold_read_records(gold_set *set, const char *file, quoth_error *error);
bool gold_take_records(gold_set *set, const char *lines, size_t size, quoth_error *error);

/* The article as it stands in a gold record: its text and what is said to be given with it. */
quoth_article gold_own_article(const gold_article *article);

/* What is wrong with the shape of a record, gold or judged; NULL: nothing. */
const char *gold_wrong_with(const tree *record);

/* Whether a record of gold annotates a layer; people_mentions are a layer of their own. */
bool gold_has_layer(const tree *record, const char *layer);

#endif
