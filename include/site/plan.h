/*
 * plan.h: a copy of a site in which an import and a build are tried.
 *
 * Beside the tree OUT stands OUT.plan while it lasts: a site directory with a
 * copy of the database, hard links of the pictures and of the tree, and links
 * to all that is only read.  An import and a build there do what they would do
 * to the site itself, so what they change is what would be changed; nothing
 * else is.  What a plan that was killed has left is removed by the next.
 */
#ifndef SITE_PLAN_H
#define SITE_PLAN_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/store.h"

struct plan {
	const char *site, *out;  /* the original */
	const char *directory;   /* the copy: a site directory */
	const char *copy;        /* of the tree OUT */
	const char *database;    /* in the copy; there only if the site's is */
};

/* The paths are in the arena.  plan_discard is owed, also on failure. */
int plan_prepare(const char *site, const char *out, struct arena *arena,
    struct plan *plan, struct err *err);
void plan_discard(const struct plan *plan);

/* How many articles each actor and tag is in, and all of each. */
struct plan_count {
	bool is_tag;
	struct str slug, name;
	int64_t before, now; /* 0: it is not there */
};
struct plan_counts {
	struct plan_count *items; /* actors, then tags, by slug */
	size_t count, capacity;
};
struct plan_state {
	struct store_totals totals;
	struct plan_counts subjects; /* `now` alone */
};
int plan_read(struct store *s, struct arena *arena, struct plan_state *out,
    struct err *err);
/* Those whose counts differ. */
void plan_moved(const struct plan_state *before, const struct plan_state *now,
    struct arena *arena, struct plan_counts *out);

/* What the build in the copy did to the tree: paths of files below it, and of
 * pages as readers know them ("actors/SLUG/"). */
struct plan_paths {
	struct str *items; /* sorted */
	size_t count, capacity;
};
struct plan_changes {
	struct plan_paths added, changed, removed;                /* files */
	struct plan_paths pages_added, pages_changed, pages_removed;
};
int plan_changes(const struct plan *plan, struct arena *arena,
    struct plan_changes *out, struct err *err);

#endif
