#include "tune/brat_document.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/calendar.h"
#include "pipeline/brat.h"

typedef VECTOR(brat_item *) item_list;

typedef struct maker {
    arena *arena;
    const brat_text *text;
    const brat_file *file;
    brat_complain_fn *complain;
    void *context;
    quoth_document *document;
    item_list dates, numbers, people; /* as in the document; of people the first naming */
} maker;

static void complain(const maker *m, const brat_item *item, const char *message)
{
    m->complain(m->context, item->line, message);
}

/* From the first piece to the last. */
static quoth_piece whole(const maker *m, const brat_item *item)
{
    return brat_piece(m->text, item->pieces.at[0].start, item->pieces.at[item->pieces.n - 1].end);
}

static bool is(const brat_item *item, const char *type)
{
    return !strcmp(item->type, type) && item->pieces.n;
}

static int in_text_order(const void *a, const void *b)
{
    const brat_item *x = *(brat_item *const *)a, *y = *(brat_item *const *)b;
    if (x->pieces.at[0].start != y->pieces.at[0].start)
        return x->pieces.at[0].start < y->pieces.at[0].start ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* All spans of a type, in text order. */
static item_list spans_of(const maker *m, const char *type)
{
    item_list found = {0};
    for (size_t i = 0; i < m->file->items.n; i++)
        if (is(m->file->items.at[i], type))
            *arena_push(m->arena, &found) = m->file->items.at[i];
    if (found.n)
        qsort(found.at, found.n, sizeof *found.at, in_text_order);
    return found;
}

static size_t index_in(const item_list *list, const brat_item *item)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i] == item)
            return i;
    return QUOTH_NONE;
}

/* The end of the relation of this type that begins at the item; NULL: none. */
static brat_item *related(const maker *m, const brat_item *from, const char *type)
{
    for (size_t i = 0; i < m->file->relations.n; i++)
        if (m->file->relations.at[i].from == from && !strcmp(m->file->relations.at[i].type, type))
            return m->file->relations.at[i].to;
    return NULL;
}

static const char *note(const maker *m, const brat_item *item, const char *key)
{
    return brat_note(m->arena, item, key);
}

/* ---------------------------------------------------------------------------------------------- dates */

static void place(const maker *m, const brat_item *item, quoth_date *d)
{
    day begin, end;
    bool has_days = d->value && (!d->type || (strcmp(d->type, "DURATION") && strcmp(d->type, "SET")));
    d->begin = note(m, item, "begin");
    d->end = note(m, item, "end");
    if (d->begin || d->end || !has_days || !calendar_interval(d->value, d->mod, &begin, &end))
        return;
    char *first = arena_alloc(m->arena, 11), *last = arena_alloc(m->arena, 11);
    calendar_write(begin, first);
    calendar_write(end, last);
    d->begin = first;
    d->end = last;
}

static void make_dates(maker *m)
{
    m->dates = spans_of(m, "Date");
    quoth_date *all = arena_alloc(m->arena, (m->dates.n + 1) * sizeof *all);
    for (size_t i = 0; i < m->dates.n; i++) {
        const brat_item *item = m->dates.at[i];
        quoth_date *d = &all[i];
        *d = (quoth_date){.piece = whole(m, item), .confidence = NAN};
        d->type = brat_attribute(item, "DateType");
        d->mod = brat_attribute(item, "Mod");
        d->bound = brat_attribute(item, "Bound");
        d->value = note(m, item, "value");
        if (!d->value)
            complain(m, item, "a date without value; its note should say value=2026-02-13");
        place(m, item, d);
    }
    m->document->dates = all;
    m->document->date_count = m->dates.n;
}

/* --------------------------------------------------------------------------------------------- people */

static const char *text_of(const maker *m, const quoth_piece *piece)
{
    return arena_copy(m->arena, piece->text.data, piece->text.size);
}

static void add_roles(const maker *m, const brat_item *first, quoth_person *p)
{
    VECTOR(quoth_piece) roles = {0};
    for (size_t i = 0; i < m->file->relations.n; i++) {
        const brat_relation *r = &m->file->relations.at[i];
        if (!strcmp(r->type, "Has_role") && brat_first_of(r->from) == first && is(r->to, "Role"))
            *arena_push(m->arena, &roles) = whole(m, r->to);
    }
    p->roles = roles.at;
    p->role_count = roles.n;
}

static const char *note_of_any(const maker *m, const item_list *namings, const brat_item *first, const char *key)
{
    const char *value = NULL;
    for (size_t i = 0; i < namings->n && !value; i++)
        if (brat_first_of(namings->at[i]) == first)
            value = note(m, namings->at[i], key);
    return value;
}

