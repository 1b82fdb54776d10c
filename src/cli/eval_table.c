#include "cli/eval_table.h"

#include <string.h>

/* --------------------------------------------------------------------------------------------- figures */

static void print_figure(FILE *out, const quoth_figure *f)
{
    if (f->base)
        fprintf(out, "  %-26s%14s%7.1f   accuracy %.1f of %.0f matched\n", f->row, "", 100 * f->f1,
                100 * f->accuracy, f->gold);
    else
        fprintf(out, "  %-26s%7.1f%7.1f%7.1f%8.0f%8.0f%8.0f\n", f->row, 100 * f->precision, 100 * f->recall,
                100 * f->f1, f->gold, f->output, f->hit);
}

static void print_figures(FILE *out, const quoth_evaluation *e)
{
    for (size_t i = 0; i < e->figure_count; i++) {
        const quoth_figure *f = &e->figures[i];
        if (!i || strcmp(f[-1].section, f->section))
            fprintf(out, "%s%-28s%7s%7s%7s%8s%8s%8s\n", i ? "\n" : "", f->section, "P", "R", "F1", "gold",
                    "output", "match");
        print_figure(out, f);
    }
}

/* ----------------------------------------------------------------------------------------------- rules */

static void print_rule(FILE *out, const quoth_rule_score *r)
{
    fprintf(out, "  %-36s%8zu%8zu%8zu%10zu%7.1f%12.2f\n", r->rule, r->output, r->right, r->wrong, r->spurious,
            100 * (double)r->right / (double)r->output, r->confidence);
}

static void print_rules(FILE *out, const quoth_evaluation *e, size_t most)
{
    for (size_t i = 0; i < e->rule_count;) {
        const char *layer = e->rules[i].layer;
        fprintf(out, "\n%-38s%8s%8s%8s%10s%7s%12s\n", layer, "output", "right", "wrong", "spurious", "P",
                "confidence");
        size_t shown = 0, hidden = 0;
        for (; i < e->rule_count && !strcmp(e->rules[i].layer, layer); i++) {
            if (shown == most) {
                hidden++;
                continue;
            }
            print_rule(out, &e->rules[i]);
            shown++;
        }
        if (hidden)
            fprintf(out, "  and %zu more: --rules all\n", hidden);
    }
}

static void print_counts(FILE *out, const char *what, const quoth_mistake_count *counts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const quoth_mistake_count *c = &counts[i];
        if (!i || strcmp(c[-1].layer, c->layer))
            fprintf(out, "%s%s, %s: ", "\n", c->layer, what);
        else
            fputs(", ", out);
        fprintf(out, "%zu %s", c->count, c->kind);
    }
    if (n)
        fputc('\n', out);
}

void print_evaluation(FILE *out, const quoth_evaluation *e, size_t rules)
{
    print_figures(out, e);
    if (rules)
        print_rules(out, e, rules);
    print_counts(out, "missed", e->missed, e->missed_count);
    print_counts(out, "mistakes", e->mistake_counts, e->mistake_count_count);
}

/* -------------------------------------------------------------------------------------------- mistakes */

/* On one line whatever the text holds: line breaks become a sign, other control characters spaces. */
static void print_flat(FILE *out, quoth_slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '\n')
            fputs(i && text.data[i - 1] == '\n' ? "" : "\u23CE", out);
        else if (c == 0xC2 && i + 1 < text.size && (unsigned char)text.data[i + 1] < 0xA0)
            i++; /* a control character of two bytes: terminals may obey it */
        else
            fputc(c < ' ' || c == 0x7F ? ' ' : c, out);
    }
}

static void print_string(FILE *out, const char *text)
{
    print_flat(out, (quoth_slice){text, strlen(text)});
}

static void print_mistake(FILE *out, const quoth_mistake *m)
{
    fprintf(out, "  %-11s ", m->kind);
    print_string(out, m->article);
    fprintf(out, " %zu-%zu  ", m->start, m->end);
    print_string(out, m->note);
    if (m->rule)
        fprintf(out, "  [%s]", m->rule);
    fputc('\n', out);
    if (!m->text.data)
        return;
    fputs("      ", out);
    print_flat(out, m->before);
    fputs("\u00AB", out);
    print_flat(out, m->text);
    fputs("\u00BB", out);
    print_flat(out, m->after);
    fputc('\n', out);
}

void print_mistakes(FILE *out, const quoth_evaluation *e)
{
    /* Mistakes stand in the order of the articles; for reading, those of one kind belong together. */
    for (size_t k = 0; k < e->mistake_count_count; k++) {
        const quoth_mistake_count *c = &e->mistake_counts[k];
        size_t shown = 0;
        for (size_t i = 0; i < e->mistake_count; i++) {
            const quoth_mistake *m = &e->mistakes[i];
            if (strcmp(m->layer, c->layer) || strcmp(m->kind, c->kind))
                continue;
            if (!shown++)
                fprintf(out, "\n%s, %s: %zu\n", c->layer, c->kind, c->count);
            print_mistake(out, m);
        }
    }
}
