/*
 * Rows on their way to a database: a worker turns documents into rows, the main thread reads them back.  A
 * row is the number of its table, then its cells: a letter for the type, then the value.
 */
#ifndef QUOTH_PIPELINE_ROWS_H
#define QUOTH_PIPELINE_ROWS_H

#include <stdint.h>

#include "base/buffer.h"
#include "quoth.h"

/* Writing. */
void row_begin(buffer *b, unsigned table);
void row_none(buffer *b);
void row_integer(buffer *b, size_t value);
void row_real(buffer *b, double value);            /* not finite: none */
void row_text(buffer *b, const char *string);      /* NULL: none */
void row_slice(buffer *b, quoth_slice slice);      /* no data: none */
void row_id(buffer *b, char letter, size_t index); /* d1; QUOTH_NONE: none */

/* Reading. */
enum cell_type { CELL_NONE = 'n', CELL_INTEGER = 'i', CELL_REAL = 'r', CELL_TEXT = 't' };

typedef struct cell {
    enum cell_type type;
    int64_t integer;
    double real;
    quoth_slice text;
} cell;

unsigned row_table(const char **at);
cell row_cell(const char **at);

#endif
