/* The parts of a name, and when two of them may be the same. */
#include <string.h>

#include "base/bytes.h"
#include "extract/person.h"

/* U+00E0 to U+017F without accents; "?" keeps its letters. */
static const char *const PLAIN =
    "aaaaaa?ceeeeiiiidnooooo?ouuuuy?y" /* U+00E0 */
    "aaaaaaccccccccddddeeeeeeeeeegggg" /* U+0100 */
    "gggghhhhiiiiiiiiii??jjkk?lllllll" /* U+0120 */
    "lllnnnnnn???oooooo??rrrrrrssssss" /* U+0140 */
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzz?"; /* U+0160 */

/* What of it is ASCII, up to the first byte that is not: *read bytes of `in`; returns how many were written. */
static size_t fold_ascii(const char *in, size_t size, char *out, size_t *read)
{
    size_t written = 0, i = 0;
    for (; i < size && (unsigned char)in[i] < 0x80; i++) {
        bool upper = (unsigned char)(in[i] - 'A') <= 'Z' - 'A';
        out[written] = (char)(in[i] | upper << 5);
        written += in[i] != '.';
    }
    *read = i;
    return written;
}

/* The same of up to eight bytes; false when one of them is not ASCII, or is a period. */
static bool fold_few(const char *in, size_t size, char *out)
{
    const uint64_t highest = EACH_BYTE(0x80);
    uint64_t word = 0;
    memcpy(&word, in, size);
    uint64_t from_a = word + EACH_BYTE(0x80 - 'A'), above_z = word + EACH_BYTE(0x7F - 'Z'), period = word ^ EACH_BYTE('.');
    if ((word | ((period - EACH_BYTE(1)) & ~period)) & highest)
        return false;
    word |= (from_a & ~above_z & highest) >> 2;
    memcpy(out, &word, sizeof word);
    return true;
}

size_t name_fold(const char *in, size_t size, char *out)
{
    if (size <= sizeof(uint64_t) && fold_few(in, size, out))
        return size;
    char lower[FOLD_ROOM(256)];
    if (size > 256)
        return fold_lower(in, size, out);
    size_t ascii, written = fold_ascii(in, size, out, &ascii);
    if (ascii == size)
        return written;
    size_t n = fold_lower(in + ascii, size - ascii, lower);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)lower[i], next = i + 1 < n ? (unsigned char)lower[i + 1] : 0;
        unsigned point = c >= 0xC3 && c <= 0xC5 ? (unsigned)(c & 31) << 6 | (next & 63) : 0;
        if (point >= 0xE0 && point < 0xE0 + strlen(PLAIN) && PLAIN[point - 0xE0] != '?') {
            out[written++] = PLAIN[point - 0xE0];
            i++;
        } else if (c != '.') {
            out[written++] = (char)c;
        }
    }
    return written;
}

/* Bytes as a number. */
static uint64_t word_at(const char *bytes, size_t size)
{
    uint64_t word = 0;
    memcpy(&word, bytes, size);
    return word;
}

/* Names are short: all of most is in their first and last few bytes. */
uint32_t name_hash(const char *name, size_t size)
{
    const uint64_t factor = 0x9E3779B97F4A7C15u;
    uint64_t h = size;
    for (; size > 8; size -= 8, name += 8)
        h = (h ^ word_at(name, 8)) * factor;
    uint64_t last = size >= 4 ? word_at(name, 4) | word_at(name + size - 4, 4) << 32
                    : size ? (uint64_t)(unsigned char)name[0] | (uint64_t)(unsigned char)name[size / 2] << 8 |
                                 (uint64_t)(unsigned char)name[size - 1] << 16
                           : 0;
    h = (h ^ last) * factor;
    return (uint32_t)(h >> 32);
}

bool name_part_same(const char *part, const char *other)
{
    if (strcmp(part, other) == 0)
        return true;
    size_t a = strlen(part), b = strlen(other);
    if (a > b)
        return part[a - b - 1] == '-' && strcmp(part + a - b, other) == 0;
    return b > a && other[b - a - 1] == '-' && strcmp(other + b - a, part) == 0;
}

/* "j", "j-p" */
static bool is_initial(const char *part)
{
    return part[0] && (!part[1] || part[1] == '-');
}

bool name_given_fits(const char *part, const char *other)
{
    if (strcmp(part, other) == 0)
        return true;
    return part[0] == other[0] && (is_initial(part) || is_initial(other));
}

