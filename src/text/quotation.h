/* Where quotations begin and end. */
#ifndef QUOTH_TEXT_QUOTATION_H
#define QUOTH_TEXT_QUOTATION_H

#include <stdbool.h>

#include "text/token.h"

typedef struct quotation {
    uint32_t first, last; /* tokens: the opening mark and the closing mark, or the last token of the
                             paragraph where no mark closes it there */
    bool continued;       /* goes on in the next paragraph, which reopens it; not closed here */
    bool continues;       /* carries on the quotation of the paragraph before */
    bool single;          /* in single marks */
    uint32_t depth;       /* 0: outermost; nested ones stand behind the one that holds them */
} quotation;

typedef struct quotations {
    quotation *at;
    size_t n, room;
} quotations;

/*
 * Finds the quotations of all paragraphs, in order of their first token, from the roles of the tokens: curly,
 * straight, `` '', „ ", « », nested single in double and double in single.  An opening mark that no mark
 * closes in its paragraph is a quotation only when the next paragraph begins with an opening mark of the
 * same kind (it then runs to the paragraph's end, `continued`); otherwise it is none.  Apostrophes and
 * stray closing marks are none.  A straight mark opens when white space or an opening mark stands before
 * it, and closes otherwise; where that gives no pairing in a paragraph, marks alternate.
 *
 * Straight and closing marks behind a number ("6' 2"", "a 12" pipe") are measures unless they close a quotation.
 * A single mark opens only where one ahead can close it; the possessive in 'the prisoners' mail' closes nothing
 * as long as a better mark follows.
 */
void quotations_find(arena *a, const text *t, const tokens *tokens, quotations *result);

#endif
