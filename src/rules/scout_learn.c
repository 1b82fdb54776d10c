/* What a scout learns: states, what leads from one to the next, and which rules match there. */
#include "rules/scout.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { NO_STATE, NO_RULES = 0, ALL_RULES = 1, STEPS_MAX = 1 << 17 };

/* ----------------------------------------------------------------------------------------- what is met */

static uint64_t hash_words(const uint64_t *words, uint32_t n)
{
    uint64_t h = n;
    for (uint32_t i = 0; i < n; i++) {
        h = (h ^ words[i]) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    return h;
}

static uint32_t *state_cell(const scout *s, const uint64_t *set, uint64_t hash)
{
    for (uint64_t i = hash;; i++) {
        uint32_t *cell = &s->state_table[i & (s->state_room - 1)];
        const scout_state *known = &s->states.at[*cell];
        if (!*cell || (known->hash == hash && memcmp(known->atoms, set, s->network->words * sizeof *set) == 0))
            return cell;
    }
}

static void grow_states(scout *s)
{
    s->state_room = s->state_room ? s->state_room * 2 : 64;
    s->state_table = arena_alloc(&s->learnt, s->state_room * sizeof *s->state_table);
    for (uint32_t i = SCOUT_EMPTY; i < s->states.n; i++)
        *state_cell(s, s->states.at[i].atoms, s->states.at[i].hash) = i;
}

/* The number of a set of atoms; NO_STATE when there is no room for another. */
static uint32_t state_of(scout *s, const uint64_t *set)
{
    if (s->states.n * 2 >= s->state_room)
        grow_states(s);
    uint64_t hash = hash_words(set, s->network->words);
    uint32_t *cell = state_cell(s, set, hash);
    if (*cell)
        return *cell;
    if (s->states.n == SCOUT_NUMBERS)
        return NO_STATE;
    uint64_t *own = arena_take(&s->learnt, s->network->words * sizeof *own);
    memcpy(own, set, s->network->words * sizeof *own);
    *cell = (uint32_t)s->states.n;
    *arena_push(&s->learnt, &s->states) = (scout_state){.atoms = own, .hash = hash};
    if (!steps_reserve(&s->steps, (uint32_t)s->states.n - 1, s->code_count))
        arena_give_up(&s->learnt);
    return (uint32_t)s->states.n - 1;
}

void scout_forget(scout *s)
{
    arena_reset(&s->learnt);
    s->states.at = NULL;
    s->states.n = s->states.room = 0;
    s->state_room = 0;
    steps_forget(&s->steps);
    for (size_t l = 0; l < LETTER_WORDS * 64; l++)
        s->usual[l] = SCOUT_EMPTY;
    memset(s->usual + LETTER_WORDS * 64, 0, USUAL_PAIRS * sizeof *s->usual);
    s->full = false;
    s->lost = true;
    s->age++;
    routes_forget(s);
    *arena_push(&s->learnt, &s->states) = (scout_state){0};
    state_of(s, arena_alloc(&s->learnt, s->network->words * sizeof(uint64_t)));
}

static bool same_list(const rule_list *l, const uint16_t *rules, uint32_t count)
{
    return l->count == count && (!count || memcmp(l->rules, rules, count * sizeof *rules) == 0);
}

static uint32_t *list_cell(const scout *s, const uint16_t *rules, uint32_t count)
{
    uint64_t h = count;
    for (uint32_t i = 0; i < count; i++)
        h = (h ^ rules[i]) * 0x9E3779B97F4A7C15u;
    for (h ^= h >> 32;; h++) {
        uint32_t *cell = &s->list_table[h & (s->list_room - 1)];
        if (!*cell || same_list(&s->lists.at[*cell], rules, count))
            return cell;
    }
}

static uint32_t list_of(scout *s, const uint16_t *rules, uint32_t count)
{
    if (!count)
        return NO_RULES;
    if (s->lists.n * 2 >= s->list_room) {
        s->list_room = s->list_room ? s->list_room * 2 : 64;
        s->list_table = arena_alloc(&s->kept, s->list_room * sizeof *s->list_table);
        for (uint32_t i = ALL_RULES; i < s->lists.n; i++)
            *list_cell(s, s->lists.at[i].rules, s->lists.at[i].count) = i;
    }
    uint32_t *cell = list_cell(s, rules, count);
    if (*cell)
        return *cell;
    if (s->lists.n == SCOUT_NUMBERS)
        return ALL_RULES;
    uint16_t *own = arena_take(&s->kept, count * sizeof *own);
    memcpy(own, rules, count * sizeof *own);
    *cell = (uint32_t)s->lists.n;
    *arena_push(&s->kept, &s->lists) = (rule_list){own, count};
    return (uint32_t)s->lists.n - 1;
}

letter scout_number(scout *s, letter both)
{
    letter code = (letter)s->code_count++;
    s->numbers[both] = code;
    s->numbered[code] = both;
    if (!steps_reserve(&s->steps, 0, s->code_count))
        arena_give_up(&s->kept);
    return code;
}

void scout_begin(scout *s, const network *n, jmp_buf *escape)
{
    s->learnt.escape = s->kept.escape = s->noted.escape = escape;
    if (s->network)
        return;
    s->network = n;
    s->step_limit = s->step_limit ? s->step_limit : STEPS_MAX;
    s->verdicts = arena_alloc(&s->kept, n->nodes.n * sizeof *s->verdicts);
    s->by_letter = arena_alloc(&s->kept, LETTER_WORDS * 64 * sizeof *s->by_letter);
    s->counters = arena_alloc(&s->kept, (n->counter_count + 1) * sizeof *s->counters);
    s->seconds = arena_alloc(&s->kept, LETTER_WORDS * 64 * sizeof *s->seconds);
    for (uint32_t i = 0; i < n->second_count; i++)
        for (letter l = 0; l < LETTER_WORDS * 64; l++)
            s->seconds[l] |= (letter)(letter_in(n->seconds_behind[i], l) << (n->letter_bits + i));
    s->usual = arena_alloc(&s->kept, (LETTER_WORDS * 64 + USUAL_PAIRS) * sizeof *s->usual);
    s->code_count = LETTER_WORDS * 64;
    if (n->second_count) {
        s->numbers = calloc(2 * SCOUT_NUMBERS, sizeof *s->numbers); /* most of it is never touched */
        if (!s->numbers)
            arena_give_up(&s->kept);
        s->numbered = s->numbers + SCOUT_NUMBERS;
        s->code_count = 1;
    }
    s->set = arena_alloc(&s->kept, s->network->words * sizeof *s->set);
    s->rule_set = arena_alloc(&s->kept, s->network->first_words * sizeof *s->rule_set);
    s->rules = arena_alloc(&s->kept, (n->starts.n + 1) * sizeof *s->rules);
    uint16_t *all = arena_alloc(&s->kept, (n->starts.n + 1) * sizeof *all);
    for (uint16_t i = 0; i < n->starts.n; i++)
        all[i] = i;
    *arena_push(&s->kept, &s->lists) = (rule_list){NULL, 0};
    *arena_push(&s->kept, &s->lists) = (rule_list){all, (uint32_t)n->starts.n};
    scout_forget(s);
}

/* ------------------------------------------------------------------------------------------- learning */

static const uint64_t *atoms_of(scout *s, letter l)
{
    if (!s->by_letter[l]) {
        const network *n = s->network;
        uint64_t *set = arena_alloc(&s->kept, s->network->words * sizeof *set);
        for (size_t i = 0; i < n->atoms.n; i++)
            if (letter_in(&n->classes.letters[n->atoms.at[i].class], l))
                set[i / 64] |= (uint64_t)1 << (i % 64);
        s->by_letter[l] = set;
    }
    return s->by_letter[l];
}

static void join_atoms(uint64_t *to, const uint64_t *from, uint32_t words)
{
    for (uint32_t i = 0; i < words; i += ATOMS_AT_ONCE)
        *atoms_at(to, i) |= atoms_in(from, i);
}

static void join_rules(uint64_t *to, const uint64_t *from, uint32_t words)
{
    uint32_t i = 0;
    do
        to[i] |= from[i];
    while (++i < words);
}

/* What can be in front of the state: worked out once, for all letters. */
static void look_ahead(scout *s, scout_state *state)
{
    const network *n = s->network;
    const struct spot here = {.atoms = state->atoms};
    uint64_t *sets = arena_take(&s->learnt, (2 * n->words + 2 * n->first_words) * sizeof *sets);
    uint64_t *near = sets, *able = s->rule_set; /* by how the patterns are built */
    memcpy(near, n->ends, n->words * sizeof *near);
    memset(able, 0, n->first_words * sizeof *able);
    for (uint32_t w = 0; w < n->words; w++)
        for (uint64_t left = state->atoms[w]; left; left &= left - 1) {
            size_t atom = w * 64 + (size_t)__builtin_ctzll(left);
            join_atoms(near, n->before + atom * n->words, n->words);
            join_rules(able, n->firsts + atom * n->first_words, n->first_words);
        }
    state->near = near;
    state->ready = sets + n->words;
    state->sure = sets + 2 * n->words;
    state->maybe = state->sure + n->first_words;
    for (uint32_t w = 0; w < n->words; w++)
        state->ready[w] = near[w] & n->atoms_look.none[w];
    scout_look_anew(s);
    for (uint32_t w = 0; w < n->first_words; w++) {
        state->sure[w] = able[w] & n->rules_look.none[w];
        state->maybe[w] = able[w] & n->rules_look.back[w];
        for (uint64_t left = able[w] & ~(n->rules_look.none[w] | n->rules_look.back[w]); left; left &= left - 1)
            if (scout_judge(s, n->starts.at[w * 64 + (uint32_t)__builtin_ctzll(left)], &here))
                state->sure[w] |= left & -left;
    }
}

/* The rules that match at a place. */
static uint32_t rules_at(scout *s, const scout_state *state, const struct spot *at)
{
    uint32_t count = 0;
    for (uint32_t w = 0; w < s->network->first_words; w++)
        for (uint64_t left = state->sure[w] | state->maybe[w]; left; left &= left - 1) {
            uint32_t bit = (uint32_t)__builtin_ctzll(left), number = w * 64 + bit;
            if (state->sure[w] >> bit & 1 || scout_judge(s, s->network->starts.at[number], at))
                s->rules[count++] = (uint16_t)number;
        }
    return list_of(s, s->rules, count);
}

/* Of a word of atoms, those that hold as somebody looks; what is judged for good is kept. */
static uint64_t judged_atoms(scout *s, scout_state *state, uint32_t w, uint64_t asked, const struct spot *at)
{
    const network *n = s->network;
    uint64_t hold = 0, for_good = asked & ~n->atoms_look.back[w];
    for (uint64_t left = asked; left; left &= left - 1)
        if (scout_judge(s, n->atoms.at[w * 64 + (uint32_t)__builtin_ctzll(left)].next, at))
            hold |= left & -left;
    state->ready[w] |= hold & for_good;
    state->near[w] &= ~(for_good & ~hold);
    return hold;
}

/* The atoms that hold in front of the letter before a place, into s->set. */
static void atoms_before(scout *s, scout_state *state, const struct spot *at)
{
    const uint64_t *able = atoms_of(s, at->before);
    for (uint32_t w = 0; w < s->network->words; w += ATOMS_AT_ONCE) {
        some_atoms may = atoms_in(able, w), ready = may & atoms_in(state->ready, w);
        some_atoms asked = may & atoms_in(state->near, w) & ~ready;
        *atoms_at(s->set, w) = ready;
        for (uint32_t i = 0; i < ATOMS_AT_ONCE; i++)
            if (asked[i])
                s->set[w + i] |= judged_atoms(s, state, w + i, asked[i], at);
    }
}

/* What a state and the letter before it lead to. */
static uint32_t learn(scout *s, uint32_t state, letter code)
{
    scout_state *here = &s->states.at[state];
    struct spot at = scout_spot(s, here, code);
    if (!here->near)
        look_ahead(s, here);
    scout_look_anew(s);
    atoms_before(s, here, &at);
    uint32_t rules = rules_at(s, here, &at), to = s->steps.count < s->step_limit ? state_of(s, s->set) : NO_STATE;
    if (to == NO_STATE && !s->alone) {
        s->full = true;
        return SCOUT_EMPTY;
    }
    if (to == NO_STATE) { /* begin anew: what leads here is gone */
        scout_forget(s);
        return state_of(s, s->set) + rules * SCOUT_NUMBERS;
    }
    uint32_t result = to + rules * SCOUT_NUMBERS;
    if (!steps_add(&s->steps, state, code, result))
        arena_give_up(&s->learnt);
    return result;
}

uint32_t scout_learn(scout *s, uint32_t state, letter code)
{
    steps_cell cell = steps_at(&s->steps, state, code);
    if (steps_known(cell, state))
        return steps_lead(cell);
    return learn(s, state, code);
}

void scout_free(scout *s)
{
    steps_free(&s->steps);
    free(s->codes);
    free(s->numbers);
    free(s->routes);
    arena_free(&s->noted);
    arena_free(&s->learnt);
    arena_free(&s->kept);
}
