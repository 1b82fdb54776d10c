/* What quoth explain is asked, and the answer for a place in the text. */
#ifndef QUOTH_CLI_EXPLAIN_H
#define QUOTH_CLI_EXPLAIN_H

#include "quoth.h"

struct explaining {
    const char *id, *at, *span, *kind, *rule, *published, *patterns;
    quoth_genre genre;
    quoth_date_order date_order;
    size_t start, end; /* the span, once read */
    size_t shown;
    bool met;    /* the article was there */
    bool failed; /* memory was short */
};

void show_piece(const quoth_piece *p);

/* Whether a rule is of the kind and the id asked for. */
bool is_wanted(const struct explaining *e, const char *rule);

/* Which rules began at the place asked for, how far each got, and what became of those that fit.  False and *error when
   memory is short. */
bool explain_place(struct explaining *e, quoth_scanner *scanner, const quoth_document *d, quoth_error *error);

#endif
