/* The values of some fields of a JSON object: those at its top level that have given names. */
#ifndef QUOTH_PIPELINE_JSON_FIELDS_H
#define QUOTH_PIPELINE_JSON_FIELDS_H

#include "base/arena.h"
#include "base/buffer.h"

enum json_kind { JSON_NONE, JSON_NULL, JSON_STRING, JSON_NUMBER, JSON_OTHER };

struct json_value {
    enum json_kind kind;
    size_t start, size; /* in `strings`: of a string, unescaped, or of a number as it is written */
};

struct json_fields {
    const char *const *names;
    size_t name_count;
    struct json_value *values; /* by name; of several of one name the last */
    buffer *strings;           /* YAJL's own do not last; the places in it are offsets, as it may move */
    arena *arena;              /* for YAJL */
    bool object;               /* the whole is an object */

    size_t depth;   /* of objects and arrays that are open, while it is read */
    size_t current; /* the name of the value to come, at the top level; name_count: none of ours */
};

struct json_failure {
    size_t offset; /* bytes */
    char text[120];
    bool memory;
};

/* Reads a whole text; names, name_count, values, strings and arena are the caller's to set.  False: it is no JSON, or memory
   is short. */
bool json_fields_read(struct json_fields *p, const char *line, size_t size, struct json_failure *f);

#endif
