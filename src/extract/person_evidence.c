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
    REPEATED_LOSS = 3, /* a full name again and again, and never a part of it */
    LOWER_LOSS = 6,    /* the word stands in the article in lower case too */
    KEPT_ABOVE = 0,
};

/* --------------------------------------------------------------------------------------------- by key */

/* All namings of one key, in text order. */
struct group {
    const char *key;
    uint32_t hash;
    bool lower;     /* the key stands in the article in lower case */
    naming *first, *last;
    size_t n;
    size_t others; /* how many of them name something else */
    int sum;       /* of the evidence of those that do not */
    int lift;      /* the best that a sure full name gives, */
    const naming *lifter; /* and that name */
};

typedef struct groups {
    struct group *at;
    size_t n;
    uint32_t *table; /* hash table: indexes + 1 */
    uint32_t mask;   /* its size, less one */
} groups;

static int bounded(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* The cell of a key. */
static uint32_t *group_cell(const groups *all, const char *key, size_t size, uint32_t hash)
{
    for (uint32_t i = hash & all->mask;; i = (i + 1) & all->mask) {
        const struct group *g = all->table[i] ? &all->at[all->table[i] - 1] : NULL;
        if (!g || (g->hash == hash && strncmp(g->key, key, size) == 0 && !g->key[size]))
            return &all->table[i];
    }
}

static void group_add(groups *all, naming *n)
{
    size_t size = strlen(n->key);
    uint32_t hash = name_hash(n->key, size), *cell = group_cell(all, n->key, size, hash);
    if (!*cell) {
        all->at[all->n] = (struct group){.key = n->key, .hash = hash, .first = n};
        *cell = (uint32_t)++all->n;
    }
    struct group *g = &all->at[*cell - 1];
    if (g->n++)
        g->last->next = n;
    g->last = n;
    n->next = NULL;
    g->others += n->other;
    g->sum += n->other ? 0 : n->context;
}

static groups group_all(article *a, const namings *all)
{
    uint32_t room = 8;
    while (room < all->n * 2)
        room *= 2;
    groups result = {.at = arena_take(a->arena, all->n * sizeof *result.at),
                     .table = arena_alloc(a->arena, room * sizeof *result.table), .mask = room - 1};
    for (size_t i = 0; i < all->n; i++)
        group_add(&result, all->at[i]);
    return result;
}

/* The group of a key; NULL when there is none. */
static struct group *group_of(const groups *all, const char *key, size_t size)
{
    uint32_t i = *group_cell(all, key, size, name_hash(key, size));
    return i ? &all->at[i - 1] : NULL;
}

const char *naming_words(const article *a, const naming *n)
{
    return article_words(a, n->first, n->last);
}

/* One summand of the total; what adds nothing is not said. */
static void note_summand(const article *a, const naming *n, int weight, const char *why)
{
    if (weight)
        article_note(a, n->hit, "%+d %s", weight, why);
}

/* Each naming of a key gets its share of what the others have. */
static void pool(const article *a, const struct group *g)
{
    int loss = g->others > OTHER_MOST ? OTHER_MOST : bounded((int)g->others * OTHER_LOSS, 0, OTHER_MOST);
    for (naming *n = g->first; n; n = n->next) {
        int shared = bounded(g->sum - n->context, -POOL_MOST, POOL_MOST) / POOL_PART;
        n->total = n->base + n->context + n->alone - loss + shared;
        note_summand(a, n, n->base, "by its own rule");
        note_summand(a, n, n->context + n->alone, "by what stands beside it");
        note_summand(a, n, shared, "by its other mentions");
        note_summand(a, n, -loss, "as something else has that name");
    }
}

/* ---------------------------------------------------------------------------------------- full and part */

static bool is_full(const naming *n)
{
    return !n->other && n->part_count > 1;
}

/*
 * What the parts of a full name, where they stand alone, tell of it.  A doubtful one that is only ever repeated in
 * full, as persons are not, loses.
 */
static void take_from_parts(const article *a, const groups *all, const struct group *g)
{
    for (naming *n = g->first; n; n = n->next) {
        if (!is_full(n))
            continue;
        const char *last = naming_last(n);
        const struct group *part = group_of(all, last, strlen(last));
        if (part) {
            int shared = bounded(part->sum, -POOL_MOST, POOL_MOST) / POOL_PART;
            n->total += shared;
            note_summand(a, n, shared, "by its last part alone");
        } else if (g->n > 1 && n->context <= 0 && hit_has(n->hit, "loose")) {
            n->total -= REPEATED_LOSS;
            note_summand(a, n, -REPEATED_LOSS, "as it is only repeated in full");
        }
    }
}

static void raise(const groups *all, const char *key, int by, const naming *lifter)
{
    struct group *g = group_of(all, key, strlen(key));
    if (!g || g->lift > by || (g->lift == by && strcmp(g->lifter->key, lifter->key) <= 0))
        return;
    g->lift = by;
    g->lifter = lifter;
}

/* A full name that is sure lifts its parts, and its other mentions. */
static void lift_from(const groups *all, struct group *g)
{
    const naming *sure = NULL;
    for (const naming *n = g->first; n && !sure; n = n->next)
        if (is_full(n) && n->total >= SURE)
            sure = n;
    if (!sure)
        return;
    for (uint32_t p = 0; p < sure->part_count; p++) {
        const char *tail = strrchr(sure->parts[p], '-');
        int by = sure->parts[p] == naming_last(sure) || p == sure->head ? LIFT_FAMILY : LIFT_PART;
        raise(all, sure->parts[p], by, sure);
        if (tail && by == LIFT_FAMILY)
            raise(all, tail + 1, by, sure);
    }
    raise(all, g->key, LIFT_SAME, sure);
}

static void take_lift(const article *a, const struct group *g)
{
    for (naming *n = g->lift ? g->first : NULL; n; n = n->next) {
        n->total += g->lift;
        if (a->explain)
            article_note(a, n->hit, "%+d for the sure mention of %s%s", g->lift, naming_words(a, g->lifter),
                         g->lifter == n ? ", this one" : "");
    }
}

/* ---------------------------------------------------------------------------------------- lower case */

/* A lifted name loses only where it begins a sentence: there its capital tells nothing. */
static bool loses(const article *a, const naming *n, int lift)
{
    return n->part_count == 1 && n->total > KEPT_ABOVE &&
           (!lift || (a->tokens->at[n->first].flags & TOKEN_SENTENCE));
}

static bool may_lose(const article *a, const struct group *g)
{
    const naming *n = g->first;
    while (n && !loses(a, n, g->lift))
        n = n->next;
    return n;
}

/* What a word shows at a glance: there most words of an article differ from all names. */
static unsigned char glance(const char *word, size_t size)
{
    return (unsigned char)(word[0] + 7 * word[size > 1] + 13 * (int)size);
}

/* Marks the keys that stand in the article in lower case, of those that lose by it. */
static void find_lower(const article *a, const groups *all)
{
    bool sought[256] = {false}, any = false;
    for (size_t i = 0; i < all->n; i++)
        if (may_lose(a, &all->at[i]))
            any = sought[glance(all->at[i].key, strlen(all->at[i].key))] = true;
    for (uint32_t t = 0; any && t < a->tokens->n; t++) {
        if ((a->tokens->at[t].flags & (TOKEN_WORD | TOKEN_UPPER)) != TOKEN_WORD)
            continue;
        quoth_slice s = article_token(a, t);
        struct group *g = sought[glance(s.data, s.size)] ? group_of(all, s.data, s.size) : NULL;
        if (g)
            g->lower = true;
    }
}

/* ------------------------------------------------------------------------------------------- side by side */

/* A sure name lifts the one beside it. */
static void lift_peer(const article *a, const naming *sure, naming *n, int weight)
{
    if (sure->total < SURE)
        return;
    n->total += weight;
    if (a->explain)
        article_note(a, n->hit, "%+d for the sure %s beside it", weight, naming_words(a, sure));
}

/* Once for each direction in which a list may be read. */
static void lift_peers(const article *a, const peer_list *beside)
{
    for (size_t i = 0; i < beside->n; i++)
        lift_peer(a, beside->at[i].one, beside->at[i].other, beside->at[i].weight);
    for (size_t i = beside->n; i-- > 0;)
        lift_peer(a, beside->at[i].other, beside->at[i].one, beside->at[i].weight);
}

static void decide(const article *a, naming *n)
{
    const char *sum = n->hit->note;
    n->kept = !n->other && n->total > KEPT_ABOVE;
    if (!a->explain)
        return;
    n->hit->note = NULL;
    article_note(a, n->hit, "%s: weight %d%s (%s)",
                 n->other             ? "the name of something else"
                 : !n->kept           ? "set aside"
                 : n->total >= SURE   ? "sure"
                                      : "kept",
                 n->total, n->kept || n->other ? "" : ", not above 0", sum ? sum : "nothing tells");
}

void namings_weigh(article *a, const namings *all, const peer_list *beside)
{
    groups keys = group_all(a, all);
    for (size_t i = 0; i < keys.n; i++)
        pool(a, &keys.at[i]);
    for (size_t i = 0; i < keys.n; i++)
        take_from_parts(a, &keys, &keys.at[i]);
    for (size_t i = 0; i < keys.n; i++)
        lift_from(&keys, &keys.at[i]);
    for (size_t i = 0; i < keys.n; i++)
        take_lift(a, &keys.at[i]);
    lift_peers(a, beside);
    find_lower(a, &keys);
    for (size_t i = 0; i < keys.n; i++)
        for (naming *n = keys.at[i].first; n; n = n->next) {
            if (keys.at[i].lower && loses(a, n, keys.at[i].lift)) {
                n->total -= LOWER_LOSS;
                note_summand(a, n, -LOWER_LOSS, "as the word stands in lower case, too");
            }
            decide(a, n);
        }
}
