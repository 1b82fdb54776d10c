/* What becomes of a line that quoth view reads. */
#ifndef QUOTH_TUNE_VIEW_H
#define QUOTH_TUNE_VIEW_H

#include "base/buffer.h"

/* A line of JSON Lines: an article to be scanned, or a record of an earlier run. */
enum view_line {
    VIEW_ARTICLE,  /* also whatever is no JSON: scanning makes the error record */
    VIEW_RECORD,
    VIEW_TEXTLESS, /* a record made without its text */
    VIEW_ERROR,    /* an error record */
    VIEW_NEWER,    /* a record whose schema this program does not know */
};
enum view_line view_line_kind(const char *line, size_t size);

/* JSON as it may stand inside a script element: no byte of it is a <, its meaning is the same. */
void view_put_json(buffer *out, const char *json, size_t size);

#endif
