/*
 * curated.h: what the files say of a cluster or a tag as a whole, for its page.
 */
#ifndef AUTHORITY_CURATED_H
#define AUTHORITY_CURATED_H

#include "authority/authority.h"

/* All curated actors of one cluster, or the ids that judgements alone made
 * one. */
struct curated_group {
	struct str id;
	VEC(const struct curated_actor *) actors; /* by file */
	VEC(struct str) same; /* other ids of the cluster, by `same` alone */
};
struct curated_groups {
	struct curated_group *items; /* by id */
	size_t count, capacity;
};
void curated_groups(const struct authority *a, struct arena *arena,
    struct curated_groups *out);

#endif
