/*
 * The fields of an entry that an annotation tool has no place of its own for, as one line of text:
 *
 *     value=2026-02-13; bound=by; rule=date.day; confidence=0.9
 *
 * Inside a value a backslash stands before each semicolon and backslash; line breaks and other control characters
 * become spaces.  NULL when there is no field.  With NOTE_ALL everything is there; NOTE_REST leaves out what brat
 * has attributes for (type, mod, bound, kind, relation, change, act, negated), and the days that follow from a
 * date's value.
 */
#ifndef QUOTH_PIPELINE_NOTES_H
#define QUOTH_PIPELINE_NOTES_H

#include "base/arena.h"
#include "quoth.h"

enum note_extent { NOTE_ALL, NOTE_REST };

const char *note_of_date(arena *a, const quoth_date *date, enum note_extent extent);
const char *note_of_person(arena *a, const quoth_person *person);
const char *note_of_number(arena *a, const quoth_number *number, enum note_extent extent);
const char *note_of_source(arena *a, const quoth_claim *claim, enum note_extent extent);
const char *note_of_claim(arena *a, const quoth_claim *claim, enum note_extent extent);

/* Whether brat's configuration knows the act as an attribute; where it does not, the note has it. */
bool note_act_is_known(const char *act);

/* All acts that are known, for that configuration: "say|deny|ask". */
extern const char *const note_acts;

#endif
