#include "tune/gold.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "pipeline/utf8.h"

#define WANTED (1u << 20) /* bytes of input at a time */

bool gold_begin(gold_set *set, quoth_error *error)
{
    set->index = json_object();
    set->arena.large = true;
    return set->index || !error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
}

static void drop_reading(gold_set *set)
{
    reader_free(set->reader);
    batch_free(&set->batch);
    line_reader_free(&set->line);
    tree_reader_free(&set->trees);
    set->reader = NULL;
    set->batch = (batch){0};
}

void gold_free(gold_set *set)
{
    drop_reading(set);
    if (set->walk)
        walk_free(set->walk);
    buffer_free(&set->clean);
    json_decref(set->index);
    arena_free(&set->arena);
}

/* ------------------------------------------------------------------------------------- reading units */

/* What is to be done with a unit of input; its bytes are in set->batch. */
typedef bool take_unit(gold_set *set, const unit *u, const char *file, quoth_error *error);

static bool take_batch(gold_set *set, take_unit *take, quoth_error *error)
{
    for (size_t i = 0; i < set->batch.unit_count; i++) {
        const unit *u = &set->batch.units[i];
        if (!take(set, u, set->batch.names.data + u->name, error))
            return false;
    }
    batch_clear(&set->batch);
    return true;
}

static bool read_units(gold_set *set, const gold_files *files, const char *from, take_unit *take,
                       quoth_error *error)
{
    quoth_run run = {.inputs = files->at, .input_count = files->n, .from = from};
    set->reader = reader_new(&run, error);
    if (!set->reader)
        return false;
    for (enum reader_state state = READER_FULL; state != READER_END;) {
        state = reader_fill(set->reader, &set->batch, WANTED, true);
        if (state == READER_MEMORY)
            return !error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        if (!take_batch(set, take, error))
            return false;
    }
    drop_reading(set);
    return true;
}

/* ----------------------------------------------------------------------------------------------- gold */

static gold_article *find(const gold_set *set, const char *id)
{
    const json_t *known = json_object_get(set->index, id);
    size_t prefix = set->prefix ? strlen(set->prefix) : 0;
    if (!known && prefix && !strncmp(id, set->prefix, prefix))
        known = json_object_get(set->index, id + prefix);
    return known ? &set->articles.at[json_integer_value(known)] : NULL;
}

/* A line as a tree, checked; NULL and *error when something is wrong with it. */
static const tree *parse(gold_set *set, const char *line, size_t size, const char *file, size_t number,
                         quoth_error *error)
{
    const char *wrong;
    const tree *record = tree_read(&set->trees, &set->arena, line, size, &wrong);
    if (record)
        wrong = gold_wrong_with(record);
    if (wrong)
        error_at(error, QUOTH_ERROR_INPUT, file, (unsigned)number, 0, "%s", wrong);
    return wrong ? NULL : record;
}

static void note_change(gold_set *set, const tree *record)
{
    const tree *list = tree_get(record, "quantities");
    for (size_t i = 0; i < tree_count(list); i++)
        set->with_change = set->with_change || tree_get(tree_at(list, i), "change");
}

static bool take_gold(gold_set *set, const unit *u, const char *file, quoth_error *error)
{
    if (u->kind != UNIT_JSON)
        return !error_set(error, QUOTH_ERROR_FILE, "%s: cannot be read", file);
    const tree *record = parse(set, set->batch.raw.data + u->start, u->size, file, u->line, error);
    if (!record)
        return false;
    const char *id = tree_string(tree_get(record, "id"));
    if (json_object_get(set->index, id))
        return !error_at(error, QUOTH_ERROR_INPUT, file, (unsigned)u->line, 0, "the id \"%s\" is in gold already",
                         id);
    if (json_object_set_new(set->index, id, json_integer((json_int_t)set->articles.n)))
        return !error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    gold_article *new = arena_push(&set->arena, &set->articles);
    *new = (gold_article){.id = id, .gold = record};
    new->file = arena_copy(&set->arena, file, strlen(file));
    const tree *text = tree_get(new->gold, "text");
    if (tree_is(text, TREE_STRING))
        new->text = (quoth_slice){tree_string(text), text->size};
    note_change(set, new->gold);
    return true;
}

