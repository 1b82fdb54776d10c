/*
 * Tokens in columns: CoNLL-U Plus (universaldependencies.org/ext-format.html), one token a line, columns parted by
 * tabs, a blank line behind each sentence, the names of the columns in the first line.
 *
 *     1 ID  2 FORM  3 START  4 END  5 DATE  6 PERSON  7 NUMBER  8 SOURCE  9 CUE  10 CONTENT
 *
 * START and END are code points of the article.  The last six columns are IOB2 as in CoNLL-2002 (every span begins
 * with B-, O stands outside): the label is a date's TIMEX3 type, a number's kind, a source's type, a cue's act, a
 * claim's kind.  A column holds one layer of spans: of two that overlap, the one that begins first or, beginning
 * together, is longer.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/outlet.h"
#include "pipeline/put.h"
#include "pipeline/scratch.h"
#include "pipeline/stream.h"
#include "pipeline/words.h"

enum column { DATE, PERSON, NUMBER, SOURCE, CUE, CONTENT, COLUMNS };

static const char heading[] = "# global.columns = ID FORM QUOTH:START QUOTH:END QUOTH:DATE QUOTH:PERSON "
                              "QUOTH:NUMBER QUOTH:SOURCE QUOTH:CUE QUOTH:CONTENT\n";

/* What may stand in a column. */
typedef struct entry {
    const quoth_piece *piece;
    const char *label;
} entry;

typedef VECTOR(entry) entries;

typedef struct tag {
    const char *label; /* NULL: O */
    bool begins;
} tag;

/* ------------------------------------------------------------------------------------------- the tags */

static void collect(arena *a, const quoth_document *d, entries columns[COLUMNS])
{
    for (size_t i = 0; i < d->date_count; i++)
        *arena_push(a, &columns[DATE]) = (entry){&d->dates[i].piece, d->dates[i].type};
    for (size_t i = 0; i < d->person_count; i++)
        for (size_t k = 0; k < d->people[i].mention_count; k++)
            *arena_push(a, &columns[PERSON]) = (entry){&d->people[i].mentions[k], "PER"};
    for (size_t i = 0; i < d->number_count; i++)
        *arena_push(a, &columns[NUMBER]) = (entry){&d->numbers[i].piece, d->numbers[i].kind};
    for (size_t i = 0; i < d->claim_count; i++) {
        const quoth_claim *c = &d->claims[i];
        *arena_push(a, &columns[SOURCE]) = (entry){&c->source, c->source_type};
        *arena_push(a, &columns[CUE]) = (entry){&c->cue, c->act};
        for (size_t k = 0; k < c->content_count; k++)
            *arena_push(a, &columns[CONTENT]) = (entry){&c->content[k], c->kind};
    }
}

static int by_start(const void *a, const void *b)
{
    const quoth_piece *x = ((const entry *)a)->piece, *y = ((const entry *)b)->piece;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

static void fill(const words *w, entries *column, const char *otherwise, tag *tags)
{
    size_t free_from = 0, first, last;
    if (column->n)
        qsort(column->at, column->n, sizeof *column->at, by_start);
    for (size_t i = 0; i < column->n; i++) {
        const entry *e = &column->at[i];
        if (!e->piece->text.data || !words_touched(w, e->piece, &first, &last) || first < free_from)
            continue;
        for (size_t k = first; k <= last; k++)
            tags[k] = (tag){e->label ? e->label : otherwise, k == first};
        free_from = last + 1;
    }
}

/* --------------------------------------------------------------------------------------------- writing */

static void put_tag(buffer *out, const tag *t)
{
    if (!t->label) {
        PUT(out, "\tO");
        return;
    }
    buffer_add_string(out, t->begins ? "\tB-" : "\tI-");
    for (const char *s = t->label; *s; s++)
        buffer_add_char(out, (char)toupper((unsigned char)*s));
}

static void put_word(const words *w, size_t i, size_t number, tag *const tags[COLUMNS], buffer *out)
{
    const word *k = &w->list.at[i];
    put_size(out, number);
    PUT(out, "\t");
    buffer_add(out, k->text.data, k->text.size);
    PUT(out, "\t");
    put_size(out, k->start);
    PUT(out, "\t");
    put_size(out, k->end);
    for (int c = 0; c < COLUMNS; c++)
        put_tag(out, &tags[c][i]);
    PUT(out, "\n");
}

/* A comment ends with its line. */
static void put_comment(const char *key, quoth_slice value, buffer *out)
{
    if (!value.data || !value.size)
        return;
    PUT(out, "# ");
    buffer_add_string(out, key);
    PUT(out, " = ");
    for (size_t i = 0; i < value.size; i++)
        buffer_add_char(out, (unsigned char)value.data[i] < ' ' ? ' ' : value.data[i]);
    PUT(out, "\n");
}

static void make_table(arena *a, const quoth_document *d, buffer *out)
{
    static const char *const otherwise[COLUMNS] = {"DATE", "PER", "NUMBER", "SOURCE", "CUE", "CONTENT"};
    marks all;
    words w;
    entries columns[COLUMNS] = {0};
    tag *tags[COLUMNS];
    marks_make(a, d, &all);
    words_make(a, d, &all, &w);
    collect(a, d, columns);
    for (int c = 0; c < COLUMNS; c++) {
        tags[c] = arena_alloc(a, (w.list.n + 1) * sizeof **tags);
        fill(&w, &columns[c], otherwise[c], tags[c]);
    }
    put_comment("newdoc id", d->id, out);
    put_comment("title", d->title, out);
    if (d->published)
        put_comment("published", (quoth_slice){d->published, strlen(d->published)}, out);
    size_t number = 0;
    for (size_t i = 0; i < w.list.n; i++) {
        if (w.list.at[i].sentence && i) {
            PUT(out, "\n");
            number = 0;
        }
        put_word(&w, i, ++number, tags, out);
    }
    PUT(out, "\n");
}

static void conll_encode(const sink *s, const quoth_document *d, buffer *out)
{
    (void)s;
    scratch_run(make_table, d, out);
}

static sink *conll_open(const quoth_run *run, const char *target, quoth_error *error)
{
    sink *s = stream_open(run, target, error);
    if (s && stream_write(s, heading, sizeof heading - 1, error) != QUOTH_OK) {
        stream_close(s, false, error);
        return NULL;
    }
    return s;
}

const sink_type sink_conll = {
    .name = "conll",
    .target = "FILE",
    .target_optional = true,
    .open = conll_open,
    .encode = conll_encode,
    .encode_error = stream_encode_no_error,
    .write = stream_write,
    .close = stream_close,
};
