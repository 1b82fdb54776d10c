/*
 * Numbers: from the frame that a rule fills to an entry of `numbers`.
 *
 * The frame (docs/numbers.md): value, or low and high, or vague; part and over; minus, highminus; unit, per, name, singular;
 * modifier, relation, change; kind; elided.
 */
#include <math.h>
#include <string.h>

#include "extract/kinds.h"
#include "extract/number_unit.h"
#include "extract/numeral.h"

enum {
    /* How far back, in words, the unit of an elided one is looked for: a few paragraphs; a sentence, if it is no count. */
    ELIDED_REACH = 150,
    ELIDED_NEAR = 25,
};

/* "dozens" are from one dozen up to ten: how CQE's NewsQuant reads them too. */
static const double VAGUE_SPREAD = 10;

/* Money and percentages lend their unit to what is not so many times larger or smaller. */
static const double ALIKE = 1000;

/* A bound without a multiplier takes the other's when it is less than so many times as large: "$89 to $93 billion"
   are both billions, "$200 to $4 million" are not. */
static const double SAME_SCALE = 10;

/* -------------------------------------------------------------------------------------------- values */

static double read_value(const article *a, const hit *h, field_key f, double *scale)
{
    uint32_t first, last;
    double value = numeral_scaled(a, h, f, scale);
    if (isnan(value) && !field_span(h, f, 0, &first, &last)) {
        const char *set = field_value(h, f);
        return set ? numeral_read(set) : NAN;
    }
    const hit *inner = *scale == 1 ? field_inner(h, f) : NULL;
    if (inner)
        numeral_scaled(a, inner, field_named("value"), scale);
    return value;
}

/* The value of a field and its multiplier, also when it is that of a numeral found before or stands in `set`. */
static inline __attribute__((always_inline)) double read_field(const article *a, const hit *h, const char *field,
                                                               double *scale)
{
    field_key f = field_named(field);
    *scale = 1;
    return field_may_be_there(h, f) ? read_value(a, h, f, scale) : NAN;
}

static void set_range(quoth_number *n, double low, double low_scale, double high, double high_scale)
{
    if (low_scale == 1 && high_scale > 1 && fabs(low) < SAME_SCALE * fabs(high) / high_scale)
        low *= high_scale;
    n->low = low;
    n->high = high;
}

static bool set_value(const article *a, hit *h, quoth_number *n)
{
    double scale, high_scale;
    double sign = hit_has(h, "minus") ? -1 : 1;
    n->value = n->low = n->high = NAN;
    if (hit_has(h, "vague")) {
        n->low = read_field(a, h, "vague", &scale);
        n->high = n->low * VAGUE_SPREAD;
        return isfinite(n->high);
    }
    if (hit_has(h, "low")) {
        double low = read_field(a, h, "low", &scale);
        double high = read_field(a, h, "high", &high_scale);
        set_range(n, sign * low, scale, hit_has(h, "highminus") ? -high : high, high_scale);
        if (n->low < sign * low || n->low > sign * low)
            article_note(a, h, "the lower bound takes the multiplier of the upper");
        return isfinite(n->low) && isfinite(n->high);
    }
    n->value = sign * read_field(a, h, "value", &scale);
    double part = read_field(a, h, "part", &scale);
    double over = read_field(a, h, "over", &scale);
    if (!isnan(part))
        n->value += sign * (isnan(over) ? part : part / over);
    else if (!isnan(over))
        n->value /= over;
    return isfinite(n->value);
}

/* What a rule that uses the unit of this number gets: the value, of a range its lower bound. */
static const char *plain_value(const article *a, const quoth_number *n)
{
    return numeral_write(a->arena, isnan(n->value) ? n->low : n->value);
}

/* -------------------------------------------------------------------------------------------- words */

/* The value of a field, or the tag of that name on the words of another. */
static inline __attribute__((always_inline)) const char *value_or_tag(const hit *h, const char *field,
                                                                      const char *carrier)
{
    const char *value = hit_value(h, field);
    return value ? value : hit_tag(h, carrier, field);
}

static void set_words(const article *a, const hit *h, quoth_number *n)
{
    uint32_t first, last;
    n->relation = value_or_tag(h, "relation", "modifier");
    n->change = value_or_tag(h, "change", "modifier");
    if (hit_span(h, "modifier", 0, &first, &last) || hit_span(h, "change", 0, &first, &last))
        n->modifier = article_piece(a, first, last);
    if (n->relation && strcmp(n->relation, "=") == 0)
        n->relation = NULL;
}

static const char *kind_of(const hit *h)
{
    const char *kind = hit_value(h, "kind");
    if (!kind)
        kind = hit_tag(h, "unit", "kind");
    return kind ? kind : "count";
}

