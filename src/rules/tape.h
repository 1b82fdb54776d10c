/* The tape: an article as a sequence of units and boundaries.  Private to src/rules. */
#ifndef QUOTH_RULES_TAPE_H
#define QUOTH_RULES_TAPE_H

#include "rules/matcher.h"
#include "rules/precedent.h"
#include "rules/scout.h"
#include "rules/units.h"

enum boundary { NO_BOUNDARY, BOUNDARY_SENTENCE, BOUNDARY_PARAGRAPH };

/* What an entry says of a unit: looked up once for each form. */
typedef struct reading {
    struct listed {
        const entry *entry;
        uint32_t list; /* the entry's, at hand: most are looked at for that alone */
    } *entries;
    uint32_t count;
} reading;

/* A word, what an earlier rule found, or a boundary; as the stages see it, a phrase too.  Units never change: the tapes of
   an article share them. */
typedef struct unit {
    uint32_t first, last; /* tokens [first, last); of a boundary, the place of the token behind it */
    uint32_t signature;
    uint8_t boundary; /* enum boundary */
    bool glued;
    bool plain;   /* a single token that no rule has taken yet */
    bool phrases; /* plain, and some phrase begins with it */
    union {
        const reading *reading; /* of a plain one */
        const hit *hit;         /* of what a rule found; or NULL */
    };
} unit;

/* What has made a unit; NULL: no rule. */
static inline const hit *unit_hit(const unit *u)
{
    return u->plain ? NULL : u->hit;
}

/* A unit that phrases begin with. */
struct tape_phrase {
    uint32_t place, longest; /* the phrase as phrase_at has it */
    uint64_t asked_by;       /* stages that ask for any of them, as in the rules */
};

/*
 * keys[i] is what unit i's letter depends on, whichever the stage, where no phrase is joined: the sort of a boundary, or for a
 * word its signature's number and whether it is glued.
 */
typedef struct tape {
    const unit **at;
    uint32_t *keys;
    uint32_t n;
    VECTOR(struct tape_phrase) phrases; /* in order */
} tape;

enum { KEY_ROW = 32 }; /* keys are multiples of that: where their letters for so many stages begin */
enum { KEY_SENTENCE = 0, KEY_PARAGRAPH = KEY_ROW, KEY_WORDS = 2 * KEY_ROW };

static inline uint32_t word_key(uint32_t number, bool glued)
{
    return KEY_WORDS + (number * 2 + glued) * KEY_ROW;
}

static inline uint32_t unit_key(const unit *u)
{
    if (u->boundary)
        return u->boundary == BOUNDARY_PARAGRAPH ? KEY_PARAGRAPH : KEY_SENTENCE;
    return word_key(u->signature, u->glued);
}

/* A tape with room for that many units, in the article's arena. */
tape tape_new(arena *a, size_t room);
void tape_add(tape *t, const unit *u); /* u must live as long as the tape */

/* The unit at a place of the tape begins phrases, the longest of them that one. */
void tape_add_phrase(const struct matcher *m, tape *t, uint32_t at, uint32_t longest);

/* A form that has been met, exactly as written; its bytes stand behind it. */
typedef struct known {
    uint32_t signature;
    uint32_t phrase_word; /* its number among the words of phrases, and */
    uint32_t phrase_node; /* where phrases that begin with it go on; 0: none do */
    uint16_t role;
    uint32_t size;
    reading reading;
    char bytes[];
} known;

/* Of the table of forms. */
struct known_cell {
    uint64_t head; /* the form's first bytes, 0 behind its end */
    known *form;   /* NULL: free */
};

/* A phrase that begins at a token; longer ones first. */
typedef struct found_phrase {
    uint32_t length, signature;
    uint64_t asked_by; /* stages that ask for it, as in the rules */
    uint32_t next; /* the next shorter one, as an index + 1; 0: none */
    reading reading;
} found_phrase;

/* Where a hit lies, in units of the stage's own sequence. */
struct hit_match {
    const rule_code *code;
    const struct sequence *units; /* the stage's sequence */
    const taken_group *groups;    /* in the order of the pattern, from the match's first unit on; those of a precedent are its own */
    uint32_t group_count;
    uint32_t from, to;            /* the whole match */
    uint32_t span_from, span_to;
    uint32_t tape_from, tape_to;  /* the span on the tape */
};

/* The stage's sequence of units: the tape with the stage's phrases joined; letters[i] is unit i's, and letters[-1] is 0;
   starts[i] is its place on the tape (one more at the end).  Sentences that are not read are one unit, with the letter of a
   paragraph, between the boundary before the first of them and the one behind the last.  What the tape was then stays: it is
   never written again. */
