/* The TIMEX3 value of an amount of time. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "extract/date.h"

/* The unit that a broken amount goes on in: a year and a half is a year and six months. */
static bool finer(const unit *u, int *parts, const char **letters)
{
    switch (u->grain) {
    case GRAIN_CENTURY: *parts = 100, *letters = "Y"; return true;
    case GRAIN_DECADE: *parts = 10, *letters = "Y"; return true;
    case GRAIN_YEAR: *parts = 12, *letters = "M"; return true;
    case GRAIN_DAY: *parts = 24, *letters = "TH"; return true;
    case GRAIN_HOUR: *parts = 60, *letters = "TM"; return true;
    case GRAIN_MINUTE: *parts = 60, *letters = "TS"; return true;
    default: return false;
    }
}

typedef struct writer {
    char text[64];
    size_t n;
    bool clock; /* T stands already */
} writer;

static void add(writer *w, const char *string)
{
    while (*string)
        w->text[w->n++] = *string++;
}

static void put(writer *w, const char *amount, const char *letters)
{
    const char *t = "";
    if (*letters == 'T') {
        letters++;
        if (!w->clock)
            t = "T";
        w->clock = true;
    }
    if (strlen(t) + strlen(amount) + strlen(letters) >= sizeof w->text - w->n)
        return;
    add(w, t);
    add(w, amount);
    add(w, letters);
}

static void put_amount(writer *w, double count, const unit *u)
{
    char amount[32];
    int parts;
    const char *letters;
    double whole = floor(count + 1e-9), rest = count - whole;
    if (rest > 1e-6 && finer(u, &parts, &letters) && fabs(rest * parts - round(rest * parts)) < 1e-6) {
        if (whole > 0) {
            snprintf(amount, sizeof amount, "%.0f", whole);
            put(w, amount, u->letters);
        }
        snprintf(amount, sizeof amount, "%.0f", round(rest * parts));
        put(w, amount, letters);
        return;
    }
    if (whole >= 1e6)
        snprintf(amount, sizeof amount, "%.0f", whole);
    else if (rest <= 1e-6 && whole >= 0)
        snprintf(amount, sizeof amount, "%d", (int)whole);
    else
        snprintf(amount, sizeof amount, "%.6g", rest > 1e-6 ? count : whole);
    put(w, amount, u->letters);
}

const char *duration_value(arena *a, const frame *f)
{
    writer w = {.text = "P", .n = 1};
    if (f->unit.grain == GRAIN_NONE)
        return "PXX";
    double count = isnan(f->count) && f->fraction > 0 ? 0 : f->count;
    if (f->vague || isnan(count))
        put(&w, "X", f->unit.letters);
    else
        put_amount(&w, (count + f->fraction) * f->unit.times, &f->unit);
    for (int i = 0; i < MORE_UNITS; i++)
        if (f->more_unit[i].grain != GRAIN_NONE && !isnan(f->more_count[i]))
            put_amount(&w, f->more_count[i], &f->more_unit[i]);
    return arena_copy(a, w.text, w.n);
}
