#include "extract/article.h"

#include <stdarg.h>
#include <stdio.h>

void article_find_sentences(article *a)
{
    const token *at = a->tokens->at;
    uint32_t n = (uint32_t)a->tokens->n;
    if (n)
        *arena_push(a->arena, &a->sentences) = 0;
    for (uint32_t t = 1; t < n; t++)
        if (at[t].flags & (TOKEN_SENTENCE | TOKEN_PARAGRAPH))
            *arena_push(a->arena, &a->sentences) = t;
    *arena_push(a->arena, &a->sentences) = n;
}

const uint32_t *article_sentence(const article *a, uint32_t t)
{
    const uint32_t *at = a->sentences.at;
    for (size_t n = a->sentences.n - 1; n > 1;) {
        size_t half = n / 2;
        at = at[half] <= t ? at + half : at;
        n -= half;
    }
    return at;
}

/* Merges hits [from, to), which are in text order, with those before, which are, too. */
static void merge(const article *a, hit **at, size_t from, size_t to)
{
    size_t n = to - from;
    hit **late = arena_take(a->arena, n * sizeof *late);
    memcpy(late, at + from, n * sizeof *late);
    while (n)
        at[--to] = from && at[from - 1]->first > late[n - 1]->first ? at[--from] : late[--n];
}

void article_in_order(const article *a, hits *all)
{
    for (size_t from = 1, to; from < all->n; from = to) {
        for (to = from + 1; to < all->n && all->at[to]->first >= all->at[to - 1]->first;)
            to++;
        if (all->at[from]->first < all->at[from - 1]->first)
            merge(a, all->at, from, to);
    }
}

size_t article_mention_from(const article *a, uint32_t t)
{
    size_t low = 0, high = a->mentions.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->mentions.at[middle].first < t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What a note holds at most; the rest is cut off. */
enum { NOTE_ROOM = 400 };

void article_add_note(const article *a, hit *h, const char *format, ...)
{
    char said[NOTE_ROOM];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    h->note = h->note ? arena_printf(a->arena, "%s; %s", h->note, said) : arena_printf(a->arena, "%s", said);
}

const char *article_words(const article *a, uint32_t first, uint32_t last)
{
    quoth_slice words = article_piece(a, first, last).text;
    return words.size ? arena_copy(a->arena, words.data, words.size) : "";
}

size_t article_hit_from(const hits *all, uint32_t t)
{
    size_t low = 0, high = all->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->at[middle]->first < t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
