/* settle.c: tags and actors over all their articles. */
#include "store/settle.h"

#include "base/vec.h"
#include "store/change.h"
#include "store/curated.h"
#include "store/handle.h"
#include "store/pair.h"
#include "store/reads.h"
#include "store/search_index.h"

/* A tag or actor that the transaction touched; slug is "" and count 0 when it
 * is not there. */
struct subject {
	bool is_tag;
	int64_t id, kind, count;
	struct str slug, name;
	struct str keys; /* that it is searched by, a space between two */
};

enum { NAME_BYTES = 3 }; /* of a key, that lists of names are made for */

struct subjects {
	struct subject *items; /* by is_tag and id */
	size_t count, capacity;
};

/* An actor that no article names is no page. */
static int
read_subjects(struct store *s, struct arena *arena, struct subjects *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT is_tag, stale.id AS id, ifnull(tag.slug,"
	    " ifnull(actor.slug, '')) AS slug, ifnull(tag.name,"
	    " ifnull(actor.name, '')) AS name, ifnull(actor.kind, 0) AS kind,"
	    " ifnull(tag.article_count, ifnull(actor.article_count, 0)) AS n,"
	    " ifnull((SELECT group_concat(key, ' ') FROM (SELECT key"
	    " FROM alias WHERE alias.is_tag = stale.is_tag"
	    " AND alias.id = stale.id ORDER BY key)), '') AS keys"
	    " FROM alias_stale AS stale"
	    " LEFT JOIN tag ON is_tag = 1 AND tag.id = stale.id"
	    " LEFT JOIN actor ON is_tag = 0 AND actor.id = stale.id"
	    " ORDER BY is_tag, stale.id");
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct subject *x = VEC_ADD(arena, out);

		x->is_tag = query_get_int(q, "is_tag") != 0;
		x->id = query_get_int(q, "id");
		x->slug = arena_str(arena, query_get_text(q, "slug"));
		x->name = arena_str(arena, query_get_text(q, "name"));
		x->kind = query_get_int(q, "kind");
		x->count = query_get_int(q, "n");
		x->keys = arena_str(arena, query_get_text(q, "keys"));
	}
	return rc;
}

/* Every beginning of its names that a list of names is made for. */
static int
log_names(struct store *s, const struct subject *x, struct err *err)
{
	struct str keys = x->keys, key;

	while (keys.len > 0 && str_cut(&keys, ' ', &key))
		for (size_t n = 1; n <= NAME_BYTES && n <= key.len; n++)
			if (change_key(s, read_key_text(READ_NAMES,
			        str_slice(key, 0, n)), err) != 0)
				return -1;
	return 0;
}

static int
log_articles(struct store *s, const struct subject *x, struct err *err)
{
	struct query *q = x->is_tag
	    ? db_query(s->db, "SELECT article_id FROM article_tag"
	          " WHERE tag_id = :id")
	    : db_query(s->db, "SELECT article_id FROM article_actor"
	          " WHERE actor_id = :id");
	int rc;

	query_int(q, ":id", x->id);
	while ((rc = query_step(q, err)) > 0) {
		int64_t article = query_get_int(q, "article_id");

		if (change_key(s, read_key(READ_ARTICLE, article, 0), err) !=
		        0 ||
		    change_key(s, read_key(READ_NAMED, article, 0), err) != 0) {
			query_reset(q);
			return -1;
		}
	}
	return rc;
}

/* The actors whose slug begins this one's list it, with its count; those that
 * it is a part of too. */
