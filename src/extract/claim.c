/*
 * Claims: from the hits of claim rules to the entries of `claims`.
 *
 * The frame (docs/claims.md): source, cue, verb, content, said, act, negated, takes, joint, onward, none.
 */
#include "extract/claim.h"
#include "extract/kinds.h"

/* ------------------------------------------------------------------------------------------- the hits */

static draft *draft_of(const hit *h)
{
    return h->entry;
}

/* Whether a claim of an earlier stage has this cue. */
static bool is_known(const article *a, span cue)
{
    for (uint32_t t = cue.first; a->cued && t < cue.last; t++)
        if (a->cued[t])
            return true;
    return false;
}

/* For the stages behind. */
static void mark_cues(article *a, const hits *found)
{
    if (!a->cued)
        a->cued = arena_alloc(a->arena, a->tokens->n + 1);
    for (size_t i = 0; i < found->n; i++)
        if (!found->at[i]->dropped) {
            span cue = draft_of(found->at[i])->cue;
            memset(a->cued + cue.first, 1, cue.last - cue.first);
        }
}

/* d is zero. */
static void draft_make(article *a, hit *h, span cue, draft *d)
{
    d->hit = h;
    d->cue = cue;
    d->person = QUOTH_NONE;
    h->entry = d;
    *arena_push(a->arena, &a->claims) = h;
}

void claim_found(article *a, const hits *found)
{
    draft *room = arena_alloc(a->arena, found->n * sizeof *room);
    for (size_t i = 0; i < found->n; i++) {
        hit *h = found->at[i];
        span cue = hit_whole_span(h, "cue");
        bool none = hit_has(h, "none");
        h->dropped = none || is_known(a, cue);
        if (!h->dropped)
            draft_make(a, h, cue, &room[i]);
        else
            article_note(a, h, none ? "no claim, by its rule" : "its cue is that of a claim of an earlier stage");
    }
    mark_cues(a, found);
}

/* -------------------------------------------------------------------------------------------- finish */

static bool by_cue(const draft *x, const draft *y)
{
    return x->cue.first < y->cue.first;
}

/* In order of content; of two that begin together the longer first. */
static bool by_content(const draft *x, const draft *y)
{
    span p = x->content.at[0], q = y->content.at[0];
    return p.first != q.first ? p.first < q.first : p.last > q.last;
}

/* Insertion sort: the claims of an article are few, and nearly in order. */
static void sort(drafts *all, bool (*before)(const draft *, const draft *))
{
    for (size_t i = 1; i < all->n; i++) {
        draft *d = all->at[i];
        size_t k = i;
        for (; k && before(d, all->at[k - 1]); k--)
            all->at[k] = all->at[k - 1];
        all->at[k] = d;
    }
}

void claim_finish(article *a)
{
    drafts all = {0};
    arena_reserve(a->arena, &all, a->claims.n);
    for (size_t i = 0; i < a->claims.n; i++) {
        draft *d = draft_of(a->claims.at[i]);
        d->source = hit_whole_span(d->hit, "source");
        claim_verb(d);
        if (content_make(a, d))
            *arena_push(a->arena, &all) = d;
        else
            article_note(a, d->hit, "no entry: nothing is left of its content");
    }
    sort(&all, by_cue);
    sources_resolve(a, &all);
    all = claims_settle(a, &all);
    sort(&all, by_content);
    quoth_claim *entries = arena_alloc(a->arena, all.n * sizeof *entries);
    for (size_t i = 0; i < all.n; i++)
        claim_fill(a, all.at[i], &entries[i]);
    a->claim_entries.at = entries;
    a->claim_entries.n = a->claim_entries.room = all.n;
}
