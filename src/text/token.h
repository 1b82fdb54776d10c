/*
 * Tokens: words, numbers and punctuation, cut without knowing any language.
 *
 *   - A word is a run of letters and marks, with apostrophes inside ("don't", "O'Brien") and digits behind
 *     letters ("G7", "B52"), but not with a separator behind them ("RM23.50" is a word and a number); a
 *     trailing 's or ’s is a token of its own, behind numbers and marks too.  A soft hyphen, joiner or U+FFFD
 *     between letters is part of the word.
 *   - A number is a run of digits with single commas or periods between digits ("1,200", "3.5"); letters
 *     behind it are a token of their own ("1990" "s", "3" "pm", "21" "st"), glued to it.
 *   - Two or more letters with a period between ("U.S.", "a.m.", "p.m") are one word, with the last period.
 *     One letter and a period ("J.") are two tokens: sentences_mark knows whether the period is a stop.
 *   - Hyphens, slashes, currency signs and all other marks are one token each; only repeated periods
 *     ("..."), two apostrophes or two backquotes standing for a double quotation mark ('' `` ‘‘ ’’), and
 *     repeated hyphens ("--") are taken together.
 *   - White space separates, and with it control characters (NUL), the byte-order mark and the zero-width
 *     space.  Every line break, of whatever kind, parts paragraphs: articles come with one paragraph a line.
 *   - Soft hyphens, joiners and direction marks outside words belong to no token and separate none.
 */
#ifndef QUOTH_TEXT_TOKEN_H
#define QUOTH_TEXT_TOKEN_H

#include "text/text.h"

enum token_flag {
    TOKEN_GLUED = 1,     /* no white space before it, and not the first of a paragraph */
    TOKEN_PARAGRAPH = 2, /* first of a paragraph */
    TOKEN_SENTENCE = 4,  /* first of a sentence: set by sentences_mark */
    TOKEN_WORD = 8,      /* begins with a letter */
    TOKEN_NUMBER = 16,   /* begins with a digit */
    TOKEN_UPPER = 32,    /* its first letter is upper case (or title case) */
    TOKEN_PERIOD = 64,   /* a word that ends in a period, or a mark that begins with one */
};

/* What the lists of a language say of a token that sentences and quotations need to know. */
enum token_role {
    ROLE_STOP = 1,          /* may end a sentence: . ! ? … */
    ROLE_ABBREVIATION = 2,  /* a period behind it belongs to it and ends no sentence: Mr, Gen, No */
    ROLE_SHORTENED = 4,     /* a period behind it (or in it) belongs to it and may end one too: Inc, U.S. */
    ROLE_QUOTE_OPEN = 8,    /* “ « „ `` */
    ROLE_QUOTE_CLOSE = 16,  /* ” » '' ; a mark that may do both has both roles */
    ROLE_QUOTE_SINGLE = 32, /* of those, the single ones, which may be apostrophes: ‘ ’ ' */
    ROLE_BRACKET_OPEN = 64,
    ROLE_BRACKET_CLOSE = 128,
    ROLE_STARTER = 256,     /* begins a sentence when capitalized, even after an abbreviation: The, He, In */
    ROLE_COMMA = 512,
};

typedef struct token {
    uint32_t start, end; /* bytes of text.bytes */
    uint16_t flags;      /* enum token_flag */
    uint16_t role;       /* enum token_role; the caller's to set */
    uint32_t word;       /* the caller's: what the lexicon knows of it */
} token;

typedef struct tokens {
    token *at;
    size_t n, room;
} tokens;

/* Cuts the whole text; tokens are added behind those in *result.  role and word stay 0. */
void tokens_cut(arena *a, const text *t, tokens *result);

#endif
