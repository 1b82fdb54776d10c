/*
 * Memory that is given back in one step.
 *
 * An article owns one arena; so does a set of rules.  Allocations never fail in the caller's sight: when
 * memory is short the arena jumps to the escape that the entry point has set (quoth_scan, quoth_rules_load),
 * which gives the whole arena back and returns QUOTH_ERROR_MEMORY.  Nothing else may own memory across a
 * call that allocates from an arena.
 */
#ifndef QUOTH_BASE_ARENA_H
#define QUOTH_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define ARENA_ALIGNMENT ((size_t)16) /* fits any type */

struct arena_page;

typedef struct arena {
    struct arena_page *pages; /* newest first */
    char *data;               /* of the newest page, */
    size_t used, size;        /* in whole steps of the alignment */
    bool zeroed;              /* what the newest page has left is zero */
    jmp_buf *escape;          /* where to go when memory is short; NULL: abort */
    bool large;               /* many megabytes are to come: all pages but the first are mapped, in large pieces */
} arena;

/* arena_take where the newest page may be full. */
void *arena_take_page(arena *a, size_t size) __attribute__((malloc, returns_nonnull));

/* Memory that is aligned for any type.  Inline, as articles are read in a great many small pieces. */
static inline __attribute__((malloc, returns_nonnull)) void *arena_take(arena *a, size_t size)
{
    if (size >= a->size - a->used)
        return arena_take_page(a, size);
    char *result = a->data + a->used;
    a->used += (size + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
    return result;
}

/* memset, but never in line: what compilers make of it there (rep stos) is slow to begin with. */
void *arena_clear(void *at, size_t size) __attribute__((returns_nonnull));

/* As arena_take, zeroed. */
static inline __attribute__((malloc, returns_nonnull)) void *arena_alloc(arena *a, size_t size)
{
    void *result = arena_take(a, size);
    return a->zeroed ? result : arena_clear(result, size);
}

/* A terminated copy of size bytes. */
char *arena_copy(arena *a, const char *data, size_t size) __attribute__((returns_nonnull));

/* A terminated string made as printf does. */
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3), returns_nonnull));

/* Memory is short elsewhere, too: jumps to the escape. */
_Noreturn void arena_give_up(arena *a);

/* Forgets everything; keeps one page for the next article. */
void arena_reset(arena *a);

/* What `from` holds now belongs to `to`, where it stands; `from` is empty. */
void arena_join(arena *to, arena *from);

/* Gives everything back. */
void arena_free(arena *a);

/* Grows an array of n items of `size` bytes to hold one more: what arena_push uses. */
void *arena_grow(arena *a, void *at, size_t n, size_t *room, size_t size);

/* An array that grows: VECTOR(int) v = {0}; *arena_push(a, &v) = 3; the cells of v are v.at[0 .. v.n - 1] */
#define VECTOR(type)    \
    struct {            \
        type *at;       \
        size_t n, room; \
    }
#define arena_push(a, vector)                                                                              \
    ((vector)->n < (vector)->room                                                                          \
         ? &(vector)->at[(vector)->n++]                                                                    \
         : ((vector)->at = arena_grow(a, (vector)->at, (vector)->n, &(vector)->room, sizeof *(vector)->at), \
            &(vector)->at[(vector)->n++]))

/* Room for so many items in a vector that is still empty.  They are not zeroed: what is pushed must be set as a whole. */
#define arena_reserve(a, vector, count) \
    ((vector)->at = arena_take(a, (count) * sizeof *(vector)->at), (vector)->room = (count), (void)0)

#endif
