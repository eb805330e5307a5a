/* picture.c: the pictures of articles. */
#include "store/picture.h"

#include "store/handle.h"

int
store_picture_put(struct store *s, int64_t article,
    const struct picture *picture, struct err *err)
{
	struct query *q;

	if (picture->name.len == 0) {
		q = db_query(s->db,
		    "DELETE FROM picture WHERE article_id = :article");
		query_int(q, ":article", article);
		return query_done(q, err);
	}
	q = db_query(s->db, "INSERT OR REPLACE INTO picture (article_id, name,"
	    " width, height, small, small_width) VALUES (:article, :name,"
	    " :width, :height, :small, :small_width)");
	query_int(q, ":article", article);
	query_text(q, ":name", picture->name);
	query_int(q, ":width", picture->width);
	query_int(q, ":height", picture->height);
	query_text(q, ":small", picture->small);
	query_int(q, ":small_width", picture->small_width);
	return query_done(q, err);
}

int
store_picture_find(struct store *s, int64_t article, struct arena *arena,
    struct picture *out, struct str *caption, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT name, width, height, small,"
	    " small_width, caption FROM picture JOIN article"
	    " ON article.id = article_id WHERE article_id = :article");
	int rc;

	query_reads(q, READ_ARTICLE, article, 0);
	*out = (struct picture){ 0 };
	query_int(q, ":article", article);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	out->name = arena_str(arena, query_get_text(q, "name"));
	out->width = (uint32_t)query_get_int(q, "width");
	out->height = (uint32_t)query_get_int(q, "height");
	out->small = arena_str(arena, query_get_text(q, "small"));
	out->small_width = (uint32_t)query_get_int(q, "small_width");
	if (caption != NULL)
		*caption = arena_str(arena, query_get_text(q, "caption"));
	query_reset(q);
	return 1;
}

int
store_picture_each(struct store *s, store_picture_visit *visit, void *context,
    struct err *err)
{
	struct query *q = db_query(s->db, "SELECT name FROM picture"
	    " UNION SELECT small FROM picture WHERE small <> ''"
	    " ORDER BY name");
	int rc;

	while ((rc = query_step(q, err)) > 0)
		if (visit(context, query_get_text(q, "name"), err) != 0) {
			query_reset(q);
			return -1;
		}
	return rc;
}