static quoth_person person_of(const maker *m, const item_list *namings, const brat_item *first)
{
    quoth_person p = {.confidence = NAN};
    VECTOR(quoth_piece) mentions = {0};
    size_t longest = 0;
    for (size_t i = 0; i < namings->n; i++)
        if (brat_first_of(namings->at[i]) == first)
            *arena_push(m->arena, &mentions) = whole(m, namings->at[i]);
    for (size_t i = 1; i < mentions.n; i++)
        if (mentions.at[i].text.size > mentions.at[longest].text.size)
            longest = i;
    p.mentions = mentions.at;
    p.mention_count = mentions.n;
    p.name = note_of_any(m, namings, first, "name");
    if (!p.name)
        p.name = text_of(m, &mentions.at[longest]);
    p.given = note_of_any(m, namings, first, "given");
    p.family = note_of_any(m, namings, first, "family");
    add_roles(m, first, &p);
    return p;
}

static void make_people(maker *m)
{
    item_list namings = spans_of(m, "Person");
    VECTOR(quoth_person) people = {0};
    for (size_t i = 0; i < namings.n; i++) {
        brat_item *first = brat_first_of(namings.at[i]);
        if (index_in(&m->people, first) != QUOTH_NONE)
            continue;
        *arena_push(m->arena, &m->people) = first;
        *arena_push(m->arena, &people) = person_of(m, &namings, first);
    }
    m->document->people = people.at;
    m->document->person_count = people.n;
}

/* -------------------------------------------------------------------------------------------- numbers */

static double number_in(const maker *m, const brat_item *item, const char *key)
{
    const char *value = note(m, item, key);
    char *end = NULL;
    double number = value ? strtod(value, &end) : (double)NAN;
    if (value && (end == value || *end)) {
        complain(m, item, "its note has no number where there should be one; write value=3500000, without commas");
        return (double)NAN;
    }
    return number;
}

static const char *relation_of(const brat_item *item)
{
    const char *value = brat_attribute(item, "Compared");
    for (size_t i = 0; value && brat_compared[i][0]; i++)
        if (!strcmp(brat_compared[i][1], value))
            return brat_compared[i][0];
    return NULL;
}

static quoth_number number_of(const maker *m, const brat_item *item)
{
    const brat_item *unit = related(m, item, "Has_unit"), *modifier = related(m, item, "Has_modifier");
    const brat_item *of = related(m, item, "Part_of");
    quoth_number n = {.piece = whole(m, item), .confidence = NAN};
    n.kind = brat_attribute(item, "NumberKind");
    n.value = number_in(m, item, "value");
    n.low = number_in(m, item, "low");
    n.high = number_in(m, item, "high");
    n.relation = relation_of(item);
    n.change = brat_attribute(item, "Change");
    n.unit_name = note(m, item, "unit");
    if (unit && unit->pieces.n)
        n.unit = whole(m, unit);
    if (modifier && modifier->pieces.n)
        n.modifier = whole(m, modifier);
    if (of && of->pieces.n)
        n.of = whole(m, of);
    if (isnan(n.value) && (isnan(n.low) || isnan(n.high)))
        complain(m, item, "a number without value; its note should say value=900, or low=60; high=70");
    return n;
}

static void make_numbers(maker *m)
{
    m->numbers = spans_of(m, "Number");
    quoth_number *all = arena_alloc(m->arena, (m->numbers.n + 1) * sizeof *all);
    for (size_t i = 0; i < m->numbers.n; i++)
        all[i] = number_of(m, m->numbers.at[i]);
    m->document->numbers = all;
    m->document->number_count = m->numbers.n;
}

/* --------------------------------------------------------------------------------------------- claims */

typedef VECTOR(quoth_piece) pieces;

static void add_content(const maker *m, const brat_item *item, pieces *content)
{
    for (size_t i = 0; i < item->pieces.n; i++)
        *arena_push(m->arena, content) = item->pieces.at[i];
}

static void set_source(const maker *m, const brat_item *source, quoth_claim *c)
{
    brat_item *person = related(m, source, "Refers_to");
    c->source = whole(m, source);
    c->source_type = brat_attribute(source, "SourceType");
    c->source_name = note(m, source, "name");
    if (person)
        c->source_person = index_in(&m->people, brat_first_of(person));
}

static void set_argument(const maker *m, const brat_item *event, const brat_pair *argument, quoth_claim *c,
                         pieces *content)
{
    const brat_item *target = brat_find(m->file, argument->value);
    if (!target || !target->pieces.n)
        complain(m, event, "a part of this claim is not there, or could not be read");
    else if (!strcmp(argument->key, "Source"))
        set_source(m, target, c);
    else if (!strcmp(argument->key, "Content") || !strcmp(argument->key, "Statement"))
        add_content(m, target, content);
    else if (!strcmp(argument->key, "Claim"))
        c->cue = whole(m, target);
    else if (!strcmp(argument->key, "Said"))
        c->said_date = index_in(&m->dates, target);
}