typedef struct sequence {
    const struct matcher *matcher;
    const unit **tape;
    letter *letters;
    const uint32_t *starts;
    uint32_t n;
} sequence;

/* A match that another won over. */
typedef struct lost_hit {
    hit *lost;
    const rule_code *winner;
    const char *by;
} lost_hit;

/* What a rule or a stage has cost since the matcher was made. */
typedef struct rule_cost {
    size_t tries, matches, kept, limits;
    uint64_t nanoseconds;
} rule_cost;

struct matcher {
    const quoth_rules *rules;
    arena own; /* lives as long as the matcher, or until the cache of forms is full */
    arena *arena;
    const text *text;
    const tokens *tokens;
    tape tape; /* begins and ends with a paragraph's boundary */
    signatures signatures;
    struct known_cell *table; /* hash table of the forms that have been met; the matcher's own */
    size_t known_count, room;
    known **forms; /* of the article's tokens, by token.word */
    unsigned char *scratch; /* a cell for each symbol */
    struct shape_match *shape;
    uint32_t *rule_signatures; /* by number of the rule: of the units it makes, + 1; 0: not known yet */
    uint32_t quote_signatures[1 << QUOTE_UNITS]; /* the same of quotations, by what they are */
    VECTOR(found_phrase) phrases; /* of the article */
    uint32_t *phrase_at;          /* by token: index + 1 of the longest */

    scout *scouts;   /* one for each stage */
    precedents *precedents; /* the same */
    uint32_t *leads; /* of the stage that is run; the matcher's own */
    size_t lead_room;
    letter *letters; /* by key and, side by side, by stage; behind those of all keys the next KEY_ROW stages; 0: not known yet */
    size_t letter_room; /* keys are below that */
    uint32_t *numbers;   /* 0, 1, 2 …: the places of units where no phrases are joined */
    size_t number_count, numbers_wanted; /* how many there are; how many would have been enough */
    pcre2_match_data *data;
    size_t *followed; /* the offsets of a match, as in `data` */
    const size_t *offsets; /* of the last match */
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    size_t *limits; /* by number of the rule, in this article; all 0 unless `limited` */
    bool limited;
    rule_cost *costs;       /* by number of the rule; then by stage */
    bool timing, tracing;
    VECTOR(lost_hit) lost;  /* when tracing */
    const sequence **ran;   /* by stage: the sequence it ran over */
    bool busy;      /* an article was begun and not ended: what was learnt meanwhile may be half done */
};

/* Tries rule `number` of stage k at a unit where the scout has seen it match: how many units it takes, 0 for no match, and
   m->offsets say how (match_rule.c). */
uint32_t match_rule(matcher *m, size_t k, uint32_t number, const sequence *s, uint32_t at);

/* Nanoseconds, for profiles only: nothing that is found depends on it. */
uint64_t match_clock(void);

/* The hit of a rule's match, whose offsets are as PCRE2 gives them (hit_make.c). */
hit *make_hit(matcher *m, const rule_code *r, const sequence *s, const size_t *offsets);

/* The hit of the match that won before, at this place. */
hit *hit_again(matcher *m, const precedent *won, const sequence *s, uint32_t at);

/* Leaves those matches of a stage `by FIELD`, over so many units, that none other wins over (compete.c).  They come, and go, in
   the order in which they stand; of those that begin at one place, the rules' order decides who comes first. */
void compete(matcher *m, hits *all, uint32_t units, const stage *of);

/* The sequence of stage k for the tape as it stands, or for the sentences in which hits were found on it (sequence.c); in the
   article's arena. */
const sequence *sequence_make(matcher *m, size_t k, const hits *beside);

/* Unit i: what stands on the tape, or a phrase made of several. */
unit sequence_unit(const sequence *s, uint32_t i);

/* What the lexicon says of unit i, a word or phrase; NULL of any other. */
const reading *sequence_reading(const sequence *s, uint32_t i);

/* Before an article: more numbers, if the last ones had too few (sequence.c). */
void numbers_make(matcher *m);

/* units_tokens where boundaries may stand at the ends, or nothing between them (sequence.c). */
void units_tokens_within(const sequence *s, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last);

/* The tokens that units [from, to) cover; boundaries at the ends are none, and seldom there. */
static inline void units_tokens(const sequence *s, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
{
    if (from == to || s->tape[s->starts[from]]->boundary || s->tape[s->starts[to] - 1]->boundary) {
        units_tokens_within(s, from, to, first, last);
        return;
    }
    *first = s->tape[s->starts[from]]->first;
    *last = s->tape[s->starts[to] - 1]->last;
}

#endif
