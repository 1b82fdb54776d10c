/* The file `stages`: which files are read, and in which order their rules are applied. */
#include <glob.h>
#include <setjmp.h>
#include <string.h>

#include "rules/grammar.h"
#include "rules/units.h"

/* The files that the stages file names one by one: a wildcard elsewhere leaves them out. */
struct named {
    VECTOR(const char *) files;
};

static const char **words_in(grammar *g, const logical *l, size_t *n)
{
    VECTOR(const char *) words = {0};
    for (size_t i = 0; i < l->size;) {
        logical tail = logical_slice(g->arena, l, i, l->size);
        size_t behind;
        *arena_push(g->arena, &words) = logical_word(g->arena, &tail, &behind);
        i = l->size - (tail.size - behind);
    }
    *n = words.n;
    return words.at;
}

static bool is_named(const struct named *named, const char *file)
{
    for (size_t i = 0; i < named->files.n; i++)
        if (strcmp(named->files.at[i], file) == 0)
            return true;
    return false;
}

static void read_files(grammar *g, const char *word, const logical *line, const struct named *named,
                       uint32_t in_stage, problems *p)
{
    const char *path = arena_printf(g->arena, "%s/%s", g->folder, word);
    if (!strpbrk(word, "*?[")) {
        grammar_read_file(g, path, logical_place(line, 0), in_stage, p);
        return;
    }
    /* glob allocates by itself: copy its answer, free it, then read. */
    glob_t found = {0};
    VECTOR(const char *) files = {0};
    jmp_buf *escape = g->arena->escape, here;
    bool found_any = glob(path, 0, NULL, &found) == 0;
    g->arena->escape = &here;
    if (setjmp(here)) {
        globfree(&found);
        g->arena->escape = escape;
        longjmp(*escape, 1);
    }
    for (size_t i = 0; found_any && i < found.gl_pathc; i++)
        *arena_push(g->arena, &files) = arena_copy(g->arena, found.gl_pathv[i], strlen(found.gl_pathv[i]));
    g->arena->escape = escape;
    globfree(&found);
    for (size_t i = 0; i < files.n; i++)
        if (!is_named(named, files.at[i]))
            grammar_read_file(g, files.at[i], logical_place(line, 0), in_stage, p);
    if (!files.n)
        problem_at(p, logical_place(line, 0), "no file fits %s", word);
}

static void check_beside(const grammar *g, place at, const char *other, problems *p)
{
    size_t i = g->stages.n;
    while (i && g->stages.at[i - 1].beside)
        i--;
    if (!i || g->stages.at[i - 1].quotations || strcmp(g->stages.at[i - 1].name, other) != 0)
        problem_at(p, at, "put this line directly behind that of stage %s", other);
}

static void read_stage(grammar *g, const logical *line, const char **words, size_t n, const struct named *named,
                       problems *p)
{
    stage new = {.name = n > 1 ? words[1] : "", .first_rule = (uint32_t)g->rules.n, .at = logical_place(line, 0)};
    if (n > 4 && strcmp(words[n - 2], "by") == 0) {
        new.by = words[n - 1];
        new.by_key = field_named(new.by);
        n -= 2;
    }
    if (n > 4 && strcmp(words[n - 2], "beside") == 0) {
        new.beside = true;
        check_beside(g, new.at, words[n - 1], p);
        n -= 2;
    }
    if (n < 3)
        problem_at(p, new.at, "write: stage NAME FILE… [by FIELD | beside STAGE]");
    uint32_t index = (uint32_t)g->stages.n;
    *arena_push(g->arena, &g->stages) = new;
    for (size_t i = 2; i < n; i++)
        read_files(g, words[i], line, named, index, p);
    g->stages.at[index].rule_count = (uint32_t)g->rules.n - new.first_rule;
    for (size_t i = new.first_rule; new.beside && i < g->rules.n; i++)
        if (g->rules.at[i].units.n)
            problem_at(p, g->rules.at[i].at, "a stage beside another makes no units: take `as` out");
}

static void read_quotations(grammar *g, const logical *line)
{
    *arena_push(g->arena, &g->stages) = (stage){.name = "quotations", .quotations = true,
                                                .first_rule = (uint32_t)g->rules.n, .at = logical_place(line, 0)};
    for (size_t i = 0; i < QUOTE_UNITS; i++)
        symbol_intern(g->arena, &g->symbols, SYMBOL_IS_UNIT, quote_unit_names[i], NULL);
}

static void read_stages_line(grammar *g, const logical *line, const struct named *named, problems *p)
{
    size_t n;
    const char **words = words_in(g, line, &n);
    if (strcmp(words[0], "language") == 0 && n == 2 && *g->language)
        problem_at(p, logical_place(line, 0), "the language is %s already", g->language);
    else if (strcmp(words[0], "language") == 0 && n == 2)
        g->language = words[1];
    else if (strcmp(words[0], "read") == 0 && n > 1)
        for (size_t i = 1; i < n; i++)
            read_files(g, words[i], line, named, NO_STAGE, p);
    else if (strcmp(words[0], "stage") == 0)
        read_stage(g, line, words, n, named, p);
    else if (strcmp(words[0], "quotations") == 0 && n == 1)
        read_quotations(g, line);
    else
        problem_at(p, logical_place(line, 0), "a line is language CODE, read FILE…, stage NAME FILE… or quotations");
}

static struct named name_files(grammar *g, const source *stages)
{
    struct named named = {0};
    for (size_t i = 0; i < stages->statements.n; i++) {
        size_t n;
        const char **words = words_in(g, &stages->statements.at[i].head, &n);
        for (size_t k = 1; k < n; k++)
            if (!strpbrk(words[k], "*?["))
                *arena_push(g->arena, &named.files) = arena_printf(g->arena, "%s/%s", g->folder, words[k]);
    }
    return named;
}

void grammar_read(grammar *g, const char *folder, problems *p)
{
    size_t size = strlen(folder);
    while (size > 1 && folder[size - 1] == '/')
        size--;
    g->folder = arena_copy(g->arena, folder, size);
    g->language = "";
    symbol_intern(g->arena, &g->symbols, SYMBOL_IS_PROPERTY, "glued", NULL);
    const char *file = arena_printf(g->arena, "%s/stages", g->folder);
    source stages;
    if (!source_read(g->arena, file, (place){.file = g->folder}, p, &stages))
        return;
    struct named named = name_files(g, &stages);
    for (size_t i = 0; i < stages.statements.n; i++)
        read_stages_line(g, &stages.statements.at[i].head, &named, p);
    if (!*g->language)
        problem_at(p, (place){.file = file, .line = 1, .column = 1}, "no line says `language CODE`");
}
