#include <string.h>

#include "rules/stage.h"

/* 10 and 11 are boundaries; 0 is "not known yet". */
letter letter_of_number(uint32_t number)
{
    return (letter)(number < 9 ? number + 1 : number + 3);
}

static uint64_t hash_words(const uint16_t *words, size_t n)
{
    uint64_t h = n;
    for (size_t i = 0; i < n; i++)
        h = (h ^ words[i]) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

enum { ATOM_ROOM = 1 << 12 };

/* The number of an expression among the stage's atoms; table: ATOM_ROOM cells, numbers + 1. */
static uint32_t atom_number(arena *a, alphabet *al, const expression *e, uint32_t *table)
{
    for (uint64_t i = hash_words(e->code, e->size);; i++) {
        uint32_t *cell = &table[i % ATOM_ROOM];
        if (*cell && expression_equal(&al->atoms.at[*cell - 1], e))
            return *cell - 1;
        if (*cell)
            continue;
        *arena_push(a, &al->atoms) = *e;
        *cell = (uint32_t)al->atoms.n;
        return *cell - 1;
    }
}

/* Which atoms ask for which symbol, so that only those need to be looked at again when a word has it. */
static void index_atoms(arena *a, alphabet *al, size_t symbol_count)
{
    al->relevant = arena_alloc(a, symbol_count + 1);
    al->asks = arena_alloc(a, (symbol_count + 2) * sizeof *al->asks);
    al->blank = arena_alloc(a, al->words * sizeof *al->blank);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < al->atoms.n; i++)
            for (uint16_t k = 0; k < al->atoms.at[i].size; k++) {
                uint16_t s = al->atoms.at[i].code[k];
                if (s >= EXPR_AND)
                    continue;
                if (pass)
                    al->asked[al->asks[s]++] = i;
                else
                    al->asks[s + 1]++;
                al->relevant[s] = 1;
            }
        if (!pass) {
            for (size_t s = 0; s < symbol_count; s++)
                al->asks[s + 1] += al->asks[s];
            al->asked = arena_alloc(a, (al->asks[symbol_count] + 1) * sizeof *al->asked);
        }
    }
    /* Filling has moved each beginning to the next one's. */
    memmove(al->asks + 1, al->asks, (symbol_count + 1) * sizeof *al->asks);
    al->asks[0] = 0;
    unsigned char *nothing = arena_alloc(a, symbol_count + 1);
    for (uint32_t i = 0; i < al->atoms.n; i++)
        if (expression_holds(&al->atoms.at[i], nothing))
            al->blank[i / 64] |= (uint64_t)1 << (i % 64);
}

/* False when there are too many. */
static bool gather_atoms(arena *a, alphabet *al, grammar *g, const stage_code *s)
{
    uint32_t *table = arena_alloc(a, ATOM_ROOM * sizeof *table);
    for (uint32_t r = 0; r < s->stage->rule_count; r++) {
        const rule *from = &g->rules.at[s->stage->first_rule + r];
        for (size_t m = 0; m < from->matches.n; m++)
            for (size_t i = 0; i < from->matches.at[m].pieces.n; i++) {
                piece *p = &from->matches.at[m].pieces.at[i];
                if (p->kind == PIECE_ATOM)
                    p->atom = atom_number(a, al, &p->expression, table);
                if (al->atoms.n == ATOM_ROOM - 1)
                    return false;
            }
    }
    return true;
}

/* Looks again at the atoms that ask for a symbol. */
static void judge_symbol(const alphabet *al, symbol s, const unsigned char *scratch, uint64_t *truth)
{
    for (uint32_t i = al->asks[s]; i < al->asks[s + 1]; i++) {
        uint32_t atom = al->asked[i];
        uint64_t bit = (uint64_t)1 << (atom % 64);
        if (expression_holds(&al->atoms.at[atom], scratch))
            truth[atom / 64] |= bit;
        else
            truth[atom / 64] &= ~bit;
    }
}

