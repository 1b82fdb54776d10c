#include "pipeline/batch.h"

#include <stdlib.h>
#include <string.h>

#include "pipeline/limits.h"

/* Units of the same file share its name. */
static size_t name_offset(batch *b, const char *name)
{
    if (b->unit_count) {
        size_t last = b->units[b->unit_count - 1].name;
        if (!strcmp(b->names.data + last, name))
            return last;
    }
    size_t offset = b->names.size;
    buffer_add(&b->names, name, strlen(name) + 1);
    return offset;
}

unit *batch_add(batch *b, enum unit_kind kind, const char *name, size_t line)
{
    if (b->unit_count == b->unit_room) {
        size_t room = b->unit_room ? b->unit_room * 2 : 64;
        unit *units = realloc(b->units, room * sizeof *units);
        if (!units) {
            b->failed = true;
            return NULL;
        }
        b->units = units;
        b->unit_room = room;
    }
    size_t offset = name_offset(b, name);
    if (b->names.failed) {
        b->failed = true;
        return NULL;
    }
    unit *added = &b->units[b->unit_count++];
    *added = (unit){.kind = kind, .name = offset, .line = line};
    return added;
}

static void shrink(buffer *b)
{
    if (b->room > BATCH_KEEP)
        buffer_free(b);
    else
        buffer_clear(b);
}

void batch_clear(batch *b)
{
    shrink(&b->raw);
    shrink(&b->names);
    shrink(&b->out);
    shrink(&b->complaints);
    b->unit_count = b->articles = b->errors = b->bytes = 0;
    b->failed = b->done = false;
}

void batch_free(batch *b)
{
    buffer_free(&b->raw);
    buffer_free(&b->names);
    buffer_free(&b->out);
    buffer_free(&b->complaints);
    free(b->units);
    *b = (batch){0};
}
