/* Bytes eight at once, in a word: L. Lamport, "Multiple byte processing with full-word instructions", 1975. */
#ifndef QUOTH_BASE_BYTES_H
#define QUOTH_BASE_BYTES_H

#include <stdint.h>

/* The word each of whose bytes is c. */
#define EACH_BYTE(c) ((uint64_t)(c) * 0x0101010101010101u)

#endif
