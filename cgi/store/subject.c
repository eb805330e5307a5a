/* subject.c: tags and actors over all articles. */
#include "store/subject.h"

#include "base/vec.h"
#include "store/curated.h"
#include "store/handle.h"
#include "store/rows.h"

static void
read_tag(struct query *q, struct arena *arena, struct tag_row *out)
{
	out->id = query_get_int(q, "id");
	out->slug = arena_str(arena, query_get_text(q, "slug"));
	query_reads_text(q, READ_TAG_ROW, out->slug);
	out->name = arena_str(arena, query_get_text(q, "name"));
	out->article_count = query_get_int(q, "article_count");
}

static int
read_tags(struct query *q, struct arena *arena, struct tag_list *out,
    struct err *err)
{
	VEC(struct tag_row) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0)
		read_tag(q, arena, VEC_ADD(arena, &found));
	out->items = found.items;
	out->count = found.count;
	return rc;
}

static void
read_actor(struct query *q, struct arena *arena, struct actor_row *out)
{
	out->id = query_get_int(q, "id");
	out->slug = arena_str(arena, query_get_text(q, "slug"));
	query_reads_text(q, READ_ACTOR_ROW, out->slug);
	out->name = arena_str(arena, query_get_text(q, "name"));
	out->kind = (enum kind)query_get_int(q, "kind");
	out->article_count = query_get_int(q, "article_count");
	out->mention_count = query_get_int(q, "mention_count");
	out->first_day = (int32_t)query_get_int(q, "first_day");
	out->last_day = (int32_t)query_get_int(q, "last_day");
}

static int
read_actors(struct query *q, struct arena *arena, struct actor_list *out,
    struct err *err)
{
	VEC(struct actor_row) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0)
		read_actor(q, arena, VEC_ADD(arena, &found));
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_tag_find(struct store *s, struct str slug, struct arena *arena,
    struct tag_row *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, slug, name, article_count FROM tag"
	    " WHERE slug = :slug");
	int rc;

	query_reads_text(q, READ_TAG_ROW, slug);
	query_text(q, ":slug", slug);
	rc = query_step(q, err);
	if (rc > 0) {
		read_tag(q, arena, out);
		query_reads(q, READ_TAG, out->id, 0);
		query_reset(q);
	}
	return rc;
}

int
store_tag_last_day(struct store *s, int64_t tag, int32_t *day,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT day FROM article_tag WHERE tag_id = :tag"
	    " ORDER BY published DESC LIMIT 1");
	int rc;

	query_reads(q, READ_TAG, tag, 0);
	query_int(q, ":tag", tag);
	rc = query_step(q, err);
	*day = rc > 0 ? (int32_t)query_get_int(q, "day") : 0;
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

int
store_tags(struct store *s, struct arena *arena, struct tag_list *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, slug, name, article_count FROM tag ORDER BY slug");

	query_reads(q, READ_SHAPE, 0, 0);
	return read_tags(q, arena, out, err);
}

int
store_article_tags(struct store *s, int64_t article, struct arena *arena,
    struct tag_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tag.id AS id, slug, name, 0 AS article_count"
	    " FROM article_tag JOIN tag ON tag.id = tag_id"
	    " WHERE article_id = :article ORDER BY position");

	query_reads(q, READ_ARTICLE, article, 0);
	query_int(q, ":article", article);
	return read_tags(q, arena, out, err);
}

int
store_tags_busy(struct store *s, int articles, int limit,
    struct arena *arena, struct tag_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tag.id AS id, tag.slug AS slug, tag.name AS name,"
	    " count(*) AS article_count"
	    " FROM (SELECT id FROM article ORDER BY published DESC,"
	    " file DESC LIMIT :articles) AS newest"
	    " JOIN article_tag ON article_id = newest.id"
	    " JOIN tag ON tag.id = tag_id GROUP BY tag.id"
	    " ORDER BY count(*) DESC, tag.slug LIMIT :limit");

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":articles", articles);
	query_int(q, ":limit", limit);
	return read_tags(q, arena, out, err);
}

