/* Claims: source, cue and content. */
#include "extract/kinds.h"

void claim_found(article *a, const hits *found)
{
    for (size_t i = 0; i < found->n; i++)
        *arena_push(a->arena, &a->claims) = found->at[i];
}

void claim_finish(article *a)
{
    (void)a;
}
