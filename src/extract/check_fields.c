#include "extract/check_fields.h"

#include <math.h>
#include <string.h>

static const char *copy_slice(arena *a, quoth_slice s)
{
    return s.data ? arena_copy(a, s.data, s.size) : NULL;
}

static const char *number_text(arena *a, double number)
{
    return isnan(number) ? NULL : arena_printf(a, "%.12g", number);
}

struct wanted {
    const char *name, *value;
};

static const char *pick(const struct wanted *fields, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i].name, name) == 0)
            return fields[i].value ? fields[i].value : "";
    return NULL;
}

#define PICK(fields, name) pick(fields, sizeof(fields) / sizeof *(fields), name)

const char *check_date_field(arena *a, const quoth_date *d, const char *name)
{
    const struct wanted fields[] = {{"value", d->value}, {"type", d->type},   {"mod", d->mod},     {"begin", d->begin},
                                   {"end", d->end},     {"bound", d->bound}, {"text", copy_slice(a, d->piece.text)}};
    return PICK(fields, name);
}

const char *check_number_field(arena *a, const quoth_number *n, const char *name)
{
    const struct wanted fields[] = {{"value", number_text(a, n->value)},
                                   {"low", number_text(a, n->low)},
                                   {"high", number_text(a, n->high)},
                                   {"kind", n->kind},
                                   {"relation", n->relation},
                                   {"change", n->change},
                                   {"modifier", copy_slice(a, n->modifier.text)},
                                   {"unit", n->unit_name},
                                   {"of", copy_slice(a, n->of.text)},
                                   {"text", copy_slice(a, n->piece.text)}};
    return PICK(fields, name);
}

const char *check_person_field(arena *a, const quoth_person *p, const char *name)
{
    const struct wanted fields[] = {{"name", p->name},
                                   {"given", p->given},
                                   {"family", p->family},
                                   {"role", p->role_count ? copy_slice(a, p->roles[0].text) : NULL},
                                   {"text", p->mention_count ? copy_slice(a, p->mentions[0].text) : NULL}};
    return PICK(fields, name);
}

static const char *content_text(arena *a, const quoth_claim *c)
{
    const char *all = "";
    for (size_t i = 0; i < c->content_count; i++)
        all = arena_printf(a, "%s%s%.*s", all, i ? " " : "", (int)c->content[i].text.size, c->content[i].text.data);
    return all;
}

const char *check_claim_field(arena *a, const quoth_claim *c, const char *name)
{
    const struct wanted fields[] = {{"content", content_text(a, c)},
                                   {"source", copy_slice(a, c->source.text)},
                                   {"name", c->source_name},
                                   {"type", c->source_type},
                                   {"cue", copy_slice(a, c->cue.text)},
                                   {"lemma", c->lemma},
                                   {"act", c->act},
                                   {"kind", c->kind},
                                   {"negated", c->negated ? "true" : "false"},
                                   {"said", c->said}};
    return PICK(fields, name);
}

const char *check_hit_field(arena *a, const article *from, const hit *h, const char *name)
{
    if (strcmp(name, "text") == 0)
        return copy_slice(a, article_piece(from, h->first, h->last).text);
    if (strcmp(name, "value") == 0 && h->value)
        return h->value;
    uint32_t first, last;
    if (hit_span(h, name, 0, &first, &last) && !hit_has(h, "value"))
        return copy_slice(a, article_piece(from, first, last).text);
    const char *value = hit_value(h, name);
    return value ? value : "";
}