/* False when its words make no number; n is zero. */
static bool make(article *a, hit *h, quoth_number *n)
{
    if (!set_value(a, h, n))
        return false;
    n->piece = article_piece(a, h->first, h->last);
    set_words(a, h, n);
    n->kind = kind_of(h);
    number_set_unit(a, h, n);
    n->rule = h->rule;
    n->confidence = 0.9;
    return true;
}

void number_found(article *a, const hits *found)
{
    quoth_number *numbers = arena_alloc(a->arena, found->n * sizeof *numbers);
    for (size_t i = 0; i < found->n; i++) {
        hit *h = found->at[i];
        h->dropped = !make(a, h, &numbers[i]);
        if (h->dropped) {
            article_note(a, h, "its words make no number");
            continue;
        }
        h->entry = &numbers[i];
        h->value = plain_value(a, &numbers[i]);
        *arena_push(a->arena, &a->numbers) = h;
    }
}

/*
 * "60% of its sales", "rose 4 cents, or 60%", "over 40 miles (64 km)": the number found before is told of what it is,
 * which way it changed, or how it is bound.
 */
void share_found(article *a, const hits *found)
{
    for (size_t i = 0; i < found->n; i++) {
        hit *h = found->at[i];
        const char *change = hit_value(h, "change"), *relation = hit_value(h, "relation");
        uint32_t first, last;
        bool of = hit_span(h, "of", 0, &first, &last);
        field_walk shares = hit_begin(h, "share");
        const hit *share = walk_inner(&shares);
        h->dropped = !share || !share->entry || (!of && !change && !relation);
        for (; !h->dropped && share && share->entry; share = walk_inner(&shares)) {
            quoth_number *n = share->entry;
            if (of)
                n->of = article_piece(a, first, last);
            if (change && !n->change)
                n->change = change;
            if (relation && !n->relation)
                n->relation = relation;
        }
    }
}

/* ------------------------------------------------------------------------------------------- finish */

/* The larger bound, or the value. */
static double largest(const quoth_number *n)
{
    return isnan(n->value) ? fmax(n->low, n->high) : n->value;
}

/* Whether a word is one of those in a string. */
static bool has_word(const char *words, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = words; (at = strstr(at, word)); at += size)
        if ((at == words || at[-1] == ' ') && (at[size] == ' ' || !at[size]))
            return true;
    return false;
}

/*
 * Whether a number so many words before `n` may lend its unit, when n wants that of one of `kinds`: "26 tons, up from 18
 * [tons]".  Things are counted in whole numbers, and are remembered for longer than units of measure; pence and percentages
 * lend nothing to millions.
 */
static bool lends_unit(const quoth_number *lender, const quoth_number *n, const char *kinds, uint32_t distance)
{
    double value = largest(n), size = fabs(largest(lender));
    if (!lender->unit_name || !has_word(kinds, lender->kind))
        return false;
    if (strcmp(lender->kind, "count") == 0)
        return value == floor(value);
    bool alike = fabs(value) < size * ALIKE && size < fabs(value) * ALIKE;
    return distance <= ELIDED_NEAR && (alike || strcmp(lender->kind, "measure") == 0);
}

/* "400 people were held; over 300 [people] were freed": the unit and kind of the nearest number before. */
static void take_unit(article *a, size_t i, quoth_number *n)
{
    hit *h = a->numbers.at[i];
    const char *kinds = hit_value(h, "elided");
    while (i-- > 0) {
        const hit *before = a->numbers.at[i];
        const quoth_number *other = before->entry;
        if (h->first - before->last > ELIDED_REACH)
            break;
        if (lends_unit(other, n, kinds, h->first - before->last)) {
            if (strcmp(n->kind, "count") == 0)
                n->kind = other->kind;
            n->unit = other->unit;
            n->unit_name = other->unit_name;
            if (a->explain)
                article_note(a, h, "elided: the unit %s is that of \"%s\" before it", n->unit_name,
                             article_words(a, before->first, before->last));
            return;
        }
    }
    article_note(a, h, "elided: no number before it lends a unit");
}

void number_finish(article *a)
{
    if (a->numbers.n == 0)
        return;
    article_in_order(a, &a->numbers);
    arena_reserve(a->arena, &a->number_entries, a->numbers.n);
    for (size_t i = 0; i < a->numbers.n; i++) {
        const hit *h = a->numbers.at[i];
        quoth_number *n = h->entry;
        if (hit_has(h, "elided") && !n->unit_name)
            take_unit(a, i, n);
        *arena_push(a->arena, &a->number_entries) = *n;
    }
    for (size_t i = 0; i < a->numbers.n; i++)
        a->numbers.at[i]->entry = &a->number_entries.at[i];
}
