/*
 * Pairing quotation marks, a paragraph at a time.
 *
 * What a mark can do comes from its roles; what it does, from what stands around it (`side_of`) and, where that
 * says nothing, from whether a quotation is open.  Open ones are kept on a short stack: a closing mark closes
 * the innermost of its kind, and whatever was opened since was a stray mark.  So a missing mark spoils its own
 * quotation and none behind it.
 *
 * Single marks may be apostrophes: one opens only when a mark that can close it is found ahead
 * (quotation_single.c).
 */
#include "text/quotation_marks.h"

#define DEPTH 8 /* quotations open at a time; of more, the outermost is forgotten */

struct open {
    size_t quotation; /* in result */
    size_t mark;      /* its opening token */
    size_t closing;   /* the token that closes it, for single ones; NO_MARK: none in this paragraph */
};

/* What is open in the paragraph that is being read. */
struct pairing {
    struct marks marks;
    struct open open[DEPTH];
    size_t depth;
    bool alternate; /* straight double marks take turns */
    size_t straights, strays; /* straight double marks; those that found no partner */
    arena *arena;
    quotations *result;
};

/* A quotation that nothing closed, to be taken out at the end of the paragraph. */
static void forget(struct pairing *p, size_t k)
{
    p->strays += mark_is_straight(&p->marks, p->open[k].mark);
    p->result->at[p->open[k].quotation].last = UINT32_MAX;
}

static void open_quotation(struct pairing *p, size_t mark, size_t closing, bool continues)
{
    if (p->depth == DEPTH) {
        forget(p, 0);
        memmove(p->open, p->open + 1, (DEPTH - 1) * sizeof *p->open);
        p->depth--;
    }
    p->open[p->depth++] = (struct open){p->result->n, mark, closing};
    *arena_push(p->arena, p->result) = (quotation){.first = (uint32_t)mark,
                                                   .last = UINT32_MAX,
                                                   .continues = continues,
                                                   .single = mark_is(&p->marks, mark, ROLE_QUOTE_SINGLE)};
}

/* Closes the k-th open quotation with token `mark`; those inside it that are still open are strays. */
static void close_quotation(struct pairing *p, size_t k, size_t mark)
{
    while (p->depth > k + 1)
        forget(p, --p->depth);
    p->result->at[p->open[k].quotation].last = (uint32_t)mark;
    p->depth = k;
}

/* The innermost open quotation that a double mark could close, or DEPTH. */
static size_t closed_by(const struct pairing *p, size_t mark)
{
    for (size_t k = p->depth; k-- > 0;)
        if (!p->result->at[p->open[k].quotation].single && marks_match(&p->marks, p->open[k].mark, mark))
            return k;
    return DEPTH;
}

static bool single_is_open(const struct pairing *p)
{
    for (size_t k = 0; k < p->depth; k++)
        if (p->result->at[p->open[k].quotation].single)
            return true;
    return false;
}

static bool double_is_open(const struct pairing *p)
{
    return p->depth > (single_is_open(p) ? 1u : 0u);
}

/* ----------------------------------------------------------------------------------------- one mark */

static void take_single(struct pairing *p, size_t mark)
{
    for (size_t k = p->depth; k-- > 0;)
        if (p->open[k].closing == mark) {
            close_quotation(p, k, mark);
            return;
        }
    if (single_is_open(p) || !single_may_open(&p->marks, mark))
        return;
    size_t closing = single_closing(&p->marks, mark, double_is_open(p));
    bool goes_over = closing == NO_MARK && single_begins_speech(&p->marks, mark) &&
                     mark_reopens(&p->marks, mark, p->marks.end + p->depth);
    if (closing != NO_MARK || goes_over)
        open_quotation(p, mark, closing, false);
}

/* Whether a double mark opens, closes or (inches, a stray) does neither. */
static enum side decide(const struct pairing *p, size_t mark, bool is_open)
{
    const struct marks *m = &p->marks;
    enum side side = side_of(m, mark);
    bool can_open = mark_is(m, mark, ROLE_QUOTE_OPEN), can_close = mark_is(m, mark, ROLE_QUOTE_CLOSE);
    if (mark_measures(m, mark, is_open))
        return SIDE_UNCLEAR;
    if (p->alternate && mark_is_straight(m, mark))
        return is_open ? SIDE_CLOSE : SIDE_OPEN;
    if (can_open && can_close && side == SIDE_UNCLEAR)
        return is_open ? SIDE_CLOSE : SIDE_OPEN;
    if (can_open && can_close)
        return side;
    /* marks of one role do the other's work only where everything speaks for it: „Wort“, ”ord” */
    if (can_open)
        return side == SIDE_CLOSE && is_open ? SIDE_CLOSE : SIDE_OPEN;
    return side == SIDE_OPEN && !is_open ? SIDE_OPEN : SIDE_CLOSE;
}

