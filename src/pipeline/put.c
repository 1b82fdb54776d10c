#include "pipeline/put.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "pipeline/utf8.h"

/* Whether a byte stands for itself: ASCII that needs no escape. */
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* The top bit of some byte is set exactly when one of the eight is below n (and none above 127). */
static uint64_t any_below(uint64_t eight, unsigned char n)
{
    return eight - EACH_BYTE(n);
}

static bool eight_plain(uint64_t eight)
{
    uint64_t others = any_below(eight, 0x20) | any_below(eight ^ EACH_BYTE('"'), 1) | any_below(eight ^ EACH_BYTE('\\'), 1) |
                      any_below(eight ^ EACH_BYTE(0x7F), 1);
    return !((eight | others) & EACH_BYTE(0x80));
}

/* Whether the first eight bytes are all plain. */
static bool are_plain(const char *data)
{
    uint64_t eight;
    memcpy(&eight, data, sizeof eight);
    return eight_plain(eight);
}

/* The same of four to eight bytes: the first four and the last four. */
static bool few_plain(const char *data, size_t size)
{
    uint32_t first, last;
    memcpy(&first, data, sizeof first);
    memcpy(&last, data + size - sizeof last, sizeof last);
    return eight_plain((uint64_t)first << 32 | last);
}

/* Whether all bytes are.  Most strings are short: the last bytes are looked at with some that stand before them. */
static bool all_plain(const char *data, size_t size)
{
    size_t at = 0;
    if (size < 4) {
        while (at < size && is_plain((unsigned char)data[at]))
            at++;
        return at == size;
    }
    if (size < 8)
        return few_plain(data, size);
    while (at + 8 <= size && are_plain(data + at))
        at += 8;
    return at + 8 > size && are_plain(data + size - 8);
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

char *put_digits(char *end, size_t value)
{
    do
        *--end = (char)('0' + value % 10);
    while (value /= 10);
    return end;
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

void put_string(buffer *b, const char *data, size_t size)
{
    if (size && all_plain(data, size)) {
        char *at = buffer_reserve(b, size + 2);
        if (!at)
            return;
        at[0] = at[size + 1] = '"';
        memcpy(at + 1, data, size);
        b->size += size + 2;
        return;
    }
    PUT(b, "\"");
    put_characters(b, data, size);
    PUT(b, "\"");
}

void put_slice(buffer *b, quoth_slice slice)
{
    put_string(b, slice.data, slice.size);
}

void put_size(buffer *b, size_t value)
{
    char digits[24], *end = digits + sizeof digits, *at = put_digits(end, value);
    buffer_add(b, at, (size_t)(end - at));
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
    if (exponent < -6 || exponent >= 21) {
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
    size_t n = (size_t)(value * 100 + 0.5);
    char written[24], *end = written + sizeof written, *at = end;
    if (n % 10)
        *--at = (char)('0' + n % 10);
    if (n % 100) {
        *--at = (char)('0' + n / 10 % 10);
        *--at = '.';
    }
    at = put_digits(at, n / 100);
    buffer_add(b, at, (size_t)(end - at));
}
