#include "text/quotation_marks.h"

#define QUOTES (ROLE_QUOTE_OPEN | ROLE_QUOTE_CLOSE)
#define CHAIN 4 /* marks in a row that are looked past */

static const char *bytes_of(const struct marks *m, size_t i)
{
    return m->text->bytes + m->list->at[i].start;
}

static size_t size_of(const struct marks *m, size_t i)
{
    return m->list->at[i].end - m->list->at[i].start;
}

static bool is_text(const struct marks *m, size_t i, const char *string)
{
    return size_of(m, i) == strlen(string) && memcmp(bytes_of(m, i), string, size_of(m, i)) == 0;
}

bool marks_are_alike(const struct marks *m, size_t i, size_t k)
{
    return size_of(m, i) == size_of(m, k) && memcmp(bytes_of(m, i), bytes_of(m, k), size_of(m, i)) == 0;
}

bool mark_is_straight(const struct marks *m, size_t i)
{
    return is_text(m, i, "\"");
}

static bool is_angled(const struct marks *m, size_t i)
{
    return is_text(m, i, "«") || is_text(m, i, "»");
}

bool marks_match(const struct marks *m, size_t i, size_t k)
{
    return is_angled(m, i) == is_angled(m, k);
}

bool mark_reopens(const struct marks *m, size_t mark, size_t i)
{
    if (i >= m->list->n || !mark_has(m, m->end, TOKEN_PARAGRAPH))
        return false;
    for (size_t k = m->end; k <= i; k++)
        if (!mark_is(m, k, ROLE_QUOTE_OPEN) || (k > m->end && mark_has(m, k, TOKEN_PARAGRAPH)))
            return false;
    return marks_are_alike(m, mark, i);
}

/* ------------------------------------------------------------------------------------ surroundings */

/* Whether the token behind i is in the paragraph and glued to it. */
static bool glues(const struct marks *m, size_t i)
{
    return i + 1 < m->end && mark_has(m, i + 1, TOKEN_GLUED);
}

static bool is_dash(const struct marks *m, size_t i)
{
    return bytes_of(m, i)[0] == '-' || is_text(m, i, "–") || is_text(m, i, "—") || is_text(m, i, "/");
}

static bool space_before(const struct marks *m, size_t i)
{
    for (int n = 0; n < CHAIN && mark_has(m, i, TOKEN_GLUED); n++) {
        i--;
        if (mark_is(m, i, ROLE_BRACKET_OPEN) || is_dash(m, i))
            return true;
        if (!mark_is(m, i, QUOTES))
            return false;
    }
    return !mark_has(m, i, TOKEN_GLUED);
}

static bool space_behind(const struct marks *m, size_t i)
{
    for (int n = 0; n < CHAIN && glues(m, i); n++) {
        i++;
        if (mark_has(m, i, TOKEN_WORD | TOKEN_NUMBER) || mark_is(m, i, ROLE_BRACKET_OPEN))
            return false;
        if (mark_is(m, i, ROLE_BRACKET_CLOSE))
            return true;
        if (!mark_is(m, i, QUOTES)) /* a comma; but "$5" and "...and" begin something */
            return !glues(m, i) || !mark_has(m, i + 1, TOKEN_WORD | TOKEN_NUMBER) || is_dash(m, i);
    }
    return !glues(m, i);
}

enum side side_of(const struct marks *m, size_t i)
{
    bool before = space_before(m, i), behind = space_behind(m, i);
    if (before == behind)
        return SIDE_UNCLEAR;
    return before ? SIDE_OPEN : SIDE_CLOSE;
}

static bool behind_number(const struct marks *m, size_t i)
{
    return i > m->start && mark_has(m, i, TOKEN_GLUED) && mark_has(m, i - 1, TOKEN_NUMBER);
}

bool mark_measures(const struct marks *m, size_t i, bool is_open)
{
    bool may_measure = mark_is_straight(m, i) || is_text(m, i, "''") || is_text(m, i, "”");
    if (!may_measure || !behind_number(m, i))
        return false;
    if (!is_open)
        return true;
    /* "a 6" pipe," he said: the quotation is open, but the next mark closes it */
    for (size_t k = i + 1; k < m->end; k++)
        if (mark_is(m, k, QUOTES) && !mark_is(m, k, ROLE_QUOTE_SINGLE))
            return marks_are_alike(m, i, k) && side_of(m, k) == SIDE_CLOSE && !behind_number(m, k);
    return false;
}

