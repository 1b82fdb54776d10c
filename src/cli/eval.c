#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/eval_table.h"

static const char help[] =
    "usage: quoth eval [OPTION]... GOLD [INPUT]\n"
    "       quoth eval --calibrate [OPTION]... GOLD...\n"
    "\n"
    "Runs the patterns over the articles that GOLD annotates and says how much of it they find: precision,\n"
    "recall and F1 of each layer, what each rule got right and wrong, what was missed.  GOLD is a file of gold\n"
    "records (docs/evaluation.md) or a folder of such files.  INPUT holds the articles; without it they are\n"
    "looked for in NAME.input.jsonl beside NAME.gold.jsonl, in the gold records themselves, and in the files\n"
    "that their ids name.\n"
    "\n"
    "  -e, --errors N         show the first N mistakes of each kind where they stand\n"
    "  -r, --rule ID          count and show only the mistakes of one rule\n"
    "  -R, --rules N          list the N rules of a layer with the most mistakes (default 10), or all\n"
    "  -l, --layer LAYER      only dates, people, numbers, quantities or claims\n"
    "      --json             everything as one JSON object\n"
    "      --records FILE     judge these records instead of extracting\n"
    "      --calibrate        write how often each rule was right to confidence.list in the pattern folder, from\n"
    "                         where it becomes the confidence of its entries\n"
    "  -o, --output FILE      with --calibrate: write there instead; - is standard output\n"
    "  -p, --patterns FOLDER  the pattern files to use (default: patterns/en as installed)\n"
    "  -j, --jobs N           threads (default: one a core)\n"
    "  -h, --help             show this\n"
    "\n"
    "Exit status: 0 all was judged, 1 some articles of the gold had no record, 2 wrong use or unreadable files.\n";

#define RULES_SHOWN 10

enum { OPTION_JSON = 256, OPTION_RECORDS, OPTION_CALIBRATE };

struct request {
    quoth_eval eval;
    const char *patterns, *output;
    size_t rules;
    bool json, calibrate;
};

/* -------------------------------------------------------------------------------------------- options */

static bool read_layer(const char *name, const char **layer)
{
    static const char *const known[] = {"dates", "people", "numbers", "quantities", "claims"};
    *layer = name;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i], name))
            return true;
    fprintf(stderr, "quoth eval: --layer takes dates, people, numbers, quantities or claims, not \"%s\"\n", name);
    return false;
}

static bool take_option(int option, struct request *r)
{
    switch (option) {
    case 'e': return read_number("quoth eval", "--errors", optarg, &r->eval.mistakes);
    case 'R':
        r->rules = ALL_RULES;
        return !strcmp(optarg, "all") || read_number("quoth eval", "--rules", optarg, &r->rules);
    case 'l': return read_layer(optarg, &r->eval.layer);
    case 'j': return read_jobs("quoth eval", optarg, &r->eval.jobs);
    case 'r': r->eval.rule = optarg; return true;
    case 'o': r->output = optarg; return true;
    case 'p': r->patterns = optarg; return true;
    case OPTION_JSON: r->json = true; return true;
    case OPTION_RECORDS: r->eval.records = optarg; return true;
    case OPTION_CALIBRATE: r->calibrate = true; return true;
    default: return false;
    }
}

/* What is left over: GOLD [INPUT], or with --calibrate GOLD... */
static bool take_operands(char **operands, size_t n, struct request *r)
{
    if (!n) {
        fputs("quoth eval: what shall it be held against?  Name a file of gold records\n", stderr);
        return false;
    }
    if (n > 2 && !r->calibrate) {
        fputs("quoth eval: too many files: one GOLD (or a folder of them) and one INPUT\n", stderr);
        return false;
    }
    if (r->output && !r->calibrate) {
        fputs("quoth eval: --output goes with --calibrate; a score goes to standard output\n", stderr);
        return false;
    }
    r->eval.gold = (const char *const *)operands;
    r->eval.gold_count = r->calibrate ? n : 1;
    if (n == 2 && !r->calibrate)
        r->eval.input = operands[1];
    return true;
}

