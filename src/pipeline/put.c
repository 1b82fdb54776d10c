#include "pipeline/put.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "pipeline/utf8.h"

#define NOT_INLINE __attribute__((noinline)) /* of what is rare, so that the rest is short */

/* Whether a byte stands for itself: ASCII that needs no escape. */
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* The top bit of some byte is set exactly when one of the eight is below n (and none above 127). */
static inline uint64_t any_below(uint64_t eight, unsigned char n)
{
    return eight - EACH_BYTE(n);
}

/* The top bit of some byte is set exactly when one of the eight is not plain; the other bits mean nothing. */
static inline uint64_t not_plain(uint64_t eight)
{
    uint64_t del = eight + EACH_BYTE(1); /* 0x7F and one more is 0x80 */
    return eight | del | any_below(eight, 0x20) | any_below(eight ^ EACH_BYTE('"'), 1) | any_below(eight ^ EACH_BYTE('\\'), 1);
}

static inline bool all_plain(uint64_t odd)
{
    return !(odd & EACH_BYTE(0x80));
}

/* Whether the first eight bytes are all plain. */
static bool are_plain(const char *data)
{
    uint64_t eight;
    memcpy(&eight, data, sizeof eight);
    return all_plain(not_plain(eight));
}

static inline uint64_t copy_eight(char *to, const char *data)
{
    uint64_t eight;
    memcpy(&eight, data, sizeof eight);
    memcpy(to, &eight, sizeof eight);
    return eight;
}

static inline uint64_t copy_four(char *to, const char *data)
{
    uint32_t four;
    memcpy(&four, data, sizeof four);
    memcpy(to, &four, sizeof four);
    return four;
}

/* Copies up to seven bytes and returns them all, some twice and with blanks. */
static inline uint64_t copy_few(char *to, const char *data, size_t size)
{
    if (size >= 4)
        return copy_four(to, data) | copy_four(to + size - 4, data + size - 4) << 32;
    uint64_t all = EACH_BYTE(' ');
    for (size_t i = 0; i < size; i++)
        all = all << 8 | (unsigned char)(to[i] = data[i]);
    return all;
}

/* Copies and tells whether all bytes are plain.  Most strings are short: the last bytes go with some that stand before. */
static inline bool copy_plain(char *to, const char *data, size_t size)
{
    if (size < 8)
        return all_plain(not_plain(copy_few(to, data, size)));
    uint64_t odd = not_plain(copy_eight(to + size - 8, data + size - 8));
    for (size_t i = 0; i + 8 < size; i += 8)
        odd |= not_plain(copy_eight(to + i, data + i));
    return all_plain(odd);
}

/* The end of the run of plain bytes at `at`, eight at a time: nearly all that is written is plain. */
static size_t plain_end(const char *data, size_t at, size_t size)
{
    while (size - at >= 8 && are_plain(data + at))
        at += 8;
    while (at < size && is_plain((unsigned char)data[at]))
        at++;
    return at;
}

static inline char *put_two(char *at, unsigned value)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    memcpy(at, pairs + 2 * value, 2);
    return at + 2;
}

static inline char *put_few(char *at, unsigned value)
{
    if (value >= 10)
        return put_two(at, value);
    *at = (char)('0' + value);
    return at + 1;
}

char *put_digits(char *at, size_t value)
{
    unsigned last = (unsigned)value;
    if (value >= 10000) {
        at = put_digits(at, value / 10000);
        last = (unsigned)(value % 10000);
        return put_two(put_two(at, last / 100), last % 100);
    }
    return last >= 100 ? put_two(put_few(at, last / 100), last % 100) : put_few(at, last);
}

static void put_escape(buffer *b, unsigned char c)
{
    char code[8];
    switch (c) {
    case '"': PUT(b, "\\\""); break;
    case '\\': PUT(b, "\\\\"); break;
    case '\n': PUT(b, "\\n"); break;
    case '\r': PUT(b, "\\r"); break;
    case '\t': PUT(b, "\\t"); break;
    default:
        snprintf(code, sizeof code, "\\u%04x", c);
        buffer_add(b, code, 6);
    }
}

void put_characters(buffer *b, const char *data, size_t size)
{
    size_t start = 0;
    if (!size)
        return;
    for (size_t at = 0; (at = plain_end(data, at, size)) < size;) {
        unsigned char c = (unsigned char)data[at];
        size_t length = c >= 0x80 ? utf8_length(data + at, size - at) : 0;
        if (length) {
            at += length;
            continue;
        }
        buffer_add(b, data + start, at - start);
        if (c >= 0x80)
            PUT(b, UTF8_REPLACEMENT);
        else
            put_escape(b, c);
        start = ++at;
    }
    buffer_add(b, data + start, size - start);
}

