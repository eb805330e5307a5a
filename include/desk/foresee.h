/*
 * foresee.h: what an import and a build would change, tried in a copy of the
 * site (site/plan.h).
 */
#ifndef DESK_FORESEE_H
#define DESK_FORESEE_H

#include "ingest/import.h"
#include "site/plan.h"

struct foresee_options {
	const char *site, *out; /* directories of the site and of its tree */
	const char *data, *templates, *assets; /* as for import and site_open */
	const char *timezone;
	const struct authority *authority; /* without faults */
	int jobs;   /* as for a build */
	bool quiet;
};

struct foresight {
	struct import_summary summary;
	struct plan_state before, now;
	struct plan_counts moved;
	struct plan_changes changes;
};

/* 0, or -1 with a sentence; nothing of the site is changed. */
int foresee(const struct foresee_options *o, struct arena *arena,
    struct foresight *out, struct err *err);

#endif