static bool ends_in(const char *path, const char *end)
{
    size_t size = strlen(path), tail = strlen(end);
    return size >= tail && !strcmp(path + size - tail, end);
}

static bool walk_files(gold_set *set, quoth_error *error)
{
    for (;;) {
        walk_step step = walk_next(set->walk);
        switch (step.kind) {
        case WALK_END: return true;
        case WALK_MEMORY: return !error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        case WALK_FAILED: return !error_set(error, QUOTH_ERROR_FILE, "%s: %s", step.path, strerror(step.failure));
        case WALK_EMPTY: break;
        case WALK_STDIN: return !error_set(error, QUOTH_ERROR_USAGE, "gold cannot be read from standard input");
        case WALK_FILE:
            if (access(step.path, R_OK))
                return !error_set(error, QUOTH_ERROR_FILE, "%s: there is no such file, or it cannot be read",
                                  step.path);
            if (walk_name(step.path) == NAME_JSONL && !ends_in(step.path, ".input.jsonl"))
                *arena_push(&set->arena, &set->files) = arena_copy(&set->arena, step.path, strlen(step.path));
        }
    }
}

bool gold_read(gold_set *set, const char *const *paths, size_t count, quoth_error *error)
{
    set->walk = walk_new(paths, count);
    if (!set->walk)
        return !error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    if (!walk_files(set, error))
        return false;
    if (!set->files.n)
        return !error_set(error, QUOTH_ERROR_FILE, "%s: no gold: a gold file is named *.jsonl", paths[0]);
    if (!read_units(set, &set->files, "jsonl", take_gold, error))
        return false;
    return set->articles.n || !error_set(error, QUOTH_ERROR_INPUT, "%s: the file is empty", set->files.at[0]);
}

/* ----------------------------------------------------------------------------------- inputs and texts */

/* NAME.input.jsonl beside NAME.gold.jsonl, NULL when there is none. */
static const char *input_beside(gold_set *set, const char *file)
{
    static const char GOLD[] = ".gold.jsonl";
    if (!ends_in(file, GOLD))
        return NULL;
    const char *path = arena_printf(&set->arena, "%.*s.input.jsonl", (int)(strlen(file) - strlen(GOLD)), file);
    return access(path, R_OK) ? NULL : path;
}

/* What must stand before an id to make it a file's name: nothing, or the gold file's folder or one above it. */
static const char *prefix_of_files(gold_set *set, const gold_article *article)
{
    if (!access(article->id, R_OK))
        return "";
    for (size_t size = strlen(article->file); size--;) {
        if (article->file[size] != '/')
            continue;
        const char *prefix = arena_printf(&set->arena, "%.*s", (int)size + 1, article->file);
        if (!access(arena_printf(&set->arena, "%s%s", prefix, article->id), R_OK))
            return prefix;
    }
    return access(arena_printf(&set->arena, "../%s", article->id), R_OK) ? NULL : "../";
}

static void mark_alone(gold_set *set, const char *file)
{
    for (size_t i = 0; i < set->articles.n; i++) {
        gold_article *article = &set->articles.at[i];
        article->alone = article->alone || (!strcmp(article->file, file) && article->text.data);
    }
}

static void add_files_of_ids(gold_set *set, const char *file)
{
    for (size_t i = 0; i < set->articles.n; i++) {
        const gold_article *article = &set->articles.at[i];
        if (!strcmp(article->file, file))
            *arena_push(&set->arena, &set->inputs) = arena_printf(&set->arena, "%s%s", set->prefix, article->id);
    }
}

static bool find_input(gold_set *set, const gold_article *first, quoth_error *error)
{
    const char *beside = input_beside(set, first->file);
    if (beside) {
        *arena_push(&set->arena, &set->inputs) = beside;
        return true;
    }
    if (first->text.data) {
        mark_alone(set, first->file);
        return true;
    }
    const char *prefix = prefix_of_files(set, first);
    if (!prefix)
        return !error_set(error, QUOTH_ERROR_INPUT,
                          "%s: no articles: no file NAME.input.jsonl beside NAME.gold.jsonl, no \"text\" in the "
                          "records, and \"%s\" is no file; name the input behind the gold",
                          first->file, first->id);
    set->prefix = prefix;
    add_files_of_ids(set, first->file);
    return true;
}

