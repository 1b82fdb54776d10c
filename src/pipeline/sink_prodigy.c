/*
 * Prodigy's JSON Lines: text, tokens, spans, relations.
 *
 * Relied on: "Annotation interfaces" (prodigy.ai/docs/api-interfaces): tokens have text, start, end, id and ws
 * (white space follows); spans have start, end, token_start, token_end (the last token itself) and label;
 * relations have head and child, the indexes of tokens, label, head_span and child_span.  Offsets are positions in
 * a Python string, hence code points.  Spans overlap here (a date in a content), as the interfaces spans and
 * spans_manual allow; ner_manual does not.
 */
#include <stdlib.h>
#include <string.h>

#include "pipeline/marks.h"
#include "pipeline/put.h"
#include "pipeline/scratch.h"
#include "pipeline/stream.h"
#include "pipeline/words.h"

typedef struct place {
    const mark *mark;
    size_t first, last; /* words */
} place;

static int by_start(const void *a, const void *b)
{
    const mark *x = ((const place *)a)->mark, *y = ((const place *)b)->mark;
    if (x->piece.start != y->piece.start)
        return x->piece.start < y->piece.start ? -1 : 1;
    if (x->piece.end != y->piece.end)
        return x->piece.end > y->piece.end ? -1 : 1;
    return (x > y) - (x < y);
}

static void put_flag(buffer *out, bool flag)
{
    buffer_add_string(out, flag ? "true" : "false");
}

static void put_tokens(const words *w, buffer *out)
{
    PUT(out, ",\"tokens\":[");
    for (size_t i = 0; i < w->list.n; i++) {
        const word *k = &w->list.at[i];
        buffer_add_string(out, i ? ",{\"text\":" : "{\"text\":");
        put_slice(out, k->text);
        PUT(out, ",\"start\":");
        put_size(out, k->start);
        PUT(out, ",\"end\":");
        put_size(out, k->end);
        PUT(out, ",\"id\":");
        put_size(out, i);
        PUT(out, ",\"ws\":");
        put_flag(out, k->space && i + 1 < w->list.n);
        PUT(out, "}");
    }
    PUT(out, "]");
}

/* A span without its closing brace. */
static void put_span(const place *p, buffer *out)
{
    PUT(out, "{\"start\":");
    put_size(out, p->mark->piece.start);
    PUT(out, ",\"end\":");
    put_size(out, p->mark->piece.end);
    PUT(out, ",\"token_start\":");
    put_size(out, p->first);
    PUT(out, ",\"token_end\":");
    put_size(out, p->last);
    PUT(out, ",\"label\":");
    put_string(out, p->mark->label, strlen(p->mark->label));
}

static void put_spans(const place *places, size_t n, buffer *out)
{
    PUT(out, ",\"spans\":[");
    for (size_t i = 0; i < n; i++) {
        if (i)
            PUT(out, ",");
        put_span(&places[i], out);
        PUT(out, ",\"id\":");
        put_string(out, places[i].mark->id, strlen(places[i].mark->id));
        if (places[i].mark->note) {
            PUT(out, ",\"note\":");
            put_string(out, places[i].mark->note, strlen(places[i].mark->note));
        }
        PUT(out, "}");
    }
    PUT(out, "]");
}

static void put_relation(const place *head, const place *child, const char *label, buffer *out)
{
    PUT(out, "{\"head\":");
    put_size(out, head->last);
    PUT(out, ",\"child\":");
    put_size(out, child->last);
    PUT(out, ",\"label\":");
    put_string(out, label, strlen(label));
    PUT(out, ",\"head_span\":");
    put_span(head, out);
    PUT(out, "},\"child_span\":");
    put_span(child, out);
    PUT(out, "}}");
}

static void put_relations(const marks *all, const place *of_mark, buffer *out)
{
    PUT(out, ",\"relations\":[");
    bool any = false;
    for (size_t i = 0; i < all->links.n; i++) {
        const mark_link *link = &all->links.at[i];
        if (!of_mark[link->from].mark || !of_mark[link->to].mark)
            continue;
        if (any)
            PUT(out, ",");
        any = true;
        put_relation(&of_mark[link->from], &of_mark[link->to], link->label, out);
    }
    PUT(out, "]");
}

static void make_line(arena *a, const quoth_document *d, buffer *out)
{
    marks all;
    words w;
    marks_make(a, d, &all);
    words_make(a, d, &all, &w);
    place *of_mark = arena_alloc(a, (all.spans.n + 1) * sizeof *of_mark);
    place *sorted = arena_alloc(a, (all.spans.n + 1) * sizeof *sorted);
    size_t n = 0;
    for (size_t i = 0; i < all.spans.n; i++) {
        place p = {.mark = &all.spans.at[i]};
        if (words_touched(&w, &p.mark->piece, &p.first, &p.last))
            sorted[n++] = of_mark[i] = p;
    }
    qsort(sorted, n, sizeof *sorted, by_start);
    PUT(out, "{\"text\":");
    put_slice(out, d->text);
    PUT(out, ",\"meta\":{\"source\":\"quoth " QUOTH_VERSION "\"");
    stream_put_head(d, out);
    PUT(out, "}");
    put_tokens(&w, out);
    put_spans(sorted, n, out);
    put_relations(&all, of_mark, out);
    PUT(out, "}\n");
}

static void prodigy_encode(const sink *s, const quoth_document *d, buffer *out)
{
    (void)s;
    scratch_run(make_line, d, out);
}

const sink_type sink_prodigy = {
    .name = "prodigy",
    .target = "FILE",
    .target_optional = true,
    .open = stream_open,
    .encode = prodigy_encode,
    .encode_error = stream_encode_no_error,
    .write = stream_write,
    .close = stream_close,
};
