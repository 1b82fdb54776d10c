#include "pipeline/brat.h"

#include <string.h>

#include "pipeline/notes.h"
#include "pipeline/put.h"
#include "text/point.h"

typedef struct writer {
    arena *arena;
    const quoth_document *document;
    buffer *out;
    size_t spans, relations, events, attributes, notes; /* the last number given of each */
    size_t *naming; /* the T of each person's first naming; 0: none */
    size_t *date;   /* of each date */
} writer;

/* ---------------------------------------------------------------------------------------------- spans */

bool brat_is_break(unsigned c)
{
    return (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

typedef VECTOR(quoth_piece) fragments;

/* Adds what lies between two places, without white space where it ends at a break. */
static void add_fragment(arena *a, quoth_piece piece, bool trim_start, bool trim_end, fragments *result)
{
    size_t length, behind = 0, size = 0, end = piece.start, at = piece.start;
    for (size_t i = 0; i < piece.text.size; i += length, at++) {
        bool space = point_class(point_at((const unsigned char *)piece.text.data + i, &length)) & POINT_SPACE;
        if (space && trim_start) {
            behind = i + length;
            piece.start = at + 1;
        } else if (!space || !trim_end) {
            size = i + length;
            end = at + 1;
        }
        trim_start = trim_start && space;
    }
    if (size > behind && end > piece.start)
        *arena_push(a, result) = (quoth_piece){piece.start, end, {piece.text.data + behind, size - behind}};
}

/* Cuts the piece at its breaks. */
static void cut(arena *a, const quoth_piece *piece, fragments *result)
{
    quoth_piece part = {piece->start, piece->start, {piece->text.data, 0}};
    bool after_break = false;
    size_t length;
    for (size_t i = 0; i < piece->text.size; i += length) {
        const char *p = piece->text.data + i;
        bool is_break = brat_is_break(point_at((const unsigned char *)p, &length));
        if (is_break) {
            add_fragment(a, part, after_break, true, result);
            part = (quoth_piece){part.end + 1, part.end + 1, {p + length, 0}};
            after_break = true;
        } else {
            part.end++;
            part.text.size += length;
        }
    }
    add_fragment(a, part, after_break, false, result);
}

static void put_id(buffer *out, char letter, size_t number)
{
    buffer_add_char(out, letter);
    put_size(out, number);
}

/* A T line for the pieces; returns its number, 0 when there is nothing to mark. */
static size_t put_span(writer *w, const char *type, const quoth_piece *pieces, size_t n)
{
    fragments all = {0};
    for (size_t i = 0; i < n; i++)
        if (pieces[i].text.data)
            cut(w->arena, &pieces[i], &all);
    if (!all.n)
        return 0;
    put_id(w->out, 'T', ++w->spans);
    PUT(w->out, "\t");
    buffer_add_string(w->out, type);
    for (size_t i = 0; i < all.n; i++) {
        buffer_add_string(w->out, i ? ";" : " ");
        put_size(w->out, all.at[i].start);
        PUT(w->out, " ");
        put_size(w->out, all.at[i].end);
    }
    for (size_t i = 0; i < all.n; i++) {
        buffer_add_string(w->out, i ? " " : "\t");
        buffer_add(w->out, all.at[i].text.data, all.at[i].text.size);
    }
    PUT(w->out, "\n");
    return w->spans;
}

/* --------------------------------------------------------------------------------- what belongs to them */

static void put_attribute(writer *w, const char *name, char letter, size_t target, const char *value)
{
    if (!value || !target)
        return;
    put_id(w->out, 'A', ++w->attributes);
    PUT(w->out, "\t");
    buffer_add_string(w->out, name);
    PUT(w->out, " ");
    put_id(w->out, letter, target);
    if (*value)
        PUT(w->out, " ");
    buffer_add_string(w->out, value);
    PUT(w->out, "\n");
}

static void put_note(writer *w, char letter, size_t target, const char *note)
{
    if (!note || !target)
        return;
    put_id(w->out, '#', ++w->notes);
    PUT(w->out, "\tAnnotatorNotes ");
    put_id(w->out, letter, target);
    PUT(w->out, "\t");
    buffer_add_string(w->out, note);
    PUT(w->out, "\n");
}

static void put_relation(writer *w, const char *name, size_t from, size_t to)
{
    if (!from || !to)
        return;
    put_id(w->out, 'R', ++w->relations);
    PUT(w->out, "\t");
    buffer_add_string(w->out, name);
    PUT(w->out, " Arg1:");
    put_id(w->out, 'T', from);
    PUT(w->out, " Arg2:");
    put_id(w->out, 'T', to);
    PUT(w->out, "\n");
}

/* ----------------------------------------------------------------------------- dates, people, numbers */

static void put_date(writer *w, size_t i)
{
    const quoth_date *d = &w->document->dates[i];
    size_t t = w->date[i] = put_span(w, "Date", &d->piece, 1);
    put_attribute(w, "DateType", 'T', t, d->type);
    put_attribute(w, "Mod", 'T', t, d->mod);
    put_attribute(w, "Bound", 'T', t, d->bound);
    put_note(w, 'T', t, note_of_date(w->arena, d, NOTE_REST));
}

static void put_person(writer *w, size_t i)
{
    const quoth_person *p = &w->document->people[i];
    VECTOR(size_t) namings = {0};
    for (size_t k = 0; k < p->mention_count; k++) {
        size_t t = put_span(w, "Person", &p->mentions[k], 1);
        if (t)
            *arena_push(w->arena, &namings) = t;
    }
    if (!namings.n)
        return;
    size_t first = w->naming[i] = namings.at[0];
    put_note(w, 'T', first, note_of_person(w->arena, p));
    if (namings.n > 1) {
        PUT(w->out, "*\tEquiv");
        for (size_t k = 0; k < namings.n; k++) {
            PUT(w->out, " ");
            put_id(w->out, 'T', namings.at[k]);
        }
        PUT(w->out, "\n");
    }
    for (size_t k = 0; k < p->role_count; k++)
        put_relation(w, "Has_role", first, put_span(w, "Role", &p->roles[k], 1));
}

static const char *compared(const char *relation)
{
    for (size_t i = 0; relation && brat_compared[i][0]; i++)
        if (!strcmp(brat_compared[i][0], relation))
            return brat_compared[i][1];
    return NULL;
}

static void put_quantity(writer *w, size_t i)
{
    const quoth_number *n = &w->document->numbers[i];
    size_t t = put_span(w, "Number", &n->piece, 1);
    put_attribute(w, "NumberKind", 'T', t, n->kind);
    put_attribute(w, "Compared", 'T', t, compared(n->relation));
    put_attribute(w, "Change", 'T', t, n->change);
    put_note(w, 'T', t, note_of_number(w->arena, n, NOTE_REST));
    put_relation(w, "Has_modifier", t, put_span(w, "Modifier", &n->modifier, 1));
    put_relation(w, "Has_unit", t, put_span(w, "Unit", &n->unit, 1));
    put_relation(w, "Part_of", t, put_span(w, "Whole", &n->of, 1));
}

/* --------------------------------------------------------------------------------------------- claims */

/* Whether only white space stands between two pieces, or they are not in order. */
static bool parts_nothing(const quoth_piece *a, const quoth_piece *b)
{
    const char *p = a->text.data + a->text.size, *end = b->text.data;
    for (size_t length; p < end; p += length)
        if (!(point_class(point_at((const unsigned char *)p, &length)) & POINT_SPACE))
            return false;
    return true;
}

/* The T lines of a content: several spans share one where words stand between them. */
static size_t put_contents(writer *w, const quoth_claim *c, const char *first_type, size_t *lines)
{
    size_t n = 0;
    for (size_t from = 0, i = 1; i <= c->content_count; i++) {
        if (i < c->content_count && !parts_nothing(&c->content[i - 1], &c->content[i]))
            continue;
        size_t t = put_span(w, n ? "Content" : first_type, &c->content[from], i - from);
        if (t)
            lines[n++] = t;
        from = i;
    }
    return n;
}

static void put_argument(writer *w, const char *role, size_t number, size_t t)
{
    if (!t)
        return;
    PUT(w->out, " ");
    buffer_add_string(w->out, role);
    if (number > 1)
        put_size(w->out, number);
    PUT(w->out, ":");
    put_id(w->out, 'T', t);
}

static size_t put_event(writer *w, const quoth_claim *c, size_t cue, size_t source, const size_t *lines, size_t n)
{
    size_t first = cue ? 0 : 1; /* the content that is no trigger */
    if (!cue && !n)
        return 0;
    put_id(w->out, 'E', ++w->events);
    buffer_add_string(w->out, cue ? "\tClaim:" : "\tStatement:");
    put_id(w->out, 'T', cue ? cue : lines[0]);
    put_argument(w, "Source", 1, source);
    for (size_t i = first; i < n; i++)
        put_argument(w, "Content", i - first + 1, lines[i]);
    if (c->said_date != QUOTH_NONE)
        put_argument(w, "Said", 1, w->date[c->said_date]);
    PUT(w->out, "\n");
    return w->events;
}

static void put_claim(writer *w, size_t i)
{
    const quoth_claim *c = &w->document->claims[i];
    size_t source = put_span(w, "Source", &c->source, 1);
    put_attribute(w, "SourceType", 'T', source, c->source_type);
    put_note(w, 'T', source, note_of_source(w->arena, c, NOTE_REST));
    if (c->source_person != QUOTH_NONE)
        put_relation(w, "Refers_to", source, w->naming[c->source_person]);
    size_t cue = put_span(w, "Claim", &c->cue, 1);
    size_t *lines = arena_alloc(w->arena, (c->content_count + 1) * sizeof *lines);
    size_t n = put_contents(w, c, cue ? "Content" : "Statement", lines);
    size_t e = put_event(w, c, cue, source, lines, n);
    put_attribute(w, "ClaimKind", 'E', e, c->kind);
    put_attribute(w, "Act", 'E', e, c->act && note_act_is_known(c->act) ? c->act : NULL);
    put_attribute(w, "Negated", 'E', e, c->negated ? "" : NULL);
    put_note(w, 'E', e, note_of_claim(w->arena, c, NOTE_REST));
}

void brat_put_annotations(arena *a, const quoth_document *d, buffer *out)
{
    writer w = {.arena = a, .document = d, .out = out};
    w.naming = arena_alloc(a, (d->person_count + 1) * sizeof *w.naming);
    w.date = arena_alloc(a, (d->date_count + 1) * sizeof *w.date);
    for (size_t i = 0; i < d->date_count; i++)
        put_date(&w, i);
    for (size_t i = 0; i < d->person_count; i++)
        put_person(&w, i);
    for (size_t i = 0; i < d->number_count; i++)
        put_quantity(&w, i);
    for (size_t i = 0; i < d->claim_count; i++)
        put_claim(&w, i);
}
