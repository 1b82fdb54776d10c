/*
 * brat's standoff format as quoth writes and reads it: the names, and a document as the lines of an .ann file.
 *
 * Relied on: "brat standoff format" (brat.nlplab.org/standoff.html) and "brat annotation configuration"
 * (brat.nlplab.org/configuration.html); for what these leave open, brat's own reader (github.com/nlplab/brat,
 * server/src/annotation.py): offsets are positions in a Python string made of the file's bytes, so code points, a
 * carriage return and a byte-order mark among them; fragments are "0 5;16 23", and the text of the line is theirs
 * joined by single spaces.  A line of an .ann file cannot hold a line break or a tab, so a span that has one is
 * cut into fragments there, without the white space around (brat issues 786, 1042, pull request 1174).
 *
 *     T  Date Person Role Number Unit Modifier Whole Source Content   spans; Claim, Statement: triggers of events
 *     E  Claim:cue Source:T Content:T Said:T    a claim; more contents are Content2, Content3
 *     E  Statement:content Source:T             a claim that has no cue
 *     R  Has_role, Has_unit, Has_modifier, Part_of, Refers_to (source, person)
 *     *  Equiv                                  the namings of one person
 *     A  DateType Mod Bound NumberKind Compared Change SourceType ClaimKind Act Negated
 *     #  AnnotatorNotes                         the rest, as in notes.h
 *
 * The spans of a claim's content share one T line, as fragments, where words stand between them; spans with
 * nothing but white space between get lines of their own.  So a reader can tell a content of two paragraphs from
 * two spans.
 */
#ifndef QUOTH_PIPELINE_BRAT_H
#define QUOTH_PIPELINE_BRAT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "quoth.h"

/* A file in the folder that tells of each article what .txt and .ann do not: a line of JSON each. */
#define BRAT_INDEX "quoth.index"

/* How a number's relation is written as an attribute: {"<=", "at_most"}, ... ended by a pair of NULLs. */
extern const char *const brat_compared[][2];

extern const char brat_annotation_conf[], brat_visual_conf[];

/* The lines of the article's .ann file. */
void brat_put_annotations(arena *a, const quoth_document *d, buffer *out);

/* Whether a line of an .ann file would end here, or a field: a tab, or a line break of any kind. */
bool brat_is_break(unsigned point);

#endif
