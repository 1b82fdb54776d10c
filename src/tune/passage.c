#include "tune/passage.h"

#include <string.h>

#include "text/point.h"

/*
 * What counts as a space and as part of a word follows the evaluation scripts that others use (Unicode's \s and
 * \w), not our own tokens: a score must not depend on the program that it judges.
 */
static bool is_space(uint32_t c)
{
    if (c < 0x80)
        return (c >= 9 && c <= 13) || (c >= 28 && c <= 32);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Fractions and raised or lowered digits, which count as parts of words. */
static bool is_small_number(uint32_t c)
{
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0xBC && c <= 0xBE) || c == 0x2070 ||
           (c >= 0x2074 && c <= 0x2079) || (c >= 0x2080 && c <= 0x2089) || (c >= 0x2150 && c <= 0x215F) ||
           (c >= 0x2460 && c <= 0x249B);
}

static bool is_word(uint32_t c)
{
    return c == '_' || c == 0x02BC || (point_class(c) & (POINT_LETTER | POINT_DIGIT)) || is_small_number(c);
}

passage passage_of(arena *a, quoth_slice text)
{
    passage p = {.text = text};
    if (!text.data)
        return p;
    p.offsets = arena_take(a, (text.size + 1) * sizeof *p.offsets);
    bool inside = false;
    for (size_t i = 0; i < text.size;) {
        size_t length, here = p.points++;
        uint32_t c = point_at((const unsigned char *)text.data + i, &length);
        bool word = is_word(c);
        p.offsets[here] = (uint32_t)i;
        if (word && inside)
            p.words.at[p.words.n - 1].end++;
        else if (word || !is_space(c))
            *arena_push(a, &p.words) = (span){here, here + 1};
        inside = word;
        i += length;
    }
    p.offsets[p.points] = (uint32_t)text.size;
    return p;
}

quoth_slice passage_slice(const passage *p, size_t start, size_t end)
{
    end = end < p->points ? end : p->points;
    start = start < end ? start : end;
    return (quoth_slice){p->text.data + p->offsets[start], p->offsets[end] - p->offsets[start]};
}

/* The first word that ends behind `place`; the first that starts at it or behind. */
static size_t first_ending_behind(const passage *p, size_t place)
{
    size_t low = 0, high = p->words.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->words.at[middle].end > place)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static size_t first_starting_at(const passage *p, size_t place)
{
    size_t low = 0, high = p->words.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->words.at[middle].start >= place)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

span passage_words(const passage *p, span s)
{
    span words = {first_ending_behind(p, s.start), first_starting_at(p, s.end)};
    words.end = words.end > words.start ? words.end : words.start;
    return words;
}

bool passage_is_quoted(const passage *p, span s)
{
    static const char *const marks[] = {"\"", "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB", "``", "''"};
    quoth_slice text = passage_slice(p, s.start, s.end);
    for (size_t i = 0; i < text.size; i++)
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            if (text.size - i >= strlen(marks[k]) && !memcmp(text.data + i, marks[k], strlen(marks[k])))
                return true;
    return false;
}
