/*
 * A stage ready to run: its alphabet, and each of its patterns as a PCRE2 expression over that alphabet.
 *
 * Words that no pattern of the stage can tell apart share a letter.  A sentence becomes a string of letters; a
 * pattern's word places become character classes.  Letters are 16 bits wide; most stages need fewer than 256, and
 * PCRE2 is fastest with those, so the commonest sorts of words get the low numbers.
 */
#ifndef QUOTH_RULES_STAGE_H
#define QUOTH_RULES_STAGE_H

#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>
#include <stdatomic.h>

#include "rules/hit.h"
#include "rules/network.h"
#include "rules/signature.h"

/* A named group: its field, and the lists named inside it, which give the field its value. */
typedef struct rule_group {
    const char *field;
    field_key key; /* of the field */
    uint32_t *lists;
    uint32_t list_count;
    bool more;      /* a group behind it has the same field */
    uint64_t asked; /* a bit for each of them; several may share it */
} rule_group;

/* Whether a list may be one of the group's. */
static inline bool group_may_ask(const rule_group *g, uint32_t in)
{
    return g->asked >> in % 64 & 1;
}

/* One match line. */
typedef struct rule_code {
    const rule *rule;
    const pattern *pattern;
    const struct stage_code *stage;
    _Atomic(pcre2_code *) *code; /* NULL: not compiled yet; ask rule_compiled */
    rule_group *groups; /* capture group k + 1 is groups[k] */
    uint32_t group_count;
    uint16_t *slots; /* as the network has them */
    uint64_t settings; /* field_bit of each field that the rule sets, */
    uint64_t named;    /* and of each that has a group */
} rule_code;

/* The letters of a signature: with white space before the word, and glued to the word before. */
typedef struct letter_pair {
    letter loose, glued;
} letter_pair;

/* The alphabet of a stage. */
typedef struct alphabet {
    VECTOR(expression) atoms; /* the distinct expressions of the stage's patterns */
    unsigned char *relevant;  /* for each symbol, whether an atom asks for it */
    uint32_t *asks;           /* the atoms that ask for symbol s: asked[asks[s]] to asked[asks[s + 1] - 1] */
    uint32_t *asked;
    uint64_t *blank;          /* which atoms hold for a word that nothing is known of */
    signatures projected;     /* signatures, less the symbols that are not relevant */
    letter_pair *letters;     /* by projected signature */
    VECTOR(uint64_t *) truths; /* by letter's number: which atoms hold */
    uint32_t *truth_table;     /* hash table of indexes into truths + 1 */
    size_t truth_room;
    uint32_t words;            /* 64-bit words in a truth */
    letter_set *classes;       /* by atom: the letters for which it holds; room for CLASS_COUNT more */
} alphabet;

/* The n-th group of a pattern that has this field. */
typedef struct stage_group {
    field_key field;
    uint32_t n;
} stage_group;

typedef struct stage_code {
    const stage *stage;
    alphabet alphabet;
    VECTOR(rule_code) rules;
    VECTOR(stage_group) groups; /* of all its patterns */
    network network; /* of all rules: where they match */
    uint16_t *alone; /* by letter: 1 more than the number of the rule that matches it, 0: none does; NULL: some rules look at more
                        than one word */
} stage_code;

/* The n-th letter. */
letter letter_of_number(uint32_t number);

/* Builds the alphabet from all signatures that are foreseen; numbers the atoms of the stage's patterns. */
void alphabet_make(arena *a, grammar *g, stage_code *s, const signatures *foreseen, problems *p);

/* The letter of a signature, glued or not; unforeseen ones get the letter that is most alike.  scratch: a cell for each
   symbol, all 0 before and after. */
letter alphabet_letter(const alphabet *a, const signature *s, bool glued, unsigned char *scratch);

/* Makes the alphabet and all rules of the stage. */
void stage_make(arena *a, grammar *g, stage_code *s, const signatures *foreseen, problems *p);
void stage_free(stage_code *s);

/* Whether PCRE2 cannot but take a rule's pattern (compile_sure.c). */
bool rule_is_sure(const rule_code *r);

/* Compiles a rule (compile.c) if PCRE2 might refuse it, or if that is to be done at once; false, and a problem, when it
   does. */
bool rule_check(const rule_code *r, bool at_once, arena *a, problems *p);
const pcre2_code *rule_compile(const rule_code *r, arena *a);

/* The rule's PCRE2 code, compiled now if no thread has asked for it before; `a` escapes when memory is short. */
static inline const pcre2_code *rule_compiled(const rule_code *r, arena *a)
{
    const pcre2_code *known = atomic_load_explicit(r->code, memory_order_acquire);
    return known ? known : rule_compile(r, a);
}

#endif
