/* Finite verbs and their tense are kept: they tell on which side of the document's date a bare "Monday" lies. */
#include "extract/kinds.h"

void tense_found(article *a, const hits *found)
{
    for (size_t i = 0; i < found->n; i++)
        *arena_push(a->arena, &a->tenses) = found->at[i];
}
