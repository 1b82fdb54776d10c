/* Gold read back from the tools that annotators work with. */
#include <string.h>

#include "base/error.h"
#include "tune/brat_read.h"

quoth_status quoth_gold(const quoth_run *run, quoth_progress *result, quoth_error *error)
{
    quoth_progress own = {0};
    quoth_error first = {0};
    quoth_status status = QUOTH_OK;
    outlet *out = NULL;
    if (!run->from || strcmp(run->from, "brat") != 0)
        status = error_set(&first, QUOTH_ERROR_USAGE, "gold is read from \"brat\", not from \"%s\"",
                           run->from ? run->from : "");
    else if (!(out = outlet_open(run, NULL, &first)))
        status = first.status;
    for (size_t i = 0; i < run->input_count && status == QUOTH_OK; i++)
        status = brat_read(run, run->inputs[i], out, &own, &first);
    if (out) {
        quoth_status closed = outlet_close(out, status == QUOTH_OK, &first);
        status = status == QUOTH_OK ? closed : status;
    }
    own.done = true;
    if (result)
        *result = own;
    if (error && error->status == QUOTH_OK)
        *error = first;
    return status;
}
