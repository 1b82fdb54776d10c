/*
 * Which namings are one person.
 *
 * First the full names, by their parts (person_same.c).
 * Then the single names in text order: each goes to a person who has that name, and of several to the one that was
 * spoken of last, where a person who is only named in the description of another ("Lee, the brother of Ann Lee,
 * said") is passed over, and a title they share decides first.  Persons are numbered by first mention.
 */
#include <string.h>

#include "extract/person.h"

enum { ROLE_SHARED = 4, SPOKEN_OF = 2, ROLES_MOST = 16 };

struct person {
    const naming *full; /* the fullest naming; of a single name that one */
    VECTOR(const naming *) all; /* the full ones first; each sort in text order */
    size_t full_count;
    VECTOR(quoth_slice) roles; /* the first few that differ */
    char sex; /* of the first naming that tells */
};

/* Which persons have a part: chains of a hash table. */
struct link {
    const char *part;
    uint32_t person, next; /* next: index + 1 */
};

typedef struct persons {
    article *article;
    VECTOR(struct person) all;
    VECTOR(struct link) links;
    uint32_t *buckets; /* index + 1 of the newest link */
    size_t bucket_count;
} persons;

static uint32_t *bucket_of(const persons *p, const char *tail)
{
    return &p->buckets[name_hash(tail, strlen(tail)) & (p->bucket_count - 1)];
}

/* A part is found by its end behind the last hyphen: "al-assad" under "assad". */
static const char *tail_of(const char *part)
{
    const char *hyphen = strrchr(part, '-');
    return hyphen && hyphen[1] ? hyphen + 1 : part;
}

static void link_part(persons *p, const char *part, size_t person)
{
    const char *tail = tail_of(part);
    uint32_t *bucket = bucket_of(p, tail);
    *arena_push(p->article->arena, &p->links) = (struct link){tail, (uint32_t)person, *bucket};
    *bucket = (uint32_t)p->links.n;
}

/* The next person, newest first, that has the part; false at the end.  *at is 0 at first. */
static bool next_with(const persons *p, const char *part, uint32_t *at, size_t *person)
{
    const char *tail = tail_of(part);
    uint32_t i = *at ? p->links.at[*at - 1].next : *bucket_of(p, tail);
    while (i && strcmp(p->links.at[i - 1].part, tail) != 0)
        i = p->links.at[i - 1].next;
    *at = i;
    if (i)
        *person = p->links.at[i - 1].person;
    return i;
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
    if (strcmp(full->key, single->key) == 0 || name_part_same(naming_last(full), part) ||
        (full->head < full->part_count && name_part_same(full->parts[full->head], part)))
        return 3;
    if (full->part_count > 1 && strcmp(full->parts[full->family_first ? 1 : 0], part) == 0)
        return 2;
    return has_part(full, part) ? 1 : 0;
}

static bool has_role(const struct person *p, const quoth_slice *role)
{
    for (size_t i = 0; i < p->roles.n; i++)
        if (p->roles.at[i].size == role->size && memcmp(p->roles.at[i].data, role->data, role->size) == 0)
            return true;
    return false;
}

static void add_roles(arena *a, struct person *p, const naming *n)
{
    for (size_t i = 0; i < n->roles.n && p->roles.n < ROLES_MOST; i++)
        if (!has_role(p, &n->roles.at[i].text))
            *arena_push(a, &p->roles) = n->roles.at[i].text;
}

static void person_add(persons *people, naming *n, size_t index)
{
    struct person *p = &people->all.at[index];
    n->person = index;
    *arena_push(people->article->arena, &p->all) = n;
    p->full_count += n->part_count > 1;
    add_roles(people->article->arena, p, n);
    if (!p->sex)
        p->sex = n->sex;
    if (p->all.n == 1 || n->part_count > p->full->part_count) {
        p->full = n;
        for (uint32_t i = 0; i < n->part_count; i++)
            link_part(people, n->parts[i], index);
    }
}

static void person_new(persons *people, naming *n)
{
    *arena_push(people->article->arena, &people->all) = (struct person){.full = n};
    person_add(people, n, people->all.n - 1);
}

static const char *words_of(const persons *people, size_t person)
{
    return naming_words(people->article, people->all.at[person].full);
}

/* The newest person that has the part and whose full name it is. */
static bool same_full(const persons *people, const naming *n, const char *part, size_t *person)
{
    for (uint32_t at = 0; next_with(people, part, &at, person);)
        if (naming_same(people->all.at[*person].full, n))
            return true;
    return false;
}

