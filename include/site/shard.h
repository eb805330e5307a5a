/*
 * shard.h: a part of the tree, so that several machines write it.
 *
 * Shard I of N has the pages whose address falls to it, all forms of each,
 * and the pictures likewise.  The assets, whose ages one build must know
 * (keep.h), are the first shard's, and the search index, which is made from
 * all articles at once, is the last one's.  So each file of the whole tree is
 * in one shard, and where does not depend on what else there is.
 */
#ifndef SITE_SHARD_H
#define SITE_SHARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct shard {
	uint32_t number; /* from 1 */
	uint32_t count;  /* 0 and 1: the whole */
};

/* "2/3"; false for anything else. */
bool shard_parse(struct str text, struct shard *out);

/* Whether it has the page or picture at a path, which begins with "/". */
bool shard_has(const struct shard *s, struct str path);

static inline bool
shard_is_whole(const struct shard *s)
{
	return s->count <= 1;
}

static inline bool
shard_is_first(const struct shard *s)
{
	return shard_is_whole(s) || s->number == 1;
}

static inline bool
shard_is_last(const struct shard *s)
{
	return shard_is_whole(s) || s->number == s->count;
}

#endif
