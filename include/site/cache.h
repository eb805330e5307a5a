/*
 * cache.h: pages held ready by a process, never stale.
 *
 * An entry is a page under its path ("/tags/x/", "/tags/x/index.json"), with
 * the keys it was made from (store/reads.h).  cache_current tells whether the
 * database is as it was at the last cache_refresh, which throws out every
 * entry that was made from anything changed since.
 *
 * Bounded in bytes: what was asked for longest ago makes way.
 */
#ifndef SITE_CACHE_H
#define SITE_CACHE_H

#include "store/reads.h"

struct cache;

/* A page with all that an answer says about it. */
struct ready {
	const char *media_type; /* not copied */
	bool lasting;    /* the path has a hash of the bytes in it */
	char hash[25];   /* of the body */
	struct str body;
	struct str gzip; /* the body compressed; empty until cache_pack */
};

/* bytes: of all entries together. */
struct cache *cache_new(size_t bytes);
void cache_free(struct cache *c);

/* 1: nothing was written since the last cache_refresh; 0; -1 with err.  One
 * look at the database, about a microsecond. */
int cache_current(struct cache *c, struct store *s, struct err *err);
/* To the state of the snapshot that the store is in (store_snapshot).  On
 * failure the cache is empty. */
int cache_refresh(struct cache *c, struct store *s, struct err *err);
/* UTC seconds of the last import, as of cache_refresh. */
int64_t cache_changed(const struct cache *c);

/* NULL when it is not there; valid until the next call of any function but
 * this, cache_current and cache_pack. */
const struct ready *cache_find(struct cache *c, struct str path);
/* Copies page, but for its gzip, in the place of what the path had.  Returns
 * the copy, or NULL when it is too large to be kept. */
const struct ready *cache_put(struct cache *c, struct str path,
    const struct ready *page, const struct reads *keys);
/* Copies the compressed form beside an entry that is there. */
void cache_pack(struct cache *c, struct str path, struct str gzip);

#endif
