#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"

#define LANGUAGE "en"

/* The folder that the program stands in, links resolved; empty where the system does not tell. */
static void program_folder(char *room, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", room, size - 1);
    room[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(room, '/');
    if (slash)
        *slash = '\0';
}

static bool is_folder(const char *path)
{
    struct stat status;
    return !stat(path, &status) && S_ISDIR(status.st_mode);
}

/* Relative to the folder above the program's own, or to its own: the source tree, an installation, a bundle. */
static const struct {
    bool above;
    const char *path;
} beside[] = {
    {true, "/patterns/" LANGUAGE},
    {false, "/patterns/" LANGUAGE},
    {true, "/share/quoth/patterns/" LANGUAGE},
};

#define BESIDE_COUNT (sizeof beside / sizeof *beside)

/* Writes the path of beside[i]; below the current folder it is written from there, for messages to be short. */
static void path_beside(const char *program, size_t i, char *room, size_t size)
{
    const char *slash = strrchr(program, '/');
    size_t length = beside[i].above && slash ? (size_t)(slash - program) : strlen(program);
    snprintf(room, size, "%.*s%s", (int)length, program, beside[i].path);
    char here[1024];
    size_t above = getcwd(here, sizeof here) ? strlen(here) : 0;
    if (above && !strncmp(room, here, above) && room[above] == '/')
        memmove(room, room + above + 1, strlen(room + above + 1) + 1);
}

const char *find_patterns(const char *given, char *room, size_t size)
{
    if (given)
        return given;
    const char *named = getenv("QUOTH_PATTERNS");
    if (named && *named)
        return named;
    char program[1024];
    program_folder(program, sizeof program);
    for (size_t i = 0; *program && i < BESIDE_COUNT; i++) {
        path_beside(program, i, room, size);
        if (is_folder(room))
            return room;
    }
    snprintf(room, size, "%s", QUOTH_DATADIR "/patterns/" LANGUAGE);
    if (is_folder(room))
        return room;

    fputs("quoth: no pattern files found.  Looked in:\n", stderr);
    char tried[2048];
    for (size_t i = 0; *program && i < BESIDE_COUNT; i++) {
        path_beside(program, i, tried, sizeof tried);
        fprintf(stderr, "  %s\n", tried);
    }
    fprintf(stderr, "  %s\n", room);
    fputs("Name their folder with --patterns or in the environment variable QUOTH_PATTERNS.\n", stderr);
    return NULL;
}

static void show_pattern_error(void *context, const quoth_problem *problem)
{
    bool *shown = context;
    if (problem->warning)
        return;
    print_problem(stderr, problem);
    *shown = true;
}

quoth_rules *load_patterns(const char *folder)
{
    bool shown = false; /* then the first error need not be told again */
    quoth_error error = {0};
    quoth_rules *rules = quoth_rules_load(folder, show_pattern_error, &shown, &error);
    if (!rules && !shown)
        print_error(&error);
    return rules;
}
