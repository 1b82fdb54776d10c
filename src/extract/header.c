/*
 * The document's date, read off the top of the text ("header") or off the dateline, when the article was given
 * without one.
 */
#include <string.h>

#include "extract/date.h"
#include "extract/kinds.h"

static const char *const bases[] = {"header", "dateline"};

#define HEAD 300 /* words: what stands behind is no head of an article */

static bool is_whole(const frame *f)
{
    return f->year >= 1000 && f->month != UNSAID && f->day != UNSAID && !f->bc &&
           calendar_is_valid((day){f->year, f->month, f->day});
}

static void take(article *a, hit *h, const char *basis)
{
    if (calendar_is_valid(a->published) || h->first > HEAD)
        return;
    const hit *date;
    for (field_walk w = hit_begin(h, "date"); (date = walk_inner(&w));) {
        const timex *t = date->entry;
        if (!t || !is_whole(&t->frame))
            continue;
        a->published = (day){t->frame.year, t->frame.month, t->frame.day};
        a->published_basis = basis;
        article_note(a, h, "the document's date: the first whole one in a %s", basis);
        bool line = !strcmp(basis, bases[0]); /* of a dateline the date alone */
        a->published_piece = article_piece(a, line ? h->first : date->first, line ? h->last : date->last);
        return;
    }
}

/* A day of a header lies near the document's own, whatever the verbs around it say. */
static void settle(const hit *h)
{
    const hit *date;
    for (field_walk w = hit_begin(h, "date"); (date = walk_inner(&w));) {
        timex *t = date->entry;
        if (t && (t->frame.month != UNSAID || t->frame.weekday != UNSAID))
            t->frame.direction = DIRECTION_NEAR;
    }
}

void header_found(article *a, const hits *found)
{
    for (size_t b = 0; b < sizeof bases / sizeof *bases; b++)
        for (size_t i = 0; i < found->n; i++) {
            const char *basis = hit_value(found->at[i], "basis");
            if (basis && !strcmp(basis, bases[b]))
                take(a, found->at[i], bases[b]);
        }
    for (size_t i = 0; i < found->n; i++)
        settle(found->at[i]);
}
