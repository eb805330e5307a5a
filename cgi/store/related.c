/* related.c: which articles share rare tags and actors with one. */
#include "store/related.h"

#include <stdlib.h>

#include "base/vec.h"
#include "store/handle.h"
#include "store/order.h"
#include "store/rows.h"

/*
 * Set on the sample and on a corpus of 15,000 articles, where a page costs
 * under 2 ms: more subjects or neighbours changed no first place.
 */
enum {
	RAREST = 12,      /* subjects whose articles are candidates */
	NEIGHBOURS = READS_NEAR, /* on each side in time, of each of those */
	SUBJECTS = 64,    /* of the article, by their bit */
	WEIGHED = 16,     /* candidates looked at in full */
	WORTH_A_LINE = 150 /* one subject of fewer than 256 articles */
};

struct subject {
	bool is_actor;
	int64_t id;
	struct str slug, name;
	int weight;
};

struct candidate {
	int64_t article, published;
	struct str file; /* read when two are else alike */
	int weight;
	uint64_t shared; /* subjects, by their bit */
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

struct search {
	struct store *store;
	const struct article *article;
	struct arena *arena;
	struct err *err;
	VEC(struct subject) subjects; /* rarest first */
	struct candidates candidates;
};

/* The square of how many bits the count lacks to 2^20: steep enough that no
 * few names that everybody shares outweigh one that hardly anybody does. */
static int
weight_of(int64_t article_count)
{
	int bits = 0;

	while (article_count >> bits > 0)
		bits++;
	return bits >= 20 ? 1 : (20 - bits) * (20 - bits);
}

/* Rarest first, by weight alone: which subjects are looked at must not hang on
 * every count of theirs. */
static int
by_rarity(const void *a, const void *b)
{
	const struct subject *x = a, *y = b;
	int order = y->weight - x->weight;

	if (order == 0)
		order = str_compare(x->slug, y->slug);
	return order != 0 ? order : x->is_actor - y->is_actor;
}

static int
load_subjects(struct search *r)
{
	struct query *q = db_query(r->store->db,
	    "SELECT 0 AS is_actor, tag.id AS id, tag.name AS name,"
	    " article_count, slug FROM article_tag JOIN tag ON tag.id = tag_id"
	    " WHERE article_id = :article UNION ALL"
	    " SELECT 1, actor.id, actor.name, article_count, slug"
	    " FROM article_actor JOIN actor ON actor.id = actor_id"
	    " WHERE article_id = :article");
	int rc;

	query_reads(q, READ_ARTICLE, r->article->id, 0);
	query_int(q, ":article", r->article->id);
	while ((rc = query_step(q, r->err)) > 0) {
		bool is_actor = query_get_int(q, "is_actor") != 0;
		int64_t id = query_get_int(q, "id"), count;
		struct subject *x;

		query_reads(q, is_actor ? READ_ACTOR_WEIGHT : READ_TAG_WEIGHT,
		    id, 0);
		count = query_get_int(q, "article_count");
		if (count < 2)
			continue;
		x = VEC_ADD(r->arena, &r->subjects);
		*x = (struct subject){ .is_actor = is_actor, .id = id };
		x->name = arena_str(r->arena, query_get_text(q, "name"));
		x->slug = arena_str(r->arena, query_get_text(q, "slug"));
		x->weight = weight_of(count);
	}
	if (r->subjects.count > 1)
		qsort(r->subjects.items, r->subjects.count,
		    sizeof(*r->subjects.items), by_rarity);
	if (r->subjects.count > SUBJECTS)
		r->subjects.count = SUBJECTS;
	return rc;
}

/* Its neighbours in time among the articles of a subject, nearest first. */
static int
add_candidates(struct search *r, size_t subject)
{
	const struct subject *x = &r->subjects.items[subject];
	struct order order;
	size_t place, from, to;

	db_reads(r->store->db, x->is_actor ? READ_NEAR_ACTOR : READ_NEAR_TAG,
	    x->id, r->article->id);
	if (order_of(r->store, x->is_actor, x->id, &order, r->err) != 0)
		return -1;
	place = order_place(&order, r->article->published, r->article->id);
	from = place > NEIGHBOURS ? place - NEIGHBOURS : 0;
	to = place + 1 + NEIGHBOURS;
	for (size_t i = from; i < order.count && i < to; i++) {
		struct candidate *c;

		if (i == place)
			continue;
		c = VEC_ADD(r->arena, &r->candidates);
		c->article = order.items[i].article;
		c->published = order.items[i].published;
		c->shared = (uint64_t)1 << subject;
	}
	return 0;
}

static int
find_candidates(struct search *r)
{
	for (size_t i = 0; i < r->subjects.count && i < RAREST; i++)
		if (add_candidates(r, i) != 0)
			return -1;
	return 0;
}

static int
by_article(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->article > y->article) - (x->article < y->article);
}

static int
by_weight(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->weight != y->weight)
		return y->weight - x->weight;
	return (x->published < y->published) - (x->published > y->published);
}

static int
by_file(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return str_compare(y->file, x->file);
}

