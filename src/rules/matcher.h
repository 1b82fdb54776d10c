/*
 * Running the stages over one article after the other: what changes, one for each thread.
 *
 *     matcher_begin     a new article
 *     matcher_look_up   its tokens get their roles            (then sentences are marked)
 *     matcher_tape      its tokens become units
 *     matcher_stage     what one stage finds
 *     matcher_collapse  what was found becomes units
 *     matcher_quote     quotations become units, their insides texts of their own
 */
#ifndef QUOTH_RULES_MATCHER_H
#define QUOTH_RULES_MATCHER_H

#include "rules/hit.h"
#include "rules/rules.h"
#include "text/quotation.h"

typedef struct matcher matcher;

matcher *matcher_new(const quoth_rules *rules); /* NULL when memory is short */
void matcher_free(matcher *m);

/* Forgets the article before; hits will live in the arena; the text must live as long. */
void matcher_begin(matcher *m, arena *a, const text *t);

/* The article is done; without this call matcher_begin distrusts what was learnt. */
void matcher_end(matcher *m);

/* Sets word and role of every token. */
void matcher_look_up(matcher *m, tokens *cut);

/* Tokens, sentences marked, become the tape; they must stay as they are from now on. */
void matcher_tape(matcher *m, const tokens *cut);

/* Runs stage number k (a stage of rules); adds what it finds, in text order.  beside: only in the sentences in which these were
   found on the same tape (all, when tracing: who looks on wants to see all); NULL: everywhere. */
void matcher_stage(matcher *m, size_t k, const hits *beside, hits *found);

/* The hits of the stage that was run last, those not dropped, become units by their rules' `as`; the words of those that are
   to vanish are gone. */
void matcher_collapse(matcher *m, const hits *found);

void matcher_quote(matcher *m, const quotations *found);

/* How often rules hit their limit in this article: calls `tell` for each such rule. */
void matcher_limits(const matcher *m, void (*tell)(void *context, const char *rule, size_t count), void *context);

#endif
