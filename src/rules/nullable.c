/* Whether a pattern can match nothing. */
#include "rules/network.h"

struct reader {
    const pattern *pattern;
    problems *report; /* NULL: groups that can be empty are no problem */
    bool boundaries;  /* a boundary is something */
    size_t at;
};

static const piece *here(const struct reader *r)
{
    return r->at < r->pattern->pieces.n ? &r->pattern->pieces.at[r->at] : NULL;
}

static void skip_group(struct reader *r)
{
    unsigned depth = 0;
    do {
        depth += here(r)->kind == PIECE_OPEN;
        depth -= here(r)->kind == PIECE_CLOSE;
        r->at++;
    } while (depth && here(r));
}

static bool read_alternatives(struct reader *r);

static bool read_group(struct reader *r)
{
    const piece *open = here(r);
    if (open->group >= GROUP_AHEAD) {
        skip_group(r);
        return true;
    }
    r->at++;
    bool nullable = read_alternatives(r);
    if (here(r))
        r->at++;
    if (open->group == GROUP_NAMED && nullable && r->report)
        problem_at(r->report, open->at, "the group of field %s can be empty; put the quantifier behind the group: "
                   "(?<%s> … )?", open->text, open->text);
    return nullable;
}

static bool quantifier_allows_none(const char *quantifier)
{
    return quantifier[0] == '?' || quantifier[0] == '*' ||
           (quantifier[0] == '{' && (quantifier[1] == '0' || quantifier[1] == ','));
}

static bool read_sequence(struct reader *r)
{
    bool all = true;
    for (const piece *p; (p = here(r)) && p->kind != PIECE_OR && p->kind != PIECE_CLOSE;) {
        bool one = true;
        if (p->kind == PIECE_OPEN) {
            one = read_group(r);
        } else {
            one = p->kind != PIECE_ATOM && !(p->kind == PIECE_BOUNDARY && r->boundaries);
            r->at++;
        }
        if (here(r) && here(r)->kind == PIECE_QUANTIFIER)
            one = quantifier_allows_none(here(r)->text) || one;
        all = all && one;
    }
    return all;
}

static bool read_alternatives(struct reader *r)
{
    bool any = read_sequence(r);
    while (here(r) && here(r)->kind == PIECE_OR) {
        r->at++;
        bool other = read_sequence(r);
        any = any || other;
    }
    return any;
}

bool pattern_is_nullable(const pattern *p, problems *report)
{
    struct reader groups = {.pattern = p, .report = report, .boundaries = true}, words = {.pattern = p};
    read_alternatives(&groups);
    return read_alternatives(&words);
}
