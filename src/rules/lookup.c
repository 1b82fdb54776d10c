/* Looking tokens up, once for each form, and finding the phrases of lists. */
#include <stdlib.h>
#include <string.h>

#include "rules/tape.h"
#include "text/fold.h"

enum { AT_ONCE = 256, SET_MAX = 256, FOLDED_MAX = 200 };

/* --------------------------------------------------------------------------------------------- forms */

static __attribute__((noinline)) uint64_t short_head(const char *bytes, size_t size)
{
    uint64_t head = 0;
    memcpy(&head, bytes, size);
    return head;
}

/* The first bytes of a form, 0 behind its end; room: how many bytes may be read. */
static inline uint64_t head_of(const char *bytes, size_t size, size_t room)
{
    static const unsigned char mask[16] = {255, 255, 255, 255, 255, 255, 255, 255};
    uint64_t head, keep;
    if (room < 8)
        return short_head(bytes, size);
    memcpy(&head, bytes, 8);
    memcpy(&keep, mask + 8 - (size < 8 ? size : 8), 8); /* in memory's order, whichever it is */
    return head & keep;
}

/* Where in a table of 2^(64 - shift) cells the search for a form begins. */
static inline size_t cell_of(const char *bytes, size_t size, uint64_t head, int shift)
{
    for (size_t i = 8; i < size; i += 8) { /* the last eight may overlap those before */
        uint64_t part;
        memcpy(&part, bytes + (i + 8 <= size ? i : size - 8), 8);
        head = (head ^ head >> 32) * 0xD6E8FEB86659FD93u ^ part;
    }
    return (size_t)(head * 0x9E3779B97F4A7C15u >> shift);
}

static inline int shift_of(const matcher *m)
{
    return __builtin_clzll(m->room) + 1;
}

/* No token holds NUL, so a form of fewer than eight bytes is all in its head, and no head is 0. */
static inline bool is_form(const struct known_cell *c, const char *bytes, size_t size, uint64_t head)
{
    return c->head == head && (size < 8 || (c->form->size == size && memcmp(c->form->bytes + 8, bytes + 8, size - 8) == 0));
}

