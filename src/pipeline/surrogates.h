/* Halves of surrogate pairs that stand alone in JSON, as \ud83d: no character, and YAJL does not say so. */
#ifndef QUOTH_PIPELINE_SURROGATES_H
#define QUOTH_PIPELINE_SURROGATES_H

#include <stdbool.h>
#include <stddef.h>

bool surrogates_any_lone(const char *line, size_t size);

/* Makes \ufffd of every one, in place; returns how many. */
size_t surrogates_pair(char *line, size_t size);

#endif