int
store_tag_related(struct store *s, int64_t tag, int limit,
    struct arena *arena, struct tag_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tag.id AS id, tag.slug AS slug, tag.name AS name,"
	    " count(*) AS article_count"
	    " FROM article_tag AS mine JOIN article_tag AS theirs"
	    " ON theirs.article_id = mine.article_id"
	    " JOIN tag ON tag.id = theirs.tag_id"
	    " WHERE mine.tag_id = :tag AND theirs.tag_id <> :tag"
	    " GROUP BY tag.id ORDER BY count(*) DESC, tag.slug LIMIT :limit");

	query_reads(q, READ_TAG, tag, 0);
	query_int(q, ":tag", tag);
	query_int(q, ":limit", limit);
	return read_tags(q, arena, out, err);
}

int
store_actor_tags(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct tag_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tag.id AS id, slug, name, n AS article_count FROM"
	    " (SELECT tag_id, count(*) AS n FROM article_actor AS mine"
	    " JOIN article_tag AS l ON l.article_id = mine.article_id"
	    " WHERE mine.actor_id = :actor GROUP BY tag_id)"
	    " JOIN tag ON tag.id = tag_id"
	    " ORDER BY n DESC, slug LIMIT :limit");

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	query_int(q, ":limit", limit);
	return read_tags(q, arena, out, err);
}

int
store_actor_find(struct store *s, struct str slug, struct arena *arena,
    struct actor_row *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, slug, name, kind, article_count, mention_count,"
	    " first_day, last_day FROM actor"
	    " WHERE slug = :slug AND article_count > 0");
	int rc;

	query_reads_text(q, READ_ACTOR_ROW, slug);
	query_text(q, ":slug", slug);
	rc = query_step(q, err);
	if (rc > 0) {
		read_actor(q, arena, out);
		query_reads(q, READ_ACTOR, out->id, 0);
		query_reset(q);
	}
	return rc;
}

int
store_actors(struct store *s, int64_t least, struct arena *arena,
    struct actor_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, slug, name, kind, article_count, mention_count,"
	    " first_day, last_day FROM actor WHERE article_count >= :least"
	    " ORDER BY slug");

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":least", least);
	return read_actors(q, arena, out, err);
}

int
store_actor_threshold(struct store *s, int64_t most, int64_t *least,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT article_count, count(*) AS n FROM actor"
	    " WHERE article_count > 0 GROUP BY article_count"
	    " ORDER BY article_count DESC");
	int64_t sum = 0;
	int rc;

	query_reads(q, READ_SHAPE, 0, 0);
	*least = 1;
	while ((rc = query_step(q, err)) > 0) {
		sum += query_get_int(q, "n");
		if (sum > most) {
			*least = query_get_int(q, "article_count") + 1;
			query_reset(q);
			return 0;
		}
	}
	return rc;
}

int
store_actors_named(struct store *s, enum kind kind, int limit,
    struct arena *arena, struct actor_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, slug, name, kind, article_count, mention_count,"
	    " first_day, last_day FROM actor"
	    " WHERE kind = :kind AND article_count > 0"
	    " ORDER BY article_count DESC, mention_count DESC, slug"
	    " LIMIT :limit");

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":kind", kind);
	query_int(q, ":limit", limit);
	return read_actors(q, arena, out, err);
}

