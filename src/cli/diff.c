#include <getopt.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"

static const char help[] =
    "usage: quoth diff [OPTION]... PATTERNS_A PATTERNS_B FILE|FOLDER...\n"
    "       quoth diff [OPTION]... --git REVISION FILE|FOLDER...\n"
    "\n"
    "Reads articles with two states of the patterns and shows what was gained, lost and changed from the first to the\n"
    "second, grouped by rule, with its context.  With --git the first is the state of the patterns (those that quoth\n"
    "extract would use, or --patterns) at a revision, and the second their present state.\n"
    "\n"
    "  -G, --git REVISION     compare with this revision of the git repository that the patterns are in\n"
    "  -g, --gold FILE        also show how F1 changes against this gold (more than once: several)\n"
    "  -n, --examples N       how many examples to show for a rule and sort of change (default 3)\n"
    "  -r, --rule RULE        only changes that this rule has a part in\n"
    "  -p, --patterns FOLDER  with --git: the present patterns\n"
    "  -h, --help             show this\n"
    "\n"
    "Exit status: 0 nothing has changed, 1 something has, 2 wrong use, bad patterns or articles that cannot be\n"
    "read.\n";

enum { GOLD_MOST = 16, CONTEXT = 40, VALUE_MOST = 120 };

struct comparing {
    const char *patterns, *revision, *rule;
    const char *gold[GOLD_MOST];
    size_t gold_count, examples;
    quoth_scanner *other; /* of the second state */
    struct row {
        char rule[128];
        size_t gained, lost, changed;
        char *shown; /* examples, as text */
        size_t shown_count[3];
    } *rows;
    size_t row_count, row_room, changes;
    quoth_error error; /* why it failed */
    bool failed;
};

/* An annotation as far as it is compared. */
struct item {
    const char *layer, *rule;
    size_t start, end;
    uint64_t hash; /* of all its values, as `what` shows the beginning of long ones only */
    char what[400];
};

struct items {
    struct item *at;
    size_t n, room;
};

/* --------------------------------------------------------------------------------------------- items */

