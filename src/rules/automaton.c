#include "rules/automaton.h"

#include <string.h>

/* A part of the pattern. */
struct part {
    bool nullable;
    uint64_t *first, *last, *must;
};

struct reader {
    arena *arena;
    const pattern *pattern;
    automaton *out;
    problems *report;
    uint32_t at, next; /* piece, position */
};

static uint64_t *new_set(struct reader *r)
{
    return arena_alloc(r->arena, r->out->words * sizeof(uint64_t));
}

static void join(const struct reader *r, uint64_t *to, const uint64_t *from)
{
    for (uint32_t i = 0; i < r->out->words; i++)
        to[i] |= from[i];
}

static struct part nothing(struct reader *r)
{
    return (struct part){true, new_set(r), new_set(r), new_set(r)};
}

/* Whatever may begin `next` may follow whatever ends `before`. */
static void connect(struct reader *r, const uint64_t *last, const uint64_t *first)
{
    for (uint32_t w = 0; w < r->out->words; w++)
        for (uint64_t left = last[w]; left; left &= left - 1)
            join(r, r->out->follow + (w * 64 + (size_t)__builtin_ctzll(left)) * r->out->words, first);
}

static struct part append(struct reader *r, struct part a, struct part b)
{
    connect(r, a.last, b.first);
    if (a.nullable)
        join(r, a.first, b.first);
    if (b.nullable)
        join(r, b.last, a.last);
    join(r, a.must, b.must);
    return (struct part){a.nullable && b.nullable, a.first, b.last, a.must};
}

static const piece *here(const struct reader *r)
{
    return r->at < r->pattern->pieces.n ? &r->pattern->pieces.at[r->at] : NULL;
}

static struct part quantify(struct reader *r, struct part p)
{
    const char *text = here(r)->text;
    r->at++;
    if (text[0] != '?')
        connect(r, p.last, p.first);
    if (text[0] == '?' || text[0] == '*' || (text[0] == '{' && (text[1] == '0' || text[1] == ','))) {
        p.nullable = true;
        p.must = new_set(r);
    }
    return p;
}

static struct part read_alternatives(struct reader *r);

static void skip_group(struct reader *r)
{
    unsigned depth = 0;
    do {
        enum piece_kind kind = here(r)->kind;
        if (kind == PIECE_ATOM || kind == PIECE_BOUNDARY)
            r->next++; /* it keeps its number, and plays no part */
        depth += kind == PIECE_OPEN;
        depth -= kind == PIECE_CLOSE;
        r->at++;
    } while (depth && here(r));
}

static struct part read_group(struct reader *r)
{
    const piece *open = here(r);
    if (open->group >= GROUP_AHEAD) {
        skip_group(r);
        return nothing(r);
    }
    r->at++;
    struct part p = read_alternatives(r);
    if (here(r))
        r->at++;
    if (open->group == GROUP_NAMED && p.nullable)
        problem_at(r->report, open->at, "the group of field %s can be empty; put the quantifier behind the group: "
                   "(?<%s> … )?", open->text, open->text);
    return p;
}

static struct part read_position(struct reader *r)
{
    uint32_t n = r->next++;
    struct part p = nothing(r);
    p.nullable = false;
    p.first[n / 64] |= (uint64_t)1 << (n % 64);
    join(r, p.last, p.first);
    join(r, p.must, p.first);
    r->at++;
    return p;
}

static struct part read_sequence(struct reader *r)
{
    struct part all = nothing(r);
    for (const piece *p; (p = here(r)) && p->kind != PIECE_OR && p->kind != PIECE_CLOSE;) {
        struct part one;
        if (p->kind == PIECE_ATOM || p->kind == PIECE_BOUNDARY) {
            one = read_position(r);
        } else if (p->kind == PIECE_OPEN) {
            one = read_group(r);
        } else {
            r->at++;
            continue;
        }
        if (here(r) && here(r)->kind == PIECE_QUANTIFIER)
            one = quantify(r, one);
        all = append(r, all, one);
    }
    return all;
}

static struct part read_alternatives(struct reader *r)
{
    struct part all = read_sequence(r);
    while (here(r) && here(r)->kind == PIECE_OR) {
        r->at++;
        struct part other = read_sequence(r);
        all.nullable = all.nullable || other.nullable;
        join(r, all.first, other.first);
        join(r, all.last, other.last);
        for (uint32_t i = 0; i < r->out->words; i++)
            all.must[i] &= other.must[i];
    }
    return all;
}

void automaton_make(arena *a, const pattern *p, automaton *result, problems *report)
{
    *result = (automaton){0};
    result->pieces = arena_alloc(a, (p->pieces.n + 1) * sizeof *result->pieces);
    for (uint32_t i = 0; i < p->pieces.n; i++)
        if (p->pieces.at[i].kind == PIECE_ATOM || p->pieces.at[i].kind == PIECE_BOUNDARY)
            result->pieces[result->positions++] = i;
    result->words = result->positions / 64 + 1;
    result->follow = arena_alloc(a, ((size_t)result->positions + 1) * result->words * sizeof(uint64_t));
    struct reader r = {.arena = a, .pattern = p, .out = result, .report = report};
    struct part whole = read_alternatives(&r);
    result->first = whole.first;
    result->last = whole.last;
    result->must = whole.must;
    result->nullable = whole.nullable;
}
