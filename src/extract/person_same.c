/*
 * Whether two full names are one person's: the family name is the same, and neither given names, middle names nor
 * suffixes differ.
 */
#include <string.h>

#include "extract/person.h"

static bool given_fits(const naming *a, const naming *b)
{
    uint32_t i = a->family_first ? 1 : 0, j = b->family_first ? 1 : 0;
    return name_given_fits(a->parts[i], b->parts[j]) || (a->given && b->given && strcmp(a->given, b->given) == 0);
}

/* Whether the longer key ends in the shorter one: "Mary Ann Berg", "Ann Berg". */
static bool ends_alike(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    if (n < m)
        return ends_alike(b, a);
    return strcmp(a + n - m, b) == 0 && (n == m || a[n - m - 1] == ' ');
}

/* The first name between given name and family name; NULL when there is none. */
static const char *middle_of(const naming *n)
{
    return n->family > 1 && n->parts[1][0] ? n->parts[1] : NULL;
}

/* "George H. W. Berg" is not "George W. Berg", nor Berg Jr. Berg Sr. */
static bool is_told_apart(const naming *a, const naming *b)
{
    const char *x = naming_suffix(a), *y = naming_suffix(b);
    if (x && y && strcmp(x, y) != 0)
        return true;
    x = middle_of(a);
    y = middle_of(b);
    return x && y && (a->part_count == b->part_count || !x[1] || !y[1]) && !name_given_fits(x, y);
}

/* The family names, of which a Spanish name has two: "Ana Pérez García", "Ana Pérez". */
static bool family_fits(const naming *a, const naming *b)
{
    if (name_part_same(naming_last(a), naming_last(b)))
        return true;
    return a->head < a->part_count && b->head < b->part_count && name_part_same(a->parts[a->head], b->parts[b->head]);
}

bool naming_same(const naming *a, const naming *b)
{
    if (is_told_apart(a, b))
        return false;
    return ends_alike(a->key, b->key) || (family_fits(a, b) && given_fits(a, b));
}
