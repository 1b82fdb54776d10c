/* The names of units in one form, so that scoring does not ask how a unit is spelled. */
#ifndef QUOTH_TUNE_UNITS_H
#define QUOTH_TUNE_UNITS_H

#include <stdbool.h>

#include "base/arena.h"
#include "quoth.h"

typedef struct units units;

/*
 * Reads the file eval/units of a pattern folder, which explains itself.  Without one, names are only compared in
 * lower case.  NULL and *error when the file makes no sense or memory is short.  Free with units_free.
 */
units *units_read(const char *folder, quoth_error *error);
void units_free(units *u);

/* The one form of a unit's name, made in the arena; NULL counts as "-", which is no unit. */
const char *units_name(arena *a, const units *u, const char *name);

/* A string in lower case with single spaces, made in the arena. */
const char *plain_text(arena *a, const char *text);

#endif
