#include "pipeline/notes.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "extract/calendar.h"
#include "pipeline/put.h"

const char *const note_acts =
    "accuse|admit|agree|argue|ask|believe|call|claim|criticize|decide|deny|discuss|doubt|estimate|expect|fear|"
    "hope|like|oppose|order|plan|praise|promise|propose|refuse|reject|report|say|suggest|support|want|warn";

bool note_act_is_known(const char *act)
{
    size_t size = strlen(act);
    for (const char *s = note_acts; size && s; s = strchr(s, '|') ? strchr(s, '|') + 1 : NULL)
        if (!strncmp(s, act, size) && (s[size] == '|' || !s[size]))
            return true;
    return false;
}

/* ------------------------------------------------------------------------------------------ the fields */

typedef struct note {
    arena *arena;
    VECTOR(char) text;
} note;

static void add(note *n, char c)
{
    *arena_push(n->arena, &n->text) = c;
}

static void add_string(note *n, const char *s)
{
    while (*s)
        add(n, *s++);
}

static void field(note *n, const char *key, const char *value)
{
    if (!value)
        return;
    if (n->text.n)
        add_string(n, "; ");
    add_string(n, key);
    add(n, '=');
    for (; *value; value++) {
        if (*value == ';' || *value == '\\')
            add(n, '\\');
        add(n, (unsigned char)*value < ' ' || *value == 0x7F ? ' ' : *value);
    }
}

static void number_field(note *n, const char *key, double value, void put(buffer *, double))
{
    if (!isfinite(value))
        return;
    char digits[400] = "";
    buffer b = {0};
    put(&b, value);
    if (!b.failed && b.size < sizeof digits)
        memcpy(digits, b.data, b.size);
    buffer_free(&b);
    field(n, key, digits);
}

static const char *finish(note *n, const char *rule, double confidence)
{
    field(n, "rule", rule);
    if (rule)
        number_field(n, "confidence", confidence, put_hundredths);
    if (!n->text.n)
        return NULL;
    add(n, '\0');
    return n->text.at;
}

/* ----------------------------------------------------------------------------------------- the entries */

/* Whether the days are those that every reader gets from value and mod. */
static bool days_follow(const quoth_date *date)
{
    day begin, end;
    char first[11], last[11];
    if (!date->begin || !date->end)
        return true;
    if (!date->value || !calendar_interval(date->value, date->mod, &begin, &end))
        return false;
    calendar_write(begin, first);
    calendar_write(end, last);
    return !strcmp(first, date->begin) && !strcmp(last, date->end);
}

const char *note_of_date(arena *a, const quoth_date *date, enum note_extent extent)
{
    note n = {.arena = a};
    bool all = extent == NOTE_ALL;
    field(&n, "type", all ? date->type : NULL);
    field(&n, "value", date->value);
    field(&n, "mod", all ? date->mod : NULL);
    if (all || !days_follow(date)) {
        field(&n, "begin", date->begin);
        field(&n, "end", date->end);
    }
    field(&n, "bound", all ? date->bound : NULL);
    return finish(&n, date->rule, date->confidence);
}

const char *note_of_person(arena *a, const quoth_person *person)
{
    note n = {.arena = a};
    field(&n, "name", person->name);
    field(&n, "given", person->given);
    field(&n, "family", person->family);
    return finish(&n, person->rule, person->confidence);
}

const char *note_of_number(arena *a, const quoth_number *number, enum note_extent extent)
{
    note n = {.arena = a};
    bool all = extent == NOTE_ALL;
    field(&n, "kind", all ? number->kind : NULL);
    number_field(&n, "value", number->value, put_number);
    number_field(&n, "low", number->low, put_number);
    number_field(&n, "high", number->high, put_number);
    field(&n, "relation", all ? number->relation : NULL);
    field(&n, "change", all ? number->change : NULL);
    field(&n, "unit", number->unit_name);
    return finish(&n, number->rule, number->confidence);
}

const char *note_of_source(arena *a, const quoth_claim *claim, enum note_extent extent)
{
    note n = {.arena = a};
    field(&n, "type", extent == NOTE_ALL ? claim->source_type : NULL);
    field(&n, "name", claim->source_name);
    return finish(&n, NULL, NAN);
}

const char *note_of_claim(arena *a, const quoth_claim *claim, enum note_extent extent)
{
    note n = {.arena = a};
    bool all = extent == NOTE_ALL;
    field(&n, "kind", all ? claim->kind : NULL);
    field(&n, "lemma", claim->lemma);
    if (claim->act && (all || !note_act_is_known(claim->act)))
        field(&n, "act", claim->act);
    field(&n, "negated", all && claim->negated ? "true" : NULL);
    field(&n, "said", claim->said);
    return finish(&n, claim->rule, claim->confidence);
}