static int
log_parents(struct store *s, struct str slug, struct err *err)
{
	struct query *q;
	int rc;

	for (size_t i = 0; i < slug.len; i++)
		if (slug.ptr[i] == '-' &&
		    change_key(s, read_key_text(READ_CHILDREN,
		        str_slice(slug, 0, i)), err) != 0)
			return -1;
	q = db_query(s->db, "SELECT value FROM curated WHERE is_tag = 0"
	    " AND slug = :slug AND field = :of");
	query_text(q, ":slug", slug);
	query_int(q, ":of", CURATED_OF);
	while ((rc = query_step(q, err)) > 0)
		if (change_key(s, read_key_text(READ_CHILDREN,
		        query_get_text(q, "value")), err) != 0) {
			query_reset(q);
			return -1;
		}
	return rc;
}

/* The others that it is named with often, and that it has perhaps overtaken or
 * fallen behind: their counts may have changed by as much. */
static int
log_order(struct store *s, const struct subject *old,
    const struct subject *new, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT other_id FROM pair JOIN actor ON actor.id = other_id"
	    " WHERE actor_id = :actor AND sentences >= :least"
	    " AND article_count BETWEEN :from AND :to");
	int64_t low = old->count < new->count ? old->count : new->count;
	int64_t high = old->count + new->count - low;
	int rc;

	query_int(q, ":actor", new->id);
	query_int(q, ":least", PAIR_SENTENCES);
	query_int(q, ":from", low - s->articles);
	query_int(q, ":to", high + s->articles);
	while ((rc = query_step(q, err)) > 0) {
		int64_t other = query_get_int(q, "other_id");

		if (change_key(s, read_key(READ_ORDER,
		        other < new->id ? other : new->id,
		        other < new->id ? new->id : other), err) != 0) {
			query_reset(q);
			return -1;
		}
	}
	return rc;
}

static int
digits(int64_t count)
{
	int n = 0;

	while (count >> n > 0)
		n++;
	return n;
}

static int
log_subject(struct store *s, const struct subject *old,
    const struct subject *new, struct err *err)
{
	struct str slug = old->slug.len > 0 ? old->slug : new->slug;

	bool same = old->kind == new->kind && str_equal(old->slug, new->slug)
	    && str_equal(old->name, new->name);

	if ((!same || old->count != new->count ||
	        !str_equal(old->keys, new->keys)) &&
	    (log_names(s, old, err) != 0 || log_names(s, new, err) != 0))
		return -1;
	if (!new->is_tag && (log_parents(s, slug, err) != 0 ||
	        (old->count != new->count &&
	            log_order(s, old, new, err) != 0)))
		return -1;
	if (digits(old->count) != digits(new->count) &&
	    change_key(s, read_key(new->is_tag ? READ_TAG_WEIGHT
	            : READ_ACTOR_WEIGHT, new->id, 0), err) != 0)
		return -1;
	if (same && (old->count > 0) == (new->count > 0))
		return 0;
	if (change_key(s, read_key_text(new->is_tag ? READ_TAG_ROW
	            : READ_ACTOR_ROW, slug), err) != 0)
		return -1;
	return log_articles(s, new, err);
}

/* "kim-min-seok" as a name: "Kim Min Seok". */
static struct str
name_of_slug(struct arena *arena, struct str slug)
{
	char *name = arena_strdup(arena, arena_str(arena, slug).ptr);

	for (size_t i = 0; i < slug.len; i++) {
		if (name[i] == '-')
			name[i] = ' ';
		else if (name[i] >= 'a' && name[i] <= 'z' &&
		    (i == 0 || name[i - 1] == ' '))
			name[i] = (char)(name[i] - 'a' + 'A');
	}
	return str_make(name, slug.len);
}

/* Actors whom a correction alone names, by their ids. */
static int
name_unnamed(struct store *s, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT actor.id AS id, slug FROM alias_stale"
	    " JOIN actor ON actor.id = alias_stale.id"
	    " WHERE is_tag = 0 AND name = ''");
	struct arena arena = { 0 };
	VEC(struct subject) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct subject *x = VEC_ADD(&arena, &found);

		x->id = query_get_int(q, "id");
		x->name = name_of_slug(&arena, query_get_text(q, "slug"));
	}
	for (size_t i = 0; rc == 0 && i < found.count; i++) {
		q = db_query(s->db, "UPDATE actor SET name = :name"
		    " WHERE id = :id");
		query_text(q, ":name", found.items[i].name);
		query_int(q, ":id", found.items[i].id);
		rc = query_done(q, err);
	}
	arena_free(&arena);
	return rc;
}

