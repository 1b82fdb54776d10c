/*
 * Matches of one letter: most matches are no longer, and where the scout sees that a match cannot go on there is nothing to
 * ask PCRE2.  What remains to be known is which groups hold the letter; a pattern where that depends on the alternative that
 * was taken has no such answer.
 */
#include "rules/stage.h"

struct reader {
    const pattern *pattern;
    size_t at;
    uint64_t open;  /* the named groups that are open, a bit for each */
    uint32_t met;   /* named groups so far */
    bool any, same; /* a first letter was met; all were in the same groups */
    uint64_t groups;
};

static const piece *here(const struct reader *r)
{
    return r->at < r->pattern->pieces.n ? &r->pattern->pieces.at[r->at] : NULL;
}

static void note_letter(struct reader *r)
{
    r->same = r->same && (!r->any || r->groups == r->open);
    r->any = true;
    r->groups = r->open;
}

/* Groups in a look may be set from elsewhere. */
static void skip_look(struct reader *r)
{
    unsigned depth = 0;
    do {
        const piece *p = here(r);
        if (p->kind == PIECE_OPEN && p->group == GROUP_NAMED) {
            r->met++;
            r->same = false;
        }
        depth += p->kind == PIECE_OPEN;
        depth -= p->kind == PIECE_CLOSE;
        r->at++;
    } while (depth && here(r));
}

static bool read_alternatives(struct reader *r, bool first);

/* Reads a group; true when it can be left out.  `first`: nothing need stand before it. */
static bool read_group(struct reader *r, bool first)
{
    const piece *open = here(r);
    if (open->group >= GROUP_AHEAD) {
        skip_look(r);
        return true;
    }
    uint64_t before = r->open;
    if (open->group == GROUP_NAMED && r->met < 64)
        r->open |= (uint64_t)1 << r->met;
    r->met += open->group == GROUP_NAMED;
    r->at++;
    bool empty = read_alternatives(r, first);
    r->at++;
    r->open = before;
    return empty;
}

static bool read_sequence(struct reader *r, bool first)
{
    bool empty = true;
    for (const piece *p; (p = here(r)) && p->kind != PIECE_OR && p->kind != PIECE_CLOSE;) {
        bool one = true;
        if (p->kind == PIECE_OPEN) {
            one = read_group(r, first && empty);
        } else if (p->kind == PIECE_ATOM || p->kind == PIECE_BOUNDARY) {
            one = false;
            if (first && empty)
                note_letter(r);
            r->at++;
        } else {
            r->at++;
        }
        if (here(r) && here(r)->kind == PIECE_QUANTIFIER)
            one = one || quantifier_allows_none(here(r)->text);
        empty = empty && one;
    }
    return empty;
}

static bool read_alternatives(struct reader *r, bool first)
{
    bool any = read_sequence(r, first);
    while (here(r) && here(r)->kind == PIECE_OR) {
        r->at++;
        bool other = read_sequence(r, first);
        any = any || other;
    }
    return any;
}

bool single_groups(const pattern *p, uint64_t *groups)
{
    struct reader r = {.pattern = p, .same = true};
    read_alternatives(&r, true);
    *groups = r.groups;
    return r.any && r.same && r.met < 64;
}
