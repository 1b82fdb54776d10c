/*
 * People: what the files person*.c share.
 *
 * Rules find namings ("Ann Lee", "Lee") and, around them, evidence; each carries a weight.  C adds up the weights,
 * its own and those that the rest of the article gives, and keeps a naming whose sum is above zero:
 *
 *   person.c           takes the hits of each stage; decides
 *   person_name.c      a naming's parts and keys
 *   person_evidence.c  what the whole article says of a naming
 *   person_headline.c  names among words that all have capitals
 *   person_same.c      whether two full names are one person's
 *   person_link.c      which namings are one person
 *   person_entry.c     the entries of the record
 */
#ifndef QUOTH_EXTRACT_PERSON_H
#define QUOTH_EXTRACT_PERSON_H

#include "extract/article.h"
#include "text/fold.h"

typedef VECTOR(quoth_piece) pieces;

typedef struct naming {
    hit *hit;             /* of the rule that found the candidate */
    uint32_t first, last; /* its tokens, titles excluded */
    const char *key;      /* the parts, folded and without accents, one space between */
    const char **parts;   /* side by side: one ends where the next begins */
    const char *given;    /* the full form of a short given name that a list knows ("william"); or NULL */
    uint32_t part_count;
    uint32_t family;      /* the first part of the family name; part_count when all is given name */
    uint32_t head;        /* the same, particles passed over */
    int base;             /* the weight of its own rule */
    int context;          /* the sum of the evidence beside it */
    int alone;            /* evidence that says nothing of other mentions of the name */
    int total;            /* all that and the article's */
    bool other;           /* found as the name of a place, firm or the like: evidence against others of its key */
    bool family_first;    /* Mao Zedong */
    char sex;             /* 'f', 'm', or 0 where neither the given name nor a title tells */
    bool kept;
    bool embedded;        /* stands inside the description of another person */
    pieces roles;
    uint32_t role_from, role_to; /* the tokens that roles lie in, for `embedded` */
    size_t person;        /* index in person_entries */
    struct naming *next;  /* the next of the same key */
} naming;

typedef VECTOR(naming *) namings;

/* person_name.c */

/* A naming of the tokens [first, last); families and given names as the hit's groups have them. */
naming *naming_make(article *a, hit *h);

/* Lower case, no accents; out has room for NAME_ROOM(size). */
#define NAME_ROOM(size) (FOLD_ROOM(size) + sizeof(uint64_t))
size_t name_fold(const char *in, size_t size, char *out);

/* For tables of names. */
uint32_t name_hash(const char *name, size_t size);

/* Whether a part is the other one, or its end behind a hyphen ("assad", "al-assad"). */
bool name_part_same(const char *part, const char *other);

/* Whether two parts may be one given name: the same, or one the initial of the other. */
bool name_given_fits(const char *part, const char *other);

/* The token with which a part begins; behind the last part, the end. */
uint32_t naming_token(const article *a, const naming *n, uint32_t part);

/* Sets the key from the parts. */
void naming_set_key(article *a, naming *n);

/* "jr"; NULL when there is none. */
const char *naming_suffix(const naming *n);

/* The last part that is a name: not a particle's or suffix's. */
const char *naming_last(const naming *n);

/* person_same.c: whether two full names may be one person's. */
bool naming_same(const naming *a, const naming *b);

/* Two candidates side by side: "Lee and Berg"; a sure one lifts the other by the weight. */
typedef struct peers {
    naming *one, *other;
    int weight;
} peers;

typedef VECTOR(peers) peer_list;

/* person_evidence.c: sets total and kept of every naming; they must stand in text order. */
void namings_weigh(article *a, const namings *all, const peer_list *beside);

/* person_evidence.c, for notes: the words of a naming. */
const char *naming_words(const article *a, const naming *n);

/* person_headline.c: cuts loose candidates in headlines to names that the article knows. */
void namings_trim(article *a, const namings *all);

/* person_link.c: fills `person` of every naming that is kept; returns how many persons there are. */
size_t namings_link(article *a, const namings *all);

#endif
