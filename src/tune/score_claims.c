/*
 * Claims are matched four times, each time one to one: by cue, by source, by content, and as a whole.  Contents
 * match when they share at least half of the words that either has (Jaccard); the whole, the attribution, when
 * besides cue and source overlap, and an output without source answers a gold claim without one.
 */
#include <string.h>

#include "tune/score.h"

static const char LAYER[] = "claims";

#define ENOUGH_SHARED 0.5

/* The claims of one side, part by part. */
typedef struct side {
    const tree **at;
    size_t n;
    spans *source, *cue, *content;
    spans *words;       /* of the content, as indexes of words: ordered, apart */
    double *word_count;
    bool *quoted;
    bool *said;         /* a bit for each word of the passage: it is in some content */
} side;

enum sort { SORT_ALL, SORT_QUOTED, SORT_UNQUOTED };

/* ------------------------------------------------------------------------------------------- preparing */

/* Cut into spans that lie apart, in order; spans within one content are few. */
static spans apart(arena *a, const passage *p, spans content)
{
    span *words = arena_take(a, (content.n + 1) * sizeof *words);
    size_t n = 0;
    for (size_t i = 0; i < content.n; i++) {
        span next = passage_words(p, content.at[i]);
        size_t k = n++;
        for (; k && words[k - 1].start > next.start; k--)
            words[k] = words[k - 1];
        words[k] = next;
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && words[i].start <= words[kept - 1].end)
            words[kept - 1].end = words[i].end > words[kept - 1].end ? words[i].end : words[kept - 1].end;
        else
            words[kept++] = words[i];
    }
    return (spans){words, kept};
}

static void fill_side(arena *a, const passage *p, side *s)
{
    s->source = arena_take(a, (s->n + 1) * sizeof(spans));
    s->cue = arena_take(a, (s->n + 1) * sizeof(spans));
    s->content = arena_take(a, (s->n + 1) * sizeof(spans));
    s->words = arena_take(a, (s->n + 1) * sizeof(spans));
    s->word_count = arena_alloc(a, (s->n + 1) * sizeof(double));
    s->quoted = arena_alloc(a, s->n + 1);
    s->said = arena_alloc(a, p->words.n + 1);
    for (size_t i = 0; i < s->n; i++) {
        s->source[i] = entry_spans(a, tree_get(s->at[i], "source"));
        s->cue[i] = entry_spans(a, tree_get(s->at[i], "cue"));
        s->content[i] = entry_spans(a, tree_get(s->at[i], "content"));
        s->words[i] = apart(a, p, s->content[i]);
        for (size_t k = 0; k < s->words[i].n; k++) {
            span w = s->words[i].at[k];
            s->word_count[i] += (double)(w.end - w.start);
            memset(s->said + w.start, true, w.end - w.start);
        }
        for (size_t k = 0; k < s->content[i].n; k++)
            s->quoted[i] = s->quoted[i] || passage_is_quoted(p, s->content[i].at[k]);
    }
}

/* Inside what the annotators have discarded: advertisements, notes of the editor. */
static bool is_ignored(arena *a, const tree *claim, const tree *zones)
{
    spans content = entry_spans(a, tree_get(claim, "content"));
    for (size_t i = 0; i < content.n; i++) {
        bool inside = false;
        for (size_t k = 0; k < tree_count(zones) && !inside; k++) {
            const tree *zone = tree_at(zones, k);
            inside = tree_integer(tree_at(zone, 0)) <= (long long)content.at[i].start &&
                     (long long)content.at[i].end <= tree_integer(tree_at(zone, 1));
        }
        if (!inside)
            return false;
    }
    return content.n > 0;
}

static side side_of(subject *s, const tree *record, const tree *zones)
{
    const tree *list = record_list(record, LAYER);
    side claims = {.at = arena_take(s->work, (tree_count(list) + 1) * sizeof(tree *))};
    for (size_t i = 0; i < tree_count(list); i++) {
        const tree *claim = tree_at(list, i);
        if (!tree_count(zones) || !is_ignored(s->work, claim, zones))
            claims.at[claims.n++] = claim;
    }
    fill_side(s->work, &s->passage, &claims);
    return claims;
}

/* ------------------------------------------------------------------------------------------- matching */

static pairs match_part(arena *a, const side *g, const spans *gold, const side *o, const spans *output)
{
    pairs p = pairs_that_touch(a, gold, g->n, output, o->n);
    pairs_prefer_same(&p, gold, output);
    pairs_choose(a, &p);
    return p;
}

static pairs keep_same(arena *a, const pairs *p, const spans *gold, const spans *output)
{
    pairs same = {0};
    for (size_t i = 0; i < p->n; i++)
        if (spans_are_same(gold[p->at[i].gold], output[p->at[i].output]))
            *arena_push(a, &same) = p->at[i];
    return same;
}

