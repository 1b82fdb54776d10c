/*
 * The normal name of what is counted or measured: "political prisoners" is `political prisoner`, "$ ... per
 * barrel" is `USD per barrel`.
 */
#ifndef QUOTH_EXTRACT_NUMBER_UNIT_H
#define QUOTH_EXTRACT_NUMBER_UNIT_H

#include "extract/article.h"

/*
 * Sets the unit's name and place.  The name is the hit's field `name`, or made of the words of its fields `unit` and
 * `per`, as written, the last one by the value that it has in a list named there, otherwise in the singular by the
 * field `singular`; NULL when there is no unit.  The place includes `per` when it stands right behind; data is NULL
 * when there is none.
 */
void number_set_unit(const article *a, const hit *h, quoth_number *n);

/*
 * The singular of a word by suffix rules, tried in order: "ies:y ss:ss s:" makes "parties" party, leaves "class"
 * and makes "cats" cat.  A rule applies only where at least two bytes stay before the suffix.  Terminated, in
 * the arena.
 */
const char *number_singular(arena *a, quoth_slice word, const char *rules);

#endif
