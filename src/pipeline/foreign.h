/* Files that hold neither text nor JSON Lines, by how they begin. */
#ifndef QUOTH_PIPELINE_FOREIGN_H
#define QUOTH_PIPELINE_FOREIGN_H

#include <stddef.h>

/* What the file is instead, and what to do, as the end of a sentence that begins with its name; NULL: it may be read. */
const char *foreign_advice(const char *data, size_t size);

#endif
