/*
 * Who a source is: the person named in it, or the one that a pronoun or description stands for.
 *
 * A source unit says by its field `type` what it is, by its group `head` which words name it, and by `refer` what
 * it stands for when it names nobody: `person`, `thing`, `many`, or `role` (a description that fits a role of a
 * person).
 */
#include <string.h>
#include <strings.h>

#include "extract/claim.h"

enum {
    REACH = 8,          /* how many sentences back a pronoun's person is looked for, and */
    CLAIMS_REACH = 256, /* among how many claims the name that a description stands for */
};

size_t person_in(const article *a, uint32_t first, uint32_t last)
{
    for (size_t i = article_mention_from(a, first); i < a->mentions.n && a->mentions.at[i].first < last; i++)
        if (a->mentions.at[i].last <= last)
            return a->mentions.at[i].person;
    return QUOTH_NONE;
}

static const char *span_text(const article *a, span s)
{
    quoth_piece p = article_piece(a, s.first, s.last);
    return arena_copy(a->arena, p.text.data, p.text.size);
}

/* ------------------------------------------------------------------------------- who stands for whom */

/* The source of the last claim in the sentences from `from` on whose cue stands before this one's. */
static const draft *last_source(const drafts *all, size_t before, uint32_t from, uint32_t to, const char *type)
{
    for (size_t i = before; i-- > 0;) {
        const draft *d = all->at[i];
        if (d->source.first >= to || d->source.first == d->source.last)
            continue;
        if (d->source.first < from)
            return NULL;
        bool fits = word_is(type, "person") ? d->person != QUOTH_NONE
                                           : d->source_name && word_is(d->source_type, type);
        if (fits)
            return d;
    }
    return NULL;
}

/* Sentence by sentence backwards: the source of a claim there, or the first person mentioned there. */
static size_t person_before(const article *a, const drafts *all, size_t at, const char **how)
{
    uint32_t to = all->at[at]->source.first;
    uint32_t from = article_sentence_start(a, to);
    for (int n = 0; n < REACH; n++) {
        const draft *d = last_source(all, at, from, to, "person");
        size_t person = d ? d->person : to > from ? person_in(a, from, to) : QUOTH_NONE;
        *how = !d ? "named first in the last sentence that names anybody"
                  : n ? "the last source in an earlier sentence" : "the last source in the sentence";
        if (person != QUOTH_NONE || !from)
            return person;
        to = from;
        from = article_sentence_start(a, from - 1);
    }
    return QUOTH_NONE;
}

/* Whether a name of `all` bytes is longer than a part of `size`, and begins or ends with its words; letters of either
   case. */
static bool begins_with(const char *name, size_t all, const char *part, size_t size)
{
    return all > size && name[size] == ' ' && strncasecmp(name, part, size) == 0;
}

static bool ends_with(const char *name, size_t all, const char *part, size_t size)
{
    return all > size && name[all - size - 1] == ' ' && strcasecmp(name + all - size, part) == 0;
}

static const char *name_of_body(const draft *d)
{
    return d->person == QUOTH_NONE ? d->source_name : NULL;
}

/* The nearest source before that has a name and is no person; one whose name ends with the description comes first. */
static const char *named_before(const drafts *all, size_t at, const char *description)
{
    const char *nearest = NULL;
    size_t size = description ? strlen(description) : 0;
    for (size_t i = at, n = 0; i-- > 0 && n < CLAIMS_REACH; n++) {
        const char *name = name_of_body(all->at[i]);
        if (name && description && ends_with(name, strlen(name), description, size))
            return name;
        if (!nearest)
            nearest = name;
    }
    return nearest;
}

/* A draft whose source has a name and is no person. */
struct body {
    draft *draft;
    size_t size; /* of the name */
};

typedef VECTOR(struct body) bodies;

/* "Corvel" beside "Corvel Terminals", "the ministry" behind "the labour ministry": the longer name, the nearest before. */
static void lengthen(const bodies *all, size_t at)
{
    struct body *b = &all->at[at];
    const char *name = b->draft->source_name;
    for (size_t i = at, n = 0; n < all->n && n < CLAIMS_REACH; n++) {
        i = i ? i - 1 : all->n - 1;
        const struct body *other = &all->at[i];
        const char *longer = other->draft->source_name;
        if (other->size > b->size &&
            (begins_with(longer, other->size, name, b->size) || ends_with(longer, other->size, name, b->size))) {
            b->draft->source_name = longer;
            b->size = other->size;
            return;
        }
    }
}