int
store_actor_children(struct store *s, const struct actor_row *actor,
    int limit, struct arena *arena, struct actor_list *out, struct err *err)
{
	/* '.' is the byte behind '-'; what an editor says stands over what a
	 * name does. */
	struct query *q = db_query(s->db,
	    "SELECT id, slug, name, kind, article_count, mention_count,"
	    " first_day, last_day FROM actor"
	    " WHERE id IN (SELECT id FROM actor AS named"
	    " WHERE slug > :slug || '-' AND slug < :slug || '.'"
	    " AND NOT EXISTS (SELECT 1 FROM curated AS c WHERE c.is_tag = 0"
	    " AND c.slug = named.slug AND +c.field = :of)"
	    " UNION ALL SELECT part.id FROM curated AS c"
	    " JOIN actor AS part ON part.slug = c.slug WHERE c.field = :of"
	    " AND c.value = :slug AND c.is_tag = 0)"
	    " AND +kind = :body AND article_count > 0"
	    " ORDER BY article_count DESC, slug LIMIT :limit");

	query_reads_text(q, READ_CHILDREN, actor->slug);
	query_text(q, ":slug", actor->slug);
	query_int(q, ":of", CURATED_OF);
	query_int(q, ":body", KIND_ORGANISATION);
	query_int(q, ":limit", limit);
	return read_actors(q, arena, out, err);
}

int
store_actor_parent(struct store *s, const struct actor_row *actor,
    struct arena *arena, struct actor_row *out, struct err *err)
{
	struct str slug = actor->slug;
	struct curated_facts facts;
	int rc;

	if (store_curated(s, false, slug, arena, &facts, err) != 0)
		return -1;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].field == CURATED_OF)
			return store_actor_find(s, facts.items[i].value,
			    arena, out, err);
	for (size_t i = slug.len; i-- > 0;) {
		if (slug.ptr[i] != '-')
			continue;
		rc = store_actor_find(s, str_slice(slug, 0, i), arena, out,
		    err);
		if (rc != 0 && (rc < 0 || out->kind != KIND_PERSON))
			return rc;
	}
	return 0;
}

/* Actors of a set of articles, with the count of those articles. */
#define ACTOR_COLUMNS \
	" o.id AS id, o.slug AS slug, o.name AS name, o.kind AS kind," \
	" count(DISTINCT l.article_id) AS article_count," \
	" sum(l.mention_count) AS mention_count, min(l.day) AS first_day," \
	" max(l.day) AS last_day"

int
store_actors_busy(struct store *s, int articles, int limit,
    struct arena *arena, struct actor_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" ACTOR_COLUMNS
	    " FROM (SELECT id FROM article ORDER BY published DESC,"
	    " file DESC LIMIT :articles) AS newest"
	    " JOIN article_actor AS l ON l.article_id = newest.id"
	    " JOIN actor AS o ON o.id = l.actor_id GROUP BY o.id"
	    " ORDER BY article_count DESC, mention_count DESC, slug"
	    " LIMIT :limit");

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":articles", articles);
	query_int(q, ":limit", limit);
	return read_actors(q, arena, out, err);
}

int
store_tag_actors(struct store *s, int64_t tag, int limit,
    struct arena *arena, struct actor_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" ACTOR_COLUMNS
	    " FROM article_tag AS t"
	    " JOIN article_actor AS l ON l.article_id = t.article_id"
	    " JOIN actor AS o ON o.id = l.actor_id"
	    " WHERE t.tag_id = :tag GROUP BY o.id"
	    " ORDER BY article_count DESC, mention_count DESC, slug"
	    " LIMIT :limit");

	query_reads(q, READ_TAG, tag, 0);
	query_int(q, ":tag", tag);
	query_int(q, ":limit", limit);
	return read_actors(q, arena, out, err);
}

static int
read_roles(struct query *q, struct arena *arena, struct role_list *out,
    struct err *err)
{
	VEC(struct role_row) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct role_row *r = VEC_ADD(arena, &found);