bool gold_find_inputs(gold_set *set, const char *given, quoth_error *error)
{
    if (given) {
        *arena_push(&set->arena, &set->inputs) = given;
        return true;
    }
    const char *file = "";
    for (size_t i = 0; i < set->articles.n; i++) {
        if (!strcmp(set->articles.at[i].file, file))
            continue;
        file = set->articles.at[i].file;
        if (!find_input(set, &set->articles.at[i], error))
            return false;
    }
    return true;
}

static void keep_text(gold_set *set, const char *id, const char *data, size_t size)
{
    gold_article *article = find(set, id);
    if (!article || article->text.data)
        return;
    buffer_clear(&set->clean);
    utf8_clean(data, size, &set->clean);
    if (set->clean.failed)
        longjmp(*set->arena.escape, 1);
    article->text = (quoth_slice){arena_copy(&set->arena, set->clean.data ? set->clean.data : "", set->clean.size),
                                  set->clean.size};
}

static bool take_text(gold_set *set, const unit *u, const char *file, quoth_error *error)
{
    (void)error;
    const char *raw = set->batch.raw.data + u->start;
    if (u->kind == UNIT_TEXT)
        keep_text(set, file, raw, u->size);
    if (u->kind != UNIT_JSON)
        return true; /* the extraction complains */
    line_article line;
    line_article_read(&set->line, raw, u->size, &line);
    const quoth_article *a = &line.article;
    if (a->text.data && a->id.data)
        keep_text(set, arena_copy(&set->arena, a->id.data, a->id.size), a->text.data, a->text.size);
    return true;
}

bool gold_read_texts(gold_set *set, quoth_error *error)
{
    return !set->inputs.n || read_units(set, &set->inputs, NULL, take_text, error);
}

/* A date that was read off the text is left to be read off it again. */
quoth_article gold_own_article(const gold_article *article)
{
    quoth_article own = {.text = article->text, .id = {article->id, strlen(article->id)}};
    const tree *published = tree_get(article->gold, "published");
    const char *basis = tree_string(tree_get(published, "basis"));
    if (basis && (!strcmp(basis, "given") || !strcmp(basis, "option")))
        published = tree_get(published, "value");
    if (tree_is(published, TREE_STRING))
        own.published = (quoth_slice){tree_string(published), published->size};
    return own;
}

/* -------------------------------------------------------------------------------------------- records */

static bool take_line(gold_set *set, const char *line, size_t size, const char *file, size_t number,
                      quoth_error *error)
{
    const tree *record = parse(set, line, size, file, number, error);
    if (!record)
        return false;
    const char *id = tree_string(tree_get(record, "id"));
    gold_article *article = find(set, id);
    if (article && article->record)
        return !error_at(error, QUOTH_ERROR_INPUT, file, (unsigned)number, 0,
                         "there are two records with the id \"%s\"", id);
    set->extra += !article;
    if (!article || tree_get(record, "error"))
        return true;
    article->record = record;
    return true;
}

static bool take_record(gold_set *set, const unit *u, const char *file, quoth_error *error)
{
    if (u->kind != UNIT_JSON)
        return !error_set(error, QUOTH_ERROR_FILE, "%s: cannot be read", file);
    return take_line(set, set->batch.raw.data + u->start, u->size, file, u->line, error);
}

bool gold_read_records(gold_set *set, const char *file, quoth_error *error)
{
    gold_files files = {.at = &file, .n = 1};
    return read_units(set, &files, "jsonl", take_record, error);
}

bool gold_take_records(gold_set *set, const char *lines, size_t size, quoth_error *error)
{
    for (size_t number = 1; size; number++) {
        const char *end = memchr(lines, '\n', size);
        size_t length = end ? (size_t)(end - lines) : size;
        if (!take_line(set, lines, length, "records", number, error))
            return false;
        lines += length + (end != NULL);
        size -= length + (end != NULL);
    }
    return true;
}
