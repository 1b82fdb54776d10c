#include "pipeline/sink.h"

#include <string.h>

#include "base/error.h"

static const sink_type *const types[] = {
#define ADDRESS(name) &sink_##name,
    SINKS(ADDRESS)
};

/* Adds "sqlite:FILE" or "conll[:FILE]" to the terminated list. */
static void name_type(const sink_type *type, const char *before, char *list, size_t size)
{
    bool optional = type->target_optional;
    const char *parts[] = {before, type->name, !type->target ? "" : optional ? "[:" : ":",
                           type->target ? type->target : "", optional ? "]" : ""};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        strncat(list, parts[k], size - strlen(list) - 1);
}

const sink_type *sink_find(const char *to, const char **target, quoth_error *error)
{
    to = to ? to : "jsonl";
    const char *colon = strchr(to, ':');
    size_t size = colon ? (size_t)(colon - to) : strlen(to);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const sink_type *type = types[i];
        if (strlen(type->name) != size || strncmp(type->name, to, size))
            continue;
        *target = colon ? colon + 1 : NULL;
        bool needed = type->target && (colon || !type->target_optional);
        if (needed && !(colon && colon[1])) {
            error_set(error, QUOTH_ERROR_USAGE, "output \"%s\" lacks its target: %s:%s", to, type->name,
                      type->target);
            return NULL;
        }
        if (!type->target && colon) {
            error_set(error, QUOTH_ERROR_USAGE, "output \"%s\": %s goes to standard output and takes no file", to,
                      type->name);
            return NULL;
        }
        return type;
    }
    char known[512] = "";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        name_type(types[i], i ? ", " : "", known, sizeof known);
    error_set(error, QUOTH_ERROR_USAGE, "unknown output \"%s\"; known are: %s", to, known);
    return NULL;
}
