/*
 * Numerals: what the words of a number are worth together.
 *
 * The words come with values from the lists of the language.  "N" adds, "*N" multiplies, "/N" divides, "" is
 * passed over, and digits count as themselves.  The parts are kept on a stack:
 *
 *     two hundred [and] five thousand six        one and a half million
 *     2                                          1
 *     2 *100  = 200                              1 1
 *     200 5                                      1 1/2
 *     (200 + 5) *1000 = 205000                   (1 + 0.5) *1000000
 *     205000 6  = 205006
 *
 * A multiplier takes all parts from the end that are smaller than itself ("one million two hundred thousand"), but
 * always the last one ("20 dozen"); a divisor takes the last part alone ("two and three quarters").
 */
#include "extract/numeral.h"

#include <math.h>
#include <string.h>

#include "extract/kinds.h"

enum {
    PARTS = 16, /* more parts than any numeral has; further ones are added to the last */
    GROUP = 3,  /* digits between two separators of thousands */
};

typedef struct sum {
    double parts[PARTS];
    size_t n;
    double scale; /* the last multiplier */
} sum;

/* ----------------------------------------------------------------------------------------- digits */

/* digits / 10^places, rounded once as long as the digits fit a double's 53 bits and there are no more than 22 places. */
static double decimal(double digits, int places)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int last = (int)(sizeof powers / sizeof *powers) - 1;
    for (; places > last && digits != 0; places -= last)
        digits /= powers[last];
    return digits / powers[places < last ? places : last];
}

/* Where the decimal separator stands, or `size` when there is none. */
static size_t decimal_point(const char *data, size_t size)
{
    size_t commas = 0, periods = 0, comma = size, period = size;
    for (size_t i = 0; i < size; i++) {
        if (data[i] == ',') {
            commas++;
            comma = i;
        } else if (data[i] == '.') {
            periods++;
            period = i;
        }
    }
    if (commas > 0 && periods > 0) {
        size_t last = comma > period ? comma : period;
        return (last == comma ? commas : periods) == 1 ? last : size;
    }
    if (periods > 0)
        return periods == 1 ? period : size;
    if (commas == 1 && size - comma - 1 != 3)
        return comma;
    return size;
}

/* Groups before the point as in 1,234,567 or 12,34,567, and not as in 2.0.1: the last of three digits, others of two or three. */
static bool well_grouped(const char *data, size_t point)
{
    size_t digits = 0;
    bool last = true;
    for (size_t i = point; i-- > 0;) {
        bool mark = data[i] == ',' || data[i] == '.';
        if (mark && (digits > GROUP || digits < (last ? GROUP : GROUP - 1)))
            return false;
        last = last && !mark;
        digits = mark ? 0 : digits + 1;
    }
    return true;
}

/* With separators, or no number. */
static double separated(const char *data, size_t size)
{
    size_t point = decimal_point(data, size);
    double digits = 0;
    int places = 0;
    bool any = false;
    if (!well_grouped(data, point))
        return NAN;
    for (size_t i = 0; i < size; i++) {
        if (data[i] == ',' || data[i] == '.')
            continue;
        if (data[i] < '0' || data[i] > '9')
            return NAN;
        any = true;
        digits = digits * 10 + (data[i] - '0');
        places += i > point;
    }
    return any ? decimal(digits, places) : NAN;
}

double numeral_digits(const char *data, size_t size)
{
    double digits = 0;
    size_t i = 0;
    for (; i < size && data[i] >= '0' && data[i] <= '9'; i++)
        digits = digits * 10 + (data[i] - '0');
    bool may_go_on = i < size && (data[i] == ',' || data[i] == '.');
    return may_go_on ? separated(data, size) : i == size && size ? digits : NAN;
}

double numeral_read(const char *string)
{
    double sign = 1;
    if (*string == '-' || *string == '+')
        sign = *string++ == '-' ? -1 : 1;
    const char *period = strchr(string, '.');
    if (strchr(string, ',') || (period && strchr(period + 1, '.')))
        return NAN;
    return sign * numeral_digits(string, strlen(string));
}

/* -------------------------------------------------------------------------------------------- words */

static void add(sum *s, double value)
{
    if (s->n < PARTS)
        s->parts[s->n++] = value;
    else
        s->parts[PARTS - 1] += value;
}

