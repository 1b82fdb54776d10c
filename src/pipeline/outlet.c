#include "pipeline/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

struct outlet {
    quoth_write_fn *write; /* NULL: descriptor */
    void *context;
    int descriptor;
    char *place, *part; /* the file, and what is written in its stead; place NULL: no file, part NULL: direct */
};

bool write_all(int descriptor, const char *data, size_t size)
{
    while (size) {
        ssize_t written = write(descriptor, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

quoth_status output_failed(quoth_error *error, const char *file, int reason)
{
    char text[128] = "unknown error";
    strerror_r(reason, text, sizeof text);
    const char *advice = reason == ENOENT   ? "; make its folder first"
                         : reason == ENOSPC ? "; make room and run again"
                                            : "";
    return error_set(error, QUOTH_ERROR_OUTPUT, "%s: %s%s", file, text, advice);
}

/* ------------------------------------------------------------------------------------------- opening */

static char *joined(const char *a, const char *b)
{
    size_t size = strlen(a) + strlen(b) + 1;
    char *result = malloc(size);
    if (result)
        snprintf(result, size, "%s%s", a, b);
    return result;
}

/* Opens the file or what stands in for it; -1 with errno. */
static int open_file(outlet *o, const char *target)
{
    struct stat old;
    bool there = !lstat(target, &old);
    o->place = joined(target, "");
    if (o->place && there && !S_ISREG(old.st_mode))
        return open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    o->part = o->place ? joined(target, ".part") : NULL;
    if (!o->part) {
        errno = ENOMEM;
        return -1;
    }
    mode_t mode = there ? old.st_mode & 0777 : 0666;
    return open(o->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
}

static void free_outlet(outlet *o)
{
    free(o->place);
    free(o->part);
    free(o);
}

outlet *outlet_open(const quoth_run *run, const char *target, quoth_error *error)
{
    outlet *o = calloc(1, sizeof *o);
    if (!o) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    o->descriptor = STDOUT_FILENO;
    if (!target) {
        o->write = run->write;
        o->context = run->write_context;
        return o;
    }
    o->descriptor = open_file(o, target);
    if (o->descriptor >= 0)
        return o;
    output_failed(error, target, errno);
    free_outlet(o);
    return NULL;
}

/* -------------------------------------------------------------------------------------------- writing */

quoth_status outlet_write(outlet *o, const char *data, size_t size, quoth_error *error)
{
    if (o->write)
        return o->write(o->context, data, size)
                   ? QUOTH_OK
                   : error_set(error, QUOTH_ERROR_OUTPUT, "the output takes no more");
    if (write_all(o->descriptor, data, size))
        return QUOTH_OK;
    return output_failed(error, o->place ? o->place : "standard output", errno);
}

quoth_status outlet_close(outlet *o, bool good, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    if (o->place && close(o->descriptor) && good)
        status = output_failed(error, o->place, errno);
    if (o->part && good && status == QUOTH_OK && rename(o->part, o->place))
        status = output_failed(error, o->place, errno);
    if (o->part && !(good && status == QUOTH_OK))
        unlink(o->part);
    free_outlet(o);
    return status;
}
