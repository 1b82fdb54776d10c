#include "pipeline/rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "pipeline/utf8.h"

void row_begin(buffer *b, unsigned table)
{
    buffer_add_char(b, (char)table);
}

void row_none(buffer *b)
{
    buffer_add_char(b, CELL_NONE);
}

void row_integer(buffer *b, size_t value)
{
    int64_t integer = (int64_t)value;
    buffer_add_char(b, CELL_INTEGER);
    buffer_add(b, (const char *)&integer, sizeof integer);
}

void row_real(buffer *b, double value)
{
    if (!isfinite(value)) {
        row_none(b);
        return;
    }
    buffer_add_char(b, CELL_REAL);
    buffer_add(b, (const char *)&value, sizeof value);
}

static void add_text(buffer *b, const char *data, size_t size)
{
    buffer_add_char(b, CELL_TEXT);
    buffer_add(b, (const char *)&size, sizeof size);
    buffer_add(b, data, size);
}

void row_slice(buffer *b, quoth_slice slice)
{
    if (!slice.data) {
        row_none(b);
    } else if (utf8_valid(slice.data, slice.size) == slice.size) {
        add_text(b, slice.data, slice.size);
    } else {
        buffer clean = {0};
        utf8_clean(slice.data, slice.size, &clean);
        add_text(b, clean.data, clean.size);
        b->failed = b->failed || clean.failed;
        buffer_free(&clean);
    }
}

void row_text(buffer *b, const char *string)
{
    row_slice(b, (quoth_slice){string, string ? strlen(string) : 0});
}

void row_id(buffer *b, char letter, size_t index)
{
    char id[24];
    if (index == QUOTH_NONE) {
        row_none(b);
        return;
    }
    int size = snprintf(id, sizeof id, "%c%zu", letter, index + 1);
    add_text(b, id, (size_t)size);
}

static void take(const char **at, void *value, size_t size)
{
    memcpy(value, *at, size);
    *at += size;
}

unsigned row_table(const char **at)
{
    return (unsigned char)*(*at)++;
}

cell row_cell(const char **at)
{
    cell c = {.type = (enum cell_type) * (*at)++};
    if (c.type == CELL_INTEGER) {
        take(at, &c.integer, sizeof c.integer);
    } else if (c.type == CELL_REAL) {
        take(at, &c.real, sizeof c.real);
    } else if (c.type == CELL_TEXT) {
        take(at, &c.text.size, sizeof c.text.size);
        c.text.data = *at;
        *at += c.text.size;
    }
    return c;
}
