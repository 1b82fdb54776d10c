#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

static const char help[] =
    "usage: quoth view [OPTION]... [FILE|FOLDER|-]... > page.html\n"
    "\n"
    "Writes one page that shows the articles with all that was found in them, to be opened in any browser; it\n"
    "needs no network.  FILE holds records made by quoth extract --with text, or articles, which are then read\n"
    "as quoth extract reads them.  Without FILE, or for -, standard input is read.\n"
    "\n"
    "  -f, --from FORMAT      auto (default), text or jsonl\n"
    "  -p, --patterns FOLDER  the pattern files to use for articles (default: patterns/en as installed)\n"
    "  -d, --published DATE   the day of articles that do not tell theirs, YYYY-MM-DD\n"
    "  -g, --genre GENRE      how dates count: news (from the article's), narrative (from one another), auto (default)\n"
    "  -o, --date-order ORDER what 03/04/2025 is: mdy, dmy, auto (default: as other dates of the article show, else mdy)\n"
    "  -t, --title TITLE      what the page is called\n"
    "  -q, --quiet            no summary, no message for single articles\n"
    "  -h, --help             show this\n"
    "\n"
    "Exit status: 0 all good, 1 some records are errors, 2 wrong use, bad patterns or output that fails.\n";

/* Beyond this, browsers take long to open a page. */
#define LARGE_PAGE 100e6

struct viewing {
    quoth_run run;
    quoth_page page;
    const char *patterns;
    quoth_rules *rules;
    bool quiet;
    bool explained; /* why there are no rules has been said */
    struct output output;
};

/* ------------------------------------------------------------------------------------------ callbacks */

static void show_complaint(void *context, const char *message)
{
    const struct viewing *v = context;
    if (!v->quiet)
        fprintf(stderr, "quoth: %s\n", message);
}

static const quoth_rules *load_rules(void *context)
{
    struct viewing *v = context;
    char room[2048];
    const char *folder = find_patterns(v->patterns, room, sizeof room);
    v->rules = folder ? load_patterns(folder) : NULL;
    v->explained = !v->rules;
    return v->rules;
}

/* -------------------------------------------------------------------------------------------- options */

/* Fills in *v from the arguments.  Returns an exit status, or -1 to go on. */
static int read_options(int argc, char **argv, struct viewing *v)
{
    static const struct option options[] = {
        {"from", required_argument, NULL, 'f'},      {"patterns", required_argument, NULL, 'p'},
        {"published", required_argument, NULL, 'd'}, {"title", required_argument, NULL, 't'},
        {"genre", required_argument, NULL, 'g'},     {"date-order", required_argument, NULL, 'o'},
        {"quiet", no_argument, NULL, 'q'},           {"help", no_argument, NULL, 'h'},
        {0},
    };
    bool good = true;
    for (int option; (option = getopt_long(argc, argv, "f:p:d:g:o:t:qh", options, NULL)) != -1;) {
        switch (option) {
        case 'f': v->run.from = optarg; break;
        case 'p': v->patterns = optarg; break;
        case 'd': v->run.published = optarg; break;
        case 'g': good = good && read_genre("quoth view", optarg, &v->run.genre); break;
        case 'o': good = good && read_date_order("quoth view", optarg, &v->run.date_order); break;
        case 't': v->page.title = optarg; break;
        case 'q': v->quiet = true; break;
        case 'h': fputs(help, stdout); return EXIT_GOOD;
        default: return wrong_use("view");
        }
    }
    if (!good)
        return wrong_use("view");
    v->run.inputs = (const char *const *)argv + optind;
    v->run.input_count = (size_t)(argc - optind);
    if (!isatty(STDOUT_FILENO))
        return -1;
    fputs("quoth view: the page goes to standard output; add: > page.html\n", stderr);
    return wrong_use("view");
}

/* ------------------------------------------------------------------------------------------- the run */

static int explain_failure(const struct viewing *v, const quoth_error *error)
{
    if (!output_explain(&v->output) && !(error->status == QUOTH_ERROR_PATTERNS && v->explained))
        print_error(error);
    return error->status == QUOTH_ERROR_USAGE ? wrong_use("view") : EXIT_WRONG;
}

static void print_summary(const struct viewing *v, const quoth_progress *p)
{
    if (v->quiet)
        return;
    fprintf(stderr, "%zu article%s, %zu error%s, a page of %.2f MB\n", p->articles, plural(p->articles), p->errors,
            plural(p->errors), v->output.written / 1e6);
    if (v->output.written > LARGE_PAGE)
        fputs("quoth: browsers take long to open a page so large; view fewer articles at a time\n", stderr);
}

int command_view(int argc, char **argv)
{
    char name[] = "quoth view";
    argv[0] = name;
    struct viewing v = {0};
    int status = read_options(argc, argv, &v);
    if (status >= 0)
        return status;
    if (!v.run.input_count && isatty(STDIN_FILENO) && !v.quiet)
        fputs("quoth: reading standard input; end it with Ctrl-D\n", stderr);
    v.run.write = output_write;
    v.run.complain = show_complaint;
    v.page.rules = load_rules;
    v.run.write_context = &v.output;
    v.run.context = v.page.context = &v;
    quoth_progress result;
    quoth_error error = {0};
    quoth_status viewed = quoth_view(&v.run, &v.page, &result, &error);
    quoth_rules_free(v.rules);
    if (viewed != QUOTH_OK)
        return explain_failure(&v, &error);
    print_summary(&v, &result);
    return result.errors ? EXIT_SOME_FAILED : EXIT_GOOD;
}
