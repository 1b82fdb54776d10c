/*
 * From the pieces of a pattern to a PCRE2 expression over letters, compiled just in time.
 *
 * That takes longer than all the rest of loading, and many rules are never tried in a run.  So a pattern that
 * PCRE2 is sure to take is compiled when it is first tried, by whichever thread comes first; the others are compiled
 * when they are loaded, and what PCRE2 says of them is reported then.
 */
#include <stdlib.h>

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
    if (!at_once && rule_is_sure(r))
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
