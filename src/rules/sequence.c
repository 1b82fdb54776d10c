/* The tape as one stage sees it: phrases of its lists joined, each unit a letter. */
#include <stdlib.h>
#include <string.h>

#include "rules/tape.h"

enum { AT_ONCE = 8 };

typedef letter some_letters __attribute__((vector_size(AT_ONCE * sizeof(letter))));

/* Makes room for the letters of all keys that there are.  Those of a key begin with a line of the processor's cache. */
static void make_room(matcher *m)
{
    size_t wanted = word_key((uint32_t)m->signatures.all.n, false), room = m->letter_room ? m->letter_room : 512 * KEY_ROW;
    if (wanted <= m->letter_room)
        return;
    while (room < wanted)
        room *= 2;
    size_t planes = (m->rules->stage_count + KEY_ROW - 1) / KEY_ROW;
    char *new = arena_alloc(&m->own, (planes * room + KEY_ROW) * sizeof(letter));
    letter *letters = (letter *)(new + -(uintptr_t)new % (KEY_ROW * sizeof(letter)));
    for (size_t i = 0; i < planes && m->letter_room; i++)
        memcpy(letters + i * room, m->letters + i * m->letter_room, m->letter_room * sizeof *letters);
    m->letters = letters;
    m->letter_room = room;
}

/* The letters of a stage, by key. */
static letter *letters_of(const matcher *m, size_t k)
{
    return m->letters + k / KEY_ROW * m->letter_room + k % KEY_ROW;
}

static letter letter_of(matcher *m, size_t k, uint32_t key)
{
    letter *l = &letters_of(m, k)[key];
    if (*l)
        return *l;
    if (key < KEY_WORDS)
        return *l = key == KEY_PARAGRAPH ? LETTER_PARAGRAPH : LETTER_SENTENCE;
    uint32_t word = (key - KEY_WORDS) / KEY_ROW;
    return *l = alphabet_letter(&m->rules->stages[k].alphabet, &m->signatures.all.at[word / 2], word % 2, m->scratch);
}

/* The last bit is that of many stages. */
static bool is_asked(const matcher *m, size_t k, const found_phrase *phrase)
{
    const signature *s = &m->signatures.all.at[phrase->signature];
    bool asked = stage_bit(k) != stage_bit(k + 1);
    for (uint32_t n = 0; n < s->count && !asked; n++)
        asked = m->rules->stages[k].alphabet.relevant[s->symbols[n]];
    return asked;
}

/* The longest of the phrases that begin at a place that means something to the stage and that nothing has been made of; or NULL. */
static const found_phrase *phrase_of(const matcher *m, size_t k, const struct tape_phrase *at)
{
    const unit *const *units = m->tape.at + at->place;
    uint32_t left = m->tape.n - at->place, p = at->longest;
    for (; p; p = m->phrases.at[p - 1].next) {
        const found_phrase *phrase = &m->phrases.at[p - 1];
        uint32_t n = 0;
        while (n < phrase->length && n < left && units[n]->plain && units[n]->first == units[0]->first + n)
            n++;
        if (n == phrase->length && phrase->asked_by & stage_bit(k) && is_asked(m, k, phrase))
            return phrase;
    }
    return NULL;
}

/* A sequence being written. */
struct writer {
    letter *letters;
    const uint32_t *numbers;
    uint32_t *starts; /* NULL as long as each unit stands at its own number */
    size_t n;
    size_t phrase; /* the first that may be joined yet */
};

static void count(uint32_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        at[i] = (uint32_t)i;
}

void numbers_make(matcher *m)
{
    if (m->numbers_wanted <= m->number_count)
        return;
    free(m->numbers);
    m->number_count = 0;
    m->numbers = malloc(m->numbers_wanted * sizeof *m->numbers);
    if (!m->numbers)
        arena_give_up(m->arena);
    count(m->numbers, m->numbers_wanted);
    m->number_count = m->numbers_wanted;
}

/* Numbers up to that one.  The sequences of an article share them, so they grow only between articles. */
static const uint32_t *numbers(matcher *m, size_t last)
{
    if (last < m->number_count)
        return m->numbers;
    uint32_t *own = arena_take(m->arena, (last + 1) * sizeof *own);
    count(own, last + 1);
    m->numbers_wanted = last * 2;
    return own;
}

/* From now on units may stand elsewhere. */
static void begin_starts(matcher *m, struct writer *w)
{
    w->starts = arena_take(m->arena, (m->tape.n + 2) * sizeof *w->starts);
    memcpy(w->starts, w->numbers, w->n * sizeof *w->starts);
}

/* Whether one of them is 0, not known yet. */
static inline bool any_unknown(some_letters some)
{
    uint64_t halves[2];
    some_letters zero = (some_letters)(some == 0);
    memcpy(halves, &zero, sizeof halves);
    return halves[0] | halves[1];
}

/* Letters of units [from, to), some at once as long as all of those are known; returns where that ends. */
static size_t write_known(const letter *by_key, const uint32_t *keys, size_t from, size_t to, letter *letters)
{
    size_t i = from;
    for (const uint32_t *key = keys + from; i + AT_ONCE <= to;
         i += AT_ONCE, key += AT_ONCE, letters += AT_ONCE) {
        some_letters some = {by_key[key[0]], by_key[key[1]], by_key[key[2]], by_key[key[3]],
                             by_key[key[4]], by_key[key[5]], by_key[key[6]], by_key[key[7]]};
        if (any_unknown(some))
            break;
        memcpy(letters, &some, sizeof some);
    }
    return i;
}

