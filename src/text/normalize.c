/*
 * From bytes to clean text, and back to where they came from.
 *
 * Nearly all news text is valid and in NFC already; one pass finds that out, skipping ASCII eight bytes at a
 * time, and then nothing is copied.  Otherwise there are two steps: invalid bytes are replaced (`given`), and
 * clusters that are not in NFC are composed (`bytes`).  Only clusters that really change enter the map, so
 * the way back is a binary search among few.
 */
#include <utf8proc.h>

#include "text/point.h"
#include "text/text.h"

#define STRIDE 8u         /* bytes between checkpoints */
#define CLUSTER_POINTS 64 /* longest cluster that is normalized as one */

/* A cluster whose form changed: bytes [start, end) were [given_start, given_end). */
struct change {
    uint32_t start, end, given_start, given_end;
};

struct offset_map {
    uint32_t *points; /* code points before byte i * STRIDE of given, the last twice; NULL: given is ASCII */
    VECTOR(struct change) changes;
};

/* ------------------------------------------------------------------------------ what NFC may touch */

/* Whether NFC leaves a code point alone, whatever stands before or behind it.  May say no too often. */
static bool inert(uint32_t c)
{
    if (c < 0x0300)
        return true;
    if (c < 0x2010)
        return (c >= 0x0400 && c <= 0x0482) || (c >= 0x048A && c <= 0x0590) || (c >= 0x1E00 && c <= 0x1EFF);
    if (c < 0x3000)
        return c <= 0x20CF || (c >= 0x2200 && c <= 0x2328) || (c >= 0x232B && c <= 0x2ADB);
    return c <= 0x3029 || (c >= 0x3030 && c <= 0x3098) || (c >= 0x309B && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == POINT_REPLACEMENT || (c >= 0x1F000 && c <= 0x1FAFF);
}

enum effect {
    EFFECT_NONE,
    EFFECT_CHANGES, /* may have another form in NFC */
    EFFECT_JOINS,   /* may compose or change places with what stands before it */
};

static enum effect effect_of(uint32_t c)
{
    if (inert(c))
        return EFFECT_NONE;
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)c);
    bool mark = property->category == UTF8PROC_CATEGORY_MN || property->category == UTF8PROC_CATEGORY_MC ||
                property->category == UTF8PROC_CATEGORY_ME;
    bool vowel_or_final = (c >= 0x1160 && c <= 0x11FF) || (c >= 0x16D63 && c <= 0x16D6A);
    if (mark || vowel_or_final || property->combining_class)
        return EFFECT_JOINS;
    return property->decomp_seqindex != UINT16_MAX && property->decomp_type == 0 ? EFFECT_CHANGES : EFFECT_NONE;
}

/* ------------------------------------------------------------------------------------- invalid bytes */

/* Counts invalid bytes; *suspicious: some code point needs a closer look. */
static size_t count_invalid(const char *data, size_t size, bool *suspicious)
{
    const unsigned char *p = (const unsigned char *)data, *end = p + size;
    size_t invalid = 0;
    *suspicious = false;
    while ((p = point_ascii_end(p, end)) < end) {
        for (; p < end && *p >= 0x80;) {
            size_t length = point_valid(p, end);
            if (!length) {
                invalid++;
                p++;
                continue;
            }
            /* CC 80 is U+0300 */
            *suspicious = *suspicious || (*p >= 0xCC && effect_of(point_at(p, &length)) != EFFECT_NONE);
            p += length;
        }
    }
    return invalid;
}

/* Copies, with each invalid byte replaced. */
static const char *replace_invalid(arena *a, const char *data, size_t size, size_t invalid)
{
    const unsigned char *p = (const unsigned char *)data, *end = p + size;
    char *copy = arena_alloc(a, size + 2 * invalid), *out = copy;
    while (p < end) {
        size_t length = point_valid(p, end);
        if (length)
            memcpy(out, p, length);
        else
            memcpy(out, "\xEF\xBF\xBD", 3);
        out += length ? length : 3;
        p += length ? length : 1;
    }
    return copy;
}

/* --------------------------------------------------------------------------------------- normalizing */

/* The normalized text while it is made. */
struct output {
    char *data;
    size_t size, room;
};

static void output_add(arena *a, struct output *o, const void *data, size_t size)
{
    if (o->room - o->size < size) {
        size_t room = (o->size + size) * 5 / 4;
        char *grown = arena_alloc(a, room);
        if (o->size)
            memcpy(grown, o->data, o->size);
        o->data = grown;
        o->room = room;
    }
    if (size)
        memcpy(o->data + o->size, data, size);
    o->size += size;
}

/* Behind the marks and jamo at p that belong to a cluster which has one code point already. */
static const unsigned char *cluster_end(const unsigned char *p, const unsigned char *end)
{
    for (int n = 1; p < end && n < CLUSTER_POINTS; n++) {
        size_t length;
        if (*p < 0xCC || effect_of(point_at(p, &length)) != EFFECT_JOINS)
            break;
        p += length;
    }
    return p;
}