static void lengthen_all(const article *a, const drafts *all)
{
    bodies found = {0};
    arena_reserve(a->arena, &found, all->n);
    for (size_t i = 0; i < all->n; i++)
        if (name_of_body(all->at[i]))
            *arena_push(a->arena, &found) = (struct body){all->at[i], strlen(all->at[i]->source_name)};
    for (size_t i = 0; i < found.n; i++)
        lengthen(&found, i);
}

/* The person who has a role that ends with the words of the description; the one named last before it. */
static size_t person_of_role(const article *a, const char *description, size_t before)
{
    size_t found = QUOTH_NONE, place = 0, size = strlen(description);
    for (size_t i = 0; i < a->person_entries.n; i++) {
        const quoth_person *p = &a->person_entries.at[i];
        bool fits = false;
        for (size_t r = 0; r < p->role_count && !fits; r++) {
            quoth_slice role = p->roles[r].text;
            for (size_t k = 0; k + size <= role.size && !fits; k++)
                fits = memcmp(role.data + k, description, size) == 0;
        }
        for (size_t m = 0; fits && m < p->mention_count; m++)
            if (p->mentions[m].start < before && p->mentions[m].start >= place) {
                found = i;
                place = p->mentions[m].start;
            }
    }
    return found;
}

/* ---------------------------------------------------------------------------------------- each source */

static void note_referred(const article *a, const draft *d, const char *how)
{
    const char *source = article_words(a, d->source.first, d->source.last);
    const char *name = d->person != QUOTH_NONE ? a->person_entries.at[d->person].name : d->source_name;
    if (name)
        article_note(a, d->hit, "\"%s\" is %s, %s", source, name, how);
    else
        article_note(a, d->hit, "\"%s\": nobody was found that it stands for", source);
}

static void refer(const article *a, const drafts *all, size_t at, const char *to, const char *head)
{
    draft *d = all->at[at];
    const char *how = NULL;
    if (word_is(to, "person")) {
        d->person = person_before(a, all, at, &how);
    } else if (word_is(to, "role") && head) {
        d->person = person_of_role(a, head, article_piece(a, d->source.first, d->source.last).start);
        how = "named last of those with that role";
    } else if (word_is(to, "thing") || word_is(to, "many")) {
        d->source_name = named_before(all, at, head);
        how = "the last source with a name that is no person";
    }
    if (how && a->explain)
        note_referred(a, d, how);
}

/* The innermost unit that the source's `head` leads to: the noun phrase or pronoun itself. */
static const hit *innermost(const hit *source)
{
    for (;;) {
        const hit *inner = hit_inner(source, "head");
        if (!inner || !hit_has(inner, "head"))
            return source;
        source = inner;
    }
}

/* The unit that says who the source is: the source itself or, of "who", what that goes back to. */
static const hit *unit_of(const hit *h)
{
    const hit *unit = hit_inner(h, "source");
    return unit ? unit : hit_inner(h, "antecedent");
}

static void resolve(const article *a, const drafts *all, size_t at)
{
    draft *d = all->at[at];
    const hit *unit = unit_of(d->hit);
    const char *type = unit ? hit_value(unit, "type") : NULL;
    const hit *h = type ? innermost(unit) : d->hit; /* a bare possessive: the claim's own rule says what it is */
    const char *to = hit_value(h, "refer");
    span head;
    bool has_head = type && hit_span(h, "head", 0, &head.first, &head.last);
    if (!type && !to)
        type = person_in(a, d->source.first, d->source.last) != QUOTH_NONE ? "person" : "organization";
    if (!type)
        type = "pronoun";
    d->source_type = type;
    if (!has_head)
        head = d->source;
    if (word_is(type, "person"))
        d->person = person_in(a, head.first, head.last);
    if (word_is(type, "organization") && !to)
        d->source_name = span_text(a, head);
    if (to)
        refer(a, all, at, to, has_head ? span_text(a, head) : NULL);
    if (d->person != QUOTH_NONE)
        d->source_name = a->person_entries.at[d->person].name;
    if (!to && d->source_name)
        article_note(a, d->hit, "source: %s, %s, by its own words", type, d->source_name);
    else if (!to)
        article_note(a, d->hit, "source: %s, without a name", type);
}

void sources_resolve(const article *a, const drafts *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i]->source.last > all->at[i]->source.first)
            resolve(a, all, i);
    lengthen_all(a, all);
}
