/* What numbers come to, for comparing them. */
#include <math.h>
#include <string.h>

#include "tune/score.h"

/* Where two values differ by less they are the same: 1/3 was rounded somewhere. */
#define RELATIVE 1e-5
#define ABSOLUTE 1e-8

static double number_in(const tree *entry, const char *name)
{
    const tree *value = tree_get(entry, name);
    return tree_is_number(value) ? tree_number(value) : NAN;
}

/* A range is the same in either order. */
static amount range_of(arena *a, double low, double high)
{
    double *ends = arena_take(a, 2 * sizeof *ends);
    ends[0] = low > high ? high : low;
    ends[1] = low > high ? low : high;
    return (amount){ends, 2, true};
}

amount amount_of(arena *a, const tree *entry)
{
    const tree *value = tree_get(entry, "value");
    if (tree_get(entry, "low") || tree_get(entry, "high"))
        return range_of(a, number_in(entry, "low"), number_in(entry, "high"));
    if (tree_count(value) == 2)
        return range_of(a, tree_number(tree_at(value, 0)),
                        tree_number(tree_at(value, 1)));
    if (!tree_is_number(value))
        return (amount){0};
    double *one = arena_take(a, sizeof *one);
    *one = tree_number(value);
    return (amount){one, 1, false};
}

static bool is_close(double a, double b)
{
    double larger = fabs(a) > fabs(b) ? fabs(a) : fabs(b);
    double room = RELATIVE * larger > ABSOLUTE ? RELATIVE * larger : ABSOLUTE;
    return a == b || fabs(a - b) <= room;
}

bool amount_is_same(amount a, amount b)
{
    if (!a.n || !b.n || a.range != b.range)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (!is_close(a.at[i], b.at[i]))
            return false;
    return true;
}

const char *amount_text(arena *a, amount v)
{
    if (!v.n)
        return "none";
    return v.range ? arena_printf(a, "%.12g to %.12g", v.at[0], v.at[1]) : arena_printf(a, "%.12g", v.at[0]);
}

/* --------------------------------------------------------------------------------------------- units */

/* Ages are years unless a smaller period is named. */
static const char *age_unit(arena *a, const char *name)
{
    static const char *const periods[] = {"year", "month", "week", "day", "hour"};
    const char *padded = arena_printf(a, " %s ", name), *first = NULL, *which = "year";
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        const char *there = strstr(padded, arena_printf(a, " %s ", periods[i]));
        if (there && (!first || there < first)) {
            first = there;
            which = periods[i];
        }
    }
    return arena_printf(a, "%s age", which);
}

const char *number_unit(arena *a, const units *u, const tree *number)
{
    const char *kind = entry_string(number, "kind"), *name = entry_string(number, "unit.name");
    name = name && *name ? name : entry_string(number, "unit.text");
    if (!kind)
        kind = "";
    if (!name || !*name)
        name = !strcmp(kind, "percent") ? "percent" : "-";
    name = units_name(a, u, name);
    if (!strcmp(kind, "age"))
        return age_unit(a, name);
    if (!strcmp(name, "pound"))
        return !strcmp(kind, "money") ? "pound sterling" : "pound mass";
    return name;
}
