/* Looking tokens up, once for each form, and finding the phrases of lists. */
#include <stdlib.h>
#include <string.h>

#include "rules/tape.h"
#include "text/fold.h"

enum { AT_ONCE = 16, SET_MAX = 256, FOLDED_MAX = 200 };

/* --------------------------------------------------------------------------------------------- forms */

/* A form as it stands in a text. */
struct spelling {
    const char *bytes;
    size_t size;
    uint64_t head; /* its first bytes, 0 behind its end */
};

/* room: how many bytes may be read. */
static inline struct spelling spelling_of(const char *bytes, size_t size, size_t room)
{
    struct spelling f = {bytes, size, 0};
    if (room < 8) {
        memcpy(&f.head, bytes, size);
        return f;
    }
    memcpy(&f.head, bytes, 8);
    if (size < 8) { /* in memory's order, whichever it is */
        static const unsigned char mask[16] = {255, 255, 255, 255, 255, 255, 255, 255};
        uint64_t keep;
        memcpy(&keep, mask + 8 - size, 8);
        f.head &= keep;
    }
    return f;
}

static inline uint32_t hash_of(struct spelling f)
{
    uint64_t h = f.head ^ f.size * 0x9E3779B97F4A7C15u;
    for (size_t i = 8; i < f.size; i += 8) { /* the last eight may overlap those before */
        uint64_t part;
        memcpy(&part, f.bytes + (i + 8 <= f.size ? i : f.size - 8), 8);
        h = (h ^ h >> 32) * 0xD6E8FEB86659FD93u ^ part;
    }
    h *= 0xD6E8FEB86659FD93u;
    return (uint32_t)(h ^ h >> 32);
}

static inline bool is_form(const known *k, struct spelling f)
{
    return k->head == f.head && k->size == f.size && (f.size <= 8 || memcmp(k->bytes + 8, f.bytes + 8, f.size - 8) == 0);
}

static struct known_cell *known_cell(const matcher *m, struct spelling f, uint32_t hash)
{
    for (size_t i = hash;; i++) {
        struct known_cell *c = &m->table[i & (m->room - 1)];
        if (!c->form || (c->hash == hash && is_form(c->form, f)))
            return c;
    }
}

/* The table stands by itself: in an arena the smaller ones before it would take as much room again. */
static void grow_table(matcher *m)
{
    struct known_cell *old = m->table;
    size_t room = m->room, wanted = room ? room * 2 : 4096;
    struct known_cell *new = calloc(wanted, sizeof *new);
    if (!new)
        arena_give_up(&m->own);
    m->table = new;
    m->room = wanted;
    for (size_t i = 0; i < room; i++)
        if (old[i].form)
            *known_cell(m, (struct spelling){old[i].form->bytes, old[i].form->size, old[i].form->head}, old[i].hash) = old[i];
    free(old);
}

/* Reads the lexicon's entries for a token into k. */
static void read_form(matcher *m, known *k)
{
    const quoth_rules *r = m->rules;
    symbol set[SET_MAX];
    uint32_t count = 0;
    char lower[FOLD_ROOM(FOLDED_MAX)];
    const form *f = k->size <= FOLDED_MAX ? lexicon_form(&r->lexicon, lower, fold_lower(k->bytes, k->size, lower)) : NULL;
    k->reading.entries = f ? arena_take(&m->own, f->count * sizeof *k->reading.entries) : NULL;
    for (uint32_t i = 0; f && i < f->count; i++) {
        const struct form_variant *v = &r->lexicon.variants[f->first + i];
        const entry *e = &r->grammar.entries.at[v->entry];
        if (!lexicon_fits(v->exact, k->bytes, k->size))
            continue;
        k->reading.entries[k->reading.count++] = (struct listed){e, e->list};
        for (uint32_t s = 0; s < e->symbol_count && count < SET_MAX - 1; s++) {
            set[count++] = e->symbols[s];
            k->role |= r->roles[e->symbols[s]];
        }
    }
    symbol fits = lexicon_shape(&r->lexicon, k->bytes, k->size, m->shape);
    if (fits != SYMBOL_NONE)
        set[count++] = fits;
    k->signature = signature_intern(&m->own, &m->signatures, set, count);
    k->phrase_word = f ? f->phrase_word : NO_WORD;
    k->phrase_node = k->phrase_word ? lexicon_next(&r->lexicon, 0, k->phrase_word) : 0;
}

static __attribute__((noinline)) known *new_form(matcher *m, struct spelling f)
{
    known *k = arena_alloc(&m->own, sizeof *k + f.size);
    k->size = (uint32_t)f.size;
    k->head = f.head;
    memcpy(k->bytes, f.bytes, f.size);
    read_form(m, k);
    m->known_count++;
    return k;
}

static inline known *look_up(matcher *m, struct spelling f, uint32_t hash)
{
    if (m->known_count * 2 >= m->room)
        grow_table(m);
    struct known_cell *c = known_cell(m, f, hash);
    if (!c->form)
        *c = (struct known_cell){new_form(m, f), hash};
    return c->form;
}

