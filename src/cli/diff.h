/* What quoth diff compares and how it tells of it. */
#ifndef QUOTH_CLI_DIFF_H
#define QUOTH_CLI_DIFF_H

#include <stdint.h>

#include "quoth.h"

/* ---------------------------------------------------------------------------------------- diff_items.c */

enum layer { LAYER_CLAIM, LAYER_DATE, LAYER_NUMBER, LAYER_PERSON };

/* An annotation as far as it is compared; it borrows from the document. */
struct item {
    enum layer layer;
    const char *rule;
    size_t start, end;
    uint64_t hash; /* of its values */
    const void *entry; /* the quoth_claim, quoth_date, quoth_number or quoth_person */
};

/* Those of a document by layer and place; used again for the next, given back by free(items.at). */
struct items {
    struct item *at;
    size_t n, room;
};

/* False when memory is short. */
bool items_gather(const quoth_document *d, struct items *all);

/* The values in words; long ones lose their middle. */
void item_describe(const struct item *i, char *text, size_t size);

/* --------------------------------------------------------------------------------------- diff_report.c */

enum change { GAINED, LOST, CHANGED };

/* What has changed, by rule. */
struct report {
    const char *rule; /* only changes that this rule has a part in; NULL: all */
    size_t examples;  /* to be shown of each rule and sort of change */
    struct row *rows;
    size_t row_count, row_room, changes;
};

/* a: before, NULL when gained; b: after, NULL when lost.  False when memory is short. */
bool report_note(struct report *r, const quoth_document *d, const struct item *a, const struct item *b);
void report_show(struct report *r, size_t articles);
void report_free(struct report *r);

#endif
