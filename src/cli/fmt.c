#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"

static const char help[] =
    "usage: quoth fmt [--check] [FILE|FOLDER|-]...\n"
    "\n"
    "Lays pattern files out in the one canonical way: columns, indentation, empty lines.  Nothing but white space\n"
    "changes, and comments stay.  A folder stands for all *.rules, *.list and stages files below it; without an\n"
    "argument it is the folder that quoth extract would use.  - reads rules from standard input and writes to\n"
    "standard output.\n"
    "\n"
    "  -c, --check   change nothing; name the files that would change\n"
    "  -h, --help    show this\n"
    "\n"
    "Exit status: 0 all good, 1 some files would change (--check), 2 a file cannot be read or written.\n";

/* Text that grows. */
struct text {
    char *data;
    size_t size, room;
};

static bool add(void *context, const char *data, size_t size)
{
    struct text *t = context;
    if (t->size + size > t->room) {
        size_t room = (t->size + size) * 2;
        char *grown = realloc(t->data, room);
        if (!grown)
            return false;
        t->data = grown;
        t->room = room;
    }
    memcpy(t->data + t->size, data, size);
    t->size += size;
    return true;
}

static bool read_all(FILE *in, struct text *t)
{
    char part[65536];
    for (size_t n; (n = fread(part, 1, sizeof part, in)) > 0;)
        if (!add(t, part, n))
            return false;
    return !ferror(in);
}

static int complain(const char *name, const char *what)
{
    fprintf(stderr, "quoth fmt: %s: %s\n", name, what);
    return EXIT_WRONG;
}

/*
 * Writes beside the file and then takes its place, so that a full disk leaves the old one whole.  Who may read it
 * stays as it was; a link stays a link, for which the file behind it is written over.
 */
static int replace(const char *name, const struct text *t)
{
    char beside[4096];
    struct stat old;
    if (lstat(name, &old) != 0)
        return complain(name, strerror(errno));
    bool link = S_ISLNK(old.st_mode);
    if (snprintf(beside, sizeof beside, link ? "%s" : "%s.new", name) >= (int)sizeof beside)
        return complain(name, "the name is too long");
    FILE *out = fopen(beside, "wb");
    if (!out)
        return complain(beside, strerror(errno));
    bool good = fwrite(t->data, 1, t->size, out) == t->size;
    good = good && (link || fchmod(fileno(out), old.st_mode & 07777) == 0);
    good = fclose(out) == 0 && good;
    if (good && (link || rename(beside, name) == 0))
        return EXIT_GOOD;
    int result = complain(name, strerror(errno));
    if (!link)
        unlink(beside);
    return result;
}

static int format_file(const char *name, bool only_check)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *in = standard ? stdin : fopen(name, "rb");
    struct text old = {0}, new = {0};
    quoth_error error = {0};
    int result = EXIT_GOOD;
    if (!in || !read_all(in, &old))
        result = complain(name, strerror(errno));
    else if (quoth_format(name, (quoth_slice){old.data ? old.data : "", old.size}, add, &new, &error) != QUOTH_OK)
        result = complain(name, error.text);
    else if (standard && !only_check)
        result = fwrite(new.data, 1, new.size, stdout) == new.size ? EXIT_GOOD : complain("standard output", strerror(errno));
    else if (old.size != new.size || (new.size && memcmp(old.data, new.data, new.size) != 0)) {
        puts(name);
        result = only_check ? EXIT_SOME_FAILED : replace(name, &new);
    }
    if (in && !standard)
        fclose(in);
    free(old.data);
    free(new.data);
    return result;
}

static bool is_pattern_file(const char *name)
{
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name, *dot = strrchr(base, '.');
    return strcmp(base, "stages") == 0 || (dot && (strcmp(dot, ".rules") == 0 || strcmp(dot, ".list") == 0));
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

/* A folder's pattern files and folders, in the order of their names; anything else is taken as a file. */
static int format_path(const char *path, bool only_check, bool named)
{
    struct stat status;
    if (strcmp(path, "-") != 0 && stat(path, &status) != 0)
        return complain(path, strerror(errno));
    if (strcmp(path, "-") == 0 || !S_ISDIR(status.st_mode))
        return named || is_pattern_file(path) ? format_file(path, only_check) : EXIT_GOOD;
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort), result = EXIT_GOOD;
    if (n < 0)
        return complain(path, strerror(errno));
    for (int i = 0; i < n; i++) {
        char inner[4096];
        bool hidden = entries[i]->d_name[0] == '.';
        if (!hidden && snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name) >= (int)sizeof inner)
            result = worse(result, complain(path, "the names in it are too long"));
        else if (!hidden)
            result = worse(result, format_path(inner, only_check, false));
        free(entries[i]);
    }
    free(entries);
    return result;
}

int command_fmt(int argc, char **argv)
{
    static const struct option options[] = {
        {"check", no_argument, NULL, 'c'}, {"help", no_argument, NULL, 'h'}, {0}};
    char name[] = "quoth fmt", room[2048];
    bool only_check = false;
    argv[0] = name;
    for (int option; (option = getopt_long(argc, argv, "ch", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return EXIT_GOOD;
        }
        if (option != 'c')
            return wrong_use("fmt");
        only_check = true;
    }
    int result = EXIT_GOOD;
    for (int i = optind; i < argc; i++)
        result = worse(result, format_path(argv[i], only_check, true));
    if (optind < argc)
        return result;
    const char *folder = find_patterns(NULL, room, sizeof room);
    return folder ? format_path(folder, only_check, true) : EXIT_WRONG;
}
