/* The one layout of pattern files: what `quoth fmt` writes. */
#ifndef QUOTH_TUNE_FMT_H
#define QUOTH_TUNE_FMT_H

#include <stddef.h>

#include "base/buffer.h"

enum fmt_sort { FMT_RULES, FMT_LIST, FMT_STAGES };

/*
 * Appends the file's text in its canonical layout: comments and the order of lines stay, only white space changes, so
 * that laying out twice changes nothing more.
 *
 *   rule files   keywords and names in columns, continuation lines below what they continue, a rule's lines indented by
 *                two, one empty line between rules, the dates and expectations of neighbouring examples in columns
 *   list files   one space around the marks | = ;
 *   stages       its words in columns
 */
void fmt_text(enum fmt_sort sort, const char *text, size_t size, buffer *out);

#endif
