#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

static const char help[] =
    "usage: quoth gold --from brat [OPTION]... FOLDER...\n"
    "\n"
    "Reads annotations back as gold records, one line of JSON for each article, to standard output.  FOLDER is\n"
    "one that quoth extract --to brat:FOLDER has made and annotators have corrected, or any folder of brat with\n"
    "the same names of annotations (docs/exchange.md).\n"
    "\n"
    "  -f, --from FORMAT  brat\n"
    "  -n, --no-text      leave the articles' texts out of the records\n"
    "  -q, --quiet        no summary, no message for single lines\n"
    "  -h, --help         show this\n"
    "\n"
    "Exit status: 0 all good, 1 some lines could not be taken as they are, 2 wrong use, or no records.\n";

struct reading {
    quoth_run run;
    bool quiet;
    struct output output;
};

static void show_complaint(void *context, const char *message)
{
    struct reading *r = context;
    if (!r->quiet)
        fprintf(stderr, "quoth: %s\n", message);
}

/* Returns an exit status, or -1 to go on. */
static int read_options(int argc, char **argv, struct reading *r)
{
    static const struct option options[] = {
        {"from", required_argument, NULL, 'f'}, {"no-text", no_argument, NULL, 'n'},
        {"quiet", no_argument, NULL, 'q'},      {"help", no_argument, NULL, 'h'},
        {0},
    };
    bool good = true;
    for (int option; (option = getopt_long(argc, argv, "f:nqh", options, NULL)) != -1;) {
        switch (option) {
        case 'f': r->run.from = optarg; break;
        case 'n': r->run.with = 0; break;
        case 'q': r->quiet = true; break;
        case 'h': fputs(help, stdout); return EXIT_GOOD;
        default: good = false;
        }
    }
    if (good && !r->run.from)
        fputs("quoth gold: say what the annotations are read from: --from brat\n", stderr);
    else if (good && optind == argc)
        fputs("quoth gold: name the folder that the annotations are in\n", stderr);
    good = good && r->run.from && optind < argc;
    r->run.inputs = (const char *const *)argv + optind;
    r->run.input_count = (size_t)(argc - optind);
    return good ? -1 : wrong_use("gold");
}

static int explain_failure(const struct reading *r, const quoth_error *error)
{
    if (!output_explain(&r->output))
        print_error(error);
    return error->status == QUOTH_ERROR_USAGE ? wrong_use("gold") : EXIT_WRONG;
}

int command_gold(int argc, char **argv)
{
    char name[] = "quoth gold";
    argv[0] = name;
    struct reading r = {.run.with = QUOTH_WITH_TEXT};
    int status = read_options(argc, argv, &r);
    if (status >= 0)
        return status;
    r.run.write = output_write;
    r.run.write_context = &r.output;
    r.run.complain = show_complaint;
    r.run.context = &r;
    quoth_progress result;
    quoth_error error = {0};
    if (quoth_gold(&r.run, &result, &error) != QUOTH_OK)
        return explain_failure(&r, &error);
    if (!r.quiet)
        fprintf(stderr, "%zu article%s, %zu line%s to look at\n", result.articles, plural(result.articles),
                result.errors, plural(result.errors));
    return result.errors ? EXIT_SOME_FAILED : EXIT_GOOD;
}
