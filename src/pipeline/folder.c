#include "pipeline/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "pipeline/outlet.h"

enum { NAME_MOST = 100, NAME_ROOM = NAME_MOST + 24, FILE_ROOM = NAME_ROOM + 32 };

/* A name that is taken, and the number that the next article of that name gets. */
typedef struct taken {
    char name[NAME_ROOM]; /* in lower case; empty: this place is free */
    size_t next;
} taken;

struct folder {
    const char *path;
    int descriptor;
    int open_file; /* of folder_append; -1: none */
    taken *names;  /* a hash table */
    size_t count, room;
    char name[NAME_ROOM];
};

/* ------------------------------------------------------------------------------------------- opening */

static bool ends_with(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    return n >= m && !strcmp(name + n - m, suffix);
}

/* The name of a file with the suffix, in `room`; false when there is none. */
static bool find_suffix(const folder *f, const char *suffix, char *room, size_t size)
{
    int copy = dup(f->descriptor);
    DIR *d = copy < 0 ? NULL : fdopendir(copy);
    bool found = false;
    if (!d) {
        if (copy >= 0)
            close(copy);
        return false;
    }
    for (struct dirent *e; !found && (e = readdir(d));)
        if (ends_with(e->d_name, suffix)) {
            snprintf(room, size, "%s", e->d_name);
            found = true;
        }
    closedir(d);
    return found;
}

static quoth_status check(folder *f, const char *suffix, quoth_error *error)
{
    char name[256];
    if (mkdir(f->path, 0777) && errno != EEXIST)
        return output_failed(error, f->path, errno);
    f->descriptor = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (f->descriptor < 0)
        return output_failed(error, f->path, errno);
    if (find_suffix(f, suffix, name, sizeof name))
        return error_set(error, QUOTH_ERROR_OUTPUT,
                         "%s: there are annotations in it already (%s), which are left as they are; "
                         "name a new folder",
                         f->path, name);
    return QUOTH_OK;
}

folder *folder_open(const char *path, const char *suffix, quoth_error *error)
{
    folder *f = calloc(1, sizeof *f);
    if (!f) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    f->path = path;
    f->descriptor = f->open_file = -1;
    if (check(f, suffix, error) == QUOTH_OK)
        return f;
    folder_free(f);
    return NULL;
}

void folder_free(folder *f)
{
    if (!f)
        return;
    if (f->descriptor >= 0)
        close(f->descriptor);
    if (f->open_file >= 0)
        close(f->open_file);
    free(f->names);
    free(f);
}

/* ---------------------------------------------------------------------------------------------- names */

static bool is_safe(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr("._-", c));
}

/* The id as a name; ".txt" at its end goes, since the id of a text file is its path. */
static void make_safe(quoth_slice id, char name[NAME_MOST + 1])
{
    size_t n = 0, from = 0;
    if (id.size > 4 && !memcmp(id.data + id.size - 4, ".txt", 4))
        id.size -= 4;
    /* Of a long id the end tells more than the beginning. */
    if (id.size > NAME_MOST)
        from = id.size - NAME_MOST;
    for (size_t i = from; i < id.size; i++) {
        bool inner = (id.data[i] & 0xC0) == 0x80; /* one "_" for a character of several bytes */
        if (!inner)
            name[n++] = is_safe(id.data[i]) ? id.data[i] : '_';
    }
    if (!n)
        name[n++] = '_';
    name[n] = '\0';
    if (name[0] == '.' || name[0] == '-')
        name[0] = '_';
}

