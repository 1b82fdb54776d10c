#include "pipeline/json_fields.h"

#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

enum { DEPTH_MOST = 1000 };

static void keep(struct json_fields *p, enum json_kind kind, const char *data, size_t size)
{
    if (p->depth != 1 || p->current == p->name_count)
        return;
    p->values[p->current] = (struct json_value){kind, p->strings->size, size};
    buffer_add(p->strings, data, size);
    p->current = p->name_count;
}

static int on_null(void *context)
{
    keep(context, JSON_NULL, "", 0);
    return 1;
}

static int on_boolean(void *context, int value)
{
    (void)value;
    keep(context, JSON_OTHER, "", 0);
    return 1;
}

static int on_number(void *context, const char *data, size_t size)
{
    keep(context, JSON_NUMBER, data, size);
    return 1;
}

static int on_string(void *context, const unsigned char *data, size_t size)
{
    keep(context, JSON_STRING, (const char *)data, size);
    return 1;
}

/* YAJL's own account of what is open grows by little, so that very many would take the square of that. */
static int on_open(void *context)
{
    struct json_fields *p = context;
    keep(p, JSON_OTHER, "", 0);
    return ++p->depth <= DEPTH_MOST;
}

static int on_open_object(void *context)
{
    struct json_fields *p = context;
    p->object = p->object || !p->depth;
    return on_open(context);
}

static int on_close(void *context)
{
    struct json_fields *p = context;
    p->depth--;
    return 1;
}

static bool is_name(const char *name, const char *data, size_t size)
{
    return size && *name == *data && strlen(name) == size && memcmp(name, data, size) == 0;
}

static int on_key(void *context, const unsigned char *data, size_t size)
{
    struct json_fields *p = context;
    if (p->depth != 1)
        return 1;
    p->current = 0;
    while (p->current < p->name_count && !is_name(p->names[p->current], (const char *)data, size))
        p->current++;
    return 1;
}

static void describe_yajl(yajl_handle h, const char *line, size_t size, struct json_failure *f)
{
    unsigned char *text = yajl_get_error(h, 0, (const unsigned char *)line, size);
    snprintf(f->text, sizeof f->text, "%s", text ? (const char *)text : "not understood");
    f->text[strcspn(f->text, "\n")] = '\0';
    yajl_free_error(h, text);
}

/* YAJL's memory: some small pieces, and room for strings with escapes, which grows.  A piece's size stands in front of it. */
static void *take_memory(void *context, size_t size)
{
    size_t *piece = arena_take(context, size + ARENA_ALIGNMENT);
    *piece = size;
    return (char *)piece + ARENA_ALIGNMENT;
}

static void *grow_memory(void *context, void *at, size_t size)
{
    void *new = take_memory(context, size);
    size_t old = at ? *(size_t *)(void *)((char *)at - ARENA_ALIGNMENT) : 0;
    return old ? memcpy(new, at, old < size ? old : size) : new;
}

static void leave_memory(void *context, void *at)
{
    (void)context, (void)at; /* all goes at once */
}

/* Parses the whole line into p->values. */
static bool parse_with(yajl_handle h, const char *line, size_t size, struct json_failure *f)
{
    yajl_status status = yajl_parse(h, (const unsigned char *)line, size);
    f->offset = yajl_get_bytes_consumed(h);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(h);
        f->offset = size; /* what fails now is the end of the line, which came too early */
    }
    if (status == yajl_status_client_canceled)
        snprintf(f->text, sizeof f->text, "more than %d objects or arrays inside each other", DEPTH_MOST);
    else if (status != yajl_status_ok)
        describe_yajl(h, line, size, f);
    return status == yajl_status_ok;
}

bool json_fields_read(struct json_fields *p, const char *line, size_t size, struct json_failure *f)
{
    static const yajl_callbacks calls = {on_null, on_boolean, NULL, NULL, on_number, on_string, on_open_object,
                                         on_key, on_close, on_open, on_close};
    yajl_alloc_funcs memory = {take_memory, grow_memory, leave_memory, p->arena};
    jmp_buf escape;
    memset(p->values, 0, p->name_count * sizeof *p->values);
    p->depth = 0;
    p->current = p->name_count;
    p->object = false;
    buffer_clear(p->strings);
    p->arena->escape = &escape;
    bool whole = setjmp(escape) == 0;
    f->memory = !whole;
    whole = whole && parse_with(yajl_alloc(&calls, &memory, p), line, size, f);
    p->arena->escape = NULL;
    arena_reset(p->arena);
    f->memory = f->memory || p->strings->failed;
    return whole && !f->memory;
}
