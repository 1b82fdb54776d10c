/*
 * Which number of "03/04/2025" is the month.  The option says it; else dates of the article that can be read in one way
 * only ("25/04/2025", or one that is the document's own date in one order alone); else the rule that has read it, which
 * is the one that stands first in the patterns of the language.
 */
#include "extract/date.h"

static bool could_turn(const frame *f)
{
    return f->order != ORDER_NONE && f->day != UNSAID && f->day <= 12 && f->day != f->month;
}

static void turn(frame *f)
{
    int month = f->day;
    f->day = f->month;
    f->month = month;
    f->order = f->order == ORDER_MDY ? ORDER_DMY : ORDER_MDY;
}

static number_order other(number_order o)
{
    return o == ORDER_MDY ? ORDER_DMY : ORDER_MDY;
}

/* The order that this date is in beyond doubt. */
static number_order order_shown(const article *a, const frame *f)
{
    day now = a->published;
    if (f->order == ORDER_NONE || f->day == f->month)
        return ORDER_NONE;
    if (f->day > 12 || f->impossible)
        return f->order;
    if (!now.year || f->year % 100 != now.year % 100)
        return ORDER_NONE;
    if (f->month == now.month && f->day == now.day)
        return f->order;
    return f->day == now.month && f->month == now.day ? other(f->order) : ORDER_NONE;
}

static number_order order_of(const article *a)
{
    int month_first = 0, day_first = 0;
    if (a->date_order != QUOTH_DATE_ORDER_AUTO)
        return a->date_order == QUOTH_DATE_ORDER_MDY ? ORDER_MDY : ORDER_DMY;
    for (size_t i = 0; i < a->dates.n; i++) {
        const timex *t = a->dates.at[i]->entry;
        number_order shown = order_shown(a, &t->frame);
        month_first += shown == ORDER_MDY;
        day_first += shown == ORDER_DMY;
    }
    return month_first > day_first ? ORDER_MDY : day_first > month_first ? ORDER_DMY : ORDER_NONE;
}

void dates_order(const article *a)
{
    number_order order = ORDER_NONE;
    bool known = false;
    for (size_t i = 0; i < a->dates.n; i++) {
        timex *t = a->dates.at[i]->entry;
        if (!could_turn(&t->frame))
            continue;
        if (!known)
            order = order_of(a);
        known = true;
        t->frame.unsure = order == ORDER_NONE;
        if (order != ORDER_NONE && order != t->frame.order) {
            turn(&t->frame);
            article_note(a, t->hit, "read in the other order, as %s",
                         a->date_order == QUOTH_DATE_ORDER_AUTO ? "the article's other dates show" : "the option says");
        }
    }
}
