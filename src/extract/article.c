#include "extract/article.h"

#include <stdarg.h>
#include <stdio.h>

quoth_piece article_piece(const article *a, uint32_t first, uint32_t last)
{
    if (last <= first)
        return (quoth_piece){0};
    return text_piece(a->text, a->tokens->at[first].start, a->tokens->at[last - 1].end);
}

static bool begins(const article *a, uint32_t t)
{
    return t == 0 || (a->tokens->at[t].flags & (TOKEN_SENTENCE | TOKEN_PARAGRAPH));
}

uint32_t article_sentence_start(const article *a, uint32_t t)
{
    while (!begins(a, t))
        t--;
    return t;
}

uint32_t article_sentence_end(const article *a, uint32_t t)
{
    do
        t++;
    while (t < a->tokens->n && !begins(a, t));
    return t < a->tokens->n ? t : (uint32_t)a->tokens->n;
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
