/* Gold from a folder of brat: what quoth_gold does for each folder. */
#ifndef QUOTH_TUNE_BRAT_READ_H
#define QUOTH_TUNE_BRAT_READ_H

#include "pipeline/outlet.h"
#include "quoth.h"

/*
 * Writes a record for each .ann file of the folder: those of the index in its order, then the others in the byte
 * order of their names.  Adds to *result's articles and errors; an error is a line that cannot be taken as it is.
 */
quoth_status brat_read(const quoth_run *run, const char *path, outlet *out, quoth_progress *result,
                       quoth_error *error);

#endif
