/*
 * What a claim holds.
 *
 * Rules find the content roughly, up to the end of a sentence; here the final stop is taken off unless it stands
 * inside the quotation marks, and a quotation is followed into the paragraphs that it goes on in.
 */
#include "extract/claim.h"

enum { USUAL_PARTS = 2 }; /* of a content, at most */

static bool has_role(const article *a, uint32_t t, unsigned role)
{
    return (a->tokens->at[t].role & role) != 0;
}

span content_trim(const article *a, span s)
{
    while (s.last > s.first && has_role(a, s.last - 1, ROLE_STOP | ROLE_COMMA))
        s.last--;
    while (s.first < s.last && has_role(a, s.first, ROLE_COMMA))
        s.first++;
    return s;
}

/* ---------------------------------------------------------------------------------- over paragraphs */

/* The index of the first quotation that begins at token t or behind it. */
static size_t quotation_from(const article *a, uint32_t t)
{
    size_t low = 0, high = a->quotations->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->quotations->at[middle].first < t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The index of the outermost quotation that ends before `last`; the number of quotations when there is none. */
static size_t quotation_ending(const article *a, uint32_t last)
{
    size_t i = quotation_from(a, last);
    while (i && a->quotations->at[i - 1].depth)
        i--;
    return i && a->quotations->at[i - 1].last + 1 == last ? i - 1 : a->quotations->n;
}

/* The same of the one that begins with token `first`. */
static size_t quotation_beginning(const article *a, uint32_t first)
{
    size_t i = quotation_from(a, first), n = a->quotations->n;
    return i < n && a->quotations->at[i].first == first && !a->quotations->at[i].depth ? i : n;
}

static bool begins_paragraph(const article *a, uint32_t t)
{
    return t == a->tokens->n || (a->tokens->at[t].flags & TOKEN_PARAGRAPH);
}

/* Adds the parts of a quotation that stand in the next paragraphs.  Only what ends with its paragraph goes on. */
static void follow(const article *a, draft *d)
{
    uint32_t last = d->content.at[d->content.n - 1].last;
    size_t i = begins_paragraph(a, last) ? quotation_ending(a, last) : a->quotations->n;
    while (i < a->quotations->n && a->quotations->at[i].continued) {
        do
            i++;
        while (i < a->quotations->n && a->quotations->at[i].depth);
        if (i == a->quotations->n || !a->quotations->at[i].continues)
            return;
        *arena_push(a->arena, &d->content) = (span){a->quotations->at[i].first, a->quotations->at[i].last + 1};
    }
}

/* Puts the parts that stand in the paragraphs before in front.  Only what begins its paragraph may have gone on. */
static void precede(const article *a, draft *d)
{
    uint32_t first = d->content.at[0].first;
    size_t i = begins_paragraph(a, first) ? quotation_beginning(a, first) : 0;
    while (i && i < a->quotations->n && a->quotations->at[i].continues) {
        do
            i--;
        while (i && a->quotations->at[i].depth);
        if (!a->quotations->at[i].continued)
            return;
        arena_push(a->arena, &d->content);
        for (size_t k = d->content.n - 1; k; k--)
            d->content.at[k] = d->content.at[k - 1];
        d->content.at[0] = (span){a->quotations->at[i].first, a->quotations->at[i].last + 1};
    }
}

/*
 * What stands behind the sentence of the cue and is a quotation as a whole: the next sentence of the paragraph, or
 * the next paragraph.  "We waited," she said. "It was cold."
 */
static void go_onward(const article *a, draft *d)
{
    uint32_t end = article_sentence_end(a, d->cue.first);
    if (end >= a->tokens->n || (d->content.n && d->content.at[d->content.n - 1].last > end))
        return;
    size_t i = quotation_beginning(a, end);
    if (i == a->quotations->n)
        return;
    uint32_t last = a->quotations->at[i].last + 1;
    bool behind = last < a->tokens->n;
    if (behind && (a->tokens->at[end].flags & TOKEN_PARAGRAPH) && !(a->tokens->at[last].flags & TOKEN_PARAGRAPH))
        return;
    if (!behind || article_sentence_end(a, last - 1) == last)
        *arena_push(a->arena, &d->content) = (span){end, last};
}

bool content_make(const article *a, draft *d)
{
    span s;
    arena_reserve(a->arena, &d->content, USUAL_PARTS);
    for (field_walk w = hit_begin(d->hit, "content"); walk_group(&w, &s.first, &s.last);) {
        s = content_trim(a, s);
        if (s.last > s.first)
            *arena_push(a->arena, &d->content) = s;
    }
    if (d->content.n)
        precede(a, d);
    if (hit_has(d->hit, "onward"))
        go_onward(a, d);
    if (d->content.n)
        follow(a, d);
    return d->content.n > 0;
}

/* ---------------------------------------------------------------------------------------------- kind */

bool content_is_quoted(const article *a, uint32_t t)
{
    size_t i = quotation_from(a, t);
    while (i && a->quotations->at[i - 1].depth)
        i--;
    return i && a->quotations->at[i - 1].last > t;
}

/* How many tokens of the span stand in quotations that begin inside it. */
static uint32_t quoted(const article *a, span s)
{
    uint32_t n = 0, behind = s.first;
    for (size_t i = quotation_from(a, s.first); i < a->quotations->n && a->quotations->at[i].first < s.last; i++) {
        const quotation *q = &a->quotations->at[i];
        if (q->first < behind || q->last >= s.last)
            continue;
        n += q->last + 1 - q->first;
        behind = q->last + 1;
    }
    return n;
}

const char *content_kind(const article *a, const draft *d)
{
    uint32_t inside = 0, all = 0;
    for (size_t i = 0; i < d->content.n; i++) {
        inside += quoted(a, d->content.at[i]);
        all += d->content.at[i].last - d->content.at[i].first;
    }
    return inside == all ? "direct" : inside ? "mixed" : "indirect";
}
