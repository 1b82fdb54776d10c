/*
 * A temporal expression on its way from a rule's frame to a TIMEX3: what the words say (read by date_frame.c,
 * completed in ranges by date_inherit.c), what they count from (chosen by anchor.c), and what comes out (computed
 * by date_value.c and date_duration.c, which know nothing of the article, and written by date_write.c).
 * date_note.c says how it went.
 *
 * docs/dates.md explains the fields that a rule may fill.
 */
#ifndef QUOTH_EXTRACT_DATE_H
#define QUOTH_EXTRACT_DATE_H

#include "extract/article.h"

#define UNSAID (-100000) /* a field that no group and no `set` has filled */
#define COUNTED_MOST 20000 /* units: what lies further off than so many is on no calendar */

/* How fine a date is, from coarse to fine. */
typedef enum grain {
    GRAIN_NONE,
    GRAIN_MILLENNIUM,
    GRAIN_CENTURY,
    GRAIN_DECADE,
    GRAIN_YEAR,
    GRAIN_HALF,
    GRAIN_SEASON,
    GRAIN_QUARTER,
    GRAIN_MONTH,
    GRAIN_WEEK,
    GRAIN_WEEKEND,
    GRAIN_DAY,
    GRAIN_HOUR,
    GRAIN_MINUTE,
    GRAIN_SECOND,
} grain;

/* A unit as lists write it: "D", "W", "M", "Q", "Y", "DE", "CE", "ML", "WE", "TH", "TM", "TS", a season, or
   several: "2W". */
typedef struct unit {
    grain grain;      /* GRAIN_NONE: no unit was said */
    int times;        /* 2 for a fortnight */
    char letters[3];  /* as TIMEX3 writes it behind P or PT */
} unit;

/* Years before Christ stand at the far end of the calendar, 480 BC as the year 9519: so what is later has the higher number
   there as well, and decades and centuries are whole ones. */
#define YEAR_BEFORE_CHRIST(year) (9999 - (year))
#define LAST_YEAR 4999

/* A stretch of the calendar: the grain, and its first day. */
typedef struct period {
    grain grain; /* GRAIN_NONE: unknown */
    day first;   /* year 0: unknown */
    char season[3];
} period;

/* NEAR: the nearest on either side; DUE: the nearest, but far ahead is rather long past; COMING: the nearest, but far
   behind is rather far ahead; ONWARD: the nearest, rather in the same year. */
typedef enum direction { DIRECTION_NONE, DIRECTION_PAST, DIRECTION_FUTURE, DIRECTION_NEAR, DIRECTION_DUE,
               DIRECTION_COMING, DIRECTION_ONWARD } direction;
/* TOLD: the mention, if the verb near it tells of the past. */
typedef enum anchor { ANCHOR_DOCUMENT, ANCHOR_MENTION, ANCHOR_TOLD } anchor;

enum { MORE_UNITS = 2 };

/* Which number of "03/04/2025" stands first, by the rule that has read it. */
typedef enum number_order { ORDER_NONE, ORDER_MDY, ORDER_DMY } number_order;

typedef struct frame {
    int year, month, day, weekday, quarter, half, decade, century, hour, minute, second, shift, nth;
    double count; /* NAN: unsaid */
    double fraction;
    unit unit, widen;
    double more_count[MORE_UNITS]; /* "two hours, 10 minutes and 5 seconds": the finer ones; NAN: unsaid */
    unit more_unit[MORE_UNITS];
    anchor anchor;
    direction direction;
    bool exact; /* an era was said: a year of two digits is just that */
    bool bc, vague, same, open; /* open: none in particular */
    bool quarterly; /* "the year-ago quarter", "the 1988 period": counts from the quarter last mentioned */
    int offset;    /* -1 before, +1 after what the other fields say; 0 none */
    number_order order;
    bool unsure;     /* in the other order it would be a date as well, and nothing tells which it is */
    bool impossible; /* a day that no year has */
    int inherit;   /* -1 takes what it lacks from the date before, +1 from the date behind */
    const char *season, *part, *holiday;
    const char *type, *value, *mod;
} frame;

/* An expression that was found. */
typedef struct timex {
    hit *hit;
    frame frame;
    const char *bound;
    struct timex *range; /* the date that begins a range which this one ends */
    period period;       /* when resolved */
    quoth_date result;
} timex;

