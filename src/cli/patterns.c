#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"

#define LANGUAGE "en"

/* The folder that the program stands in; empty where the system does not tell. */
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

/* Relative to the program: the source tree, a bundle, an installation that was moved. */
static const char *const beside[] = {
    "/../patterns/" LANGUAGE,
    "/patterns/" LANGUAGE,
    "/../share/quoth/patterns/" LANGUAGE,
};

const char *find_patterns(const char *given, char *room, size_t size)
{
    if (given)
        return given;
    const char *named = getenv("QUOTH_PATTERNS");
    if (named && *named)
        return named;
    char program[1024];
    program_folder(program, sizeof program);
    for (size_t i = 0; *program && i < sizeof beside / sizeof *beside; i++) {
        snprintf(room, size, "%s%s", program, beside[i]);
        if (is_folder(room))
            return room;
    }
    snprintf(room, size, "%s", QUOTH_DATADIR "/patterns/" LANGUAGE);
    if (is_folder(room))
        return room;

    fputs("quoth: no pattern files found.  Looked in:\n", stderr);
    for (size_t i = 0; *program && i < sizeof beside / sizeof *beside; i++)
        fprintf(stderr, "  %s%s\n", program, beside[i]);
    fprintf(stderr, "  %s\n", room);
    fputs("Name their folder with --patterns or in the environment variable QUOTH_PATTERNS.\n", stderr);
    return NULL;
}
