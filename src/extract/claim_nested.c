/*
 * Claims in claims: which contents end earlier, and which claims are none, being the speaker's own words.
 */
#include "extract/claim.h"

span field_whole_span(const hit *h, field_key f)
{
    span all = {0};
    field_extent(h, f, &all.first, &all.last);
    return all;
}

/* A part of a claim's content.  They stand in the order of their first tokens; `reach` is where the furthest of this and
   all before it ends, so that nobody need look back further than something reaches. */
typedef struct part {
    span tokens;
    const draft *claim;
    uint32_t reach;
} part;

typedef VECTOR(part) parts;

static parts parts_of(const article *a, const drafts *all)
{
    parts found = {0};
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; k < all->at[i]->content.n; k++) {
            part p = {all->at[i]->content.at[k], all->at[i], 0};
            arena_push(a->arena, &found);
            size_t at = found.n - 1;
            for (; at && found.at[at - 1].tokens.first > p.tokens.first; at--)
                found.at[at] = found.at[at - 1];
            found.at[at] = p;
        }
    uint32_t reach = 0;
    for (size_t i = 0; i < found.n; i++) {
        reach = found.at[i].tokens.last > reach ? found.at[i].tokens.last : reach;
        found.at[i].reach = reach;
    }
    return found;
}

/* How many parts begin at token t or before it. */
static size_t parts_until(const parts *all, uint32_t t)
{
    size_t low = 0, high = all->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->at[middle].tokens.first <= t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the inner claim's source is, or may be, the one whose words it stands in. */
static bool same_speaker(const draft *outer, const draft *inner)
{
    if (inner->source.last == inner->source.first)
        return true;
    if (inner->person != QUOTH_NONE)
        return inner->person == outer->person;
    return word_is(inner->source_type, "pronoun");
}

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; word && i < n; i++)
        if (word_is(word, list[i]))
            return true;
    return false;
}

/* Whether it is done in the mind: what others think or want, where somebody else tells it, is that one's claim. */
static bool is_attitude(const draft *d)
{
    static const char *const ATTITUDES[] = {"believe", "want",   "hope",   "fear",   "expect", "plan",
                                            "support", "oppose", "doubt",  "decide", "refuse", "discuss",
                                            "praise",  "agree"};
    return is_one_of(d->act, ATTITUDES, sizeof ATTITUDES / sizeof *ATTITUDES);
}

/* Whether it tells what one that has a name has stated; not what everybody asks for, blames, or shows. */
static bool is_statement_by_name(const draft *d)
{
    static const char *const NAMED[] = {"person", "organization"};
    static const char *const STATED[] = {"say", "report", "claim", "estimate", "deny", "promise", "warn", "admit"};
    return d->source.last > d->source.first && is_one_of(d->source_type, NAMED, sizeof NAMED / sizeof *NAMED) &&
           is_one_of(d->act, STATED, sizeof STATED / sizeof *STATED);
}

/* Whether what has neither name nor sort, a poll or an aide, does other than speak: "He said the figures showed it". */
static bool is_shown(const draft *d)
{
    static const char *const SPOKEN[] = {"say", "deny", "promise", "warn", "admit"};
    return d->source.last > d->source.first && word_is(d->source_type, "unnamed") &&
           !is_one_of(d->act, SPOKEN, sizeof SPOKEN / sizeof *SPOKEN);
}

/* Whether it is no claim inside another's content: said of the mind, shown, not yet done, or just talk. */
static bool is_idle(const article *a, const draft *d)
{
    return is_attitude(d) || is_shown(d) || hit_has(d->hit, "slight") ||
           (content_is_quoted(a, d->cue.first) && !is_statement_by_name(d));
}

/*
 * "He said he hoped", "I think" in a quotation: what speakers say of themselves in their own words is no claim
 * beside the one it stands in, nor are the attitudes that they tell of others, "He said people want peace", nor what
 * others should or may say. Inside quotation marks only what others that are named have stated is one: "Lee said 60
 * were freed".
 */
static bool is_own_word(const article *a, const parts *all, const draft *inner)
{
    bool inside = false;
    for (size_t i = parts_until(all, inner->cue.first); i && all->at[i - 1].reach >= inner->cue.last; i--) {
        const part *p = &all->at[i - 1];
        if (p->tokens.last < inner->cue.last || p->claim == inner)
            continue;
        if (same_speaker(p->claim, inner))
            return true;
        inside = true;
    }
    return inside && is_idle(a, inner);
}

/* "Lee denied it and promised help": the first content ends where the second verb of the same source is joined. */
static void end_at(const article *a, draft *outer, const draft *inner)
{
    if (outer->source.first != inner->source.first || outer->cue.first == inner->cue.first)
        return;
    span joint = hit_whole_span(inner->hit, "joint");
    /* A quotation that ends in a comma joins, too: called it "a sad day," adding that. */
    uint32_t end = content_is_quoted(a, joint.first + 1) ? joint.last : joint.first;
    bool ended = false;
    for (size_t i = 0; i < outer->content.n; i++)
        if (outer->content.at[i].first < joint.first && inner->cue.last <= outer->content.at[i].last)
            outer->content.at[i] = content_trim(a, (span){outer->content.at[i].first, end}), ended = true;
    if (ended && a->explain)
        article_note(a, outer->hit, "its content ends where \"%s\" of the same source is joined",
                     article_words(a, inner->cue.first, inner->cue.last));
}

static void end_at_joints(const article *a, const drafts *all)
{
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; hit_has(all->at[i]->hit, "joint") && k < i; k++)
            end_at(a, all->at[k], all->at[i]);
}

drafts claims_settle(const article *a, const drafts *all)
{
    drafts kept = {0};
    arena_reserve(a->arena, &kept, all->n);
    end_at_joints(a, all);
    parts contents = parts_of(a, all);
    for (size_t i = 0; i < all->n; i++)
        if (!is_own_word(a, &contents, all->at[i]))
            *arena_push(a->arena, &kept) = all->at[i];
        else
            article_note(a, all->at[i]->hit, "no entry: a speaker's own words in the content of another claim");
    return kept;
}
