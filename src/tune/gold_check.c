/* What a record must be before it is scored, so that scoring need not ask again. */
#include <string.h>

#include "tune/gold.h"

static bool is_place(const json_t *pair)
{
    const json_t *start = json_array_get(pair, 0), *end = json_array_get(pair, 1);
    return json_array_size(pair) == 2 && json_is_integer(start) && json_is_integer(end) &&
           json_integer_value(start) >= 0 && json_integer_value(start) <= json_integer_value(end);
}

static bool are_places(const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!is_place(json_array_get(list, i)))
            return false;
    return json_is_array(list);
}

/* Every "span" and "spans" anywhere in it is what it should be. */
static bool has_good_spans(json_t *value)
{
    const char *key;
    json_t *part;
    size_t i;
    if (json_is_object(value)) {
        json_object_foreach(value, key, part) {
            bool good = !strcmp(key, "span") ? is_place(part) :
                        !strcmp(key, "spans") ? are_places(part) : has_good_spans(part);
            if (!good)
                return false;
        }
    }
    json_array_foreach(value, i, part) {
        if (!has_good_spans(part))
            return false;
    }
    return true;
}

static const char *const lists[] = {"dates", "people", "numbers", "quantities", "claims"};

#define LIST_COUNT (sizeof lists / sizeof *lists)

const char *gold_wrong_with(json_t *record)
{
    if (!json_is_object(record))
        return "the line is no JSON object";
    if (!json_is_string(json_object_get(record, "id")))
        return "the record has no \"id\"";
    for (size_t i = 0; i < LIST_COUNT; i++) {
        const json_t *list = json_object_get(record, lists[i]);
        if (list && !json_is_array(list))
            return "dates, people, numbers, quantities and claims must be lists";
        for (size_t k = 0; k < json_array_size(list); k++)
            if (!json_is_object(json_array_get(list, k)))
                return "the entries of a list must be objects";
    }
    const json_t *ignore = json_object_get(record, "ignore");
    if ((ignore && !are_places(ignore)) || !has_good_spans(record))
        return "a span must be [start, end]: two numbers, in code points, the first not above the second";
    return NULL;
}

bool gold_has_layer(const json_t *record, const char *layer)
{
    const json_t *layers = json_object_get(record, "layers");
    if (!json_array_size(layers))
        return json_object_get(record, layer) != NULL;
    for (size_t i = 0; i < json_array_size(layers); i++) {
        const char *name = json_string_value(json_array_get(layers, i));
        if (name && !strcmp(name, layer))
            return true;
    }
    return false;
}
