/*
 * A document as annotation tools see it: a flat list of labelled spans, and links between them.
 *
 *     label     what it marks                        links that begin at it
 *     Date      a date
 *     Person    each naming of a person              same -> the first naming of that person
 *     Role      what the article calls a person      role -> the first naming of that person
 *     Number    a number                             unit -> Unit, modifier -> Modifier, of -> Whole
 *     Source    who claims (one mark for several claims where it is the same span)
 *                                                    is -> the first naming of that person
 *     Cue       the words that attribute             source -> Source, content -> Content, said -> Date
 *     Content   each span of what is claimed         next -> the claim's next span; source, where no cue is
 */
#ifndef QUOTH_PIPELINE_MARKS_H
#define QUOTH_PIPELINE_MARKS_H

#include "base/arena.h"
#include "quoth.h"

typedef struct mark {
    quoth_piece piece;
    const char *label;
    const char *id;   /* unique in the document: d1, p1.1, n1, n1.unit, c1.cue */
    const char *note; /* its fields as in notes.h, or NULL */
    double confidence;
} mark;

typedef struct mark_link {
    size_t from, to; /* indexes of marks */
    const char *label;
} mark_link;

typedef struct marks {
    VECTOR(mark) spans;
    VECTOR(mark_link) links;
} marks;

/* All that the document has; empty spans are left out, and links to them. */
void marks_make(arena *a, const quoth_document *d, marks *result);

#endif
