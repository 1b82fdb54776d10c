/* Code points: decoding UTF-8 and telling letters from digits, marks and space. */
#ifndef QUOTH_TEXT_POINT_H
#define QUOTH_TEXT_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/bytes.h"

#define POINT_REPLACEMENT 0xFFFDu

/* What a code point is good for in a text; a set. */
enum point_class {
    POINT_SPACE = 1,       /* parts tokens: white space, control characters, byte-order mark */
    POINT_BREAK = 2,       /* of those, the ones that end a line */
    POINT_SKIPPED = 4,     /* belongs to no token, yet parts none: soft hyphen, joiners, direction marks */
    POINT_INNER = 8,       /* part of a word between two letters: apostrophe, soft hyphen, U+FFFD */
    POINT_APOSTROPHE = 16, /* of those, the apostrophes */
    POINT_LETTER = 32,
    POINT_UPPER = 64, /* upper or title case */
    POINT_LOWER = 128,
    POINT_DIGIT = 256,
    POINT_MARK = 512, /* combining: belongs to what stands before it */
};

extern const uint16_t point_ascii[256]; /* of bytes; 0 of those above 127 */

/* The class of a code point above 127. */
unsigned point_class_wide(uint32_t c);

static inline unsigned point_class(uint32_t c)
{
    return c < 128 ? point_ascii[c] : point_class_wide(c);
}

/* The code point at p, which must begin a valid one; its length goes to *length. */
static inline uint32_t point_at(const unsigned char *p, size_t *length)
{
    if (p[0] < 0x80) {
        *length = 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *length = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *length = 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *length = 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
           (p[3] & 0x3F);
}

/* The length of the valid code point at p, or 0; p < end. */
size_t point_valid(const unsigned char *p, const unsigned char *end);

/* The end of the run of ASCII bytes at p, eight at a time. */
static inline const unsigned char *point_ascii_end(const unsigned char *p, const unsigned char *end)
{
    while (end - p >= 8) {
        uint64_t eight;
        memcpy(&eight, p, sizeof eight);
        eight &= EACH_BYTE(0x80);
        if (eight)
#ifdef LOW_BYTE_FIRST
            return p + first_byte_set(eight);
#else
            break;
#endif
        p += 8;
    }
    while (p < end && *p < 0x80)
        p++;
    return p;
}

/* How many code points begin in eight bytes of valid UTF-8. */
static inline size_t point_count_eight(const char *data)
{
    uint64_t eight;
    memcpy(&eight, data, sizeof eight);
    uint64_t inner = eight >> 7 & ~(eight >> 6) & 0x0101010101010101u; /* a bit for each byte that begins none */
    return 8 - (size_t)(inner * 0x0101010101010101u >> 56);
}

/* How many code points begin in `size` bytes of valid UTF-8. */
size_t point_count(const char *data, size_t size);

#endif
