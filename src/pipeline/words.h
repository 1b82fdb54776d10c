/* A document's tokens in code points, for formats that annotate tokens. */
#ifndef QUOTH_PIPELINE_WORDS_H
#define QUOTH_PIPELINE_WORDS_H

#include "pipeline/marks.h"

typedef struct word {
    size_t start, end; /* code points */
    quoth_slice text;
    bool space;    /* white space follows, or the end of the text */
    bool sentence; /* the first of a sentence */
} word;

typedef struct words {
    VECTOR(word) list;
} words;

/* Every mark begins and ends with a word: where one does not, the word is cut there. */
void words_make(arena *a, const quoth_document *d, const marks *m, words *result);

/* The first and the last word that the piece touches; false when it touches none. */
bool words_touched(const words *w, const quoth_piece *piece, size_t *first, size_t *last);

#endif
