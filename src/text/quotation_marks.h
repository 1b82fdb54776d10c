/* What the surroundings of a quotation mark tell; private to quotations_find. */
#ifndef QUOTH_TEXT_QUOTATION_MARKS_H
#define QUOTH_TEXT_QUOTATION_MARKS_H

#include <stdbool.h>
#include <string.h>

#include "text/quotation.h"

#define NO_MARK ((size_t)-1)

/* A paragraph: the tokens [start, end). */
struct marks {
    const text *text;
    const tokens *list;
    size_t start, end;
};

enum side { SIDE_UNCLEAR, SIDE_OPEN, SIDE_CLOSE };

static inline bool mark_is(const struct marks *m, size_t i, unsigned roles)
{
    return (m->list->at[i].role & roles) != 0;
}

static inline bool mark_has(const struct marks *m, size_t i, unsigned flags)
{
    return (m->list->at[i].flags & flags) != 0;
}

/* Whether the token's text is the same; whether it is the straight double mark. */
bool marks_are_alike(const struct marks *m, size_t i, size_t k);
bool mark_is_straight(const struct marks *m, size_t i);

/* Whether double mark k may close what double mark i opened: angled ones go with angled ones. */
bool marks_match(const struct marks *m, size_t i, size_t k);

/* Whether token i, in the next paragraph, is the opening mark `mark` again, and only such marks before it. */
bool mark_reopens(const struct marks *m, size_t mark, size_t i);

/* Whether white space or opening marks stand before and text behind (open), or the other way round (close). */
enum side side_of(const struct marks *m, size_t i);

/* Whether a mark glued to a number means inches or seconds; is_open: it could also close a quotation. */
bool mark_measures(const struct marks *m, size_t i, bool is_open);

/* Whether single mark i may open a quotation as far as its surroundings go. */
bool single_may_open(const struct marks *m, size_t i);

/* Whether it stands where speech begins: at the start of the paragraph or behind punctuation. */
bool single_begins_speech(const struct marks *m, size_t i);

/* The mark that closes the single mark i in this paragraph, or NO_MARK; in_double: a double one is open. */
size_t single_closing(const struct marks *m, size_t i, bool in_double);

#endif