		row_passage(q, arena, &r->evidence);
		query_reads(q, READ_NAMED, r->evidence.card.id, 0);
		r->title = arena_str(arena, query_get_text(q, "printed"));
		r->qualifier = arena_str(arena,
		    query_get_text(q, "qualifier"));
		r->organisation_slug = arena_str(arena,
		    query_get_text(q, "body_slug"));
		r->organisation_name = arena_str(arena,
		    query_get_text(q, "body_name"));
		r->holder_slug = arena_str(arena,
		    query_get_text(q, "holder_slug"));
		r->holder_name = arena_str(arena,
		    query_get_text(q, "holder_name"));
		r->count = query_get_int(q, "n");
		r->first_day = (int32_t)query_get_int(q, "first_day");
		r->last_day = (int32_t)query_get_int(q, "last_day");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

/* One row a title, holder and body: that of its newest article, with the
 * count and the first day of all.  max() beside bare columns takes them from
 * the row of the maximum (sqlite.org/lang_select.html), which is of the text
 * that sorts as articles do; the year 1 counts from 0, so that no number is
 * negative.  Articles are read only for the rows that the limit leaves. */
#define ROLE_QUERY(where) \
	"SELECT" PASSAGE_COLUMNS ", g.title AS printed, g.qualifier AS" \
	" qualifier, body.slug AS body_slug, body.name AS body_name," \
	" holder.slug AS holder_slug, holder.name AS holder_name, g.n AS n," \
	" g.first_day AS first_day, a.day AS last_day FROM" \
	" (SELECT r.article_id, r.actor_id, r.title, r.organisation_id," \
	" r.qualifier, r.sentence, count(*) AS n, min(d.day) AS first_day," \
	" max(printf('%014d%s%09d', d.published + 62135596800, d.file," \
	" 999999999 - r.number)) AS newest FROM role AS r" \
	" JOIN article AS d INDEXED BY article_when" \
	" ON d.id = r.article_id WHERE " where \
	" GROUP BY r.actor_id, lower(r.title), r.qualifier," \
	" r.organisation_id ORDER BY newest DESC LIMIT :limit) AS g" \
	" JOIN article AS a ON a.id = g.article_id" \
	" JOIN sentence AS x ON x.article_id = a.id AND x.number =" \
	" g.sentence LEFT JOIN actor AS body ON body.id = g.organisation_id" \
	" AND body.article_count > 0 JOIN actor AS holder ON holder.id =" \
	" g.actor_id ORDER BY g.newest DESC"

int
store_actor_roles(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct role_list *out, struct err *err)
{
	struct query *q = db_query(s->db, ROLE_QUERY("r.actor_id = :actor"));

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	query_int(q, ":limit", limit);
	return read_roles(q, arena, out, err);
}

int
store_officials(struct store *s, int64_t organisation, int limit,
    struct arena *arena, struct role_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    ROLE_QUERY("r.organisation_id = :body"));

	query_reads(q, READ_ACTOR, organisation, 0);
	query_int(q, ":body", organisation);
	query_int(q, ":limit", limit);
	return read_roles(q, arena, out, err);
}

int
store_actor_names(struct store *s, int64_t actor, struct arena *arena,
    struct name_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT n.name AS name, count(*) AS n,"
	    " sum(n.mentions) AS mentions,"
	    " (SELECT sum(mentions) FROM place WHERE place.name = n.name)"
	    " AS as_place, min(day) AS first_day, max(day) AS last_day"
	    " FROM name AS n WHERE actor_id = :actor"
	    " GROUP BY n.name ORDER BY count(*) DESC, n.name");
	VEC(struct name_row) found = { 0 };
	int rc;

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	while ((rc = query_step(q, err)) > 0) {
		struct name_row *n = VEC_ADD(arena, &found);

		n->name = arena_str(arena, query_get_text(q, "name"));
		query_reads_text(q, READ_PLACE, n->name);
		n->count = query_get_int(q, "n");
		n->mentions = query_get_int(q, "mentions");
		n->as_place = query_get_int(q, "as_place");
		n->first_day = (int32_t)query_get_int(q, "first_day");
		n->last_day = (int32_t)query_get_int(q, "last_day");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}
