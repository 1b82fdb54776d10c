/*
 * quoth: who said what, when, and how many.
 *
 * This header is the whole interface of the library, and its manual.
 *
 * News text goes in, one structured record an article comes out: dates, people, numbers and attributed
 * claims.  Four steps:
 *
 *     quoth_rules    *rules   = quoth_rules_load("patterns/en", NULL, NULL, &error);   // once
 *     quoth_scanner  *scanner = quoth_scanner_new(rules, &error);                      // once a thread
 *     const quoth_document *d = quoth_scan(scanner, &article, &error);                 // once an article
 *     quoth_record_write(d, 0, my_write, my_file);                                     // if JSON is wanted
 *
 * Rules never change after loading and may be shared by any number of threads.  A scanner belongs to one
 * thread at a time.  A document belongs to its scanner and lives until that scanner's next quoth_scan or
 * its end; everything a document points at lives as long as the document.
 *
 * The library keeps no global state, reads no clock and no environment: the same article and rules give
 * the same document, byte for byte.
 *
 * The fields of a record are explained in docs/record.md; the names here are the same.
 */
#ifndef QUOTH_H
#define QUOTH_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QUOTH_VERSION "0.1.0"
#define QUOTH_SCHEMA 1 /* the number in every record's "schema" */

#if defined(__GNUC__)
#define QUOTH_API __attribute__((visibility("default")))
#else
#define QUOTH_API
#endif

/* ------------------------------------------------------------------------------------------ errors */

typedef enum quoth_status {
    QUOTH_OK = 0,
    QUOTH_ERROR_MEMORY,   /* an allocation failed */
    QUOTH_ERROR_FILE,     /* a file or folder could not be read or written */
    QUOTH_ERROR_PATTERNS, /* the pattern files hold errors (each was reported) */
    QUOTH_ERROR_INPUT,    /* the article cannot be processed */
    QUOTH_ERROR_USAGE,    /* arguments that make no sense */
    QUOTH_ERROR_OUTPUT,   /* the sink failed: disk full, pipe closed, database locked */
} quoth_status;

/*
 * An error, owned by the caller.  Functions that take one fill it when they fail; the first error stays.
 * line and column count from 1, column in code points; 0 means that there is none.
 */
typedef struct quoth_error {
    quoth_status status;
    unsigned line, column;
    char file[512];
    char text[1024]; /* what is wrong, and what to do instead; no final newline */
} quoth_error;

/* Takes `size` bytes of what is being written; returns false to stop. */
typedef bool quoth_write_fn(void *context, const char *data, size_t size);

/* What is wrong in a pattern file; excerpt is the line at fault (NULL: none).  Borrowed for the call. */
typedef struct quoth_problem {
    bool warning;
    const char *file, *text, *excerpt;
    unsigned line, column;
} quoth_problem;

typedef void quoth_problem_fn(void *context, const quoth_problem *problem);

/* Writes a problem as one line of JSON: severity, file, line, column, message, excerpt; for editors and CI. */
QUOTH_API quoth_status quoth_problem_write(const quoth_problem *problem, quoth_write_fn *write, void *context);

/* ------------------------------------------------------------------------------------------- rules */

typedef struct quoth_rules quoth_rules;

/*
 * Loads the pattern folder of one language and proves that all its patterns compile.  Every problem found is reported to `report`
 * (may be NULL).  Returns NULL and fills *error when there is an error.  Free with quoth_rules_free.
 */
QUOTH_API quoth_rules *quoth_rules_load(const char *folder, quoth_problem_fn *report, void *context,
                                        quoth_error *error);
QUOTH_API void quoth_rules_free(quoth_rules *rules);

/*
 * The same, for quoth_rules_check alone: what can be made of files that hold errors (*errors of them), so that the
 * examples of those rules can be run that hold none.  NULL and *error only when memory is short.
 */
QUOTH_API quoth_rules *quoth_rules_load_anyway(const char *folder, quoth_problem_fn *report, void *context,
                                               size_t *errors, quoth_error *error);

/* The language that the folder states, such as "en"; owned by the rules. */
QUOTH_API const char *quoth_rules_language(const quoth_rules *rules);

