/*
 * The kinds of annotation, one line each: KIND(name, found, finish).
 *
 *   found   void found(article *, const hits *): the hits of this kind in one stage, in text order, before units are
 *           made of them.  Sets `value` and `dropped`, keeps what it needs in the article.  NULL: nothing.
 *   finish  void finish(article *): after all stages, in the order of this table.  NULL: nothing.
 *
 * A rule's kind is the first part of its id; a kind that stands not here makes units for other rules.
 */
#ifndef QUOTH_EXTRACT_KINDS_H
#define QUOTH_EXTRACT_KINDS_H

#include "extract/article.h"

#define KINDS(KIND)                            \
    KIND(numeral, numeral_found, NULL)         \
    KIND(tense, tense_found, NULL)             \
    KIND(header, header_found, NULL)           \
    KIND(date, date_found, date_finish)        \
    KIND(number, number_found, number_finish)  \
    KIND(share, share_found, NULL)             \
    KIND(person, person_found, person_finish)  \
    KIND(claim, claim_found, claim_finish)

void numeral_found(article *a, const hits *found);
void tense_found(article *a, const hits *found);
void header_found(article *a, const hits *found);
void date_found(article *a, const hits *found);
void date_finish(article *a);
void number_found(article *a, const hits *found);
void number_finish(article *a);
void share_found(article *a, const hits *found);
void person_found(article *a, const hits *found);
void person_finish(article *a);
void claim_found(article *a, const hits *found);
void claim_finish(article *a);

/*
 * The number that the units of a hit's field say, by the values of the lists that they stand in (numeral.c):
 * digits count as themselves; "N" adds, "*N" multiplies what stands before, "/N" divides, "" is passed over.
 * NAN when there is none.
 */
double numeral_value(const article *a, const hit *h, field_key f);

#endif
