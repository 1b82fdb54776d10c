/* The fields that an example can expect, by name: NULL where there is no such field, "" where it has no value. */
#ifndef QUOTH_EXTRACT_CHECK_FIELDS_H
#define QUOTH_EXTRACT_CHECK_FIELDS_H

#include "extract/article.h"

const char *check_date_field(arena *a, const quoth_date *d, const char *name);
const char *check_number_field(arena *a, const quoth_number *n, const char *name);
const char *check_person_field(arena *a, const quoth_person *p, const char *name);
const char *check_claim_field(arena *a, const quoth_claim *c, const char *name);

/* Of any other match: its text, its value, or a field of its frame. */
const char *check_hit_field(arena *a, const article *from, const hit *h, const char *name);

#endif