/* FNV-1a. */
static uint64_t hashed(uint64_t hash, const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* How many bytes of a value fit, whole characters only. */
static size_t cut(const char *value, size_t size, size_t most)
{
    if (size <= most)
        return size;
    while (most && ((unsigned char)value[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* A long value loses its middle: its ends are what changes.  What does not fit counts all the same, by its hash. */
static void say(struct item *i, const char *name, const char *value, size_t size)
{
    if (!value)
        return;
    i->hash = hashed(hashed(i->hash, name, strlen(name) + 1), value, size);
    i->hash = hashed(i->hash, "", 1);
    size_t used = strlen(i->what), left = sizeof i->what - used;
    size_t head = cut(value, size, size > VALUE_MOST ? VALUE_MOST / 2 : size), tail = size;
    if (head < size)
        for (tail = size - VALUE_MOST / 2; ((unsigned char)value[tail] & 0xC0) == 0x80;)
            tail++;
    if (strlen(name) + head + (size - tail) + 12 < left)
        snprintf(i->what + used, left, "%s%s %.*s%s%.*s", used ? "; " : "", name, (int)head, value,
                 head < size ? " … " : "", (int)(size - tail), value + tail);
}

static void say_string(struct item *i, const char *name, const char *value)
{
    say(i, name, value, value ? strlen(value) : 0);
}

static void say_number(struct item *i, const char *name, double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.12g", value);
    say_string(i, name, isnan(value) ? NULL : text);
}

static struct item *add_item(struct items *all, const char *layer, const char *rule, const quoth_piece *piece)
{
    if (all->n == all->room) {
        size_t room = all->room ? all->room * 2 : 256;
        struct item *grown = realloc(all->at, room * sizeof *grown);
        if (!grown)
            return NULL;
        all->at = grown;
        all->room = room;
    }
    struct item *new = &all->at[all->n++];
    *new = (struct item){.layer = layer, .rule = rule ? rule : "-", .start = piece->start, .end = piece->end};
    return new;
}

static bool add_claim(struct items *all, const quoth_claim *c)
{
    const quoth_piece *place = c->cue.text.data ? &c->cue : c->content_count ? &c->content[0] : &c->source;
    struct item *i = add_item(all, "claim", c->rule, place);
    if (!i)
        return false;
    say(i, "source", c->source.text.data, c->source.text.size);
    say_string(i, "name", c->source_name);
    for (size_t k = 0; k < c->content_count; k++)
        say(i, "content", c->content[k].text.data, c->content[k].text.size);
    say_string(i, "act", c->act);
    say_string(i, "kind", c->kind);
    say_string(i, "said", c->said);
    return true;
}

static bool gather(const quoth_document *d, struct items *all)
{
    struct item *i = NULL;
    bool good = true;
    for (size_t k = 0; good && k < d->date_count; k++)
        if ((good = (i = add_item(all, "date", d->dates[k].rule, &d->dates[k].piece)) != NULL)) {
            say_string(i, "value", d->dates[k].value);
            say_string(i, "mod", d->dates[k].mod);
            say_string(i, "type", d->dates[k].type);
            say_string(i, "bound", d->dates[k].bound);
        }
    for (size_t k = 0; good && k < d->number_count; k++)
        if ((good = (i = add_item(all, "number", d->numbers[k].rule, &d->numbers[k].piece)) != NULL)) {
            say_number(i, "value", d->numbers[k].value);
            say_number(i, "low", d->numbers[k].low);
            say_number(i, "high", d->numbers[k].high);
            say_string(i, "relation", d->numbers[k].relation);
            say_string(i, "change", d->numbers[k].change);
            say_string(i, "unit", d->numbers[k].unit_name);
            say_string(i, "kind", d->numbers[k].kind);
        }
    for (size_t k = 0; good && k < d->person_count; k++)
        for (size_t m = 0; good && m < d->people[k].mention_count; m++)
            if ((good = (i = add_item(all, "person", d->people[k].rule, &d->people[k].mentions[m])) != NULL))
                say_string(i, "name", d->people[k].name);
    for (size_t k = 0; good && k < d->claim_count; k++)
        good = add_claim(all, &d->claims[k]);
    return good;
}

static int by_place(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    int layer = strcmp(x->layer, y->layer);
    if (layer)
        return layer;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end != y->end ? (x->end < y->end ? -1 : 1) : x->hash != y->hash ? (x->hash < y->hash ? -1 : 1) : 0;
}

/* --------------------------------------------------------------------------------------------- rows */

static struct row *row_of(struct comparing *c, const char *rule)
{
    for (size_t i = 0; i < c->row_count; i++)
        if (strcmp(c->rows[i].rule, rule) == 0)
            return &c->rows[i];
    if (c->row_count == c->row_room) {
        size_t room = c->row_room ? c->row_room * 2 : 64;
        struct row *grown = realloc(c->rows, room * sizeof *grown);
        if (!grown)
            return NULL;
        c->rows = grown;
        c->row_room = room;
    }
    struct row *new = &c->rows[c->row_count++];
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

enum change { GAINED, LOST, CHANGED };

static void note(struct comparing *c, enum change change, const quoth_document *d, const struct item *a, const struct item *b)
{
    static const char *const marks[] = {"+", "-", "~"};
    const struct item *i = b ? b : a;
    if (c->rule && strcmp(i->rule, c->rule) != 0 && !(a && strcmp(a->rule, c->rule) == 0))
        return;
    struct row *r = row_of(c, i->rule);
    if (!r) {
        c->failed = true;
        return;
    }
    c->changes++;
    *(change == GAINED ? &r->gained : change == LOST ? &r->lost : &r->changed) += 1;
    if (r->shown_count[change]++ >= c->examples)
        return;
    char what[1000];
    if (change == CHANGED)
        snprintf(what, sizeof what, "%s%s%s  =>  %s", a->what, strcmp(a->rule, b->rule) ? "  by " : "",
                 strcmp(a->rule, b->rule) ? a->rule : "", b->what);
    else
        snprintf(what, sizeof what, "%s", i->what);
    char *one = example(marks[change], d, i, what), *grown;
    if (!one || !(grown = realloc(r->shown, (r->shown ? strlen(r->shown) : 0) + strlen(one) + 1))) {
        c->failed = true;
        free(one);
        return;
    }
    if (!r->shown)
        *grown = '\0';
    r->shown = strcat(grown, one);
    free(one);
}

/* Both lists in order of layer and place: same place, or overlapping, is a pair. */
static void compare(struct comparing *c, const quoth_document *d, const struct items *a, const struct items *b)
{
    size_t i = 0, k = 0;
    while (i < a->n || k < b->n) {
        const struct item *x = i < a->n ? &a->at[i] : NULL, *y = k < b->n ? &b->at[k] : NULL;
        bool same_layer = x && y && strcmp(x->layer, y->layer) == 0;
        if (same_layer && x->start < y->end && y->start < x->end) {
            if (x->start != y->start || x->end != y->end || x->hash != y->hash)
                note(c, CHANGED, d, x, y);
            i++;
            k++;
        } else if (!y || (x && by_place(x, y) < 0)) {
            note(c, LOST, d, x, NULL);
            i++;
        } else {
            note(c, GAINED, d, NULL, y);
            k++;
        }
    }
}

static bool compare_article(void *context, quoth_scanner *scanner, const quoth_document *d)
{
    (void)scanner;
    struct comparing *c = context;
    quoth_article again = {.text = d->text, .id = d->id, .url = d->url, .title = d->title};
    if (d->published && strcmp(d->published_basis, "given") == 0)
        again.published = (quoth_slice){d->published, strlen(d->published)};
    struct items a = {0}, b = {0};
    const quoth_document *now = quoth_scan(c->other, &again, &c->error);
    c->failed = c->failed || !now || !gather(d, &a) || !gather(now, &b);
    if (!c->failed) {
        if (a.n)
            qsort(a.at, a.n, sizeof *a.at, by_place);
        if (b.n)
            qsort(b.at, b.n, sizeof *b.at, by_place);
        compare(c, d, &a, &b);
    }
    free(a.at);
    free(b.at);
    return !c->failed;
}

/* -------------------------------------------------------------------------------------------- report */

static int by_weight(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    size_t m = x->gained + x->lost + x->changed, n = y->gained + y->lost + y->changed;
    return m != n ? (m < n ? 1 : -1) : strcmp(x->rule, y->rule);
}

static void show(struct comparing *c, const quoth_progress *p)
{
    if (c->row_count)
        qsort(c->rows, c->row_count, sizeof *c->rows, by_weight);
    printf("%zu articles, %zu changes\n", p->articles, c->changes);
    if (c->row_count)
        printf("\n%8s %8s %8s  rule\n", "gained", "lost", "changed");
    for (size_t i = 0; i < c->row_count; i++)
        printf("%8zu %8zu %8zu  %s\n", c->rows[i].gained, c->rows[i].lost, c->rows[i].changed, c->rows[i].rule);
    for (size_t i = 0; i < c->row_count; i++)
        if (c->rows[i].shown)
            printf("\n%s\n%s", c->rows[i].rule, c->rows[i].shown);
}

/* How F1 has changed: the rows of the figures that differ. */
static bool show_gold(const struct comparing *c, const quoth_rules *before, const quoth_rules *after, quoth_error *error)
{
    quoth_eval options = {.gold = c->gold, .gold_count = c->gold_count};
    quoth_evaluation *a = quoth_evaluate(before, &options, error), *b = a ? quoth_evaluate(after, &options, error) : NULL;
    if (b)
        printf("\n%-44s %7s %7s %7s\n", "F1 against gold", "before", "after", "change");
    for (size_t i = 0; b && i < a->figure_count && i < b->figure_count; i++)
        if (fabs(a->figures[i].f1 - b->figures[i].f1) > 1e-12)
            printf("%-20s %-23s %7.1f %7.1f %+7.1f\n", a->figures[i].section, a->figures[i].row, 100 * a->figures[i].f1,
                   100 * b->figures[i].f1, 100 * (b->figures[i].f1 - a->figures[i].f1));
    bool good = b != NULL;
    quoth_evaluation_free(a);
    quoth_evaluation_free(b);
    return good;
}

/* ----------------------------------------------------------------------------------------------- git */

static bool run_shell(const char *script, const char *folder, const char *revision, const char *to)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        execlp("sh", "sh", "-c", script, "sh", folder, revision, to, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void remove_folder(const char *folder)
{
    run_shell("rm -rf \"$3\"", "", "", folder);
}

/* Puts the patterns as they were at a revision into a new folder, and its name into `to`. */
static bool check_out(const char *folder, const char *revision, char *to, size_t size)
{
    /* By way of a file: the status of a pipe is that of its end only. */
    static const char script[] = "cd \"$1\" && git archive --output=\"$3/.tar\" \"$2\" . && "
                                 "cd \"$3\" && tar -xf .tar && rm .tar";
    const char *temporary = getenv("TMPDIR");
    int n = snprintf(to, size, "%s/quoth-diff-XXXXXX", temporary && *temporary == '/' ? temporary : "/tmp");
    bool made = n > 0 && (size_t)n < size && mkdtemp(to) != NULL;
    if (made && run_shell(script, folder, revision, to))
        return true;
    fprintf(stderr, "quoth diff: cannot get the patterns of %s at revision %s\n", folder, revision);
    if (made)
        remove_folder(to);
    return false;
}

/* ----------------------------------------------------------------------------------------------- run */

static void show_pattern_error(void *context, const quoth_problem *problem)
{
    bool *shown = context;
    if (problem->warning)
        return;
    print_problem(stderr, problem);
    *shown = true;
}

static void complain(void *context, const char *message)
{
    (void)context;
    fprintf(stderr, "quoth: %s\n", message);
}

static int run(struct comparing *c, const char *before, const char *after, char **inputs, int n)
{
    quoth_error error = {0};
    quoth_progress progress = {0};
    quoth_run input = {.inputs = (const char *const *)inputs, .input_count = (size_t)n, .complain = complain};
    bool shown = false; /* the pattern errors, so that the first need not be told again */
    quoth_rules *a = quoth_rules_load(before, show_pattern_error, &shown, &error);
    quoth_rules *b = a ? quoth_rules_load(after, show_pattern_error, &shown, &error) : NULL;
    quoth_scanner *scanner = b ? quoth_scanner_new(a, &error) : NULL;
    c->other = scanner ? quoth_scanner_new(b, &error) : NULL;
    bool good = c->other && quoth_each(scanner, &input, compare_article, c, &progress, &error) == QUOTH_OK && !c->failed;
    if (good)
        show(c, &progress);
    good = good && (!c->gold_count || show_gold(c, a, b, &error));
    if (!good && !shown)
        print_error(c->error.text[0] ? &c->error : &error);
    quoth_scanner_free(c->other);
    quoth_scanner_free(scanner);
    quoth_rules_free(b);
    quoth_rules_free(a);
    for (size_t i = 0; i < c->row_count; i++)
        free(c->rows[i].shown);
    free(c->rows);
    return !good || progress.errors ? EXIT_WRONG : c->changes ? EXIT_SOME_FAILED : EXIT_GOOD;
}

static int run_git(struct comparing *c, char **inputs, int n)
{
    char room[2048], old[2048];
    const char *folder = find_patterns(c->patterns, room, sizeof room);
    if (!folder || !check_out(folder, c->revision, old, sizeof old))
        return EXIT_WRONG;
    int result = run(c, old, folder, inputs, n);
    remove_folder(old);
    return result;
}

static bool read_examples(struct comparing *c, const char *number)
{
    char *end;
    c->examples = strtoul(number, &end, 10);
    if (number[0] >= '0' && number[0] <= '9' && !*end)
        return true;
    fprintf(stderr, "quoth diff: --examples takes a number, not \"%s\"\n", number);
    return false;
}

int command_diff(int argc, char **argv)
{
    static const struct option options[] = {
        {"git", required_argument, NULL, 'G'},  {"gold", required_argument, NULL, 'g'},
        {"examples", required_argument, NULL, 'n'}, {"rule", required_argument, NULL, 'r'},
        {"patterns", required_argument, NULL, 'p'}, {"help", no_argument, NULL, 'h'}, {0}};
    char name[] = "quoth diff";
    struct comparing c = {.examples = 3};
    argv[0] = name;
    for (int option; (option = getopt_long(argc, argv, "G:g:n:r:p:h", options, NULL)) != -1;) {
        switch (option) {
        case 'G': c.revision = optarg; break;
        case 'g':
            if (c.gold_count == GOLD_MOST) {
                fprintf(stderr, "quoth diff: no more than %d --gold; a folder counts as one\n", GOLD_MOST);
                return wrong_use("diff");
            }
            c.gold[c.gold_count++] = optarg;
            break;
        case 'n':
            if (!read_examples(&c, optarg))
                return wrong_use("diff");
            break;
        case 'r': c.rule = optarg; break;
        case 'p': c.patterns = optarg; break;
        case 'h': fputs(help, stdout); return EXIT_GOOD;
        default: return wrong_use("diff");
        }
    }
    int left = argc - optind, folders = c.revision ? 0 : 2;
    if (left < folders + 1) {
        fprintf(stderr, "quoth diff: name %sthe articles to compare with\n", folders ? "two pattern folders and " : "");
        return wrong_use("diff");
    }
    char **rest = argv + optind;
    return c.revision ? run_git(&c, rest, left) : run(&c, rest[0], rest[1], rest + 2, left - 2);
}