/* Contents that share enough words, not yet chosen among. */
static pairs near_contents(arena *a, const side *g, const side *o)
{
    pairs touching = pairs_that_touch(a, g->words, g->n, o->words, o->n), near = {0};
    for (size_t i = 0; i < touching.n; i++) {
        pair p = touching.at[i];
        p.weight /= g->word_count[p.gold] + o->word_count[p.output] - p.weight;
        if (p.weight >= ENOUGH_SHARED)
            *arena_push(a, &near) = p;
    }
    return near;
}

static bool is_attributed(const side *g, size_t i, const side *o, size_t j)
{
    if (g->cue[i].n && !spans_touch(g->cue[i], o->cue[j]))
        return false;
    return (!g->source[i].n && !o->source[j].n) || spans_touch(g->source[i], o->source[j]);
}

static pairs attributions(arena *a, const side *g, const side *o, const pairs *near)
{
    pairs good = {0};
    for (size_t i = 0; i < near->n; i++)
        if (is_attributed(g, near->at[i].gold, o, near->at[i].output))
            *arena_push(a, &good) = near->at[i];
    pairs_choose(a, &good);
    return good;
}

/* ------------------------------------------------------------------------------------------- counting */

static bool is_of_sort(const side *s, size_t i, enum sort sort)
{
    return sort == SORT_ALL || s->quoted[i] == (sort == SORT_QUOTED);
}

static double count_having(const side *s, const spans *part, enum sort sort)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        n += is_of_sort(s, i, sort) && (!part || part[i].n);
    return (double)n;
}

/* Recall over the gold claims of the sort, precision over the output's; part NULL: every claim counts. */
static void count(score *all, enum figure f, enum sort sort, const side *g, const spans *gold_part, const side *o,
                  const spans *output_part, const pairs *matched)
{
    size_t hit = 0, hit_output = 0;
    for (size_t i = 0; i < matched->n; i++) {
        hit += is_of_sort(g, matched->at[i].gold, sort);
        hit_output += is_of_sort(o, matched->at[i].output, sort);
    }
    score_count(all, f, count_having(g, gold_part, sort), count_having(o, output_part, sort), (double)hit,
                (double)hit_output);
}

/* How many words the claims of the sort hold on one side, and how many of those the other side's hold. */
static void count_words(arena *a, const side *s, enum sort sort, const side *other, size_t words, double *n,
                        double *hit)
{
    bool *said = arena_alloc(a, words + 1);
    *n = *hit = 0;
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; is_of_sort(s, i, sort) && k < s->words[i].n; k++)
            memset(said + s->words[i].at[k].start, true, s->words[i].at[k].end - s->words[i].at[k].start);
    for (size_t w = 0; w < words; w++) {
        *n += said[w];
        *hit += said[w] && other->said[w];
    }
}

static void count_tokens(subject *s, enum figure f, enum sort sort, const side *g, const side *o)
{
    double n, m, hit, hit_output;
    count_words(s->work, g, sort, o, s->passage.words.n, &n, &hit);
    count_words(s->work, o, sort, g, s->passage.words.n, &m, &hit_output);
    score_count(s->score, f, n, m, hit, hit_output);
}

static void count_all(subject *s, const side *g, const side *o, const pairs *attributed, const pairs *contents)
{
    static const enum figure first[] = {FIGURE_CLAIMS_ATTRIBUTION, FIGURE_QUOTED_ATTRIBUTION,
                                        FIGURE_UNQUOTED_ATTRIBUTION};
    pairs cue = match_part(s->work, g, g->cue, o, o->cue);
    pairs source = match_part(s->work, g, g->source, o, o->source);
    pairs content = match_part(s->work, g, g->content, o, o->content);
    pairs same_source = keep_same(s->work, &source, g->source, o->source);
    pairs same_content = keep_same(s->work, &content, g->content, o->content);
    for (enum sort sort = SORT_ALL; sort <= SORT_UNQUOTED; sort++) {
        enum figure f = first[sort]; /* the others follow in this order */
        count(s->score, f, sort, g, NULL, o, NULL, attributed);
        count(s->score, f + 1, sort, g, g->cue, o, o->cue, &cue);
        count(s->score, f + 2, sort, g, g->source, o, o->source, &source);
        count(s->score, f + 3, sort, g, g->source, o, o->source, &same_source);
        count(s->score, f + 4, sort, g, NULL, o, NULL, contents);
        count(s->score, f + 5, sort, g, g->content, o, o->content, &same_content);
        count_tokens(s, f + 6, sort, g, o);
    }
}

/* --------------------------------------------------------------------------------------------- fields */

/* Who a claim's source is, as far as the record tells. */
static const char *source_name(arena *a, const tree *claim, const tree *record)
{
    const char *name = entry_string(claim, "source.name"), *person = entry_string(claim, "source.person");
    const tree *people = record_list(record, "people");
    for (size_t i = 0; person && !(name && *name) && i < tree_count(people); i++) {
        const char *id = entry_string(tree_at(people, i), "id");
        if (id && !strcmp(id, person)) {
            name = entry_string(tree_at(people, i), "name");
            break;
        }
    }
    return name && *name ? plain_text(a, name) : NULL;
}

