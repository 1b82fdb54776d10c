/* What a date of a range takes from its neighbour: "June 3-5", "between 7 and 9 p.m. on Monday". */
#include "extract/date.h"

void frame_inherit(frame *f, const frame *from)
{
    if (f->hour != UNSAID && f->hour < 12 && from->hour >= f->hour + 12) /* between 7 and 9 p.m. */
        f->hour += 12;
    frame_take_day(f, from);
    bool bare = f->month == UNSAID && f->weekday == UNSAID && !f->season && f->quarter == UNSAID && !f->holiday;
    if (f->day != UNSAID && bare)
        f->month = from->month;
    if (f->year >= 0 && f->year < 100 && from->year >= 100)
        f->year += from->year / 100 * 100; /* 1914-18 */
    if (f->year != UNSAID && f->inherit > 0 && from->exact) /* 499-493 BC */
        f->bc = from->bc, f->exact = true;
    if (f->year == UNSAID && f->shift == UNSAID) {
        f->year = from->year;
        f->bc = from->bc;
        if (f->unit.grain == GRAIN_NONE && from->unit.grain != GRAIN_NONE && from->shift != UNSAID) {
            f->unit = from->unit;
            f->shift = from->shift;
            f->anchor = from->anchor;
        }
    }
}

void frame_take_day(frame *f, const frame *from)
{
    bool bare = f->hour != UNSAID && f->month == UNSAID && f->day == UNSAID && f->weekday == UNSAID &&
                f->year == UNSAID && f->shift == UNSAID;
    if (!bare)
        return;
    f->year = from->year;
    f->month = from->month;
    f->day = from->day;
    f->weekday = from->weekday;
    if (from->unit.grain == GRAIN_DAY && from->shift != UNSAID)
        f->unit = from->unit, f->shift = from->shift;
}
