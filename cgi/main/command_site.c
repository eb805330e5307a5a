/* command_site.c: commands that make pages. */
#include "main/command.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/log.h"
#include "base/watch.h"
#include "site/build.h"
#include "site/serve.h"
#include "site/servers.h"

static int
open_site(const struct options *o, struct site *site, struct err *err)
{
	if (site_open(site, o->site, o->share.templates, o->share.assets,
	        err) != 0)
		return -1;
	return civil_zone_set(site->config.timezone.ptr, err);
}

static int
run_build(const struct options *o)
{
	struct err err;
	struct site site;
	struct build_report report;
	struct build_options build = {
		.out = o->operand_count > 0
		    ? o->operands[0]
		    : arena_printf(o->arena, "%s/public", o->site).ptr,
		.jobs = o->jobs,
		.full = o->full,
		.quiet = o->quiet,
	};
	int rc = open_site(o, &site, &err);

	if (rc == 0)
		rc = build_site(&site, &build, &report, &err);
	site_close(&site);
	if (rc != 0)
		return command_failed(&err);
	if (!o->quiet && report.full)
		printf("wrote %lld pages and %lld assets, %.1f MB, to %s\n",
		    (long long)report.pages, (long long)report.assets,
		    (double)report.bytes / 1e6, build.out);
	else if (!o->quiet)
		printf("rendered %lld pages; %lld files changed and %lld "
		    "removed in %s\n", (long long)report.pages,
		    (long long)report.changed, (long long)report.deleted,
		    build.out);
	return EXIT_DONE;
}

/* Whether or not one of them fails: what is wrong is said, and mended by the
 * next change. */
static int
import_and_build(const struct options *o)
{
	struct options import = *o;

	import.operand_count = 0;
	command_import(&import);
	return run_build(o);
}

static int
run_watch(const struct options *o)
{
	struct err err;
	struct watch *w = watch_new(&err);
	const char *const trees[] = {
		arena_printf(o->arena, "%s/articles", o->site).ptr,
		arena_printf(o->arena, "%s/authority", o->site).ptr,
		arena_printf(o->arena, "%s/templates", o->site).ptr,
		arena_printf(o->arena, "%s/static", o->site).ptr,
		o->share.templates,
		o->share.assets,
	};
	int rc = w == NULL ? -1 : watch_file(w, o->site, "site.conf", &err);

	for (size_t i = 0; rc == 0 && i < sizeof(trees) / sizeof(*trees); i++)
		rc = watch_tree(w, trees[i], &err);
	while (rc == 0) {
		import_and_build(o);
		rc = watch_wait(w, command_next_release(o), &err);
	}
	watch_free(w);
	return command_failed(&err);
}

int
command_build(const struct options *o)
{
	if (o->watch)
		return run_watch(o);
	command_release(o);
	return run_build(o);
}

/*
 * A process beside the workers, which only read: imports when an embargo ends.
 * It ends with its parent.
 */
static void
keep_embargoes(const struct options *o)
{
	enum { LOOK = 5 }; /* seconds: an import may have brought others */
	pid_t parent = getpid(), child;

	fflush(NULL);
	child = fork();
	if (child < 0)
		log_line("fork: %s", strerror(errno));
	if (child != 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	while (getppid() == parent) {
		struct arena scratch = { 0 };
		struct options each = *o;
		int64_t wait;

		each.arena = &scratch;
		wait = command_release(&each);
		arena_free(&scratch);
		sleep(wait > 0 && wait < LOOK ? (unsigned)wait : LOOK);
	}
	_exit(0);
}

int
command_serve(const struct options *o)
{
	struct err err;
	struct config config;
	struct serve_options s = {
		.directory = o->site,
		.templates = o->share.templates,
		.assets = o->share.assets,
		.listen = o->listen,
		.workers = o->workers,
		.cache_mb = o->cache_mb,
		.log_json = o->log_json,
	};

	if (command_config(o, &config, &err) != 0)
		return command_failed(&err);
	if (o->listen != NULL || getenv("REQUEST_METHOD") == NULL)
		keep_embargoes(o);
	return serve_run(&s, &err) != 0 ? command_failed(&err) : EXIT_DONE;
}

enum { PRINTED_PORT = 8080 }; /* where no --port is given */

static int
print_named(const struct options *o, struct buf *out, struct err *err)
{
	const struct server *server = o->operand_count == 1
	    ? server_named(o->operands[0])
	    : NULL;
	struct server_options options = {
		.site = o->site,
		.listen = o->listen,
		.port = o->port != 0 ? o->port : PRINTED_PORT,
		.share = o->share.root,
		.cache = o->cache,
	};
	struct buf names = { 0 };

	if (server != NULL)
		return server_print(server, &options, out, err);
	for (size_t i = 0; server_name(i) != NULL; i++)
		buf_printf(&names, "%s%s", i > 0 ? ", " : "",
		    server_name(i));
	err_set(err, "print: what? (there is: %s)", names.data);
	buf_free(&names);
	return -1;
}

int
command_print(const struct options *o)
{
	struct err err;
	struct buf out = { 0 };
	int rc = print_named(o, &out, &err);

	if (rc == 0)
		fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
	return rc == 0 ? EXIT_DONE : command_failed(&err);
}