/* Which atoms hold for a set of symbols. */
static void judge(const alphabet *al, const symbol *set, uint32_t count, bool glued, unsigned char *scratch,
                  uint64_t *truth)
{
    memcpy(truth, al->blank, al->words * sizeof *truth);
    for (uint32_t i = 0; i < count; i++)
        scratch[set[i]] = 1;
    scratch[SYMBOL_GLUED] = glued;
    for (uint32_t i = 0; i < count; i++)
        judge_symbol(al, set[i], scratch, truth);
    if (glued)
        judge_symbol(al, SYMBOL_GLUED, scratch, truth);
    for (uint32_t i = 0; i < count; i++)
        scratch[set[i]] = 0;
    scratch[SYMBOL_GLUED] = 0;
}

static uint32_t *truth_cell(const alphabet *al, const uint64_t *truth)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < al->words; i++)
        h = (h ^ truth[i] ^ h >> 31) * 0x9E3779B97F4A7C15u;
    for (h ^= h >> 32;; h++) {
        uint32_t *cell = &al->truth_table[h & (al->truth_room - 1)];
        if (!*cell || memcmp(al->truths.at[*cell - 1], truth, al->words * sizeof *truth) == 0)
            return cell;
    }
}

static letter intern_truth(arena *a, alphabet *al, const uint64_t *truth)
{
    uint32_t *cell = truth_cell(al, truth);
    if (!*cell && al->truths.n < al->truth_room / 2) {
        uint64_t *own = arena_take(a, al->words * sizeof *own);
        memcpy(own, truth, al->words * sizeof *own);
        *arena_push(a, &al->truths) = own;
        *cell = (uint32_t)al->truths.n;
    }
    uint32_t number = *cell ? *cell - 1 : LETTERS_MAX;
    return letter_of_number(number < LETTERS_MAX ? number : LETTERS_MAX - 1);
}

/* The letters of each atom. */
static void make_classes(arena *a, alphabet *al)
{
    al->classes = arena_alloc(a, (al->atoms.n + CLASS_COUNT) * sizeof *al->classes);
    for (uint32_t i = 0; i < al->truths.n && i < LETTERS_MAX; i++)
        for (uint32_t w = 0; w < al->words; w++)
            for (uint64_t left = al->truths.at[i][w]; left; left &= left - 1)
                letter_add(&al->classes[w * 64 + (uint32_t)__builtin_ctzll(left)], letter_of_number(i));
}

static uint32_t project(const alphabet *al, const signature *s, symbol *kept)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (al->relevant[s->symbols[i]])
            kept[n++] = s->symbols[i];
    return n;
}

enum { SYMBOLS_MAX = 512 }; /* in one signature; more are cut off */

/* The projections of all signatures that are foreseen. */
static void project_all(arena *a, alphabet *al, const signatures *foreseen)
{
    for (size_t i = 0; i < foreseen->all.n; i++) {
        symbol kept[SYMBOLS_MAX];
        const signature *f = &foreseen->all.at[i];
        if (f->count <= SYMBOLS_MAX)
            signature_intern_tidy(a, &al->projected, kept, project(al, f, kept));
    }
    al->letters = arena_alloc(a, (al->projected.all.n + 1) * sizeof *al->letters);
}

/*
 * Signatures are judged 32 at a time, each loose and glued: a bit of a 64-bit word, its lane, for each.  So every atom is
 * looked at but once for all of them.
 */
enum { LANES = 64 };

/* Turns rows of bits into columns. */
static void transpose(uint64_t rows[LANES])
{
    uint64_t mask = 0xFFFFFFFF;
    for (unsigned step = 32; step; step /= 2, mask ^= mask << step)
        for (unsigned i = 0; i < LANES; i = ((i | step) + 1) & ~step) {
            uint64_t swap = ((rows[i] >> step) ^ rows[i | step]) & mask;
            rows[i] ^= swap << step;
            rows[i | step] ^= swap;
        }
}