/* Some tokens at once: what one needs is on the way from memory while the others are seen to. */
static void look_up_some(matcher *m, token *some, known **forms, size_t count)
{
    struct spelling spelled[AT_ONCE];
    uint32_t hashes[AT_ONCE];
    for (size_t i = 0; i < count; i++) {
        const token *t = &some[i];
        spelled[i] = spelling_of(m->text->bytes + t->start, t->end - t->start, m->text->size - t->start);
        hashes[i] = hash_of(spelled[i]);
        __builtin_prefetch(&m->table[hashes[i] & (m->room - 1)]);
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(m->table[hashes[i] & (m->room - 1)].form);
    for (size_t i = 0; i < count; i++) {
        forms[i] = look_up(m, spelled[i], hashes[i]);
        some[i].role = forms[i]->role;
    }
}

void matcher_look_up(matcher *m, tokens *cut)
{
    m->forms = arena_take(m->arena, (cut->n + 1) * sizeof *m->forms);
    if (!m->room)
        grow_table(m);
    for (size_t i = 0; i < cut->n; i += AT_ONCE)
        look_up_some(m, cut->at + i, m->forms + i, cut->n - i < AT_ONCE ? cut->n - i : AT_ONCE);
    for (size_t i = 0; i < cut->n; i++)
        cut->at[i].word = (uint32_t)i;
}

/* ------------------------------------------------------------------------------------------- phrases */

static bool case_fits(const matcher *m, const struct phrase_end *end, uint32_t first, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++) {
        const token *t = &m->tokens->at[first + i];
        size_t size = t->end - t->start;
        const known *k = m->forms[t->word];
        if (k->size < size)
            size = k->size; /* without the period that an abbreviation has swallowed */
        if (!lexicon_fits(end->exact[i], m->text->bytes + t->start, size))
            return false;
    }
    return true;
}

static void add_phrase(matcher *m, const struct phrase_list *at, uint32_t first, uint32_t length)
{
    symbol set[SET_MAX];
    uint32_t count = 0;
    VECTOR(struct listed) entries = {0};
    for (size_t i = 0; i < at->ends.n; i++) {
        const entry *e = &m->rules->grammar.entries.at[at->ends.at[i].entry];
        if (!case_fits(m, &at->ends.at[i], first, length))
            continue;
        *arena_push(m->arena, &entries) = (struct listed){e, e->list};
        for (uint32_t s = 0; s < e->symbol_count && count < SET_MAX; s++)
            set[count++] = e->symbols[s];
    }
    if (!entries.n)
        return;
    found_phrase p = {.length = length, .next = m->phrase_at[first], .reading = {entries.at, (uint32_t)entries.n},
                      .signature = signature_intern(&m->own, &m->signatures, set, count)};
    *arena_push(m->arena, &m->phrases) = p;
    m->phrase_at[first] = (uint32_t)m->phrases.n;
}

static void find_phrases(matcher *m)
{
    const tokens *cut = m->tokens;
    const lexicon *l = &m->rules->lexicon;
    m->phrase_at = arena_alloc(m->arena, (cut->n + 1) * sizeof *m->phrase_at);
    for (uint32_t i = 0; i < cut->n; i++) {
        uint32_t node = m->forms[cut->at[i].word]->phrase_node, k = i + 1;
        while (node) {
            if (l->nodes[node].ends.n)
                add_phrase(m, &l->nodes[node], i, k - i);
            if (k == cut->n || (cut->at[k].flags & (TOKEN_SENTENCE | TOKEN_PARAGRAPH)))
                break;
            uint32_t word = m->forms[cut->at[k++].word]->phrase_word;
            node = word ? lexicon_next(l, node, word) : 0;
        }
    }
}

/* ---------------------------------------------------------------------------------------------- tape */

tape tape_new(arena *a, size_t room)
{
    return (tape){arena_take(a, room * sizeof(unit *)), arena_take(a, room * sizeof(uint32_t)), 0};
}

void tape_add(tape *t, const unit *u)
{
    t->keys[t->n] = unit_key(u);
    t->at[t->n++] = u;
}

void matcher_tape(matcher *m, const tokens *cut)
{
    m->tokens = cut;
    find_phrases(m);
    tape t = tape_new(m->arena, cut->n * 2 + 2);
    unit *u = arena_take(m->arena, (cut->n * 2 + 2) * sizeof *u);
    *u = (unit){.boundary = BOUNDARY_PARAGRAPH};
    tape_add(&t, u++);
    for (uint32_t i = 0; i < cut->n; i++) {
        const token *k = &cut->at[i];
        if (i && (k->flags & (TOKEN_PARAGRAPH | TOKEN_SENTENCE))) {
            *u = (unit){.first = i, .last = i,
                        .boundary = k->flags & TOKEN_PARAGRAPH ? BOUNDARY_PARAGRAPH : BOUNDARY_SENTENCE};
            tape_add(&t, u++);
        }
        *u = (unit){.first = i, .last = i + 1, .signature = m->forms[k->word]->signature, .plain = true,
                    .glued = (k->flags & TOKEN_GLUED) != 0, .phrases = m->phrase_at[i] != 0};
        tape_add(&t, u++);
    }
    *u = (unit){.first = (uint32_t)cut->n, .last = (uint32_t)cut->n, .boundary = BOUNDARY_PARAGRAPH};
    tape_add(&t, u);
    m->tape = t;
}