/* What the words are counted from. */
typedef struct reference {
    period base; /* grain GRAIN_NONE: unknown */
    direction direction; /* for what may lie on both sides */
} reference;

/* date_order.c: reads "03/04/2025" in the order that the option or the rest of the article tells */
void dates_order(const article *a);

/* date_doubt.c */

/* Whether the words name a day that its month does not have. */
bool timex_is_impossible(const timex *t);
/* No year of a calendar: not to be taken for a date. */
bool frame_is_absurd(const frame *f);
double timex_confidence(const timex *t);
/* Warns of days that do not exist and of numbers that could be read in two ways. */
void dates_warn(article *a, timex *const *dates, size_t n);

/* date_frame.c */
/* Fills a frame that is zero. */
void frame_read(const article *a, const hit *h, frame *f);
bool frame_is_duration(const frame *f);
/* Whether the date lacks a year, and hence counts from something. */
bool frame_is_partial(const frame *f);
/* Whether it names a month, season, quarter, half or holiday. */
bool frame_names_part_of_year(const frame *f);
/* A clock alone takes the day that the other end of its range names. */
void frame_take_day(frame *f, const frame *from);
/* Fills what `f` lacks, from the coarsest downward, with what `from` has. */
void frame_inherit(frame *f, const frame *from);

/* date_duration.c: "P2Y", "PT1H30M", "PXW"; in the arena */
const char *duration_value(arena *a, const frame *f);

/* date_period.c */
period period_of(day d, grain g);
day day_shift(day d, grain g, int n);      /* so many units later */
period period_shift(period p, grain g, int n); /* at grain g, n units later */
day period_last(const period *p);
bool period_is_before_christ(const period *p);
/* The TIMEX3 value of a period that is known. */
const char *period_value(arena *a, const period *p);

/* date_value.c: the period of the frame; GRAIN_NONE when it cannot be placed */
period date_resolve(const frame *f, const reference *r);
/* "The first ten months of 2013": what the amount is of, and the part of it that is meant; false when there is none. */
period date_resolve_whole(const frame *f, const reference *r);
bool date_part(const frame *f, const period *whole, day *begin, day *end);

/* feast.c: fixed and movable feasts; docs/dates.md has the rules' forms */

/* Its (first) day in a year; year 0 when there is none or the rule is malformed. */
day holiday_day(const char *rule, int year);
/* How many days it lasts. */
int holiday_length(const char *rule);
/* The day that stands for it, or the month of what lasts a month. */
period holiday_period(const char *rule, int year);
/* The first and last day of the one that this period stands for. */
bool holiday_extent(const char *rule, const period *p, day *begin, day *end);

/* date_write.c: TIMEX3 values; a frame that found no place keeps X for what is not known */
const char *date_value(arena *a, const frame *f, const period *p);
const char *set_value(arena *a, const frame *f);

/* anchor.c */

/* Why a date counts from what it counts from. */
typedef enum counting { COUNTING_DOCUMENT, COUNTING_MENTION, COUNTING_RANGE, COUNTING_QUARTER } counting;

typedef struct anchors {
    const article *article;
    bool narrative;    /* the anchor moves along the text */
    period mention;    /* the date last mentioned that dates are counted from */
    period last;       /* the date last mentioned, whatever it was: "that year" */
    const hit *last_hit;
    period last_day;   /* the last one that is a day: "that day" */
    const timex *aside; /* the last one, month or day, that has not moved the anchor; or NULL */
    period outlier;    /* one too far from those before to be trusted, until another stands by it */
    period quarter;    /* the quarter last mentioned that is over */
    size_t next_tense; /* the first of the article's tenses that stands behind the last date */
    /* for notes */
    size_t mention_at, quarter_at, last_at, aside_at; /* which entries `mention`, `quarter` ... are of */
    size_t counted_at; /* the entry of the last reference */
    counting counting; /* of the last reference, */
    const hit *verb;   /* and the verb that was asked for its direction; or NULL */
} anchors;

void anchors_begin(anchors *s, const article *a, timex *const *dates, size_t n);
/* May complete the frame from what was mentioned before. */
reference anchors_reference(anchors *s, timex *t);
void anchors_mention(anchors *s, const timex *t);

/* date_note.c: what a date that was resolved has counted from */
void date_note(const anchors *s, const timex *t, const reference *r);

#endif
