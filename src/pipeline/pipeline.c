/*
 * The pipeline.  The main thread reads batches and writes them; threads of their own work on them.
 *
 *     main: fill ──> slot ──> worker: scan, encode ──> slot ──> main: write, in order
 *
 * The slots form a ring.  Three counters that only grow run through it: `filled` and `written` belong to
 * the main thread, `taken` to whichever worker takes the next batch; always written <= taken <= filled,
 * and filled - written never exceeds the number of slots, which bounds the memory.  Batches are written in
 * the order in which they were filled, so the output does not depend on the number of threads.  With one job
 * there are no threads: the main thread works on each batch itself.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "extract/calendar.h"
#include "pipeline/limits.h"
#include "pipeline/reader.h"
#include "pipeline/sink.h"
#include "pipeline/work.h"

typedef struct pipeline {
    const quoth_run *run;
    const sink_type *type;
    sink *sink;
    reader *reader;

    worker *workers;
    pthread_t *threads;
    unsigned jobs, started; /* workers that were made; threads that run */

    batch *slots;
    size_t slot_count;

    pthread_mutex_t lock; /* guards taken, filled, stop and done of all slots */
    pthread_cond_t work, done;
    size_t filled, taken, written;
    bool stop;

    quoth_progress progress;
    double began, reported;
} pipeline;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* -------------------------------------------------------------------------------------------- threads */

typedef struct thread_start {
    pipeline *p;
    worker *w;
} thread_start;

static batch *take(pipeline *p)
{
    batch *b = NULL;
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->taken == p->filled)
        pthread_cond_wait(&p->work, &p->lock);
    if (!p->stop)
        b = &p->slots[p->taken++ % p->slot_count];
    pthread_mutex_unlock(&p->lock);
    return b;
}

static void *work(void *argument)
{
    thread_start start = *(thread_start *)argument;
    free(argument);
    batch *b;
    while ((b = take(start.p))) {
        worker_run(start.w, b);
        pthread_mutex_lock(&start.p->lock);
        b->done = true;
        pthread_cond_signal(&start.p->done);
        pthread_mutex_unlock(&start.p->lock);
    }
    return NULL;
}

static bool start_thread(pipeline *p, worker *w)
{
    thread_start *start = malloc(sizeof *start);
    if (!start)
        return false;
    *start = (thread_start){p, w};
    if (pthread_create(&p->threads[p->started], NULL, work, start)) {
        free(start);
        return false;
    }
    p->started++;
    return true;
}

static void stop_threads(pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->started; i++)
        pthread_join(p->threads[i], NULL);
    p->started = 0;
}

/* -------------------------------------------------------------------------------------------- batches */

static void submit(pipeline *p, batch *b)
{
    if (!p->started) {
        worker_run(&p->workers[0], b);
        b->done = true;
        p->filled++;
        return;
    }
    pthread_mutex_lock(&p->lock);
    p->filled++;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
}

static void report(pipeline *p, bool done)
{
    double time = now();
    p->progress.seconds = time - p->began;
    p->progress.done = done;
    if (!p->run->progress || (!done && time - p->reported < PROGRESS_SECONDS))
        return;
    p->reported = time;
    p->run->progress(p->run->context, &p->progress);
}

static void pass_complaints(const pipeline *p, const batch *b)
{
    const char *at = b->complaints.data, *end = at + b->complaints.size;
    for (; p->run->complain && at != end; at += strlen(at) + 1)
        p->run->complain(p->run->context, at);
}

/* Writes the oldest batch, waiting for it if need be or, when it must not wait, leaving it: *wrote is false. */
static quoth_status write_oldest(pipeline *p, bool wait, bool *wrote, quoth_error *error)
{
    batch *b = &p->slots[p->written % p->slot_count];
    pthread_mutex_lock(&p->lock);
    while (wait && !b->done)
        pthread_cond_wait(&p->done, &p->lock);
    *wrote = b->done;
    pthread_mutex_unlock(&p->lock);
    if (!*wrote)
        return QUOTH_OK;
    if (b->failed)
        return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    if (b->complaints.size)
        pass_complaints(p, b);
    quoth_status status = b->out.size ? p->type->write(p->sink, b->out.data, b->out.size, error) : QUOTH_OK;
    if (status != QUOTH_OK)
        return status;
    p->progress.articles += b->articles;
    p->progress.errors += b->errors;
    p->progress.bytes += b->bytes;
    batch_clear(b);
    p->written++;
    report(p, false);
    return QUOTH_OK;
}

