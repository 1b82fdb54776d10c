/* Documents and errors as rows of the tables in sqlite_schema.h. */
#ifndef QUOTH_PIPELINE_SQLITE_ROWS_H
#define QUOTH_PIPELINE_SQLITE_ROWS_H

#include "pipeline/record.h"

/* The article's own row comes first; a row comes before those that refer to it. */
void sqlite_rows_of_document(const quoth_document *d, unsigned with, buffer *out);
void sqlite_rows_of_error(const record_error *error, buffer *out);

#endif
