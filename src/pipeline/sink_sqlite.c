/*
 * Records as rows of an SQLite database.  Workers flatten documents to rows (sqlite_rows.c); here they are bound
 * to prepared statements.  An article that is in the database already is replaced: all its rows are deleted.
 *
 * Foreign keys are declared but not enforced here: what is written is consistent by its making (the tests have
 * SQLite check it), and deleting an article's rows table by table is several times faster than a cascade.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline/limits.h"
#include "pipeline/rows.h"
#include "pipeline/sink.h"
#include "pipeline/sqlite_rows.h"
#include "pipeline/sqlite_schema.h"

static const struct {
    const char *name, *definition;
} tables[] = {
#define TABLE_ROW(name, definition) {#name, definition},
    TABLES(TABLE_ROW)
};

struct sink {
    sqlite3 *db;
    const char *file;
    unsigned with;
    sqlite3_stmt *insert[TABLE_COUNT];
    int columns[TABLE_COUNT];
    sqlite3_stmt *delete[TABLE_COUNT]; /* by article; of error by id */
    sqlite3_stmt *find_article;        /* the key that belongs to an id */
    sqlite3_int64 article; /* key of the article whose rows come now */
    size_t pending;        /* articles in the open transaction */
    bool open;             /* there is an open transaction */
};

static void sqlite_encode(const sink *s, const quoth_document *d, buffer *out)
{
    sqlite_rows_of_document(d, s->with, out);
}

static void sqlite_encode_error(const sink *s, const record_error *error, buffer *out)
{
    (void)s;
    sqlite_rows_of_error(error, out);
}

/* -------------------------------------------------------------------------------------------- opening */

static quoth_status fail(const sink *s, quoth_error *error)
{
    int code = sqlite3_errcode(s->db);
    const char *advice = "";
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: advice = "; another program is using it"; break;
    case SQLITE_NOTADB: advice = "; name another file"; break;
    case SQLITE_FULL: advice = "; what was written before is kept"; break;
    default: break;
    }
    return error_set(error, QUOTH_ERROR_OUTPUT, "%s: %s%s", s->file, sqlite3_errmsg(s->db), advice);
}

static bool run_sql(const sink *s, const char *sql)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The single integer that a query gives, or -1. */
static sqlite3_int64 ask(const sink *s, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_int64 result = -1;
    if (sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        result = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

static bool create_tables(sink *s)
{
    bool good = run_sql(s, "BEGIN IMMEDIATE");
    for (int i = 0; good && i < TABLE_COUNT; i++) {
        /* Rows of an article lie together in the order of their keys; article itself has a key of its own. */
        const char *end = i == TABLE_article ? ")" : ") WITHOUT ROWID";
        char *sql = sqlite3_mprintf("CREATE TABLE %s (%s%s", tables[i].name, tables[i].definition, end);
        good = sql && run_sql(s, sql);
        sqlite3_free(sql);
    }
    char *marks = sqlite3_mprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", SCHEMA_APPLICATION,
                                  SCHEMA_VERSION);
    good = good && marks && run_sql(s, INDEXES VIEWS) && run_sql(s, marks) && run_sql(s, "COMMIT");
    sqlite3_free(marks);
    return good;
}

/* A new or empty database gets its tables; any other must be one of ours. */
static quoth_status check_schema(sink *s, quoth_error *error)
{
    sqlite3_int64 objects = ask(s, "SELECT count(*) FROM sqlite_master");
    if (objects < 0)
        return fail(s, error);
    if (objects == 0)
        return create_tables(s) ? QUOTH_OK : fail(s, error);
    if (ask(s, "PRAGMA application_id") != SCHEMA_APPLICATION)
        return error_set(error, QUOTH_ERROR_OUTPUT,
                         "%s: this database holds something else and is left as it is; name another file",
                         s->file);
    sqlite3_int64 version = ask(s, "PRAGMA user_version");
    if (version != SCHEMA_VERSION)
        return error_set(error, QUOTH_ERROR_OUTPUT,
                         "%s: made by another version of quoth (its tables have version %lld, this program writes "
                         "%d); name another file",
                         s->file, (long long)version, SCHEMA_VERSION);
    return QUOTH_OK;
}

static int column_count(const sink *s, int table)
{
    sqlite3_stmt *statement = NULL;
    char *sql = sqlite3_mprintf("SELECT * FROM %s", tables[table].name);
    int count = sql && sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) == SQLITE_OK
                    ? sqlite3_column_count(statement)
                    : 0;
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return count;
}

static bool prepare_insert(sink *s, int table)
{
    buffer sql = {0};
    s->columns[table] = column_count(s, table);
    buffer_add_string(&sql, "INSERT OR REPLACE INTO ");
    buffer_add_string(&sql, tables[table].name);
    for (int i = 0; i < s->columns[table]; i++)
        buffer_add_string(&sql, i ? ",?" : " VALUES (?");
    buffer_add(&sql, ")", 2);
    bool good = !sql.failed && sqlite3_prepare_v2(s->db, sql.data, -1, &s->insert[table], NULL) == SQLITE_OK;
    buffer_free(&sql);
    return good;
}

static bool prepare_delete(sink *s, int table)
{
    const char *column = table == TABLE_article ? "key" : table == TABLE_error ? "id" : "article";
    char *sql = sqlite3_mprintf("DELETE FROM %s WHERE %s = ?", tables[table].name, column);
    bool good = sql && sqlite3_prepare_v2(s->db, sql, -1, &s->delete[table], NULL) == SQLITE_OK;
    sqlite3_free(sql);
    return good;
}

