/*
 * A growing run of bytes, owned.  Failure to grow is remembered, not reported at each call: look at
 * `failed` once, at the end, as one looks at ferror.
 */
#ifndef QUOTH_BASE_BUFFER_H
#define QUOTH_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct buffer {
    char *data; /* not terminated */
    size_t size, room;
    bool failed;
} buffer;

/* buffer_reserve where there is no room. */
char *buffer_grow(buffer *b, size_t more);

/* These are inline because a record is made of many small pieces, most of a size known when compiling. */

/* Makes room for `more` bytes (more than none) behind the end and returns that place, or NULL when memory is short. */
static inline char *buffer_reserve(buffer *b, size_t more)
{
    return b->room - b->size < more ? buffer_grow(b, more) : b->data + b->size;
}

/* What was reserved has been written up to this place. */
static inline void buffer_end(buffer *b, const char *end)
{
    b->size = (size_t)(end - b->data);
}

static inline void buffer_add(buffer *b, const char *data, size_t size)
{
    char *at = size ? buffer_reserve(b, size) : NULL;
    if (!at)
        return;
    memcpy(at, data, size);
    b->size += size;
}

static inline void buffer_add_string(buffer *b, const char *string)
{
    buffer_add(b, string, strlen(string));
}

static inline void buffer_add_char(buffer *b, char c)
{
    buffer_add(b, &c, 1);
}

void buffer_clear(buffer *b); /* keeps the room and forgets a failure */
void buffer_cut(buffer *b, size_t size); /* takes back what was added behind that size, and a failure to add it */
void buffer_free(buffer *b);

#endif