/* Which lanes have each symbol, for the projected signatures from `first` on; or takes them back. */
static void mark_lanes(const alphabet *al, size_t first, bool on, uint64_t *present)
{
    for (size_t i = first; i < al->projected.all.n && i < first + LANES / 2; i++) {
        const signature *s = &al->projected.all.at[i];
        for (uint32_t k = 0; k < s->count; k++)
            present[s->symbols[k]] = on ? present[s->symbols[k]] | (uint64_t)3 << (i - first) * 2 : 0;
    }
    present[SYMBOL_GLUED] = on ? 0xAAAAAAAAAAAAAAAAu : 0;
}

/* Gives the projected signatures from `first` on their letters; truths: LANES times al->words. */
static void judge_lanes(arena *a, alphabet *al, size_t first, uint64_t *present, uint64_t *truths)
{
    mark_lanes(al, first, true, present);
    for (uint32_t w = 0; w < al->words; w++) {
        uint64_t rows[LANES] = {0};
        for (uint32_t k = 0; k < LANES && w * LANES + k < al->atoms.n; k++)
            rows[k] = expression_lanes(&al->atoms.at[w * LANES + k], present);
        transpose(rows);
        for (uint32_t lane = 0; lane < LANES; lane++)
            truths[lane * al->words + w] = rows[lane];
    }
    mark_lanes(al, first, false, present);
    for (size_t i = first; i < al->projected.all.n && i < first + LANES / 2; i++) {
        letter_pair *l = &al->letters[i];
        const uint64_t *truth = truths + (i - first) * 2 * al->words;
        l->loose = l->glued = intern_truth(a, al, truth);
        if (al->relevant[SYMBOL_GLUED])
            l->glued = intern_truth(a, al, truth + al->words);
    }
}

void alphabet_make(arena *a, grammar *g, stage_code *s, const signatures *foreseen, problems *p)
{
    alphabet *al = &s->alphabet;
    if (!gather_atoms(a, al, g, s))
        problem_at(p, s->stage->at, "stage %s has more than 4,000 different word places: make two stages of it",
                   s->stage->name);
    al->words = (uint32_t)(al->atoms.n / 64 + 1);
    index_atoms(a, al, g->symbols.info.n);
    al->truth_room = 4096;
    al->truth_table = arena_alloc(a, al->truth_room * sizeof *al->truth_table);
    project_all(a, al, foreseen);
    uint64_t *present = arena_alloc(g->scratch, (g->symbols.info.n + 1) * sizeof *present);
    uint64_t *truths = arena_alloc(g->scratch, LANES * al->words * sizeof *truths);
    for (size_t i = 0; i < al->projected.all.n; i += LANES / 2)
        judge_lanes(a, al, i, present, truths);
    if (al->truths.n > LETTERS_MAX)
        problem_at(p, s->stage->at, "stage %s tells %zu sorts of words apart; %d at most: make two stages of it",
                   s->stage->name, al->truths.n, LETTERS_MAX);
    make_classes(a, al);
}

static letter most_alike(const alphabet *al, const uint64_t *truth)
{
    uint32_t best = 0;
    int best_distance = -1;
    for (uint32_t i = 0; i < al->truths.n && i < LETTERS_MAX; i++) {
        int distance = 0;
        for (uint32_t w = 0; w < al->words; w++)
            distance += __builtin_popcountll(truth[w] ^ al->truths.at[i][w]);
        if (best_distance < 0 || distance < best_distance) {
            best_distance = distance;
            best = i;
        }
    }
    return letter_of_number(best);
}

letter alphabet_letter(const alphabet *al, const signature *s, bool glued, unsigned char *scratch)
{
    symbol kept[SYMBOLS_MAX];
    uint64_t truth[64];
    uint32_t count = s->count <= SYMBOLS_MAX ? project(al, s, kept) : 0;
    uint32_t known = signature_find(&al->projected, kept, count);
    if (known != NO_SIGNATURE)
        return glued ? al->letters[known].glued : al->letters[known].loose;
    if (al->words > 64)
        return letter_of_number(0);
    judge(al, kept, count, glued, scratch, truth);
    uint32_t same = *truth_cell(al, truth);
    return same ? letter_of_number(same - 1) : most_alike(al, truth);
}
