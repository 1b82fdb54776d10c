#include "pipeline/words.h"

#include <stdlib.h>

#include "text/point.h"
#include "text/token.h"

typedef VECTOR(size_t) places;

static int by_place(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static places borders_of(arena *a, const marks *m)
{
    places all = {0};
    for (size_t i = 0; i < m->spans.n; i++) {
        *arena_push(a, &all) = m->spans.at[i].piece.start;
        *arena_push(a, &all) = m->spans.at[i].piece.end;
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    return all;
}

/* The bytes that n code points take. */
static size_t bytes_of(quoth_slice slice, size_t n)
{
    size_t at = 0, length;
    while (n-- && at < slice.size) {
        point_at((const unsigned char *)slice.data + at, &length);
        at += length;
    }
    return at;
}

/* Adds what the piece has behind `start`, cut at the borders inside. */
static void add_cut(arena *a, quoth_piece piece, const places *borders, size_t *border, words *result)
{
    while (*border < borders->n && borders->at[*border] <= piece.start)
        ++*border;
    for (size_t k = *border; k < borders->n && borders->at[k] < piece.end; k++) {
        size_t cut = borders->at[k];
        if (cut == piece.start)
            continue;
        size_t bytes = bytes_of(piece.text, cut - piece.start);
        *arena_push(a, &result->list) = (word){piece.start, cut, {piece.text.data, bytes}, false, false};
        piece = (quoth_piece){cut, piece.end, {piece.text.data + bytes, piece.text.size - bytes}};
    }
    *arena_push(a, &result->list) = (word){piece.start, piece.end, piece.text, false, false};
}

static bool is_space(const char *p, const char *end)
{
    size_t length;
    return p == end || (point_class(point_at((const unsigned char *)p, &length)) & POINT_SPACE);
}

static void tell_surroundings(const quoth_document *d, words *w)
{
    const char *end = d->text.data + d->text.size;
    size_t sentence = 0;
    for (size_t i = 0; i < w->list.n; i++) {
        word *k = &w->list.at[i];
        k->space = is_space(k->text.data + k->text.size, end);
        while (sentence < d->sentence_count && d->sentences[sentence].start <= k->start) {
            k->sentence = true;
            sentence++;
        }
    }
    if (w->list.n)
        w->list.at[0].sentence = true;
}

void words_make(arena *a, const quoth_document *d, const marks *m, words *result)
{
    text t;
    tokens cut = {0};
    places borders = borders_of(a, m);
    size_t border = 0, behind = 0;
    *result = (words){0};
    if (!d->text.size)
        return;
    text_make(a, d->text.data, d->text.size, &t);
    tokens_cut(a, &t, &cut);
    for (size_t i = 0; i < cut.n; i++) {
        quoth_piece piece = text_piece(&t, cut.at[i].start, cut.at[i].end);
        /* Two tokens may share a cluster whose form changed; the first one has it. */
        if (piece.start < behind || piece.end == piece.start)
            continue;
        add_cut(a, piece, &borders, &border, result);
        behind = piece.end;
    }
    tell_surroundings(d, result);
}

bool words_touched(const words *w, const quoth_piece *piece, size_t *first, size_t *last)
{
    size_t low = 0, high = w->list.n; /* words before `low` end before the piece */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->list.at[middle].end <= piece->start)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == w->list.n || w->list.at[low].start >= piece->end)
        return false;
    *first = *last = low;
    high = w->list.n; /* words from `high` on begin behind the piece */
    while (*last + 1 < high) {
        size_t middle = *last + (high - *last) / 2;
        if (w->list.at[middle].start < piece->end)
            *last = middle;
        else
            high = middle;
    }
    return true;
}
