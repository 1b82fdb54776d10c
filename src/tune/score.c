#include "tune/score.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define CONTEXT 60     /* code points on either side of a mistake */
#define LONG_PIECE 160 /* a longer one is shown by its two ends */

/* --------------------------------------------------------------------------------------------- entries */

const tree *record_list(const tree *record, const char *name)
{
    return tree_get(record, name);
}

static const tree *inside(const tree *entry, const char *name)
{
    const char *dot = strchr(name, '.');
    char head[32];
    if (!dot)
        return tree_get(entry, name);
    snprintf(head, sizeof head, "%.*s", (int)(dot - name), name);
    return tree_get(tree_get(entry, head), dot + 1);
}

const char *entry_string(const tree *entry, const char *name)
{
    return tree_string(inside(entry, name));
}

bool entry_agrees(const tree *a, const tree *b, const char *name)
{
    const tree *x = inside(a, name), *y = inside(b, name);
    return (!x && !y) || (x && y && tree_equal(x, y));
}

static span span_of(const tree *ends)
{
    return (span){(size_t)tree_integer(tree_at(ends, 0)),
                  (size_t)tree_integer(tree_at(ends, 1))};
}

spans entry_spans(arena *a, const tree *part)
{
    const tree *several = tree_get(part, "spans"), *one = tree_get(part, "span");
    size_t n = tree_count(several) ? tree_count(several) : one ? 1 : 0;
    span *all = arena_take(a, (n + 1) * sizeof *all);
    for (size_t i = 0; i < n; i++)
        all[i] = span_of(tree_count(several) ? tree_at(several, i) : one);
    return (spans){all, n};
}

spans *list_spans(arena *a, const tree *list)
{
    size_t n = tree_count(list);
    spans *all = arena_take(a, (n + 1) * sizeof *all);
    for (size_t i = 0; i < n; i++)
        all[i] = entry_spans(a, tree_at(list, i));
    return all;
}

span first_span(spans s)
{
    return s.n ? s.at[0] : (span){0, 0};
}

/* -------------------------------------------------------------------------------------------- counting */

void score_count(score *s, enum figure f, double gold, double output, double hit, double hit_output)
{
    tally *t = &s->tallies[f];
    t->gold += gold;
    t->output += output;
    t->hit += hit;
    t->hit_output += hit_output;
    t->counted = true;
}

void score_field(score *s, enum figure f, bool agrees)
{
    score_count(s, f, 1, 1, agrees, agrees);
}

static quoth_rule_score *account(score *s, const char *layer, const char *rule)
{
    const char *key = arena_printf(&s->work, "%s %s", layer, rule);
    const json_t *known = json_object_get(s->rule_index, key);
    if (known)
        return &s->rules.at[json_integer_value(known)];
    if (json_object_set_new(s->rule_index, key, json_integer((json_int_t)s->rules.n)))
        longjmp(*s->keep.escape, 1);
    quoth_rule_score *new = arena_push(&s->keep, &s->rules);
    *new = (quoth_rule_score){.layer = layer, .rule = arena_copy(&s->keep, rule, strlen(rule))};
    return new;
}

void score_verdict(score *s, const char *layer, const tree *entry, enum verdict verdict)
{
    const char *rule = entry_string(entry, "rule");
    quoth_rule_score *r = account(s, layer, rule ? rule : "-");
    r->output++;
    r->right += verdict == VERDICT_RIGHT;
    r->wrong += verdict == VERDICT_WRONG;
    r->spurious += verdict == VERDICT_SPURIOUS;
    r->confidence += tree_number(tree_get(entry, "confidence"));
}

static size_t *counter(score *s, bool missed, const char *layer, const char *kind)
{
    size_t n = missed ? s->missed.n : s->mistake_counts.n;
    quoth_mistake_count *all = missed ? s->missed.at : s->mistake_counts.at;
    for (size_t i = 0; i < n; i++)
        if (!strcmp(all[i].layer, layer) && !strcmp(all[i].kind, kind))
            return &all[i].count;
    const char *own = arena_copy(&s->keep, kind, strlen(kind));
    quoth_mistake_count *new = missed ? arena_push(&s->keep, &s->missed)
                                      : arena_push(&s->keep, &s->mistake_counts);
    *new = (quoth_mistake_count){.layer = layer, .kind = own};
    return &new->count;
}

void score_missed(score *s, const char *layer, const char *kind)
{
    ++*counter(s, true, layer, kind);
}

/* -------------------------------------------------------------------------------------------- mistakes */

static bool is_wanted_rule(const score *s, const char *rule)
{
    return !s->rule || (rule && !strcmp(s->rule, rule));
}

static quoth_slice kept(score *s, quoth_slice part)
{
    return (quoth_slice){arena_copy(&s->keep, part.data, part.size), part.size};
}

/* Fills in the mistake's text and what stands around it. */
static void show_place(subject *s, quoth_mistake *m)
{
    const passage *p = &s->passage;
    if (!p->text.data)
        return;
    size_t from = m->start > CONTEXT ? m->start - CONTEXT : 0;
    m->before = kept(s->score, passage_slice(p, from, m->start));
    m->after = kept(s->score, passage_slice(p, m->end, m->end + CONTEXT));
    m->text = kept(s->score, passage_slice(p, m->start, m->end));
    if (m->end - m->start <= LONG_PIECE)
        return;
    quoth_slice head = passage_slice(p, m->start, m->start + LONG_PIECE - CONTEXT);
    quoth_slice tail = passage_slice(p, m->end - CONTEXT, m->end);
    m->text.data = arena_printf(&s->score->keep, "%.*s \u2026 %.*s", (int)head.size, head.data, (int)tail.size,
                                tail.data);
    m->text.size = strlen(m->text.data);
}

void score_mistake(subject *s, const char *layer, const char *kind, span where, const char *rule, const char *note,
                   ...)
{
    score *all = s->score;
    if (!is_wanted_rule(all, rule))
        return;
    if (++*counter(all, false, layer, kind) > all->mistakes_wanted)
        return;
    char text[512];
    va_list arguments;
    va_start(arguments, note);
    vsnprintf(text, sizeof text, note, arguments);
    va_end(arguments);
    quoth_mistake *m = arena_push(&all->keep, &all->mistakes);
    *m = (quoth_mistake){.layer = layer, .start = where.start, .end = where.end};
    m->kind = arena_copy(&all->keep, kind, strlen(kind));
    m->article = arena_copy(&all->keep, s->id, strlen(s->id));
    m->note = arena_copy(&all->keep, text, strlen(text));
    m->rule = rule ? arena_copy(&all->keep, rule, strlen(rule)) : NULL;
    show_place(s, m);
}

void score_field_mistake(subject *s, const char *layer, const char *kind, span where, const char *rule,
                         const char *gold, const char *output)
{
    score_mistake(s, layer, kind, where, rule, "gold %s, output %s", gold ? gold : "none",
                  output ? output : "none");
}
