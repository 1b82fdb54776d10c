/* An evaluation for people to read. */
#ifndef QUOTH_CLI_EVAL_TABLE_H
#define QUOTH_CLI_EVAL_TABLE_H

#include <stdio.h>

#include "quoth.h"

#define ALL_RULES ((size_t)-1)

/* The figures; what was missed by kind; of each layer the rules with the most wrong entries, at most `rules`. */
void print_evaluation(FILE *out, const quoth_evaluation *e, size_t rules);

/* The mistakes that were kept, each with what stands around it. */
void print_mistakes(FILE *out, const quoth_evaluation *e);

#endif
