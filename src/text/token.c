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

#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOW_BYTE_FIRST

/* Bit 7 of each byte that is no ASCII letter or digit. */
static inline uint64_t ends_word(uint64_t bytes)
{
    uint64_t low = bytes & EACH_BYTE(0x7F), folded = low | EACH_BYTE(0x20);
    uint64_t letter = (folded + EACH_BYTE(0x80 - 'a')) & ~(folded + EACH_BYTE(0x7F - 'z'));
    uint64_t digit = (low + EACH_BYTE(0x80 - '0')) & ~(low + EACH_BYTE(0x7F - '9'));
    return (~(letter | digit) | bytes) & EACH_BYTE(0x80);
}
#endif

static inline place ascii_word_end(place p, place end)
{
#ifdef LOW_BYTE_FIRST
    while (end - p >= 8) {
        uint64_t bytes;
        memcpy(&bytes, p, 8);
        uint64_t ends = ends_word(bytes);
        if (ends)
            return p + __builtin_ctzll(ends) / 8;
        p += 8;
    }
#endif
    while (p < end && (point_ascii[*p] & (POINT_LETTER | POINT_DIGIT)))
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
        p = ascii_word_end(p, end);
        if (p < end && *p < 128 && !(point_ascii[*p] & POINT_INNER))
            return p; /* at nearly every word's end */
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
static place letters_with_periods(place p, place end)
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
static place without_number(place start, place p, place end)
{
    if (end - p < 2 || (*p != ',' && *p != '.') || p[1] < '0' || p[1] > '9')
        return p;
    place digits = p;
    while (digits > start && digits[-1] >= '0' && digits[-1] <= '9')
        digits--;
    return digits > start ? digits : p;
}

static place word_end(place p, size_t first_length, place end)
{
    place start = p;
    p += first_length;
    if (p < end && *p == '.')
        return letters_with_periods(p, end);
    return without_number(start, word_rest(p, end), end);
}

static place number_end(place p, place end)
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

static place mark_end(place p, unsigned flags, place end)
{
    size_t length;
    uint32_t c = point_at(p, &length);
    unsigned class = point_class(c);
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

/* Skips what belongs to no token; *flags says what that means for the next one. */
static place skip_space(place p, place end, unsigned *flags)
{
    while (p < end) {
        size_t length;
        unsigned class = class_here(p, &length);
        if (class & POINT_BREAK)
            *flags |= TOKEN_PARAGRAPH;
        else if (!(class & (POINT_SPACE | POINT_SKIPPED)))
            break;
        if (class & POINT_SPACE)
            *flags &= ~(unsigned)TOKEN_GLUED;
        p += length;
    }
    return p;
}

static place token_end(place p, place end, unsigned *flags)
{
    size_t length;
    unsigned class = class_here(p, &length);
    if (class & POINT_LETTER) {
        *flags |= TOKEN_WORD | (class & POINT_UPPER ? TOKEN_UPPER : 0u);
        return word_end(p, length, end);
    }
    if (class & POINT_DIGIT) {
        *flags |= TOKEN_NUMBER;
        return number_end(p + length, end);
    }
    return mark_end(p, *flags, end);
}

void tokens_cut(arena *a, const text *t, tokens *result)
{
    place base = (place)t->bytes, p = base, end = base + t->size;
    if (!result->room) {
        result->room = t->size / 4 + 16; /* more than most texts have */
        result->at = arena_take(a, result->room * sizeof *result->at);
    }
    for (unsigned flags = TOKEN_PARAGRAPH;; flags = TOKEN_GLUED) {
        p = skip_space(p, end, &flags);
        if (p == end)
            return;
        place start = p;
        p = token_end(p, end, &flags);
        token *k = arena_push(a, result);
        *k = (token){.start = (uint32_t)(start - base), .end = (uint32_t)(p - base), .flags = (uint16_t)flags};
    }
}
