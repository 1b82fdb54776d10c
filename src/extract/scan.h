/* A scanner, and what the self-tests need to see of an article that it has read. */
#ifndef QUOTH_EXTRACT_SCAN_H
#define QUOTH_EXTRACT_SCAN_H

#include "extract/article.h"

/* The hits of the article read last, of all kinds, dropped ones included. */
const hits *scanner_hits(const quoth_scanner *s);
const article *scanner_article(const quoth_scanner *s);

#endif
