#include "text/fold.h"

#include <string.h>
#include <utf8proc.h>

enum fold_case { FOLD_LOWER, FOLD_UPPER };

static const utf8proc_int32_t APOSTROPHE = 0x2019;

static size_t put(utf8proc_int32_t c, char *out)
{
    return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

/* Maps one code point; returns how many bytes of `in` it took and adds to *written. */
static size_t map_one(const char *in, size_t size, enum fold_case to, char *out, size_t *written)
{
    unsigned char c = (unsigned char)*in;
    if (c < 0x80) {
        if (to == FOLD_LOWER && c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        else if (to == FOLD_UPPER && c >= 'a' && c <= 'z')
            c = (unsigned char)(c - 32);
        out[(*written)++] = (char)c;
        return 1;
    }
    utf8proc_int32_t point;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)in, (utf8proc_ssize_t)size, &point);
    if (used < 1) {
        out[(*written)++] = *in;
        return 1;
    }
    if (point == APOSTROPHE)
        point = to == FOLD_LOWER ? '\'' : point;
    else
        point = to == FOLD_LOWER ? utf8proc_tolower(point) : utf8proc_toupper(point);
    *written += put(point, out + *written);
    return (size_t)used;
}

static size_t map_all(const char *in, size_t size, enum fold_case to, char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < size;)
        i += map_one(in + i, size - i, to, out, &written);
    return written;
}

size_t fold_lower(const char *in, size_t size, char *out)
{
    size_t n = 0;
    for (; n < size && (unsigned char)in[n] < 0x80; n++)
        out[n] = (char)(in[n] + (in[n] >= 'A' && in[n] <= 'Z' ? 32 : 0));
    return n + (n < size ? map_all(in + n, size - n, FOLD_LOWER, out + n) : 0);
}

size_t fold_upper(const char *in, size_t size, char *out)
{
    return map_all(in, size, FOLD_UPPER, out);
}

size_t fold_title(const char *in, size_t size, char *out)
{
    size_t written = 0;
    size_t first = size ? map_one(in, size, FOLD_UPPER, out, &written) : 0;
    return written + map_all(in + first, size - first, FOLD_LOWER, out + written);
}

/* Whether mapping every letter to `to` changes anything. */
static bool changes(const char *in, size_t size, enum fold_case to)
{
    for (size_t i = 0; i < size;) {
        char out[8];
        size_t written = 0, used = map_one(in + i, size - i, to, out, &written);
        bool apostrophe = used == 3 && memcmp(in + i, "\xe2\x80\x99", 3) == 0;
        if (!apostrophe && (written != used || memcmp(out, in + i, used) != 0))
            return true;
        i += used;
    }
    return false;
}

bool fold_has_upper(const char *in, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)in[i] >= 0x80)
            return changes(in + i, size - i, FOLD_LOWER);
        if (in[i] >= 'A' && in[i] <= 'Z')
            return true;
    }
    return false;
}

bool fold_has_lower(const char *in, size_t size)
{
    return changes(in, size, FOLD_UPPER);
}
