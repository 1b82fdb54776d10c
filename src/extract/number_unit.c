/*
 * Names of units, from the words of a hit and the values that their lists give.
 */
#include "extract/number_unit.h"

#include <string.h>

/* How far `per` may stand behind the unit and still be one piece with it: "dollars [per] barrel", "[for] [every]". */
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

/* The words of a field, those of lists by their values; "" when there is none. */
static const char *names_of(const article *a, const hit *h, const char *field)
{
    const char *name = "", *value, *rules = hit_value(h, "singular"), *next_value;
    uint32_t at, next_at;
    bool more = hit_unit(h, field, 0, &value, &at);
    for (size_t k = 1; more; k++, value = next_value, at = next_at) {
        more = hit_unit(h, field, k, &next_value, &next_at);
        if (!value) {
            quoth_slice word = article_token(a, at);
            value = more ? arena_copy(a->arena, word.data, word.size) : number_singular(a->arena, word, rules);
        }
        if (*value) {
            bool joined = strcmp(value, "-") == 0 || (*name && name[strlen(name) - 1] == '-');
            name = arena_printf(a->arena, *name && !joined ? "%s %s" : "%s%s", name, value);
        }
    }
    return name;
}

const char *number_unit_name(const article *a, const hit *h)
{
    uint32_t first, last;
    const char *unit = hit_has(h, "name") ? hit_value(h, "name") : names_of(a, h, "unit");
    const char *per = hit_span(h, "per", 0, &first, &last) ? names_of(a, h, "per") : "";
    if (!unit || !*unit)
        return NULL;
    return *per ? arena_printf(a->arena, "%s per %s", unit, per) : unit;
}

quoth_piece number_unit_piece(const article *a, const hit *h)
{
    uint32_t first, last, per_first, per_last;
    if (!hit_span(h, "unit", 0, &first, &last))
        return (quoth_piece){0};
    if (hit_span(h, "per", 0, &per_first, &per_last) && per_first >= last && per_first - last <= PER_REACH)
        last = per_last;
    return article_piece(a, first, last);
}
