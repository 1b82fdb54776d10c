/* What a record must be before it is scored, so that scoring need not ask again. */
#include <string.h>

#include "tune/gold.h"

static bool is_place(const tree *pair)
{
    const tree *start = tree_at(pair, 0), *end = tree_at(pair, 1);
    return tree_count(pair) == 2 && tree_is(start, TREE_INTEGER) && tree_is(end, TREE_INTEGER) &&
           tree_integer(start) >= 0 && tree_integer(start) <= tree_integer(end);
}

static bool are_places(const tree *list)
{
    for (size_t i = 0; i < tree_count(list); i++)
        if (!is_place(tree_at(list, i)))
            return false;
    return tree_is(list, TREE_LIST);
}

/* Every "span" and "spans" anywhere in it is what it should be. */
static bool has_good_spans(const tree *whole)
{
    bool fields = tree_is(whole, TREE_OBJECT);
    for (size_t i = 0; i < (fields ? whole->size : tree_count(whole)); i++) {
        const tree *part = &whole->as.items[i];
        bool good = fields && !strcmp(part->name, "span") ? is_place(part) :
                    fields && !strcmp(part->name, "spans") ? are_places(part) : has_good_spans(part);
        if (!good)
            return false;
    }
    return true;
}

static const char *const lists[] = {"dates", "people", "numbers", "quantities", "claims"};

#define LIST_COUNT (sizeof lists / sizeof *lists)

const char *gold_wrong_with(const tree *record)
{
    if (!tree_is(record, TREE_OBJECT))
        return "the line is no JSON object";
    if (!tree_is(tree_get(record, "id"), TREE_STRING))
        return "the record has no \"id\"";
    for (size_t i = 0; i < LIST_COUNT; i++) {
        const tree *list = tree_get(record, lists[i]);
        if (list && !tree_is(list, TREE_LIST))
            return "dates, people, numbers, quantities and claims must be lists";
        for (size_t k = 0; k < tree_count(list); k++)
            if (!tree_is(tree_at(list, k), TREE_OBJECT))
                return "the entries of a list must be objects";
    }
    const tree *ignore = tree_get(record, "ignore");
    if ((ignore && !are_places(ignore)) || !has_good_spans(record))
        return "a span must be [start, end]: two numbers, in code points, the first not above the second";
    return NULL;
}

bool gold_has_layer(const tree *record, const char *layer)
{
    const tree *layers = tree_get(record, "layers");
    if (!tree_count(layers))
        return tree_get(record, layer) != NULL;
    for (size_t i = 0; i < tree_count(layers); i++) {
        const char *name = tree_string(tree_at(layers, i));
        if (name && !strcmp(name, layer))
            return true;
    }
    return false;
}
