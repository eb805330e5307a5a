/* foresee.c: an import and a build that leave nothing behind. */
#include "desk/foresee.h"

#include "site/build.h"

/* Articles are read where they are, so that messages name them so. */
static int
import_into(const struct foresee_options *o, const struct plan *plan,
    struct store *store, struct arena *arena, struct foresight *out,
    struct err *err)
{
	char *articles = arena_strdup(arena, arena_printf(arena,
	    "%s/articles", o->site).ptr);
	struct import_options i = {
		.site = plan->directory,
		.data = o->data,
		.timezone = o->timezone,
		.authority = o->authority,
		.paths = &articles,
		.path_count = 1,
		.since = INT32_MIN,
		.jobs = o->jobs,
		.quiet = o->quiet,
	};

	return import_run(&i, store, &out->summary, err);
}

static int
try_import(const struct foresee_options *o, const struct plan *plan,
    struct arena *arena, struct foresight *out, struct err *err)
{
	struct store *store = store_open(plan->database, true, err);
	int rc = -1;

	if (store != NULL &&
	    plan_read(store, arena, &out->before, err) == 0 &&
	    import_into(o, plan, store, arena, out, err) == 0 &&
	    plan_read(store, arena, &out->now, err) == 0)
		rc = 0;
	store_close(store);
	return rc;
}

static int
try_build(const struct foresee_options *o, const struct plan *plan,
    struct err *err)
{
	struct site site;
	struct build_report report;
	struct build_options build = {
		.out = plan->copy,
		.jobs = o->jobs,
		.quiet = o->quiet,
	};
	int rc = site_open(&site, plan->directory, o->templates, o->assets,
	    err);

	if (rc == 0)
		rc = build_site(&site, &build, &report, err);
	site_close(&site);
	return rc;
}

int
foresee(const struct foresee_options *o, struct arena *arena,
    struct foresight *out, struct err *err)
{
	struct plan plan;
	int rc = plan_prepare(o->site, o->out, arena, &plan, err);

	*out = (struct foresight){ .summary = { 0 } };
	if (rc == 0)
		rc = try_import(o, &plan, arena, out, err);
	if (rc == 0)
		rc = try_build(o, &plan, err);
	if (rc == 0)
		rc = plan_changes(&plan, arena, &out->changes, err);
	plan_discard(&plan);
	if (rc == 0)
		plan_moved(&out->before, &out->now, arena, &out->moved);
	return rc;
}