/* -------------------------------------------------------------------------------------------- parts */

/* Where the part that begins at token t ends: what is glued to it belongs to it. */
static uint32_t part_end(const article *a, uint32_t t, uint32_t last)
{
    do
        t++;
    while (t < last && (a->tokens->at[t].flags & TOKEN_GLUED));
    return t;
}

static bool is_mark(const article *a, uint32_t t)
{
    return !(a->tokens->at[t].flags & (TOKEN_WORD | TOKEN_NUMBER));
}

/* Writes a part, without the marks around a nickname: (Jim), "Jim"; returns the place behind it. */
static char *part_make(const article *a, uint32_t first, uint32_t last, char *out)
{
    while (last - first > 1 && is_mark(a, first))
        first++;
    while (last - first > 1 && is_mark(a, last - 1))
        last--;
    uint32_t start = a->tokens->at[first].start, end = a->tokens->at[last - 1].end;
    out += name_fold(a->text->bytes + start, end - start, out);
    *out = '\0';
    return out + 1;
}

/* Particles are the parts in lower case: they belong to the name behind them. */
static bool is_particle(const article *a, uint32_t t)
{
    return !(a->tokens->at[t].flags & TOKEN_UPPER);
}

/* The part that holds the first token of a group; `otherwise` when the rule has no such group. */
static inline __attribute__((always_inline)) uint32_t part_of_group(const hit *h, const char *field,
                                                                    const uint32_t *starts, uint32_t n,
                                                                    uint32_t otherwise)
{
    uint32_t first, last;
    if (!hit_span(h, field, 0, &first, &last))
        return otherwise;
    for (uint32_t i = 0; i < n; i++)
        if (starts[i] >= first)
            return i;
    return otherwise;
}

static uint32_t family_start(const article *a, const hit *h, const uint32_t *starts, uint32_t n)
{
    uint32_t end = part_of_group(h, "suffix", starts, n, n);
    uint32_t family = end ? end - 1 : 0;
    while (family > 1 && is_particle(a, starts[family - 1]))
        family--;
    return part_of_group(h, "family", starts, n, family);
}

void naming_set_key(article *a, naming *n)
{
    const char *first = n->parts[0], *last = n->parts[n->part_count - 1];
    if (n->part_count == 1) {
        n->key = first;
        return;
    }
    char *key = arena_copy(a->arena, first, (size_t)(last - first) + strlen(last));
    for (uint32_t i = 1; i < n->part_count; i++)
        key[n->parts[i] - first - 1] = ' ';
    n->key = key;
}

naming *naming_make(article *a, hit *h)
{
    naming *n = arena_alloc(a->arena, sizeof *n);
    n->hit = h;
    n->first = h->first;
    n->last = h->last;
    size_t most = h->last - h->first, size = a->tokens->at[h->last - 1].end - a->tokens->at[h->first].start;
    uint32_t *starts = arena_take(a->arena, most * sizeof *starts);
    char *out = arena_take(a->arena, FOLD_ROOM(size) + most * (NAME_ROOM(0) + 1));
    n->parts = arena_take(a->arena, most * sizeof *n->parts);
    for (uint32_t t = h->first; t < h->last;) {
        uint32_t end = part_end(a, t, h->last);
        starts[n->part_count] = t;
        n->parts[n->part_count++] = out;
        out = part_make(a, t, end, out);
        t = end;
    }
    n->family = family_start(a, h, starts, n->part_count);
    n->head = n->family;
    while (n->head + 1 < n->part_count && is_particle(a, starts[n->head]))
        n->head++;
    uint32_t first, last = n->last;
    n->family_first = n->family == 0 && hit_span(h, "family", 0, &first, &last) && last < n->last;
    naming_set_key(a, n);
    return n;
}

const char *naming_suffix(const naming *n)
{
    uint32_t first, last;
    return n->part_count > 1 && hit_span(n->hit, "suffix", 0, &first, &last) ? n->parts[n->part_count - 1] : NULL;
}

const char *naming_last(const naming *n)
{
    if (n->family_first)
        return n->parts[0];
    return n->parts[n->part_count - (naming_suffix(n) ? 2 : 1)];
}

uint32_t naming_token(const article *a, const naming *n, uint32_t part)
{
    uint32_t t = n->first;
    for (; t < n->last; t++)
        if ((t == n->first || !(a->tokens->at[t].flags & TOKEN_GLUED)) && part-- == 0)
            return t;
    return n->last;
}
