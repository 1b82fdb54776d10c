/*
 * What numerals are worth: arithmetic that knows no language.
 */
#ifndef QUOTH_EXTRACT_NUMERAL_H
#define QUOTH_EXTRACT_NUMERAL_H

#include "extract/article.h"

/*
 * A number in digits: "1,200" 1200, "3.5" 3.5, "1.234.567" 1234567, "1.234,5" 1234.5, "12,34,567" 1234567, "2,5"
 * 2.5.  A single comma before three digits parts thousands, a single period is a decimal point.  NAN when there
 * are other characters or no digit.
 */
double numeral_digits(const char *data, size_t size);

/* The value of a list entry or of a numeral found before: a sign, digits, a decimal point.  NAN: no number. */
double numeral_read(const char *string);

/* The whole number that a string begins with, with a sign or without; *end is the place behind it, the string when there is
   none.  Huge ones are made smaller. */
static inline long numeral_whole(const char *string, const char **end)
{
    const long huge = 1000000000;
    const char *s = string + (*string == '-' || *string == '+'), *digits = s;
    long value = 0;
    for (; *s >= '0' && *s <= '9'; s++)
        value = value < huge ? value * 10 + (*s - '0') : value;
    *end = s > digits ? s : string;
    return *string == '-' ? -value : value;
}

/* numeral_write.c: the shortest decimal form that reads back as the same number; terminated, in the arena. */
const char *numeral_write(arena *a, double value);

/*
 * Like numeral_value (kinds.h), and *scale becomes what the last multiplier in it was (1 when there is none):
 * "3.5 million" gives 3500000 and 1000000.
 */
double numeral_scaled(const article *a, const hit *h, field_key f, double *scale);

#endif
