#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/diff.h"

enum { VALUE_MOST = 120 };

/* Values are told one by one: to a hash and, where there is room for it, in words. */
struct telling {
    uint64_t hash;
    char *text; /* NULL: no words */
    size_t used, size;
};

/* FNV-1a. */
static uint64_t hashed(uint64_t hash, const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* How many bytes of a value fit, whole characters only. */
static size_t cut(const char *value, size_t size, size_t most)
{
    if (size <= most)
        return size;
    while (most && ((unsigned char)value[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* "name value", the middle of a long value left out: its ends are what changes. */
static void write_value(struct telling *t, const char *name, const char *value, size_t size)
{
    size_t head = cut(value, size, size > VALUE_MOST ? VALUE_MOST / 2 : size), tail = size;
    if (head < size)
        for (tail = size - VALUE_MOST / 2; ((unsigned char)value[tail] & 0xC0) == 0x80;)
            tail++;
    if (strlen(name) + head + (size - tail) + 12 < t->size - t->used)
        t->used += (size_t)snprintf(t->text + t->used, t->size - t->used, "%s%s %.*s%s%.*s", t->used ? "; " : "", name,
                                    (int)head, value, head < size ? " … " : "", (int)(size - tail), value + tail);
}

static void say(struct telling *t, const char *name, const char *value, size_t size)
{
    if (!value)
        return;
    t->hash = hashed(hashed(t->hash, name, strlen(name) + 1), value, size);
    t->hash = hashed(t->hash, "", 1);
    if (t->text)
        write_value(t, name, value, size);
}

static void say_string(struct telling *t, const char *name, const char *value)
{
    say(t, name, value, value ? strlen(value) : 0);
}

static void say_number(struct telling *t, const char *name, double value)
{
    char text[40];
    if (isnan(value))
        return;
    t->hash = hashed(hashed(t->hash, name, strlen(name) + 1), (const char *)&value, sizeof value);
    if (t->text)
        write_value(t, name, text, (size_t)snprintf(text, sizeof text, "%.12g", value));
}

static void say_claim(struct telling *t, const quoth_claim *c)
{
    say(t, "source", c->source.text.data, c->source.text.size);
    say_string(t, "name", c->source_name);
    for (size_t i = 0; i < c->content_count; i++)
        say(t, "content", c->content[i].text.data, c->content[i].text.size);
    say_string(t, "act", c->act);
    say_string(t, "kind", c->kind);
    say_string(t, "negated", c->negated ? "true" : NULL);
    say_string(t, "said", c->said);
}

static void say_date(struct telling *t, const quoth_date *d)
{
    say_string(t, "value", d->value);
    say_string(t, "mod", d->mod);
    say_string(t, "type", d->type);
    say_string(t, "bound", d->bound);
}

static void say_amount(struct telling *t, const quoth_number *n)
{
    say_number(t, "value", n->value);
    say_number(t, "low", n->low);
    say_number(t, "high", n->high);
    say_string(t, "relation", n->relation);
    say_string(t, "change", n->change);
    say_string(t, "unit", n->unit_name);
    say(t, "of", n->of.text.data, n->of.text.size);
    say_string(t, "kind", n->kind);
}

static void say_all(struct telling *t, const struct item *i)
{
    switch (i->layer) {
    case LAYER_CLAIM: say_claim(t, i->entry); break;
    case LAYER_DATE: say_date(t, i->entry); break;
    case LAYER_NUMBER: say_amount(t, i->entry); break;
    case LAYER_PERSON: say_string(t, "name", ((const quoth_person *)i->entry)->name); break;
    }
}

void item_describe(const struct item *i, char *text, size_t size)
{
    struct telling t = {.text = text, .size = size};
    text[0] = '\0';
    say_all(&t, i);
}

static bool add(struct items *all, enum layer layer, const void *entry, const char *rule, const quoth_piece *place)
{
    if (all->n == all->room) {
        size_t room = all->room ? all->room * 2 : 256;
        struct item *grown = realloc(all->at, room * sizeof *grown);
        if (!grown)
            return false;
        all->at = grown;
        all->room = room;
    }
    struct item *new = &all->at[all->n++];
    struct telling t = {0};
    *new = (struct item){layer, rule ? rule : "-", place->start, place->end, 0, entry};
    say_all(&t, new);
    new->hash = t.hash;
    return true;
}

static const quoth_piece *claim_place(const quoth_claim *c)
{
    return c->cue.text.data ? &c->cue : c->content_count ? &c->content[0] : &c->source;
}

static int by_place(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    if (x->layer != y->layer)
        return x->layer < y->layer ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end != y->end ? (x->end < y->end ? -1 : 1) : x->hash != y->hash ? (x->hash < y->hash ? -1 : 1) : 0;
}

bool items_gather(const quoth_document *d, struct items *all)
{
    bool good = true;
    all->n = 0;
    for (size_t i = 0; good && i < d->claim_count; i++)
        good = add(all, LAYER_CLAIM, &d->claims[i], d->claims[i].rule, claim_place(&d->claims[i]));
    for (size_t i = 0; good && i < d->date_count; i++)
        good = add(all, LAYER_DATE, &d->dates[i], d->dates[i].rule, &d->dates[i].piece);
    for (size_t i = 0; good && i < d->number_count; i++)
        good = add(all, LAYER_NUMBER, &d->numbers[i], d->numbers[i].rule, &d->numbers[i].piece);
    for (size_t i = 0; good && i < d->person_count; i++)
        for (size_t k = 0; good && k < d->people[i].mention_count; k++)
            good = add(all, LAYER_PERSON, &d->people[i], d->people[i].rule, &d->people[i].mentions[k]);
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_place);
    return good;
}
