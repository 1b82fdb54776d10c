#include "base/buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

char *buffer_reserve(buffer *b, size_t more)
{
    if (b->failed || more > SIZE_MAX / 2 - b->size) {
        b->failed = true;
        return NULL;
    }
    if (!b->data || b->size + more > b->room) {
        size_t room = b->room * 2 > b->size + more ? b->room * 2 : b->size + more + 64;
        char *data = realloc(b->data, room);
        if (!data) {
            b->failed = true;
            return NULL;
        }
        b->data = data;
        b->room = room;
    }
    return b->data + b->size;
}

void buffer_add(buffer *b, const char *data, size_t size)
{
    char *end = size ? buffer_reserve(b, size) : NULL;
    if (end) {
        memcpy(end, data, size);
        b->size += size;
    }
}

void buffer_add_string(buffer *b, const char *string)
{
    buffer_add(b, string, strlen(string));
}

void buffer_add_char(buffer *b, char c)
{
    buffer_add(b, &c, 1);
}

void buffer_clear(buffer *b)
{
    b->size = 0;
    b->failed = false;
}

void buffer_free(buffer *b)
{
    free(b->data);
    *b = (buffer){0};
}