/* How many rules there are, and how many `yes` and `no` lines they hold. */
QUOTH_API size_t quoth_rules_count(const quoth_rules *rules);
QUOTH_API size_t quoth_rules_examples(const quoth_rules *rules);

/*
 * Runs every `yes` and `no` line of the rules; each failure is reported with its place.  Returns the
 * number of failures; *error is filled only when the run itself fails (then the result is SIZE_MAX).
 */
QUOTH_API size_t quoth_rules_check(const quoth_rules *rules, quoth_problem_fn *report, void *context,
                                   quoth_error *error);

/* -------------------------------------------------------------------------------------- an article */

/* Borrowed text: UTF-8, `size` bytes, not terminated; data is NULL where there is none. */
typedef struct quoth_slice {
    const char *data;
    size_t size;
} quoth_slice;

/* How dates count: from the document's (news), or from the one mentioned last (a history); docs/dates.md. */
typedef enum quoth_genre {
    QUOTH_GENRE_AUTO = 0, /* the article itself tells */
    QUOTH_GENRE_NEWS,
    QUOTH_GENRE_NARRATIVE,
} quoth_genre;

/* Which of two numbers is the month, where both could be: "03/04/2025". */
typedef enum quoth_date_order {
    QUOTH_DATE_ORDER_AUTO = 0, /* the other dates of the article tell, else the language's patterns */
    QUOTH_DATE_ORDER_MDY,
    QUOTH_DATE_ORDER_DMY,
} quoth_date_order;

/* What is known of an article before it is read.  Only text is needed. */
typedef struct quoth_article {
    quoth_slice text;      /* the bytes as they were found; invalid UTF-8 is replaced and reported */
    quoth_slice id, url, title, language; /* a record is to have an id */
    quoth_slice published; /* ISO date, or any date or date-time that begins with YYYY-MM-DD */
    quoth_slice assumed;   /* the document date to take when neither published nor the text tells */
    quoth_genre genre;
    quoth_date_order date_order;
} quoth_article;

/* ------------------------------------------------------------------------------------- a document */

#define QUOTH_NONE ((size_t)-1) /* "no such entry" where an index is expected */

/*
 * A place in the article: [start, end) in Unicode code points of the text as given, and that very slice
 * of it.  text.data is NULL where a field has no place in the text.
 */
typedef struct quoth_piece {
    size_t start, end;
    quoth_slice text;
} quoth_piece;

/* Strings are terminated; NULL means that the field is left out of the record. */

typedef struct quoth_date {
    quoth_piece piece;
    const char *type, *value, *mod; /* TIMEX3 (TimeML 1.2.1) */
    const char *begin, *end;        /* first and last day, YYYY-MM-DD */
    const char *bound;              /* since, from, until, by, before, after */
    const char *rule;
    double confidence;
} quoth_date;

typedef struct quoth_person {
    const char *name, *given, *family;
    const quoth_piece *roles, *mentions;
    size_t role_count, mention_count;
    const char *rule;
    double confidence;
} quoth_person;

typedef struct quoth_number {
    quoth_piece piece;
    const char *kind;        /* count, measure, percent, money, ordinal, age, ratio, score */
    double value, low, high; /* NAN where left out: a range has low and high, all else value */
    const char *relation, *change;
    quoth_piece modifier;
    quoth_piece unit;
    const char *unit_name;
    quoth_piece of; /* of what a percentage is: "adults" */
    const char *rule;
    double confidence;
} quoth_number;

typedef struct quoth_claim {
    const char *kind; /* direct, indirect, mixed */
    quoth_piece source;
    const char *source_type, *source_name;
    size_t source_person; /* index into people, or QUOTH_NONE */
    quoth_piece cue;
    const char *lemma, *act;
    const quoth_piece *content;
    size_t content_count;
    bool negated;
    const char *said; /* ISO value, or NULL */
    size_t said_date; /* index into dates, or QUOTH_NONE */
    const size_t *dates, *numbers, *people; /* indexes of what stands inside the content */
    size_t date_count, number_count, person_count;
    const char *rule;
    double confidence;
} quoth_claim;

typedef struct quoth_warning {
    const char *code, *message; /* code: invalid-utf8, match-limit, impossible-date, ambiguous-date, ... */
    size_t count;
} quoth_warning;

