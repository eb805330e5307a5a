/* census.c: whole columns, each by one pass over an index. */
#include "store/census.h"

#include "base/vec.h"
#include "store/handle.h"

static int
read_links(struct query *q, struct arena *arena, struct census_links *out,
    struct err *err)
{
	int rc;

	*out = (struct census_links){ 0 };
	query_reads(q, READ_SHAPE, 0, 0);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, out) = (struct census_link){
			query_get_int(q, "id"), query_get_int(q, "article"),
		};
	return rc;
}

int
store_census_actors(struct store *s, struct arena *arena,
    struct census_links *out, struct err *err)
{
	return read_links(db_query(s->db,
	    "SELECT actor_id AS id, article_id AS article"
	    " FROM article_actor INDEXED BY article_actor_by_actor"
	    " ORDER BY actor_id, published"), arena, out, err);
}

int
store_census_tags(struct store *s, struct arena *arena,
    struct census_links *out, struct err *err)
{
	return read_links(db_query(s->db,
	    "SELECT tag_id AS id, article_id AS article"
	    " FROM article_tag INDEXED BY article_tag_by_tag"
	    " ORDER BY tag_id, published"), arena, out, err);
}

int
store_census_names(struct store *s, struct arena *arena,
    struct census_names *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT actor_id, name, count(*) AS articles FROM name"
	    " GROUP BY actor_id, name");
	int rc;

	*out = (struct census_names){ 0 };
	query_reads(q, READ_SHAPE, 0, 0);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, out) = (struct census_name){
			.actor = query_get_int(q, "actor_id"),
			.name = arena_str(arena, query_get_text(q, "name")),
			.articles = query_get_int(q, "articles"),
		};
	return rc;
}

int
store_census_titles(struct store *s, struct arena *arena,
    struct census_titles *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT DISTINCT actor_id, title,"
	    " ifnull(organisation_id, 0) AS organisation"
	    " FROM role INDEXED BY role_by_actor WHERE actor_id > 0"
	    " ORDER BY actor_id, title");
	int rc;

	*out = (struct census_titles){ 0 };
	query_reads(q, READ_SHAPE, 0, 0);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, out) = (struct census_title){
			.actor = query_get_int(q, "actor_id"),
			.title = arena_str(arena, query_get_text(q, "title")),
			.organisation = query_get_int(q, "organisation"),
		};
	return rc;
}

int
store_census_curated(struct store *s, bool is_tag, struct arena *arena,
    struct str **slugs, size_t *count, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT DISTINCT slug FROM curated WHERE is_tag = :is_tag"
	    " ORDER BY slug");
	VEC(struct str) found = { 0 };
	int rc;

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":is_tag", is_tag);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, &found) = arena_str(arena,
		    query_get_text(q, "slug"));
	*slugs = found.items;
	*count = found.count;
	return rc;
}
