#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

bool output_write(void *context, const char *data, size_t size)
{
    struct output *o = context;
    while (size) {
        ssize_t written = write(STDOUT_FILENO, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            o->failure = errno;
            return false;
        }
        data += written;
        size -= (size_t)written;
        o->written += (double)written;
    }
    return true;
}

bool output_explain(const struct output *o)
{
    if (o->failure && o->failure != EPIPE)
        fprintf(stderr, "quoth: standard output cannot be written: %s\n", strerror(o->failure));
    return o->failure != 0;
}
