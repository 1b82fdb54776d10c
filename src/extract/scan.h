/* A scanner, and what the self-tests need to see of an article that it has read.  Private to src/extract. */
#ifndef QUOTH_EXTRACT_SCAN_H
#define QUOTH_EXTRACT_SCAN_H

#include "extract/article.h"
#include "rules/matcher.h"

/* A kind, by the address of its name, and its number. */
typedef struct known_kind {
    const char *name;
    size_t number;
} known_kind;

enum { KINDS_KNOWN = 64 };

struct quoth_scanner {
    const quoth_rules *rules;
    matcher *matcher;
    known_kind known[KINDS_KNOWN]; /* the last that was asked for of all that share a cell */
    arena arena;
    bool explain; /* notes are wanted */
    /* of the article read last */
    text text;
    tokens tokens;
    quotations quotations;
    article article;
    hits hits;
    quoth_document document;
};

/* The hits of the article read last, of all kinds, dropped ones included. */
const hits *scanner_hits(const quoth_scanner *s);
const article *scanner_article(const quoth_scanner *s);

#endif
