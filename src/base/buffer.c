#include "base/buffer.h"

#include <stdint.h>
#include <stdlib.h>

/* Leaves no room, so that nothing is added behind what was lost. */
static char *fail(buffer *b)
{
    b->failed = true;
    b->room = b->size;
    return NULL;
}

char *buffer_grow(buffer *b, size_t more)
{
    if (b->failed || more > SIZE_MAX / 2 - b->size)
        return fail(b);
    if (!b->data || b->size + more > b->room) {
        size_t room = b->room * 2 > b->size + more ? b->room * 2 : b->size + more + 64;
        char *data = realloc(b->data, room);
        if (!data)
            return fail(b);
        b->data = data;
        b->room = room;
    }
    return b->data + b->size;
}

void buffer_clear(buffer *b)
{
    b->size = 0;
    b->failed = false;
}

void buffer_cut(buffer *b, size_t size)
{
    b->size = size;
    b->failed = false;
}

void buffer_free(buffer *b)
{
    free(b->data);
    *b = (buffer){0};
}
