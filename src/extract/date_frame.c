/* Reads the fields that a date rule has filled.  All words are the rules'; here are only numbers and codes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/date.h"
#include "extract/kinds.h"
#include "extract/numeral.h"

/* What asks for a field stands in line: most of those that a date may have it has not. */
#define INLINE static inline __attribute__((always_inline))

static int number_said(const article *a, const hit *h, field_key f)
{
    const char *value = field_value(h, f);
    if (!value)
        return UNSAID;
    const char *end;
    long n = numeral_whole(value, &end);
    double said = end != value && !*end ? (double)n : numeral_value(a, h, f);
    return isnan(said) || said <= UNSAID ? UNSAID : said >= -UNSAID ? -UNSAID : (int)said;
}

INLINE int number_field(const article *a, const hit *h, const char *field)
{
    field_key f = field_named(field);
    return field_may_be_there(h, f) ? number_said(a, h, f) : UNSAID;
}

INLINE double count_field(const article *a, const hit *h, const char *field)
{
    const char *value = hit_value(h, field);
    if (!value)
        return NAN;
    double said = numeral_value(a, h, field_named(field));
    char *end;
    double set = strtod(value, &end);
    return isnan(said) && end != value && !*end ? set : said;
}

INLINE bool flag(const hit *h, const char *field)
{
    return hit_has(h, field);
}

INLINE bool says(const hit *h, const char *field, const char *what)
{
    const char *value = hit_value(h, field);
    return value && word_is(value, what);
}

/* A field that stands in the frame, or as a tag of the word that fills another. */
INLINE const char *field_or_tag(const hit *h, const char *field, const char *carrier)
{
    const char *value = hit_value(h, field);
    return value ? value : hit_tag(h, carrier, field);
}