/* Units [from, to) of the tape, none joined. */
static void write_words(matcher *m, size_t k, struct writer *w, size_t from, size_t to)
{
    const letter *by_key = letters_of(m, k);
    const uint32_t *keys = m->tape.keys;
    letter *letters = w->letters + w->n - from;
    for (size_t i = from; i < to;) {
        i = write_known(by_key, keys, i, to, letters + i);
        for (size_t end = i + AT_ONCE; i < to && i < end; i++)
            letters[i] = by_key[keys[i]] ? by_key[keys[i]] : letter_of(m, k, keys[i]);
    }
    if (w->starts)
        memcpy(w->starts + w->n, w->numbers + from, (to - from) * sizeof *w->starts);
    w->n += to - from;
}

/* The next phrase that is joined, of those that begin in front of a place; NULL: none. */
static const found_phrase *next_phrase(const matcher *m, size_t k, struct writer *w, size_t from, size_t to, size_t *at_place)
{
    const struct tape_phrase *all = m->tape.phrases.at;
    for (; w->phrase < m->tape.phrases.n && all[w->phrase].place < to; w->phrase++) {
        const struct tape_phrase *at = &all[w->phrase];
        const found_phrase *phrase = at->place >= from && at->asked_by & stage_bit(k) ? phrase_of(m, k, at) : NULL;
        if (phrase) {
            *at_place = at->place;
            return phrase;
        }
    }
    return NULL;
}

static void write_phrase(matcher *m, size_t k, struct writer *w, size_t at, const found_phrase *phrase)
{
    if (!w->starts)
        begin_starts(m, w);
    w->starts[w->n] = (uint32_t)at;
    w->letters[w->n++] = letter_of(m, k, word_key(phrase->signature, m->tape.at[at]->glued));
}

/* Units [from, to) of the tape. */
static void write_units(matcher *m, size_t k, struct writer *w, size_t from, size_t to)
{
    while (from < to) {
        size_t at = to;
        const found_phrase *phrase = next_phrase(m, k, w, from, to, &at);
        write_words(m, k, w, from, at);
        if (phrase)
            write_phrase(m, k, w, at, phrase);
        from = phrase ? at + phrase->length : to;
    }
}

/* The boundary at a place, and sentences behind it, up to another place, that are left out: one unit. */
static void write_gap(matcher *m, size_t k, struct writer *w, size_t at, size_t to)
{
    w->starts[w->n] = (uint32_t)at;
    w->letters[w->n++] = letter_of(m, k, m->tape.keys[at]);
    if (at + 1 == to)
        return;
    w->starts[w->n] = (uint32_t)at + 1;
    w->letters[w->n++] = LETTER_PARAGRAPH;
}

/* The sentences in which hits were found, with the boundaries around them. */
static void write_sentences(matcher *m, size_t k, struct writer *w, const hits *in)
{
    const tape *t = &m->tape;
    begin_starts(m, w);
    size_t end = 0; /* of what was written, the last boundary excluded */
    for (size_t i = 0; i < in->n; i++) {
        size_t from = in->at[i]->match->tape_from, to = in->at[i]->match->tape_to;
        if (from < end)
            continue;
        while (from > end && t->keys[from] >= KEY_WORDS)
            from--;
        while (to < t->n - 1 && t->keys[to] >= KEY_WORDS)
            to++;
        if (from > end)
            write_gap(m, k, w, end, from);
        write_units(m, k, w, from, to);
        end = to;
    }
    write_gap(m, k, w, end, t->n);
}

const sequence *sequence_make(matcher *m, size_t k, const hits *beside)
{
    const tape *t = &m->tape;
    make_room(m);
    struct writer w = {.numbers = numbers(m, t->n), .letters = arena_take(m->arena, (t->n + 2 + SCOUT_BEYOND) * sizeof *w.letters)};
    *w.letters++ = 0; /* before the first there is nothing */
    if (beside)
        write_sentences(m, k, &w, beside);
    else
        write_units(m, k, &w, 0, t->n);
    memset(w.letters + w.n, 0, SCOUT_BEYOND * sizeof *w.letters);
    if (w.starts)
        w.starts[w.n] = t->n;
    sequence *s = arena_take(m->arena, sizeof *s);
    *s = (sequence){m, t->at, w.letters, w.starts ? w.starts : w.numbers, (uint32_t)w.n};
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
    return u->plain ? u->reading : NULL;
}

void units_tokens_within(const sequence *s, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
{
    uint32_t a = s->starts[from], b = s->starts[to], end = s->starts[s->n]; /* the units of a phrase lie side by side */
    while (a < b && s->tape[a]->boundary)
        a++;
    while (b > a && s->tape[b - 1]->boundary)
        b--;
    *first = s->tape[a < end ? a : end - 1]->first; /* a boundary has the place behind it */
    *last = b > a ? s->tape[b - 1]->last : *first;
}
