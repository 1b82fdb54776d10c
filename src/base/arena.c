#define _DEFAULT_SOURCE /* MAP_ANONYMOUS and madvise are not in POSIX */
#define _DARWIN_C_SOURCE

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE_SIZE (256u * 1024)
#define FIRST_SIZE (32u * 1024) /* of the first page: many arenas never need another */
#define MAPPED_SIZE (8u * 1024 * 1024)

enum { FIRST_ROOM = 8 }; /* cells of an array that is begun */

struct arena_page {
    struct arena_page *older;
    size_t size;
    bool mapped; /* straight from the system: it came zeroed, and every byte is given out but once */
};

#define HEADER ((sizeof(struct arena_page) + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT)

static size_t rounded(size_t size)
{
    return (size + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
}

_Noreturn void arena_give_up(arena *a)
{
    if (a->escape)
        longjmp(*a->escape, 1);
    fputs("quoth: out of memory\n", stderr);
    abort();
}

/* Memory from the system: what is not used is never touched; for the rest the system may take its large pages, so that
   it need not be asked for every 4 KB. */
static struct arena_page *page_map(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        return NULL;
#ifdef MADV_HUGEPAGE
    madvise(at, size, MADV_HUGEPAGE);
#endif
    return at;
}

static void page_free(struct arena_page *page)
{
    if (page->mapped)
        munmap(page, HEADER + page->size);
    else
        free(page);
}

/* The first of the pages becomes the one that is given out; none may be left. */
static void begin_page(arena *a)
{
    struct arena_page *page = a->pages;
    a->data = page ? (char *)page + HEADER : NULL;
    a->size = page ? page->size : 0;
    a->zeroed = page && page->mapped;
    a->used = 0;
}

/* A page with room for `size` bytes at least becomes the newest. */
static void add_page(arena *a, size_t size)
{
    bool mapped = a->large && a->pages;
    size_t usual = mapped ? MAPPED_SIZE - HEADER : a->pages ? PAGE_SIZE : FIRST_SIZE;
    size_t room = size > usual ? size : usual;
    struct arena_page *page = mapped ? page_map(HEADER + room) : malloc(HEADER + room);
    if (!page)
        arena_give_up(a);
    *page = (struct arena_page){.older = a->pages, .size = room, .mapped = mapped};
    a->pages = page;
    begin_page(a);
}

void *arena_take_page(arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        arena_give_up(a);
    size = rounded(size);
    if (!a->pages || a->size - a->used < size)
        add_page(a, size);
    char *result = a->data + a->used;
    a->used += size;
    return result;
}

void *arena_clear(void *at, size_t size)
{
    return memset(at, 0, size);
}

char *arena_copy(arena *a, const char *data, size_t size)
{
    char *copy = arena_take(a, size + 1);
    if (size)
        memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

char *arena_printf(arena *a, const char *format, ...)
{
    va_list arguments;
    size_t left = a->size - a->used; /* nearly always enough: then it stands where it is to be */
    va_start(arguments, format);
    int size = vsnprintf(left ? a->data + a->used : NULL, left, format, arguments);
    va_end(arguments);
    if (size < 0)
        arena_give_up(a);
    char *result = arena_take(a, (size_t)size + 1);
    if ((size_t)size < left)
        return result;
    va_start(arguments, format);
    vsnprintf(result, (size_t)size + 1, format, arguments);
    va_end(arguments);
    return result;
}

/* An array behind which nothing was taken grows in its place, if the page has room. */
static bool grow_in_place(arena *a, const char *at, size_t size, size_t wanted)
{
    size_t more = rounded(wanted) - rounded(size);
    if (!at || !a->pages || at + rounded(size) != a->data + a->used || a->size - a->used < more)
        return false;
    a->used += more;
    return true;
}

/* Most arrays are begun and never grow. */
static void *begin_array(arena *a, size_t *room, size_t size)
{
    *room = FIRST_ROOM;
    return arena_alloc(a, FIRST_ROOM * size);
}

void *arena_grow(arena *a, void *at, size_t n, size_t *room, size_t size)
{
    if (!*room)
        return begin_array(a, room, size);
    size_t wanted = *room * 2;
    if (wanted > SIZE_MAX / 2 / size)
        arena_give_up(a);
    char *grown = at;
    if (!grow_in_place(a, at, *room * size, wanted * size)) {
        grown = arena_take(a, wanted * size);
        memcpy(grown, at, n * size);
    }
    if (!a->zeroed)
        memset(grown + n * size, 0, (wanted - n) * size);
    *room = wanted;
    return grown;
}

static void drop_all_but(arena *a, struct arena_page *kept)
{
    for (struct arena_page *page = a->pages; page;) {
        struct arena_page *older = page->older;
        if (page != kept)
            page_free(page);
        page = older;
    }
}

void arena_reset(arena *a)
{
    struct arena_page *kept = a->pages;
    while (kept && (kept->mapped || kept->size > PAGE_SIZE))
        kept = kept->older;
    drop_all_but(a, kept);
    if (kept)
        kept->older = NULL;
    a->pages = kept;
    begin_page(a);
}

void arena_join(arena *to, arena *from)
{
    struct arena_page **end = &from->pages;
    while (*end)
        end = &(*end)->older;
    if (to->pages) {
        /* The newest page stays: the room left in it is still used. */
        *end = to->pages->older;
        to->pages->older = from->pages;
    } else {
        to->pages = from->pages;
        to->data = from->data;
        to->used = from->used;
        to->size = from->size;
        to->zeroed = from->zeroed;
    }
    from->pages = NULL;
    begin_page(from);
}

void arena_free(arena *a)
{
    drop_all_but(a, NULL);
    a->pages = NULL;
    begin_page(a);
}
