/* search_index.c: what search reads, kept level with what is stored. */
#include "store/search_index.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "store/curated.h"
#include "store/handle.h"

static int
run(struct store *s, const char *sql, int64_t article, struct err *err)
{
	struct query *q = db_query(s->db, sql);

	query_int(q, ":article", article);
	return query_done(q, err);
}

int
search_index_touch_one(struct store *s, bool is_tag, int64_t id,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT OR IGNORE INTO alias_stale (is_tag, id)"
	    " VALUES (:is_tag, :id)");

	query_int(q, ":is_tag", is_tag);
	query_int(q, ":id", id);
	return query_done(q, err);
}

int
search_index_touch(struct store *s, int64_t article, struct err *err)
{
	if (run(s, "INSERT OR IGNORE INTO alias_stale (is_tag, id)"
	        " SELECT 0, actor_id FROM article_actor"
	        " WHERE article_id = :article", article, err) != 0)
		return -1;
	return run(s, "INSERT OR IGNORE INTO alias_stale (is_tag, id)"
	    " SELECT 1, tag_id FROM article_tag WHERE article_id = :article",
	    article, err);
}

int
search_index_add(struct store *s, int64_t article, struct err *err)
{
	return run(s, "INSERT INTO search (rowid, title, tags, actors, body)"
	    " SELECT id, title, tags, actors, body FROM search_text"
	    " WHERE id = :article", article, err);
}

int
search_index_remove(struct store *s, int64_t article, struct err *err)
{
	return run(s, "INSERT INTO search (search, rowid, title, tags, actors,"
	    " body) SELECT 'delete', id, title, tags, actors, body"
	    " FROM search_text WHERE id = :article", article, err);
}

int
search_index_purge(struct store *s, struct err *err)
{
	return db_run(s->db, "INSERT INTO search (search)"
	    " VALUES ('optimize')", err);
}

struct subject {
	bool is_tag;
	int64_t id;
};

static int
put_key(struct store *s, struct subject subject, struct str key,
    struct err *err)
{
	struct query *q = db_query(s->db, "INSERT OR IGNORE INTO alias"
	    " (key, is_tag, id) VALUES (:key, :is_tag, :id)");

	query_text(q, ":key", key);
	query_int(q, ":is_tag", subject.is_tag);
	query_int(q, ":id", subject.id);
	return query_done(q, err);
}

/* Nobody begins to type a name with these. */
static bool
is_particle(struct str key)
{
	static const char *const particles[] = {
		"of-", "the-", "and-", "for-", "in-", "on-", "to-", "a-",
	};

	for (size_t i = 0; i < sizeof(particles) / sizeof(*particles); i++)
		if (str_starts(key, particles[i]))
			return true;
	return false;
}

/* The name's slug from each of its words on: "lee-jae-myung", "jae-myung",
 * "myung". */
static int
put_name(struct store *s, struct subject subject, struct str name,
    struct err *err)
{
	struct buf slug = { 0 };
	struct str rest;
	int rc = 0;

	utf8_slug(&slug, name, SLUG_MAX);
	rest = buf_view(&slug);
	while (rest.len > 0 && rc == 0) {
		size_t gap = str_find(rest, (struct str)STR("-"), 0);

		/* The whole name always; its parts when they say something. */
		if (rest.ptr == slug.data ||
		    (rest.len > 1 && !is_particle(rest)))
			rc = put_key(s, subject, rest, err);
		rest = str_slice(rest, gap + 1, rest.len);
	}
	buf_free(&slug);
	return rc;
}

static int
put_names(struct store *s, struct subject subject, struct err *err)
{
	struct query *q = subject.is_tag
	    ? db_query(s->db, "SELECT DISTINCT printed AS name FROM article_tag"
	          " WHERE tag_id = :id UNION SELECT value FROM curated"
	          " WHERE is_tag = 1 AND field = :alias AND slug ="
	          " (SELECT slug FROM tag WHERE id = :id)")
	    : db_query(s->db, "SELECT DISTINCT name FROM name"
	          " WHERE actor_id = :id UNION SELECT name FROM actor"
	          " WHERE id = :id UNION SELECT value FROM curated"
	          " WHERE is_tag = 0 AND field IN (:alias, :hidden)"
	          " AND slug = (SELECT slug FROM actor WHERE id = :id)");
	int rc;

	query_int(q, ":id", subject.id);
	query_int(q, ":alias", CURATED_ALIAS);
	if (!subject.is_tag)
		query_int(q, ":hidden", CURATED_HIDDEN);
	while ((rc = query_step(q, err)) > 0)
		if (put_name(s, subject, query_get_text(q, "name"), err) !=
		    0) {
			query_reset(q);
			return -1;
		}
	return rc;
}

static int
is_level(struct store *s, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT NOT EXISTS (SELECT 1 FROM alias_stale) AS level");
	int rc = query_step(q, err);
	bool level = rc > 0 && query_get_int(q, "level") != 0;

	query_reset(q);
	return rc < 0 ? -1 : level;
}

int
search_index_names(struct store *s, struct err *err)
{
	struct query *q;
	struct arena arena = { 0 };
	VEC(struct subject) stale = { 0 };
	int rc = is_level(s, err);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (db_run(s->db, "DELETE FROM alias WHERE (is_tag, id) IN"
	        " (SELECT is_tag, id FROM alias_stale);", err) != 0)
		return -1;
	q = db_query(s->db, "SELECT is_tag, id FROM alias_stale"
	    " WHERE id IN (SELECT id FROM tag) AND is_tag"
	    " OR id IN (SELECT id FROM actor) AND NOT is_tag");
	while ((rc = query_step(q, err)) > 0) {
		struct subject *x = VEC_ADD(&arena, &stale);

		x->is_tag = query_get_int(q, "is_tag") != 0;
		x->id = query_get_int(q, "id");
	}
	for (size_t i = 0; i < stale.count && rc == 0; i++)
		rc = put_names(s, stale.items[i], err);
	arena_free(&arena);
	return rc != 0 ? -1 : 0;
}

int
search_index_settled(struct store *s, struct err *err)
{
	return db_run(s->db, "DELETE FROM alias_stale", err);
}
