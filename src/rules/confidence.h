/*
 * How sure the entries of a rule are, by the file confidence.list of a pattern folder: a line "ID = VALUE" for a
 * rule, or "KIND = VALUE" for all rules of a kind that have no line of their own.  `quoth eval --calibrate` makes it.
 */
#ifndef QUOTH_RULES_CONFIDENCE_H
#define QUOTH_RULES_CONFIDENCE_H

#include "rules/grammar.h"

typedef struct rule_confidence {
    const char *rule; /* the very pointer of the rule's id */
    double value;
} rule_confidence;

typedef struct rule_confidences {
    rule_confidence *at; /* ordered by pointer */
    size_t n;
} rule_confidences;

/* Reads the file; without one there are none. */
rule_confidences confidences_read(const grammar *g, problems *p);

/* The confidence of the rule whose id that pointer is, as a hit has it; 0 when the file says nothing. */
double confidence_of_rule(const rule_confidences *all, const char *id);

#endif
