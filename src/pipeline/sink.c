#include "pipeline/sink.h"

#include <string.h>

#include "base/error.h"

static const sink_type *const types[] = {
#define ADDRESS(name) &sink_##name,
    SINKS(ADDRESS)
};

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
        if (type->target && !(colon && colon[1])) {
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
    char known[128] = "";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const char *parts[] = {i ? ", " : "", types[i]->name, types[i]->target ? ":" : "",
                               types[i]->target ? types[i]->target : ""};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            strncat(known, parts[k], sizeof known - strlen(known) - 1);
    }
    error_set(error, QUOTH_ERROR_USAGE, "unknown output \"%s\"; known are: %s", to, known);
    return NULL;
}
