/* kept.c: dropping what is no longer true. */
#include "store/kept.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/handle.h"

void
kept_drop_orders(struct kept *k)
{
	arena_free(&k->orders_arena);
	k->orders = (struct map){ .arena = &k->orders_arena };
	k->order_bytes = 0;
}

static void
drop(struct kept *k)
{
	kept_drop_orders(k);
	arena_free(&k->values_arena);
	k->values_of = (struct event_scope){ EVENTS_ALL, 0 };
}

void
kept_free(struct store *s)
{
	if (s->kept == NULL)
		return;
	drop(s->kept);
	free(s->kept);
	s->kept = NULL;
}

int
kept_of(struct store *s, struct kept **out, struct err *err)
{
	bool is_new = s->kept == NULL;
	int64_t version;

	if (is_new)
		s->kept = mem_calloc(1, sizeof(*s->kept));
	*out = s->kept;
	if (!is_new && s->in_snapshot)
		return 0;
	if (db_version(s->db, &version, err) != 0)
		return -1;
	if (is_new || version != s->kept->version)
		drop(s->kept);
	s->kept->version = version;
	return 0;
}
