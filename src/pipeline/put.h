/* Writing JSON by appending it: what a record is made of.  A failure to grow stays in the buffer. */
#ifndef QUOTH_PIPELINE_PUT_H
#define QUOTH_PIPELINE_PUT_H

#include "base/buffer.h"
#include "quoth.h"

/* Literal JSON. */
#define PUT(b, literal) buffer_add((b), literal, sizeof(literal) - 1)

/* The same at a place with room for it, which moves behind it. */
#define PUT_AT(at, literal) (memcpy((at), literal, sizeof(literal) - 1), (at) += sizeof(literal) - 1, (void)0)

/* A string in quotation marks.  Bytes that are not UTF-8 are replaced; all control characters are escaped. */
void put_string(buffer *b, const char *data, size_t size);
void put_slice(buffer *b, quoth_slice slice);

/* The same without the marks around: for a string made of several pieces. */
void put_characters(buffer *b, const char *data, size_t size);

/*
 * A number, finite, in the shortest form that reads back as the same double: 3500000 and 0.1, never
 * 3.5e+06 and 0.10000000000000001; an exponent only from 1e18 up, where readers that keep whole numbers in 64 bits fail, and
 * below 1e-6.  Knows no locale.
 */
void put_number(buffer *b, double value);
void put_size(buffer *b, size_t value);

/* Writes the digits of a number at a place with room for them, and returns the place behind. */
#define DIGITS_MAX 20
char *put_digits(char *at, size_t value);

/* A number with two digits behind the point at most. */
void put_hundredths(buffer *b, double value);

#endif
