/*
 * A folder that a sink fills with files, one or several an article, named after the article's id.
 *
 * Names are safe everywhere: letters, digits, "._-", at most 100 of them, no leading period; what else an id has
 * becomes "_".  They are unique, whatever becomes of upper and lower case: the second "story" is "story-2".  Each
 * file is written as NAME.part and then put in its place.
 */
#ifndef QUOTH_PIPELINE_FOLDER_H
#define QUOTH_PIPELINE_FOLDER_H

#include "base/buffer.h"
#include "quoth.h"

typedef struct folder folder;

/*
 * Makes the folder where there is none.  Fails when it holds files with the suffix already (".ann"): they may be
 * somebody's work.  path and suffix outlive the folder.  NULL and *error when it fails.
 */
folder *folder_open(const char *path, const char *suffix, quoth_error *error);
void folder_free(folder *f);

/* The name for the next article, valid until the next call; NULL when memory is short. */
const char *folder_name(folder *f, quoth_slice id);

/* Writes a file, name and suffix joined. */
quoth_status folder_put(folder *f, const char *name, const char *suffix, quoth_slice data, quoth_error *error);

/* The same, but a file that is there stays as it is. */
quoth_status folder_put_new(folder *f, const char *name, quoth_slice data, quoth_error *error);

/* Adds to a file that is kept open; the first call makes it anew.  For one file a folder. */
quoth_status folder_append(folder *f, const char *name, quoth_slice data, quoth_error *error);

/*
 * Parts of an article on their way from a worker to the main thread, which writes the files: each a size and its
 * bytes.  Write: at = part_begin(b); add bytes; part_end(b, at).
 */
size_t part_begin(buffer *b);
void part_end(buffer *b, size_t at);
quoth_slice part_read(const char **at);

#endif