/* The form's cell, or the free one where it would stand. */
static struct known_cell *known_cell(const matcher *m, const char *bytes, size_t size, uint64_t head)
{
    for (size_t i = cell_of(bytes, size, head, shift_of(m));; i++) {
        struct known_cell *c = &m->table[i & (m->room - 1)];
        if (!c->form || is_form(c, bytes, size, head))
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
            *known_cell(m, old[i].form->bytes, old[i].form->size, old[i].head) = old[i];
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

static known *new_form(matcher *m, const char *bytes, size_t size)
{
    known *k = arena_alloc(&m->own, sizeof *k + size);
    k->size = (uint32_t)size;
    memcpy(k->bytes, bytes, size);
    read_form(m, k);
    m->known_count++;
    return k;
}

static __attribute__((noinline)) known *look_up(matcher *m, const char *bytes, size_t size, uint64_t head)
{
    struct known_cell *c = known_cell(m, bytes, size, head);
    if (!c->form)
        *c = (struct known_cell){head, new_form(m, bytes, size)};
    return c->form;
}

/* Looks tokens [from, to) up, no more than AT_ONCE: the table has room for all of them. */
static void look_up_some(matcher *m, token *all, size_t from, size_t to)
{
    if ((m->known_count + AT_ONCE) * 2 > m->room)
        grow_table(m);
    const char *bytes = m->text->bytes;
    const size_t behind = m->text->size;
    const struct known_cell *table = m->table;
    known **forms = m->forms;
    const int shift = shift_of(m);
    for (size_t i = from; i < to; i++) {
        size_t start = all[i].start, size = all[i].end - start;
        uint64_t head = head_of(bytes + start, size, behind - start);
        const struct known_cell *c = &table[cell_of(bytes + start, size, head, shift)];
        known *k = is_form(c, bytes + start, size, head) ? c->form : look_up(m, bytes + start, size, head);
        forms[i] = k;
        all[i].role = k->role;
        all[i].word = (uint32_t)i;
    }
}

void matcher_look_up(matcher *m, tokens *cut)
{
    m->forms = arena_take(m->arena, (cut->n + 1) * sizeof *m->forms);
    for (size_t i = 0; i < cut->n; i += AT_ONCE)
        look_up_some(m, cut->at, i, cut->n - i < AT_ONCE ? cut->n : i + AT_ONCE);
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

/* Adds a phrase if its entries fit; returns the longest, which is this one or else that before. */
static uint32_t add_phrase(matcher *m, const struct phrase_list *at, uint32_t first, uint32_t length, uint32_t before)
{
    symbol set[SET_MAX];
    uint32_t count = 0;
    uint64_t asked_by = 0;
    VECTOR(struct listed) entries = {0};
    for (size_t i = 0; i < at->ends.n; i++) {
        const entry *e = &m->rules->grammar.entries.at[at->ends.at[i].entry];
        if (!case_fits(m, &at->ends.at[i], first, length))
            continue;
        *arena_push(m->arena, &entries) = (struct listed){e, e->list};
        for (uint32_t s = 0; s < e->symbol_count && count < SET_MAX; s++) {
            asked_by |= m->rules->asked_by[e->symbols[s]];
            set[count++] = e->symbols[s];
        }
    }
    if (!entries.n)
        return before;
    found_phrase p = {.length = length, .asked_by = asked_by, .next = before, .reading = {entries.at, (uint32_t)entries.n},
                      .signature = signature_intern(&m->own, &m->signatures, set, count)};
    *arena_push(m->arena, &m->phrases) = p;
    return (uint32_t)m->phrases.n;
}

/* The node that token i, if there is one, leads to from `node`: the next word of a phrase; 0: it is none. */
static inline uint32_t next_node(const matcher *m, const tokens *cut, known *const *forms, uint32_t node, uint32_t i)
{
    if (i == cut->n || (cut->at[i].flags & (TOKEN_SENTENCE | TOKEN_PARAGRAPH)))
        return 0;
    const uint32_t word = forms[cut->at[i].word]->phrase_word;
    return word ? lexicon_next(&m->rules->lexicon, node, word) : 0;
}

/* Finds the phrases that begin with token `first`; it and the next lead to `node`.  Returns the longest as phrase_at has it. */
static uint32_t find_phrases(matcher *m, uint32_t first, uint32_t node)
{
    uint32_t found = 0;
    for (uint32_t k = first + 2; node; k++) {
        const struct phrase_list *here = &m->rules->lexicon.nodes[node];
        if (here->ends.n)
            found = add_phrase(m, here, first, k - first, found);
        node = next_node(m, m->tokens, m->forms, node, k);
    }
    return found;
}

/* ---------------------------------------------------------------------------------------------- tape */

tape tape_new(arena *a, size_t room)
{
    return (tape){.at = arena_take(a, room * sizeof(unit *)), .keys = arena_take(a, room * sizeof(uint32_t))};
}

void tape_add(tape *t, const unit *u)
{
    t->keys[t->n] = unit_key(u);
    t->at[t->n++] = u;
}

void tape_add_phrase(const matcher *m, tape *t, uint32_t at, uint32_t longest)
{
    uint64_t asked_by = 0;
    for (uint32_t p = longest; p; p = m->phrases.at[p - 1].next)
        asked_by |= m->phrases.at[p - 1].asked_by;
    if (asked_by)
        *arena_push(m->arena, &t->phrases) = (struct tape_phrase){at, longest, asked_by};
}

static void add_boundary(tape *t, unit *u, uint32_t at, enum boundary boundary)
{
    *u = (unit){.first = at, .last = at, .boundary = (uint8_t)boundary};
    tape_add(t, u);
}

void matcher_tape(matcher *m, const tokens *cut)
{
    const uint32_t n = (uint32_t)cut->n;
    tape t = tape_new(m->arena, cut->n * 2 + 2);
    unit *u = arena_take(m->arena, (cut->n * 2 + 2) * sizeof *u);
    uint32_t *phrase_at = arena_take(m->arena, (cut->n + 1) * sizeof *phrase_at);
    known *const *forms = m->forms;
    m->tokens = cut;
    m->phrase_at = phrase_at;
    add_boundary(&t, u++, 0, BOUNDARY_PARAGRAPH);
    for (uint32_t i = 0; i < n; i++) {
        const token *k = &cut->at[i];
        const known *f = forms[k->word];
        const unsigned flags = k->flags;
        if (i && (flags & (TOKEN_PARAGRAPH | TOKEN_SENTENCE)))
            add_boundary(&t, u++, i, flags & TOKEN_PARAGRAPH ? BOUNDARY_PARAGRAPH : BOUNDARY_SENTENCE);
        const bool glued = (flags & TOKEN_GLUED) != 0;
        const uint32_t node = f->phrase_node ? next_node(m, cut, forms, f->phrase_node, i + 1) : 0;
        const uint32_t phrases = node ? find_phrases(m, i, node) : 0;
        phrase_at[i] = phrases;
        *u = (unit){.first = i, .last = i + 1, .signature = f->signature, .plain = true, .glued = glued, .reading = &f->reading,
                    .phrases = phrases != 0};
        t.keys[t.n] = word_key(f->signature, glued);
        if (phrases)
            tape_add_phrase(m, &t, t.n, phrases);
        t.at[t.n++] = u++;
    }
    add_boundary(&t, u, n, BOUNDARY_PARAGRAPH);
    m->tape = t;
}
