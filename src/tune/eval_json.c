/* An evaluation as JSON. */
#include <string.h>

#include "pipeline/put.h"
#include "quoth.h"

static void put_text(buffer *b, const char *text)
{
    put_string(b, text, strlen(text));
}

/* ,"name": */
static void put_name(buffer *b, const char *name)
{
    buffer_add_char(b, ',');
    put_text(b, name);
    buffer_add_char(b, ':');
}

static void put_count(buffer *b, const char *name, size_t value)
{
    put_name(b, name);
    put_size(b, value);
}

static void put_real(buffer *b, const char *name, double value)
{
    put_name(b, name);
    put_number(b, value);
}

static void put_figure(buffer *b, const quoth_figure *f)
{
    put_text(b, f->row);
    PUT(b, ":{\"f1\":");
    put_number(b, f->f1);
    if (f->base) {
        put_name(b, "base");
        put_text(b, f->base);
        put_real(b, "accuracy", f->accuracy);
        put_real(b, "of", f->gold);
    } else {
        put_real(b, "p", f->precision);
        put_real(b, "r", f->recall);
        put_real(b, "gold", f->gold);
        put_real(b, "out", f->output);
        put_real(b, "hit", f->hit);
    }
    buffer_add_char(b, '}');
}

static void put_figures(buffer *b, const quoth_evaluation *e)
{
    PUT(b, ",\"sections\":{");
    for (size_t i = 0; i < e->figure_count; i++) {
        const quoth_figure *f = &e->figures[i];
        bool first = !i || strcmp(f[-1].section, f->section);
        if (first) {
            if (i)
                PUT(b, "},");
            put_text(b, f->section);
            PUT(b, ":{");
        } else {
            buffer_add_char(b, ',');
        }
        put_figure(b, f);
    }
    if (e->figure_count)
        buffer_add_char(b, '}');
    buffer_add_char(b, '}');
}

static void put_rules(buffer *b, const quoth_evaluation *e)
{
    PUT(b, ",\"rules\":[");
    for (size_t i = 0; i < e->rule_count; i++) {
        const quoth_rule_score *r = &e->rules[i];
        if (i)
            buffer_add_char(b, ',');
        PUT(b, "{\"layer\":");
        put_text(b, r->layer);
        put_name(b, "rule");
        put_text(b, r->rule);
        put_count(b, "output", r->output);
        put_count(b, "right", r->right);
        put_count(b, "wrong", r->wrong);
        put_count(b, "spurious", r->spurious);
        put_real(b, "precision", (double)r->right / (double)r->output);
        put_name(b, "confidence");
        put_hundredths(b, r->confidence);
        buffer_add_char(b, '}');
    }
    buffer_add_char(b, ']');
}

/* {"dates":{"DATE":3}} */
static void put_counts(buffer *b, const char *name, const quoth_mistake_count *counts, size_t n)
{
    put_name(b, name);
    buffer_add_char(b, '{');
    for (size_t i = 0; i < n; i++) {
        const quoth_mistake_count *c = &counts[i];
        bool first = !i || strcmp(c[-1].layer, c->layer);
        if (first && i)
            buffer_add_char(b, '}');
        if (i)
            buffer_add_char(b, ',');
        if (first) {
            put_text(b, c->layer);
            PUT(b, ":{");
        }
        put_text(b, c->kind);
        buffer_add_char(b, ':');
        put_size(b, c->count);
    }
    if (n)
        buffer_add_char(b, '}');
    buffer_add_char(b, '}');
}

static void put_mistake(buffer *b, const quoth_mistake *m)
{
    PUT(b, "{\"layer\":");
    put_text(b, m->layer);
    put_name(b, "kind");
    put_text(b, m->kind);
    put_name(b, "article");
    put_text(b, m->article);
    if (m->rule) {
        put_name(b, "rule");
        put_text(b, m->rule);
    }
    PUT(b, ",\"span\":[");
    put_size(b, m->start);
    buffer_add_char(b, ',');
    put_size(b, m->end);
    buffer_add_char(b, ']');
    put_name(b, "note");
    put_text(b, m->note);
    if (m->text.data) {
        put_name(b, "before");
        put_slice(b, m->before);
        put_name(b, "text");
        put_slice(b, m->text);
        put_name(b, "after");
        put_slice(b, m->after);
    }
    buffer_add_char(b, '}');
}

quoth_status quoth_evaluation_write(const quoth_evaluation *e, quoth_write_fn *write, void *context)
{
    buffer b = {0};
    PUT(&b, "{\"schema\":1");
    put_count(&b, "articles", e->articles);
    put_count(&b, "missing", e->missing);
    put_count(&b, "extra", e->extra);
    put_figures(&b, e);
    put_rules(&b, e);
    put_counts(&b, "missed", e->missed, e->missed_count);
    put_counts(&b, "mistakes", e->mistake_counts, e->mistake_count_count);
    PUT(&b, ",\"examples\":[");
    for (size_t i = 0; i < e->mistake_count; i++) {
        if (i)
            buffer_add_char(&b, ',');
        put_mistake(&b, &e->mistakes[i]);
    }
    PUT(&b, "]}\n");
    quoth_status status = b.failed ? QUOTH_ERROR_MEMORY : QUOTH_OK;
    if (status == QUOTH_OK && !write(context, b.data, b.size))
        status = QUOTH_ERROR_OUTPUT;
    buffer_free(&b);
    return status;
}
