#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

static const char help[] =
    "usage: quoth extract [OPTION]... [FILE|FOLDER|-]...\n"
    "\n"
    "Reads news articles and writes one record for each: its dates, people, numbers and claims.  A text file\n"
    "is one article; a JSON Lines file holds one a line.  Folders are walked for *.txt, *.jsonl,\n"
    "*.ndjson, *.json-lines and *.jsonlines.  What is compressed is refused: zstd -dc FILE | quoth extract -\n"
    "Without FILE, or for -, standard input is read.\n"
    "\n"
    "  -f, --from FORMAT      auto (default), text or jsonl\n"
    "  -t, --to OUTPUT        jsonl (default, to standard output), sqlite:FILE, or for other tools brat:FOLDER,\n"
    "                         doccano, doccano-relations, label-studio, prodigy, conll, timeml:FOLDER (to a file\n"
    "                         with conll:FILE and so on)\n"
    "  -p, --patterns FOLDER  the pattern files to use (default: patterns/en as installed)\n"
    "  -d, --published DATE   the day of articles that do not tell theirs, YYYY-MM-DD\n"
    "  -g, --genre GENRE      how dates count: news (from the article's), narrative (from one another), auto (default)\n"
    "  -o, --date-order ORDER what 03/04/2025 is: mdy, dmy, auto (default: as other dates of the article show, else mdy)\n"
    "  -j, --jobs N           threads (default: one a core); never changes the output\n"
    "  -w, --with LIST        add to the records: text, sentences\n"
    "  -q, --quiet            no progress, no summary, no message for single articles\n"
    "  -h, --help             show this\n"
    "\n"
    "Exit status: 0 all good, 1 some records are errors, 2 wrong use, bad patterns or output that fails.\n";

/* One bad file may have a million bad lines; the records have them all. */
#define COMPLAINTS_SHOWN 20

struct extraction {
    quoth_run run;
    const char *patterns;
    bool quiet, progress;  /* progress: stderr is a terminal */
    bool drawn;            /* a progress line stands there */
    size_t complaints;
    struct output output;
};

/* ------------------------------------------------------------------------------------------ callbacks */

static void wipe_progress(struct extraction *e)
{
    if (e->drawn)
        fputs("\r\033[K", stderr);
    e->drawn = false;
}

static double megabytes(const quoth_progress *p)
{
    return (double)p->bytes / 1e6;
}

static double rate(const quoth_progress *p)
{
    return p->seconds > 0 ? megabytes(p) / p->seconds : 0;
}

static void show_progress(void *context, const quoth_progress *p)
{
    struct extraction *e = context;
    if (!e->progress)
        return;
    wipe_progress(e);
    if (p->done)
        return;
    fprintf(stderr, "%zu articles, %.1f MB, %.1f MB/s, %zu errors", p->articles, megabytes(p), rate(p), p->errors);
    fflush(stderr);
    e->drawn = true;
}

static void show_complaint(void *context, const char *message)
{
    struct extraction *e = context;
    if (e->quiet)
        return;
    e->complaints++;
    if (e->complaints > COMPLAINTS_SHOWN)
        return;
    wipe_progress(e);
    fprintf(stderr, "quoth: %s\n", message);
}

/* -------------------------------------------------------------------------------------------- options */

static bool read_with(const char *list, unsigned *with)
{
    static const struct {
        const char *name;
        unsigned flag;
    } known[] = {{"text", QUOTH_WITH_TEXT}, {"sentences", QUOTH_WITH_SENTENCES}};
    while (*list) {
        size_t size = strcspn(list, ","), i = 0;
        while (i < 2 && !(strlen(known[i].name) == size && !strncmp(known[i].name, list, size)))
            i++;
        if (i == 2) {
            fprintf(stderr, "quoth extract: --with takes text and sentences, not \"%.*s\"\n", (int)size, list);
            return false;
        }
        *with |= known[i].flag;
        list += size + (list[size] == ',');
    }
    return true;
}

