/* withdrawn.c: see withdrawn.h. */
#include "store/withdrawn.h"

#include "base/vec.h"
#include "store/article.h"
#include "store/change.h"
#include "store/handle.h"
#include "store/slug.h"

/* What keeps the article's place. */
struct row {
	struct slug slug;
	int64_t published, day;
};

/* The place it has: 1, 0 or -1. */
static int
read_row(struct store *s, int64_t id, struct arena *arena, struct row *out,
    struct err *err)
{
	struct query *q = id > 0
	    ? db_query(s->db, "SELECT published, day FROM article"
	          " WHERE id = :id")
	    : db_query(s->db, "SELECT published, day FROM withdrawn"
	          " WHERE id = :id");
	int rc;

	query_int(q, ":id", id > 0 ? id : -id);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	out->published = query_get_int(q, "published");
	out->day = query_get_int(q, "day");
	query_reset(q);
	return slug_of(s, id, arena, &out->slug, err);
}

static int
put_row(struct store *s, const struct article *a, const struct row *row,
    const char hash[HASH_HEX], struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO withdrawn (file, hash, slug, month, base, asked,"
	    " published, day, withdrawn_day) VALUES (:file, :hash, :slug,"
	    " :month, :base, :asked, :published, :day, :withdrawn_day)"
	    " ON CONFLICT (file) DO UPDATE SET hash = excluded.hash,"
	    " withdrawn_day = excluded.withdrawn_day");

	query_text(q, ":file", a->file);
	query_text(q, ":hash", str_from(hash));
	query_text(q, ":slug", row->slug.slug);
	query_int(q, ":month", row->slug.month);
	query_text(q, ":base", row->slug.base);
	query_int(q, ":asked", row->slug.asked);
	query_int(q, ":published", row->published);
	query_int(q, ":day", row->day);
	if (a->withdrawn.known)
		query_int(q, ":withdrawn_day", a->withdrawn.day);
	else
		query_null(q, ":withdrawn_day");
	if (query_done(q, err) != 0)
		return -1;
	return change_key(s, read_key(READ_MOVED, 0, 0), err);
}

/* The row comes first, so that the URL is never free. */
static int
withdraw_stored(struct store *s, const struct article *a, int64_t id,
    const char hash[HASH_HEX], struct err *err)
{
	struct arena arena = { 0 };
	struct row row;
	int rc = read_row(s, id, &arena, &row, err) > 0 ? 0 : -1;

	if (rc == 0)
		rc = put_row(s, a, &row, hash, err);
	if (rc == 0 && id > 0)
		rc = store_article_remove(s, id, err);
	s->withdrew = true;
	arena_free(&arena);
	return rc == 0 ? 1 : -1;
}

static int
withdraw_new(struct store *s, const struct article *a,
    const char hash[HASH_HEX], struct err *err)
{
	static const struct slug none;
	struct arena arena = { 0 };
	struct row row = { .published = a->published, .day = a->day };
	int rc = slug_choose(s, a, &none, &arena, &row.slug, err);

	if (rc == 0)
		rc = put_row(s, a, &row, hash, err);
	if (rc == 0)
		rc = slug_settle_own(s, a->file, &none, &row.slug, &arena,
		    err);
	if (rc == 0)
		rc = slug_settle(s, &row.slug, &arena, err);
	arena_free(&arena);
	return rc == 0 ? 1 : -1;
}

int
store_article_withdraw(struct store *s, const struct article *article,
    const char hash[HASH_HEX], struct err *err)
{
	struct store_file old;
	int rc = store_file_find(s, article->file, &old, err);

	if (rc < 0)
		return -1;
	if (rc > 0)
		return withdraw_stored(s, article, old.id, hash, err);
	return article->title.len > 0 ? withdraw_new(s, article, hash, err)
	                              : 0;
}

#define COLUMNS " month, slug, file, withdrawn_day FROM withdrawn"

static void
read_withdrawn(struct query *q, struct arena *arena, struct withdrawn *out)
{
	int month = (int)query_get_int(q, "month");

	*out = (struct withdrawn){ .year = month / 12,
		.month = month % 12 + 1 };
	out->slug = arena_str(arena, query_get_text(q, "slug"));
	out->file = arena_str(arena, query_get_text(q, "file"));
	out->has_day = !query_get_null(q, "withdrawn_day");
	out->day = (int32_t)query_get_int(q, "withdrawn_day");
}

int
store_withdrawn_find(struct store *s, int year, int month, struct str slug,
    struct arena *arena, struct withdrawn *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" COLUMNS
	    " WHERE month = :month AND slug = :slug");
	int rc;

	query_reads(q, READ_MOVED, 0, 0);
	query_int(q, ":month", year * 12 + month - 1);
	query_text(q, ":slug", slug);
	rc = query_step(q, err);
	if (rc > 0) {
		read_withdrawn(q, arena, out);
		query_reset(q);
	}
	return rc;
}

int
store_withdrawn_each(struct store *s, struct arena *arena,
    struct withdrawn_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" COLUMNS
	    " ORDER BY month, slug");
	int rc;

	query_reads(q, READ_MOVED, 0, 0);
	while ((rc = query_step(q, err)) > 0)
		read_withdrawn(q, arena, VEC_ADD(arena, out));
	return rc;
}
