/* The tape as one stage sees it: phrases of its lists joined, each unit a letter. */
#include <string.h>

#include "rules/tape.h"

enum { AT_ONCE = 4 };
enum { STRIDE_BITS = 5, STRIDE = 1 << STRIDE_BITS }; /* the letters of a key begin with a line of the processor's cache */

/* Makes room for the letters of all keys that there are. */
static void make_room(matcher *m)
{
    size_t wanted = word_key((uint32_t)m->signatures.all.n, false), keys = m->letter_keys ? m->letter_keys : 512;
    if (wanted <= m->letter_keys)
        return;
    while (keys < wanted)
        keys *= 2;
    m->letter_shift = STRIDE_BITS;
    while (m->rules->stage_count >> m->letter_shift)
        m->letter_shift++;
    size_t row = sizeof(letter) << m->letter_shift;
    char *new = arena_alloc(&m->own, keys * row + STRIDE * sizeof(letter));
    new += -(uintptr_t)new % (STRIDE * sizeof(letter));
    if (m->letter_keys)
        memcpy(new, m->letters, m->letter_keys * row);
    m->letters = (letter *)new;
    m->letter_keys = keys;
}

static letter letter_of(matcher *m, size_t k, uint32_t key)
{
    letter *l = &m->letters[((size_t)key << m->letter_shift) + k];
    if (*l)
        return *l;
    if (key < KEY_WORDS)
        return *l = key == KEY_PARAGRAPH ? LETTER_PARAGRAPH : LETTER_SENTENCE;
    uint32_t word = key - KEY_WORDS;
    return *l = alphabet_letter(&m->rules->stages[k].alphabet, &m->signatures.all.at[word / 2], word % 2, m->scratch);
}

/* The longest phrase at unit i that means something to the stage and that nothing has been made of; or NULL. */
static const found_phrase *phrase_at(matcher *m, size_t k, uint32_t i)
{
    const unit *u = m->tape.at[i];
    const alphabet *al = &m->rules->stages[k].alphabet;
    for (uint32_t p = m->phrase_at[u->first]; p;) {
        const found_phrase *phrase = &m->phrases.at[p - 1];
        const signature *s = &m->signatures.all.at[phrase->signature];
        bool asked = false, whole = true;
        for (uint32_t n = 0; n < s->count && !asked; n++)
            asked = al->relevant[s->symbols[n]];
        for (uint32_t n = 0; asked && n < phrase->length && whole; n++)
            whole = i + n < m->tape.n && m->tape.at[i + n]->plain && m->tape.at[i + n]->first == u->first + n;
        if (asked && whole)
            return phrase;
        p = phrase->next;
    }
    return NULL;
}

/* The letter of a word that is new to the stage, or that phrases begin with; *length is how many units of the tape it takes. */
static __attribute__((noinline)) letter slow_letter(matcher *m, size_t k, uint32_t i, uint32_t *length)
{
    uint32_t key = m->tape.keys[i];
    if (key != KEY_PHRASES)
        return letter_of(m, k, key);
    const unit *u = m->tape.at[i];
    const found_phrase *phrase = phrase_at(m, k, i);
    if (phrase)
        *length = phrase->length;
    return letter_of(m, k, word_key(phrase ? phrase->signature : u->signature, u->glued));
}

/* A sequence being written. */
struct writer {
    letter *letters;
    uint32_t *starts;
    size_t n;
};

/* Units [from, to) of the tape. */
static void write_units(matcher *m, size_t k, struct writer *w, size_t from, size_t to)
{
    const letter *by_key = m->letters + k;
    const uint32_t *keys = m->tape.keys;
    letter *letters = w->letters;
    uint32_t *starts = w->starts;
    size_t n = w->n;
    unsigned shift = m->letter_shift;
    for (size_t i = from; i < to;) {
        for (; i + AT_ONCE <= to; i += AT_ONCE, n += AT_ONCE) { /* most are known */
            letter some[AT_ONCE];
            bool all = true;
            for (size_t c = 0; c < AT_ONCE; c++) {
                some[c] = by_key[(size_t)keys[i + c] << shift];
                all &= some[c] != 0;
            }
            if (!all)
                break;
            for (size_t c = 0; c < AT_ONCE; c++) {
                letters[n + c] = some[c];
                starts[n + c] = (uint32_t)(i + c);
            }
        }
        for (bool all = true; all && i < to; n++) {
            uint32_t length = 1;
            letter l = by_key[(size_t)keys[i] << shift];
            all = l != 0;
            starts[n] = (uint32_t)i;
            letters[n] = all ? l : slow_letter(m, k, (uint32_t)i, &length);
            i += length;
        }
    }
    w->n = n;
}

