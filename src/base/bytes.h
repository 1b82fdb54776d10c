/* Bytes eight at once, in a word: L. Lamport, "Multiple byte processing with full-word instructions", 1975. */
#ifndef QUOTH_BASE_BYTES_H
#define QUOTH_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

/* The word each of whose bytes is c. */
#define EACH_BYTE(c) ((uint64_t)(c) * 0x0101010101010101u)

#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOW_BYTE_FIRST

/* The first byte in memory of eight of which a bit is set; some bit must be. */
static inline size_t first_byte_set(uint64_t eight)
{
    return (size_t)__builtin_ctzll(eight) / 8;
}
#endif

#endif
