/*
 * build.h: the whole site as files, and only what changed.
 *
 * Beside the tree OUT stand
 *
 *	OUT.state        what each page was made from (store/built.h)
 *	OUT.changed.txt  files that the last build wrote, a path a line
 *	OUT.deleted.txt  files that it removed
 *	OUT.spare        the tree before OUT, in hard links; there after a
 *	                 build that had only a part to render
 *
 * The assets of the pages before stay in the tree for a while (keep.h).
 *
 * All may be thrown away: the next build then renders everything.  OUT.state
 * is believed only for the very directory it was written for, the same
 * database, shard, program, templates, static files and settings.
 *
 * A build works on a tree of its own, OUT.building, and puts it in OUT's place
 * in one step (renameat2 with RENAME_EXCHANGE where the file system has it):
 * readers see the old tree or the new one, never a part.  When only a part is
 * to be rendered, that tree is OUT.spare, brought up to OUT by the last
 * build's changes, so that the cost is that of the changes alone; a file is
 * never written in place, for it has its second name in OUT.  A crash leaves
 * OUT as it was, or wholly new with an OUT.state that no longer fits it, and
 * perhaps OUT.building, which the next build removes.
 */
#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "site/shard.h"
#include "site/site.h"

struct build_options {
	const char *out;
	struct shard shard; /* to be written; OUT is its own */
	int jobs;  /* processes; 0: as many as there are cores */
	bool full; /* render every page */
	bool quiet;
};

struct build_report {
	int64_t pages;  /* forms of pages in the tree that were rendered */
	int64_t assets; /* other files written */
	int64_t bytes;  /* of both */
	int64_t changed, deleted; /* files */
	bool full;
};

/* A file has the same time as before when its bytes are the same.  On failure
 * OUT is untouched. */
int build_site(const struct site *site, const struct build_options *o,
    struct build_report *report, struct err *err);

#endif
