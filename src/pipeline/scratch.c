#include "pipeline/scratch.h"

void scratch_run(scratch_fn *make, const quoth_document *d, buffer *out)
{
    jmp_buf escape;
    arena a = {.escape = &escape};
    if (setjmp(escape) == 0)
        make(&a, d, out);
    else
        out->failed = true;
    arena_free(&a);
}
