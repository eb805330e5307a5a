/*
 * db.h: SQLite as the store sees it: statements prepared once, bound and
 * read by name, errors that say what failed.  For store_*.c alone.
 *
 * Life cycle of a query:
 *
 *	struct query *q = db_query(db, "SELECT id FROM tag WHERE slug = :slug");
 *	query_text(q, ":slug", slug);
 *	while ((rc = query_step(q, err)) > 0)
 *		id = query_get_int(q, "id");
 *
 * db_query never fails by itself: what went wrong in it or in a bind (bad
 * SQL, a name that is not there) is returned by the first query_step.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "store/reads.h"

struct db;
struct query;

/*
 * Opens the file; write makes it when it is not there.  NULL on failure.
 *
 * Every connection distrusts the file, which an attacker or a failing disk
 * may have written, as SQLite's "Defense Against The Dark Arts"
 * (sqlite.org/security.html) advises:
 *
 *	defensive            SQL cannot write shadow tables or the schema
 *	trusted_schema off   a view cannot call functions with side effects
 *	cell_size_check on   a damaged page is an error when it is loaded
 *	dqs off              "text" is a name and never a string
 *	limits               what our own statements need, with room, so that
 *	                     a forged schema cannot ask for more; no ATTACH
 *
 * Against that advice pages are mapped (mmap_size, in store.c): a reader
 * spends a third of its time in copies without, and the file is only ever
 * made longer while it is open.
 *
 * No reader ever sees "database is locked" (sqlite.org/wal.html, "Sometimes
 * Queries Return SQLITE_BUSY In WAL Mode"):
 *
 *	- the journal is WAL before the first table is made, so that no
 *	  writing shuts readers out;
 *	- the log and its index stay when the last connection closes, cut to
 *	  nothing: a process that may only read can then join, which in a
 *	  folder it may not write is impossible without them, and `immutable`
 *	  would read wrong data beside a writer;
 *	- only who writes moves the log into the file when it closes: that
 *	  takes a lock that a reader has no need of;
 *	- what is left, the recovery after a crash, is waited for, ten seconds
 *	  at most.
 *
 * A reader has query_only, and no descriptor by which it could write to the
 * file; the log's index, where readers enter themselves, is one of its own.
 */
struct db *db_open(const char *path, bool write, struct err *err);
/* Also finalizes every statement; NULL is allowed. */
void db_close(struct db *db);

/* Where the keys of all queries go from now on; NULL: nowhere. */
void db_set_reads(struct db *db, struct reads *reads);

/*
 * Copies the database as it is at this moment into a new file, beside a
 * writer if there is one, and checks the copy.  It is not synced.
 */
int db_copy(struct db *db, const char *to, struct err *err);

/* As it was opened. */
const char *db_path(const struct db *db);

/* Runs SQL that has no parameters and gives no rows, several statements at
 * once if need be. */
int db_run(struct db *db, const char *sql, struct err *err);

/*
 * The statement for a string literal, reset and without bindings.  It is
 * prepared the first time and kept by the literal's address; it belongs to
 * db.  One literal must not be in use twice at the same time.
 */
struct query *db_query(struct db *db, const char *sql);

void query_int(struct query *q, const char *name, int64_t value);
void query_text(struct query *q, const char *name, struct str value);
void query_bytes(struct query *q, const char *name, struct str value);
void query_null(struct query *q, const char *name);

/*
 * Adds a key of what the query reads to those being gathered (store/reads.h).
 * A query without any of these two reads everything.
 */
void query_reads(struct query *q, enum read_kind kind, int64_t a, int64_t b);
void query_reads_text(struct query *q, enum read_kind kind, struct str text);
/* The same for what is known from an earlier query. */
void db_reads(struct db *db, enum read_kind kind, int64_t a, int64_t b);

/* 1: a row is there; 0: no more; -1: failed.  After 0 and -1 it is reset. */
int query_step(struct query *q, struct err *err);
/* Steps a statement that gives no rows. */
int query_done(struct query *q, struct err *err);
/* Ends a query before its last row. */
void query_reset(struct query *q);

/* Columns of the row, by the name the SQL gives them.  The text is valid
 * until the next step; NULL reads as 0 and "". */
int64_t query_get_int(struct query *q, const char *column);
double query_get_real(struct query *q, const char *column);
struct str query_get_text(struct query *q, const char *column);
struct str query_get_bytes(struct query *q, const char *column);
bool query_get_null(struct query *q, const char *column);

int64_t db_last_id(struct db *db);

/* A number that is another when another connection has written. */
int db_version(struct db *db, int64_t *version, struct err *err);

/*
 * From now on statements may run for so many milliseconds together, then
 * query_step fails; 0 takes the limit away.  db_time_is_up: whether the limit
 * set last has been reached.
 */
void db_time_limit(struct db *db, int milliseconds);
bool db_time_is_up(struct db *db);

#endif
