/* The tape as one stage sees it: phrases of its lists joined, each unit a letter. */
#include <string.h>

#include "rules/tape.h"

static letter_pair pair_of(matcher *m, size_t k, uint32_t number)
{
    stage_cache *cache = &m->stages[k];
    if (number >= cache->room) {
        uint32_t room = cache->room ? cache->room * 2 : 256;
        while (room <= number)
            room *= 2;
        letter_pair *letters = arena_alloc(&m->own, room * sizeof *letters);
        if (cache->room)
            memcpy(letters, cache->letters, cache->room * sizeof *letters);
        cache->letters = letters;
        cache->room = room;
    }
    letter_pair *pair = &cache->letters[number];
    if (!pair->loose) {
        const alphabet *al = &m->rules->stages[k].alphabet;
        const signature *s = &m->signatures.all.at[number];
        *pair = (letter_pair){alphabet_letter(al, s, false, m->scratch), alphabet_letter(al, s, true, m->scratch)};
    }
    return *pair;
}

static letter letter_of(matcher *m, size_t k, uint32_t number, bool glued)
{
    letter_pair pair = number < m->stages[k].room ? m->stages[k].letters[number] : (letter_pair){0};
    if (!pair.loose)
        pair = pair_of(m, k, number);
    return glued ? pair.glued : pair.loose;
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

sequence sequence_make(matcher *m, size_t k)
{
    const tape *t = &m->tape;
    sequence s = {.units = arena_alloc(m->arena, (t->n + 1) * sizeof *s.units),
                  .letters = arena_alloc(m->arena, (t->n + 1) * sizeof *s.letters),
                  .starts = arena_alloc(m->arena, (t->n + 1) * sizeof *s.starts)};
    for (uint32_t i = 0; i < t->n;) {
        const unit *u = &t->at[i];
        const found_phrase *phrase = u->plain && m->phrase_at[u->first] ? phrase_at(m, k, i) : NULL;
        s.starts[s.n] = i;
        s.units[s.n] = *u;
        if (phrase) {
            s.units[s.n].last = u->first + phrase->length;
            s.units[s.n].signature = phrase->signature;
            s.units[s.n].reading = &phrase->reading;
            s.letters[s.n] = letter_of(m, k, phrase->signature, u->glued);
            i += phrase->length;
        } else {
            s.letters[s.n] = u->boundary == BOUNDARY_PARAGRAPH  ? LETTER_PARAGRAPH
                             : u->boundary == BOUNDARY_SENTENCE ? LETTER_SENTENCE
                                                                : letter_of(m, k, u->signature, u->glued);
            i++;
        }
        s.n++;
    }
    s.starts[s.n] = t->n;
    return s;
}

void units_tokens(const unit *units, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
{
    while (from < to && units[from].boundary)
        from++;
    while (to > from && units[to - 1].boundary)
        to--;
    *first = units[from].first;
    *last = to > from ? units[to - 1].last : *first;
}
