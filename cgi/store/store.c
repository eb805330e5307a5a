/* store.c: opening the archive, transactions, totals. */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "model/findings.h"
#include "store/change.h"
#include "store/handle.h"
#include "store/kept.h"
#include "store/schema.h"
#include "store/search_index.h"

struct store *
store_open(const char *path, bool write, struct err *err)
{
	struct store *s;

	if (!write && !file_exists(path)) {
		err_set(err, "%s: not there; run `dossier import` first",
		    path);
		return NULL;
	}
	s = mem_calloc(1, sizeof(*s));
	s->db = db_open(path, write, err);
	if (s->db == NULL || schema_prepare(s->db, path, write, err) != 0 ||
	    db_run(s->db, "PRAGMA foreign_keys = ON;"
	        "PRAGMA mmap_size = 1073741824;"
	        "PRAGMA cache_size = -16384;"
	        "PRAGMA temp_store = MEMORY;", err) != 0 ||
	    /* What a commit has said is stored is on the disk: a batch is
	     * thousands of articles and costs one sync. */
	    db_run(s->db, "PRAGMA synchronous = FULL", err) != 0 ||
	    /* A new schema may have left this to be done in C. */
	    (write && (search_index_names(s, err) != 0 ||
	        search_index_settled(s, err) != 0))) {
		store_close(s);
		return NULL;
	}
	return s;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	kept_free(s);
	db_close(s->db);
	arena_free(&s->moves_arena);
	free(s);
}

int
store_begin(struct store *s, struct err *err)
{
	s->sequence = 0;
	s->articles = 0;
	s->all_changed = s->withdrew = false;
	s->moves = (struct redirect_list){ 0 };
	arena_reset(&s->moves_arena);
	return db_run(s->db, "BEGIN IMMEDIATE", err);
}

int
store_commit(struct store *s, struct err *err)
{
	return db_run(s->db, "COMMIT", err);
}

void
store_rollback(struct store *s)
{
	struct err ignored;

	/* Fails when SQLite has already rolled back, which is as good. */
	db_run(s->db, "ROLLBACK", &ignored);
}

int
store_snapshot(struct store *s, struct err *err)
{
	struct kept *kept;

	if (db_run(s->db, "BEGIN", err) != 0)
		return -1;
	/* What was kept may be of another moment: in here it is this one's. */
	if (s->kept != NULL && kept_of(s, &kept, err) != 0) {
		store_rollback(s);
		return -1;
	}
	s->in_snapshot = true;
	return 0;
}

void
store_release(struct store *s)
{
	s->in_snapshot = false;
	store_rollback(s);
}

int
store_version(struct store *s, int64_t *version, struct err *err)
{
	return db_version(s->db, version, err);
}

int
store_meta(struct store *s, const char *key, int64_t *value, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT value FROM meta WHERE key = :key");
	int rc;

	/* What is not the same for ever is logged as a change of all. */
	query_reads(q, READ_NOTHING, 0, 0);
	query_text(q, ":key", str_from(key));
	rc = query_step(q, err);
	*value = rc > 0 ? query_get_int(q, "value") : 0;
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

int
store_set_meta(struct store *s, const char *key, int64_t value,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO meta (key, value) VALUES (:key, :value)"
	    " ON CONFLICT (key) DO UPDATE SET value = excluded.value");

	query_text(q, ":key", str_from(key));
	query_int(q, ":value", value);
	return query_done(q, err);
}

int
store_changed(struct store *s, int64_t *changed, struct err *err)
{
	return store_meta(s, "changed", changed, err);
}

int
store_set_changed(struct store *s, int64_t changed, struct err *err)
{
	return store_set_meta(s, "changed", changed, err);
}

int
store_rules(struct store *s, int64_t *rules, struct err *err)
{
	return store_meta(s, "rules", rules, err);
}

int
store_set_rules(struct store *s, int64_t rules, struct err *err)
{
	int64_t old;

	if (store_rules(s, &old, err) != 0)
		return -1;
	/* Pages name the rules that they were read by. */
	if (old != rules)
		change_all(s);
	return store_set_meta(s, "rules", rules, err);
}

int
store_totals(struct store *s, struct store_totals *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT (SELECT count(*) FROM article) AS articles,"
	    " (SELECT count(*) FROM tag) AS tags,"
	    " (SELECT count(*) FROM actor WHERE kind = :person) AS people,"
	    " (SELECT count(*) FROM actor WHERE kind = :body) AS bodies,"
	    " (SELECT count(*) FROM actor WHERE kind = :state) AS states,"
	    " (SELECT min(day) FROM article) AS first_day,"
	    " (SELECT max(day) FROM article) AS last_day");

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":person", KIND_PERSON);
	query_int(q, ":body", KIND_ORGANISATION);
	query_int(q, ":state", KIND_STATE);
	if (query_step(q, err) < 0)
		return -1;
	out->articles = query_get_int(q, "articles");
	out->tags = query_get_int(q, "tags");
	out->people = query_get_int(q, "people");
	out->bodies = query_get_int(q, "bodies");
	out->states = query_get_int(q, "states");
	out->first_day = (int32_t)query_get_int(q, "first_day");
	out->last_day = (int32_t)query_get_int(q, "last_day");
	query_reset(q);
	return 0;
}

static int
verify_pages(struct store *s,
    void (*fault)(void *context, const char *message), void *context,
    struct err *err)
{
	struct query *q = db_query(s->db, "PRAGMA integrity_check");
	char message[512];
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct str line = query_get_text(q, "integrity_check");

		if (str_is(line, "ok"))
			continue;
		snprintf(message, sizeof(message), "%.*s", STR_ARG(line));
		fault(context, message);
	}
	return rc;
}

static int
verify_references(struct store *s,
    void (*fault)(void *context, const char *message), void *context,
    struct err *err)
{
	struct query *q = db_query(s->db, "PRAGMA foreign_key_check");
	char message[512];
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct str table = query_get_text(q, "table");
		struct str parent = query_get_text(q, "parent");

		snprintf(message, sizeof(message),
		    "a row of %.*s refers to a row of %.*s that is not "
		    "there", STR_ARG(table), STR_ARG(parent));
		fault(context, message);
	}
	return rc;
}

/* Every word of every article against the index of search.  The command is
 * an INSERT that changes nothing, but takes the writer's lock: hence a
 * connection of its own. */
static int
verify_search(struct store *s,
    void (*fault)(void *context, const char *message), void *context,
    struct err *err)
{
	struct db *writer = db_open(db_path(s->db), true, err);
	struct err reason;

	if (writer == NULL)
		return -1;
	if (db_run(writer, "INSERT INTO search (search, rank)"
	        " VALUES ('integrity-check', 1)", &reason) != 0) {
		err_prefix(&reason, "the search index does not fit the "
		    "articles; remove the database and import again");
		fault(context, reason.text);
	}
	db_close(writer);
	return 0;
}

int
store_verify(struct store *s,
    void (*fault)(void *context, const char *message), void *context,
    struct err *err)
{
	if (verify_pages(s, fault, context, err) != 0)
		return -1;
	if (verify_references(s, fault, context, err) != 0)
		return -1;
	return verify_search(s, fault, context, err);
}
