/*
 * From the pieces of a pattern to a PCRE2 expression over letters, compiled just in time.
 *
 * That takes longer than all the rest of loading, and many rules are never tried in a run.  So a pattern that
 * PCRE2 is sure to take is compiled when it is first tried, by whichever thread comes first; the others are compiled
 * when they are loaded, and what PCRE2 says of them is reported then.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/stage.h"

/* ------------------------------------------------------------------------------------------- writing */

/* An expression while it is written; what does not fit into `out` is only counted. */
struct writer {
    const stage_code *stage;
    uint16_t *out;
    size_t size, room;
};

#define WRITTEN_NOTHING "[^\\x{0}-\\x{ffff}]"
#define WRITTEN_ANY "[\\x{1}-\\x{9}\\x{c}-\\x{ffff}]"
#define WRITTEN_BOUNDARY "[\\x{a}\\x{b}]"

static void put_unit(struct writer *w, unsigned unit)
{
    if (w->size < w->room)
        w->out[w->size] = (uint16_t)unit;
    w->size++;
}

static void put(struct writer *w, const char *text)
{
    while (*text)
        put_unit(w, (unsigned char)*text++);
}

/* Letters that look like ASCII might mean something else. */
static void put_letter(struct writer *w, unsigned l)
{
    static const char digits[] = "0123456789abcdef";
    if (l >= 0x80) {
        put_unit(w, l);
        return;
    }
    put(w, "\\x");
    put_unit(w, (unsigned char)digits[l / 16]);
    put_unit(w, (unsigned char)digits[l % 16]);
}

/* The first letter from `from` on that is in the set, or is not; LETTER_WORDS * 64 when there is none. */
static unsigned next_letter(const letter_set *set, unsigned from, bool in)
{
    for (unsigned i = from / 64; i < LETTER_WORDS; i++) {
        uint64_t bits = in ? set->bits[i] : ~set->bits[i];
        if (i == from / 64)
            bits &= UINT64_MAX << from % 64;
        if (bits)
            return i * 64 + (unsigned)__builtin_ctzll(bits);
    }
    return LETTER_WORDS * 64;
}

static void put_class(struct writer *w, const letter_set *set)
{
    unsigned l = next_letter(set, 0, true);
    if (l == LETTER_WORDS * 64) {
        put(w, WRITTEN_NOTHING);
        return;
    }
    put(w, "[");
    while (l < LETTER_WORDS * 64) {
        unsigned end = next_letter(set, l, false);
        put_letter(w, l);
        if (end - l > 1) {
            put(w, "-");
            put_letter(w, end - 1);
        }
        l = next_letter(set, end, true);
    }
    put(w, "]");
}

static void put_piece(struct writer *w, const piece *p)
{
    static const char *const open[] = {[GROUP_PLAIN] = "(?:", [GROUP_NAMED] = "(", [GROUP_ATOMIC] = "(?>",
                                       [GROUP_AHEAD] = "(?=", [GROUP_NOT_AHEAD] = "(?!", [GROUP_BEHIND] = "(?<=",
                                       [GROUP_NOT_BEHIND] = "(?<!"};
    switch (p->kind) {
    case PIECE_ATOM:
        if (p->expression.size == 1 && p->expression.code[0] == EXPR_ANY)
            put(w, WRITTEN_ANY);
        else
            put_class(w, &w->stage->alphabet.classes[p->atom]);
        break;
    case PIECE_BOUNDARY:
        put(w, p->paragraph ? "\\x{b}" : WRITTEN_BOUNDARY);
        break;
    case PIECE_START:
        put(w, "(?<=" WRITTEN_BOUNDARY ")");
        break;
    case PIECE_END:
        put(w, "(?=" WRITTEN_BOUNDARY ")");
        break;
    case PIECE_OPEN:
        put(w, open[p->group]);
        break;
    case PIECE_CLOSE:
        put(w, ")");
        break;
    case PIECE_OR:
        put(w, "|");
        break;
    case PIECE_QUANTIFIER:
        put(w, p->text);
        break;
    }
}

static void put_pattern(struct writer *w, const pattern *p)
{
    w->size = 0;
    for (size_t i = 0; i < p->pieces.n; i++)
        put_piece(w, &p->pieces.at[i]);
}

/* The piece that made the code unit before `offset`. */
static const piece *written_from(const rule_code *r, size_t offset)
{
    struct writer w = {.stage = r->stage};
    const piece *from = r->pattern->pieces.at;
    for (size_t i = 0; i < r->pattern->pieces.n && w.size < offset; i++) {
        from = &r->pattern->pieces.at[i];
        put_piece(&w, from);
    }
    return from;
}

/* ----------------------------------------------------------------------------------------- compiling */

/* What came of it: `code`, or what is wrong. */
struct outcome {
    pcre2_code *code;
    bool no_memory, no_jit;
    int error;
    PCRE2_SIZE offset;
};

static struct outcome compile_text(const uint16_t *text, size_t size)
{
    struct outcome o = {0};
    o.code = pcre2_compile(text, size, PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE, &o.error, &o.offset, NULL);
    o.no_memory = !o.code && o.error == PCRE2_ERROR_HEAP_FAILED;
    if (!o.code || pcre2_jit_compile(o.code, PCRE2_JIT_COMPLETE) == 0)
        return o;
    o.no_jit = true;
    pcre2_code_free(o.code);
    o.code = NULL;
    return o;
}

static struct outcome compile(const rule_code *r)
{
    uint16_t few[4096];
    struct writer w = {.stage = r->stage, .out = few, .room = sizeof few / sizeof *few};
    put_pattern(&w, r->pattern);
    if (w.size <= w.room)
        return compile_text(few, w.size);
    w.room = w.size;
    w.out = malloc(w.room * sizeof *w.out);
    if (!w.out)
        return (struct outcome){.no_memory = true};
    put_pattern(&w, r->pattern);
    struct outcome o = compile_text(w.out, w.size);
    free(w.out);
    return o;
}

const pcre2_code *rule_compile(const rule_code *r, arena *a)
{
    pcre2_code *new = compile(r).code, *earlier = NULL;
    if (!new)
        arena_give_up(a);
    if (atomic_compare_exchange_strong(r->code, &earlier, new))
        return new;
    pcre2_code_free(new); /* another thread was faster */
    return earlier;
}

/* ------------------------------------------------------------------------------------------ checking */

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

/* Whether PCRE2 cannot but take the pattern. */
static bool is_sure(const rule_code *r)
{
    return is_small(r) && looks_behind_plainly(r->pattern);
}

static void tell_pcre2(const rule_code *r, const struct outcome *o, problems *p)
{
    PCRE2_UCHAR wide[200];
    char text[200] = "";
    int size = pcre2_get_error_message(o->error, wide, sizeof wide / sizeof *wide);
    for (int i = 0; i < size; i++)
        text[i] = (char)wide[i];
    problem_at(p, written_from(r, o->offset)->at, "%s", text);
}

bool rule_check(const rule_code *r, bool at_once, arena *a, problems *p)
{
    if (!at_once && is_sure(r))
        return true;
    struct outcome o = compile(r);
    if (o.no_memory)
        arena_give_up(a);
    if (o.no_jit)
        problem_at(p, r->rule->at, "rule %s is too large for the just-in-time compiler; make two of it", r->rule->id);
    else if (!o.code)
        tell_pcre2(r, &o, p);
    atomic_store(r->code, o.code);
    return o.code != NULL;
}
