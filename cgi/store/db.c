/* db.c: the only file, but for tokenizer.c, that calls sqlite3_*. */
#include "store/db.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/mem.h"
#include "store/tokenizer.h"

/* The clock is read once in so many instructions of SQLite. */
enum { BUSY_MS = 10000, TABLE_SIZE = 256, CLOCK_STEPS = 1000 };

/* At least twice what our own statements need; LENGTH is that of an article
 * (FORMAT_FILE_MAX) with its names. */
static const struct {
	int limit, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 320 * 1024 * 1024 }, /* bytes of a row */
	{ SQLITE_LIMIT_SQL_LENGTH, 32 * 1024 },
	{ SQLITE_LIMIT_COLUMN, 64 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 64 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 8 },
	{ SQLITE_LIMIT_VDBE_OP, 25000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 16 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 64 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 8 }, /* cascades count */
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

struct query {
	struct db *db;
	const char *sql;
	sqlite3_stmt *statement; /* NULL when it could not be prepared */
	const char *fault;       /* a bind or column name that is not there */
	int unbound;             /* why a value could not be bound; else 0 */
	bool covered;            /* what it reads is known */
	int column;              /* read last: rows are read in order */
	struct query *next;      /* in the same slot of the table */
};

struct db {
	sqlite3 *handle;
	char *path;
	int64_t deadline; /* monotonic milliseconds; 0: none */
	struct reads *reads; /* NULL: nobody asks for keys */
	struct query *queries[TABLE_SIZE]; /* by the address of the SQL */
};

static int
db_fault(struct db *db, const char *sql, struct err *err)
{
	return err_set(err, "%s: %s%s%.200s", db->path,
	    sqlite3_errmsg(db->handle), sql != NULL ? ", in: " : "",
	    sql != NULL ? sql : "");
}

static int
configure(struct db *db, bool write, struct err *err)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	};
	int persist = 1;

	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
		if (sqlite3_db_config(db->handle, options[i].option,
		        options[i].value, NULL) != SQLITE_OK)
			return db_fault(db, NULL, err);
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		sqlite3_limit(db->handle, limits[i].limit, limits[i].value);
	if (sqlite3_busy_timeout(db->handle, BUSY_MS) != SQLITE_OK ||
	    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
	        !write, NULL) != SQLITE_OK)
		return db_fault(db, NULL, err);
	/* The log is cut to nothing on closing only where it has a limit. */
	if (db_run(db, "PRAGMA cell_size_check = ON;"
	        "PRAGMA journal_size_limit = 67108864;", err) != 0 ||
	    (!write && db_run(db, "PRAGMA query_only = ON", err) != 0))
		return -1;
	/* A database in memory has no log. */
	sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_PERSIST_WAL,
	    &persist);
	return 0;
}

struct db *
db_open(const char *path, bool write, struct err *err)
{
	struct db *db = mem_calloc(1, sizeof(*db));
	int flags = SQLITE_OPEN_NOMUTEX |
	    (write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
	           : SQLITE_OPEN_READONLY);

	db->path = mem_strdup(path);
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK) {
		err_set(err, "%s: %s", path,
		    db->handle != NULL ? sqlite3_errmsg(db->handle)
		                       : "out of memory");
		db_close(db);
		return NULL;
	}
	if (tokenizer_register(db->handle) != SQLITE_OK) {
		db_fault(db, NULL, err);
		db_close(db);
		return NULL;
	}
	if (configure(db, write, err) != 0) {
		db_close(db);
		return NULL;
	}
	return db;
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

/* The one row that the copy's own check gives. */
static int
check_copy(sqlite3 *copy, const char *to, struct err *err)
{
	sqlite3_stmt *check = NULL;
	int rc = -1;

	if (sqlite3_prepare_v2(copy, "PRAGMA quick_check(1)", -1, &check,
	        NULL) != SQLITE_OK || sqlite3_step(check) != SQLITE_ROW)
		err_set(err, "%s: %s", to, sqlite3_errmsg(copy));
	else if (sqlite3_stricmp((const char *)sqlite3_column_text(check, 0),
	             "ok") != 0)
		err_set(err, "%s: the copy is damaged: %s", to,
		    (const char *)sqlite3_column_text(check, 0));
	else
		rc = 0;
	sqlite3_finalize(check);
	return rc;
}

