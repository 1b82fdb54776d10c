/* Reading one article: text, stages, kinds, document. */
#include "extract/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "extract/kinds.h"
#include "rules/matcher.h"
#include "text/sentence.h"

#define DOUBTFUL 0.5 /* a kind that gives an entry less has its reasons, whatever the rule's record */

quoth_scanner *quoth_scanner_new(const quoth_rules *rules, quoth_error *error)
{
    quoth_scanner *s = calloc(1, sizeof *s);
    if (s) {
        s->rules = rules;
        s->matcher = matcher_new(rules);
    }
    if (s && s->matcher)
        return s;
    free(s);
    error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    return NULL;
}

void quoth_scanner_free(quoth_scanner *scanner)
{
    if (!scanner)
        return;
    matcher_free(scanner->matcher);
    arena_free(&scanner->arena);
    free(scanner);
}

const hits *scanner_hits(const quoth_scanner *s)
{
    return &s->hits;
}

const article *scanner_article(const quoth_scanner *s)
{
    return &s->article;
}

/* --------------------------------------------------------------------------------------------- stages */

static const struct {
    const char *name;
    void (*found)(article *, const hits *);
    void (*finish)(article *);
} KIND_TABLE[] = {
#define ROW(name, found, finish) {#name, found, finish},
    KINDS(ROW)
#undef ROW
};

/* Two kinds besides those of the table: hits of SKIP make their words vanish, those of OTHER make units alone. */
enum { KIND_COUNT = sizeof KIND_TABLE / sizeof *KIND_TABLE, SKIP = KIND_COUNT, OTHER };

static size_t kind_named(const char *kind)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (KIND_TABLE[i].name[0] == kind[0] && strcmp(KIND_TABLE[i].name, kind) == 0)
            return i;
    return strcmp(kind, "skip") == 0 ? SKIP : OTHER;
}

static size_t kind_number(quoth_scanner *s, const char *kind)
{
    known_kind *k = &s->known[(uintptr_t)kind / ARENA_ALIGNMENT % KINDS_KNOWN];
    if (k->name != kind)
        *k = (known_kind){kind, kind_named(kind)};
    return k->number;
}

/* Sorts hits into the kinds of the table, each in text order, and tells which are to vanish. */
static void sort_kinds(quoth_scanner *s, const hits *found, hits by_kind[KIND_COUNT])
{
    const char *kind = NULL;
    size_t number = OTHER;
    for (size_t i = 0; i < KIND_COUNT; i++)
        by_kind[i].n = 0;
    for (size_t i = 0; i < found->n; i++) {
        hit *h = found->at[i];
        if (h->kind != kind) { /* the hits of a stage are of one kind, mostly */
            kind = h->kind;
            number = kind_number(s, kind);
        }
        h->vanishes = number == SKIP || hit_has(h, "skip");
        if (number >= KIND_COUNT)
            continue;
        hits *of = &by_kind[number];
        if (!of->n)
            arena_reserve(&s->arena, of, found->n - i);
        of->at[of->n++] = h;
    }
}

/* For whoever looks inside. */
static void keep(quoth_scanner *s, const hits *found)
{
    hits *all = &s->hits;
    while (all->room - all->n < found->n)
        all->at = arena_grow(&s->arena, all->at, all->n, &all->room, sizeof *all->at);
    memcpy(all->at + all->n, found->at, found->n * sizeof *found->at);
    all->n += found->n;
}

/* Hands the hits of a stage to their kinds. */
static void take_hits(quoth_scanner *s, const hits *found)
{
    hits by_kind[KIND_COUNT];
    sort_kinds(s, found, by_kind);
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (by_kind[i].n && KIND_TABLE[i].found)
            KIND_TABLE[i].found(&s->article, &by_kind[i]);
    keep(s, found);
}

/* Runs stage k and those beside it; returns the number of the next. */
static size_t run_stage(quoth_scanner *s, size_t k)
{
    hits found = {0};
    matcher_stage(s->matcher, k, NULL, &found);
    if (found.n)
        take_hits(s, &found);
    size_t next = k + 1;
    for (; next < s->rules->stage_count && s->rules->grammar.stages.at[next].beside; next++) {
        hits more = {0};
        matcher_stage(s->matcher, next, &found, &more);
        if (more.n)
            take_hits(s, &more);
    }
    if (found.n)
        matcher_collapse(s->matcher, &found);
    return next;
}

/* A date in what the caller knows of the article; basis and piece stay with it. */
static void take_date(article *a, quoth_slice given, const char *basis)
{
    day d;
    if (a->published.year || !given.data || !calendar_read(given.data, given.size, &d))
        return;
    a->published = d;
    a->published_basis = basis;
}

/*
 * What gold has shown of a rule says more than what its kind supposes, but where the kind doubts this very entry: a
 * day that does not exist stays doubtful.
 */
static void state(const quoth_scanner *s, const char *id, double *supposed)
{
    double known = confidence_of_rule(&s->rules->confidences, id);
    if (known > 0 && *supposed >= DOUBTFUL)
        *supposed = known;
}