/* ------------------------------------------------------------------------------------ single marks */

/* Straight marks close straight ones: in 'the prisoners’ mail' the curly one is an apostrophe. */
static bool is_typewriter(const struct marks *m, size_t i)
{
    return is_text(m, i, "'");
}

/* How much speaks for a single mark being a closing one. */
enum evidence { EVIDENCE_NONE, EVIDENCE_WEAK, EVIDENCE_FAIR, EVIDENCE_STRONG };

static enum evidence closes(const struct marks *m, size_t i)
{
    if (!mark_is(m, i, ROLE_QUOTE_CLOSE) || i == m->start || !mark_has(m, i, TOKEN_GLUED) || !space_behind(m, i))
        return EVIDENCE_NONE;
    if (mark_has(m, i - 1, TOKEN_NUMBER))
        return EVIDENCE_WEAK; /* minutes, feet */
    if (!mark_has(m, i - 1, TOKEN_WORD))
        return mark_is(m, i - 1, ROLE_BRACKET_OPEN) ? EVIDENCE_NONE : EVIDENCE_STRONG;
    char last = m->text->bytes[m->list->at[i - 1].end - 1];
    return last == 's' || last == 'S' ? EVIDENCE_WEAK : EVIDENCE_FAIR; /* a possessive apostrophe */
}

bool single_may_open(const struct marks *m, size_t i)
{
    if (!mark_is(m, i, ROLE_QUOTE_OPEN) || !glues(m, i))
        return false;
    if (mark_has(m, i + 1, TOKEN_NUMBER) && size_of(m, i + 1) == 2)
        return false; /* the '90s */
    enum side side = side_of(m, i);
    if (side == SIDE_UNCLEAR) /* said,'We won,' */
        return !(mark_has(m, i, TOKEN_GLUED) && mark_has(m, i - 1, TOKEN_WORD | TOKEN_NUMBER));
    return side == SIDE_OPEN;
}

bool single_begins_speech(const struct marks *m, size_t i)
{
    return i == m->start || !mark_has(m, i - 1, TOKEN_WORD | TOKEN_NUMBER);
}

/* Follows double marks inside a single quotation; false when one closes what holds the quotation. */
static bool stays_inside(const struct marks *m, size_t i, bool in_double, int *inner)
{
    bool opens = mark_is(m, i, ROLE_QUOTE_OPEN);
    if (opens && mark_is(m, i, ROLE_QUOTE_CLOSE)) {
        enum side side = side_of(m, i);
        opens = side == SIDE_OPEN || (side == SIDE_UNCLEAR && !*inner && !in_double);
    }
    *inner += opens ? 1 : -1;
    return *inner >= 0;
}

size_t single_closing(const struct marks *m, size_t i, bool in_double)
{
    size_t found = NO_MARK;
    enum evidence best = EVIDENCE_NONE;
    int inner = 0, passed = 0;
    for (size_t k = i + 1; k < m->end; k++) {
        if (!mark_is(m, k, QUOTES))
            continue;
        if (!mark_is(m, k, ROLE_QUOTE_SINGLE)) {
            if (!stays_inside(m, k, in_double, &inner))
                break;
            continue;
        }
        bool fits = !inner && is_typewriter(m, k) == is_typewriter(m, i);
        enum evidence evidence = fits ? closes(m, k) : EVIDENCE_NONE;
        if (evidence > best && (!passed || evidence == EVIDENCE_STRONG)) {
            best = evidence;
            found = k;
        }
        if (best == EVIDENCE_STRONG)
            break;
        if (evidence != EVIDENCE_NONE || !single_may_open(m, k))
            continue;
        /* another one opens: the search ends, unless that is an apostrophe as in 'em */
        if (found != NO_MARK || mark_has(m, k + 1, TOKEN_UPPER) || ++passed > 3)
            break;
    }
    return found;
}
