#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"

static const char help[] =
    "usage: quoth profile [OPTION]... [FILE|FOLDER|-]...\n"
    "\n"
    "Reads articles and tells what they cost: time, tries, matches and limit hits of each stage and rule, slowest\n"
    "first.  Output is made and thrown away.\n"
    "\n"
    "  -n, --rules N          how many rules to show (default 30)\n"
    "  -a, --all              show all rules, those never tried included\n"
    "  -p, --patterns FOLDER  the pattern files to use (default: patterns/en as installed)\n"
    "  -h, --help             show this\n"
    "\n"
    "Exit status: 0 all good, 1 some articles could not be read, 2 wrong use or bad patterns.\n";

struct profile {
    const char *patterns;
    size_t most;
    bool all;
};

static int by_time(const void *a, const void *b)
{
    const quoth_cost *x = a, *y = b;
    if (x->seconds != y->seconds)
        return x->seconds < y->seconds ? 1 : -1;
    return x->tries != y->tries ? (x->tries < y->tries ? 1 : -1) : x->line < y->line ? -1 : x->line > y->line;
}

static void show_rows(const quoth_cost *rows, size_t n, size_t most, bool all, const char *what)
{
    printf("%10s %10s %10s %10s %8s  %s\n", "ms", "tries", "matches", "kept", "limits", what);
    size_t shown = 0, left = 0;
    for (size_t i = 0; i < n; i++) {
        const quoth_cost *c = &rows[i];
        if (!all && (shown == most || !c->tries)) {
            left += c->tries > 0;
            continue;
        }
        shown++;
        printf("%10.2f %10zu %10zu %10zu %8zu  %s  %s:%u\n", c->seconds * 1e3, c->tries, c->matches, c->kept, c->limits,
               c->rule ? c->rule : c->stage, c->file, c->line);
    }
    if (left)
        printf("%43s%zu more; --all shows them\n", "", left);
}

static void show(const struct profile *p, quoth_cost *costs, size_t n, const quoth_progress *progress)
{
    size_t rules = 0;
    while (rules < n && costs[rules].rule)
        rules++;
    /* A stage's own time holds that of its rules. */
    qsort(costs, rules, sizeof *costs, by_time);
    qsort(costs + rules, n - rules, sizeof *costs, by_time);
    printf("%zu article%s, %.2f MB\n\n", progress->articles, plural(progress->articles), (double)progress->bytes / 1e6);
    show_rows(costs + rules, n - rules, n - rules, true, "stage (its rules included; tries: places where rules were tried)");
    putchar('\n');
    show_rows(costs, rules, p->most, p->all, "rule");
}

static bool go_on(void *context, quoth_scanner *scanner, const quoth_document *document)
{
    (void)context;
    (void)scanner;
    (void)document;
    return true;
}

static int run(const struct profile *p, char **inputs, int n)
{
    char room[2048];
    const char *folder = find_patterns(p->patterns, room, sizeof room);
    quoth_error error = {0};
    quoth_progress progress = {0};
    quoth_rules *rules = folder ? load_patterns(folder) : NULL;
    quoth_scanner *scanner = rules ? quoth_scanner_new(rules, &error) : NULL;
    quoth_cost *costs = rules ? calloc(quoth_rules_count(rules) + quoth_rules_stages(rules) + 1, sizeof *costs) : NULL;
    quoth_run input = {.inputs = (const char *const *)inputs, .input_count = (size_t)n, .complain = print_complaint};
    bool good = scanner && costs;
    if (good) {
        quoth_scanner_time(scanner, true);
        good = quoth_each(scanner, &input, go_on, NULL, &progress, &error) == QUOTH_OK;
    }
    if (good)
        show(p, costs, quoth_scanner_costs(scanner, costs), &progress);
    else if (rules)
        print_error(&error);
    free(costs);
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    return !good ? EXIT_WRONG : progress.errors ? EXIT_SOME_FAILED : EXIT_GOOD;
}

int command_profile(int argc, char **argv)
{
    static const struct option options[] = {{"rules", required_argument, NULL, 'n'}, {"all", no_argument, NULL, 'a'},
                                            {"patterns", required_argument, NULL, 'p'}, {"help", no_argument, NULL, 'h'}, {0}};
    char name[] = "quoth profile";
    struct profile p = {.most = 30};
    argv[0] = name;
    for (int option; (option = getopt_long(argc, argv, "n:ap:h", options, NULL)) != -1;) {
        switch (option) {
        case 'n':
            if (!read_number(name, "--rules", optarg, &p.most))
                return wrong_use("profile");
            break;
        case 'a': p.all = true; break;
        case 'p': p.patterns = optarg; break;
        case 'h': fputs(help, stdout); return EXIT_GOOD;
        default: return wrong_use("profile");
        }
    }
    return run(&p, argv + optind, argc - optind);
}
