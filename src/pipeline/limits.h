/* Every limit and size of the pipeline, with its reason. */
#ifndef QUOTH_PIPELINE_LIMITS_H
#define QUOTH_PIPELINE_LIMITS_H

/*
 * The longest line of JSON Lines, and the longest plain-text article, in bytes.  The longest news articles
 * have some 200 kB; what is longer than this is a file that lost its line ends.  It becomes a too-long
 * record, and memory stays bounded.
 */
#define LIMIT_ARTICLE ((size_t)8 << 20)

/* How much is asked of the system in one read. */
#define READ_SIZE ((size_t)64 << 10)

/*
 * How much input one batch holds: the first batch little, so that the first record is out soon and a few
 * files still spread over the threads; then twice as much each time.
 */
#define BATCH_FIRST ((size_t)1 << 10)
#define BATCH_FULL ((size_t)128 << 10)

/* A batch buffer that one long article has blown up beyond this is given back after use. */
#define BATCH_KEEP ((size_t)2 << 20)

/* Batches under way beyond one a thread: keeps the threads busy while the oldest batch is written. */
#define BATCH_SPARE 3

#define JOBS_MOST 256u

/* Progress is reported this often. */
#define PROGRESS_SECONDS 0.2

/* Articles in one transaction of a database; and how long to wait for another program's lock. */
#define TRANSACTION_ARTICLES 1000
#define LOCK_MILLISECONDS 5000

#endif