static int
copy_pages(struct db *db, sqlite3 *copy, const char *to, struct err *err)
{
	sqlite3_backup *backup;

	/* Nobody has the new file, and its caller syncs it. */
	if (sqlite3_exec(copy, "PRAGMA synchronous = OFF;", NULL, NULL,
	        NULL) != SQLITE_OK)
		return err_set(err, "%s: %s", to, sqlite3_errmsg(copy));
	backup = sqlite3_backup_init(copy, "main", db->handle, "main");
	if (backup == NULL)
		return err_set(err, "%s: %s", to, sqlite3_errmsg(copy));
	/* In one step, so that a writer does not make it begin again. */
	sqlite3_backup_step(backup, -1);
	if (sqlite3_backup_finish(backup) != SQLITE_OK)
		return err_set(err, "%s: %s", to, sqlite3_errmsg(copy));
	return 0;
}

int
db_copy(struct db *db, const char *to, struct err *err)
{
	sqlite3 *copy = NULL;
	int rc;

	if (sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE |
	        SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		rc = err_set(err, "%s: %s", to, copy != NULL
		    ? sqlite3_errmsg(copy) : "out of memory");
	else
		rc = copy_pages(db, copy, to, err);
	if (rc == 0)
		rc = check_copy(copy, to, err);
	sqlite3_close(copy);
	return rc;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (size_t i = 0; i < TABLE_SIZE; i++)
		for (struct query *q = db->queries[i], *next; q != NULL;
		     q = next) {
			next = q->next;
			sqlite3_finalize(q->statement);
			free(q);
		}
	sqlite3_close(db->handle);
	free(db->path);
	free(db);
}

int
db_run(struct db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_fault(db, sql, err);
	return 0;
}

struct query *
db_query(struct db *db, const char *sql)
{
	size_t slot = ((uintptr_t)sql >> 3) % TABLE_SIZE;
	struct query *q;

	for (q = db->queries[slot]; q != NULL; q = q->next)
		if (q->sql == sql)
			break;
	if (q == NULL) {
		q = mem_calloc(1, sizeof(*q));
		q->db = db;
		q->sql = sql;
		q->next = db->queries[slot];
		db->queries[slot] = q;
	}
	if (q->statement == NULL)
		sqlite3_prepare_v3(db->handle, sql, -1,
		    SQLITE_PREPARE_PERSISTENT, &q->statement, NULL);
	q->fault = NULL;
	q->unbound = SQLITE_OK;
	q->covered = db->reads == NULL;
	sqlite3_reset(q->statement);
	if (q->statement != NULL)
		sqlite3_clear_bindings(q->statement);
	return q;
}

/* A value that is not bound would be NULL: the statement must not run. */
static void
bound(struct query *q, int rc)
{
	if (rc != SQLITE_OK)
		q->unbound = rc;
}

static int
parameter(struct query *q, const char *name)
{
	int index = q->statement == NULL
	    ? 0
	    : sqlite3_bind_parameter_index(q->statement, name);

	if (index == 0 && q->statement != NULL)
		q->fault = name;
	return index;
}

void
query_int(struct query *q, const char *name, int64_t value)
{
	int index = parameter(q, name);

	if (index > 0)
		bound(q, sqlite3_bind_int64(q->statement, index, value));
}

void
query_text(struct query *q, const char *name, struct str value)
{
	int index = parameter(q, name);

	if (index > 0)
		bound(q, sqlite3_bind_text64(q->statement, index, value.ptr,
		    value.len, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void
query_bytes(struct query *q, const char *name, struct str value)
{
	int index = parameter(q, name);

	if (index > 0)
		sqlite3_bind_blob64(q->statement, index, value.ptr, value.len,
		    SQLITE_TRANSIENT);
}

void
query_null(struct query *q, const char *name)
{
	int index = parameter(q, name);

	if (index > 0)
		bound(q, sqlite3_bind_null(q->statement, index));
}

void
db_set_reads(struct db *db, struct reads *reads)
{
	db->reads = reads;
}

void
query_reads(struct query *q, enum read_kind kind, int64_t a, int64_t b)
{
	q->covered = true;
	db_reads(q->db, kind, a, b);
}

void
db_reads(struct db *db, enum read_kind kind, int64_t a, int64_t b)
{
	if (db->reads != NULL)
		reads_add(db->reads, read_key(kind, a, b));
}

void
query_reads_text(struct query *q, enum read_kind kind, struct str text)
{
	q->covered = true;
	if (q->db->reads != NULL)
		reads_add(q->db->reads, read_key_text(kind, text));
}

int
query_step(struct query *q, struct err *err)
{
	int rc;

	if (q->statement == NULL)
		return db_fault(q->db, q->sql, err);
	if (q->fault != NULL)
		return err_set(err, "%s: no parameter or column %s in: %.200s",
		    q->db->path, q->fault, q->sql);
	if (q->unbound != SQLITE_OK)
		return err_set(err, "%s: %s, in: %.200s", q->db->path,
		    sqlite3_errstr(q->unbound), q->sql);
	if (!q->covered)
		query_reads(q, READ_ALL, 0, 0);
	rc = sqlite3_step(q->statement);
	q->column = -1;
	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		db_fault(q->db, q->sql, err);
	sqlite3_reset(q->statement);
	return rc == SQLITE_DONE ? 0 : -1;
}

int
query_done(struct query *q, struct err *err)
{
	int rc = query_step(q, err);

	if (rc > 0)
		query_reset(q);
	return rc < 0 ? -1 : 0;
}

void
query_reset(struct query *q)
{
	sqlite3_reset(q->statement);
}

/* The next column is tried first, because loaders read in the SQL's order. */
static int
column_of(struct query *q, const char *name)
{
	int count = sqlite3_column_count(q->statement);

	for (int i = 0; i < count; i++) {
		int column = (q->column + 1 + i) % count;

		if (strcmp(sqlite3_column_name(q->statement, column), name) ==
		    0) {
			q->column = column;
			return column;
		}
	}
	q->fault = name;
	return -1;
}

int64_t
query_get_int(struct query *q, const char *column)
{
	int i = column_of(q, column);

	return i < 0 ? 0 : sqlite3_column_int64(q->statement, i);
}

double
query_get_real(struct query *q, const char *column)
{
	int i = column_of(q, column);

	return i < 0 ? 0 : sqlite3_column_double(q->statement, i);
}

struct str
query_get_text(struct query *q, const char *column)
{
	int i = column_of(q, column);
	const unsigned char *text;

	if (i < 0)
		return str_from("");
	text = sqlite3_column_text(q->statement, i);
	/* Terminating it may need memory, and "" would be taken for it. */
	if (text == NULL &&
	    sqlite3_column_type(q->statement, i) != SQLITE_NULL)
		mem_exhausted();
	return str_make((const char *)text,
	    (size_t)sqlite3_column_bytes(q->statement, i));
}

struct str
query_get_bytes(struct query *q, const char *column)
{
	int i = column_of(q, column);
	const void *bytes;

	if (i < 0)
		return str_from("");
	bytes = sqlite3_column_blob(q->statement, i);
	return str_make(bytes,
	    (size_t)sqlite3_column_bytes(q->statement, i));
}

bool
query_get_null(struct query *q, const char *column)
{
	int i = column_of(q, column);

	return i < 0 || sqlite3_column_type(q->statement, i) == SQLITE_NULL;
}

int64_t
db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int
db_version(struct db *db, int64_t *version, struct err *err)
{
	struct query *q = db_query(db, "PRAGMA data_version");

	query_reads(q, READ_NOTHING, 0, 0);
	if (query_step(q, err) <= 0)
		return -1;
	*version = query_get_int(q, "data_version");
	query_reset(q);
	return 0;
}

bool
db_time_is_up(struct db *db)
{
	return db->deadline != 0 && clock_milliseconds() >= db->deadline;
}

static int
check_time(void *context)
{
	return db_time_is_up(context);
}

void
db_time_limit(struct db *db, int milliseconds)
{
	db->deadline = milliseconds > 0 ? clock_milliseconds() + milliseconds : 0;
	sqlite3_progress_handler(db->handle,
	    milliseconds > 0 ? CLOCK_STEPS : 0, check_time, db);
}
