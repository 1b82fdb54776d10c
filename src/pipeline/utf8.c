#include "pipeline/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static bool follows(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

size_t utf8_length(const char *data, size_t size)
{
    const unsigned char *s = (const unsigned char *)data;
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xC2)
        return 0;
    if (s[0] < 0xE0)
        return size >= 2 && follows(s[1]) ? 2 : 0;
    if (s[0] < 0xF0) {
        if (size < 3 || !follows(s[1]) || !follows(s[2]))
            return 0;
        bool overlong = s[0] == 0xE0 && s[1] < 0xA0;
        bool surrogate = s[0] == 0xED && s[1] >= 0xA0;
        return overlong || surrogate ? 0 : 3;
    }
    if (s[0] > 0xF4 || size < 4 || !follows(s[1]) || !follows(s[2]) || !follows(s[3]))
        return 0;
    bool outside = (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] >= 0x90);
    return outside ? 0 : 4;
}

size_t utf8_valid(const char *data, size_t size)
{
    size_t at = 0;
    while (at < size) {
        uint64_t eight;
        if (size - at >= sizeof eight) {
            memcpy(&eight, data + at, sizeof eight);
            if (!(eight & 0x8080808080808080u)) {
                at += sizeof eight;
                continue;
            }
        }
        size_t length = utf8_length(data + at, size - at);
        if (!length)
            break;
        at += length;
    }
    return at;
}

size_t utf8_clean(const char *data, size_t size, buffer *out)
{
    size_t replaced = 0;
    for (size_t at = 0; at < size;) {
        size_t valid = utf8_valid(data + at, size - at);
        buffer_add(out, data + at, valid);
        at += valid;
        if (at < size) {
            buffer_add_string(out, UTF8_REPLACEMENT);
            replaced++;
            at++;
        }
    }
    return replaced;
}
