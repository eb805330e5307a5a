/* built_search.c: the search index in the state of a build. */
#include "store/built_search.h"

#include "base/vec.h"
#include "store/handle.h"

#define ARTICLE_COLUMNS \
	" number, key, id, published, day, file, words, terms"

int
built_article_put(struct built *b, const struct built_article *article,
    struct err *err)
{
	struct query *q = db_query(b->db, "INSERT OR REPLACE INTO"
	    " search_article (" ARTICLE_COLUMNS ") VALUES (:number, :key,"
	    " :id, :published, :day, :file, :words, :terms)");

	query_int(q, ":number", article->number);
	query_int(q, ":key", (int64_t)article->key);
	query_int(q, ":id", article->id);
	query_int(q, ":published", article->published);
	query_int(q, ":day", article->day);
	query_text(q, ":file", article->file);
	query_int(q, ":words", article->words);
	query_text(q, ":terms", article->terms);
	return query_done(q, err);
}

static int
read_article(struct query *q, struct arena *arena, struct built_article *out,
    struct err *err)
{
	int rc = query_step(q, err);

	if (rc <= 0)
		return rc;
	out->number = query_get_int(q, "number");
	out->key = (uint64_t)query_get_int(q, "key");
	out->id = query_get_int(q, "id");
	out->published = query_get_int(q, "published");
	out->day = (int32_t)query_get_int(q, "day");
	out->file = arena_str(arena, query_get_text(q, "file"));
	out->words = query_get_int(q, "words");
	out->terms = arena_str(arena, query_get_text(q, "terms"));
	query_reset(q);
	return 1;
}

int
built_article_find(struct built *b, uint64_t key, struct arena *arena,
    struct built_article *out, struct err *err)
{
	struct query *q = db_query(b->db, "SELECT" ARTICLE_COLUMNS
	    " FROM search_article WHERE key = :key");

	query_int(q, ":key", (int64_t)key);
	return read_article(q, arena, out, err);
}

int
built_article_at(struct built *b, int64_t number, struct arena *arena,
    struct built_article *out, struct err *err)
{
	struct query *q = db_query(b->db, "SELECT" ARTICLE_COLUMNS
	    " FROM search_article WHERE number = :number");

	query_int(q, ":number", number);
	return read_article(q, arena, out, err);
}

int
built_article_count(struct built *b, int64_t *count, struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT ifnull(max(number) + 1, 0) AS n FROM search_article");

	if (query_step(q, err) <= 0)
		return -1;
	*count = query_get_int(q, "n");
	query_reset(q);
	return 0;
}

int
built_part_put(struct built *b, enum built_part_kind kind,
    const struct built_part *part, struct err *err)
{
	struct query *q = db_query(b->db, "INSERT OR REPLACE INTO search_part"
	    " (kind, name, file, places)"
	    " VALUES (:kind, :name, :file, :places)");

	query_int(q, ":kind", kind);
	query_text(q, ":name", part->name);
	query_text(q, ":file", part->file);
	query_text(q, ":places", part->places);
	return query_done(q, err);
}

int
built_part_remove(struct built *b, enum built_part_kind kind,
    struct str name, struct err *err)
{
	struct query *q = db_query(b->db,
	    "DELETE FROM search_part WHERE kind = :kind AND name = :name");

	query_int(q, ":kind", kind);
	query_text(q, ":name", name);
	return query_done(q, err);
}

int
built_part_clear(struct built *b, enum built_part_kind kind, struct err *err)
{
	struct query *q = db_query(b->db,
	    "DELETE FROM search_part WHERE kind = :kind");

	query_int(q, ":kind", kind);
	return query_done(q, err);
}

static void
read_part(struct query *q, struct arena *arena, struct built_part *out)
{
	out->name = arena_str(arena, query_get_text(q, "name"));
	out->file = arena_str(arena, query_get_text(q, "file"));
	out->places = arena_str(arena, query_get_text(q, "places"));
}

static int
find_part(struct query *q, enum built_part_kind kind, struct str name,
    struct arena *arena, struct built_part *out, struct err *err)
{
	int rc;

	query_int(q, ":kind", kind);
	query_text(q, ":name", name);
	rc = query_step(q, err);
	if (rc > 0) {
		read_part(q, arena, out);
		query_reset(q);
	}
	return rc;
}

int
built_part_next(struct built *b, enum built_part_kind kind,
    struct str name, struct arena *arena, struct built_part *out,
    struct err *err)
{
	return find_part(db_query(b->db, "SELECT name, file, places"
	    " FROM search_part WHERE kind = :kind AND name > :name"
	    " ORDER BY name LIMIT 1"), kind, name, arena, out, err);
}

int
built_part_at(struct built *b, enum built_part_kind kind,
    struct str name, struct arena *arena, struct built_part *out,
    struct err *err)
{
	int rc = find_part(db_query(b->db, "SELECT name, file, places"
	    " FROM search_part WHERE kind = :kind AND name <= :name"
	    " ORDER BY name DESC LIMIT 1"), kind, name, arena, out, err);

	return rc != 0 ? rc : built_part_next(b, kind, name, arena, out, err);
}

int
built_part_each(struct built *b, enum built_part_kind kind,
    int (*visit)(void *context, const struct built_part *part,
        struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(b->db, "SELECT name, file, places"
	    " FROM search_part WHERE kind = :kind ORDER BY name");
	struct arena scratch = { 0 };
	int rc;

	query_int(q, ":kind", kind);
	while ((rc = query_step(q, err)) > 0) {
		struct built_part part;

		arena_reset(&scratch);
		read_part(q, &scratch, &part);
		if (visit(context, &part, err) != 0) {
			query_reset(q);
			rc = -1;
			break;
		}
	}
	arena_free(&scratch);
	return rc;
}

int
built_file_use(struct built *b, struct str file, int change,
    int64_t *uses, struct err *err)
{
	struct query *q = db_query(b->db,
	    "SELECT uses FROM search_file WHERE file = :file");
	int rc;

	query_text(q, ":file", file);
	rc = query_step(q, err);
	if (rc < 0)
		return -1;
	*uses = rc > 0 ? query_get_int(q, "uses") : -1;
	query_reset(q);
	q = db_query(b->db, "INSERT INTO search_file (file, uses)"
	    " VALUES (:file, :change)"
	    " ON CONFLICT DO UPDATE SET uses = uses + excluded.uses");
	query_text(q, ":file", file);
	query_int(q, ":change", change);
	return query_done(q, err);
}

int
built_file_sweep(struct built *b, struct arena *arena,
    int (*visit)(void *context, struct str file, struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(b->db, "SELECT file FROM search_file"
	    " WHERE uses = 0 ORDER BY file");
	VEC(struct str) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, &found) = arena_str(arena,
		    query_get_text(q, "file"));
	for (size_t i = 0; rc == 0 && i < found.count; i++)
		rc = visit(context, found.items[i], err);
	return rc != 0 ? -1
	    : db_run(b->db, "DELETE FROM search_file WHERE uses = 0", err);
}

int
built_search_clear(struct built *b, struct err *err)
{
	return db_run(b->db, "DELETE FROM search_article;"
	    "DELETE FROM search_part; UPDATE search_file SET uses = 0", err);
}
