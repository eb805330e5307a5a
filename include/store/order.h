/*
 * order.h: the articles of a tag or an actor in order of time, for store_*.c
 * alone.
 *
 * Many pages ask what stands around an article among those of a subject: an
 * order is read once, kept (kept.h) and searched in memory.  Those kept are
 * dropped when they take more than ORDER_BYTES.
 */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include "store/store.h"

enum { ORDER_BYTES = 48 << 20 };

struct placed {
	int64_t published;
	uint32_t article; /* id */
	uint32_t sentence;
};
struct order {
	struct placed *items; /* oldest first, then by file */
	size_t count;
};

/* Names no key of what it reads: that is the caller's.  *out is valid until
 * the next call. */
int order_of(struct store *s, bool is_actor, int64_t subject,
    struct order *out, struct err *err);
/* The article's place; o->count when it has none. */
size_t order_place(const struct order *o, int64_t published, int64_t article);

#endif
