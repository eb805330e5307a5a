/* extraction.c: findings as they were read, and what was laid over them. */
#include "store/extraction.h"

#include "base/vec.h"
#include "store/handle.h"

static int
put_forms(struct store *s, int64_t article, const uint64_t *keys,
    size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		struct query *q = db_query(s->db,
		    "INSERT OR IGNORE INTO form (form, article_id)"
		    " VALUES (:form, :article)");

		query_int(q, ":form", (uint32_t)keys[i]);
		query_int(q, ":article", article);
		if (query_done(q, err) != 0)
			return -1;
	}
	return 0;
}

int
store_extraction_put(struct store *s, int64_t article,
    const struct extraction *x, const uint64_t *keys, size_t count,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "DELETE FROM form WHERE article_id = :article");

	query_int(q, ":article", article);
	if (query_done(q, err) != 0 ||
	    put_forms(s, article, keys, count, err) != 0)
		return -1;
	q = db_query(s->db, "INSERT INTO extraction (article_id, findings,"
	    " laid) VALUES (:article, :findings, :laid)"
	    " ON CONFLICT DO UPDATE SET findings = excluded.findings,"
	    " laid = excluded.laid");
	query_int(q, ":article", article);
	query_bytes(q, ":findings", x->findings);
	query_int(q, ":laid", (int64_t)x->laid);
	return query_done(q, err);
}

int
store_extraction_laid(struct store *s, int64_t article, uint64_t laid,
    struct err *err)
{
	struct query *q = db_query(s->db, "UPDATE extraction SET laid = :laid"
	    " WHERE article_id = :article");

	query_int(q, ":article", article);
	query_int(q, ":laid", (int64_t)laid);
	return query_done(q, err);
}

int
store_extraction_find(struct store *s, int64_t article,
    struct arena *arena, struct extraction *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT findings, laid"
	    " FROM extraction WHERE article_id = :article");
	int rc;

	query_int(q, ":article", article);
	rc = query_step(q, err);
	if (rc > 0) {
		out->findings = arena_str(arena,
		    query_get_bytes(q, "findings"));
		out->laid = (uint64_t)query_get_int(q, "laid");
		query_reset(q);
	}
	return rc;
}

int
store_extraction_with(struct store *s, uint64_t key, struct arena *arena,
    struct article_ids *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT article_id FROM form WHERE form = :form"
	    " ORDER BY article_id");
	int rc;

	query_int(q, ":form", (uint32_t)key);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, out) = query_get_int(q, "article_id");
	return rc;
}

int
store_extraction_any(struct store *s, uint64_t key, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT 1 FROM form WHERE form = :form LIMIT 1");
	int rc;

	query_int(q, ":form", (uint32_t)key);
	rc = query_step(q, err);
	query_reset(q);
	return rc;
}

int
store_rule_each(struct store *s,
    int (*visit)(void *context, uint64_t key, uint64_t hash,
        struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT key, hash FROM rule ORDER BY key");
	int rc;

	while ((rc = query_step(q, err)) > 0)
		if (visit(context, (uint64_t)query_get_int(q, "key"),
		        (uint64_t)query_get_int(q, "hash"), err) != 0) {
			query_reset(q);
			return -1;
		}
	return rc;
}

int
store_rule_put(struct store *s, uint64_t key, uint64_t hash, struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO rule (key, hash) VALUES (:key, :hash)"
	    " ON CONFLICT DO UPDATE SET hash = excluded.hash");

	query_int(q, ":key", (int64_t)key);
	query_int(q, ":hash", (int64_t)hash);
	return query_done(q, err);
}

int
store_rule_remove(struct store *s, uint64_t key, struct err *err)
{
	struct query *q = db_query(s->db,
	    "DELETE FROM rule WHERE key = :key");

	query_int(q, ":key", (int64_t)key);
	return query_done(q, err);
}

int
store_corrected(struct store *s, struct arena *arena,
    struct corrected_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT article, article_id, hash FROM corrected"
	    " ORDER BY article");
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct corrected *c = VEC_ADD(arena, out);

		c->article = arena_str(arena, query_get_text(q, "article"));
		c->id = query_get_int(q, "article_id");
		c->hash = (uint64_t)query_get_int(q, "hash");
	}
	return rc;
}

int
store_corrected_put(struct store *s, const struct corrected *c,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO corrected (article, article_id, hash)"
	    " VALUES (:article, :id, :hash) ON CONFLICT DO UPDATE SET"
	    " article_id = excluded.article_id, hash = excluded.hash");

	query_text(q, ":article", c->article);
	if (c->id != 0)
		query_int(q, ":id", c->id);
	else
		query_null(q, ":id");
	query_int(q, ":hash", (int64_t)c->hash);
	return query_done(q, err);
}

int
store_corrected_remove(struct store *s, struct str article, struct err *err)
{
	struct query *q = db_query(s->db,
	    "DELETE FROM corrected WHERE article = :article");

	query_text(q, ":article", article);
	return query_done(q, err);
}

/* "2025/12/slug"; false for anything else. */
static bool
read_address(struct str name, int *month, struct str *slug)
{
	int year, m;

	if (name.len < 9 || name.ptr[4] != '/' || name.ptr[7] != '/')
		return false;
	year = str_number(str_slice(name, 0, 4));
	m = str_number(str_slice(name, 5, 7));
	*month = year * 12 + m - 1;
	*slug = str_slice(name, 8, name.len);
	return year >= 0 && m >= 1 && m <= 12;
}

static int
take_id(struct query *q, int64_t *id, struct err *err)
{
	int rc = query_step(q, err);

	if (rc > 0) {
		*id = query_get_int(q, "id");
		query_reset(q);
	}
	return rc;
}

int
store_article_named(struct store *s, struct str name, int64_t *id,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id FROM article WHERE file = :file");
	struct str slug;
	int month, rc;

	*id = 0;
	query_text(q, ":file", name);
	rc = take_id(q, id, err);
	if (rc != 0 || !read_address(name, &month, &slug))
		return rc;
	q = db_query(s->db, "SELECT id FROM article WHERE month = :month"
	    " AND slug = :slug");
	query_int(q, ":month", month);
	query_text(q, ":slug", slug);
	rc = take_id(q, id, err);
	if (rc != 0)
		return rc;
	q = db_query(s->db, "SELECT article.id AS id FROM claim"
	    " JOIN article ON article.file = claim.file"
	    " WHERE claim.month = :month AND claim.slug = :slug");
	query_int(q, ":month", month);
	query_text(q, ":slug", slug);
	return take_id(q, id, err);
}

#define ADDRESS \
	" printf('%04d/%02d/%s', month / 12, month % 12 + 1, slug)"

int
store_article_addresses(struct store *s, struct str file,
    struct arena *arena, struct addresses *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" ADDRESS " AS address"
	    " FROM article WHERE file = :file UNION SELECT" ADDRESS
	    " FROM claim WHERE file = :file");
	int rc;

	query_text(q, ":file", file);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, out) = arena_str(arena,
		    query_get_text(q, "address"));
	return rc;
}