/* The end of the next cluster at or behind p that may not be in NFC, its start in *start; NULL: none. */
static const unsigned char *next_cluster(const unsigned char *p, const unsigned char *end,
                                         const unsigned char **start)
{
    const unsigned char *starter = p; /* what a mark at p would belong to */
    while (p < end) {
        const unsigned char *ascii = point_ascii_end(p, end);
        if (ascii > p) {
            starter = ascii - 1;
            p = ascii;
            continue;
        }
        size_t length;
        enum effect effect = effect_of(point_at(p, &length));
        if (effect != EFFECT_NONE) {
            *start = effect == EFFECT_JOINS ? starter : p;
            return cluster_end(p + length, end);
        }
        starter = p;
        p += length;
    }
    return NULL;
}

/* Writes the NFC of a cluster to out (which is in UTF-8 afterwards) and returns its size, or 0: leave it. */
static size_t compose(const unsigned char *data, size_t size, utf8proc_int32_t *out, size_t room)
{
    const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t n =
        utf8proc_decompose(data, (utf8proc_ssize_t)size, out, (utf8proc_ssize_t)room - 1, how);
    if (n < 0 || (size_t)n > room - 1)
        return 0;
    n = utf8proc_reencode(out, n, how);
    return n < 0 ? 0 : (size_t)n;
}

static void normalize(arena *a, text *t)
{
    const unsigned char *given = (const unsigned char *)t->given, *end = given + t->given_size;
    const unsigned char *copied = given, *start, *p = given, *next;
    struct output o = {0};
    while ((next = next_cluster(p, end, &start))) {
        utf8proc_int32_t form[4 * (CLUSTER_POINTS + 1) + 1]; /* no code point decomposes to more than four */
        size_t old = (size_t)(next - start), size = compose(start, old, form, sizeof form / sizeof *form);
        p = next;
        if (!size || (size == old && memcmp(form, start, size) == 0))
            continue;
        if (!o.data) {
            o.room = t->given_size + 64;
            o.data = arena_alloc(a, o.room);
        }
        output_add(a, &o, copied, (size_t)(start - copied));
        *arena_push(a, &t->map->changes) =
            (struct change){(uint32_t)o.size, (uint32_t)(o.size + size), (uint32_t)(start - given),
                            (uint32_t)(next - given)};
        output_add(a, &o, form, size);
        copied = next;
    }
    if (!t->map->changes.n)
        return;
    output_add(a, &o, copied, (size_t)(end - copied));
    t->bytes = o.data;
    t->size = o.size;
}

static void set_checkpoints(arena *a, text *t)
{
    size_t n = t->given_size / STRIDE, points = 0;
    t->map->points = arena_take(a, (n + 2) * sizeof *t->map->points);
    for (size_t i = 0; i < n; i++) {
        t->map->points[i] = (uint32_t)points;
        points += point_count_eight(t->given + i * STRIDE);
    }
    t->map->points[n] = t->map->points[n + 1] = (uint32_t)points;
}

void text_make(arena *a, const char *given, size_t size, text *result)
{
    if (!size)
        given = "";
    *result = (text){.bytes = given, .size = size, .given = given, .given_size = size};
    const unsigned char *p = (const unsigned char *)given;
    size_t ascii = (size_t)(point_ascii_end(p, p + size) - p);
    if (ascii == size)
        return;
    bool suspicious;
    result->replaced = count_invalid(given + ascii, size - ascii, &suspicious);
    if (result->replaced) {
        result->given = replace_invalid(a, given, size, result->replaced);
        result->given_size = size + 2 * result->replaced;
    }
    result->bytes = result->given;
    result->size = result->given_size;
    result->map = arena_alloc(a, sizeof *result->map);
    if (suspicious)
        normalize(a, result);
    set_checkpoints(a, result);
}

/* ------------------------------------------------------------------------------------------ the way back */

/* Where byte `at` of the normalized text was given; inside a changed cluster its start, or its end. */
static size_t to_given(const struct offset_map *m, size_t at, bool is_end)
{
    size_t low = 0, high = m->changes.n; /* changes before `low` begin before `at` */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (m->changes.at[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low)
        return at;
    const struct change *c = &m->changes.at[low - 1];
    if (at >= c->end)
        return at - c->end + c->given_end;
    return is_end ? c->given_end : c->given_start;
}

static size_t points_before(const text *t, size_t at)
{
    const uint32_t *checkpoint = &t->map->points[at / STRIDE];
    size_t points = checkpoint[0];
    if (checkpoint[1] - checkpoint[0] == STRIDE) /* a point a byte */
        return points + at % STRIDE;
    for (size_t i = at - at % STRIDE; i < at; i++)
        points += ((unsigned char)t->given[i] & 0xC0) != 0x80;
    return points;
}

quoth_piece text_piece(const text *t, size_t start, size_t end)
{
    if (!t->map)
        return (quoth_piece){start, end, {t->given + start, end - start}};
    if (t->map->changes.n) {
        size_t normalized_start = start;
        start = to_given(t->map, start, false);
        end = end > normalized_start ? to_given(t->map, end, true) : start;
    }
    return (quoth_piece){points_before(t, start), points_before(t, end), {t->given + start, end - start}};
}
