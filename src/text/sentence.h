/* Where sentences begin. */
#ifndef QUOTH_TEXT_SENTENCE_H
#define QUOTH_TEXT_SENTENCE_H

#include "text/token.h"

/*
 * Reads flags and roles of the tokens; sets TOKEN_SENTENCE on the first token of each sentence and joins the
 * period of an abbreviation or an initial to its word (the array shrinks: "Mr" "." becomes "Mr.", keeping
 * word, role and flags of "Mr"; a lone capital letter before a period and a capitalized word is an initial).
 *
 * A sentence ends behind a stop and the closing quotation marks and brackets glued to it, where the next
 * token does not begin with a lower-case letter; it ends with every paragraph, headlines included.  A
 * sentence inside a quotation ends too: "“One. Two,” he said." has a boundary before Two; who collapses
 * the quotation swallows it.  No boundary stands between a quotation that ends in ! or ? and a lower-case
 * word behind it.
 *
 * A word with a period of its own that may end a sentence too ("Inc.", "U.S.", every word that tokens_cut gave
 * periods) ends it only before a ROLE_STARTER; so does a stop glued to the next word ("said.The").
 */
void sentences_mark(const text *t, tokens *tokens);

#endif
