/*
 * Claims: what the files claim*.c and source.c share.
 *
 *   claim.c          takes the hits; puts the claims in order
 *   claim_entry.c    the entry of the record
 *   claim_content.c  where the content begins and ends; direct, indirect or mixed
 *   claim_source.c   who the source is
 *   claim_nested.c   claims inside claims
 */
#ifndef QUOTH_EXTRACT_CLAIM_H
#define QUOTH_EXTRACT_CLAIM_H

#include "extract/article.h"

/* Tokens [first, last). */
typedef struct span {
    uint32_t first, last;
} span;

typedef VECTOR(span) spans;

/* A claim while it is made. */
typedef struct draft {
    hit *hit;
    span source; /* first == last: none */
    span cue;
    spans content;
    const char *source_type, *source_name;
    const char *lemma, *act; /* act: what is done by saying it; or NULL */
    size_t person; /* QUOTH_NONE: none */
} draft;

typedef VECTOR(draft *) drafts;

/* Fills `content` from the hit: trimmed, and followed to where a quotation goes on.  False: nothing is left. */
bool content_make(const article *a, draft *d);

/* Sets lemma and act, as the cue or the rule tells. */
void claim_verb(draft *d);

/* Fills the entry of the record, which is zero; source and content must be settled. */
void claim_fill(const article *a, const draft *d, quoth_claim *c);

/* Without stops and commas at its end, and commas at its beginning. */
span content_trim(const article *a, span s);

/* direct, indirect or mixed. */
const char *content_kind(const article *a, const draft *d);

/* Whether token t stands inside quotation marks. */
bool content_is_quoted(const article *a, uint32_t t);

/* Fills the source of every draft; they stand in the order of their cues. */
void sources_resolve(const article *a, const drafts *all);

/*
 * Ends contents where a second verb of the same source is joined to the first, and returns the drafts without
 * those that are the speaker's own words inside another claim's content.  Sources must be resolved.
 */
drafts claims_settle(const article *a, const drafts *all);

/* Fills when a claim was said, where the text tells (claim_said.c). */
void claim_set_said(const article *a, const draft *d, quoth_claim *c);

/* From the first group of a field to the last. */
span field_whole_span(const hit *h, field_key f);

static inline __attribute__((always_inline)) span hit_whole_span(const hit *h, const char *field)
{
    field_key f = field_named(field);
    return field_may_be_there(h, f) ? field_whole_span(h, f) : (span){0};
}

/* The person whose mention lies in the tokens [first, last), the first one; QUOTH_NONE when there is none. */
size_t person_in(const article *a, uint32_t first, uint32_t last);

#endif
