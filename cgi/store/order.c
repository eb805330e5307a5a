/* order.c: a subject's articles in memory. */
#include "store/order.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "store/handle.h"

struct orders {
	struct arena arena;
	struct map by_subject; /* struct order */
	size_t bytes;
	int64_t version; /* of the database as another connection leaves it */
	/* of the order being read */
	struct placed *items;
	size_t capacity;
};

static void
drop(struct orders *o)
{
	arena_free(&o->arena);
	o->by_subject = (struct map){ .arena = &o->arena };
	o->bytes = 0;
}

void
order_free(struct store *s)
{
	if (s->orders == NULL)
		return;
	drop(s->orders);
	free(s->orders->items);
	free(s->orders);
	s->orders = NULL;
}

static int
refresh(struct store *s, struct err *err)
{
	int64_t version;

	if (s->orders == NULL) {
		s->orders = mem_calloc(1, sizeof(*s->orders));
		drop(s->orders);
	} else if (s->in_snapshot)
		return 0;
	if (db_version(s->db, &version, err) != 0)
		return -1;
	if (version != s->orders->version || s->orders->bytes > ORDER_BYTES)
		drop(s->orders);
	s->orders->version = version;
	return 0;
}

static int
read_order(struct query *q, struct orders *o, size_t *count, struct err *err)
{
	int rc;

	*count = 0;
	while ((rc = query_step(q, err)) > 0) {
		struct placed *p;

		if (*count == o->capacity) {
			o->capacity = o->capacity > 0 ? o->capacity * 2 : 1024;
			o->items = mem_realloc(o->items,
			    o->capacity * sizeof(*o->items));
		}
		p = &o->items[(*count)++];
		p->article = (uint32_t)query_get_int(q, "article_id");
		p->published = query_get_int(q, "published");
		p->sentence = (uint32_t)query_get_int(q, "sentence");
	}
	return rc;
}

#define ORDER_QUERY(table, column) \
	"SELECT l.article_id AS article_id, l.published AS published," \
	" l.sentence AS sentence FROM " table " AS l" \
	" CROSS JOIN article AS a INDEXED BY article_when" \
	" ON a.id = l.article_id WHERE l." column " = :subject" \
	" ORDER BY l.published, a.file"

int
order_of(struct store *s, bool is_actor, int64_t subject, struct order *out,
    struct err *err)
{
	int64_t name = subject * 2 + is_actor;
	struct str key = { (const char *)&name, sizeof(name) };
	uintptr_t *kept;
	struct orders *o;
	struct query *q;
	struct order *order;
	struct placed *copy;

	if (refresh(s, err) != 0)
		return -1;
	o = s->orders;
	kept = map_get(&o->by_subject, key);
	if (kept != NULL) {
		*out = *(const struct order *)*kept;
		return 0;
	}
	q = db_query(s->db, is_actor
	        ? ORDER_QUERY("article_actor", "actor_id")
	        : ORDER_QUERY("article_tag", "tag_id"));
	query_reads(q, READ_NOTHING, 0, 0);
	query_int(q, ":subject", subject);
	if (read_order(q, o, &out->count, err) != 0)
		return -1;
	/* Within a snapshot they would else add up. */
	if (o->bytes > ORDER_BYTES)
		drop(o);
	order = arena_alloc(&o->arena, sizeof(*order));
	order->count = out->count;
	copy = arena_array(&o->arena, out->count, sizeof(*copy));
	if (out->count > 0)
		memcpy(copy, o->items, out->count * sizeof(*copy));
	order->items = copy;
	o->bytes += out->count * sizeof(*o->items);
	*map_put(&o->by_subject, arena_str(&o->arena, key)) =
	    (uintptr_t)order;
	*out = *order;
	return 0;
}

size_t
order_place(const struct order *o, int64_t published, int64_t article)
{
	size_t low = 0, high = o->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (o->items[middle].published < published)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < o->count && o->items[low].published == published; low++)
		if (o->items[low].article == article)
			return low;
	return o->count;
}
