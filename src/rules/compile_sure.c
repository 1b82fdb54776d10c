/* Whether PCRE2 cannot but take a pattern: it is small, and its look-behind is plainly of fixed length. */
#include "rules/stage.h"

/* PCRE2 takes 64 K code units; its just-in-time compiler 64 KB on the stack, for groups and repetitions. */
enum { DEPTH_MAX = 64, REPEATS_MAX = 99, STACK_MAX = 50000, UNITS_MAX = 64000 };

/* The largest number in a quantifier: 1 for ? * +, 0 when PCRE2 shall judge it. */
static unsigned repeats(const char *quantifier)
{
    if (*quantifier != '{')
        return 1;
    unsigned low = 0, high = 0;
    const char *c = quantifier + 1;
    for (; *c >= '0' && *c <= '9' && low <= REPEATS_MAX; c++)
        low = low * 10 + (unsigned)(*c - '0');
    if (c == quantifier + 1)
        return 0;
    high = low;
    if (*c == ',' && c[1] != '}')
        for (high = 0, c++; *c >= '0' && *c <= '9' && high <= REPEATS_MAX; c++)
            high = high * 10 + (unsigned)(*c - '0');
    else if (*c == ',')
        c++;
    return *c == '}' && low <= high && high && high <= REPEATS_MAX ? high : 0;
}

/* The size of a pattern when its repetitions are written out. */
struct extent {
    unsigned stack; /* bytes on the stack, at most */
    unsigned units; /* code units of PCRE2's code, at most */
};

/* The most code units that a class takes: a bit for each letter under 256, and what it says of the ranges above. */
static unsigned class_units(const letter_set *set)
{
    unsigned ranges = 0;
    for (int i = 256 / 64; i < LETTER_WORDS; i++) {
        uint64_t bits = set->bits[i];
        ranges += (unsigned)__builtin_popcountll(bits & ~(bits << 1));
    }
    return 20 + 3 * ranges;
}

static struct extent part_extent(const rule_code *r, const piece *p)
{
    bool known = p->kind == PIECE_ATOM && !(p->expression.size == 1 && p->expression.code[0] == EXPR_ANY);
    return (struct extent){0, known ? class_units(&r->stage->alphabet.classes[p->atom]) : 32};
}

static struct extent plus(struct extent a, struct extent b, unsigned times)
{
    return (struct extent){a.stack + b.stack * times, a.units + b.units * times};
}

static bool is_large(struct extent e)
{
    return e.stack > STACK_MAX || e.units > UNITS_MAX;
}

/* Whether a pattern is surely small enough, its groups not too deep and its repetitions sound. */
static bool is_small(const rule_code *r)
{
    const pattern *p = r->pattern;
    struct extent open[DEPTH_MAX], last = {0, 0}, sum = {0, 0};
    unsigned depth = 0;
    for (size_t i = 0; i < p->pieces.n && !is_large(sum); i++) {
        const piece *at = &p->pieces.at[i];
        if (at->kind == PIECE_OPEN) {
            if (depth == DEPTH_MAX)
                return false;
            open[depth++] = sum;
            sum = (struct extent){16, 16};
        } else if (at->kind == PIECE_CLOSE) {
            last = sum;
            sum = plus(open[--depth], last, 1);
        } else if (at->kind == PIECE_QUANTIFIER) {
            unsigned times = repeats(at->text);
            if (!times)
                return false;
            const struct extent own = {24, 4};
            last = plus(last, own, 1);
            sum = plus(plus(sum, own, 1), last, times - 1);
        } else {
            last = at->kind == PIECE_OR ? (struct extent){0, 4} : part_extent(r, at);
            sum = plus(sum, last, 1);
        }
    }
    return !is_large(sum);
}

/* The lengths of a group in a look-behind: of this branch so far, and of the one before (NO_BRANCH: there is none). */
struct branches {
    unsigned length, before;
};

enum { NO_BRANCH = -1 };

/* Whether the branch that ends here is as long as the others. */
static bool end_branch(struct branches *b)
{
    bool same = b->before == (unsigned)NO_BRANCH || b->before == b->length;
    b->before = b->length;
    b->length = 0;
    return same;
}

/* Whether the look-behind that begins at piece i is plainly of fixed length: no repetitions, and the alternatives of each
   group within it equally long. */
static bool looks_back_plainly(const pattern *p, size_t i)
{
    struct branches open[DEPTH_MAX] = {{0, 0}};
    unsigned depth = 0;
    for (i++; i < p->pieces.n; i++) {
        const piece *at = &p->pieces.at[i];
        switch (at->kind) {
        case PIECE_OPEN:
            if (at->group >= GROUP_ATOMIC || ++depth == DEPTH_MAX)
                return false;
            open[depth] = (struct branches){0, (unsigned)NO_BRANCH};
            break;
        case PIECE_OR:
            if (depth && !end_branch(&open[depth]))
                return false;
            break;
        case PIECE_CLOSE:
            if (!depth)
                return true;
            if (!end_branch(&open[depth]))
                return false;
            depth--;
            open[depth].length += open[depth + 1].before;
            break;
        case PIECE_QUANTIFIER:
            return false;
        default:
            open[depth].length += at->kind == PIECE_ATOM || at->kind == PIECE_BOUNDARY;
        }
    }
    return true;
}

static bool looks_behind_plainly(const pattern *p)
{
    for (size_t i = 0; i < p->pieces.n; i++) {
        const piece *at = &p->pieces.at[i];
        bool behind = at->kind == PIECE_OPEN && (at->group == GROUP_BEHIND || at->group == GROUP_NOT_BEHIND);
        if (behind && !looks_back_plainly(p, i))
            return false;
    }
    return true;
}

bool rule_is_sure(const rule_code *r)
{
    return is_small(r) && looks_behind_plainly(r->pattern);
}