static void link_full(persons *people, naming *n)
{
    const article *a = people->article;
    const char *last = naming_last(n), *head = n->head < n->part_count ? n->parts[n->head] : last;
    size_t i;
    if (same_full(people, n, last, &i) || (head != last && same_full(people, n, head, &i))) {
        if (a->explain)
            article_note(a, n->hit, "the person %s, by the full name", words_of(people, i));
        person_add(people, n, i);
        return;
    }
    article_note(a, n->hit, "a person not named in full before");
    person_new(people, n);
}

/* ---------------------------------------------------------------------------------------- single names */

/* Whether one of the two is the end of the other: "President", "U.S. President". */
static bool same_role(const quoth_slice *x, const quoth_slice *y)
{
    size_t size = x->size < y->size ? x->size : y->size;
    return size && memcmp(x->data + x->size - size, y->data + y->size - size, size) == 0;
}

static bool shares_role(const struct person *p, const naming *n)
{
    for (size_t m = 0; m < n->roles.n; m++)
        for (size_t k = 0; k < p->roles.n; k++)
            if (same_role(&p->roles.at[k], &n->roles.at[m].text))
                return true;
    return false;
}

/* The last naming of the person before a token that is not in another's description; 0 when there is none. */
static uint32_t spoken_of(const struct person *p, uint32_t before)
{
    uint32_t last = 0;
    for (size_t i = p->all.n; i-- > p->full_count && !last;)
        last = p->all.at[i]->embedded ? 0 : p->all.at[i]->first + 1;
    size_t low = 0, high = p->full_count; /* of the full ones those before the token */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->all.at[middle]->first < before)
            low = middle + 1;
        else
            high = middle;
    }
    while (low > 0 && p->all.at[low - 1]->embedded)
        low--;
    uint32_t full = low ? p->all.at[low - 1]->first + 1 : 0;
    return full > last ? full : last;
}

struct choice {
    int score;
    uint32_t last, distance; /* spoken of last; else how far ahead the first naming is */
};

static struct choice rate(const struct person *p, const naming *n)
{
    int f = fit(p, n);
    if (!f || (p->sex && n->sex && p->sex != n->sex))
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

/* Why the best choice was better than the next; score 0: there was no next. */
static const char *why_better(const struct choice *best, const struct choice *next)
{
    if (!next->score)
        return "nobody else fits";
    if (best->score / 8 != next->score / 8)
        return "whose family name it is";
    if ((best->score & ROLE_SHARED) != (next->score & ROLE_SHARED))
        return "by role";
    if (best->score != next->score)
        return "named before";
    return best->last != next->last ? "the one named last" : "the one named next";
}

/* Says to whom a single name went.  Looks at all once more. */
static void note_single(const persons *people, const naming *n, size_t chosen, const struct choice *best)
{
    const article *a = people->article;
    struct choice next = {0};
    bool sex = false;
    size_t i;
    for (uint32_t at = 0; next_with(people, naming_last(n), &at, &i);) {
        const struct person *p = &people->all.at[i];
        struct choice c = rate(p, n);
        sex = sex || (n->sex && p->sex && n->sex != p->sex && fit(p, n));
        if (i != chosen && c.score && is_better(&c, &next))
            next = c;
    }
    const char *title = sex ? "; another does not fit by title or sex" : "";
    if (best->score)
        article_note(a, n->hit, "the person %s, %s%s", words_of(people, chosen), why_better(best, &next), title);
    else
        article_note(a, n->hit, "a person of that name alone%s", title);
}

static void link_single(persons *people, naming *n)
{
    struct choice best = {0};
    size_t chosen = 0, i;
    for (uint32_t at = 0; next_with(people, naming_last(n), &at, &i);) {
        struct choice c = rate(&people->all.at[i], n);
        if (c.score && is_better(&c, &best)) {
            best = c;
            chosen = i;
        }
    }
    if (people->article->explain)
        note_single(people, n, chosen, &best);
    if (best.score)
        person_add(people, n, chosen);
    else
        person_new(people, n);
}

/* --------------------------------------------------------------------------------------------- numbering */

static void mark_embedded(const namings *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const naming *outer = all->at[i];
        if (outer->role_to == outer->role_from)
            continue;
        for (size_t k = i; k < all->n && all->at[k]->first < outer->role_to; k++)
            if (k != i && all->at[k]->first >= outer->role_from)
                all->at[k]->embedded = true;
        for (size_t k = i; k-- > 0 && all->at[k]->last > outer->role_from;)
            if (all->at[k]->first < outer->role_to)
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
    persons people = {.article = a, .bucket_count = 64};
    while (people.bucket_count < all->n)
        people.bucket_count *= 2;
    people.buckets = arena_alloc(a->arena, people.bucket_count * sizeof *people.buckets);
    mark_embedded(all);
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i]->part_count > 1)
            link_full(&people, all->at[i]);
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i]->part_count == 1)
            link_single(&people, all->at[i]);
    number(a, all, people.all.n);
    return people.all.n;
}