static int
update(struct store *s, struct err *err)
{
	/* max() beside a bare column takes that column from the row of the
	 * maximum (sqlite.org/lang_select.html); ties are broken by the
	 * name's bytes, so that nothing depends on the order of rows. */
#define STALE_TAGS " IN (SELECT id FROM alias_stale WHERE is_tag = 1)"
#define STALE_ACTORS " IN (SELECT id FROM alias_stale WHERE is_tag = 0)"
	static const char *const steps[] = {
		"DELETE FROM tag WHERE id" STALE_TAGS " AND NOT EXISTS"
		" (SELECT 1 FROM article_tag WHERE tag_id = tag.id)",
		"UPDATE tag SET article_count = c.n, name = c.printed FROM"
		" (SELECT tag_id, sum(k) AS n, printed, max(printf('%09d', k)"
		" || printed) FROM (SELECT tag_id, printed, count(*) AS k FROM"
		" article_tag WHERE tag_id" STALE_TAGS
		" GROUP BY tag_id, printed) GROUP BY tag_id) AS c"
		" WHERE c.tag_id = tag.id",
		"DELETE FROM pair WHERE actor_id" STALE_ACTORS
		" AND sentences = 0",
		"DELETE FROM actor WHERE id" STALE_ACTORS " AND NOT EXISTS"
		" (SELECT 1 FROM article_actor WHERE actor_id = actor.id)"
		" AND NOT EXISTS (SELECT 1 FROM role"
		" WHERE organisation_id = actor.id)",
		"UPDATE actor SET article_count = c.n, mention_count = c.m,"
		" first_day = c.first, last_day = c.last FROM (SELECT"
		" actor_id, count(*) AS n, sum(mention_count) AS m,"
		" min(day) AS first, max(day) AS last FROM article_actor"
		" WHERE actor_id" STALE_ACTORS
		" GROUP BY actor_id) AS c WHERE c.actor_id = actor.id",
		"UPDATE actor SET kind = c.kind, name = c.name FROM"
		" (SELECT actor_id, kind, name, max((name <> '') ||"
		" printf('%09d', k) || name || kind) FROM (SELECT actor_id, kind, name, count(*) AS k"
		" FROM article_actor WHERE actor_id" STALE_ACTORS
		" GROUP BY actor_id, kind, name)"
		" GROUP BY actor_id) AS c WHERE c.actor_id = actor.id",
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (db_run(s->db, steps[i], err) != 0)
			return -1;
	return name_unnamed(s, err);
}

/* What is logged hangs on the state before and after. */
static int
settle_and_log(struct store *s, struct err *err)
{
	struct arena arena = { 0 };
	struct subjects old = { 0 }, new = { 0 };
	int rc = -1;

	if (read_subjects(s, &arena, &old, err) == 0 && update(s, err) == 0 &&
	    search_index_names(s, err) == 0 &&
	    read_subjects(s, &arena, &new, err) == 0)
		rc = 0;
	for (size_t i = 0; rc == 0 && i < new.count; i++)
		rc = log_subject(s, &old.items[i], &new.items[i], err);
	arena_free(&arena);
	return rc;
}

int
store_settle(struct store *s, struct err *err)
{
	int rc = change_is_logged(s)
	    ? settle_and_log(s, err)
	    : update(s, err) != 0 || search_index_names(s, err) != 0 ? -1 : 0;

	if (rc != 0 || search_index_settled(s, err) != 0 ||
	    (s->withdrew && search_index_purge(s, err) != 0))
		return -1;
	return change_end(s, err);
}
