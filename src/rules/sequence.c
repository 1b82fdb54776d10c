/* The tape as one stage sees it: phrases of its lists joined, each unit a letter. */
#include <string.h>

#include "rules/tape.h"

/* A unit's letter depends on this alone. */
static uint32_t unit_key(uint32_t number, bool glued)
{
    return number * 2 + glued;
}

static letter new_letter(matcher *m, size_t k, uint32_t number, bool glued)
{
    stage_cache *cache = &m->stages[k];
    uint32_t key = unit_key(number, glued);
    if (key >= cache->room) {
        uint32_t room = cache->room ? cache->room * 2 : 512;
        while (room <= key)
            room *= 2;
        letter *letters = arena_alloc(&m->own, room * sizeof *letters);
        if (cache->room)
            memcpy(letters, cache->letters, cache->room * sizeof *letters);
        cache->letters = letters;
        cache->room = room;
    }
    letter *l = &cache->letters[key];
    if (!*l)
        *l = alphabet_letter(&m->rules->stages[k].alphabet, &m->signatures.all.at[number], glued, m->scratch);
    return *l;
}

static inline letter letter_of(matcher *m, size_t k, uint32_t number, bool glued)
{
    const stage_cache *cache = &m->stages[k];
    uint32_t key = unit_key(number, glued);
    letter l = key < cache->room ? cache->letters[key] : 0;
    return l ? l : new_letter(m, k, number, glued);
}

/* The longest phrase at unit i that means something to the stage and that nothing has been made of; or NULL. */
static const found_phrase *phrase_at(matcher *m, size_t k, uint32_t i)
{
    const unit *u = &m->tape.at[i];
    const alphabet *al = &m->rules->stages[k].alphabet;
    for (uint32_t p = m->phrase_at[u->first]; p;) {
        const found_phrase *phrase = &m->phrases.at[p - 1];
        const signature *s = &m->signatures.all.at[phrase->signature];
        bool asked = false, whole = true;
        for (uint32_t n = 0; n < s->count && !asked; n++)
            asked = al->relevant[s->symbols[n]];
        for (uint32_t n = 0; asked && n < phrase->length && whole; n++)
            whole = i + n < m->tape.n && m->tape.at[i + n].plain && m->tape.at[i + n].first == u->first + n;
        if (asked && whole)
            return phrase;
        p = phrase->next;
    }
    return NULL;
}

const sequence *sequence_make(matcher *m, size_t k)
{
    const tape *t = &m->tape;
    sequence *s = arena_alloc(m->arena, sizeof *s);
    *s = (sequence){.matcher = m, .tape = t->at, .letters = arena_alloc(m->arena, (t->n + 1) * sizeof *s->letters),
                    .starts = arena_alloc(m->arena, (t->n + 1) * sizeof *s->starts),
                    .openings = arena_alloc(m->arena, (t->n + 1) * sizeof *s->openings)};
    const letter_set *first = &m->rules->stages[k].first;
    for (uint32_t i = 0; i < t->n;) {
        const unit *u = &t->at[i];
        const found_phrase *phrase = u->phrases ? phrase_at(m, k, i) : NULL;
        letter l = u->boundary ? (u->boundary == BOUNDARY_PARAGRAPH ? LETTER_PARAGRAPH : LETTER_SENTENCE)
                               : letter_of(m, k, phrase ? phrase->signature : u->signature, u->glued);
        if (letter_in(first, l))
            s->openings[s->opening_count++] = s->n;
        s->starts[s->n] = i;
        s->letters[s->n++] = l;
        i += phrase ? phrase->length : 1;
    }
    s->starts[s->n] = t->n;
    return s;
}

/* The phrase that several units of the tape have become. */
static const found_phrase *joined(const sequence *s, uint32_t i)
{
    uint32_t length = s->starts[i + 1] - s->starts[i];
    uint32_t p = length > 1 ? s->matcher->phrase_at[s->tape[s->starts[i]].first] : 0;
    while (p && s->matcher->phrases.at[p - 1].length != length)
        p = s->matcher->phrases.at[p - 1].next;
    return p ? &s->matcher->phrases.at[p - 1] : NULL;
}

unit sequence_unit(const sequence *s, uint32_t i)
{
    unit u = s->tape[s->starts[i]];
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
    const unit *u = &s->tape[s->starts[i]];
    return u->plain ? &s->matcher->known.at[s->matcher->tokens->at[u->first].word].reading : NULL;
}

void units_tokens(const sequence *s, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
{
    while (from < to && s->tape[s->starts[from]].boundary)
        from++;
    while (to > from && s->tape[s->starts[to - 1]].boundary)
        to--;
    *first = s->tape[s->starts[from]].first;
    *last = to > from ? sequence_unit(s, to - 1).last : *first;
}
