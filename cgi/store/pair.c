/* pair.c: actors named in the same sentence. */
#include "store/pair.h"

#include "base/civil.h"
#include "base/vec.h"
#include "store/handle.h"
#include "store/rows.h"

static void
reads_pair(struct query *q, int64_t actor, int64_t other)
{
	query_reads(q, READ_PAIR, actor < other ? actor : other,
	    actor < other ? other : actor);
}

static int
read_pairs(struct query *q, struct arena *arena, struct pair_list *out,
    struct err *err)
{
	VEC(struct pair_row) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct pair_row *r = VEC_ADD(arena, &found);

		r->other.id = query_get_int(q, "id");
		r->other.slug = arena_str(arena, query_get_text(q, "slug"));
		query_reads_text(q, READ_ACTOR_ROW, r->other.slug);
		r->other.name = arena_str(arena, query_get_text(q, "name"));
		r->other.kind = (enum kind)query_get_int(q, "kind");
		r->other.article_count = query_get_int(q, "article_count");
		r->sentences = query_get_int(q, "sentences");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_actor_pairs(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct pair_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT o.id AS id, o.slug AS slug, o.name AS name,"
	    " o.kind AS kind, 0 AS article_count, sentences FROM pair"
	    " JOIN actor AS o ON o.id = other_id"
	    " WHERE pair.actor_id = :actor AND o.article_count > 0"
	    " ORDER BY sentences DESC, slug LIMIT :limit");

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	query_int(q, ":limit", limit);
	return read_pairs(q, arena, out, err);
}

int
store_actor_pairs_above(struct store *s, const struct actor_row *actor,
    struct arena *arena, struct pair_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT o.id AS id, o.slug AS slug, o.name AS name,"
	    " o.kind AS kind, article_count, sentences FROM pair"
	    " JOIN actor AS o ON o.id = other_id"
	    " WHERE pair.actor_id = :actor AND sentences >= :least"
	    " ORDER BY sentences DESC, slug");
	size_t kept = 0;

	query_reads(q, READ_ACTOR, actor->id, 0);
	query_int(q, ":actor", actor->id);
	query_int(q, ":least", PAIR_SENTENCES);
	if (read_pairs(q, arena, out, err) != 0)
		return -1;
	/* Not in SQL, for those that it would leave out are read too. */
	for (size_t i = 0; i < out->count; i++) {
		const struct actor_row *other = &out->items[i].other;
		int64_t more = other->article_count - actor->article_count;

		query_reads(q, READ_ORDER,
		    other->id < actor->id ? other->id : actor->id,
		    other->id < actor->id ? actor->id : other->id);
		if (more > 0 || (more == 0 &&
		        str_compare(other->slug, actor->slug) > 0))
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
	return 0;
}

int
store_pair_count(struct store *s, int64_t actor, int64_t other,
    int64_t *sentences, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT sentences FROM pair"
	    " WHERE actor_id = :actor AND other_id = :other");
	int rc;

	reads_pair(q, actor, other);
	query_int(q, ":actor", actor);
	query_int(q, ":other", other);
	rc = query_step(q, err);
	*sentences = rc > 0 ? query_get_int(q, "sentences") : 0;
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

/* Puts the rarer of two actors first: its articles are walked. */
static int
order_by_count(struct store *s, int64_t *actor, int64_t *other,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id FROM actor WHERE id IN (:actor, :other)"
	    " ORDER BY article_count, id LIMIT 1");
	int rc;

	/* Either order gives the same rows. */
	query_reads(q, READ_NOTHING, 0, 0);
	query_int(q, ":actor", *actor);
	query_int(q, ":other", *other);
	rc = query_step(q, err);
	if (rc > 0 && query_get_int(q, "id") == *other) {
		*other = *actor;
		*actor = query_get_int(q, "id");
	}
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

/* The articles of the one by date, in each the sentences that name both.  A
 * sentence comes once for each two mentions in it, all in a row. */
#define PAIR_FROM \
	" FROM article_actor AS l" \
	" CROSS JOIN mention AS mine ON mine.actor_id = l.actor_id" \
	" AND mine.article_id = l.article_id AND mine.use = :as_actor" \
	" CROSS JOIN mention AS theirs ON theirs.actor_id = :other" \
	" AND theirs.article_id = l.article_id" \
	" AND theirs.sentence = mine.sentence AND theirs.use = :as_actor"

static int
bind_pair(struct store *s, struct query *q, int64_t actor, int64_t other,
    struct err *err)
{
	reads_pair(q, actor, other);
	if (order_by_count(s, &actor, &other, err) != 0)
		return -1;
	query_int(q, ":actor", actor);
	query_int(q, ":other", other);
	query_int(q, ":as_actor", USE_ACTOR);
	return 0;
}

int
store_pair_passages(struct store *s, int64_t actor, int64_t other, int year,
    int limit, struct arena *arena, struct passage_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" PASSAGE_COLUMNS PAIR_FROM
	    " CROSS JOIN article AS a ON a.id = l.article_id"
	    " CROSS JOIN sentence AS x ON x.article_id = a.id"
	    " AND x.number = mine.sentence"
	    " WHERE l.actor_id = :actor AND l.day BETWEEN :from AND :to"
	    " ORDER BY l.published DESC, a.file DESC, mine.sentence");
	VEC(struct passage) found = { 0 };
	struct passage *x = NULL;
	int rc;

	if (bind_pair(s, q, actor, other, err) != 0)
		return -1;
	query_int(q, ":from", year == 0 ? INT32_MIN : civil_day(year, 1, 1));
	query_int(q, ":to", year == 0 ? INT32_MAX : civil_day(year, 12, 31));
	while ((rc = query_step(q, err)) > 0) {
		if (x != NULL && x->card.id == query_get_int(q, "id") &&
		    x->sentence == (uint32_t)query_get_int(q, "sentence"))
			continue;
		if (year == 0 && found.count == (size_t)limit) {
			query_reset(q);
			rc = 0;
			break;
		}
		x = VEC_ADD(arena, &found);
		row_passage(q, arena, x);
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_pair_years(struct store *s, int64_t actor, int64_t other,
    struct arena *arena, struct period_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT l.day AS day, count(DISTINCT mine.sentence) AS n,"
	    " 0 AS mentions" PAIR_FROM " WHERE l.actor_id = :actor"
	    " GROUP BY l.published, l.article_id"
	    " ORDER BY l.published DESC, l.article_id DESC");

	if (bind_pair(s, q, actor, other, err) != 0)
		return -1;
	return row_periods(q, true, arena, out, err);
}

int
store_pairs(struct store *s, struct arena *arena,
    struct pair_slugs_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT a.slug AS slug, a.id AS id, o.slug AS other,"
	    " o.id AS other_id, sentences FROM pair"
	    " JOIN actor AS a ON a.id = actor_id AND a.article_count > 0"
	    " JOIN actor AS o ON o.id = other_id AND o.article_count > 0"
	    " WHERE sentences >= :least AND a.slug < o.slug"
	    " ORDER BY a.slug, o.slug");
	VEC(struct pair_slugs) found = { 0 };
	int rc;

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":least", PAIR_SENTENCES);
	while ((rc = query_step(q, err)) > 0) {
		struct pair_slugs *r = VEC_ADD(arena, &found);

		r->slug = arena_str(arena, query_get_text(q, "slug"));
		r->id = query_get_int(q, "id");
		r->other = arena_str(arena, query_get_text(q, "other"));
		r->other_id = query_get_int(q, "other_id");
		r->sentences = query_get_int(q, "sentences");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}
