/*
 * Where a sink that writes one stream writes to: the caller's function, standard output, or a file.
 *
 * A file is written beside its place, as FILE.part, and takes its place only when all is written: whoever reads
 * FILE finds the old one or the whole new one.  What is no ordinary file (a pipe, a link, /dev/null) is written
 * directly.
 */
#ifndef QUOTH_PIPELINE_OUTLET_H
#define QUOTH_PIPELINE_OUTLET_H

#include "quoth.h"

typedef struct outlet outlet;

/* target NULL: run->write, or standard output.  run outlives the outlet.  NULL and *error when it fails. */
outlet *outlet_open(const quoth_run *run, const char *target, quoth_error *error);

quoth_status outlet_write(outlet *o, const char *data, size_t size, quoth_error *error);

/* Puts the file in its place (good), or removes what was written; frees the outlet. */
quoth_status outlet_close(outlet *o, bool good, quoth_error *error);

/* Writes all bytes to the descriptor; false with errno when it fails. */
bool write_all(int descriptor, const char *data, size_t size);

/* Fills *error with "FILE: what errno says", and what to do where that helps.  Returns QUOTH_ERROR_OUTPUT. */
quoth_status output_failed(quoth_error *error, const char *file, int reason);

#endif