/* Sentences that are left out: one unit, of the tape's [from, to). */
static void write_gap(struct writer *w, size_t from, size_t to)
{
    if (from == to)
        return;
    w->starts[w->n] = (uint32_t)from;
    w->letters[w->n++] = LETTER_PARAGRAPH;
}

/* The sentences in which hits were found, with the boundaries around them. */
static void write_sentences(matcher *m, size_t k, struct writer *w, const hits *in)
{
    const tape *t = &m->tape;
    size_t end = 0; /* of what was written, the last boundary excluded */
    for (size_t i = 0; i < in->n; i++) {
        size_t from = in->at[i]->match->tape_from, to = in->at[i]->match->tape_to;
        if (from < end)
            continue;
        while (from > end && !t->at[from]->boundary)
            from--;
        while (to < t->n - 1 && !t->at[to]->boundary)
            to++;
        if (from > end) {
            write_units(m, k, w, end, end + 1);
            write_gap(w, end + 1, from);
        }
        write_units(m, k, w, from, to);
        end = to;
    }
    write_units(m, k, w, end, end + 1);
    write_gap(w, end + 1, t->n);
}

const sequence *sequence_make(matcher *m, size_t k, const hits *beside)
{
    const tape *t = &m->tape;
    make_room(m);
    struct writer w = {.letters = arena_take(m->arena, (t->n + 2) * sizeof *w.letters),
                       .starts = arena_take(m->arena, (t->n + 1) * sizeof *w.starts)};
    *w.letters++ = 0; /* before the first there is nothing */
    if (beside)
        write_sentences(m, k, &w, beside);
    else
        write_units(m, k, &w, 0, t->n);
    w.starts[w.n] = t->n;
    sequence *s = arena_take(m->arena, sizeof *s);
    *s = (sequence){m, t->at, w.letters, w.starts, (uint32_t)w.n};
    return s;
}

/* The phrase that several units of the tape have become. */
static const found_phrase *joined(const sequence *s, uint32_t i)
{
    uint32_t length = s->starts[i + 1] - s->starts[i];
    uint32_t p = length > 1 ? s->matcher->phrase_at[s->tape[s->starts[i]]->first] : 0;
    while (p && s->matcher->phrases.at[p - 1].length != length)
        p = s->matcher->phrases.at[p - 1].next;
    return p ? &s->matcher->phrases.at[p - 1] : NULL;
}

unit sequence_unit(const sequence *s, uint32_t i)
{
    unit u = *s->tape[s->starts[i]];
    const found_phrase *phrase = joined(s, i);
    if (phrase) {
        u.signature = phrase->signature;
        u.last = u.first + phrase->length;
    }
    return u;
}

const reading *sequence_reading(const sequence *s, uint32_t i)
{
    const found_phrase *phrase = joined(s, i);
    if (phrase)
        return &phrase->reading;
    const unit *u = s->tape[s->starts[i]];
    return u->plain ? &s->matcher->forms[s->matcher->tokens->at[u->first].word]->reading : NULL;
}

void units_tokens(const sequence *s, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
{
    uint32_t a = s->starts[from], b = s->starts[to], end = s->starts[s->n]; /* the units of a phrase lie side by side */
    while (a < b && s->tape[a]->boundary)
        a++;
    while (b > a && s->tape[b - 1]->boundary)
        b--;
    *first = s->tape[a < end ? a : end - 1]->first; /* a boundary has the place behind it */
    *last = b > a ? s->tape[b - 1]->last : *first;
}
