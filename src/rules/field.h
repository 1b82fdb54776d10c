/*
 * Names of fields as numbers.
 *
 * A field's name has at most FIELD_MAX letters, so two words hold it whole.  Of a literal the compiler makes two constants,
 * and asking a hit for one of the many fields that it does not have costs a few instructions.
 */
#ifndef QUOTH_RULES_FIELD_H
#define QUOTH_RULES_FIELD_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { FIELD_MAX = 16 };

typedef struct field_key {
    uint64_t low, high;
} field_key;

#define FIELD_LETTER(name, size, i) ((i) < (size) ? (uint64_t)(unsigned char)(name)[i] << (i) % 8 * 8 : 0)
#define FIELD_HALF(name, size, i)                                                                               \
    (FIELD_LETTER(name, size, i) | FIELD_LETTER(name, size, (i) + 1) | FIELD_LETTER(name, size, (i) + 2) |      \
     FIELD_LETTER(name, size, (i) + 3) | FIELD_LETTER(name, size, (i) + 4) | FIELD_LETTER(name, size, (i) + 5) | \
     FIELD_LETTER(name, size, (i) + 6) | FIELD_LETTER(name, size, (i) + 7))

static inline __attribute__((always_inline)) field_key field_named(const char *name)
{
    size_t size = strlen(name);
    return (field_key){FIELD_HALF(name, size, 0), FIELD_HALF(name, size, 8)};
}

static inline bool field_same(field_key a, field_key b)
{
    return a.low == b.low && a.high == b.high;
}

/* One bit for each field; several fields may share it.  The factor is the best of many random ones: fields that are asked of
   the same hits hardly ever share one. */
static inline uint64_t field_bit(field_key f)
{
    return (uint64_t)1 << ((f.low ^ f.high * 3) * 0xFF81E1FD1BE48EB1u >> 58);
}

#endif
