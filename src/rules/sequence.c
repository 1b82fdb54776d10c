/* The tape as one stage sees it: phrases of its lists joined, each unit a letter. */
#include <string.h>

#include "rules/tape.h"

static uint32_t new_letter(matcher *m, size_t k, uint32_t key)
{
    stage_cache *cache = &m->stages[k];
    if (key >= cache->room) {
        uint32_t room = cache->room ? cache->room * 2 : 512;
        while (room <= key)
            room *= 2;
        uint32_t *letters = arena_alloc(&m->own, room * sizeof *letters);
        if (cache->room)
            memcpy(letters, cache->letters, cache->room * sizeof *letters);
        cache->letters = letters;
        cache->room = room;
    }
    const stage_code *s = &m->rules->stages[k];
    letter l = alphabet_letter(&s->alphabet, &m->signatures.all.at[key / 2], key % 2, m->scratch);
    cache->letters[key] = l + (letter_in(&s->first, l) ? OPENS : 0);
    return cache->letters[key];
}

static inline uint32_t letter_of(matcher *m, size_t k, uint32_t key)
{
    const stage_cache *cache = &m->stages[k];
    uint32_t l = key < cache->room ? cache->letters[key] : 0;
    return l ? l : new_letter(m, k, key);
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

/* The letter of a boundary, or of a word that phrases begin with; *length is how many units of the tape it takes. */
static uint32_t slow_letter(matcher *m, size_t k, uint32_t i, uint32_t *length)
{
    const unit *u = &m->tape.at[i];
    if (u->boundary) {
        letter l = u->boundary == BOUNDARY_PARAGRAPH ? LETTER_PARAGRAPH : LETTER_SENTENCE;
        return l + (letter_in(&m->rules->stages[k].first, l) ? OPENS : 0);
    }
    const found_phrase *phrase = phrase_at(m, k, i);
    if (phrase)
        *length = phrase->length;
    return letter_of(m, k, (phrase ? phrase->signature : u->signature) * 2 + u->glued);
}

const sequence *sequence_make(matcher *m, size_t k)
{
    const tape *t = &m->tape;
    const stage_cache *cache = &m->stages[k];
    sequence *s = arena_alloc(m->arena, sizeof *s);
    letter *letters = arena_take(m->arena, (t->n + 1) * sizeof *letters);
    uint32_t *starts = arena_take(m->arena, (t->n + 1) * sizeof *starts);
    uint32_t *openings = arena_take(m->arena, (t->n + 1) * sizeof *openings);
    uint32_t n = 0, opening_count = 0;
    const uint32_t *met = cache->letters;
    uint32_t room = cache->room;
    for (uint32_t i = 0; i < t->n; n++) {
        uint32_t key = t->keys[i], l = key < room ? met[key] : 0;
        openings[opening_count] = n;
        starts[n] = i++;
        if (!l) { /* KEY_SLOW, or a key that is new to the stage, which may move the table */
            uint32_t length = 1;
            l = key == KEY_SLOW ? slow_letter(m, k, i - 1, &length) : new_letter(m, k, key);
            i += length - 1;
            met = cache->letters;
            room = cache->room;
        }
        letters[n] = (letter)l;
        opening_count += l >> 16;
    }
    starts[n] = t->n;
    *s = (sequence){m, t->at, letters, starts, n, openings, opening_count};
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
