/*
 * Confidence from gold: how often a rule was right, so that of the entries with confidence 0.9 nine in ten are.
 *
 * A rule seen a few times says little about itself.  So its figure is drawn towards that of its kind (all rules
 * whose ids begin alike), as if PRIOR entries more had been judged that were right as often as the kind's; a rule
 * seen less than LEAST times gets no line of its own, and the kind's line counts for it.
 */
#include <stdlib.h>
#include <string.h>

#include "pipeline/put.h"
#include "quoth.h"

#define PRIOR 4.0
#define LEAST 5

/* One line of the file: a rule, or a kind when the id has no period. */
typedef struct account {
    const char *id;
    size_t id_size;
    double right, output;
} account;

typedef struct accounts {
    account *at;
    size_t n;
} accounts;

static int by_id(const void *a, const void *b)
{
    const account *x = a, *y = b;
    size_t least = x->id_size < y->id_size ? x->id_size : y->id_size;
    int order = memcmp(x->id, y->id, least);
    return order ? order : (x->id_size > y->id_size) - (x->id_size < y->id_size);
}

/* A rule may stand in two layers (numbers, quantities) and a kind has many rules: equal ids become one account. */
static void merge(accounts *all)
{
    size_t kept = 0;
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_id);
    for (size_t i = 0; i < all->n; i++) {
        if (kept && !by_id(&all->at[kept - 1], &all->at[i])) {
            all->at[kept - 1].right += all->at[i].right;
            all->at[kept - 1].output += all->at[i].output;
        } else {
            all->at[kept++] = all->at[i];
        }
    }
    all->n = kept;
}

static size_t kind_size(const char *id)
{
    return strcspn(id, ".");
}

static bool open_accounts(const quoth_evaluation *e, accounts *all)
{
    *all = (accounts){.at = malloc((2 * e->rule_count + 1) * sizeof *all->at)};
    for (size_t i = 0; all->at && i < e->rule_count; i++) {
        const quoth_rule_score *r = &e->rules[i];
        account rule = {r->rule, strlen(r->rule), (double)r->right, (double)r->output}, kind = rule;
        kind.id_size = kind_size(r->rule);
        if (kind.id_size == rule.id_size)
            continue; /* records that name no rule */
        all->at[all->n++] = rule;
        all->at[all->n++] = kind;
    }
    if (all->at)
        merge(all);
    return all->at != NULL;
}

/* The kind's account stands before its rules. */
static double confidence(const account *a, const account *kind)
{
    double rate = kind->right / kind->output;
    double value = a == kind ? rate : (a->right + PRIOR * rate) / (a->output + PRIOR);
    return value < 0.01 ? 0.01 : value > 0.99 ? 0.99 : value;
}

static void put_line(buffer *b, const account *a, const account *kind)
{
    buffer_add(b, a->id, a->id_size);
    PUT(b, " = ");
    put_hundredths(b, confidence(a, kind));
    buffer_add_char(b, '\n');
}

static void put_lines(buffer *b, const accounts *all)
{
    const account *kind = NULL;
    for (size_t i = 0; i < all->n; i++) {
        const account *a = &all->at[i];
        if (kind_size(a->id) >= a->id_size) {
            kind = a;
            buffer_add_char(b, '\n');
            put_line(b, a, kind);
        } else if (a->output >= LEAST && kind) {
            put_line(b, a, kind);
        }
    }
}

static const char head[] =
    "# How often each rule was right when its entries were held against gold; a line for a whole kind counts\n"
    "# for those of its rules that were seen too seldom. Made by `quoth eval --calibrate`: do not edit it,\n"
    "# make it anew.\n";

quoth_status quoth_calibration_write(const quoth_evaluation *e, const char *made_from, quoth_write_fn *write,
                                     void *context)
{
    accounts all;
    if (!open_accounts(e, &all))
        return QUOTH_ERROR_MEMORY;
    buffer b = {0};
    PUT(&b, head);
    if (made_from) {
        PUT(&b, "# From ");
        buffer_add_string(&b, made_from);
        buffer_add_char(&b, '\n');
    }
    put_lines(&b, &all);
    free(all.at);
    quoth_status status = b.failed ? QUOTH_ERROR_MEMORY : QUOTH_OK;
    if (status == QUOTH_OK && !write(context, b.data, b.size))
        status = QUOTH_ERROR_OUTPUT;
    buffer_free(&b);
    return status;
}