static unit unit_named(const char *value)
{
    static const struct {
        const char *letters;
        grain grain;
    } units[] = {{"TS", GRAIN_SECOND}, {"TM", GRAIN_MINUTE},  {"TH", GRAIN_HOUR},    {"D", GRAIN_DAY},
                 {"W", GRAIN_WEEK},    {"WE", GRAIN_WEEKEND}, {"M", GRAIN_MONTH},    {"Q", GRAIN_QUARTER},
                 {"H", GRAIN_HALF},    {"Y", GRAIN_YEAR},     {"DE", GRAIN_DECADE},  {"CE", GRAIN_CENTURY},
                 {"SP", GRAIN_SEASON}, {"SU", GRAIN_SEASON},  {"FA", GRAIN_SEASON},  {"WI", GRAIN_SEASON},
                 {"ML", GRAIN_MILLENNIUM}};
    unit u = {GRAIN_NONE, 1, ""};
    if (!value)
        return u;
    if (*value >= '1' && *value <= '9') {
        char *end;
        u.times = (int)strtol(value, &end, 10);
        value = end;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (*value == *units[i].letters && !strcmp(value, units[i].letters)) {
            u.grain = units[i].grain;
            strcpy(u.letters, units[i].letters);
        }
    return u;
}

INLINE unit unit_field(const hit *h, const char *field)
{
    return unit_named(hit_value(h, field));
}

INLINE int sign_field(const hit *h, const char *field)
{
    const char *value = hit_value(h, field);
    return !value ? 0 : *value == '-' || word_is(value, "before") ? -1 : 1;
}

static direction direction_field(const char *value)
{
    if (!value)
        return DIRECTION_NONE;
    return word_is(value, "past")     ? DIRECTION_PAST
           : word_is(value, "future") ? DIRECTION_FUTURE
           : word_is(value, "near")   ? DIRECTION_NEAR
                                      : DIRECTION_NONE;
}

/* What a field needs another for is not looked up where that is missing: most dates fill few fields. */
static void read_year(const article *a, const hit *h, frame *f)
{
    f->year = number_field(a, h, "year");
    if (f->year != UNSAID) {
        int hundreds = number_field(a, h, "hundreds");
        if (hundreds != UNSAID)
            f->year += hundreds * 100;
    } else {
        f->decade = number_field(a, h, "decade");
        f->century = number_field(a, h, "century");
    }
    if (f->year != UNSAID || f->century != UNSAID || f->decade != UNSAID)
        f->bc = says(h, "era", "BC"), f->exact = flag(h, "era");
}

/* "3.30", one word like any decimal number */
static void read_dotted_clock(const hit *h, frame *f)
{
    const char *clock = hit_value(h, "clock"), *dot = clock ? strchr(clock, '.') : NULL;
    if (!dot || strlen(dot) != 3)
        return;
    int hour = atoi(clock), minute = atoi(dot + 1);
    if (hour < 24 && minute < 60)
        f->hour = hour, f->minute = minute;
}

static void read_clock(const article *a, const hit *h, frame *f)
{
    f->part = hit_value(h, "part");
    f->hour = number_field(a, h, "hour");
    if (f->hour == UNSAID)
        read_dotted_clock(h, f);
    if (f->hour == UNSAID) {
        int hhmm = number_field(a, h, "hhmm");
        if (hhmm != UNSAID && hhmm < 2400 && hhmm % 100 < 60)
            f->hour = hhmm / 100, f->minute = hhmm % 100;
        return;
    }
    if (f->minute == UNSAID)
        f->minute = number_field(a, h, "minute");
    if (f->minute != UNSAID)
        f->second = number_field(a, h, "second");
    const char *meridiem = field_or_tag(h, "meridiem", "part");
    if (meridiem && word_is(meridiem, "pm") && f->hour < 12)
        f->hour += 12;
    if (meridiem && word_is(meridiem, "am") && f->hour == 12)
        f->hour = 0;
    if (f->minute != UNSAID && f->minute < 0) /* a quarter to nine */
        f->minute += 60, f->hour = f->hour > 1 ? f->hour - 1 : 12;
}

static const char *const unit_fields[MORE_UNITS] = {"unit2", "unit3"};
static const char *const count_fields[MORE_UNITS] = {"count2", "count3"};

static void read_count(const article *a, const hit *h, frame *f)
{
    f->shift = number_field(a, h, "shift");
    f->unit = unit_field(h, "unit");
    f->widen = unit_field(h, "widen");
    if (f->unit.grain == GRAIN_NONE)
        return;
    f->count = count_field(a, h, "count");
    f->vague = isnan(f->count) && says(h, "count", "X");
    for (int i = 0; i < MORE_UNITS; i++) {
        f->more_unit[i] = unit_field(h, unit_fields[i]);
        if (f->more_unit[i].grain != GRAIN_NONE)
            f->more_count[i] = count_field(a, h, count_fields[i]);
    }
    const char *fraction = hit_value(h, "fraction");
    f->fraction = fraction ? strtod(fraction, NULL) : 0;
    f->nth = number_field(a, h, "nth");
    f->offset = sign_field(h, "offset");
}

/* "24.12.2012", one word: day, month, year */
static void read_dotted_date(const hit *h, frame *f)
{
    const char *dotted = hit_value(h, "dotted");
    if (!dotted)
        return;
    char *rest;
    f->day = (int)strtol(dotted, &rest, 10);
    if (*rest == '.')
        f->month = (int)strtol(rest + 1, &rest, 10);
    if (*rest == '.')
        f->year = (int)strtol(rest + 1, &rest, 10);
}

/* Month, day, weekday ...: what lies within something coarser. */
static void read_fine(const article *a, const hit *h, frame *f)
{
    f->month = number_field(a, h, "month");
    f->day = number_field(a, h, "day");
    f->weekday = number_field(a, h, "weekday");
    if (f->month != UNSAID)
        return;
    f->quarter = number_field(a, h, "quarter");
    f->half = number_field(a, h, "half");
    f->season = hit_value(h, "season");
    f->holiday = hit_value(h, "holiday");
}

static number_order order_field(const hit *h)
{
    return says(h, "order", "mdy") ? ORDER_MDY : says(h, "order", "dmy") ? ORDER_DMY : ORDER_NONE;
}

/* The thirtieth of February is all of February. */
static void drop_impossible_day(frame *f)
{
    const int leap_year = 2000;
    if (f->month == UNSAID || f->day == UNSAID || f->day <= calendar_month_days(leap_year, f->month))
        return;
    f->impossible = true;
    f->day = UNSAID;
}

/* Sets what is not zero as long as nothing is said. */
static void set_unsaid(frame *f)
{
    f->year = f->month = f->day = f->weekday = f->quarter = f->half = f->decade = f->century = UNSAID;
    f->hour = f->minute = f->second = f->shift = f->nth = UNSAID;
    f->count = NAN;
    f->unit = f->widen = unit_named(NULL);
    for (int i = 0; i < MORE_UNITS; i++) {
        f->more_count[i] = NAN;
        f->more_unit[i] = unit_named(NULL);
    }
}

void frame_read(const article *a, const hit *h, frame *f)
{
    set_unsaid(f);
    f->type = hit_value(h, "type");
    f->value = hit_value(h, "value");
    f->mod = hit_value(h, "mod");
    if (f->value)
        return;
    read_year(a, h, f);
    read_clock(a, h, f);
    read_count(a, h, f);
    read_fine(a, h, f);
    read_dotted_date(h, f);
    const char *anchored = field_or_tag(h, "anchor", "shift");
    f->anchor = !anchored ? ANCHOR_DOCUMENT
                : word_is(anchored, "mention") ? ANCHOR_MENTION
                : word_is(anchored, "told")    ? ANCHOR_TOLD
                                               : ANCHOR_DOCUMENT;
    f->direction = direction_field(field_or_tag(h, "direction", "shift"));
    f->same = flag(h, "same");
    f->open = flag(h, "open");
    f->quarterly = flag(h, "quarterly");
    f->inherit = sign_field(h, "inherit");
    f->order = order_field(h);
    drop_impossible_day(f);
}

bool frame_is_duration(const frame *f)
{
    if (f->type)
        return word_is(f->type, "DURATION");
    bool amount = f->unit.grain != GRAIN_NONE && (!isnan(f->count) || f->vague || f->fraction > 0);
    return amount && f->shift == UNSAID && f->direction == DIRECTION_NONE && !f->offset && !f->same && !f->value;
}

bool frame_is_partial(const frame *f)
{
    return f->year == UNSAID && f->century == UNSAID && f->decade == UNSAID && !f->value;
}

bool frame_names_part_of_year(const frame *f)
{
    return f->holiday || f->month != UNSAID || f->quarter != UNSAID || f->half != UNSAID || f->season;
}
