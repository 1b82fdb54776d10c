#include "text/point.h"

#include <utf8proc.h>

#define SP POINT_SPACE
#define BR POINT_SPACE | POINT_BREAK
#define DI POINT_DIGIT
#define UP POINT_LETTER | POINT_UPPER
#define LO POINT_LETTER | POINT_LOWER
#define AP POINT_INNER | POINT_APOSTROPHE

const uint16_t point_ascii[256] = {
    SP, SP, SP, SP, SP, SP, SP, SP,
    SP, SP, BR, BR, BR, BR, SP, SP,
    SP, SP, SP, SP, SP, SP, SP, SP,
    SP, SP, SP, SP, SP, SP, SP, SP,
    SP, 0, 0, 0, 0, 0, 0, AP,
    0, 0, 0, 0, 0, 0, 0, 0,
    DI, DI, DI, DI, DI, DI, DI, DI,
    DI, DI, 0, 0, 0, 0, 0, 0,
    0, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, 0, 0, 0, 0, 0,
    0, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, 0, 0, 0, 0, SP,
};

#undef SP
#undef BR
#undef DI
#undef UP
#undef LO
#undef AP

/* What differs from the general category.  Returns false where nothing does. */
static bool special(uint32_t c, unsigned *class)
{
    switch (c) {
    case 0x0085: /* next line */
    case 0x2028: /* line separator */
    case 0x2029: /* paragraph separator */
        *class = POINT_SPACE | POINT_BREAK;
        return true;
    case 0x200B: /* zero-width space */
    case 0xFEFF: /* byte-order mark */
        *class = POINT_SPACE;
        return true;
    case 0x02BC: /* modifier letter apostrophe */
    case 0x2018: /* typed for an apostrophe when between letters */
    case 0x2019:
        *class = POINT_INNER | POINT_APOSTROPHE;
        return true;
    case POINT_REPLACEMENT: /* "Garc�a" stays one word */
        *class = POINT_INNER;
        return true;
    default:
        return false;
    }
}

unsigned point_class_wide(uint32_t c)
{
    unsigned class;
    if (special(c, &class))
        return class;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return POINT_LETTER | POINT_UPPER;
    case UTF8PROC_CATEGORY_LL:
        return POINT_LETTER | POINT_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return POINT_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return POINT_MARK;
    case UTF8PROC_CATEGORY_ND:
        return POINT_DIGIT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC:
        return POINT_SPACE;
    case UTF8PROC_CATEGORY_CF:
        return POINT_SKIPPED | POINT_INNER;
    default:
        return 0;
    }
}

static bool follows(const unsigned char *p, size_t n)
{
    for (size_t i = 1; i <= n; i++)
        if ((p[i] & 0xC0) != 0x80)
            return false;
    return true;
}

size_t point_valid(const unsigned char *p, const unsigned char *end)
{
    size_t left = (size_t)(end - p);
    if (p[0] < 0x80)
        return 1;
    if (p[0] < 0xC2)
        return 0;
    if (p[0] < 0xE0)
        return left >= 2 && follows(p, 1) ? 2 : 0;
    if (p[0] < 0xF0) {
        if (left < 3 || !follows(p, 2))
            return 0;
        bool overlong = p[0] == 0xE0 && p[1] < 0xA0, surrogate = p[0] == 0xED && p[1] >= 0xA0;
        return overlong || surrogate ? 0 : 3;
    }
    if (p[0] > 0xF4 || left < 4 || !follows(p, 3))
        return 0;
    bool overlong = p[0] == 0xF0 && p[1] < 0x90, beyond = p[0] == 0xF4 && p[1] >= 0x90;
    return overlong || beyond ? 0 : 4;
}

size_t point_count(const char *data, size_t size)
{
    size_t points = 0, i = 0;
    for (; i + 8 <= size; i += 8)
        points += point_count_eight(data + i);
    for (; i < size; i++)
        points += ((unsigned char)data[i] & 0xC0) != 0x80;
    return points;
}
