#include <getopt.h>
#include <stdint.h>
#include <stdio.h>

#include "cli/command.h"

static const char help[] =
    "usage: quoth check [--json] [FOLDER]\n"
    "\n"
    "Loads the pattern files of FOLDER (by default those that quoth extract would use), runs the `yes` and\n"
    "`no` lines in their rules, and prints all that is wrong with file, line and column.\n"
    "\n"
    "  -j, --json    print each problem as a line of JSON, and nothing else, for editors and CI\n"
    "  -h, --help    show this\n"
    "\n"
    "Exit status: 0 all good, 1 some examples fail, 2 the files hold errors or cannot be read.\n";

struct count {
    size_t errors, warnings;
    bool json;
};

static bool write_out(void *context, const char *data, size_t size)
{
    (void)context;
    return fwrite(data, 1, size, stdout) == size;
}

static void report(void *context, const quoth_problem *problem)
{
    struct count *count = context;
    if (problem->warning)
        count->warnings++;
    else
        count->errors++;
    if (count->json)
        quoth_problem_write(problem, write_out, NULL);
    else
        print_problem(stdout, problem);
}

static int check_folder(const char *folder, bool json)
{
    struct count count = {.json = json};
    quoth_error error = {0};
    size_t errors = 0;
    quoth_rules *rules = quoth_rules_load_anyway(folder, report, &count, &errors, &error);
    size_t failed = rules ? quoth_rules_check(rules, report, &count, &error) : SIZE_MAX;
    if (failed == SIZE_MAX) {
        quoth_rules_free(rules);
        print_error(&error);
        return EXIT_WRONG;
    }
    size_t examples = quoth_rules_examples(rules), n = quoth_rules_count(rules);
    quoth_rules_free(rules);
    if (json)
        return errors ? EXIT_WRONG : failed ? EXIT_SOME_FAILED : EXIT_GOOD;
    if (errors)
        printf("%s: %zu error%s\n", folder, errors, plural(errors));
    if (count.warnings)
        printf("%s: %zu warning%s\n", folder, count.warnings, plural(count.warnings));
    if (examples || !errors)
        printf("%s: %zu rule%s, %zu example%s%s: %zu passed, %zu failed\n", folder, n, plural(n), examples, plural(examples),
               errors ? " of those without errors" : "", examples > failed ? examples - failed : 0, failed);
    return errors ? EXIT_WRONG : failed ? EXIT_SOME_FAILED : EXIT_GOOD;
}

int command_check(int argc, char **argv)
{
    static const struct option options[] = {
        {"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'}, {0}};
    char name[] = "quoth check", room[2048];
    bool json = false;
    argv[0] = name;
    for (int option; (option = getopt_long(argc, argv, "jh", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return EXIT_GOOD;
        }
        if (option != 'j')
            return wrong_use("check");
        json = true;
    }
    if (argc - optind > 1) {
        fputs("quoth check: one folder at a time\n", stderr);
        return wrong_use("check");
    }
    const char *folder = find_patterns(optind < argc ? argv[optind] : NULL, room, sizeof room);
    return folder ? check_folder(folder, json) : EXIT_WRONG;
}
