/*
 * kept.h: what a store keeps in memory from page to page, for store_*.c alone.
 *
 * All is dropped when another connection has written: looked for at each use,
 * but in a snapshot, where nothing changes.
 */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include "base/map.h"
#include "store/event.h"

struct kept {
	int64_t version; /* of the database, as db_version has it */
	struct arena orders_arena;
	struct map orders; /* of order.c, by subject */
	size_t order_bytes;
	struct arena values_arena;
	struct event_scope values_of; /* EVENTS_ALL: none are kept */
	struct event_value_list values;
};

/* *out is valid until kept_free. */
int kept_of(struct store *s, struct kept **out, struct err *err);
void kept_drop_orders(struct kept *k);
void kept_free(struct store *s);

#endif
