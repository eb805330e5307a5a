/*
 * store.h: the archive's database.
 *
 * Life cycle: store_open, any of the store_*.h functions, store_close.  One
 * process (or thread) per struct store; several may have the same file open,
 * one of them for writing.
 *
 * Every find function returns 1 when it found what was asked for, 0 when
 * there is none, -1 with a sentence when the database failed.  Text in
 * results is in the arena that was passed in.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* "DOSS": PRAGMA application_id of the files that are ours. */
enum { STORE_APPLICATION_ID = 0x444f5353, STORE_VERSION = 13 };

struct store;

/*
 * For writing, a missing file is made and an older schema brought up to
 * date.  Refused with a sentence: a file that is no database, one of another
 * program, one of a newer version, and, for reading, one of an older
 * version.  NULL on failure.
 */
struct store *store_open(const char *path, bool write, struct err *err);
void store_close(struct store *s);

/* One transaction; readers see all of it or nothing. */
int store_begin(struct store *s, struct err *err);
int store_commit(struct store *s, struct err *err);
/* Undoes what was written since store_begin. */
void store_rollback(struct store *s);

/* Between these all reads see one state of the database, whatever another
 * process writes meanwhile. */
int store_snapshot(struct store *s, struct err *err);
void store_release(struct store *s);

/* A number that differs from the last one when another process has written
 * meanwhile, and only in one struct store can be compared.  About 1 us. */
int store_version(struct store *s, int64_t *version, struct err *err);

/* UTC seconds of the last import that changed anything; 0 before. */
int store_changed(struct store *s, int64_t *changed, struct err *err);
int store_set_changed(struct store *s, int64_t changed, struct err *err);

/*
 * SQLite's integrity check, every reference from row to row, and the index of
 * search against the articles: fault is called with a sentence for each thing
 * that is wrong.  The last needs the writer's lock, and fails while an import
 * holds it for longer than db.h waits.
 */
int store_verify(struct store *s,
    void (*fault)(void *context, const char *message), void *context,
    struct err *err);

/* A number for the rules that the last import read by: the same number, the
 * same findings from the same file; 0 before. */
int store_rules(struct store *s, int64_t *rules, struct err *err);
/* Before store_settle. */
int store_set_rules(struct store *s, int64_t rules, struct err *err);

struct store_totals {
	int64_t articles, tags, people, bodies, states;
	int32_t first_day, last_day; /* days since 1970; 0 without articles */
};
int store_totals(struct store *s, struct store_totals *out, struct err *err);

#endif
