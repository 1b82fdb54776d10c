/* What stands in a line of JSON Lines: an article, or the reason why there is none. */
#ifndef QUOTH_PIPELINE_LINE_H
#define QUOTH_PIPELINE_LINE_H

#include "base/buffer.h"
#include "quoth.h"

typedef struct line_article {
    quoth_article article; /* borrows from `strings` */
    buffer strings;  /* the values of the fields that are taken, unescaped */
    size_t replaced; /* bytes that were not UTF-8, and halves of surrogate pairs, replaced by U+FFFD */
    char unread_date[64]; /* a date of publication that does not begin with YYYY-MM-DD; empty: none */

    const char *code; /* of the error; NULL: there is an article */
    char message[256];
} line_article;

/* Reads a line; `clean` is room for a cleaned copy.  Free with line_article_free in any case. */
void line_article_read(const char *line, size_t size, buffer *clean, line_article *result);
void line_article_free(line_article *a);

/* Whether half of a surrogate pair stands alone in it, as \ud83d: no character, and YAJL does not say so. */
bool line_has_lone_surrogate(const char *line, size_t size);

/* True when there is nothing in it but white space, NUL bytes and a byte-order mark. */
bool article_is_empty(quoth_slice text);

#endif
