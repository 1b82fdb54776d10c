#include "pipeline/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/buffer.h"

/* An open folder: the names in it, sorted, and how far we are. */
struct folder {
    struct folder *outer;
    buffer names;       /* terminated, one behind the other */
    const char **order; /* into names */
    size_t count, next;
    size_t path_size;   /* of the folder's own path, slash included */
};

struct walk {
    const char *const *inputs;
    size_t count, next;
    struct folder *folder; /* the innermost */
    buffer path;           /* of the current step, terminated */
    bool given_folder;     /* inside a folder that was given ... */
    bool found;            /* ... and in which an article was found */
};

walk *walk_new(const char *const *inputs, size_t count)
{
    static const char *const standard[] = {"-"};
    walk *w = calloc(1, sizeof *w);
    if (w) {
        w->inputs = count ? inputs : standard;
        w->count = count ? count : 1;
    }
    return w;
}

static void leave_folder(walk *w)
{
    struct folder *f = w->folder;
    w->folder = f->outer;
    buffer_free(&f->names);
    free(f->order);
    free(f);
}

void walk_free(walk *w)
{
    if (!w)
        return;
    while (w->folder)
        leave_folder(w);
    buffer_free(&w->path);
    free(w);
}

enum walk_name walk_name(const char *path)
{
    static const struct {
        const char *suffix;
        enum walk_name name;
    } known[] = {
        {".txt", NAME_TEXT},          {".jsonl", NAME_JSONL},     {".ndjson", NAME_JSONL},
        {".json-lines", NAME_JSONL}, {".jsonlines", NAME_JSONL},
    };
    size_t size = strlen(path);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t length = strlen(known[i].suffix);
        if (size > length && !strcasecmp(path + size - length, known[i].suffix))
            return known[i].name;
    }
    return NAME_OTHER;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool sort_names(struct folder *f)
{
    f->order = malloc((f->count ? f->count : 1) * sizeof *f->order);
    if (!f->order || f->names.failed)
        return false;
    const char *name = f->names.data;
    for (size_t i = 0; i < f->count; i++, name += strlen(name) + 1)
        f->order[i] = name;
    qsort(f->order, f->count, sizeof *f->order, by_bytes);
    return true;
}

/* Enters the folder whose path is w->path.  Returns an errno, 0 when all is well. */
static int enter_folder(walk *w)
{
    DIR *directory = opendir(w->path.data);
    if (!directory)
        return errno;
    struct folder *f = calloc(1, sizeof *f);
    if (!f) {
        closedir(directory);
        return ENOMEM;
    }
    int failure = 0;
    struct dirent *entry;
    while (errno = 0, entry = readdir(directory))
        if (entry->d_name[0] != '.') {
            buffer_add(&f->names, entry->d_name, strlen(entry->d_name) + 1);
            f->count++;
        }
    failure = errno;
    closedir(directory);
    f->outer = w->folder;
    w->folder = f;
    if (!failure && !sort_names(f))
        failure = ENOMEM;
    w->path.size--; /* the terminator */
    if (w->path.size && w->path.data[w->path.size - 1] != '/')
        buffer_add_char(&w->path, '/');
    f->path_size = w->path.size;
    buffer_add_char(&w->path, '\0');
    if (w->path.failed)
        failure = ENOMEM;
    if (failure)
        leave_folder(w);
    return failure;
}

static walk_step step_of(const walk *w, enum walk_kind kind, int failure)
{
    if (failure == ENOMEM || w->path.failed)
        return (walk_step){.kind = WALK_MEMORY};
    return (walk_step){.kind = kind, .path = w->path.data, .failure = failure};
}

static bool set_path(walk *w, size_t kept, const char *rest)
{
    w->path.size = kept;
    buffer_add(&w->path, rest, strlen(rest) + 1);
    return !w->path.failed;
}

/* The next file in the open folders; false when they are through. */
static bool next_inside(walk *w, walk_step *step)
{
    while (w->folder) {
        struct folder *f = w->folder;
        if (f->next == f->count) {
            leave_folder(w);
            continue;
        }
        const char *name = f->order[f->next++];
        if (!set_path(w, f->path_size, name)) {
            *step = step_of(w, WALK_MEMORY, 0);
            return true;
        }
        struct stat link, target;
        if (!lstat(w->path.data, &link) && S_ISDIR(link.st_mode)) {
            int failure = enter_folder(w);
            if (!failure)
                continue;
            *step = step_of(w, WALK_FAILED, failure);
            w->found = true;
            return true;
        }
        if (walk_name(name) == NAME_OTHER)
            continue;
        /* A file that cannot even be looked at is passed on: whoever opens it reports why. */
        if (stat(w->path.data, &target) || S_ISREG(target.st_mode)) {
            *step = step_of(w, WALK_FILE, 0);
            w->found = true;
            return true;
        }
    }
    return false;
}

static walk_step next_input(walk *w)
{
    const char *input = w->inputs[w->next++];
    struct stat status;
    if (!set_path(w, 0, input))
        return step_of(w, WALK_MEMORY, 0);
    if (!strcmp(input, "-"))
        return step_of(w, WALK_STDIN, 0);
    if (stat(input, &status) || !S_ISDIR(status.st_mode))
        return step_of(w, WALK_FILE, 0);
    int failure = enter_folder(w);
    if (failure)
        return step_of(w, WALK_FAILED, failure);
    w->given_folder = true;
    w->found = false;
    return walk_next(w);
}

walk_step walk_next(walk *w)
{
    walk_step step;
    if (next_inside(w, &step))
        return step;
    if (w->given_folder) {
        w->given_folder = false;
        if (!w->found && set_path(w, 0, w->inputs[w->next - 1]))
            return step_of(w, WALK_EMPTY, 0);
    }
    if (w->next == w->count)
        return (walk_step){.kind = WALK_END};
    return next_input(w);
}