typedef struct quoth_document {
    quoth_slice id, url, title; /* as in the article */
    const char *language;
    const char *published;       /* the document date, YYYY-MM-DD, or NULL */
    const char *published_basis; /* given, header, dateline, option */
    quoth_piece published_piece;
    const char *genre; /* "narrative", where dates count from one another; NULL: news */
    quoth_slice text; /* the article's text with invalid bytes replaced */
    const quoth_date *dates;
    const quoth_person *people;
    const quoth_number *numbers;
    const quoth_claim *claims;
    const quoth_piece *sentences;
    const quoth_warning *warnings;
    size_t date_count, person_count, number_count, claim_count, sentence_count, warning_count;
} quoth_document;

/* ------------------------------------------------------------------------------------------ scanning */

typedef struct quoth_scanner quoth_scanner;

/* A scanner for one thread; the rules must outlive it.  NULL and *error when memory is short. */
QUOTH_API quoth_scanner *quoth_scanner_new(const quoth_rules *rules, quoth_error *error);
QUOTH_API void quoth_scanner_free(quoth_scanner *scanner);

/*
 * Reads one article.  The article's slices must live as long as the document.  NULL and *error when the
 * text is longer than 1.4 GB or memory is short; the scanner may then be used again.
 */
QUOTH_API const quoth_document *quoth_scan(quoth_scanner *scanner, const quoth_article *article,
                                           quoth_error *error);

/* ------------------------------------------------------------------------------ looking inside: for tuning */

/*
 * What rules found, and why.  Tracing costs time: switch it on for articles that are to be explained.  All that
 * these functions return lives as long as the document.
 */
QUOTH_API void quoth_scanner_trace(quoth_scanner *scanner, bool on);

/* A field of a rule's frame: its value, and where its group stands (text.data NULL: it was `set`). */
typedef struct quoth_field {
    const char *name, *value;
    quoth_piece piece;
} quoth_field;

/* A match of a rule, kept or not. */
typedef struct quoth_finding {
    const char *rule, *stage, *file;
    unsigned line;
    quoth_piece piece; /* the extent */
    quoth_piece whole; /* the whole match, context included */
    const quoth_field *fields;
    size_t field_count;
    const char *lost_to; /* the rule whose match won over this one; NULL: it was kept */
    const char *lost_by; /* "shorter", "stands later"; "shorter or stands later" in stages `by` a field */
    bool dropped;        /* set aside later, by the document's evidence */
    const char *note;    /* how it was resolved: the anchor of a date, the evidence for a person; or NULL */
} quoth_finding;

/* All matches in the article scanned last, stage by stage in text order; NULL and *error when memory is short. */
QUOTH_API const quoth_finding *quoth_findings(quoth_scanner *scanner, size_t *count, quoth_error *error);

/* A pattern of a rule that could begin in a span, and how far it got. */
typedef struct quoth_attempt {
    const char *rule, *stage, *file;
    unsigned line;         /* of the pattern */
    quoth_piece reached;   /* what it had read when it stopped */
    bool matched;
    quoth_piece next;      /* where it stopped: what it could not read; text.data NULL: the end of a sentence */
    const char *next_rule; /* whose rule has made one unit of that; NULL: it is a word or a phrase */
} quoth_attempt;

/* What was tried in the span [start, end), code points, of the article scanned last. */
QUOTH_API const quoth_attempt *quoth_attempts(quoth_scanner *scanner, size_t start, size_t end, size_t *count,
                                              quoth_error *error);

/* What a rule has cost a scanner since it was made; but for the limits it is counted in full only while timing is on. */
typedef struct quoth_cost {
    const char *rule, *stage, *file;
    unsigned line;
    size_t tries, matches, kept, limits;
    double seconds;
} quoth_cost;

QUOTH_API void quoth_scanner_time(quoth_scanner *scanner, bool on);

/* One row a rule in order of reading; behind them, with rule NULL, one a stage: the places where rules were found to match
   and the time of all its work, and the sums of what its rules have matched and kept.  `costs` has room for
   quoth_rules_count + quoth_rules_stages rows; returns how many. */
QUOTH_API size_t quoth_scanner_costs(const quoth_scanner *scanner, quoth_cost *costs);

