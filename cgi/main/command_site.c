/* command_site.c: commands that make pages. */
#include "main/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/log.h"
#include "ingest/picture.h"
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
		.out = command_tree(o),
		.shard = o->shard,
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

static int
import_and_build(const struct options *o)
{
	struct options import = *o;

	import.operand_count = 0;
	import.watch = false;
	command_import(&import);
	return run_build(o);
}

static int
run_watch(const struct options *o)
{
	const char *const trees[] = {
		arena_printf(o->arena, "%s/articles", o->site).ptr,
		arena_printf(o->arena, "%s/authority", o->site).ptr,
		arena_printf(o->arena, "%s/templates", o->site).ptr,
		arena_printf(o->arena, "%s/static", o->site).ptr,
		o->share.templates,
		o->share.assets,
		NULL,
	};

	return command_watch(o, trees, import_and_build);
}

int
command_build(const struct options *o)
{
	if (o->watch)
		return run_watch(o);
	command_release(o);
	return run_build(o);
}

/* Imports whenever an embargo ends. */
static void
keep_embargoes(const void *options)
{
	enum { LOOK = 5 }; /* seconds: an import may have brought others */

	for (;;) {
		struct arena scratch = { 0 };
		struct options each = *(const struct options *)options;
		int64_t wait;

		each.arena = &scratch;
		wait = command_release(&each);
		arena_free(&scratch);
		sleep(wait > 0 && wait < LOOK ? (unsigned)wait : LOOK);
	}
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
		.beside = keep_embargoes,
		.context = o,
		.programs = picture_tools,
	};

	if (command_config(o, &config, &err) != 0 || serve_run(&s, &err) != 0)
		return command_failed(&err);
	return EXIT_DONE;
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
