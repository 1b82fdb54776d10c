#include <string.h>

#include "cli/command.h"

void print_problem(FILE *out, const quoth_problem *problem)
{
    fprintf(out, "%s:", problem->file ? problem->file : "patterns");
    if (problem->line)
        fprintf(out, "%u:", problem->line);
    if (problem->line && problem->column)
        fprintf(out, "%u:", problem->column);
    fprintf(out, " %s: %s\n", problem->warning ? "warning" : "error", problem->text);
    if (!problem->excerpt)
        return;
    char number[16];
    int width = snprintf(number, sizeof number, "%u", problem->line);
    fprintf(out, "  %s | %s\n", number, problem->excerpt);
    if (!problem->column)
        return;
    fprintf(out, "  %*s | ", width, "");
    /* Under each code point a space, under a tab a tab, so that the caret stands right on any terminal. */
    unsigned column = 1;
    for (const char *s = problem->excerpt; *s && column < problem->column; s++) {
        if (((unsigned char)*s & 0xC0) == 0x80)
            continue;
        fputc(*s == '\t' ? '\t' : ' ', out);
        column++;
    }
    fputs("^\n", out);
}

void print_error(const quoth_error *error)
{
    fputs("quoth: ", stderr);
    if (error->file[0]) {
        fprintf(stderr, "%s:", error->file);
        if (error->line)
            fprintf(stderr, "%u:", error->line);
        if (error->column)
            fprintf(stderr, "%u:", error->column);
        fputc(' ', stderr);
    }
    fprintf(stderr, "%s\n", error->text[0] ? error->text : "failed without saying why");
}

void print_complaint(void *context, const char *message)
{
    (void)context;
    fprintf(stderr, "quoth: %s\n", message);
}

const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

int wrong_use(const char *command)
{
    fprintf(stderr, "Try: quoth %s%s--help\n", command, *command ? " " : "");
    return EXIT_WRONG;
}
