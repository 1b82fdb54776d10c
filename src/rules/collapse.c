/* Making units: of what rules found, and of quotations. */
#include <string.h>

#include "rules/tape.h"
#include "rules/units.h"

enum { FEW = 8 };

/* A tape being written. */
struct writer {
    matcher *m;
    tape out;
    size_t phrase; /* of the old tape, the first that was not copied yet */
};

static struct writer writer_new(matcher *m, size_t room)
{
    return (struct writer){.m = m, .out = tape_new(m->arena, room)};
}

/* Room for a new unit. */
static unit *emit_room(const struct writer *w)
{
    return arena_take(w->m->arena, sizeof(unit));
}

/* Adds a unit; of boundaries side by side the stronger stays. */
static void emit(struct writer *w, const unit *u)
{
    const unit *last = w->out.n ? w->out.at[w->out.n - 1] : NULL;
    if (u->boundary && last && last->boundary) {
        if (u->boundary <= last->boundary)
            return;
        unit *stronger = emit_room(w);
        *stronger = *last;
        stronger->boundary = u->boundary;
        w->out.n--;
        u = stronger;
    }
    if (u->phrases)
        tape_add_phrase(w->m, &w->out, w->out.n, w->m->phrase_at[u->first]);
    tape_add(&w->out, u);
}

/* Those that begin with units [from, to) of the old tape, which are copied to the end of the new one. */
static void copy_phrases(struct writer *w, uint32_t from, uint32_t to)
{
    const struct tape_phrase *all = w->m->tape.phrases.at;
    size_t i = w->phrase, n = w->m->tape.phrases.n;
    while (i && all[i - 1].place >= from) /* quotations inside others are copied behind those */
        i--;
    for (; i < n && all[i].place < to; i++)
        if (all[i].place >= from)
            *arena_push(w->m->arena, &w->out.phrases) =
                (struct tape_phrase){w->out.n + (all[i].place - from), all[i].longest, all[i].asked_by};
    w->phrase = i;
}

/* Units [from, to) of the old tape, as they are: mostly few. */
static void copy_units(struct writer *w, uint32_t from, uint32_t to)
{
    const tape *old = &w->m->tape;
    const unit **at = w->out.at + w->out.n;
    uint32_t *keys = w->out.keys + w->out.n, n = to - from;
    if (n > FEW) {
        memcpy(at, old->at + from, n * sizeof *at);
        memcpy(keys, old->keys + from, n * sizeof *keys);
    } else {
        for (uint32_t i = 0; i < n; i++) {
            at[i] = old->at[from + i];
            keys[i] = old->keys[from + i];
        }
    }
    if (old->phrases.n)
        copy_phrases(w, from, to);
    w->out.n += n;
}

/* Copies units [from, to) of the old tape; returns to. */
static uint32_t copy_range(struct writer *w, uint32_t from, uint32_t to)
{
    if (from < to && w->m->tape.keys[from] < KEY_WORDS) /* it may have to merge with a boundary before it */
        emit(w, w->m->tape.at[from++]);
    if (from < to)
        copy_units(w, from, to);
    return to;
}

static void emit_paragraph(struct writer *w, uint32_t at)
{
    unit *u = emit_room(w);
    *u = (unit){.first = at, .last = at, .boundary = BOUNDARY_PARAGRAPH};
    emit(w, u);
}

static uint32_t unit_signature(matcher *m, const symbol *units, size_t count)
{
    symbol set[64];
    uint32_t n = count < 64 ? (uint32_t)count : 64;
    if (n)
        memcpy(set, units, n * sizeof *set);
    return signature_intern(&m->own, &m->signatures, set, n);
}

/* The signature of the units that a rule makes. */
static uint32_t rule_signature(matcher *m, const rule *r)
{
    uint32_t *cell = &m->rule_signatures[r - m->rules->grammar.rules.at];
    if (!*cell)
        *cell = unit_signature(m, r->units.at, r->units.n) + 1;
    return *cell - 1;
}

static bool makes_unit(const hit *h)
{
    return !h->dropped && h->match->code->rule->units.n && h->match->tape_to > h->match->tape_from;
}

static void emit_hit(struct writer *w, const hit *h)
{
    bool glued = w->m->tape.at[h->match->tape_from]->glued;
    uint32_t number = rule_signature(w->m, h->match->code->rule);
    unit *u = emit_room(w);
    *u = (unit){.first = h->first, .last = h->last, .glued = glued, .hit = h, .signature = number};
    w->out.keys[w->out.n] = word_key(number, glued);
    w->out.at[w->out.n++] = u;
}

/* The hit whose unit a dropped hit gives back: with `set otherwise = words` a rule over one unit either renames it or
   puts back what stood there before; NULL for any other hit. */
static const hit *undone(const matcher *m, const hit *h)
{
    if (!h->dropped || h->match->tape_to - h->match->tape_from != 1)
        return NULL;
    return hit_has(h, "otherwise") ? unit_hit(m->tape.at[h->match->tape_from]) : NULL;
}

static uint32_t width(const hit *h)
{
    return h->match->tape_to - h->match->tape_from;
}

static void emit_undone(struct writer *w, const hit *inner)
{
    for (uint32_t i = inner->match->tape_from; i < inner->match->tape_to; i++)
        emit(w, inner->match->units->tape[i]);
}

static size_t room_for(const matcher *m, const hits *found)
{
    size_t room = m->tape.n;
    for (size_t k = 0; k < found->n; k++) {
        const hit *inner = undone(m, found->at[k]);
        room += inner ? width(inner) : 0;
    }
    return room;
}

