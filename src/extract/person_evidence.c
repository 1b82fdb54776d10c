/*
 * What the whole article says of a naming.
 *
 * A weight is a whole number, ten for what is as good as certain.  The same name elsewhere brings its evidence
 * along; a full name that is sure lifts each part of it that stands alone; a name that the article uses for a
 * place or a firm, or as a common word, loses.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/person.h"

enum {
    POOL_MOST = 12,    /* how much evidence all mentions of a name may bring together */
    POOL_PART = 2,     /* one in so many parts of it goes to the other mentions */
    SURE = 4,          /* the sum from which a full name lifts its parts */
    LIFT_FAMILY = 14,  /* what it gives to its family name alone, */
    LIFT_PART = 8,     /* to another part, */
    LIFT_SAME = 5,     /* and to itself elsewhere */
    OTHER_LOSS = 5,    /* for each use as another name, */
    OTHER_MOST = 10,   /* and at most */
    REPEATED_LOSS = 4, /* a full name again and again, and never a part of it */
    LOWER_LOSS = 6,    /* the word stands in the article in lower case too */
    KEPT_ABOVE = 0,
    LONGEST_WORD = 63,
};

static int bounded(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* --------------------------------------------------------------------------------------------- by key */

static int by_key(const void *left, const void *right)
{
    const naming *const *a = left, *const *b = right;
    int order = strcmp((*a)->key, (*b)->key);
    return order ? order : ((*a)->first > (*b)->first) - ((*a)->first < (*b)->first);
}

/* Each naming of [from, to), all of one key, gets its share of what the others have. */
static void pool(naming **from, naming **to)
{
    int sum = 0, others = 0;
    for (naming **n = from; n < to; n++) {
        if ((*n)->other)
            others++;
        else
            sum += (*n)->context;
    }
    int loss = bounded(others * OTHER_LOSS, 0, OTHER_MOST);
    for (naming **n = from; n < to; n++)
        (*n)->total = (*n)->base + (*n)->context + (*n)->alone - loss +
                      bounded(sum - (*n)->context, -POOL_MOST, POOL_MOST) / POOL_PART;
}

static void pool_all(naming **sorted, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && strcmp(sorted[end]->key, sorted[i]->key) == 0)
            end++;
        pool(sorted + i, sorted + end);
        i = end;
    }
}

/* The first naming of a key in the sorted array; NULL when there is none.  *end is one behind the last. */
static naming **find_key(naming **sorted, size_t n, const char *key, naming ***end)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(sorted[middle]->key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t behind = low;
    while (behind < n && strcmp(sorted[behind]->key, key) == 0)
        behind++;
    *end = sorted + behind;
    return behind > low ? sorted + low : NULL;
}

/* ---------------------------------------------------------------------------------------- full and part */

static bool is_full(const naming *n)
{
    return !n->other && n->part_count > 1;
}

/*
 * What the parts of a full name, where they stand alone, tell of it.  A doubtful one that is only ever repeated in full, as
 * persons are not, loses.
 */
static void take_from_parts(naming **sorted, size_t n, naming *full)
{
    naming **end, **at = find_key(sorted, n, full->key, &end);
    bool repeated = end - at > 1 && full->context <= 0;
    at = find_key(sorted, n, naming_last(full), &end);
    if (repeated && !at && hit_has(full->hit, "loose"))
        full->total -= REPEATED_LOSS;
    int sum = 0;
    for (; at && at < end; at++)
        if (!(*at)->other)
            sum += (*at)->context;
    full->total += bounded(sum, -POOL_MOST, POOL_MOST) / POOL_PART;
}

