/* A brat file as a document: what quoth had written, and what annotators made of it. */
#ifndef QUOTH_TUNE_BRAT_DOCUMENT_H
#define QUOTH_TUNE_BRAT_DOCUMENT_H

#include "tune/brat_parse.h"

/*
 * Fills the lists of *d (dates, people, numbers, claims; neither rule nor confidence), in the arena.  Items that
 * are nothing that quoth knows are passed over.
 */
void brat_document(arena *a, const brat_text *text, const brat_file *file, brat_complain_fn *complain,
                   void *context, quoth_document *d);

#endif
