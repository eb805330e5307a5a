/* order.c: a subject's articles in memory. */
#include "store/order.h"

#include "base/vec.h"
#include "store/handle.h"
#include "store/kept.h"

#define ORDER_QUERY(table, column) \
	"SELECT l.article_id AS article_id, l.published AS published," \
	" l.sentence AS sentence FROM " table " AS l" \
	" CROSS JOIN article AS a INDEXED BY article_when" \
	" ON a.id = l.article_id WHERE l." column " = :subject" \
	" ORDER BY l.published, a.file"

static int
read_order(struct store *s, bool is_actor, int64_t subject,
    struct arena *arena, struct order *out, struct err *err)
{
	struct query *q = db_query(s->db, is_actor
	        ? ORDER_QUERY("article_actor", "actor_id")
	        : ORDER_QUERY("article_tag", "tag_id"));
	VEC(struct placed) found = { 0 };
	int rc;

	query_reads(q, READ_NOTHING, 0, 0);
	query_int(q, ":subject", subject);
	while ((rc = query_step(q, err)) > 0) {
		struct placed *p = VEC_ADD(arena, &found);

		p->article = (uint32_t)query_get_int(q, "article_id");
		p->published = query_get_int(q, "published");
		p->sentence = (uint32_t)query_get_int(q, "sentence");
	}
	*out = (struct order){ found.items, found.count };
	return rc;
}

/* A copy of just its length, which outlives the growth it came from. */
static struct order *
keep_order(struct kept *k, int64_t name, const struct order *order)
{
	struct arena *a = &k->orders_arena;
	struct order *copy;

	if (k->order_bytes > ORDER_BYTES)
		kept_drop_orders(k);
	copy = arena_alloc(a, sizeof(*copy));
	copy->count = order->count;
	copy->items = arena_array(a, order->count, sizeof(*copy->items));
	if (order->count > 0)
		memcpy(copy->items, order->items,
		    order->count * sizeof(*copy->items));
	k->order_bytes += order->count * sizeof(*copy->items);
	*map_put(&k->orders, arena_str(a,
	    str_make((const char *)&name, sizeof(name)))) = (uintptr_t)copy;
	return copy;
}

int
order_of(struct store *s, bool is_actor, int64_t subject, struct order *out,
    struct err *err)
{
	int64_t name = subject * 2 + is_actor;
	struct arena scratch = { 0 };
	uintptr_t *place;
	struct kept *k;
	int rc;

	if (kept_of(s, &k, err) != 0)
		return -1;
	place = map_get(&k->orders,
	    str_make((const char *)&name, sizeof(name)));
	if (place != NULL) {
		*out = *(const struct order *)*place;
		return 0;
	}
	rc = read_order(s, is_actor, subject, &scratch, out, err);
	if (rc == 0)
		*out = *keep_order(k, name, out);
	arena_free(&scratch);
	return rc;
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
