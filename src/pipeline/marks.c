#include "pipeline/marks.h"

#include <math.h>

#include "pipeline/notes.h"

enum { SOURCES_BACK = 16 }; /* how many claims back a source may have been marked already */

typedef struct maker {
    arena *arena;
    const quoth_document *document;
    marks *result;
    size_t *naming;  /* the mark of each person's first naming */
    size_t *date;    /* of each date */
    size_t *source;  /* of each claim's source */
} maker;

/* Adds a mark; QUOTH_NONE when the piece is empty. */
static size_t add(maker *m, const quoth_piece *piece, const char *label, const char *id, const char *note,
                  double confidence)
{
    if (!piece->text.data || piece->end <= piece->start)
        return QUOTH_NONE;
    *arena_push(m->arena, &m->result->spans) =
        (mark){.piece = *piece, .label = label, .id = id, .note = note, .confidence = confidence};
    return m->result->spans.n - 1;
}

static void link_marks(maker *m, size_t from, size_t to, const char *label)
{
    if (from != QUOTH_NONE && to != QUOTH_NONE)
        *arena_push(m->arena, &m->result->links) = (mark_link){from, to, label};
}

static void add_dates(maker *m)
{
    const quoth_document *d = m->document;
    for (size_t i = 0; i < d->date_count; i++)
        m->date[i] = add(m, &d->dates[i].piece, "Date", arena_printf(m->arena, "d%zu", i + 1),
                         note_of_date(m->arena, &d->dates[i], NOTE_ALL), d->dates[i].confidence);
}

static void add_person(maker *m, size_t i)
{
    const quoth_person *p = &m->document->people[i];
    m->naming[i] = QUOTH_NONE;
    for (size_t k = 0; k < p->mention_count; k++) {
        const char *id = arena_printf(m->arena, "p%zu.%zu", i + 1, k + 1);
        const char *note = k ? NULL : note_of_person(m->arena, p);
        size_t at = add(m, &p->mentions[k], "Person", id, note, p->confidence);
        if (m->naming[i] == QUOTH_NONE)
            m->naming[i] = at;
        else
            link_marks(m, at, m->naming[i], "same");
    }
    for (size_t k = 0; k < p->role_count; k++) {
        const char *id = arena_printf(m->arena, "p%zu.role.%zu", i + 1, k + 1);
        link_marks(m, add(m, &p->roles[k], "Role", id, NULL, p->confidence), m->naming[i], "role");
    }
}

static void add_number(maker *m, size_t i)
{
    const quoth_number *n = &m->document->numbers[i];
    const char *id = arena_printf(m->arena, "n%zu", i + 1);
    size_t at = add(m, &n->piece, "Number", id, note_of_number(m->arena, n, NOTE_ALL), n->confidence);
    id = arena_printf(m->arena, "n%zu.modifier", i + 1);
    link_marks(m, at, add(m, &n->modifier, "Modifier", id, NULL, n->confidence), "modifier");
    id = arena_printf(m->arena, "n%zu.unit", i + 1);
    link_marks(m, at, add(m, &n->unit, "Unit", id, NULL, n->confidence), "unit");
    id = arena_printf(m->arena, "n%zu.of", i + 1);
    link_marks(m, at, add(m, &n->of, "Whole", id, NULL, n->confidence), "of");
}

static size_t add_source(maker *m, size_t i)
{
    const quoth_claim *claims = m->document->claims, *c = &claims[i];
    for (size_t k = i; k-- && i - k <= SOURCES_BACK;)
        if (claims[k].source.text.data && claims[k].source.start == c->source.start &&
            claims[k].source.end == c->source.end)
            return m->source[k];
    const char *id = arena_printf(m->arena, "c%zu.source", i + 1);
    size_t at = add(m, &c->source, "Source", id, note_of_source(m->arena, c, NOTE_ALL), c->confidence);
    if (c->source_person != QUOTH_NONE)
        link_marks(m, at, m->naming[c->source_person], "is");
    return at;
}

static void add_claim(maker *m, size_t i)
{
    const quoth_claim *c = &m->document->claims[i];
    const char *id = arena_printf(m->arena, "c%zu.cue", i + 1), *note = note_of_claim(m->arena, c, NOTE_ALL);
    m->source[i] = add_source(m, i);
    size_t cue = add(m, &c->cue, "Cue", id, note, c->confidence), last = QUOTH_NONE;
    for (size_t k = 0; k < c->content_count; k++) {
        id = arena_printf(m->arena, "c%zu.content.%zu", i + 1, k + 1);
        size_t at = add(m, &c->content[k], "Content", id, cue == QUOTH_NONE && !k ? note : NULL, c->confidence);
        link_marks(m, last, at, "next");
        if (k == 0)
            link_marks(m, cue == QUOTH_NONE ? at : cue, m->source[i], "source");
        link_marks(m, cue, at, "content");
        last = at;
    }
    if (c->said_date != QUOTH_NONE)
        link_marks(m, cue, m->date[c->said_date], "said");
}

void marks_make(arena *a, const quoth_document *d, marks *result)
{
    maker m = {.arena = a, .document = d, .result = result};
    m.naming = arena_alloc(a, (d->person_count + 1) * sizeof *m.naming);
    m.date = arena_alloc(a, (d->date_count + 1) * sizeof *m.date);
    m.source = arena_alloc(a, (d->claim_count + 1) * sizeof *m.source);
    *result = (marks){0};
    add_dates(&m);
    for (size_t i = 0; i < d->person_count; i++)
        add_person(&m, i);
    for (size_t i = 0; i < d->number_count; i++)
        add_number(&m, i);
    for (size_t i = 0; i < d->claim_count; i++)
        add_claim(&m, i);
}
