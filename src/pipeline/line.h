/* What stands in a line of JSON Lines: an article, or the reason why there is none. */
#ifndef QUOTH_PIPELINE_LINE_H
#define QUOTH_PIPELINE_LINE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "quoth.h"

/* What reading a line needs, kept from line to line. */
typedef struct line_reader {
    buffer clean;   /* a line with its invalid bytes replaced */
    buffer strings; /* the values of the fields that are taken, unescaped */
    arena parser;   /* of what YAJL asks for */
} line_reader;

typedef struct line_article {
    quoth_article article; /* borrows from the reader, until that reads the next line */
    size_t replaced; /* bytes that were not UTF-8, and halves of surrogate pairs, replaced by U+FFFD */
    char unread_date[64]; /* a date of publication that does not begin with YYYY-MM-DD; empty: none */

    const char *code; /* of the error; NULL: there is an article */
    char message[256];
} line_article;

void line_article_read(line_reader *r, const char *line, size_t size, line_article *result);

/* Gives back what a reader holds; most: how many bytes of each sort it may keep. */
void line_reader_trim(line_reader *r, size_t most);
void line_reader_free(line_reader *r);

/* True when there is nothing in it but white space, NUL bytes and a byte-order mark. */
bool article_is_empty(quoth_slice text);

#endif
