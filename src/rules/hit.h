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
    uint64_t fields;      /* a bit for the hash of each field that has a value: see field_bit */
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

/*
 * A bit for the hash of a field's name.  Most of the fields that a kind asks for are not there; where the name is a literal,
 * asking for one of those costs but a few instructions.
 */
static inline uint64_t field_bit(const char *field)
{
    unsigned first = (unsigned char)field[0], second = first ? (unsigned char)field[1] : 0;
    return (uint64_t)1 << ((first * 5 + second * 11) % 64);
}

/* The same questions as below, asked of a field that may be there. */
bool field_is_there(const hit *h, const char *field);
const char *field_value(const hit *h, const char *field);
const char *field_tag(const hit *h, const char *field, const char *name);
bool field_span(const hit *h, const char *field, size_t k, uint32_t *first, uint32_t *last);
bool field_unit(const hit *h, const char *field, size_t k, const char **value, uint32_t *at);
const hit *field_inner(const hit *h, const char *field, size_t k);

/* Whether the field was set or its group took part in the match. */
static inline bool hit_has(const hit *h, const char *field)
{
    return (h->fields & field_bit(field)) && field_is_there(h, field);
}

/*
 * The value of a field, terminated, in the article's arena; NULL when the hit has no such field: the list value or the
 * value of a hit inside, of the group's first word that has one; else what `set` says; else the text.
 */
static inline const char *hit_value(const hit *h, const char *field)
{
    return h->fields & field_bit(field) ? field_value(h, field) : NULL;
}

/* A tag ("act") of the first entry of a list named in the group that a word of the group matches: the text behind
   "act=", "" for a bare tag, NULL when there is none. */
static inline const char *hit_tag(const hit *h, const char *field, const char *name)
{
    return h->fields & field_bit(field) ? field_tag(h, field, name) : NULL;
}

/* The tokens of a field's group, [*first, *last); false when there is none.  k-th of several groups of that name. */
static inline bool hit_span(const hit *h, const char *field, size_t k, uint32_t *first, uint32_t *last)
{
    return (h->fields & field_bit(field)) && field_span(h, field, k, first, last);
}

/*
 * The values of every unit inside a field's groups, one after the other: k counts up until it returns false.  *value is
 * the list value or inner hit's value, or NULL when the unit has none; *at its first token.
 */
static inline bool hit_unit(const hit *h, const char *field, size_t k, const char **value, uint32_t *at)
{
    return (h->fields & field_bit(field)) && field_unit(h, field, k, value, at);
}

/* The k-th hit whose unit stands inside the field's groups (field NULL: anywhere in the match); or NULL. */
static inline const hit *hit_inner(const hit *h, const char *field, size_t k)
{
    return !field || (h->fields & field_bit(field)) ? field_inner(h, field, k) : NULL;
}

#endif