/* Fills in *e from the arguments.  Returns an exit status, or -1 to go on. */
static int read_options(int argc, char **argv, struct extraction *e)
{
    static const struct option options[] = {
        {"from", required_argument, NULL, 'f'},     {"to", required_argument, NULL, 't'},
        {"patterns", required_argument, NULL, 'p'}, {"published", required_argument, NULL, 'd'},
        {"genre", required_argument, NULL, 'g'},    {"date-order", required_argument, NULL, 'o'},
        {"jobs", required_argument, NULL, 'j'},     {"with", required_argument, NULL, 'w'},
        {"quiet", no_argument, NULL, 'q'},          {"help", no_argument, NULL, 'h'},
        {0},
    };
    bool good = true;
    for (int option; (option = getopt_long(argc, argv, "f:t:p:d:g:o:j:w:qh", options, NULL)) != -1;) {
        switch (option) {
        case 'f': e->run.from = optarg; break;
        case 't': e->run.to = optarg; break;
        case 'p': e->patterns = optarg; break;
        case 'd': e->run.published = optarg; break;
        case 'g': good = good && read_genre("quoth extract", optarg, &e->run.genre); break;
        case 'o': good = good && read_date_order("quoth extract", optarg, &e->run.date_order); break;
        case 'j': good = good && read_jobs("quoth extract", optarg, &e->run.jobs); break;
        case 'w': good = good && read_with(optarg, &e->run.with); break;
        case 'q': e->quiet = true; break;
        case 'h': fputs(help, stdout); return EXIT_GOOD;
        default: good = false;
        }
    }
    e->run.inputs = (const char *const *)argv + optind;
    e->run.input_count = (size_t)(argc - optind);
    return good ? -1 : wrong_use("extract");
}

/* ------------------------------------------------------------------------------------------- the run */

static void print_summary(struct extraction *e, const quoth_progress *p)
{
    if (e->quiet)
        return;
    if (e->complaints > COMPLAINTS_SHOWN)
        fprintf(stderr, "quoth: %zu more messages like these; the error records tell all\n",
                e->complaints - COMPLAINTS_SHOWN);
    fprintf(stderr, "%zu article%s, %.2f MB in %.2f s (%.1f MB/s), %zu error%s\n", p->articles, plural(p->articles),
            megabytes(p), p->seconds, rate(p), p->errors, plural(p->errors));
}

/* Exit status of a run that failed. */
static int explain_failure(const struct extraction *e, const quoth_error *error)
{
    if (!output_explain(&e->output))
        print_error(error);
    return error->status == QUOTH_ERROR_USAGE ? wrong_use("extract") : EXIT_WRONG;
}

static int run(struct extraction *e)
{
    char room[2048];
    const char *folder = find_patterns(e->patterns, room, sizeof room);
    if (!folder)
        return EXIT_WRONG;
    quoth_error error = {0};
    quoth_rules *rules = load_patterns(folder);
    if (!rules)
        return EXIT_WRONG;
    quoth_progress result;
    quoth_status status = quoth_extract(rules, &e->run, &result, &error);
    quoth_rules_free(rules);
    wipe_progress(e);
    if (status != QUOTH_OK)
        return explain_failure(e, &error);
    print_summary(e, &result);
    return result.errors ? EXIT_SOME_FAILED : EXIT_GOOD;
}

int command_extract(int argc, char **argv)
{
    char name[] = "quoth extract";
    argv[0] = name;
    struct extraction e = {0};
    int status = read_options(argc, argv, &e);
    if (status >= 0)
        return status;
    e.progress = !e.quiet && isatty(STDERR_FILENO);
    if (!e.run.input_count && isatty(STDIN_FILENO) && !e.quiet)
        fputs("quoth: reading standard input; end it with Ctrl-D\n", stderr);
    e.run.write = output_write;
    e.run.write_context = &e.output;
    e.run.progress = show_progress;
    e.run.complain = show_complaint;
    e.run.context = &e;
    return run(&e);
}