/* The best lift that a part gets is kept in `lift` beside the sorted namings. */
static void lift_parts(naming **sorted, size_t n, const naming *full, int *lift)
{
    for (uint32_t p = 0; p < full->part_count; p++) {
        naming **end, **at = find_key(sorted, n, full->parts[p], &end);
        int by = full->parts[p] == naming_last(full) ? LIFT_FAMILY : LIFT_PART;
        for (; at && at < end; at++)
            if (lift[at - sorted] < by)
                lift[at - sorted] = by;
    }
    naming **end, **at = find_key(sorted, n, full->key, &end);
    for (; at && at < end; at++)
        if (*at != full && lift[at - sorted] < LIFT_SAME)
            lift[at - sorted] = LIFT_SAME;
}

static int *lift_all(article *a, naming **sorted, size_t n)
{
    int *lift = arena_alloc(a->arena, n * sizeof *lift);
    for (size_t i = 0; i < n; i++)
        if (is_full(sorted[i]) && sorted[i]->total >= SURE)
            lift_parts(sorted, n, sorted[i], lift);
    for (size_t i = 0; i < n; i++)
        sorted[i]->total += lift[i];
    return lift;
}

/* ---------------------------------------------------------------------------------------- lower case */

/* Marks the keys that stand in the article in lower case: one flag beside each of the sorted namings. */
static bool *find_lower(article *a, naming **sorted, size_t n)
{
    bool *lower = arena_alloc(a->arena, n * sizeof *lower + 1);
    char word[LONGEST_WORD + 1];
    for (uint32_t t = 0; t < a->tokens->n; t++) {
        quoth_slice s = article_token(a, t);
        uint16_t flags = a->tokens->at[t].flags;
        if (!(flags & TOKEN_WORD) || (flags & TOKEN_UPPER) || s.size > LONGEST_WORD)
            continue;
        memcpy(word, s.data, s.size);
        word[s.size] = '\0';
        naming **end, **at = find_key(sorted, n, word, &end);
        for (; at && at < end; at++)
            lower[at - sorted] = true;
    }
    return lower;
}

/* A lifted name loses only where it begins a sentence: there its capital tells nothing. */
static bool loses(const article *a, const naming *n, int lift)
{
    return n->part_count == 1 && !n->other && n->total > KEPT_ABOVE &&
           (!lift || (a->tokens->at[n->first].flags & TOKEN_SENTENCE));
}

static void lower_all(article *a, naming **sorted, size_t n, const int *lift)
{
    bool any = false;
    for (size_t i = 0; i < n && !any; i++)
        any = loses(a, sorted[i], lift[i]);
    const bool *lower = any ? find_lower(a, sorted, n) : NULL;
    for (size_t i = 0; lower && i < n; i++)
        if (lower[i] && loses(a, sorted[i], lift[i]))
            sorted[i]->total -= LOWER_LOSS;
}

/* ------------------------------------------------------------------------------------------- side by side */

/* Once for each direction in which a list may be read. */
static void lift_peers(const peer_list *beside)
{
    for (size_t i = 0; i < beside->n; i++)
        if (beside->at[i].one->total >= SURE)
            beside->at[i].other->total += beside->at[i].weight;
    for (size_t i = beside->n; i-- > 0;)
        if (beside->at[i].other->total >= SURE)
            beside->at[i].one->total += beside->at[i].weight;
}

void namings_weigh(article *a, const namings *all, const peer_list *beside)
{
    naming **sorted = arena_alloc(a->arena, all->n * sizeof *sorted);
    memcpy(sorted, all->at, all->n * sizeof *sorted);
    qsort(sorted, all->n, sizeof *sorted, by_key);
    pool_all(sorted, all->n);
    for (size_t i = 0; i < all->n; i++)
        if (is_full(sorted[i]))
            take_from_parts(sorted, all->n, sorted[i]);
    int *lift = lift_all(a, sorted, all->n);
    lift_peers(beside);
    lower_all(a, sorted, all->n, lift);
    for (size_t i = 0; i < all->n; i++)
        sorted[i]->kept = !sorted[i]->other && sorted[i]->total > KEPT_ABOVE;
}
