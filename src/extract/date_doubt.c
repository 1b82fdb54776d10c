/* What is doubtful about a date: days that do not exist, years beyond the calendar, numbers in an unknown order. */
#include <string.h>

#include "extract/date.h"

#define LAST_CENTURY (LAST_YEAR / 100 + 1)

bool timex_is_impossible(const timex *t)
{
    const frame *f = &t->frame;
    return f->impossible || (f->month != UNSAID && f->day != UNSAID && t->period.grain == GRAIN_MONTH);
}

bool frame_is_absurd(const frame *f)
{
    return f->year > LAST_YEAR || f->century > LAST_CENTURY || (f->bc && (f->year == 0 || f->century == 0));
}

double timex_confidence(const timex *t)
{
    const frame *f = &t->frame;
    if (timex_is_impossible(t))
        return 0.3;
    if (f->unsure)
        return 0.4;
    if (f->value || f->vague)
        return 0.8;
    return f->year >= 1000 ? 0.95 : t->period.grain == GRAIN_NONE ? 0.7 : 0.85;
}

static bool is_unsure(const timex *t)
{
    return t->frame.unsure;
}

/* One warning for all dates of a sort; it quotes the first. */
static void warn(article *a, timex *const *dates, size_t n, bool (*of)(const timex *), const char *code,
                 const char *what)
{
    const timex *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (of(dates[i])) {
            count++;
            if (!first)
                first = dates[i];
        }
    if (!first)
        return;
    const char *words = article_words(a, first->hit->first, first->hit->last);
    const char *more = count == 1 ? "" : arena_printf(a->arena, ", and %zu more", count - 1);
    *arena_push(a->arena, &a->warnings) =
        (quoth_warning){code, arena_printf(a->arena, "%s: %s%s", words, what, more), count};
}

void dates_warn(article *a, timex *const *dates, size_t n)
{
    warn(a, dates, n, timex_is_impossible, "impossible-date", "no such day");
    warn(a, dates, n, is_unsure, "ambiguous-date", "day and month could change places");
}