/* Whether the piece begins (or ends) with a quotation mark. */
static bool is_quoted(const quoth_slice *text, bool at_end)
{
    static const char *const marks[] = {"\"", "“", "”", "„", "«", "»", "‘", "’", "''", "``"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        if (text->size >= n && !memcmp(text->data + (at_end ? text->size - n : 0), marks[i], n))
            return true;
    }
    return false;
}

/* For a claim whose kind nobody has said. */
static const char *kind_of(const pieces *content)
{
    bool all = content->n > 0;
    for (size_t i = 0; i < content->n; i++)
        all = all && is_quoted(&content->at[i].text, false) && is_quoted(&content->at[i].text, true);
    return all ? "direct" : "indirect";
}

static bool holds(const quoth_claim *c, const quoth_piece *p)
{
    for (size_t i = 0; i < c->content_count; i++)
        if (p->start >= c->content[i].start && p->end <= c->content[i].end)
            return true;
    return false;
}

static void set_inner(const maker *m, quoth_claim *c)
{
    const quoth_document *d = m->document;
    VECTOR(size_t) dates = {0}, numbers = {0}, people = {0};
    for (size_t i = 0; i < d->date_count; i++)
        if (holds(c, &d->dates[i].piece))
            *arena_push(m->arena, &dates) = i;
    for (size_t i = 0; i < d->number_count; i++)
        if (holds(c, &d->numbers[i].piece))
            *arena_push(m->arena, &numbers) = i;
    for (size_t i = 0; i < d->person_count; i++)
        for (size_t k = 0; k < d->people[i].mention_count; k++)
            if (holds(c, &d->people[i].mentions[k])) {
                *arena_push(m->arena, &people) = i;
                break;
            }
    c->dates = dates.at;
    c->date_count = dates.n;
    c->numbers = numbers.at;
    c->number_count = numbers.n;
    c->people = people.at;
    c->person_count = people.n;
}

static quoth_claim claim_of(const maker *m, const brat_item *event)
{
    quoth_claim c = {.source_person = QUOTH_NONE, .said_date = QUOTH_NONE, .confidence = NAN};
    pieces content = {0};
    for (size_t i = 0; i < event->arguments.n; i++)
        set_argument(m, event, &event->arguments.at[i], &c, &content);
    c.content = content.at;
    c.content_count = content.n;
    if (!content.n)
        complain(m, event, "a claim without content");
    c.kind = brat_attribute(event, "ClaimKind");
    if (!c.kind)
        c.kind = kind_of(&content);
    c.lemma = note(m, event, "lemma");
    c.act = brat_attribute(event, "Act");
    if (!c.act)
        c.act = note(m, event, "act");
    c.negated = brat_attribute(event, "Negated") != NULL;
    c.said = note(m, event, "said");
    if (!c.said && c.said_date != QUOTH_NONE)
        c.said = m->document->dates[c.said_date].value;
    set_inner(m, &c);
    return c;
}

typedef struct numbered {
    quoth_claim claim;
    size_t line;
} numbered;

static int in_content_order(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    size_t p = x->claim.content[0].start, q = y->claim.content[0].start;
    if (p != q)
        return p < q ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void make_claims(maker *m)
{
    VECTOR(numbered) found = {0};
    for (size_t i = 0; i < m->file->items.n; i++) {
        const brat_item *event = m->file->items.at[i];
        if (!event->arguments.n || (strcmp(event->type, "Claim") && strcmp(event->type, "Statement")))
            continue;
        numbered n = {claim_of(m, event), event->line};
        if (n.claim.content_count)
            *arena_push(m->arena, &found) = n;
    }
    if (found.n)
        qsort(found.at, found.n, sizeof *found.at, in_content_order);
    quoth_claim *all = arena_alloc(m->arena, (found.n + 1) * sizeof *all);
    for (size_t i = 0; i < found.n; i++)
        all[i] = found.at[i].claim;
    m->document->claims = all;
    m->document->claim_count = found.n;
}

void brat_document(arena *a, const brat_text *text, const brat_file *file, brat_complain_fn *complain_fn,
                   void *context, quoth_document *d)
{
    maker m = {.arena = a, .text = text, .file = file, .complain = complain_fn, .context = context, .document = d};
    make_dates(&m);
    make_people(&m);
    make_numbers(&m);
    make_claims(&m);
}