/* How many stages the rules have. */
QUOTH_API size_t quoth_rules_stages(const quoth_rules *rules);

/*
 * Writes the text of a pattern file in its canonical layout; the name tells what it is (*.list, stages, or rules).  Only
 * white space changes, and laying out twice changes nothing more.
 */
QUOTH_API quoth_status quoth_format(const char *name, quoth_slice text, quoth_write_fn *write, void *context,
                                    quoth_error *error);

/* --------------------------------------------------------------------------------------------- output */

enum { QUOTH_WITH_TEXT = 1, QUOTH_WITH_SENTENCES = 2 }; /* what a record holds besides the usual */

/* Writes the document as one line of JSON, newline included.  QUOTH_ERROR_OUTPUT when write says stop. */
QUOTH_API quoth_status quoth_record_write(const quoth_document *document, unsigned with,
                                          quoth_write_fn *write, void *context);

/* -------------------------------------------------------------------------------------- whole pipelines */

/* What a run has done so far. */
typedef struct quoth_progress {
    size_t articles, errors; /* records written; how many of them are error records */
    size_t bytes;            /* of article text */
    double seconds;
    bool done;
} quoth_progress;

/* A run over files; zero-initialized fields take their defaults. */
typedef struct quoth_run {
    const char *const *inputs; /* files, folders or "-"; none: standard input */
    size_t input_count;
    const char *from;      /* "auto" (default), "text", "jsonl" */
    const char *to;        /* "jsonl" (default), "sqlite:FILE", "brat:FOLDER", "conll" ...; docs/exchange.md */
    const char *published; /* document date where nothing else tells, or NULL */
    quoth_genre genre;           /* of all articles */
    quoth_date_order date_order; /* the same */
    unsigned jobs;         /* threads; 0: one a core */
    unsigned with;         /* QUOTH_WITH_... */
    quoth_write_fn *write; /* where JSON Lines go; NULL: standard output */
    void *write_context;
    void (*progress)(void *context, const quoth_progress *progress); /* now and then, and at the end */
    void (*complain)(void *context, const char *message);            /* one line a bad record or file */
    void *context;
} quoth_run;

/*
 * Runs the whole pipeline: reads, scans on several threads, writes in input order.  Records that cannot
 * be read become error records and are counted.  *result (may be NULL) is filled in any case.
 */
QUOTH_API quoth_status quoth_extract(const quoth_rules *rules, const quoth_run *run, quoth_progress *result,
                                     quoth_error *error);

/* Gets each document with the scanner that has read it; returns false to stop. */
typedef bool quoth_each_fn(void *context, quoth_scanner *scanner, const quoth_document *document);

/*
 * Reads the run's inputs on the calling thread and hands every article, scanned by `scanner`, to `each`; `to`, `jobs` and
 * `with` are not looked at.  What cannot be read is complained of and counted.
 */
QUOTH_API quoth_status quoth_each(quoth_scanner *scanner, const quoth_run *run, quoth_each_fn *each, void *context,
                                  quoth_progress *result, quoth_error *error);

/* --------------------------------------------------------------------------------------- against gold */

/* An evaluation to be made; zero-initialized fields take their defaults.  All is borrowed for the call. */
typedef struct quoth_eval {
    const char *const *gold; /* files of gold records, or folders of them; at least one */
    size_t gold_count;
    const char *input;   /* the articles; NULL: found by the gold (docs/evaluation.md says how) */
    const char *records; /* a file of records to be judged; NULL: they are made with the rules */
    const char *layer;   /* dates, people, numbers, quantities or claims; NULL: all that gold has */
    const char *rule;    /* keep only mistakes of this rule; NULL: all */
    size_t mistakes;     /* how many mistakes of each kind to keep with their context */
    unsigned jobs;       /* threads for the extraction; 0: one a core */
    void (*complain)(void *context, const char *message); /* one line a bad article */
    void *context;
} quoth_eval;

/*
 * A figure.  Without a base it counts entries: `hit` of the `gold` ones were matched by the `output` ones.
 * With a base it is about a field: of the pairs that the row `base` has matched, `gold` could be compared and
 * `hit` agree; precision and recall are 0, and f1 is that of the base times the accuracy.
 */
