/* Problems of pattern files as lines of JSON, for editors and continuous integration. */
#include <string.h>

#include "base/buffer.h"
#include "pipeline/put.h"
#include "quoth.h"

static void put_field(buffer *b, const char *name, const char *value)
{
    buffer_add_string(b, ",");
    put_string(b, name, strlen(name));
    buffer_add_string(b, ":");
    put_string(b, value, strlen(value));
}

quoth_status quoth_problem_write(const quoth_problem *problem, quoth_write_fn *write, void *context)
{
    buffer b = {0};
    buffer_add_string(&b, problem->warning ? "{\"severity\":\"warning\"" : "{\"severity\":\"error\"");
    if (problem->file)
        put_field(&b, "file", problem->file);
    if (problem->line) {
        buffer_add_string(&b, ",\"line\":");
        put_size(&b, problem->line);
    }
    if (problem->line && problem->column) {
        buffer_add_string(&b, ",\"column\":");
        put_size(&b, problem->column);
    }
    put_field(&b, "message", problem->text);
    if (problem->excerpt)
        put_field(&b, "excerpt", problem->excerpt);
    buffer_add_string(&b, "}\n");
    quoth_status status = b.failed ? QUOTH_ERROR_MEMORY : write(context, b.data, b.size) ? QUOTH_OK : QUOTH_ERROR_OUTPUT;
    buffer_free(&b);
    return status;
}