/* Writes all that is finished, or with `all` all that is under way. */
static quoth_status write_batches(pipeline *p, bool all, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    bool wrote = true;
    while (status == QUOTH_OK && wrote && p->written < p->filled) {
        bool full = p->filled - p->written == p->slot_count;
        status = write_oldest(p, all || full, &wrote, error);
    }
    return status;
}

static quoth_status pump(pipeline *p, quoth_error *error)
{
    size_t wanted = BATCH_FIRST;
    quoth_status status = QUOTH_OK;
    enum reader_state state = READER_FULL;
    while (status == QUOTH_OK && state != READER_END) {
        batch *b = &p->slots[p->filled % p->slot_count];
        bool patient = p->written == p->filled;
        state = reader_fill(p->reader, b, wanted, patient);
        if (state == READER_MEMORY)
            return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        if (b->unit_count)
            submit(p, b);
        wanted = wanted * 2 < BATCH_FULL ? wanted * 2 : BATCH_FULL;
        status = write_batches(p, state != READER_FULL, error);
        if (status == QUOTH_OK && state == READER_WAIT && p->type->pause)
            status = p->type->pause(p->sink, error);
    }
    return status;
}

/* ------------------------------------------------------------------------------------------ beginning */

static unsigned job_count(const quoth_run *run)
{
    long cores = run->jobs ? (long)run->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > (long)JOBS_MOST ? JOBS_MOST : (unsigned)cores;
}

static quoth_status open_ends(pipeline *p, quoth_error *error)
{
    const char *published = p->run->published, *target = NULL;
    day d;
    if (published && !calendar_read(published, strlen(published), &d))
        return error_set(error, QUOTH_ERROR_USAGE, "\"%s\" is no date: write YYYY-MM-DD", published);
    p->reader = reader_new(p->run, error);
    if (!p->reader)
        return error->status;
    p->type = sink_find(p->run->to, &target, error);
    if (p->type)
        p->sink = p->type->open(p->run, target, error);
    return p->sink ? QUOTH_OK : error->status;
}

static quoth_status make_workers(pipeline *p, const quoth_rules *rules, quoth_error *error)
{
    unsigned wanted = job_count(p->run);
    p->slot_count = wanted == 1 ? 1 : wanted + BATCH_SPARE;
    p->slots = calloc(p->slot_count, sizeof *p->slots);
    p->workers = calloc(wanted, sizeof *p->workers);
    p->threads = calloc(wanted, sizeof *p->threads);
    if (!p->slots || !p->workers || !p->threads)
        return error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    for (; p->jobs < wanted; p->jobs++)
        if (!worker_start(&p->workers[p->jobs], rules, p->run, p->type, p->sink, error))
            return error->status;
    /* Where the system grants fewer threads, those do the work; where it grants none, this one does. */
    for (unsigned i = 0; wanted > 1 && i < wanted; i++)
        if (!start_thread(p, &p->workers[i]))
            break;
    return QUOTH_OK;
}

static void free_pipeline(pipeline *p)
{
    for (unsigned i = 0; i < p->jobs; i++)
        worker_end(&p->workers[i]);
    for (size_t i = 0; p->slots && i < p->slot_count; i++)
        batch_free(&p->slots[i]);
    reader_free(p->reader);
    free(p->workers);
    free(p->threads);
    free(p->slots);
    pthread_cond_destroy(&p->work);
    pthread_cond_destroy(&p->done);
    pthread_mutex_destroy(&p->lock);
}

quoth_status quoth_extract(const quoth_rules *rules, const quoth_run *run, quoth_progress *result,
                           quoth_error *error)
{
    quoth_error own = {0};
    pipeline p = {.run = run, .began = now()};
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.work, NULL);
    pthread_cond_init(&p.done, NULL);

    quoth_status status = open_ends(&p, &own);
    if (status == QUOTH_OK)
        status = make_workers(&p, rules, &own);
    if (status == QUOTH_OK)
        status = pump(&p, &own);
    stop_threads(&p); /* before the sink goes, with which they encode */
    if (p.sink) {
        quoth_status closed = p.type->close(p.sink, status == QUOTH_OK, &own);
        status = status == QUOTH_OK ? closed : status;
    }
    report(&p, true);
    free_pipeline(&p);
    if (result)
        *result = p.progress;
    if (error && error->status == QUOTH_OK)
        *error = own;
    return status;
}
