/* vocabulary.c: see vocabulary.h. */
#include "store/vocabulary.h"

#include "base/utf8.h"
#include "store/handle.h"

static const char *const size_keys[] = { "tag_words", "tag_lines",
	"tag_drift" };

int
store_vocabulary_size(struct store *s, struct vocabulary_size *out,
    struct err *err)
{
	return store_meta(s, size_keys[0], &out->words, err) != 0 ||
	    store_meta(s, size_keys[1], &out->lines, err) != 0 ||
	    store_meta(s, size_keys[2], &out->drift, err) != 0 ? -1 : 0;
}

int
store_vocabulary_set_size(struct store *s,
    const struct vocabulary_size *size, struct err *err)
{
	return store_set_meta(s, size_keys[0], size->words, err) != 0 ||
	    store_set_meta(s, size_keys[1], size->lines, err) != 0 ||
	    store_set_meta(s, size_keys[2], size->drift, err) != 0 ? -1 : 0;
}

static int
find_line(struct store *s, struct tag_count *count, struct arena *arena,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT cut FROM tagline WHERE line = :line"
	    " AND cut IS NOT NULL");
	int rc;

	query_text(q, ":line", count->key);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	count->n = 1;
	count->cut = arena_str(arena, query_get_text(q, "cut"));
	query_reset(q);
	return 0;
}

int
store_tag_count_find(struct store *s, struct tag_count *count,
    struct arena *arena, struct err *err)
{
	struct query *q;
	int rc;

	if (count->kind == TAG_COUNT_LINE)
		return find_line(s, count, arena, err);
	q = db_query(s->db, "SELECT n, followers, preceders, starts, ends"
	    " FROM tag_count WHERE kind = :kind AND key = :key");
	query_int(q, ":kind", count->kind);
	query_text(q, ":key", count->key);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	count->n = (uint32_t)query_get_int(q, "n");
	count->followers = (uint32_t)query_get_int(q, "followers");
	count->preceders = (uint32_t)query_get_int(q, "preceders");
	count->starts = (uint32_t)query_get_int(q, "starts");
	count->ends = (uint32_t)query_get_int(q, "ends");
	query_reset(q);
	return 0;
}

static int
put_line(struct store *s, const struct tag_count *count, struct err *err)
{
	struct query *q;

	if (count->n > 0) {
		q = db_query(s->db, "INSERT INTO tagline (line, articles, cut)"
		    " VALUES (:line, 0, :cut)"
		    " ON CONFLICT DO UPDATE SET cut = excluded.cut");
		query_text(q, ":cut", count->cut);
	} else {
		q = db_query(s->db,
		    "UPDATE tagline SET cut = NULL WHERE line = :line");
	}
	query_text(q, ":line", count->key);
	if (query_done(q, err) != 0 || count->n > 0)
		return count->n > 0 ? 0 : -1;
	q = db_query(s->db, "DELETE FROM tagline WHERE line = :line"
	    " AND articles = 0");
	query_text(q, ":line", count->key);
	return query_done(q, err);
}

int
store_tag_count_put(struct store *s, const struct tag_count *count,
    struct err *err)
{
	struct query *q;

	if (count->kind == TAG_COUNT_LINE)
		return put_line(s, count, err);
	if (count->n == 0) {
		q = db_query(s->db, "DELETE FROM tag_count"
		    " WHERE kind = :kind AND key = :key");
	} else {
		q = db_query(s->db, "INSERT OR REPLACE INTO tag_count (kind,"
		    " key, n, followers, preceders, starts, ends) VALUES"
		    " (:kind, :key, :n, :followers, :preceders, :starts,"
		    " :ends)");
		query_int(q, ":n", count->n);
		query_int(q, ":followers", count->followers);
		query_int(q, ":preceders", count->preceders);
		query_int(q, ":starts", count->starts);
		query_int(q, ":ends", count->ends);
	}
	query_int(q, ":kind", count->kind);
	query_text(q, ":key", count->key);
	return query_done(q, err);
}

int
store_tag_counts_clear(struct store *s, struct err *err)
{
	return db_run(s->db, "DELETE FROM tag_count;"
	    "DELETE FROM tagline WHERE articles = 0;"
	    "UPDATE tagline SET cut = NULL WHERE cut IS NOT NULL", err);
}

int
store_tagline_find(struct store *s, struct str line, struct tagline_row *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT articles, cut IS NOT NULL AS learned FROM tagline"
	    " WHERE line = :line");
	int rc;

	*out = (struct tagline_row){ .line = str_from("") };
	query_text(q, ":line", line);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	out->articles = query_get_int(q, "articles");
	out->learned = query_get_int(q, "learned") != 0;
	query_reset(q);
	return 1;
}

int
store_tagline_each(struct store *s, bool unused,
    int (*visit)(void *context, const struct tagline_row *row,
        struct err *err),
    void *context, struct err *err)
{
	struct query *q = unused
	    ? db_query(s->db, "SELECT line, articles, cut IS NOT NULL AS"
	          " learned FROM tagline WHERE articles = 0"
	          " AND cut IS NOT NULL ORDER BY line")
	    : db_query(s->db, "SELECT line, articles, cut IS NOT NULL AS"
	          " learned FROM tagline ORDER BY line");
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct tagline_row row = { query_get_text(q, "line"),
			query_get_int(q, "articles"),
			query_get_int(q, "learned") != 0 };

		if (visit(context, &row, err) != 0) {
			query_reset(q);
			return -1;
		}
	}
	return rc;
}

struct str
store_tagline_form(struct arena *arena, struct str printed)
{
	return utf8_lower(arena, printed);
}

int
store_tagline_of(struct store *s, int64_t article, struct arena *arena,
    struct str *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tagline FROM article WHERE id = :article");
	int rc;

	*out = str_from("");
	query_int(q, ":article", article);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	*out = arena_str(arena, query_get_text(q, "tagline"));
	query_reset(q);
	return 0;
}

/* A line that is still learned is left to be unlearned. */
static int
drop_line(struct store *s, struct str line, struct err *err)
{
	struct query *q = db_query(s->db, "UPDATE tagline"
	    " SET articles = articles - 1 WHERE line = :line"
	    " AND articles > 0");

	query_text(q, ":line", line);
	if (query_done(q, err) != 0)
		return -1;
	q = db_query(s->db, "DELETE FROM tagline WHERE line = :line"
	    " AND articles = 0 AND cut IS NULL");
	query_text(q, ":line", line);
	return query_done(q, err);
}

int
vocabulary_count(struct store *s, struct str printed, int sign,
    struct err *err)
{
	struct arena scratch = { 0 };
	struct str line = store_tagline_form(&scratch, printed);
	struct query *q;
	int rc = 0;

	if (line.len > 0 && sign < 0) {
		rc = drop_line(s, line, err);
	} else if (line.len > 0) {
		q = db_query(s->db, "INSERT INTO tagline (line, articles)"
		    " VALUES (:line, 1)"
		    " ON CONFLICT DO UPDATE SET articles = articles + 1");
		query_text(q, ":line", line);
		rc = query_done(q, err);
	}
	arena_free(&scratch);
	return rc;
}
