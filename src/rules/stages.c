/*
 * Making all stages, two at a time.
 *
 * Once the signatures are foreseen no stage needs another.  Each of two threads takes the next stage that is not taken
 * yet; what they make does not depend on who makes it.  Each has arenas of its own, for an arena serves one thread.
 */
#include <pthread.h>
#include <string.h>

#include "rules/rules.h"

/* A problem of a stage, told when all stages before it are done. */
struct kept_problem {
    bool warning;
    place at;
    const char *text;
};

struct kept_problems {
    arena *arena;
    VECTOR(struct kept_problem) all;
};

/* The stages, and which is the next to be made. */
struct stage_queue {
    quoth_rules *rules;
    const signatures *foreseen;
    struct kept_problems *problems; /* by stage */
    atomic_size_t next;
};

/* One of the threads. */
struct stage_maker {
    struct stage_queue *queue;
    arena arena, scratch, moment;
    bool short_of_memory;
};

static void keep_problem(void *context, const quoth_problem *problem)
{
    struct kept_problems *kept = context;
    place at = {.file = problem->file, .excerpt = problem->excerpt, .line = problem->line, .column = problem->column};
    const char *text = arena_copy(kept->arena, problem->text, strlen(problem->text));
    *arena_push(kept->arena, &kept->all) = (struct kept_problem){problem->warning, at, text};
}

static void tell_problems(const struct kept_problems *kept, problems *p)
{
    for (size_t i = 0; i < kept->all.n; i++) {
        const struct kept_problem *k = &kept->all.at[i];
        if (k->warning)
            warning_at(p, k->at, "%s", k->text);
        else
            problem_at(p, k->at, "%s", k->text);
    }
}

static void make_stages(struct stage_maker *m)
{
    struct stage_queue *queue = m->queue;
    quoth_rules *r = queue->rules;
    grammar own = r->grammar; /* is only read, but for the arenas and the patterns of the stage that is made */
    own.arena = &m->arena;
    own.scratch = &m->scratch;
    own.moment = &m->moment;
    for (size_t i; (i = atomic_fetch_add(&queue->next, 1)) < r->stage_count;) {
        struct kept_problems *kept = &queue->problems[i];
        problems p = {.report = keep_problem, .context = kept};
        kept->arena = &m->arena;
        if (!r->stages[i].stage->quotations)
            stage_make(&m->arena, &own, &r->stages[i], queue->foreseen, &p);
    }
}

static void *run_maker(void *context)
{
    struct stage_maker *m = context;
    jmp_buf escape;
    m->arena = m->scratch = (arena){.escape = &escape, .large = true};
    m->moment = (arena){.escape = &escape};
    if (setjmp(escape) == 0)
        make_stages(m);
    else
        m->short_of_memory = true;
    m->arena.escape = NULL;
    arena_free(&m->scratch);
    arena_free(&m->moment);
    return NULL;
}

static void note_who_asks(quoth_rules *r)
{
    size_t count = r->grammar.symbols.info.n;
    r->asked_by = arena_alloc(&r->arena, (count + 1) * sizeof *r->asked_by);
    for (size_t k = 0; k < r->stage_count; k++)
        for (size_t s = 0; s < count && r->stages[k].alphabet.relevant; s++)
            r->asked_by[s] |= r->stages[k].alphabet.relevant[s] ? stage_bit(k) : 0;
}

void stages_make(quoth_rules *r, const signatures *foreseen, problems *p)
{
    size_t n = r->grammar.stages.n;
    struct stage_queue queue = {.rules = r, .foreseen = foreseen};
    queue.problems = arena_alloc(r->grammar.scratch, (n + 1) * sizeof *queue.problems);
    r->stages = arena_alloc(&r->arena, (n + 1) * sizeof *r->stages);
    for (size_t i = 0; i < n; i++)
        r->stages[i].stage = &r->grammar.stages.at[i];
    r->stage_count = n;
    struct stage_maker here = {.queue = &queue}, there = {.queue = &queue};
    pthread_t thread;
    /* Without a second thread one makes them all. */
    bool helped = n > 1 && pthread_create(&thread, NULL, run_maker, &there) == 0;
    run_maker(&here);
    if (helped)
        pthread_join(thread, NULL);
    arena_join(&r->arena, &here.arena);
    arena_join(&r->arena, &there.arena);
    if (here.short_of_memory || there.short_of_memory)
        arena_give_up(&r->arena);
    for (size_t i = 0; i < n; i++)
        tell_problems(&queue.problems[i], p);
    note_who_asks(r);
}
