#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/diff.h"

enum { CONTEXT = 40, DESCRIPTION = 400 };

/* What has changed of a rule. */
struct row {
    char rule[128];
    size_t count[CHANGED + 1];
    char *shown; /* examples, as text */
};

static struct row *row_of(struct report *r, const char *rule)
{
    for (size_t i = 0; i < r->row_count; i++)
        if (strcmp(r->rows[i].rule, rule) == 0)
            return &r->rows[i];
    if (r->row_count == r->row_room) {
        size_t room = r->row_room ? r->row_room * 2 : 64;
        struct row *grown = realloc(r->rows, room * sizeof *grown);
        if (!grown)
            return NULL;
        r->rows = grown;
        r->row_room = room;
    }
    struct row *new = &r->rows[r->row_count++];
    *new = (struct row){0};
    snprintf(new->rule, sizeof new->rule, "%s", rule);
    return new;
}

/* The byte of a code point, at most `size`. */
static size_t byte_of(quoth_slice text, size_t point)
{
    size_t i = 0;
    while (i < text.size && point) {
        i++;
        while (i < text.size && ((unsigned char)text.data[i] & 0xC0) == 0x80)
            i++;
        point--;
    }
    return i;
}

/* "  + id 12: …before «words» after…  what" */
static char *example(const char *mark, const quoth_document *d, const struct item *i, const char *what)
{
    size_t from = i->start > CONTEXT ? i->start - CONTEXT : 0;
    size_t a = byte_of(d->text, from), b = byte_of(d->text, i->start), e = byte_of(d->text, i->end);
    size_t z = byte_of(d->text, i->end + CONTEXT), room = (z - a) * 3 + strlen(what) + d->id.size + 120;
    char *out = malloc(room);
    if (!out)
        return NULL;
    int n = snprintf(out, room, "  %s %.*s %zu: %.*s«%.*s»%.*s\n      %s\n", mark, (int)d->id.size,
                     d->id.data ? d->id.data : "", i->start, (int)(b - a), d->text.data + a, (int)(e - b),
                     d->text.data + b, (int)(z - e), d->text.data + e, what);
    for (int k = 0; k < n - 1; k++) /* the article's own line breaks only */
        if (out[k] == '\n' && strncmp(out + k, "\n      ", 7) != 0)
            out[k] = ' ';
    return out;
}

/* What it was, by which rule if that is another now, and what it is. */
static void describe(const struct item *a, const struct item *b, char *text, size_t size)
{
    char before[DESCRIPTION], after[DESCRIPTION];
    if (!a || !b) {
        item_describe(b ? b : a, text, size);
        return;
    }
    item_describe(a, before, sizeof before);
    item_describe(b, after, sizeof after);
    bool same_rule = strcmp(a->rule, b->rule) == 0;
    snprintf(text, size, "%s%s%s  =>  %s", before, same_rule ? "" : "  by ", same_rule ? "" : a->rule, after);
}

static bool add_example(struct row *row, enum change change, const quoth_document *d, const struct item *a,
                        const struct item *b)
{
    static const char *const marks[] = {"+", "-", "~"};
    char what[2 * DESCRIPTION + 200];
    describe(a, b, what, sizeof what);
    char *one = example(marks[change], d, b ? b : a, what);
    size_t used = row->shown ? strlen(row->shown) : 0;
    char *grown = one ? realloc(row->shown, used + strlen(one) + 1) : NULL;
    if (grown)
        strcpy(grown + used, one);
    row->shown = grown ? grown : row->shown;
    free(one);
    return grown != NULL;
}

bool report_note(struct report *r, const quoth_document *d, const struct item *a, const struct item *b)
{
    enum change change = !a ? GAINED : !b ? LOST : CHANGED;
    const char *rule = b ? b->rule : a->rule;
    if (r->rule && strcmp(rule, r->rule) != 0 && !(a && strcmp(a->rule, r->rule) == 0))
        return true;
    struct row *row = row_of(r, rule);
    if (!row)
        return false;
    r->changes++;
    return row->count[change]++ >= r->examples || add_example(row, change, d, a, b);
}

static size_t weight(const struct row *row)
{
    return row->count[GAINED] + row->count[LOST] + row->count[CHANGED];
}

static int by_weight(const void *a, const void *b)
{
    size_t m = weight(a), n = weight(b);
    return m != n ? (m < n ? 1 : -1) : strcmp(((const struct row *)a)->rule, ((const struct row *)b)->rule);
}

void report_show(struct report *r, size_t articles)
{
    if (r->row_count)
        qsort(r->rows, r->row_count, sizeof *r->rows, by_weight);
    printf("%zu article%s, %zu change%s\n", articles, plural(articles), r->changes, plural(r->changes));
    if (r->row_count)
        printf("\n%8s %8s %8s  rule\n", "gained", "lost", "changed");
    for (size_t i = 0; i < r->row_count; i++)
        printf("%8zu %8zu %8zu  %s\n", r->rows[i].count[GAINED], r->rows[i].count[LOST], r->rows[i].count[CHANGED],
               r->rows[i].rule);
    for (size_t i = 0; i < r->row_count; i++)
        if (r->rows[i].shown)
            printf("\n%s\n%s", r->rows[i].rule, r->rows[i].shown);
}

void report_free(struct report *r)
{
    for (size_t i = 0; i < r->row_count; i++)
        free(r->rows[i].shown);
    free(r->rows);
}
