/*
 * Where sentences begin.
 *
 * Two passes: the first joins the periods of abbreviations and initials to their words, so that the second
 * meets only periods that may end a sentence, and words like "U.S." whose own period may.
 */
#include "text/sentence.h"

#include <string.h>

#include "text/point.h"

/* A token with its neighbours. */
struct view {
    const text *text;
    const tokens *list;
};

static const token *at(const struct view *v, size_t i)
{
    return &v->list->at[i];
}

static char first_byte(const struct view *v, size_t i)
{
    return v->text->bytes[at(v, i)->start];
}

static size_t size_of(const struct view *v, size_t i)
{
    return at(v, i)->end - at(v, i)->start;
}

/* Whether token i stands in the paragraph of the tokens before it. */
static bool goes_on(const struct view *v, size_t i)
{
    return i < v->list->n && !(at(v, i)->flags & TOKEN_PARAGRAPH);
}

static bool is_period(const struct view *v, size_t i)
{
    return (at(v, i)->flags & TOKEN_PERIOD) && size_of(v, i) == 1;
}

static bool is_lower(const struct view *v, size_t i)
{
    size_t length;
    const unsigned char *p = (const unsigned char *)v->text->bytes + at(v, i)->start;
    return (at(v, i)->flags & (TOKEN_WORD | TOKEN_UPPER)) == TOKEN_WORD &&
           (point_class(point_at(p, &length)) & POINT_LOWER);
}

static bool is_upper(const struct view *v, size_t i)
{
    return (at(v, i)->flags & TOKEN_UPPER) != 0;
}

static bool is_starter(const struct view *v, size_t i)
{
    return is_upper(v, i) && (at(v, i)->role & ROLE_STARTER) && !(at(v, i)->flags & TOKEN_PERIOD);
}

static bool is_lone_capital(const struct view *v, size_t i)
{
    size_t length;
    if (!is_upper(v, i) || size_of(v, i) > 4)
        return false;
    point_at((const unsigned char *)v->text->bytes + at(v, i)->start, &length);
    return length == size_of(v, i);
}

/* --------------------------------------------------------------------------------- joining periods */

/* Whether token i, which stands behind the period of an abbreviation or initial, begins a sentence. */
static bool begins_anew(const struct view *v, size_t i)
{
    if (!goes_on(v, i))
        return true;
    if (at(v, i)->flags & (TOKEN_WORD | TOKEN_NUMBER)) {
        bool initial = is_lone_capital(v, i) && goes_on(v, i + 1) && is_period(v, i + 1);
        return is_starter(v, i) && !initial;
    }
    return (at(v, i)->role & (ROLE_QUOTE_CLOSE | ROLE_BRACKET_CLOSE)) && (at(v, i)->flags & TOKEN_GLUED);
}

/* Whether the period at i + 1 belongs to the word i. */
static bool owns_period(const struct view *v, size_t i)
{
    unsigned role = at(v, i)->role;
    bool initial = is_lone_capital(v, i);
    if (!initial && !(role & (ROLE_ABBREVIATION | ROLE_SHORTENED)))
        return false;
    if (!goes_on(v, i + 1) || at(v, i + 1)->start != at(v, i)->end)
        return false;
    if (role & ROLE_SHORTENED)
        return true;
    if (begins_anew(v, i + 2))
        return false;
    /* "Plan B. (That ...": an initial stands before a name, or where the sentence plainly goes on */
    return !initial || role & ROLE_ABBREVIATION ||
           !(at(v, i + 2)->role & (ROLE_QUOTE_OPEN | ROLE_BRACKET_OPEN)) || (at(v, i + 2)->flags & TOKEN_GLUED);
}

static void join_periods(const text *t, tokens *list)
{
    struct view v = {t, list};
    token *all = list->at;
    const size_t n = list->n;
    size_t kept = 0, from = 0; /* tokens [from, i) are to follow those that have their place */
    for (size_t i = 1; i < n; i++) {
        if (!(all[i].flags & TOKEN_PERIOD) || !is_period(&v, i) || !owns_period(&v, i - 1))
            continue;
        all[i - 1].end = all[i].end;
        all[i - 1].flags |= TOKEN_PERIOD;
        memmove(all + kept, all + from, (i - from) * sizeof *all);
        kept += i - from;
        from = i + 1;
    }
    if (from)
        memmove(all + kept, all + from, (n - from) * sizeof *all);
    list->n -= from - kept;
}

/* -------------------------------------------------------------------------------- finding boundaries */

/* Whether a word ends in a period of its own that may end the sentence as well: Inc., U.S., J.K. */
static bool is_shortened(const struct view *v, size_t i)
{
    const unsigned both = TOKEN_WORD | TOKEN_PERIOD;
    if ((at(v, i)->flags & both) != both)
        return false;
    return (at(v, i)->role & (ROLE_ABBREVIATION | ROLE_SHORTENED)) != ROLE_ABBREVIATION;
}