static int
load_file(struct search *r, struct candidate *c)
{
	struct query *q = db_query(r->store->db, "SELECT file"
	    " FROM article INDEXED BY article_when WHERE id = :article");

	if (c->file.ptr != NULL)
		return 0;
	/* Its place in time is known to those near it. */
	query_reads(q, READ_NOTHING, 0, 0);
	query_int(q, ":article", c->article);
	if (query_step(q, r->err) <= 0)
		return -1;
	c->file = arena_str(r->arena, query_get_text(q, "file"));
	query_reset(q);
	return 0;
}

/* The first `wanted` heaviest first, then newest; never by id, which the order
 * of import gives. */
static int
sort_candidates(struct search *r, size_t wanted)
{
	struct candidate *items = r->candidates.items;
	size_t count = r->candidates.count;

	if (count < 2)
		return 0;
	qsort(items, count, sizeof(*items), by_weight);
	for (size_t from = 0, to; from < count && from < wanted; from = to) {
		for (to = from + 1; to < count &&
		     by_weight(&items[from], &items[to]) == 0; to++)
			;
		if (to - from == 1)
			continue;
		for (size_t i = from; i < to; i++)
			if (load_file(r, &items[i]) != 0)
				return -1;
		qsort(items + from, to - from, sizeof(*items), by_file);
	}
	return 0;
}

static void
weigh(struct search *r, struct candidate *c)
{
	c->weight = 0;
	for (size_t i = 0; i < r->subjects.count; i++)
		if (c->shared >> i & 1)
			c->weight += r->subjects.items[i].weight;
}

/* One a candidate, with all its subjects, heaviest first. */
static int
merge_candidates(struct search *r)
{
	struct candidates *all = &r->candidates;
	size_t kept = 0;

	if (all->count == 0)
		return 0;
	qsort(all->items, all->count, sizeof(*all->items), by_article);
	for (size_t i = 1; i < all->count; i++) {
		if (all->items[i].article == all->items[kept].article)
			all->items[kept].shared |= all->items[i].shared;
		else
			all->items[++kept] = all->items[i];
	}
	all->count = kept + 1;
	for (size_t i = 0; i < all->count; i++)
		weigh(r, &all->items[i]);
	if (sort_candidates(r, WEIGHED) != 0)
		return -1;
	if (all->count > WEIGHED)
		all->count = WEIGHED;
	return 0;
}

/* A candidate was found by a few subjects and may share others. */
static int
complete(struct search *r)
{
	for (size_t i = 0; i < r->candidates.count; i++)
		db_reads(r->store->db, READ_LINKS,
		    r->candidates.items[i].article, 0);
	for (size_t k = 0; k < r->subjects.count; k++) {
		const struct subject *x = &r->subjects.items[k];
		struct order order;

		if (order_of(r->store, x->is_actor, x->id, &order, r->err) !=
		    0)
			return -1;
		for (size_t i = 0; i < r->candidates.count; i++) {
			struct candidate *c = &r->candidates.items[i];

			if (order_place(&order, c->published, c->article) <
			    order.count)
				c->shared |= (uint64_t)1 << k;
		}
	}
	for (size_t i = 0; i < r->candidates.count; i++)
		weigh(r, &r->candidates.items[i]);
	return 0;
}

static int
load_row(struct search *r, const struct candidate *c, struct related_row *out)
{
	struct query *q = db_query(r->store->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a WHERE a.id = :article");
	int rc;

	query_reads(q, READ_CARD, c->article, 0);
	query_int(q, ":article", c->article);
	rc = query_step(q, r->err);
	if (rc <= 0)
		return rc;
	row_card(q, r->arena, &out->card);
	query_reset(q);
	out->tags = arena_array(r->arena, r->subjects.count,
	    sizeof(*out->tags));
	out->actors = arena_array(r->arena, r->subjects.count,
	    sizeof(*out->actors));
	for (size_t i = 0; i < r->subjects.count; i++) {
		const struct subject *x = &r->subjects.items[i];

		if ((c->shared >> i & 1) == 0)
			continue;
		if (x->is_actor)
			out->actors[out->actor_count++] = x->name;
		else
			out->tags[out->tag_count++] = x->name;
	}
	return 0;
}

int
store_related(struct store *s, const struct article *article, int limit,
    struct arena *arena, struct related_list *out, struct err *err)
{
	struct search r = {
		.store = s,
		.article = article,
		.arena = arena,
		.err = err,
	};
	VEC(struct related_row) found = { 0 };

	if (load_subjects(&r) != 0 || find_candidates(&r) != 0 ||
	    merge_candidates(&r) != 0 || complete(&r) != 0 ||
	    sort_candidates(&r, (size_t)limit) != 0)
		return -1;
	for (size_t i = 0; i < r.candidates.count && (int)i < limit; i++) {
		if (r.candidates.items[i].weight < WORTH_A_LINE)
			break;
		if (load_row(&r, &r.candidates.items[i],
		        VEC_ADD(arena, &found)) != 0)
			return -1;
	}
	out->items = found.items;
	out->count = found.count;
	return 0;
}
