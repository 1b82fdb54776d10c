#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/diff.h"

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

enum { GOLD_MOST = 16 };

struct comparing {
    const char *patterns, *revision;
    const char *gold[GOLD_MOST];
    size_t gold_count;
    quoth_scanner *other; /* of the second state */
    struct items before, after; /* of one article */
    struct report report;
    quoth_error error; /* why it failed */
    bool failed;
};

/* ----------------------------------------------------------------------------------------- comparing */

static bool is_same(const struct item *a, const struct item *b)
{
    return a->start == b->start && a->end == b->end && a->hash == b->hash;
}

static bool precedes(const struct item *a, const struct item *b)
{
    return a && (!b || a->layer < b->layer || (a->layer == b->layer && a->end <= b->start));
}

/* Both lists in order of layer and place: same place, or overlapping, is a pair.  False when memory is short. */
static bool compare(struct report *r, const quoth_document *d, const struct items *a, const struct items *b)
{
    bool good = true;
    for (size_t i = 0, k = 0; good && (i < a->n || k < b->n);) {
        const struct item *x = i < a->n ? &a->at[i] : NULL, *y = k < b->n ? &b->at[k] : NULL;
        bool first = precedes(x, y), second = !first && precedes(y, x);
        i += !second;
        k += !first;
        if (first || second)
            good = report_note(r, d, first ? x : NULL, first ? NULL : y);
        else if (!is_same(x, y))
            good = report_note(r, d, x, y);
    }
    return good;
}

static bool compare_article(void *context, quoth_scanner *scanner, const quoth_document *d)
{
    (void)scanner;
    struct comparing *c = context;
    quoth_article again = {.text = d->text, .id = d->id, .url = d->url, .title = d->title};
    if (d->published && strcmp(d->published_basis, "given") == 0)
        again.published = (quoth_slice){d->published, strlen(d->published)};
    const quoth_document *now = quoth_scan(c->other, &again, &c->error);
    c->failed = !now || !items_gather(d, &c->before) || !items_gather(now, &c->after) ||
                !compare(&c->report, d, &c->before, &c->after);
    return !c->failed;
}

/* ---------------------------------------------------------------------------------------------- gold */

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

static int run(struct comparing *c, const char *before, const char *after, char **inputs, int n)
{
    quoth_error error = {0};
    quoth_progress progress = {0};
    quoth_run input = {.inputs = (const char *const *)inputs, .input_count = (size_t)n, .complain = print_complaint};
    quoth_rules *a = load_patterns(before), *b = a ? load_patterns(after) : NULL;
    quoth_scanner *scanner = b ? quoth_scanner_new(a, &error) : NULL;
    c->other = scanner ? quoth_scanner_new(b, &error) : NULL;
    bool good = c->other && quoth_each(scanner, &input, compare_article, c, &progress, &error) == QUOTH_OK && !c->failed;
    if (good)
        report_show(&c->report, progress.articles);
    good = good && (!c->gold_count || show_gold(c, a, b, &error));
    if (b && !good)
        print_error(c->error.text[0] ? &c->error : &error);
    quoth_scanner_free(c->other);
    quoth_scanner_free(scanner);
    quoth_rules_free(b);
    quoth_rules_free(a);
    free(c->before.at);
    free(c->after.at);
    report_free(&c->report);
    return !good || progress.errors ? EXIT_WRONG : c->report.changes ? EXIT_SOME_FAILED : EXIT_GOOD;
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

int command_diff(int argc, char **argv)
{
    static const struct option options[] = {
        {"git", required_argument, NULL, 'G'},  {"gold", required_argument, NULL, 'g'},
        {"examples", required_argument, NULL, 'n'}, {"rule", required_argument, NULL, 'r'},
        {"patterns", required_argument, NULL, 'p'}, {"help", no_argument, NULL, 'h'}, {0}};
    char name[] = "quoth diff";
    struct comparing c = {.report = {.examples = 3}};
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
            if (!read_number(name, "--examples", optarg, &c.report.examples))
                return wrong_use("diff");
            break;
        case 'r': c.report.rule = optarg; break;
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
