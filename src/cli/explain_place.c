/* quoth explain --at and --span: why something was found at a place, or why not. */
#include <stdio.h>
#include <string.h>

#include "cli/explain.h"

/* All that was found in the article. */
struct found {
    const quoth_finding *at;
    size_t n;
};

static size_t points(const char *data, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += ((unsigned char)data[i] & 0xC0) != 0x80;
    return n;
}

/* The span asked for; false (and a message) when it is not in the text. */
static bool find_span(const struct explaining *e, const quoth_document *d, size_t *start, size_t *end)
{
    if (e->span) {
        size_t length = points(d->text.data, d->text.size);
        *start = e->start;
        *end = e->end < length ? e->end : length;
        if (*start < *end)
            return true;
        fprintf(stderr, "quoth explain: the text ends at %zu, before the span %s\n", length, e->span);
        return false;
    }
    size_t size = strlen(e->at);
    for (size_t i = 0; size && i + size <= d->text.size; i++)
        if (memcmp(d->text.data + i, e->at, size) == 0) {
            *start = points(d->text.data, i);
            *end = *start + points(e->at, size);
            return true;
        }
    fprintf(stderr, "quoth explain: \"%s\" does not stand in the text\n", e->at);
    return false;
}

/* ------------------------------------------------------------------------------------------- attempts */

static bool is_match_of(const quoth_finding *f, const quoth_attempt *a)
{
    return strcmp(f->rule, a->rule) == 0 && f->whole.start == a->reached.start && f->whole.end == a->reached.end;
}

/* What was found in the same stage, began before and reaches into it, so that it was not tried. */
static const quoth_finding *in_the_way(const struct found *all, const quoth_attempt *a)
{
    for (size_t i = 0; i < all->n; i++) {
        const quoth_finding *f = &all->at[i];
        if (!f->lost_to && strcmp(f->stage, a->stage) == 0 && f->whole.start <= a->reached.start &&
            f->whole.end > a->reached.start)
            return f;
    }
    return NULL;
}

/* What became of a pattern that fits. */
static void show_outcome(const struct found *all, const quoth_attempt *a)
{
    const quoth_finding *f = NULL;
    for (size_t i = 0; i < all->n && !f; i++)
        if (is_match_of(&all->at[i], a))
            f = &all->at[i];
    if (f && f->lost_to)
        printf(", loses to %s: %s", f->lost_to, f->lost_by);
    else if (f && f->dropped)
        printf(", set aside by the rest of the article%s%s", f->note ? ": " : "", f->note ? f->note : "");
    else if (f)
        printf(", kept");
    else if ((f = in_the_way(all, a))) {
        printf(", not tried: %s has taken ", f->rule);
        show_piece(&f->whole);
    }
}

static void show_stop(const quoth_attempt *a)
{
    if (!a->next.text.data) {
        printf(" at the end of the sentence");
        return;
    }
    printf(" before ");
    show_piece(&a->next);
    if (a->next_rule)
        printf(", found by %s", a->next_rule);
}

static void show_attempt(const struct found *all, const quoth_attempt *a)
{
    printf("  %-36s %s ", a->rule, a->matched ? "fits       " : "stops after");
    show_piece(&a->reached);
    if (a->matched)
        show_outcome(all, a);
    else
        show_stop(a);
    printf("  (%s:%u)\n", a->file, a->line);
}

/* No rule that was asked for begins there: perhaps because others have made one unit of the words. */
static void show_owners(const struct explaining *e, const struct found *all, size_t start, size_t end)
{
    printf("no %srule begins there; what was found:\n", e->kind || e->rule ? "such " : "");
    for (size_t i = 0; i < all->n; i++) {
        const quoth_finding *f = &all->at[i];
        if (f->lost_to || f->piece.start >= end || f->piece.end <= start)
            continue;
        printf("  %-36s finds       ", f->rule);
        show_piece(&f->piece);
        printf("  (%s:%u)\n", f->file, f->line);
    }
}

bool explain_place(struct explaining *e, quoth_scanner *scanner, const quoth_document *d, quoth_error *error)
{
    size_t start, end, n;
    struct found all;
    if (!find_span(e, d, &start, &end))
        return true;
    all.at = quoth_findings(scanner, &all.n, error);
    const quoth_attempt *tried = all.at || !all.n ? quoth_attempts(scanner, start, end, &n, error) : NULL;
    if (error->status != QUOTH_OK)
        return false;
    const char *stage = "";
    for (size_t i = 0; i < n; i++) {
        if (!is_wanted(e, tried[i].rule))
            continue;
        if (strcmp(stage, tried[i].stage) != 0)
            printf("stage %s\n", tried[i].stage);
        stage = tried[i].stage;
        show_attempt(&all, &tried[i]);
        e->shown++;
    }
    if (!e->shown)
        show_owners(e, &all, start, end);
    return true;
}