static void compare_field(subject *s, enum figure f, const char *mistake, span where, const char *rule,
                          const char *gold, const char *output)
{
    if (!gold)
        return;
    bool agrees = output && !strcmp(gold, output);
    score_field(s->score, f, agrees);
    if (!agrees)
        score_field_mistake(s, LAYER, mistake, where, rule, gold, output);
}

/* A "not" too many counts only where gold is thorough, which its kind tells. */
static void compare_negated(subject *s, const tree *gold, const tree *output, span where, const char *rule)
{
    const tree *wanted = tree_get(gold, "negated"), *got = tree_get(output, "negated");
    if (!wanted && !(tree_is(got, TREE_TRUE) && tree_get(gold, "kind")))
        return;
    bool agrees = wanted && got && tree_equal(wanted, got);
    score_field(s->score, FIGURE_CLAIMS_NEGATED, agrees);
    if (!agrees)
        score_field_mistake(s, LAYER, "NEGATED", where, rule, tree_is(wanted, TREE_TRUE) ? "true" : "no",
                            tree_is(got, TREE_TRUE) ? "true" : "no");
}

static void compare(subject *s, const tree *gold, const tree *output, span where)
{
    const char *rule = entry_string(output, "rule");
    compare_field(s, FIGURE_CLAIMS_KIND, "KIND", where, rule, entry_string(gold, "kind"),
                  entry_string(output, "kind"));
    compare_negated(s, gold, output, where, rule);
    compare_field(s, FIGURE_CLAIMS_SOURCE_TYPE, "SOURCE TYPE", where, rule, entry_string(gold, "source.type"),
                  entry_string(output, "source.type"));
    compare_field(s, FIGURE_CLAIMS_SOURCE_NAME, "SOURCE NAME", where, rule, source_name(s->work, gold, s->gold),
                  source_name(s->work, output, s->output));
    compare_field(s, FIGURE_CLAIMS_ACT, "ACT", where, rule, entry_string(gold, "cue.act"),
                  entry_string(output, "cue.act"));
    compare_field(s, FIGURE_CLAIMS_SAID, "SAID", where, rule, entry_string(gold, "said.value"),
                  entry_string(output, "said.value"));
}

/* ------------------------------------------------------------------------------------------- mistakes */

static const char *note(arena *a, const tree *claim)
{
    const char *source = entry_string(claim, "source.text"), *cue = entry_string(claim, "cue.text");
    return arena_printf(a, "source \"%s\", cue \"%s\"", source ? source : "", cue ? cue : "");
}

static void report_missed(subject *s, const side *g, size_t i)
{
    const char *kind = entry_string(g->at[i], "kind");
    score_missed(s->score, LAYER, kind ? kind : g->quoted[i] ? "quoted" : "unquoted");
    score_mistake(s, LAYER, "MISSED", first_span(g->content[i]), NULL, "%s", note(s->work, g->at[i]));
}

static void report_half(subject *s, const side *g, size_t i, const side *o, size_t j)
{
    score_mistake(s, LAYER, "CUE/SOURCE", first_span(g->content[i]), entry_string(o->at[j], "rule"),
                  "gold %s; output %s", note(s->work, g->at[i]), note(s->work, o->at[j]));
}

static void report(subject *s, const side *g, const side *o, const pairs *attributed, const pairs *contents)
{
    const uint32_t *whole = partners_of_gold(s->work, attributed, g->n);
    const uint32_t *whole_output = partners_of_output(s->work, attributed, o->n);
    const uint32_t *half = partners_of_gold(s->work, contents, g->n);
    const uint32_t *half_output = partners_of_output(s->work, contents, o->n);
    for (size_t i = 0; i < g->n; i++) {
        if (whole[i] != PAIR_NONE)
            compare(s, g->at[i], o->at[whole[i]], first_span(g->content[i]));
        else if (half[i] != PAIR_NONE)
            report_half(s, g, i, o, half[i]);
        else
            report_missed(s, g, i);
    }
    for (size_t j = 0; j < o->n; j++) {
        bool right = whole_output[j] != PAIR_NONE, near = half_output[j] != PAIR_NONE;
        score_verdict(s->score, LAYER, o->at[j], right ? VERDICT_RIGHT : near ? VERDICT_WRONG : VERDICT_SPURIOUS);
        if (!right && !near)
            score_mistake(s, LAYER, "SPURIOUS", first_span(o->content[j]), entry_string(o->at[j], "rule"), "%s",
                          note(s->work, o->at[j]));
    }
}

void score_claims(subject *s)
{
    side g = side_of(s, s->gold, NULL), o = side_of(s, s->output, record_list(s->gold, "ignore"));
    pairs near = near_contents(s->work, &g, &o);
    pairs attributed = attributions(s->work, &g, &o, &near);
    pairs_choose(s->work, &near);
    count_all(s, &g, &o, &attributed, &near);
    report(s, &g, &o, &attributed, &near);
}