static void take_double(struct pairing *p, size_t mark)
{
    size_t open = closed_by(p, mark);
    enum side side = decide(p, mark, open != DEPTH);
    p->straights += side != SIDE_UNCLEAR && mark_is_straight(&p->marks, mark);
    if (side == SIDE_OPEN)
        open_quotation(p, mark, NO_MARK, false);
    else if (side == SIDE_CLOSE && open != DEPTH)
        close_quotation(p, open, mark);
    else if (side == SIDE_CLOSE)
        p->strays += mark_is_straight(&p->marks, mark);
}

/* -------------------------------------------------------------------------------------- a paragraph */

/* Whether a quotation of the same mark stands inside quotation k: then k was not left open on purpose. */
static bool holds_its_like(const struct pairing *p, size_t k)
{
    size_t from = p->open[k].quotation;
    for (size_t i = from + 1; i < p->result->n; i++)
        if (p->result->at[i].last != UINT32_MAX &&
            marks_are_alike(&p->marks, p->result->at[i].first, p->open[k].mark))
            return true;
    return false;
}

/* What is open at the end of a paragraph goes on if the next one reopens it; returns how many do. */
static size_t carry_over(struct pairing *p)
{
    size_t carried = 0;
    for (size_t k = 0; k < p->depth; k++) {
        bool reopened = mark_reopens(&p->marks, p->open[k].mark, p->marks.end + carried);
        if (!reopened || holds_its_like(p, k)) {
            forget(p, k);
            continue;
        }
        quotation *q = &p->result->at[p->open[k].quotation];
        q->last = (uint32_t)(p->marks.end - 1);
        q->continued = true;
        carried++;
    }
    p->depth = 0;
    return carried;
}

/* Reads the paragraph; its first `carried` tokens reopen what the paragraph before left open. */
static size_t pair_paragraph(struct pairing *p, size_t carried)
{
    const struct marks *m = &p->marks;
    p->depth = p->strays = p->straights = 0;
    for (size_t i = m->start; i < m->end; i++) {
        bool single = mark_is(m, i, ROLE_QUOTE_SINGLE);
        if (!mark_is(m, i, ROLE_QUOTE_OPEN | ROLE_QUOTE_CLOSE))
            continue;
        if (i < m->start + carried)
            open_quotation(p, i, single ? single_closing(m, i, double_is_open(p)) : NO_MARK, true);
        else if (single)
            take_single(p, i);
        else
            take_double(p, i);
    }
    return carry_over(p);
}

/* Takes out the strays among the quotations from the k-th on and says how deep the others lie. */
static void settle(quotations *result, size_t k)
{
    uint32_t ends[DEPTH + 1];
    uint32_t depth = 0;
    size_t kept = k;
    for (; k < result->n; k++) {
        quotation q = result->at[k];
        if (q.last == UINT32_MAX)
            continue;
        while (depth && ends[depth - 1] < q.first)
            depth--;
        q.depth = depth;
        if (depth < DEPTH)
            ends[depth++] = q.last;
        result->at[kept++] = q;
    }
    result->n = kept;
}

/* Quotations of one paragraph; returns how many of them go on in the next. */
static size_t find_in_paragraph(struct pairing *p, size_t carried)
{
    size_t before = p->result->n;
    p->alternate = false;
    size_t goes_on = pair_paragraph(p, carried);
    if (p->strays && !goes_on && p->straights && p->straights % 2 == 0) {
        p->result->n = before;
        p->alternate = true;
        goes_on = pair_paragraph(p, carried);
    }
    settle(p->result, before);
    return goes_on;
}

void quotations_find(arena *a, const text *t, const tokens *list, quotations *result)
{
    struct pairing p = {.marks = {.text = t, .list = list}, .arena = a, .result = result};
    size_t carried = 0;
    for (size_t start = 0, end; start < list->n; start = end) {
        unsigned roles = list->at[start].role;
        for (end = start + 1; end < list->n && !(list->at[end].flags & TOKEN_PARAGRAPH); end++)
            roles |= list->at[end].role;
        p.marks.start = start;
        p.marks.end = end;
        carried = roles & (ROLE_QUOTE_OPEN | ROLE_QUOTE_CLOSE) ? find_in_paragraph(&p, carried) : 0;
    }
}
