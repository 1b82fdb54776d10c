/* Pseudo-random texts made of what is hard about text, for property tests; the same seed, the same text. */
#ifndef RANDOM_TEXT_H
#define RANDOM_TEXT_H

#include <stdint.h>
#include <string.h>

static uint32_t random_next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Fills out with about `room` bytes; with_invalid: some of them are no UTF-8.  Returns the size. */
static size_t random_text(uint32_t *state, int with_invalid, char *out, size_t room)
{
    static const char *const pieces[] = {
        " ", " ", " ", "\n", "the", "Vale", "said", "U.S.", "J.", "K.", "No", "Mr.", "'s", "’s", "don't", "12",
        "1,200", "3.5", ".", ".", ",", "!", "?", "...", "\"", "\"", "'", "“", "”", "‘", "’", "``", "''", "(", ")",
        "é", "e\xCC\x81", "\xCC\x81", "\xCC\xA7\xCC\x81", "\xCC\x81\xCC\xA7", "q\xCC\x87\xCC\xA3", "ñ", "Ω",
        "\xE2\x84\xA6" /* ohm sign */, "\xE2\x84\xAB" /* angstrom sign */, "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8",
        "\xE1\x84\x80", "\xE1\x85\xA1", "\xE1\x86\xA8", "가", "각", "😀", "👩\xE2\x80\x8D🚀", "❤\xEF\xB8\x8F",
        "\xC2\xA0", "\xC2\xAD", "\xEF\xBB\xBF", "\xE2\x80\x8B", "\xE2\x80\xA8", "\r\n", "\xE0\xA5\x98",
        "\xE0\xA4\x95\xE0\xA4\xBC", "ế", "й", "и\xCC\x86", "漢字", "\xE2\x80\x80", "½", "²", "–", "$", "%"};
    static const char *const invalid[] = {
        "\xFF", "\xC3", "\xE2\x80", "\xED\xA0\x80", "\xC0\x80", "\xF0\x9F\x98", "\x80"};
    const uint32_t invalids = sizeof invalid / sizeof *invalid;
    size_t size = 0;
    for (;;) {
        uint32_t pick = random_next(state);
        const char *piece = pieces[pick % (sizeof pieces / sizeof *pieces)];
        if (with_invalid && pick % 13 == 0)
            piece = invalid[pick / 13 % invalids];
        if (size + strlen(piece) > room)
            return size;
        memcpy(out + size, piece, strlen(piece));
        size += strlen(piece);
    }
}

#endif
