/*
 * The text of one article: the bytes as given, a clean and normalized form that everything reads, and the
 * way back from any place in it to code points of the given text.
 */
#ifndef QUOTH_TEXT_TEXT_H
#define QUOTH_TEXT_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "quoth.h"

typedef struct text {
    const char *bytes; /* valid UTF-8 in NFC; what tokens point into; not terminated */
    size_t size;
    const char *given; /* the given text with each invalid byte replaced by U+FFFD; the same pointer as
                          bytes when it is in NFC already */
    size_t given_size;
    size_t replaced; /* invalid bytes */
    struct offset_map *map; /* how bytes of `bytes` lie in `given`; private to normalize.c */
} text;

/* The longest text: replacing and normalizing can make three bytes of one, and offsets are 32 bits. */
#define TEXT_MAX (UINT32_MAX / 3)

/*
 * Validates, replaces, normalizes.  The result lives in the arena and may borrow `given`, which must outlive
 * it.  size must not be above TEXT_MAX.
 *
 * Normalization goes cluster by cluster (a starter and the marks and jamo behind it), which gives the NFC of
 * the whole.  Clusters are cut after 64 code points, so that a heap of marks cannot cost quadratic time.
 */
void text_make(arena *a, const char *given, size_t size, text *result);

/*
 * The piece of the given text that the normalized bytes [start, end) came from.  Where an end falls inside a
 * cluster whose form changed, the piece is widened to the whole cluster.
 */
quoth_piece text_piece(const text *t, size_t start, size_t end);

#endif