static bool prepare(sink *s)
{
    bool good = true;
    for (int i = 0; good && i < TABLE_COUNT; i++)
        good = prepare_insert(s, i) && prepare_delete(s, i);
    const char *find = "SELECT key FROM article WHERE id = ?";
    return good && sqlite3_prepare_v2(s->db, find, -1, &s->find_article, NULL) == SQLITE_OK;
}

static void free_sink(sink *s)
{
    for (int i = 0; i < TABLE_COUNT; i++) {
        sqlite3_finalize(s->insert[i]);
        sqlite3_finalize(s->delete[i]);
    }
    sqlite3_finalize(s->find_article);
    sqlite3_close(s->db);
    free(s);
}

static sink *sqlite_open(const quoth_run *run, const char *target, quoth_error *error)
{
    sink *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    s->with = run->with;
    s->file = target;
    quoth_status status = QUOTH_OK;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(target, &s->db, flags, NULL) != SQLITE_OK)
        status = fail(s, error);
    if (status == QUOTH_OK) {
        sqlite3_busy_timeout(s->db, LOCK_MILLISECONDS);
        status = check_schema(s, error);
    }
    const char *settings = "PRAGMA foreign_keys = OFF; PRAGMA synchronous = NORMAL";
    if (status == QUOTH_OK && !(run_sql(s, settings) && prepare(s)))
        status = fail(s, error);
    if (status == QUOTH_OK)
        return s;
    free_sink(s);
    return NULL;
}

/* -------------------------------------------------------------------------------------------- writing */

static void bind(sqlite3_stmt *statement, int column, const cell *c)
{
    switch (c->type) {
    case CELL_NONE: sqlite3_bind_null(statement, column); break;
    case CELL_INTEGER: sqlite3_bind_int64(statement, column, c->integer); break;
    case CELL_REAL: sqlite3_bind_double(statement, column, c->real); break;
    case CELL_TEXT:
        sqlite3_bind_text64(statement, column, c->text.data, c->text.size, SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
}

static bool step(sqlite3_stmt *statement)
{
    bool good = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return good;
}

/* Takes what the database has under this id: an error when the article can be read now, or its old rows. */
static bool forget(sink *s, const cell *id, bool with_article)
{
    bind(s->delete[TABLE_error], 1, id);
    if (!step(s->delete[TABLE_error]))
        return false;
    if (!with_article)
        return true;
    bind(s->find_article, 1, id);
    int found = sqlite3_step(s->find_article);
    sqlite3_int64 key = found == SQLITE_ROW ? sqlite3_column_int64(s->find_article, 0) : 0;
    sqlite3_reset(s->find_article);
    for (int i = 0; found == SQLITE_ROW && i < TABLE_COUNT; i++) {
        if (i == TABLE_error)
            continue;
        sqlite3_bind_int64(s->delete[i], 1, key);
        if (!step(s->delete[i]))
            return false;
    }
    return found == SQLITE_ROW || found == SQLITE_DONE;
}

static void bind_row(sink *s, unsigned table, const char **at, cell *id)
{
    sqlite3_stmt *insert = s->insert[table];
    int column = 1;
    if (table == TABLE_article)
        sqlite3_bind_null(insert, column++); /* SQLite makes the key */
    else if (table != TABLE_error)
        sqlite3_bind_int64(insert, column++, s->article);
    for (bool first = true; column <= s->columns[table]; column++, first = false) {
        cell c = row_cell(at);
        bind(insert, column, &c);
        if (first)
            *id = c;
    }
}

/* Writes the row at *at and moves behind it. */
static bool write_row(sink *s, const char **at)
{
    unsigned table = row_table(at);
    cell id = {0};
    bind_row(s, table, at, &id);
    if (table == TABLE_article || table == TABLE_error) {
        s->pending++;
        if (!forget(s, &id, table == TABLE_article))
            return false;
    }
    if (!step(s->insert[table]))
        return false;
    if (table == TABLE_article)
        s->article = sqlite3_last_insert_rowid(s->db);
    return true;
}

static bool commit(sink *s)
{
    if (!s->open)
        return true;
    s->pending = 0;
    s->open = !run_sql(s, "COMMIT");
    return !s->open;
}

static quoth_status sqlite_write(sink *s, const char *data, size_t size, quoth_error *error)
{
    if (!s->open && size) {
        if (!run_sql(s, "BEGIN IMMEDIATE"))
            return fail(s, error);
        s->open = true;
    }
    const char *at = data, *end = data + size;
    while (at < end)
        if (!write_row(s, &at))
            return fail(s, error);
    /* A batch ends with an article's last row, so this never parts one. */
    if (s->pending >= TRANSACTION_ARTICLES && !commit(s))
        return fail(s, error);
    return QUOTH_OK;
}

/* Nobody else could write while a transaction is open. */
static quoth_status sqlite_pause(sink *s, quoth_error *error)
{
    return commit(s) ? QUOTH_OK : fail(s, error);
}

static quoth_status sqlite_close(sink *s, bool good, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    if (good && !commit(s))
        status = fail(s, error);
    if (s->open)
        run_sql(s, "ROLLBACK");
    free_sink(s);
    return status;
}

const sink_type sink_sqlite = {
    .name = "sqlite",
    .target = "FILE",
    .open = sqlite_open,
    .encode = sqlite_encode,
    .encode_error = sqlite_encode_error,
    .write = sqlite_write,
    .pause = sqlite_pause,
    .close = sqlite_close,
};
