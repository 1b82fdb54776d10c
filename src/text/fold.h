/* Case, for looking words up. */
#ifndef QUOTH_TEXT_FOLD_H
#define QUOTH_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Write the lower-case, upper-case or capitalized form of valid UTF-8 to out, which has room for
 * FOLD_ROOM(size) bytes; return its size.  Code point by code point (simple case mapping, Unicode 15).
 * fold_lower also makes the typographic apostrophe a straight one, so that "don’t" is found as "don't".
 */
#define FOLD_ROOM(size) (2 * (size) + 4)
size_t fold_lower(const char *in, size_t size, char *out);
size_t fold_upper(const char *in, size_t size, char *out);
size_t fold_title(const char *in, size_t size, char *out);

/* Whether a string has an upper-case letter; a lower-case one. */
bool fold_has_upper(const char *in, size_t size);
bool fold_has_lower(const char *in, size_t size);

#endif