static void lower(const char *name, char out[NAME_ROOM])
{
    size_t i = 0;
    for (; name[i] && i + 1 < NAME_ROOM; i++)
        out[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
    out[i] = '\0';
}

/* The place of the name in the table: where it stands, or where it would. */
static taken *look_up(taken *names, size_t room, const char *name)
{
    uint64_t hash = 14695981039346656037u;
    for (const char *s = name; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 1099511628211u;
    size_t at = (size_t)hash & (room - 1);
    while (names[at].name[0] && strcmp(names[at].name, name))
        at = (at + 1) & (room - 1);
    return &names[at];
}

static bool make_room(folder *f)
{
    if (f->count * 2 < f->room)
        return true;
    size_t room = f->room ? f->room * 2 : 256;
    taken *names = calloc(room, sizeof *names);
    if (!names)
        return false;
    for (size_t i = 0; i < f->room; i++)
        if (f->names[i].name[0])
            *look_up(names, room, f->names[i].name) = f->names[i];
    free(f->names);
    f->names = names;
    f->room = room;
    return true;
}

/* Takes the name when it is free. */
static bool take(folder *f, const char *name)
{
    char key[NAME_ROOM];
    lower(name, key);
    taken *t = look_up(f->names, f->room, key);
    if (t->name[0])
        return false;
    strcpy(t->name, key);
    t->next = 2;
    f->count++;
    return true;
}

const char *folder_name(folder *f, quoth_slice id)
{
    char name[NAME_MOST + 1], key[NAME_ROOM];
    make_safe(id, name);
    lower(name, key);
    if (!make_room(f))
        return NULL;
    snprintf(f->name, sizeof f->name, "%s", name);
    while (!take(f, f->name))
        snprintf(f->name, sizeof f->name, "%s-%zu", name, look_up(f->names, f->room, key)->next++);
    return f->name;
}

/* ---------------------------------------------------------------------------------------------- files */

static quoth_status failed(const folder *f, const char *file, int reason, quoth_error *error)
{
    char place[512];
    snprintf(place, sizeof place, "%s/%s", f->path, file);
    return output_failed(error, place, reason);
}

/* Writes and closes; 0 or errno. */
static int fill(int descriptor, quoth_slice data)
{
    int reason = write_all(descriptor, data.data, data.size) ? 0 : errno;
    if (close(descriptor) && !reason)
        reason = errno;
    return reason;
}

quoth_status folder_put(folder *f, const char *name, const char *suffix, quoth_slice data, quoth_error *error)
{
    char file[FILE_ROOM], part[FILE_ROOM + 8];
    snprintf(file, sizeof file, "%s%s", name, suffix);
    snprintf(part, sizeof part, "%s.part", file);
    int descriptor = openat(f->descriptor, part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return failed(f, file, errno, error);
    int reason = fill(descriptor, data);
    if (!reason && renameat(f->descriptor, part, f->descriptor, file))
        reason = errno;
    if (!reason)
        return QUOTH_OK;
    unlinkat(f->descriptor, part, 0);
    return failed(f, file, reason, error);
}

quoth_status folder_put_new(folder *f, const char *name, quoth_slice data, quoth_error *error)
{
    struct stat old;
    if (!fstatat(f->descriptor, name, &old, 0))
        return QUOTH_OK;
    return folder_put(f, name, "", data, error);
}

quoth_status folder_append(folder *f, const char *name, quoth_slice data, quoth_error *error)
{
    if (f->open_file < 0)
        f->open_file = openat(f->descriptor, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (f->open_file < 0 || !write_all(f->open_file, data.data, data.size))
        return failed(f, name, errno, error);
    return QUOTH_OK;
}

/* ---------------------------------------------------------------------------------------------- parts */

size_t part_begin(buffer *b)
{
    size_t at = b->size, size = 0;
    buffer_add(b, (const char *)&size, sizeof size);
    return at;
}

void part_end(buffer *b, size_t at)
{
    if (b->failed)
        return;
    size_t size = b->size - at - sizeof size;
    memcpy(b->data + at, &size, sizeof size);
}

quoth_slice part_read(const char **at)
{
    quoth_slice part;
    memcpy(&part.size, *at, sizeof part.size);
    part.data = *at + sizeof part.size;
    *at = part.data + part.size;
    return part;
}