static void set_confidence(quoth_scanner *s)
{
    article *a = &s->article;
    if (!s->rules->confidences.n)
        return;
    for (size_t i = 0; i < a->date_entries.n; i++)
        state(s, a->date_entries.at[i].rule, &a->date_entries.at[i].confidence);
    for (size_t i = 0; i < a->person_entries.n; i++)
        state(s, a->person_entries.at[i].rule, &a->person_entries.at[i].confidence);
    for (size_t i = 0; i < a->number_entries.n; i++)
        state(s, a->number_entries.at[i].rule, &a->number_entries.at[i].confidence);
    for (size_t i = 0; i < a->claim_entries.n; i++)
        state(s, a->claim_entries.at[i].rule, &a->claim_entries.at[i].confidence);
}

static void run_stages(quoth_scanner *s, const quoth_article *given)
{
    for (size_t k = 0; k < s->rules->stage_count;) {
        if (!s->rules->grammar.stages.at[k].quotations) {
            k = run_stage(s, k);
            continue;
        }
        quotations_find(&s->arena, &s->text, &s->tokens, &s->quotations);
        matcher_quote(s->matcher, &s->quotations);
        k++;
    }
    take_date(&s->article, given->assumed, "option");
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (KIND_TABLE[i].finish)
            KIND_TABLE[i].finish(&s->article);
    set_confidence(s);
}

/* ------------------------------------------------------------------------------------------- document */

struct warnings {
    arena *arena;
    VECTOR(quoth_warning) all;
};

static void warn_of_limit(void *context, const char *id, size_t count)
{
    struct warnings *w = context;
    *arena_push(w->arena, &w->all) =
        (quoth_warning){"match-limit", arena_printf(w->arena, "rule %s gave up", id), count};
}

static void fill_warnings(quoth_scanner *s, quoth_document *d)
{
    struct warnings w = {.arena = &s->arena};
    const article *a = &s->article;
    if (s->text.replaced)
        *arena_push(&s->arena, &w.all) = (quoth_warning){
            "invalid-utf8", arena_printf(&s->arena, "%zu bytes replaced", s->text.replaced), s->text.replaced};
    matcher_limits(s->matcher, warn_of_limit, &w);
    for (size_t i = 0; i < a->warnings.n; i++)
        *arena_push(&s->arena, &w.all) = a->warnings.at[i];
    d->warnings = w.all.at;
    d->warning_count = w.all.n;
}

static void fill_sentences(quoth_scanner *s, quoth_document *d)
{
    const uint32_t *at = s->article.sentences.at;
    size_t n = s->article.sentences.n - 1;
    quoth_piece *sentences = arena_take(&s->arena, n * sizeof *sentences);
    for (size_t i = 0; i < n; i++)
        sentences[i] = article_piece(&s->article, at[i], at[i + 1]);
    d->sentences = sentences;
    d->sentence_count = n;
}

static void fill_document(quoth_scanner *s, const quoth_article *given)
{
    quoth_document *d = &s->document;
    article *a = &s->article;
    *d = (quoth_document){.id = given->id, .url = given->url, .title = given->title,
                          .language = quoth_rules_language(s->rules)};
    if (a->published.year) {
        char *written = arena_alloc(&s->arena, 11);
        calendar_write(a->published, written);
        d->published = written;
        d->published_basis = a->published_basis;
        d->published_piece = a->published_piece;
    }
    d->genre = a->genre == QUOTH_GENRE_NARRATIVE ? "narrative" : NULL;
    d->text = (quoth_slice){s->text.given, s->text.given_size};
    d->dates = a->date_entries.at;
    d->date_count = a->date_entries.n;
    d->people = a->person_entries.at;
    d->person_count = a->person_entries.n;
    d->numbers = a->number_entries.at;
    d->number_count = a->number_entries.n;
    d->claims = a->claim_entries.at;
    d->claim_count = a->claim_entries.n;
    fill_sentences(s, d);
    fill_warnings(s, d);
}

static void read_article(quoth_scanner *s, const quoth_article *given)
{
    arena *a = &s->arena;
    s->tokens = (tokens){0};
    s->quotations = (quotations){0};
    s->hits = (hits){0};
    text_make(a, given->text.data ? given->text.data : "", given->text.size, &s->text);
    s->article = (article){.arena = a, .explain = s->explain, .text = &s->text, .tokens = &s->tokens,
                           .quotations = &s->quotations, .genre = given->genre, .date_order = given->date_order};
    take_date(&s->article, given->published, "given");
    matcher_begin(s->matcher, a, &s->text);
    tokens_cut(a, &s->text, &s->tokens);
    arena_reserve(a, &s->hits, s->tokens.n); /* more than most articles have */
    matcher_look_up(s->matcher, &s->tokens);
    sentences_mark(&s->text, &s->tokens);
    article_find_sentences(&s->article);
    matcher_tape(s->matcher, &s->tokens);
    run_stages(s, given);
    fill_document(s, given);
    matcher_end(s->matcher);
}

/* False when memory is short. */
static bool try_article(quoth_scanner *s, const quoth_article *given)
{
    jmp_buf escape;
    s->arena.escape = &escape;
    bool done = setjmp(escape) == 0;
    if (done)
        read_article(s, given);
    s->arena.escape = NULL;
    return done;
}

const quoth_document *quoth_scan(quoth_scanner *scanner, const quoth_article *given, quoth_error *error)
{
    arena_reset(&scanner->arena);
    if (given->text.size > TEXT_MAX) {
        error_set(error, QUOTH_ERROR_INPUT, "the text is longer than 1.4 GB");
        return NULL;
    }
    if (try_article(scanner, given))
        return &scanner->document;
    arena_reset(&scanner->arena);
    error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    return NULL;
}
