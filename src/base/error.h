/* Filling a caller-owned quoth_error. */
#ifndef QUOTH_BASE_ERROR_H
#define QUOTH_BASE_ERROR_H

#include "quoth.h"

/* Sets *error unless it holds one already (the first one wins); error may be NULL.  Returns status. */
quoth_status error_set(quoth_error *error, quoth_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a place; file may be NULL, line and column 0. */
quoth_status error_at(quoth_error *error, quoth_status status, const char *file, unsigned line, unsigned column,
                      const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
