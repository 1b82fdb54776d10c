#include "tune/tree.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "pipeline/surrogates.h"

#define DEEPEST 1000 /* lists and objects within one another, so that walking a tree needs no more stack */

/* ------------------------------------------------------------------------------------------- looking */

const tree *tree_get(const tree *t, const char *name)
{
    if (!tree_is(t, TREE_OBJECT))
        return NULL;
    for (size_t i = t->size; i--;)
        if (!strcmp(t->as.items[i].name, name))
            return &t->as.items[i];
    return NULL;
}

const tree *tree_at(const tree *t, size_t i)
{
    return i < tree_count(t) ? &t->as.items[i] : NULL;
}

size_t tree_count(const tree *list)
{
    return tree_is(list, TREE_LIST) ? list->size : 0;
}

bool tree_is(const tree *t, tree_kind kind)
{
    return t && t->kind == kind;
}

bool tree_is_number(const tree *t)
{
    return tree_is(t, TREE_INTEGER) || tree_is(t, TREE_REAL);
}

const char *tree_string(const tree *t)
{
    return tree_is(t, TREE_STRING) ? t->as.string : NULL;
}

long long tree_integer(const tree *t)
{
    return tree_is(t, TREE_INTEGER) ? t->as.integer : 0;
}

double tree_number(const tree *t)
{
    return tree_is(t, TREE_REAL) ? t->as.real : (double)tree_integer(t);
}

static bool has_equal_items(const tree *a, const tree *b)
{
    for (size_t i = 0; i < a->size; i++) {
        const tree *item = &a->as.items[i];
        if (!tree_equal(item, a->kind == TREE_LIST ? &b->as.items[i] : tree_get(b, item->name)))
            return false;
    }
    return true;
}

bool tree_equal(const tree *a, const tree *b)
{
    if (!a || !b || a->kind != b->kind || a->size != b->size)
        return a == b;
    switch (a->kind) {
    case TREE_INTEGER: return a->as.integer == b->as.integer;
    case TREE_REAL: return a->as.real == b->as.real;
    case TREE_STRING: return !memcmp(a->as.string, b->as.string, a->size);
    case TREE_LIST:
    case TREE_OBJECT: return has_equal_items(a, b);
    default: return true;
    }
}

/* ------------------------------------------------------------------------------------------- reading */

static tree *add(tree_reader *r, tree_kind kind)
{
    tree *new = arena_push(r->arena, &r->open);
    *new = (tree){.kind = kind, .name = r->name};
    return new;
}

static int on_null(void *context)
{
    add(context, TREE_NULL);
    return 1;
}

static int on_boolean(void *context, int value)
{
    add(context, value ? TREE_TRUE : TREE_FALSE);
    return 1;
}

/* What stands behind the number is no part of one, so that it ends where it should. */
static int on_number(void *context, const char *data, size_t size)
{
    tree *new = add(context, TREE_INTEGER);
    char *end;
    errno = 0;
    new->as.integer = strtoll(data, &end, 10);
    if (!errno && end == data + size)
        return 1;
    new->kind = TREE_REAL;
    new->as.real = strtod(data, NULL);
    return 1;
}

static int on_string(void *context, const unsigned char *data, size_t size)
{
    tree_reader *r = context;
    tree *new = add(r, TREE_STRING);
    new->size = size;
    new->as.string = arena_copy(r->arena, (const char *)data, size);
    return 1;
}

/* Until it is closed, `size` is the one around it. */
static int open_as(tree_reader *r, tree_kind kind)
{
    tree *new = add(r, kind);
    new->size = r->inner;
    r->inner = r->open.n;
    return ++r->depth <= DEEPEST;
}

static int on_open_object(void *context)
{
    return open_as(context, TREE_OBJECT);
}

static int on_open_list(void *context)
{
    return open_as(context, TREE_LIST);
}

static int on_close(void *context)
{
    tree_reader *r = context;
    size_t first = r->inner, n = r->open.n - first;
    tree *items = arena_take(r->arena, n * sizeof *items), *whole = &r->open.at[first - 1];
    if (n)
        memcpy(items, r->open.at + first, n * sizeof *items);
    r->inner = whole->size;
    r->open.n = first;
    r->depth--;
    whole->as.items = items;
    whole->size = n;
    return 1;
}

static int on_name(void *context, const unsigned char *data, size_t size)
{
    tree_reader *r = context;
    size_t hash = size;
    for (size_t i = 0; i < size; i++)
        hash = hash * 31 + data[i];
    const char **known = &r->names[hash % (sizeof r->names / sizeof *r->names)];
    if (!*known || strncmp(*known, (const char *)data, size) || (*known)[size])
        *known = arena_copy(r->arena, (const char *)data, size);
    r->name = *known;
    return 1;
}

void tree_reader_free(tree_reader *r)
{
    if (r->parser)
        yajl_free(r->parser);
    *r = (tree_reader){0};
}

/* What YAJL says is wrong, without the excerpt below it. */
static const char *complaint(tree_reader *r, const char *line, size_t size)
{
    unsigned char *text = yajl_get_error(r->parser, 0, (const unsigned char *)line, size);
    const char *told = text ? (const char *)text : "no valid JSON";
    const char *kept = arena_copy(r->arena, told, strcspn(told, "\n"));
    yajl_free_error(r->parser, text);
    return kept;
}

static const char *parse(tree_reader *r, const char *line, size_t size)
{
    if (surrogates_any_lone(line, size))
        return "half of a surrogate pair stands alone";
    yajl_status status = yajl_parse(r->parser, (const unsigned char *)line, size);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(r->parser);
    if (status == yajl_status_client_canceled)
        return "lists and objects are nested too deeply";
    return status == yajl_status_ok ? NULL : complaint(r, line, size);
}

const tree *tree_read(tree_reader *r, arena *a, const char *line, size_t size, const char **wrong)
{
    static const yajl_callbacks calls = {on_null, on_boolean, NULL, NULL, on_number, on_string, on_open_object,
                                         on_name, on_close, on_open_list, on_close};
    r->arena = a;
    r->open.n = r->inner = r->depth = 0;
    r->name = NULL;
    r->parser = yajl_alloc(&calls, NULL, r);
    if (!r->parser)
        arena_give_up(a);
    *wrong = parse(r, line, size);
    yajl_free(r->parser);
    r->parser = NULL;
    if (*wrong)
        return NULL;
    tree *whole = arena_take(a, sizeof *whole);
    *whole = r->open.at[0];
    return whole;
}