static NOT_INLINE void put_odd_string(buffer *b, const char *data, size_t size)
{
    PUT(b, "\"");
    put_characters(b, data, size);
    PUT(b, "\"");
}

void put_string(buffer *b, const char *data, size_t size)
{
    char *at = b->data + b->size;
    if (b->room - b->size < size + 2 || !copy_plain(at + 1, data, size)) {
        put_odd_string(b, data, size);
        return;
    }
    at[0] = at[size + 1] = '"';
    b->size += size + 2;
}

void put_slice(buffer *b, quoth_slice slice)
{
    put_string(b, slice.data, slice.size);
}

void put_size(buffer *b, size_t value)
{
    char *at = buffer_reserve(b, DIGITS_MAX);
    if (at)
        buffer_end(b, put_digits(at, value));
}

/*
 * The fewest significant digits that read back as the value, and the power of ten of the first one.  The
 * digits are picked out of what printf makes, since the decimal point in it depends on the locale.
 */
static size_t shortest_digits(double value, char digits[20], int *exponent)
{
    char text[40];
    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, NULL) == value)
            break;
    }
    size_t n = 0;
    const char *s = text;
    for (; *s && *s != 'e'; s++)
        if (*s >= '0' && *s <= '9')
            digits[n++] = *s;
    *exponent = *s ? atoi(s + 1) : 0;
    return n;
}

static void put_zeros(buffer *b, int n)
{
    while (n-- > 0)
        PUT(b, "0");
}

/*
 * Most fractions have few decimals.  A quotient is the double nearest to it, so where n / 1000 is the value again, its
 * decimals read back as the value; false when they do not.
 */
static bool put_thousandths(buffer *b, double value)
{
    if (value < 0.001 || value > 1e9)
        return false;
    size_t n = (size_t)(value * 1000 + 0.5);
    if ((double)n / 1000 != value)
        return false;
    char decimals[4] = {(char)('0' + n / 100 % 10), (char)('0' + n / 10 % 10), (char)('0' + n % 10), '\0'};
    size_t used = 3;
    while (used && decimals[used - 1] == '0')
        used--;
    put_size(b, n / 1000);
    if (used) {
        PUT(b, ".");
        buffer_add(b, decimals, used);
    }
    return true;
}

enum { WHOLE_DIGITS = 18 }; /* of numbers that are written without an exponent: they fit 64 bits, as readers may want */

void put_number(buffer *b, double value)
{
    if (value < 0) {
        PUT(b, "-");
        value = -value;
    }
    if (value < 1e15 && value == (double)(size_t)value) {
        put_size(b, (size_t)value);
        return;
    }
    if (put_thousandths(b, value))
        return;
    char digits[20];
    int exponent;
    size_t n = shortest_digits(value, digits, &exponent);
    if (exponent < -6 || exponent >= WHOLE_DIGITS) {
        char power[16];
        buffer_add(b, digits, 1);
        if (n > 1)
            PUT(b, ".");
        buffer_add(b, digits + 1, n - 1);
        snprintf(power, sizeof power, "e%d", exponent);
        buffer_add_string(b, power);
    } else if (exponent < 0) {
        PUT(b, "0.");
        put_zeros(b, -exponent - 1);
        buffer_add(b, digits, n);
    } else {
        size_t whole = (size_t)exponent + 1;
        buffer_add(b, digits, n < whole ? n : whole);
        put_zeros(b, (int)whole - (int)n);
        if (n > whole) {
            PUT(b, ".");
            buffer_add(b, digits + whole, n - whole);
        }
    }
}

void put_hundredths(buffer *b, double value)
{
    if (!(value >= 0 && value < 1e9)) {
        put_number(b, floor(value * 100 + 0.5) / 100);
        return;
    }
    size_t n = (size_t)(int64_t)(value * 100 + 0.5);
    unsigned rest = (unsigned)(n % 100);
    char *at = buffer_reserve(b, DIGITS_MAX + 3);
    if (!at)
        return;
    at = put_digits(at, n / 100);
    if (rest) {
        *at = '.';
        at = put_two(at + 1, rest);
        at -= rest % 10 == 0;
    }
    buffer_end(b, at);
}
