/* What running the examples shows of the patterns themselves, and why an example finds nothing. */
#ifndef QUOTH_EXTRACT_CHECK_PATTERNS_H
#define QUOTH_EXTRACT_CHECK_PATTERNS_H

#include "extract/scan.h"
#include "rules/rules.h"

/* Warns of places in patterns where no word can stand. */
void warn_of_empty_places(const quoth_rules *r, problems *p);

/* Warns of rules that hit their step limit in what the scanner has read. */
void warn_of_limits(const quoth_rules *r, const quoth_scanner *s, arena *a, problems *p);

/*
 * Why a rule has found nothing in a text: what it lost to, or where it stopped.  Reads the text again; the words are in
 * the arena.  NULL when nothing more can be told.
 */
const char *why_nothing(const rule *r, quoth_scanner *s, const quoth_article *given, arena *a);

#endif
