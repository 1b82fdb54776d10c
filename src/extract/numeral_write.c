/* Numbers as the record writes them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "extract/numeral.h"

/* value / 10^places */
static const char *write_decimal(arena *a, long long value, int places)
{
    char digits[32];
    size_t at = sizeof digits;
    unsigned long long rest = value < 0 ? -(unsigned long long)value : (unsigned long long)value;
    for (; rest || places >= 0; rest /= 10) {
        digits[--at] = (char)('0' + rest % 10);
        if (places-- == 1)
            digits[--at] = '.';
    }
    if (value < 0)
        digits[--at] = '-';
    return arena_copy(a, digits + at, sizeof digits - at);
}

/* How many decimal places a number of few digits has; 0: it has many. */
static int few_places(double value)
{
    static const double power[] = {1, 10, 100, 1000};
    for (int places = 1; places < 4 && fabs(value) * power[places] < 1e6; places++)
        if (round(value * power[places]) / power[places] == value)
            return places;
    return 0;
}

const char *numeral_write(arena *a, double value)
{
    if (fabs(value) < 1e15 && value == (double)(long long)value)
        return write_decimal(a, (long long)value, 0);
    int places = few_places(value);
    if (places)
        return write_decimal(a, llround(value * pow(10, places)), places);
    char out[400]; /* a double written out has at most 309 digits before the point, or 324 zeros behind it */
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(out, sizeof out, "%.*g", digits, value);
        if (strchr(out, 'e')) {
            int zeros = fabs(value) < 1e-9 ? -(int)floor(log10(fabs(value))) : 0; /* before the first digit */
            snprintf(out, sizeof out, "%.*f", fabs(value) < 1 ? digits + zeros : 0, value);
        }
        for (char *c = out; *c; c++) /* whatever the locale's decimal point is */
            if (*c != '-' && (*c < '0' || *c > '9'))
                *c = '.';
        if (numeral_read(out) == value)
            break;
    }
    return arena_copy(a, out, strlen(out));
}
