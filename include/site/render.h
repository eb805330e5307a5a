/*
 * render.h: pages made by several processes at once.
 *
 * A work list is handed out by ranges; every process has its own connection
 * to the store, all at the same moment, and writes files into one tree.  What
 * comes out does not depend on how many there are.
 */
#ifndef SITE_RENDER_H
#define SITE_RENDER_H

#include "site/site.h"
#include "store/built.h"

struct work {
	struct request request;
	struct built_page page; /* path, route; as built before, if it was */
};

struct work_list {
	struct work *items;
	size_t count, capacity;
};

struct render_options {
	const struct site *site;
	int jobs;     /* at least 1 */
	int tree;     /* directory written into */
	int old_tree; /* where files with the hashes in the work are; -1: none */
	bool quiet;
};

/* What one page was made from and whether its files are new. */
struct rendered {
	size_t work; /* its number */
	uint64_t hashes[BUILT_FORMS];
	unsigned changed[BUILT_FORMS]; /* forms, as in packed.h */
	int64_t bytes;
	const uint64_t *keys;
	size_t key_count;
};

/* The store's moment is no longer that of the site's snapshot. */
enum { RENDER_AGAIN = 1 };

/*
 * Renders all work and calls visit for every page, in no order.  0,
 * RENDER_AGAIN, or -1 with a sentence.
 */
int render_pages(const struct render_options *o, const struct work_list *work,
    int (*visit)(void *context, const struct rendered *page, struct err *err),
    void *context, struct err *err);

/* The path of a page's file below the tree, or NULL when it has no such
 * form. */
const char *render_file(struct arena *a, const struct route *route,
    struct str path, enum form form);

#endif
