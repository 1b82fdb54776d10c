/* People: the entries of the record, made of the namings that were kept. */
#include <string.h>

#include "extract/kinds.h"
#include "extract/person.h"

struct draft {
    const naming *fullest;
    pieces mentions, roles;
    int best;
};

static bool same_piece(const quoth_piece *a, const quoth_piece *b)
{
    return a->text.size == b->text.size && memcmp(a->text.data, b->text.data, a->text.size) == 0;
}

static void draft_role(article *a, struct draft *d, const quoth_piece *role)
{
    for (size_t i = 0; i < d->roles.n; i++)
        if (same_piece(&d->roles.at[i], role))
            return;
    *arena_push(a->arena, &d->roles) = *role;
}

static size_t letters(const article *a, const naming *n)
{
    return a->tokens->at[n->last - 1].end - a->tokens->at[n->first].start;
}

/* "ANNA BERG", but "A. BERG" only by its last part. */
static bool is_capitals(const article *a, const naming *n)
{
    quoth_slice s = article_token(a, n->last - 1);
    return s.size > 1 && s.data[1] >= 'A' && s.data[1] <= 'Z';
}

/* "Omar al-Berg" and "Kim Jong Min", but not "al-Berg". */
static bool has_given(const naming *n)
{
    return n->part_count > 1 && (n->family || n->family_first);
}

/*
 * The fullest form has the most parts; of two with as many, the longer one ("J. Smith", "John Smith").  What a
 * loose rule has found may have a word too many.
 */
static bool is_fuller(const article *a, const naming *n, const naming *other)
{
    bool both = other && has_given(other) && has_given(n);
    bool loose = both && hit_has(n->hit, "loose");
    if (both && loose != hit_has(other->hit, "loose"))
        return !loose;
    if (!other || n->part_count != other->part_count)
        return !other || n->part_count > other->part_count;
    if (is_capitals(a, n) != is_capitals(a, other))
        return is_capitals(a, other);
    return n->part_count > 1 && letters(a, n) > letters(a, other) + 1;
}

/* Each with room for its mentions. */
static struct draft *drafts_make(article *a, const namings *all, size_t n)
{
    struct draft *drafts = arena_alloc(a->arena, n * sizeof *drafts + 1);
    quoth_piece *room = arena_take(a->arena, all->n * sizeof *room);
    for (size_t i = 0; i < all->n; i++)
        drafts[all->at[i]->person].mentions.room++;
    for (size_t i = 0; i < n; i++) {
        drafts[i].mentions.at = room;
        room += drafts[i].mentions.room;
    }
    return drafts;
}

static void draft_mention(article *a, struct draft *d, const naming *n)
{
    if (is_fuller(a, n, d->fullest))
        d->fullest = n;
    if (n->total > d->best)
        d->best = n->total;
    *arena_push(a->arena, &d->mentions) = article_piece(a, n->first, n->last);
    for (size_t i = 0; i < n->roles.n; i++)
        draft_role(a, d, &n->roles.at[i]);
}

static const char *text_of(const article *a, uint32_t first, uint32_t last)
{
    if (last <= first)
        return NULL;
    quoth_piece p = article_piece(a, first, last);
    return arena_copy(a->arena, p.text.data, p.text.size);
}

static void set_parts(const article *a, const naming *n, quoth_person *p)
{
    if (n->part_count < 2)
        return;
    uint32_t family = naming_token(a, n, n->family);
    uint32_t first, last, end = n->last;
    if (hit_span(n->hit, "suffix", 0, &first, &last))
        end = first;
    if (n->family_first) {
        p->family = text_of(a, n->first, naming_token(a, n, 1));
        p->given = text_of(a, naming_token(a, n, 1), end);
    } else {
        p->given = text_of(a, n->first, family);
        p->family = text_of(a, family, end);
    }
}

static void fill_entry(const article *a, const struct draft *d, quoth_person *p)
{
    const naming *n = d->fullest;
    p->name = text_of(a, n->first, n->last);
    p->rule = n->hit->rule;
    p->roles = d->roles.at;
    p->role_count = d->roles.n;
    p->mentions = d->mentions.at;
    p->mention_count = d->mentions.n;
    set_parts(a, n, p);
    p->confidence = d->best >= 20 ? 0.98 : d->best <= 0 ? 0.5 : 0.5 + 0.024 * d->best;
}

void person_finish(article *a)
{
    namings all = {0};
    hits kept = {0};
    arena_reserve(a->arena, &all, a->people.n);
    arena_reserve(a->arena, &kept, a->people.n);
    for (size_t i = 0; i < a->people.n; i++) {
        naming *n = a->people.at[i]->entry;
        if (!n || !n->kept)
            continue; /* where there was nothing to decide */
        *arena_push(a->arena, &all) = n;
        *arena_push(a->arena, &kept) = a->people.at[i];
    }
    a->people = kept;
    size_t n = namings_link(a, &all);
    for (size_t i = 0; i < all.n; i++)
        kept.at[i]->note = all.at[i]->hit->note;
    struct draft *drafts = drafts_make(a, &all, n);
    arena_reserve(a->arena, &a->mentions, all.n);
    for (size_t i = 0; i < all.n; i++) {
        const naming *one = all.at[i];
        draft_mention(a, &drafts[one->person], one);
        *arena_push(a->arena, &a->mentions) = (person_mention){one->first, one->last, one->person};
    }
    quoth_person *entries = arena_alloc(a->arena, n * sizeof *entries);
    for (size_t i = 0; i < n; i++)
        fill_entry(a, &drafts[i], &entries[i]);
    a->person_entries.at = entries;
    a->person_entries.n = a->person_entries.room = n;
}
