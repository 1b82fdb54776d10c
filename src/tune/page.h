/*
 * The page that quoth view writes, without its data: src/tune/page/pack makes it into C from the files of
 * that folder.  Data stands between head and tail, as JSON in which every < is written \u003c.
 */
#ifndef QUOTH_TUNE_PAGE_H
#define QUOTH_TUNE_PAGE_H

#include <stddef.h>

extern const unsigned char page_head[], page_tail[];
extern const size_t page_head_size, page_tail_size;

#endif
