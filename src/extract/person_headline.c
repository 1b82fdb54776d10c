/*
 * Names in headlines that write every word with a capital: "Anna Berg Hails Vote" looks like a name of four words.
 * There a candidate whose rule calls it loose is cut to the name that the rest of the article has.
 */
#include <string.h>

#include "extract/person.h"

enum {
    HEADLINE_WORDS = 4,  /* a paragraph of fewer words tells nothing */
    SHORT_WORD = 3,      /* words up to this length may be lower case: of, and, for */
    CUT_TO_FULL = 4,     /* the weight of what a candidate is cut to: a full name, */
    CUT_TO_PART = -6,    /* or a part, which the full name lifts */
    GIVEN_SURE = 7,      /* the weight from which a rule's given name holds */
    LOOSE_MOST = 4,      /* up to this weight a loose candidate that the article does not know loses */
    HEADLINE_LOSS = 8,
    FULL_MOST = 2000,    /* an article with more full names is a table */
};

static bool is_longer_lower(const token *k)
{
    return (k->flags & (TOKEN_WORD | TOKEN_UPPER)) == TOKEN_WORD && k->end - k->start > SHORT_WORD;
}

/*
 * Whether all longer words of the paragraph that holds token t begin with a capital, and there are no numbers
 * as in tables.  *prose says whether there are short words in lower case, so that it is no list either.
 */
static bool is_headline(const article *a, uint32_t t, bool *prose)
{
    for (; t && !(a->tokens->at[t].flags & TOKEN_PARAGRAPH); t--)
        if (is_longer_lower(&a->tokens->at[t]))
            return false;
    size_t words = 0, small = 0, numbers = 0;
    bool stopped = false; /* whether a sentence ends the paragraph */
    for (uint32_t i = t; i < a->tokens->n && (i == t || !(a->tokens->at[i].flags & TOKEN_PARAGRAPH)); i++) {
        const token *k = &a->tokens->at[i];
        numbers += (k->flags & TOKEN_NUMBER) != 0;
        stopped = k->end - k->start == 1 && a->text->bytes[k->start] == '.';
        if (!(k->flags & TOKEN_WORD))
            continue;
        small += !(k->flags & TOKEN_UPPER) && k->end - k->start > 1;
        if (is_longer_lower(k))
            return false;
        words++;
    }
    *prose = small > 0;
    return words >= HEADLINE_WORDS && !numbers && !(stopped && small);
}

/* Whether parts [from, to) of a naming are all the parts of the other, or its family name. */
static bool stands_for(const naming *n, uint32_t from, uint32_t to, const naming *other)
{
    if (to - from == 1 && strcmp(n->parts[from], naming_last(other)) == 0)
        return true;
    if (to - from != other->part_count)
        return false;
    for (uint32_t i = from; i < to; i++)
        if (strcmp(n->parts[i], other->parts[i - from]) != 0)
            return false;
    return true;
}

static bool is_known(const namings *full, const naming *n, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < full->n; i++)
        if (full->at[i] != n && stands_for(n, from, to, full->at[i]))
            return true;
    return false;
}

static void cut(article *a, naming *n, uint32_t from, uint32_t to)
{
    uint32_t first = naming_token(a, n, from), last = naming_token(a, n, to);
    *n = (naming){.hit = n->hit, .first = first, .last = last, .context = n->context, .alone = n->alone,
                  .base = to - from > 1 ? CUT_TO_FULL : CUT_TO_PART, .roles = n->roles, .role_from = n->role_from,
                  .role_to = n->role_to, .parts = n->parts + from, .part_count = to - from,
                  .family = to - from - 1, .head = to - from - 1, .sex = n->sex, .given = n->given};
    naming_set_key(a, n);
}

/* "Anna Qvistrom", but "Anna Hails" may be a name and a verb. */
static bool holds_given(const naming *n)
{
    return hit_has(n->hit, "given") && n->base >= GIVEN_SURE;
}

/* Tries shorter and shorter pieces of a name that the article does not have elsewhere. */
static void trim(article *a, const namings *full, naming *n)
{
    if (is_known(full, n, 0, n->part_count))
        return;
    bool prose = false;
    bool whole = holds_given(n) && !is_known(full, n, 0, 1); /* in "Berg Hails" Berg may be a given name, too */
    uint32_t least = is_headline(a, n->first, &prose) && prose && !whole ? 1 : 2;
    for (uint32_t size = n->part_count - 1; size >= least; size--)
        for (uint32_t from = 0; from + size <= n->part_count; from++)
            if (is_known(full, n, from, from + size)) {
                cut(a, n, from, from + size);
                if (a->explain)
                    article_note(a, n->hit, "in a headline: cut to %s, which the article has elsewhere",
                                 naming_words(a, n));
                return;
            }
    if (n->base <= LOOSE_MOST && prose) {
        n->base -= HEADLINE_LOSS;
        article_note(a, n->hit, "in a headline, and not elsewhere: %+d", -HEADLINE_LOSS);
    }
}

static bool is_loose(const naming *n)
{
    return n->part_count > 1 && !n->other && hit_has(n->hit, "loose");
}

void namings_trim(article *a, const namings *all)
{
    namings full = {0}, loose = {0};
    for (size_t i = 0; i < all->n; i++) {
        naming *n = all->at[i];
        bool prose, in_headline = is_loose(n) && is_headline(a, n->first, &prose);
        if (in_headline)
            *arena_push(a->arena, &loose) = n;
        else if (n->part_count > 1 && !n->other && n->base + n->context > 0)
            *arena_push(a->arena, &full) = n;
    }
    for (size_t i = 0; i < loose.n && full.n <= FULL_MOST; i++)
        trim(a, &full, loose.at[i]);
}
