#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"

static const struct command {
    const char *name, *takes, *does;
    command_fn *run;
} commands[] = {
#define ROW(name, takes, does) {#name, takes, does, command_##name},
    COMMANDS(ROW)
};

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(commands[i].name, name))
            return &commands[i];
    return NULL;
}

static void print_usage(FILE *out)
{
    fputs("quoth turns news text into records of who said what, when, and how many.\n"
          "\nusage: quoth COMMAND ...\n\n",
          out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-8s %-20s %s\n", commands[i].name, commands[i].takes, commands[i].does);
    fputs("\nquoth COMMAND --help explains a command; the manual page is quoth(1).\n"
          "Example: quoth extract articles/ > records.jsonl\n",
          out);
}

/* How many letters have to change to make b of a; names are short. */
static size_t distance(const char *a, const char *b)
{
    size_t row[64], n = strlen(b);
    if (n + 1 > sizeof row / sizeof *row)
        return n;
    for (size_t k = 0; k <= n; k++)
        row[k] = k;
    for (size_t i = 0; a[i]; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < n; k++) {
            size_t changed = corner + (a[i] != b[k]);
            size_t shifted = 1 + (row[k] < row[k + 1] ? row[k] : row[k + 1]);
            corner = row[k + 1];
            row[k + 1] = changed < shifted ? changed : shifted;
        }
    }
    return row[n];
}

static int unknown_command(const char *name)
{
    fprintf(stderr, "quoth: there is no command \"%s\"", name);
    const struct command *nearest = NULL;
    size_t best = 3;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        size_t changes = distance(name, commands[i].name);
        if (changes < best) {
            best = changes;
            nearest = &commands[i];
        }
    }
    struct stat status;
    if (nearest)
        fprintf(stderr, "; did you mean \"%s\"?", nearest->name);
    else if (!stat(name, &status))
        fprintf(stderr, "; to read that file: quoth extract %s", name);
    fputc('\n', stderr);
    return wrong_use("");
}

int command_version(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    puts("quoth " QUOTH_VERSION);
    return EXIT_GOOD;
}

int command_help(int argc, char **argv)
{
    bool asked = argc > 1 && *argv[1] != '-'; /* "quoth help --help" */
    const struct command *command = asked ? find_command(argv[1]) : NULL;
    if (asked && !command)
        return unknown_command(argv[1]);
    if (!command || command->run == command_help || command->run == command_version) {
        print_usage(stdout);
        return EXIT_GOOD;
    }
    char help[] = "--help";
    char *arguments[] = {argv[1], help, NULL};
    return command->run(2, arguments);
}

static int dispatch(int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_WRONG;
    }
    const char *name = argv[1];
    if (!strcmp(name, "--help") || !strcmp(name, "-h"))
        name = "help";
    else if (!strcmp(name, "--version") || !strcmp(name, "-V"))
        name = "version";
    const struct command *command = find_command(name);
    return command ? command->run(argc - 1, argv + 1) : unknown_command(name);
}

int main(int argc, char **argv)
{
    /* A closed pipe and a file size limit are errors of writing, to be reported as such. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    int status = dispatch(argc, argv);
    if (fflush(stdout) || ferror(stdout)) {
        perror("quoth: standard output");
        return EXIT_WRONG;
    }
    return status;
}
