/* What the subcommands share.  The program knows the library by quoth.h alone. */
#ifndef QUOTH_CLI_COMMAND_H
#define QUOTH_CLI_COMMAND_H

#include <stdio.h>

#include "cli/commands.h"
#include "quoth.h"

enum { EXIT_GOOD = 0, EXIT_SOME_FAILED = 1, EXIT_WRONG = 2 };

/* argv[0] is the command's own name; the result is the exit status. */
typedef int command_fn(int argc, char **argv);

#define COMMAND_DECLARE(name, takes, does) command_fn command_##name;
COMMANDS(COMMAND_DECLARE)

/* Prints a pattern problem as FILE:LINE:COLUMN: error: TEXT, the line at fault and a caret below the column. */
void print_problem(FILE *out, const quoth_problem *problem);

/* Prints the error of a failed call to stderr. */
void print_error(const quoth_error *error);

/* What a run complains of, to stderr; needs no context. */
void print_complaint(void *context, const char *message);

/* "s" behind a number of things, unless there is one. */
const char *plural(size_t n);

/* Standard output as a quoth_write_fn: its context is a struct output, which remembers what went wrong. */
struct output {
    double written; /* bytes */
    int failure;    /* errno; 0: none */
};
bool output_write(void *context, const char *data, size_t size);

/* When writing has failed, says so and returns true; a reader that has closed the pipe needs no message. */
bool output_explain(const struct output *o);

/* Options of several commands; false after a message.  The option of read_number is as written, "--jobs". */
bool read_genre(const char *command, const char *name, quoth_genre *genre);
bool read_date_order(const char *command, const char *name, quoth_date_order *order);
bool read_number(const char *command, const char *option, const char *digits, size_t *number);
bool read_jobs(const char *command, const char *digits, unsigned *jobs);

/* What an unknown option or a wrong argument comes down to: points to --help, returns EXIT_WRONG. */
int wrong_use(const char *command);

/*
 * The folder of pattern files: `given`, else $QUOTH_PATTERNS, else beside the program, else where it is
 * installed.  Returns NULL, after saying where it has looked, when there is none.
 */
const char *find_patterns(const char *given, char *room, size_t size);

/* Loads a folder; NULL, after printing all errors in it, when there are any.  Free with quoth_rules_free. */
quoth_rules *load_patterns(const char *folder);

#endif