/* Returns an exit status, or -1 to go on. */
static int read_options(int argc, char **argv, struct request *r)
{
    static const struct option options[] = {
        {"errors", required_argument, NULL, 'e'},     {"rule", required_argument, NULL, 'r'},
        {"rules", required_argument, NULL, 'R'},      {"layer", required_argument, NULL, 'l'},
        {"json", no_argument, NULL, OPTION_JSON},     {"records", required_argument, NULL, OPTION_RECORDS},
        {"patterns", required_argument, NULL, 'p'},   {"calibrate", no_argument, NULL, OPTION_CALIBRATE},
        {"jobs", required_argument, NULL, 'j'},       {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},             {0},
    };
    bool good = true;
    for (int option; (option = getopt_long(argc, argv, "e:r:R:l:p:j:o:h", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return EXIT_GOOD;
        }
        good = take_option(option, r) && good;
    }
    good = good && take_operands(argv + optind, (size_t)(argc - optind), r);
    return good ? -1 : wrong_use("eval");
}

/* --------------------------------------------------------------------------------------------- output */

static bool write_to(void *file, const char *data, size_t size)
{
    return fwrite(data, 1, size, file) == size;
}

/* The gold's file names without their folders, for the head of the file. */
static void list_names(const quoth_eval *eval, char *room, size_t size)
{
    size_t used = 0;
    room[0] = '\0';
    for (size_t i = 0; i < eval->gold_count && used < size; i++) {
        const char *slash = strrchr(eval->gold[i], '/');
        const char *name = slash && slash[1] ? slash + 1 : eval->gold[i];
        used += (size_t)snprintf(room + used, size - used, "%s%s", i ? ", " : "", name);
    }
}

static bool write_calibration(const struct request *r, const quoth_evaluation *e, FILE *out)
{
    char names[512];
    list_names(&r->eval, names, sizeof names);
    return quoth_calibration_write(e, names, write_to, out) == QUOTH_OK && !fflush(out);
}

/* Written beside and moved into its place, so that no half file is ever there. */
static int save_calibration(const struct request *r, const quoth_evaluation *e, const char *folder)
{
    char path[2304], fresh[2320];
    if (r->output && !strcmp(r->output, "-"))
        return write_calibration(r, e, stdout) ? EXIT_GOOD : EXIT_WRONG;
    snprintf(path, sizeof path, r->output ? "%s" : "%s/confidence.list", r->output ? r->output : folder);
    snprintf(fresh, sizeof fresh, "%s.new", path);
    FILE *out = fopen(fresh, "w");
    bool written = out && write_calibration(r, e, out);
    if (out && fclose(out))
        written = false;
    if (!written || rename(fresh, path)) {
        fprintf(stderr, "quoth: %s cannot be written: %s\n", path, strerror(errno));
        remove(fresh);
        return EXIT_WRONG;
    }
    fprintf(stderr, "quoth: the confidence of the rules now stands in %s\n", path);
    return EXIT_GOOD;
}

static int show(const struct request *r, const quoth_evaluation *e, const char *folder)
{
    if (r->calibrate)
        return save_calibration(r, e, folder);
    if (r->json)
        return quoth_evaluation_write(e, write_to, stdout) == QUOTH_OK ? EXIT_GOOD : EXIT_WRONG;
    print_evaluation(stdout, e, r->rules);
    print_mistakes(stdout, e);
    return EXIT_GOOD;
}

static void warn(const quoth_evaluation *e)
{
    if (e->missing)
        fprintf(stderr, "quoth: %zu of the %zu articles have no record; what gold has in them counts as missed\n",
                e->missing, e->articles);
    if (e->extra)
        fprintf(stderr, "quoth: %zu record%s of articles that are not in the gold: left aside\n", e->extra,
                plural(e->extra));
}

int command_eval(int argc, char **argv)
{
    char name[] = "quoth eval", room[2048];
    argv[0] = name;
    struct request r = {.rules = RULES_SHOWN, .eval = {.complain = print_complaint}};
    int status = read_options(argc, argv, &r);
    if (status >= 0)
        return status;
    const char *folder = find_patterns(r.patterns, room, sizeof room);
    if (!folder)
        return EXIT_WRONG;
    quoth_error error = {0};
    quoth_rules *rules = load_patterns(folder);
    if (!rules)
        return EXIT_WRONG;
    quoth_evaluation *e = quoth_evaluate(rules, &r.eval, &error);
    if (!e) {
        print_error(&error);
    } else {
        warn(e);
        status = show(&r, e, folder);
        if (status == EXIT_GOOD && e->missing)
            status = EXIT_SOME_FAILED;
    }
    quoth_evaluation_free(e);
    quoth_rules_free(rules);
    return e ? status : EXIT_WRONG;
}
