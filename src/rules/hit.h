/*
 * What a rule has found: the interface between the engine, which finds, and src/extract, which computes.
 *
 * A hit lives in the arena of the article.
 */
#ifndef QUOTH_RULES_HIT_H
#define QUOTH_RULES_HIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct hit {
    const char *rule; /* id of the rule */
    const char *kind; /* its first part */
    uint32_t first, last; /* the extent in tokens, [first, last): group `span`, or the whole match */
    uint32_t from, to;    /* the whole match in tokens, [from, to) */
    bool dropped;         /* set by src/extract: as if it had not been found (before units are made) */
    const char *value;    /* set by src/extract: what a field gives that holds this hit's unit; or NULL */
    void *entry;          /* src/extract's own */
    const char *note;     /* set by src/extract: how it was resolved, for whoever asks; or NULL */
    struct hit_match *match; /* private to the engine: rule, groups, units */
} hit;

typedef struct hits {
    hit **at;
    size_t n, room;
} hits;

/* Whether the field was set or its group took part in the match. */
bool hit_has(const hit *h, const char *field);

/*
 * The value of a field, terminated, in the article's arena; NULL when the hit has no such field.  From `set`; or, of
 * the group's first word that has one, the list value; or the value of a hit inside the group; or the text.
 */
const char *hit_value(const hit *h, const char *field);

/* A tag ("act") of the first entry of a list named in the group that a word of the group matches: the text behind
   "act=", "" for a bare tag, NULL when there is none. */
const char *hit_tag(const hit *h, const char *field, const char *tag);

/* The tokens of a field's group, [*first, *last); false when there is none.  k-th of several groups of that name. */
bool hit_span(const hit *h, const char *field, size_t k, uint32_t *first, uint32_t *last);

/*
 * The values of every unit inside a field's groups, one after the other: k counts up until it returns false.  *value is
 * the list value or inner hit's value, or NULL when the unit has none; *token its first token.
 */
bool hit_unit(const hit *h, const char *field, size_t k, const char **value, uint32_t *token);

/* The k-th hit whose unit stands inside the field's groups (field NULL: anywhere in the match); or NULL. */
const hit *hit_inner(const hit *h, const char *field, size_t k);

#endif