/* 16.4 * 1000000 is 16400000, whatever the binary fraction makes of it. */
static double times(double value, double factor)
{
    double product = value * factor, whole = round(product);
    return fabs(product - whole) < fabs(product) * 1e-12 ? whole : product;
}

static void multiply(sum *s, double factor)
{
    double taken = 0;
    size_t from = s->n;
    while (from > 0 && (from == s->n || s->parts[from - 1] < factor))
        taken += s->parts[--from];
    s->n = from;
    add(s, times(taken == 0 ? 1 : taken, factor));
    s->scale = factor;
}

static void divide(sum *s, double divisor)
{
    if (s->n == 0)
        add(s, 1);
    s->parts[s->n - 1] /= divisor;
}

/* One word's value joins the sum; false when it is no number. */
static bool join(sum *s, const char *value)
{
    double number = numeral_read(*value == '*' || *value == '/' ? value + 1 : value);
    if (isnan(number))
        return false;
    if (*value == '*')
        multiply(s, number);
    else if (*value == '/')
        divide(s, number);
    else
        add(s, number);
    return true;
}

double numeral_scaled(const article *a, const hit *h, field_key f, double *scale)
{
    sum s; /* parts are set as they come */
    s.n = 0;
    s.scale = 1;
    const char *value;
    uint32_t at;
    for (field_walk w = field_begin(h, f); walk_unit(&w, &value, &at);) {
        if (value && join(&s, value))
            continue;
        quoth_slice word = article_token(a, at);
        double digits = value ? NAN : numeral_digits(word.data, word.size);
        if (!isnan(digits))
            add(&s, digits);
    }
    double total = s.n > 0 ? 0 : NAN;
    for (size_t i = 0; i < s.n; i++)
        total += s.parts[i];
    *scale = s.scale;
    return total;
}

double numeral_value(const article *a, const hit *h, field_key f)
{
    double scale;
    return numeral_scaled(a, h, f, &scale);
}

/* -------------------------------------------------------------------------------------------- found */

/* The digits behind a decimal point, in figures or one word each: "05" is 0.05, "two five" 0.25. */
static double behind_point(const article *a, const hit *h)
{
    double digits = 0;
    int places = 0;
    const char *word;
    uint32_t at;
    for (field_walk w = hit_begin(h, "point"); walk_unit(&w, &word, &at);) {
        quoth_slice said = article_token(a, at);
        double value = word ? numeral_read(word) : numeral_digits(said.data, said.size);
        int size = word ? 1 : (int)said.size;
        if (isnan(value))
            return 0;
        for (int i = 0; i < size; i++)
            digits *= 10;
        digits += value;
        places += size;
    }
    return decimal(digits, places);
}

/* "1 234 567": digits in groups, all but the first of three; NAN when they are not. */
static double grouped(const article *a, const hit *h)
{
    uint32_t first, last;
    double value = NAN;
    if (!hit_span(h, "grouped", 0, &first, &last))
        return NAN;
    for (uint32_t at = first; at < last; at++) {
        quoth_slice group = article_token(a, at);
        double digits = numeral_digits(group.data, group.size);
        if (isnan(digits) && at > first)
            continue; /* the mark between two groups */
        if (group.size > GROUP || (at > first && group.size < GROUP))
            return NAN;
        value = at > first ? value * 1000 + digits : digits;
    }
    return value;
}

void numeral_found(article *a, const hits *found)
{
    for (size_t i = 0; i < found->n; i++) {
        hit *h = found->at[i];
        double value = hit_has(h, "grouped") ? grouped(a, h) : numeral_value(a, h, field_named("value"));
        if (hit_has(h, "point"))
            value = (isnan(value) ? 0 : value) + behind_point(a, h);
        if (hit_has(h, "times"))
            value = times(value, numeral_value(a, h, field_named("times")));
        if (hit_has(h, "power"))
            value = times(value, pow(10, (hit_has(h, "powerminus") ? -1 : 1) * numeral_value(a, h, field_named("power"))));
        if (!isfinite(value)) /* no number, or hundreds of digits */
            h->dropped = true;
        else
            h->value = numeral_write(a->arena, value);
    }
}