/* Whether an opening mark stands at i, as far as that can be told without pairing. */
static bool just_opened(const struct view *v, size_t i)
{
    unsigned role = at(v, i)->role;
    if (role & ROLE_BRACKET_OPEN)
        return true;
    return (role & ROLE_QUOTE_OPEN) && !((role & ROLE_QUOTE_CLOSE) && (at(v, i)->flags & TOKEN_GLUED));
}

/* Whether the stop i may end a sentence that began with token `first`. */
static bool is_stop(const struct view *v, size_t i, size_t first)
{
    if (!(at(v, i)->role & ROLE_STOP) || i == first)
        return false;
    bool glued = (at(v, i)->flags & TOKEN_GLUED) != 0;
    bool glues = goes_on(v, i + 1) && (at(v, i + 1)->flags & TOKEN_GLUED);
    if (glued && just_opened(v, i - 1))
        return false; /* [...] or “...and” */
    if (!glued && glues && (at(v, i + 1)->flags & (TOKEN_WORD | TOKEN_NUMBER)))
        return false; /* .22, .com, ...and */
    const unsigned item = TOKEN_NUMBER | TOKEN_PARAGRAPH;
    bool numbered = i - 1 == first && (at(v, first)->flags & item) == item;
    return !numbered; /* "1. First" */
}

/* Behind further stops and the closing quotation marks and brackets after them. */
static size_t skip_closing(const struct view *v, size_t i)
{
    for (; goes_on(v, i); i++) {
        unsigned role = at(v, i)->role;
        bool glued = (at(v, i)->flags & TOKEN_GLUED) != 0;
        bool closes = (role & (ROLE_QUOTE_CLOSE | ROLE_BRACKET_CLOSE)) != 0;
        bool glues = goes_on(v, i + 1) && (at(v, i + 1)->flags & TOKEN_GLUED);
        /* a mark of both roles away from the stop opens, unless nothing but space stands behind it */
        if (!(role & ROLE_STOP) && !(closes && (glued || !(role & ROLE_QUOTE_OPEN) || !glues)))
            break;
    }
    return i;
}

/* The first word or number at or behind i, with opening marks and dashes between; i itself if there is none. */
static size_t first_word(const struct view *v, size_t i)
{
    for (size_t k = i; goes_on(v, k) && k < i + 8; k++)
        if (at(v, k)->flags & (TOKEN_WORD | TOKEN_NUMBER))
            return k;
    return i;
}

/* Whether token i, behind a stop and what closes with it, begins a sentence. */
static bool begins_sentence(const struct view *v, size_t i, bool only_starter)
{
    unsigned flags = at(v, i)->flags, role = at(v, i)->role;
    size_t word = first_word(v, i);
    char c = first_byte(v, i);
    if (is_lower(v, word) || c == ',' || c == ';' || c == ':')
        return false;
    if (flags & (TOKEN_WORD | TOKEN_NUMBER))
        return only_starter || flags & TOKEN_GLUED ? is_starter(v, i) : true;
    bool opens = (role & (ROLE_QUOTE_OPEN | ROLE_BRACKET_OPEN)) != 0;
    if (only_starter)
        return opens && is_starter(v, word);
    return opens || !(flags & TOKEN_GLUED);
}

static void mark_boundaries(const text *t, tokens *list)
{
    struct view v = {t, list};
    token *all = list->at;
    const size_t n = list->n;
    size_t first = 0; /* of the sentence */
    for (size_t i = 0; i < n;) {
        if (!(all[i].flags & (TOKEN_PARAGRAPH | TOKEN_PERIOD)) && !(all[i].role & ROLE_STOP)) {
            i++; /* nearly always */
            continue;
        }
        if (all[i].flags & TOKEN_PARAGRAPH) {
            all[i].flags |= TOKEN_SENTENCE;
            first = i;
        }
        bool shortened = is_shortened(&v, i);
        if (!shortened && !is_stop(&v, i, first)) {
            i++;
            continue;
        }
        size_t next = skip_closing(&v, i + 1);
        bool stopped = false; /* "U.S.!" */
        for (size_t k = i + 1; k < next; k++)
            stopped = stopped || all[k].role & ROLE_STOP;
        i = next;
        if (goes_on(&v, i) && begins_sentence(&v, i, shortened && !stopped)) {
            all[i].flags |= TOKEN_SENTENCE;
            first = i;
        }
    }
}

void sentences_mark(const text *t, tokens *list)
{
    join_periods(t, list);
    mark_boundaries(t, list);
}
