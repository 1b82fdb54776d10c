/*
 * Names of units, from the words of a hit and the values that their lists give.
 */
#include "extract/number_unit.h"

#include <string.h>

/* How far `per` may stand behind the unit and be one piece with it: "dollars [per] barrel", "[for] [every]". */
enum { PER_REACH = 2 };

static bool ends_with(quoth_slice word, const char *suffix, size_t size)
{
    return word.size >= size + 2 && memcmp(word.data + word.size - size, suffix, size) == 0;
}

const char *number_singular(arena *a, quoth_slice word, const char *rules)
{
    while (rules && *rules) {
        size_t size = strcspn(rules, " "), plural = strcspn(rules, ": ");
        if (ends_with(word, rules, plural)) {
            int stem = (int)(word.size - plural);
            int suffix = plural < size ? (int)(size - plural - 1) : 0;
            return arena_printf(a, "%.*s%.*s", stem, word.data, suffix, rules + size - suffix);
        }
        rules += size;
        rules += strspn(rules, " ");
    }
    return arena_copy(a, word.data, word.size);
}

/* A name with the next word behind it, apart unless that is glued to it ("first-team", "women's"). */
static const char *joined(arena *a, const char *name, const char *word, bool glued)
{
    size_t size = strlen(name), more = strlen(word), space = !glued;
    if (!size)
        return word;
    char *out = arena_take(a, size + space + more + 1);
    memcpy(out, name, size);
    out[size] = ' '; /* overwritten where there is none */
    memcpy(out + size + space, word, more + 1);
    return out;
}

/* The text of tokens [first, last). */
static quoth_slice text_of(const article *a, uint32_t first, uint32_t last)
{
    quoth_slice from = article_token(a, first), to = article_token(a, last - 1);
    return (quoth_slice){from.data, (size_t)(to.data + to.size - from.data)};
}

/* The last word of a name: what a list says of it, or its singular.  What a unit was found to be, "two Golden Ropes", is no
   name of it. */
static const char *last_word(const article *a, const hit *h, field_key f, quoth_slice word, const char *value)
{
    const char *singular = hit_value(h, "singular");
    if (value && !(singular && field_inner(h, f)))
        return value;
    return number_singular(a->arena, word, singular);
}

/*
 * The words of a field as written, up to token `last`, the last by its value in a list or in the singular ("arms dealers"
 * is `arms dealer`); "" when there is none.
 */
static const char *names_of(const article *a, const hit *h, field_key f, uint32_t last)
{
    const char *name = "", *value, *next_value;
    uint32_t at, next;
    const char *end = NULL; /* of the word before */
    field_walk w = field_begin(h, f);
    for (bool more = walk_unit(&w, &value, &at); more; value = next_value, at = next) {
        more = walk_unit(&w, &next_value, &next);
        quoth_slice word = text_of(a, at, more && next < last ? next : last);
        value = more ? arena_copy(a->arena, word.data, word.size) : last_word(a, h, f, word, value);
        name = joined(a->arena, name, value, word.data == end);
        end = word.data + word.size;
    }
    return name;
}

/* The normal name, of a unit and a `per` that end at the tokens `last` and `per_last`; 0: there is none. */
static const char *name_of(const article *a, const hit *h, uint32_t last, uint32_t per_last)
{
    const char *unit = hit_value(h, "name");
    if (!unit)
        unit = last ? names_of(a, h, field_named("unit"), last) : "";
    if (!*unit)
        return NULL;
    const char *per = per_last ? names_of(a, h, field_named("per"), per_last) : "";
    return *per ? joined(a->arena, joined(a->arena, unit, "per", false), per, false) : unit;
}

/* The words of a unit; the period behind "5 °C", which the last may have taken as an initial does, is none of them. */
static quoth_piece unit_piece(const article *a, uint32_t first, uint32_t last)
{
    quoth_piece p = article_piece(a, first, last);
    const char *stop = memchr(p.text.data, '.', p.text.size);
    bool trailing = stop && stop > p.text.data && stop == p.text.data + p.text.size - 1;
    return trailing ? text_piece(a->text, a->tokens->at[first].start, a->tokens->at[last - 1].end - 1) : p;
}

void number_set_unit(const article *a, const hit *h, quoth_number *n)
{
    uint32_t first, last = 0, per_first, per_last = 0;
    bool unit = hit_span(h, "unit", 0, &first, &last), per = hit_span(h, "per", 0, &per_first, &per_last);
    n->unit_name = name_of(a, h, last, per_last);
    if (unit && per && per_first >= last && per_first - last <= PER_REACH)
        last = per_last;
    if (unit)
        n->unit = unit_piece(a, first, last);
}
