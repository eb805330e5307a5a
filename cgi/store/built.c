/* built.c: a small SQLite file beside the output. */
#include "store/built.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/vec.h"
#include "store/handle.h"

/* Another version than this is not read. */
#define VERSION "2"

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS head (name TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS page (number INTEGER PRIMARY KEY,"
    "  route INTEGER NOT NULL, path TEXT NOT NULL UNIQUE,"
    "  html INTEGER NOT NULL, data INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS read (key INTEGER NOT NULL,"
    "  reader INTEGER NOT NULL, PRIMARY KEY (key, reader))"
    "  STRICT, WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS behind (path TEXT PRIMARY KEY,"
    "  gone INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    /* Of built_search.h: files without uses are about to go. */
    "CREATE TABLE IF NOT EXISTS search_article (number INTEGER PRIMARY KEY,"
    "  key INTEGER NOT NULL UNIQUE, id INTEGER NOT NULL,"
    "  published INTEGER NOT NULL, day INTEGER NOT NULL,"
    "  file TEXT NOT NULL, words INTEGER NOT NULL, terms TEXT NOT NULL)"
    "  STRICT;"
    "CREATE TABLE IF NOT EXISTS search_part (kind INTEGER NOT NULL,"
    "  name TEXT NOT NULL, file TEXT NOT NULL, places TEXT NOT NULL,"
    "  PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS search_file (file TEXT PRIMARY KEY,"
    "  uses INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS search_file_unused ON search_file (file)"
    "  WHERE uses = 0;"
    "CREATE TABLE IF NOT EXISTS kept (path TEXT PRIMARY KEY,"
    "  age INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = " VERSION ";";

static int
is_usable(struct db *db)
{
	struct err err;
	struct query *q = db_query(db, "SELECT user_version IN (0, " VERSION
	    ") AS usable FROM pragma_user_version");
	int rc = query_step(q, &err);
	bool usable = rc > 0 && query_get_int(q, "usable") != 0;

	query_reset(q);
	return usable;
}

struct built *
built_open(const char *path, struct err *err)
{
	struct built *b = mem_calloc(1, sizeof(*b));

	b->db = db_open(path, true, err);
	if (b->db != NULL && !is_usable(b->db)) {
		db_close(b->db);
		unlink(path);
		b->db = db_open(path, true, err);
	}
	if (b->db == NULL ||
	    db_run(b->db, "PRAGMA synchronous = NORMAL;"
	        "PRAGMA mmap_size = 1073741824;"
	        "PRAGMA cache_size = -16384;"
	        "PRAGMA temp_store = MEMORY;", err) != 0 ||
	    db_run(b->db, schema, err) != 0) {
		built_close(b);
		return NULL;
	}
	return b;
}

void
built_close(struct built *b)
{
	if (b == NULL)
		return;
	db_close(b->db);
	free(b);
}

int
built_copy(const char *from, const char *to, struct err *err)
{
	struct db *db = db_open(from, false, err);

	if (db == NULL)
		return -1;
	if (!is_usable(db) || db_copy(db, to, err) != 0)
		unlink(to);
	db_close(db);
	return 0;
}

int
built_begin(struct built *b, struct err *err)
{
	return db_run(b->db, "BEGIN IMMEDIATE", err);
}

int
built_commit(struct built *b, struct err *err)
{
	return db_run(b->db, "COMMIT", err);
}

static int
get(struct built *b, const char *name, struct arena *arena, struct str *out,
    struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT value FROM head WHERE name = :name");
	int rc;

	query_text(q, ":name", str_from(name));
	rc = query_step(q, err);
	*out = rc > 0 ? arena_str(arena, query_get_text(q, "value"))
	              : str_from("");
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

static int
set(struct built *b, const char *name, struct str value, struct err *err)
{
	struct query *q = db_query(b->db,
	    "INSERT INTO head (name, value) VALUES (:name, :value)"
	    " ON CONFLICT DO UPDATE SET value = excluded.value");

	query_text(q, ":name", str_from(name));
	query_text(q, ":value", value);
	return query_done(q, err);
}

static int
get_number(struct built *b, const char *name, struct arena *arena,
    int64_t *out, struct err *err)
{
	struct str text;

	if (get(b, name, arena, &text, err) != 0)
		return -1;
	*out = strtoll(text.ptr, NULL, 10);
	return 0;
}

static int
set_number(struct built *b, const char *name, int64_t value, struct err *err)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", (long long)value);
	return set(b, name, str_from(text), err);
}

int
built_head(struct built *b, struct arena *arena, struct built_head *out,
    struct err *err)
{
	struct str inputs;

	*out = (struct built_head){ 0 };
	if (get(b, "inputs", arena, &inputs, err) != 0 ||
	    get_number(b, "search_words", arena, &out->search_words, err) !=
	        0 ||
	    get_number(b, "generation", arena, &out->moment.generation,
	        err) != 0 ||
	    get_number(b, "sequence", arena, &out->moment.sequence, err) !=
	        0 ||
	    get_number(b, "tree", arena, &out->tree, err) != 0 ||
	    get_number(b, "spare", arena, &out->spare, err) != 0)
		return -1;
	snprintf(out->inputs, sizeof(out->inputs), "%s", inputs.ptr);
	return inputs.len > 0;
}

int
built_set_head(struct built *b, const struct built_head *head,
    struct err *err)
{
	return set(b, "inputs", str_from(head->inputs), err) != 0 ||
	    set_number(b, "search_words", head->search_words, err) != 0 ||
	    set_number(b, "generation", head->moment.generation, err) != 0 ||
	    set_number(b, "sequence", head->moment.sequence, err) != 0 ||
	    set_number(b, "tree", head->tree, err) != 0 ||
	    set_number(b, "spare", head->spare, err) != 0 ? -1 : 0;
}

#define PAGE_COLUMNS " number, route, path, html, data"

static void
read_page(struct query *q, struct arena *arena, struct built_page *out)
{
	out->number = query_get_int(q, "number");
	out->route = (int)query_get_int(q, "route");
	out->path = arena_str(arena, query_get_text(q, "path"));
	out->hashes[0] = (uint64_t)query_get_int(q, "html");
	out->hashes[1] = (uint64_t)query_get_int(q, "data");
}

int
built_find(struct built *b, struct str path, struct arena *arena,
    struct built_page *out, struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT" PAGE_COLUMNS " FROM page WHERE path = :path");
	int rc;

	query_text(q, ":path", path);
	rc = query_step(q, err);
	if (rc > 0)
		read_page(q, arena, out);
	query_reset(q);
	return rc;
}

int
built_route(struct built *b, int route, struct arena *arena,
    struct built_pages *out, struct err *err)
{
	struct query *q = db_query(b->db, "SELECT" PAGE_COLUMNS
	    " FROM page WHERE route = :route ORDER BY path");
	int rc;

	query_int(q, ":route", route);
	while ((rc = query_step(q, err)) > 0)
		read_page(q, arena, VEC_ADD(arena, out));
	return rc;
}

int
built_put(struct built *b, struct built_page *page, struct err *err)
{
	struct query *q = db_query(b->db,
	    "INSERT INTO page (number, route, path, html, data)"
	    " VALUES (:number, :route, :path, :html, :data)"
	    " ON CONFLICT (number) DO UPDATE SET html = excluded.html,"
	    " data = excluded.data");

	if (page->number != 0)
		query_int(q, ":number", page->number);
	query_int(q, ":route", page->route);
	query_text(q, ":path", page->path);
	query_int(q, ":html", (int64_t)page->hashes[0]);
	query_int(q, ":data", (int64_t)page->hashes[1]);
	if (query_done(q, err) != 0)
		return -1;
	if (page->number == 0)
		page->number = db_last_id(b->db);
	return 0;
}

int
built_remove(struct built *b, int64_t number, struct err *err)
{
	struct query *q = db_query(b->db,
	    "DELETE FROM page WHERE number = :number");

	query_int(q, ":number", number);
	return query_done(q, err);
}

int
built_read(struct built *b, int64_t reader, uint64_t key, struct err *err)
{
	struct query *q = db_query(b->db,
	    "INSERT OR IGNORE INTO read (key, reader)"
	    " VALUES (:key, :reader)");

	query_int(q, ":key", (int64_t)key);
	query_int(q, ":reader", reader);
	return query_done(q, err);
}

int64_t
built_reader_of_route(int route)
{
	return -1 - route;
}

static int
add_page(struct built *b, int64_t number, struct arena *arena,
    struct built_pages *out, struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT" PAGE_COLUMNS " FROM page WHERE number = :number");
	int rc;

	query_int(q, ":number", number);
	rc = query_step(q, err);
	/* What a removed page was made from stays until all is built anew. */
	if (rc > 0)
		read_page(q, arena, VEC_ADD(arena, out));
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

static int
add_readers(struct built *b, uint64_t key, struct set *seen,
    struct arena *arena, struct built_pages *out, bool *routes,
    struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT reader FROM read WHERE key = :key");
	int rc;

	query_int(q, ":key", (int64_t)key);
	while ((rc = query_step(q, err)) > 0) {
		int64_t reader = query_get_int(q, "reader");

		if (reader < 0)
			routes[-1 - reader] = true;
		else if (set_add(seen, (uint64_t)reader) &&
		    add_page(b, reader, arena, out, err) != 0) {
			query_reset(q);
			return -1;
		}
	}
	return rc;
}

static int
by_path(const void *a, const void *b)
{
	const struct built_page *x = a, *y = b;

	return str_compare(x->path, y->path);
}

int
built_stale(struct built *b, const struct set *keys, struct arena *arena,
    struct built_pages *out, bool *routes, struct err *err)
{
	struct set seen = { 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < keys->size; i++)
		if (keys->slots[i] != 0)
			rc = add_readers(b, keys->slots[i], &seen, arena, out,
			    routes, err);
	set_free(&seen);
	if (out->count > 1)
		qsort(out->items, out->count, sizeof(*out->items), by_path);
	return rc;
}

int
built_add_behind(struct built *b, struct str path, bool gone,
    struct err *err)
{
	struct query *q = db_query(b->db,
	    "INSERT INTO behind (path, gone) VALUES (:path, :gone)"
	    " ON CONFLICT DO UPDATE SET gone = excluded.gone");

	query_text(q, ":path", path);
	query_int(q, ":gone", gone);
	return query_done(q, err);
}

int
built_clear_behind(struct built *b, struct err *err)
{
	return db_run(b->db, "DELETE FROM behind", err);
}

int
built_behind(struct built *b,
    int (*visit)(void *context, struct str path, bool gone, struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT path, gone FROM behind ORDER BY path");
	int rc;

	while ((rc = query_step(q, err)) > 0)
		if (visit(context, query_get_text(q, "path"),
		        query_get_int(q, "gone") != 0, err) != 0) {
			query_reset(q);
			return -1;
		}
	return rc;
}

int
built_keep(struct built *b, struct str path, int64_t age, struct err *err)
{
	struct query *q = db_query(b->db,
	    "INSERT INTO kept (path, age) VALUES (:path, :age)");

	query_text(q, ":path", path);
	query_int(q, ":age", age);
	return query_done(q, err);
}

int
built_kept(struct built *b, struct map *ages, struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT path, age FROM kept ORDER BY path");
	int rc;

	while ((rc = query_step(q, err)) > 0)
		*map_put(ages, arena_str(ages->arena, query_get_text(q,
		    "path"))) = (uintptr_t)query_get_int(q, "age");
	return rc;
}

void
built_read_kept(const char *path, struct map *ages)
{
	struct err ignored;
	struct built b = { .db = db_open(path, false, &ignored) };

	if (b.db != NULL)
		built_kept(&b, ages, &ignored);
	db_close(b.db);
}
