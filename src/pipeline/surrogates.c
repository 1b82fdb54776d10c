#include "pipeline/surrogates.h"

#include <string.h>

/* The value of \uXXXX at the beginning, or -1. */
static int escape_value(const char *data, size_t size)
{
    if (size < 6 || data[0] != '\\' || data[1] != 'u')
        return -1;
    int value = 0;
    for (size_t i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdef";
        int c = data[i] >= 'A' && data[i] <= 'F' ? data[i] + 32 : data[i];
        const char *digit = c ? strchr(digits, c) : NULL;
        if (!digit)
            return -1;
        value = value * 16 + (int)(digit - digits);
    }
    return value;
}

/* The next \ud83d or the like that lacks its other half, from *at on; moves *at there, or to the end. */
static bool next_lone_surrogate(const char *line, size_t size, size_t *at)
{
    const char *next;
    while (*at < size && (next = memchr(line + *at, '\\', size - *at))) {
        *at = (size_t)(next - line);
        int value = escape_value(next, size - *at);
        if (value < 0xD800 || value > 0xDFFF) {
            *at += 2;
            continue;
        }
        int second = size - *at > 6 ? escape_value(next + 6, size - *at - 6) : -1;
        if (value >= 0xDC00 || second < 0xDC00 || second > 0xDFFF)
            return true;
        *at += 12;
    }
    *at = size;
    return false;
}

bool surrogates_any_lone(const char *line, size_t size)
{
    size_t at = 0;
    return next_lone_surrogate(line, size, &at);
}

size_t surrogates_pair(char *line, size_t size)
{
    size_t replaced = 0;
    for (size_t at = 0; next_lone_surrogate(line, size, &at); at += 6) {
        memcpy(line + at, "\\ufffd", 6);
        replaced++;
    }
    return replaced;
}
