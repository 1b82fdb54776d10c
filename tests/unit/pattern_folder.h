/* A pattern folder made for one test, and the problems that loading it brings. */
#ifndef QUOTH_TEST_PATTERN_FOLDER_H
#define QUOTH_TEST_PATTERN_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quoth.h"

struct folder {
    char path[64];
    char problems[8192]; /* "stages:LINE:COLUMN: TEXT\n" each */
    size_t errors;
};

static const char TEXT_RULES[] = "list text.stop = . | ! | ?\n"
                                 "list text.comma = ,\n"
                                 "list text.abbreviation = Mr\n"
                                 "list text.quote-open = “ | \"\n"
                                 "list text.quote-close = ” | \"\n"
                                 "shape digits [0-9]+\n"
                                 "shape cap \\p{Lu}\\p{Ll}+\n"
                                 "shape lower \\p{Ll}+\n";

static void folder_write(const struct folder *f, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0)
        abort();
    fclose(file);
}

/* A folder with the rules given, in a stage "s", behind the basic lists. */
static void folder_make(struct folder *f, const char *rules)
{
    *f = (struct folder){.path = "/tmp/quoth-test-XXXXXX"};
    if (!mkdtemp(f->path))
        abort();
    folder_write(f, "stages", "language xx\nread text.rules\nstage s rules.rules\n");
    folder_write(f, "text.rules", TEXT_RULES);
    folder_write(f, "rules.rules", rules);
}

static void folder_note(void *context, const quoth_problem *p)
{
    struct folder *f = context;
    const char *slash = p->file ? strrchr(p->file, '/') : NULL;
    size_t used = strlen(f->problems);
    f->errors += !p->warning;
    snprintf(f->problems + used, sizeof f->problems - used, "%s:%u:%u: %s\n", slash ? slash + 1 : "", p->line, p->column,
             p->text);
}

static quoth_rules *folder_load(struct folder *f, quoth_error *error)
{
    return quoth_rules_load(f->path, folder_note, f, error);
}

static void folder_remove(const struct folder *f)
{
    static const char *const names[] = {"stages", "text.rules", "rules.rules", "more.rules", "words.list"};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", f->path, names[i]);
        unlink(path);
    }
    rmdir(f->path);
}

#endif
