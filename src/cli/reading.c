/* Options of several commands. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

/* The place of a name among `known`, which ends with NULL; -1, after a message, when it is none of them. */
static int place_of(const char *const *known, const char *name, const char *command, const char *option)
{
    for (int i = 0; known[i]; i++)
        if (!strcmp(known[i], name))
            return i;
    fprintf(stderr, "%s: %s takes ", command, option);
    for (int i = 0; known[i]; i++)
        fprintf(stderr, "%s%s", known[i], !known[i + 1] ? "" : !known[i + 2] ? " or " : ", ");
    fprintf(stderr, ", not \"%s\"\n", name);
    return -1;
}

#define NUMBER_MOST 1000000
#define JOBS_MOST 256

/* Only digits, as strtoul would take signs and spaces too. */
static bool number_of(const char *digits, size_t *number)
{
    errno = 0;
    unsigned long n = strtoul(digits, NULL, 10);
    *number = n;
    return *digits && !digits[strspn(digits, "0123456789")] && !errno && n <= NUMBER_MOST;
}

bool read_number(const char *command, const char *option, const char *digits, size_t *number)
{
    if (number_of(digits, number))
        return true;
    fprintf(stderr, "%s: %s takes a number, not \"%s\"\n", command, option, digits);
    return false;
}

bool read_jobs(const char *command, const char *digits, unsigned *jobs)
{
    size_t n;
    bool good = number_of(digits, &n) && n >= 1 && n <= JOBS_MOST;
    if (good)
        *jobs = (unsigned)n;
    else
        fprintf(stderr, "%s: --jobs takes a number from 1 to %d, not \"%s\"\n", command, JOBS_MOST, digits);
    return good;
}

bool read_genre(const char *command, const char *name, quoth_genre *genre)
{
    static const char *const known[] = {[QUOTH_GENRE_AUTO] = "auto", [QUOTH_GENRE_NEWS] = "news",
                                        [QUOTH_GENRE_NARRATIVE] = "narrative", NULL};
    int place = place_of(known, name, command, "--genre");
    if (place >= 0)
        *genre = (quoth_genre)place;
    return place >= 0;
}

bool read_date_order(const char *command, const char *name, quoth_date_order *order)
{
    static const char *const known[] = {[QUOTH_DATE_ORDER_AUTO] = "auto", [QUOTH_DATE_ORDER_MDY] = "mdy",
                                        [QUOTH_DATE_ORDER_DMY] = "dmy", NULL};
    int place = place_of(known, name, command, "--date-order");
    if (place >= 0)
        *order = (quoth_date_order)place;
    return place >= 0;
}
