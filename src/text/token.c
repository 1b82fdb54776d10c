/*
 * Cutting text into tokens.
 *
 * ASCII goes through a table; only code points above are decoded and looked up.  Each function takes the
 * place where its kind of token begins and returns the place behind it.
 */
#include "text/token.h"

#include <string.h>

#include "base/bytes.h"
#include "text/point.h"

typedef const unsigned char *place;

/* Of what is rare, so that it takes no registers from what is not. */
#define NOT_INLINE __attribute__((noinline))

#define WORD_CLASSES (POINT_LETTER | POINT_DIGIT | POINT_MARK)

/* The class of what stands at p, which is not the end, and its length. */
static inline unsigned class_here(place p, size_t *length)
{
    *length = 1;
    return *p < 128 ? point_ascii[*p] : point_class_wide(point_at(p, length));
}

/* The same; 0 and 0 at the end. */
static unsigned class_at(place p, place end, size_t *length)
{
    *length = 0;
    return p == end ? 0 : class_here(p, length);
}

static bool is_at(place p, place end, unsigned classes)
{
    size_t length;
    return (class_at(p, end, &length) & classes) != 0;
}

#ifdef LOW_BYTE_FIRST
/* Bit 7 of the first byte that is no ASCII letter; what it says of bytes behind that one means nothing. */
static inline uint64_t no_letter(uint64_t bytes)
{
    uint64_t folded = bytes | EACH_BYTE(0x20);
    uint64_t from_a = folded + EACH_BYTE(0x80 - 'a'), behind_z = folded + EACH_BYTE(0x7F - 'z');
    return (~from_a | behind_z | bytes) & EACH_BYTE(0x80);
}
#endif

/* The end of the run of ASCII letters at p. */
static inline place letters_end(place p, place end)
{
#ifdef LOW_BYTE_FIRST
    for (; end - p >= 8; p += 8) {
        uint64_t bytes;
        memcpy(&bytes, p, 8);
        uint64_t ends = no_letter(bytes);
        if (ends)
            return p + first_byte_set(ends);
    }
#endif
    while (p < end && (point_ascii[*p] & POINT_LETTER))
        p++;
    return p;
}

/* Whether an s and the end of a word stand at p, which is behind an apostrophe. */
static bool is_lone_s(place p, place end)
{
    return p < end && (*p == 's' || *p == 'S') && !is_at(p + 1, end, WORD_CLASSES);
}

/* The end of the letters, digits and marks at p, with what may stand between letters. */
static place word_rest(place p, place end)
{
    for (;;) {
        size_t length;
        p = letters_end(p, end);
        unsigned class = class_at(p, end, &length);
        if (!(class & (WORD_CLASSES | POINT_INNER)))
            return p;
        if ((class & POINT_INNER) && !is_at(p + length, end, POINT_LETTER))
            return p;
        if ((class & POINT_APOSTROPHE) && is_lone_s(p + length, end))
            return p;
        p += length;
    }
}

/* The end of a run of single letters with periods between and behind; p is behind the first letter. */
static NOT_INLINE place letters_with_periods(place p, place end)
{
    place word = p;
    while (p < end && *p == '.') {
        size_t length;
        if (!(class_at(p + 1, end, &length) & POINT_LETTER) || is_at(p + 1 + length, end, WORD_CLASSES))
            break;
        p += 1 + length;
    }
    bool more_periods = end - p > 2 && p[0] == '.' && p[1] == '.' && p[2] == '.';
    return p > word && p < end && *p == '.' && !more_periods ? p + 1 : p;
}

/* "USD1,700" and "RM23.50" are a word and a number: digits with a separator behind them are no part of a name. */
static NOT_INLINE place without_number(place start, place p, place end)
{
    if (end - p < 2 || (*p != ',' && *p != '.') || p[1] < '0' || p[1] > '9')
        return p;
    place digits = p;
    while (digits > start && digits[-1] >= '0' && digits[-1] <= '9')
        digits--;
    return digits > start ? digits : p;
}