/* Copies the tape with the hits' units replaced by one unit each, or by nothing. */
static void replace(matcher *m, const hits *found)
{
    struct writer w = writer_new(m, room_for(m, found));
    uint32_t i = 0;
    for (size_t k = 0; k < found->n; k++) {
        const hit *h = found->at[k];
        bool vanishes = h->vanishes && !h->dropped;
        const hit *inner = vanishes ? NULL : undone(m, h);
        if (!(vanishes || inner || makes_unit(h)) || h->match->tape_from < i)
            continue;
        i = copy_range(&w, i, h->match->tape_from);
        if (inner)
            emit_undone(&w, inner);
        else if (!vanishes)
            emit_hit(&w, h);
        /* Boundaries inside what vanishes stay: the paragraphs around it are apart. */
        for (; i < h->match->tape_to; i++)
            if (vanishes && m->tape.at[i]->boundary)
                emit(&w, m->tape.at[i]);
    }
    copy_range(&w, i, m->tape.n);
    m->tape = w.out;
}

void matcher_collapse(matcher *m, const hits *found)
{
    bool any = false;
    for (size_t k = 0; k < found->n && !any; k++)
        any = found->at[k]->vanishes || makes_unit(found->at[k]) || undone(m, found->at[k]);
    if (any)
        replace(m, found);
}

/* ----------------------------------------------------------------------------------------- quotations */

/* A quotation with the units of its marks and what stands between, on the old tape. */
struct quoted {
    const quotation *q;
    uint32_t from, to; /* units [from, to), marks included */
    bool broken;       /* a unit stands half inside: it is left alone */
};

/* The first unit that begins at or behind token `at`. */
static uint32_t unit_at(const tape *t, uint32_t at)
{
    uint32_t low = 0, high = t->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const unit *u = t->at[middle];
        if (u->first < at || (u->boundary && u->first == at))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct quoted locate(const matcher *m, const quotation *q)
{
    const tape *t = &m->tape;
    struct quoted r = {.q = q, .from = unit_at(t, q->first), .to = unit_at(t, q->last + 1)};
    while (r.to > r.from && t->at[r.to - 1]->boundary)
        r.to--;
    r.broken = r.from >= t->n || r.to <= r.from || t->at[r.from]->first != q->first || t->at[r.to - 1]->last != q->last + 1;
    return r;
}

static bool has_role(const matcher *m, uint32_t at, unsigned role)
{
    return (m->tokens->at[at].role & role) != 0;
}

/* What a quotation is, a bit for each of the units that it may be. */
static unsigned quote_bits(const matcher *m, const quotation *q)
{
    uint32_t inner = q->continued || q->last == q->first ? q->last : q->last - 1;
    return 1u << UNIT_QUOTE | (unsigned)q->continued << UNIT_QUOTE_OPEN | (unsigned)q->continues << UNIT_QUOTE_MORE |
           (unsigned)has_role(m, inner, ROLE_STOP) << UNIT_QUOTE_STOP |
           (unsigned)has_role(m, inner, ROLE_COMMA) << UNIT_QUOTE_COMMA | (unsigned)q->single << UNIT_QUOTE_SINGLE;
}

static uint32_t quote_signature(matcher *m, const quotation *q)
{
    unsigned bits = quote_bits(m, q);
    uint32_t *known_as = &m->quote_signatures[bits];
    symbol set[QUOTE_UNITS];
    size_t n = 0;
    for (size_t u = 0; u < QUOTE_UNITS && !*known_as; u++)
        if (bits >> u & 1)
            set[n++] = symbol_find(&m->rules->grammar.symbols, SYMBOL_IS_UNIT, quote_unit_names[u], NULL);
    if (!*known_as)
        *known_as = unit_signature(m, set, n) + 1;
    return *known_as - 1;
}

static void emit_quote(struct writer *w, const struct quoted *r)
{
    unit *u = emit_room(w);
    *u = (unit){.first = r->q->first, .last = r->q->last + 1, .signature = quote_signature(w->m, r->q),
                .glued = w->m->tape.at[r->from]->glued};
    emit(w, u);
}

/* Writes units [from, to) of the old tape with the quotations `next` and on, that lie inside, as one unit each. */
static void emit_range(struct writer *w, uint32_t from, uint32_t to, const struct quoted *all, size_t n, size_t next)
{
    uint32_t i = from;
    for (size_t k = next; k < n && all[k].from < to; k++) {
        if (all[k].broken || all[k].from < i || all[k].to > to)
            continue;
        copy_range(w, i, all[k].from);
        emit_quote(w, &all[k]);
        i = all[k].to;
    }
    copy_range(w, i, to);
}

void matcher_quote(matcher *m, const quotations *found)
{
    if (!found->n)
        return;
    struct quoted *all = arena_alloc(m->arena, found->n * sizeof *all);
    size_t room = m->tape.n + 1;
    for (size_t k = 0; k < found->n; k++) {
        all[k] = locate(m, &found->at[k]);
        room += all[k].broken ? 0 : all[k].to - all[k].from + 3;
    }
    struct writer w = writer_new(m, room);
    emit_range(&w, 0, m->tape.n, all, found->n, 0);
    for (size_t k = 0; k < found->n; k++) {
        if (all[k].broken)
            continue;
        uint32_t from = all[k].from + 1, to = all[k].to - (all[k].q->continued ? 0 : 1);
        emit_paragraph(&w, all[k].q->first);
        emit_range(&w, from, to > from ? to : from, all, found->n, k + 1);
        emit_paragraph(&w, all[k].q->last);
    }
    m->tape = w.out;
}
