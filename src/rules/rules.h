/* A loaded pattern folder, immutable and shared: what the public header calls quoth_rules. */
#ifndef QUOTH_RULES_RULES_H
#define QUOTH_RULES_RULES_H

#include "rules/confidence.h"
#include "rules/stage.h"

struct quoth_rules {
    arena arena;
    grammar grammar;
    lexicon lexicon;
    stage_code *stages; /* one for each of grammar.stages; empty at `quotations` */
    size_t stage_count;
    uint64_t *asked_by; /* for each symbol, the stages whose patterns ask for it: stage_bit of each */
    uint16_t *roles; /* for each symbol, the enum token_role that its list gives a token */
    rule_confidences confidences;
};

/* One bit for each stage; the last for all that are left. */
static inline uint64_t stage_bit(size_t stage_number)
{
    return (uint64_t)1 << (stage_number < 63 ? stage_number : 63);
}

/* The signatures that words, phrases and units can have, as far as that can be told (foresee.c); they live in the grammar's
   scratch.  False: memory is short. */
bool foresee(quoth_rules *r, signatures *all);

/* Makes the stages from what was read (stages.c); their problems are told in order. */
void stages_make(quoth_rules *r, const signatures *foreseen, problems *p);

#endif
