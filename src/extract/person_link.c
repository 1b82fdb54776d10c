/*
 * Which namings are one person.
 *
 * First the full names: two are one person when the family name is the same and the given names do not differ.
 * Then the single names in text order: each goes to a person who has that name, and of several to the one that was
 * spoken of last, where a person who is only named in the description of another ("Lee, the brother of Ann Lee,
 * said") is passed over, and a title they share decides first.  Persons are numbered by first mention.
 */
#include <string.h>

#include "extract/person.h"

enum { ROLE_SHARED = 4, SPOKEN_OF = 2 };

struct person {
    const naming *full; /* the fullest naming; of a single name that one */
    uint32_t last;      /* the token of the last naming that was not embedded, + 1; 0: none yet */
    VECTOR(const naming *) all;
};

typedef VECTOR(struct person) persons;

static bool given_fits(const naming *a, const naming *b)
{
    uint32_t i = a->family_first ? 1 : 0, j = b->family_first ? 1 : 0;
    return name_given_fits(a->parts[i], b->parts[j]);
}

/* Two full names of one person. */
static bool is_same(const naming *a, const naming *b)
{
    if (strcmp(a->key, b->key) == 0)
        return true;
    return name_part_same(naming_last(a), naming_last(b)) && given_fits(a, b);
}

static bool has_part(const naming *full, const char *part)
{
    for (uint32_t i = 0; i < full->part_count; i++)
        if (name_part_same(full->parts[i], part))
            return true;
    return false;
}

/* How a single name fits a person: 3 the family name, 2 the given name, 1 another part, 0 not at all. */
static int fit(const struct person *p, const naming *single)
{
    const naming *full = p->full;
    const char *part = naming_last(single);
    if (strcmp(full->key, single->key) == 0 || name_part_same(naming_last(full), part))
        return 3;
    if (full->part_count > 1 && strcmp(full->parts[full->family_first ? 1 : 0], part) == 0)
        return 2;
    return has_part(full, part) ? 1 : 0;
}

static void person_add(article *a, struct person *p, naming *n, size_t index)
{
    n->person = index;
    *arena_push(a->arena, &p->all) = n;
    if (n->part_count > p->full->part_count)
        p->full = n;
}

static void person_new(article *a, persons *all, naming *n)
{
    struct person *p = arena_push(a->arena, all);
    *p = (struct person){.full = n};
    person_add(a, p, n, all->n - 1);
}

static void link_full(article *a, persons *all, naming *n)
{
    for (size_t i = all->n; i-- > 0;)
        if (is_same(all->at[i].full, n)) {
            person_add(a, &all->at[i], n, i);
            return;
        }
    person_new(a, all, n);
}

/* ---------------------------------------------------------------------------------------- single names */

static bool shares_role(const struct person *p, const naming *n)
{
    for (size_t i = 0; i < p->all.n; i++)
        for (size_t k = 0; k < p->all.at[i]->roles.n; k++)
            for (size_t m = 0; m < n->roles.n; m++) {
                const quoth_slice *x = &p->all.at[i]->roles.at[k].text, *y = &n->roles.at[m].text;
                size_t size = x->size < y->size ? x->size : y->size;
                if (size && memcmp(x->data + x->size - size, y->data + y->size - size, size) == 0)
                    return true;
            }
    return false;
}

/* The last naming of the person before a token that is not in another's description; 0 when there is none. */
static uint32_t spoken_of(const struct person *p, uint32_t before)
{
    uint32_t last = 0;
    for (size_t i = 0; i < p->all.n; i++) {
        const naming *n = p->all.at[i];
        if (n->first < before && !n->embedded && n->first + 1 > last)
            last = n->first + 1;
    }
    return last;
}

/* What is known of the person's sex; 0 when nothing. */
static char sex_of(const struct person *p)
{
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.at[i]->sex)
            return p->all.at[i]->sex;
    return 0;
}

struct choice {
    int score;
    uint32_t last, distance; /* spoken of last; else how far ahead the first naming is */
};

static struct choice rate(const struct person *p, const naming *n)
{
    int f = fit(p, n);
    char sex = sex_of(p);
    if (!f || (sex && n->sex && sex != n->sex))
        return (struct choice){0};
    uint32_t last = spoken_of(p, n->first);
    uint32_t first = p->all.at[0]->first;
    return (struct choice){.score = f * 8 + (shares_role(p, n) ? ROLE_SHARED : 0) + (last ? SPOKEN_OF : 0),
                           .last = last,
                           .distance = first > n->first ? first - n->first : 0};
}

static bool is_better(const struct choice *x, const struct choice *y)
{
    if (x->score != y->score)
        return x->score > y->score;
    return x->last != y->last ? x->last > y->last : x->distance < y->distance;
}

static void link_single(article *a, persons *all, naming *n)
{
    struct choice best = {0};
    size_t chosen = 0;
    for (size_t i = 0; i < all->n; i++) {
        struct choice c = rate(&all->at[i], n);
        if (c.score && is_better(&c, &best)) {
            best = c;
            chosen = i;
        }
    }
    if (best.score)
        person_add(a, &all->at[chosen], n, chosen);
    else
        person_new(a, all, n);
}

/* --------------------------------------------------------------------------------------------- numbering */

static void mark_embedded(const namings *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const naming *outer = all->at[i];
        for (size_t k = i; k < all->n && all->at[k]->first < outer->role_to; k++)
            if (k != i && all->at[k]->first >= outer->role_from)
                all->at[k]->embedded = true;
        for (size_t k = i; k-- > 0 && all->at[k]->last > outer->role_from;)
            if (outer->role_to > outer->role_from && all->at[k]->first < outer->role_to)
                all->at[k]->embedded = true;
    }
}

/* The persons in order of their first naming. */
static void number(article *a, const namings *all, size_t n)
{
    size_t *order = arena_alloc(a->arena, n * sizeof *order + 1), next = 0;
    for (size_t i = 0; i < all->n; i++) {
        size_t *at = &order[all->at[i]->person];
        if (!*at)
            *at = ++next;
        all->at[i]->person = *at - 1;
    }
}

size_t namings_link(article *a, const namings *all)
{
    persons people = {0};
    mark_embedded(all);
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i]->part_count > 1)
            link_full(a, &people, all->at[i]);
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i]->part_count == 1)
            link_single(a, &people, all->at[i]);
    number(a, all, people.n);
    return people.n;
}