static inline place word_end(place start, size_t first_length, place end, unsigned *flags)
{
    place p = letters_end(start + first_length, end);
    if (p == end)
        return p;
    if (*p == '.' && p == start + first_length) {
        p = letters_with_periods(p, end);
        *flags |= p[-1] == '.' ? TOKEN_PERIOD : 0u;
        return p;
    }
    if (*p < 128 && !(point_ascii[*p] & (POINT_DIGIT | POINT_INNER)))
        return p; /* nearly always */
    return without_number(start, word_rest(p, end), end);
}

static NOT_INLINE place number_end(place p, place end)
{
    for (;;) {
        size_t length;
        while (p < end && *p >= '0' && *p <= '9')
            p++;
        if (p == end)
            return p;
        bool separator = *p == ',' || *p == '.';
        if (separator ? is_at(p + 1, end, POINT_DIGIT)
                      : *p >= 128 && (class_at(p, end, &length) & (POINT_DIGIT | POINT_MARK)))
            p += separator ? 1 : length;
        else
            return p;
    }
}

/* Marks that are taken together: runs of periods and hyphens, pairs of what stands for a quotation mark. */
static place repeated_end(place p, uint32_t c, place end)
{
    if (c == '.' || c == '-') {
        while (p < end && *p == c)
            p++;
        return p;
    }
    bool pairs = c == '\'' || c == '`' || c == 0x2018 || c == 0x2019;
    size_t length;
    return pairs && p < end && point_at(p, &length) == c ? p + length : p;
}

static NOT_INLINE place mark_end(place p, unsigned class, unsigned flags, place end)
{
    size_t length;
    if (*p < 128 && *p != '\'' && end - p > 1 && p[1] < 128 && p[1] != *p)
        return p + 1; /* nearly always */
    uint32_t c = point_at(p, &length);
    p += length;
    place repeated = repeated_end(p, c, end);
    if (repeated > p)
        return repeated;
    if ((flags & TOKEN_GLUED) && (class & POINT_APOSTROPHE) && is_lone_s(p, end))
        return p + 1;
    while (p < end && *p >= 128 && (class_at(p, end, &length) & POINT_MARK))
        p += length;
    return p;
}

/* The end of the token at start, whose first point has this class and length. */
static inline place token_end(place start, unsigned class, size_t length, place end, unsigned *flags)
{
    if (class & POINT_LETTER) {
        *flags |= TOKEN_WORD | (class & POINT_UPPER ? TOKEN_UPPER : 0u);
        return word_end(start, length, end, flags);
    }
    if (class & POINT_DIGIT) {
        *flags |= TOKEN_NUMBER;
        return number_end(start + length, end);
    }
    *flags |= *start == '.' ? TOKEN_PERIOD : 0u;
    return mark_end(start, class, *flags, end);
}

/* The place for one more token where there is none; *limit is behind the last place. */
static NOT_INLINE token *more_room(arena *a, tokens *list, token *next, token **limit)
{
    list->n = (size_t)(next - list->at);
    next = arena_push(a, list);
    *limit = list->at + list->room;
    return next;
}

void tokens_cut(arena *a, const text *t, tokens *result)
{
    place base = (place)t->bytes, p = base, end = base + t->size;
    if (!result->room)
        arena_reserve(a, result, t->size / 4 + 16); /* more than most texts have */
    token *next = result->at + result->n, *limit = result->at + result->room;
    for (unsigned flags = TOKEN_PARAGRAPH; p < end;) {
        size_t length;
        unsigned class = class_here(p, &length);
        if (class & (POINT_SPACE | POINT_SKIPPED)) { /* of no token, but it says something of the next one */
            flags |= class & POINT_BREAK ? TOKEN_PARAGRAPH : 0u;
            flags &= class & POINT_SPACE ? ~(unsigned)TOKEN_GLUED : ~0u;
            p += length;
            continue;
        }
        place start = p;
        p = token_end(p, class, length, end, &flags);
        if (next == limit)
            next = more_room(a, result, next, &limit);
        *next++ = (token){.start = (uint32_t)(start - base), .end = (uint32_t)(p - base), .flags = (uint16_t)flags};
        flags = TOKEN_GLUED;
        if (p < end && *p == ' ') { /* of what parts tokens nearly all */
            flags = 0;
            p++;
        }
    }
    result->n = (size_t)(next - result->at);
}
