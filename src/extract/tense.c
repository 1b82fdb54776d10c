/*
 * Finite verbs and their tense are kept: they tell on which side of the document's date a bare "Monday" lies.
 * A verb of the tense `open` says nothing.
 */
#include "extract/kinds.h"

void tense_found(article *a, const hits *found)
{
    for (size_t i = 0; i < found->n; i++) {
        const char *tense = hit_value(found->at[i], "tense");
        if (tense && !word_is(tense, "open"))
            *arena_push(a->arena, &a->tenses) = found->at[i];
    }
}
