/* The text of an article under judgement: its code points, its words, what stands around a place. */
#ifndef QUOTH_TUNE_PASSAGE_H
#define QUOTH_TUNE_PASSAGE_H

#include <stdbool.h>

#include "quoth.h"
#include "tune/match.h"

typedef struct passage {
    quoth_slice text;     /* data NULL: the text is not known */
    uint32_t *offsets;    /* the byte at which each code point begins, and the end */
    size_t points;        /* code points */
    VECTOR(span) words;   /* runs of letters and digits, and single other characters that are no space */
} passage;

/* text must be valid UTF-8 and outlive the passage. */
passage passage_of(arena *a, quoth_slice text);

/* The bytes of [start, end) in code points; an end beyond the text is its end. */
quoth_slice passage_slice(const passage *p, size_t start, size_t end);

/* The indexes of the words that have a part in a span. */
span passage_words(const passage *p, span s);

/* Whether a double quotation mark of any kind stands in a span. */
bool passage_is_quoted(const passage *p, span s);

#endif
