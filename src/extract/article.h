/*
 * The article while it is being read: what the kinds of annotation share.
 *
 * scan.c makes it, runs the stages, and hands the hits of each stage to their kinds (kinds.h).  Everything
 * here lives in the article's arena.
 */
#ifndef QUOTH_EXTRACT_ARTICLE_H
#define QUOTH_EXTRACT_ARTICLE_H

#include <string.h>

#include "base/arena.h"
#include "extract/calendar.h"
#include "quoth.h"
#include "rules/hit.h"
#include "text/quotation.h"
#include "text/text.h"
#include "text/token.h"

/* Whether two words are the same; most that are not differ in the first letter, and a call is saved. */
static inline bool word_is(const char *word, const char *other)
{
    return *word == *other && strcmp(word, other) == 0;
}

/* Where a person is named: tokens [first, last), and the index in person_entries. */
typedef struct person_mention {
    uint32_t first, last;
    size_t person;
} person_mention;

typedef struct article {
    arena *arena;
    bool explain; /* somebody will ask how things were resolved: only then there are notes */
    const text *text;
    const tokens *tokens;
    const quotations *quotations; /* empty until they are found */
    VECTOR(uint32_t) sentences;   /* the first token of each, and at the end the number of tokens */

    day published; /* the document date; year 0: unknown */
    const char *published_basis;
    quoth_piece published_piece;

    quoth_genre genre; /* as it was given; settled by date_finish */
    quoth_date_order date_order; /* as it was given */

    /* The hits that each kind has kept, in text order, all stages together. */
    hits dates, numbers, people, claims, tenses;
    unsigned char *cued; /* by token, whether it stands in the cue of a claim; NULL while there are none */

    /* What becomes of them: filled by each kind's finish, in text order; the hit's `entry` may point here. */
    VECTOR(quoth_date) date_entries;
    VECTOR(quoth_person) person_entries;
    VECTOR(quoth_number) number_entries;
    VECTOR(quoth_claim) claim_entries;
    VECTOR(person_mention) mentions; /* of all people, in text order */

    VECTOR(quoth_warning) warnings; /* of what was read with a doubt */
} article;

/* The piece of the given text that tokens [first, last) stand in. */
static inline quoth_piece article_piece(const article *a, uint32_t first, uint32_t last)
{
    const token *at = a->tokens->at;
    return last > first ? text_piece(a->text, at[first].start, at[last - 1].end) : (quoth_piece){0};
}

/* Finds the sentences, once they are marked. */
void article_find_sentences(article *a);

/* The sentence that holds token t: [0] its first token, [1] the token behind its last. */
const uint32_t *article_sentence(const article *a, uint32_t t);

static inline uint32_t article_sentence_start(const article *a, uint32_t t)
{
    return article_sentence(a, t)[0];
}

static inline uint32_t article_sentence_end(const article *a, uint32_t t)
{
    return article_sentence(a, t)[1];
}

/* Puts hits in text order, of which each stage has left its own in that order. */
void article_in_order(const article *a, hits *all);

/* The number of the first mention that begins at token t or behind it. */
size_t article_mention_from(const article *a, uint32_t t);

/* The number of the first of some hits, which stand in order, that begins at token t or behind it. */
size_t article_hit_from(const hits *all, uint32_t t);

/* The token's text, borrowed from the normalized text. */
static inline quoth_slice article_token(const article *a, uint32_t t)
{
    const token *k = &a->tokens->at[t];
    return (quoth_slice){a->text->bytes + k->start, k->end - k->start};
}

/*
 * Says of a hit how it was resolved, behind what was said of it before; does nothing unless somebody will ask.
 * What costs something to find out for a note is to be found out only when `explain` is set.
 */
#define article_note(a, h, ...) ((a)->explain ? article_add_note(a, h, __VA_ARGS__) : (void)0)
void article_add_note(const article *a, hit *h, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The text of tokens [first, last) as a note shows it, in the arena. */
const char *article_words(const article *a, uint32_t first, uint32_t last);

#endif