typedef struct quoth_figure {
    const char *section, *row, *base;
    double precision, recall, f1, accuracy; /* 0 to 1 */
    double gold, output, hit;
} quoth_figure;

/* What came of the entries that one rule has found; rule is "-" for records that name none. */
typedef struct quoth_rule_score {
    const char *layer, *rule;
    size_t output, right, wrong, spurious; /* wrong: something stands there, but not quite that */
    double confidence;                     /* the mean of those stated */
} quoth_rule_score;

typedef struct quoth_mistake_count {
    const char *layer, *kind;
    size_t count;
} quoth_mistake_count;

typedef struct quoth_mistake {
    const char *layer, *kind; /* MISSED, SPURIOUS, EXTENT, VALUE, ... */
    const char *article, *rule, *note; /* rule: NULL for what was missed */
    size_t start, end;                 /* code points of the article */
    quoth_slice before, text, after;   /* what stands there; data NULL when the text is not known */
} quoth_mistake;

typedef struct quoth_evaluation {
    size_t articles, missing, extra; /* in gold; of those without a record; records that gold does not have */
    const quoth_figure *figures;     /* section by section */
    const quoth_rule_score *rules;   /* by layer, then by how many of their entries are not right */
    const quoth_mistake_count *missed;         /* by layer, kind: what gold calls it (DATE, money, direct) */
    const quoth_mistake_count *mistake_counts; /* by layer, kind: MISSED, SPURIOUS, ... */
    const quoth_mistake *mistakes;             /* in the order of the articles */
    size_t figure_count, rule_count, missed_count, mistake_count_count, mistake_count;
} quoth_evaluation;

/*
 * Holds records against gold.  Returns NULL and fills *error when a file cannot be read or makes no sense; free
 * the result with quoth_evaluation_free.  It needs neither the rules nor the options any longer.
 */
QUOTH_API quoth_evaluation *quoth_evaluate(const quoth_rules *rules, const quoth_eval *options, quoth_error *error);
QUOTH_API void quoth_evaluation_free(quoth_evaluation *evaluation);

/* Writes all of an evaluation as one JSON object.  QUOTH_ERROR_OUTPUT when write says stop. */
QUOTH_API quoth_status quoth_evaluation_write(const quoth_evaluation *evaluation, quoth_write_fn *write,
                                              void *context);

/*
 * Writes a file confidence.list for a pattern folder: how often the rules were right, by this evaluation.
 * `made_from` says in its head by what (NULL: nothing).
 */
QUOTH_API quoth_status quoth_calibration_write(const quoth_evaluation *evaluation, const char *made_from,
                                               quoth_write_fn *write, void *context);

/* --------------------------------------------------------------------------------------------- a page */

/* What quoth_view is told besides the run; zero-initialized fields take their defaults. */
typedef struct quoth_page {
    const char *title; /* NULL: "quoth" */
    /* Asked for rules once, when the first article comes that is no record; they must outlive the call. */
    const quoth_rules *(*rules)(void *context);
    void *context;
} quoth_page;

/*
 * Writes one HTML page that shows articles with all that was found in them.  The inputs of the run hold
 * records made with QUOTH_WITH_TEXT, or articles, which are scanned first (one after the other: `jobs`, `to`
 * and `with` are not looked at).  The page loads nothing and is safe whatever stands in the texts.  The
 * result counts error records among its errors.  QUOTH_ERROR_PATTERNS when `rules` gives none,
 * QUOTH_ERROR_INPUT when a record is of a later schema; what was written by then is no whole page.
 */
QUOTH_API quoth_status quoth_view(const quoth_run *run, const quoth_page *page, quoth_progress *result,
                                  quoth_error *error);

/* ---------------------------------------------------------------------- gold from annotation tools */

/*
 * Reads annotations back as gold records, a line of JSON for each article, in the order in which they were written.
 * Of the run are used: from ("brat"), inputs (folders that `to` "brat:FOLDER" has made, or others with the same
 * names of annotations), with, write (NULL: standard output), complain and context.  Lines that cannot be taken as
 * they are are complained of and counted in result->errors; what they annotate is left out.
 */
QUOTH_API quoth_status quoth_gold(const quoth_run *run, quoth_progress *result, quoth_error *error);

#ifdef __cplusplus
}
#endif
#endif
