/* Invalid UTF-8 in what surrounds the text: lines of JSON, file names, fields carried over. */
#ifndef QUOTH_PIPELINE_UTF8_H
#define QUOTH_PIPELINE_UTF8_H

#include "base/buffer.h"

#define UTF8_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* The length of the valid code point at the beginning, 0 when there is none.  size must not be 0. */
size_t utf8_length(const char *data, size_t size);

/* How many bytes at the beginning are valid. */
size_t utf8_valid(const char *data, size_t size);

/* Adds the bytes to *out, each invalid one replaced by U+FFFD, and returns how many were. */
size_t utf8_clean(const char *data, size_t size, buffer *out);

#endif
