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

#include "rules/field.h"

typedef struct hit {
    const char *rule; /* id of the rule */
    const char *kind; /* its first part */
    uint32_t first, last; /* the extent in tokens, [first, last): group `span`, or the whole match */
    uint32_t from, to;    /* the whole match in tokens, [from, to) */
    uint64_t fields;      /* field_bit of each field that has a value */
    bool dropped;         /* set by src/extract: as if it had not been found (before units are made) */
    bool vanishes;        /* set by src/extract: its words are gone for all stages behind */
    const char *value;    /* set by src/extract: what a field gives that holds this hit's unit; or NULL */
    void *entry;          /* src/extract's own */
    const char *note;     /* set by src/extract: how it was resolved, for whoever asks; or NULL */
    struct hit_match *match; /* private to the engine: rule, groups, units */
} hit;

typedef struct hits {
    hit **at;
    size_t n, room;
} hits;

/* The same questions as below, asked of a field that may be there. */
bool field_is_there(const hit *h, field_key f);
const char *field_value(const hit *h, field_key f);
const char *field_tag(const hit *h, field_key f, const char *name);
bool field_span(const hit *h, field_key f, size_t k, uint32_t *first, uint32_t *last);
/* From the first token of the field's groups to the last. */
bool field_extent(const hit *h, field_key f, uint32_t *first, uint32_t *last);
const hit *field_inner(const hit *h, field_key f);
/* The first hit whose unit stands anywhere in the match; or NULL. */
const hit *match_inner(const hit *h);

static inline bool field_may_be_there(const hit *h, field_key f)
{
    return (h->fields & field_bit(f)) != 0;
}

/* Whether the field was set or its group took part in the match. */
static inline __attribute__((always_inline)) bool hit_has(const hit *h, const char *name)
{
    field_key f = field_named(name);
    return field_may_be_there(h, f) && field_is_there(h, f);
}

/*
 * The value of a field, terminated, in the article's arena; NULL when the hit has no such field: the list value or the
 * value of a hit inside, of the group's first word that has one; else what `set` says; else the text.
 */
static inline __attribute__((always_inline)) const char *hit_value(const hit *h, const char *name)
{
    field_key f = field_named(name);
    return field_may_be_there(h, f) ? field_value(h, f) : NULL;
}

/* A tag ("act") of the first entry of a list named in the group that a word of the group matches: the text behind
   "act=", "" for a bare tag, NULL when there is none. */
static inline __attribute__((always_inline)) const char *hit_tag(const hit *h, const char *name, const char *tag_name)
{
    field_key f = field_named(name);
    return field_may_be_there(h, f) ? field_tag(h, f, tag_name) : NULL;
}

/* The tokens of a field's group, [*first, *last); false when there is none.  k-th of several groups of that name. */
static inline __attribute__((always_inline)) bool hit_span(const hit *h, const char *name, size_t k, uint32_t *first, uint32_t *last)
{
    field_key f = field_named(name);
    return field_may_be_there(h, f) && field_span(h, f, k, first, last);
}

/* The first hit whose unit stands inside the field's groups; or NULL. */
static inline __attribute__((always_inline)) const hit *hit_inner(const hit *h, const char *name)
{
    field_key f = field_named(name);
    return field_may_be_there(h, f) ? field_inner(h, f) : NULL;
}

/* On the way through a field's groups, or the units in them, one after the other. */
typedef struct field_walk {
    const hit *hit; /* NULL: it has no such field */
    field_key field;
    const struct rule_group *group; /* the last one, and */
    uint32_t from, to;              /* what is left of it, in units of the stage's sequence */
    uint32_t next;                  /* of the groups that took part, the one to be looked at next */
} field_walk;

bool walk_next_group(field_walk *w, uint32_t *first, uint32_t *last);
bool walk_next_unit(field_walk *w, const char **value, uint32_t *at);
const hit *walk_next_inner(field_walk *w);

static inline field_walk field_begin(const hit *h, field_key f)
{
    return (field_walk){.hit = field_may_be_there(h, f) ? h : NULL, .field = f};
}

static inline __attribute__((always_inline)) field_walk hit_begin(const hit *h, const char *name)
{
    return field_begin(h, field_named(name));
}

/* The tokens of the next group, [*first, *last); false at the end. */
static inline bool walk_group(field_walk *w, uint32_t *first, uint32_t *last)
{
    return w->hit && walk_next_group(w, first, last);
}

/* The next unit; false at the end.  *value is its list value or inner hit's value, or NULL when it has none; *at its first
   token. */
static inline bool walk_unit(field_walk *w, const char **value, uint32_t *at)
{
    return w->hit && walk_next_unit(w, value, at);
}

/* The next hit whose unit stands there; NULL at the end. */
static inline const hit *walk_inner(field_walk *w)
{
    return w->hit ? walk_next_inner(w) : NULL;
}

#endif
