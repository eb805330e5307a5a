/*
 * dossier.c: the command line.
 *
 * Options, the table of commands and exit codes; what a command does lives
 * in the layers below.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/log.h"
#include "base/watch.h"
#include "export/export.h"
#include "ingest/extract.h"
#include "ingest/import.h"
#include "model/config.h"
#include "site/build.h"
#include "site/check.h"
#include "site/nginx.h"
#include "site/serve.h"

enum { EXIT_DONE = 0, EXIT_PART = 1, EXIT_CANNOT = 2 };

/* Where the files that come with the program lie. */
struct share {
	const char *data;      /* gazetteer and models */
	const char *templates;
	const char *assets;    /* style sheet and icons */
};

struct options {
	const char *site;
	const char *format, *listen, *files_from;
	int workers, jobs, port;
	int32_t since;
	bool dry_run;
	bool quiet, json, null, full, watch;
	char **operands;
	int operand_count;
	struct arena *arena; /* lives as long as the command */
	struct share share;
};

struct command {
	const char *name;
	const char *usage;
	const char *help;
	int (*run)(const struct options *o);
};

static int
cannot(const struct err *err)
{
	log_line("%s", err->text);
	return EXIT_CANNOT;
}

/* The site's settings and its clock, for every command that has a site. */
static int
open_config(const struct options *o, struct config *config, struct err *err)
{
	if (config_read(o->site, o->arena, config, err) != 0)
		return -1;
	return civil_zone_set(config->timezone.ptr, err);
}

/*
 * `extract` also works outside of a site, in UTC then.
 */
static int
open_config_if_any(const struct options *o, struct err *err)
{
	struct config config;

	if (file_exists(arena_printf(o->arena, "%s/site.conf",
	        o->site).ptr))
		return open_config(o, &config, err);
	return civil_zone_set("UTC", err);
}

static int
run_extract(const struct options *o)
{
	struct err err;
	struct analyzer *z;
	int64_t failed;
	static char *standard_input[] = { "-" };
	bool bare = o->operand_count == 0 && o->files_from == NULL;
	struct extract_options e = {
		.files = bare ? standard_input : o->operands,
		.file_count = bare ? 1 : o->operand_count,
		.list = o->files_from,
		.list_end = o->null ? '\0' : '\n',
	};
	int rc;

	if (o->format != NULL && strcmp(o->format, "json") != 0) {
		log_line("extract: unknown format \"%s\" (there is: json)",
		    o->format);
		return EXIT_CANNOT;
	}
	if (open_config_if_any(o, &err) != 0)
		return cannot(&err);
	z = analyzer_open(o->share.data, &err);
	if (z == NULL)
		return cannot(&err);
	rc = extract_run(z, &e, stdout, &failed, &err);
	analyzer_close(z);
	if (rc != 0)
		return cannot(&err);
	return failed > 0 ? EXIT_PART : EXIT_DONE;
}

/* The files of a new site, with comments that teach. */
static const struct {
	const char *path, *text;
} new_site[] = {
	{ "site.conf",
	    "# The settings of this site: `key value` lines.\n"
	    "title News archive\n"
	    "base_url http://127.0.0.1:8080/\n"
	    "# The zone that the articles' times are in.\n"
	    "timezone UTC\n"
	    "language en\n"
	    "#description One sentence about the archive\n"
	    "#publisher Who keeps it\n"
	    "# Compressed forms of each file of the static site: gzip, br.\n"
	    "#precompress gzip br\n" },
	{ "articles/README",
	    "Put article files here, in folders as you like, and run\n"
	    "`dossier import`.  One article a file, NAME.txt:\n\n"
	    " date 2025-12-16  Title of the article\n"
	    "Title of the article\n\n"
	    "Published: 16 Dec. 2025, 08:51\n"
	    "A picture's caption, if there is one. [CREDIT]\n\n"
	    "Paragraphs, with an empty line between them.\n\n"
	    "Source\n"
	    "tags one two three\n" },
	{ "authority/README",
	    "Editors' decisions about actors and tags will stand here.\n" },
};

static int
run_init(const struct options *o)
{
	struct err err;
	const char *directory;

	if (o->operand_count != 1) {
		log_line("init: name one directory");
		return EXIT_CANNOT;
	}
	directory = o->operands[0];
	if (file_exists(arena_printf(o->arena, "%s/site.conf",
	        directory).ptr)) {
		log_line("%s/site.conf: is there already; nothing was done",
		    directory);
		return EXIT_CANNOT;
	}
	for (size_t i = 0; i < sizeof(new_site) / sizeof(*new_site); i++) {
		char *path = arena_strdup(o->arena, arena_printf(o->arena,
		    "%s/%s", directory, new_site[i].path).ptr);
		char *slash = strrchr(path, '/');

		*slash = '\0';
		if (file_make_directories(path, &err) != 0)
			return cannot(&err);
		*slash = '/';
		if (file_replace(path, str_from(new_site[i].text), &err) != 0)
			return cannot(&err);
	}
	printf("made %s: put articles into %s/articles, then run "
	    "`dossier -C %s import` and `dossier -C %s build`\n",
	    directory, directory, directory, directory);
	return EXIT_DONE;
}

static void
print_summary(const struct options *o, const struct import_summary *s)
{
	if (o->json)
		printf("{\"added\":%lld,\"updated\":%lld,"
		    "\"unchanged\":%lld,\"removed\":%lld,"
		    "\"failed\":%lld}\n",
		    (long long)s->added, (long long)s->updated,
		    (long long)s->unchanged, (long long)s->removed,
		    (long long)s->failed);
	else if (!o->quiet)
		printf("added %lld, updated %lld, unchanged %lld, "
		    "removed %lld, failed %lld\n",
		    (long long)s->added, (long long)s->updated,
		    (long long)s->unchanged, (long long)s->removed,
		    (long long)s->failed);
}

static bool
find_format(const char *name, const struct format **out)
{
	struct buf names = { 0 };

	*out = format_named(name);
	if (*out != NULL)
		return true;
	for (size_t i = 0; i < format_count; i++)
		buf_printf(&names, " %s", format_table[i].name);
	log_line("import: unknown format \"%s\" (there are:%s)", name,
	    names.data);
	buf_free(&names);
	return false;
}

/* A dry run writes nothing, and where there is no database makes none. */
static struct store *
open_for_import(const struct options *o, struct err *err)
{
	const char *file = arena_printf(o->arena, "%s/dossier.db",
	    o->site).ptr;
	bool none = o->dry_run && !file_exists(file);

	return store_open(none ? ":memory:" : file, !o->dry_run || none, err);
}

static int
run_import(const struct options *o)
{
	struct err err;
	struct config config;
	struct import_options i = {
		.site = o->site,
		.data = o->share.data,
		.paths = o->operands,
		.path_count = o->operand_count,
		.since = o->since,
		.dry_run = o->dry_run,
		.quiet = o->quiet,
	};
	struct import_summary summary;
	struct analyzer *z = NULL;
	struct store *store = NULL;
	int rc = -1;

	if (o->format != NULL && !find_format(o->format, &i.format))
		return EXIT_CANNOT;
	if (open_config(o, &config, &err) != 0)
		return cannot(&err);
	i.timezone = config.timezone.ptr;
	z = analyzer_open(o->share.data, &err);
	if (z != NULL)
		store = open_for_import(o, &err);
	if (store != NULL)
		rc = import_run(&i, store, z, &summary, &err);
	store_close(store);
	if (z != NULL)
		analyzer_close(z);
	if (rc != 0)
		return cannot(&err);
	print_summary(o, &summary);
	return summary.failed > 0 ? EXIT_PART : EXIT_DONE;
}

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
		return cannot(&err);
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
	run_import(&import);
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
		rc = watch_wait(w, &err);
	}
	watch_free(w);
	return cannot(&err);
}

static int
run_build_or_watch(const struct options *o)
{
	return o->watch ? run_watch(o) : run_build(o);
}

static int
run_check(const struct options *o)
{
	struct err err;
	struct config config;
	struct check_report report = { 0 };
	const char *file = arena_printf(o->arena, "%s/dossier.db",
	    o->site).ptr;
	const char *tree = o->operand_count > 0
	    ? o->operands[0]
	    : arena_printf(o->arena, "%s/public", o->site).ptr;
	struct store *store = NULL;
	int rc = open_config(o, &config, &err);

	if (rc == 0 && (store = store_open(file, false, &err)) == NULL)
		rc = -1;
	if (rc == 0)
		rc = check_store(store, file, &report, &err);
	if (rc == 0)
		rc = check_tree(tree, &config, o->quiet, &report, &err);
	store_close(store);
	if (rc != 0)
		return cannot(&err);
	if (!o->quiet)
		printf("checked %lld files, %lld links and %lld anchors: "
		    "%lld faults\n", (long long)report.files,
		    (long long)report.links, (long long)report.anchors,
		    (long long)report.faults);
	return report.faults > 0 ? EXIT_PART : EXIT_DONE;
}

static int
run_export(const struct options *o)
{
	struct err err;
	struct config config;
	struct export_report report;
	struct store *store = NULL;
	int rc;

	if (o->operand_count != 1 || o->format == NULL ||
	    !export_knows(o->format)) {
		log_line("export: --format jsonl|csv|ftm|archive and one directory");
		return EXIT_CANNOT;
	}
	rc = open_config(o, &config, &err);
	if (rc == 0 && (store = store_open(arena_printf(o->arena,
	        "%s/dossier.db", o->site).ptr, false, &err)) == NULL)
		rc = -1;
	if (rc == 0)
		rc = export_run(store, &config, o->format, o->operands[0],
		    &report, &err);
	store_close(store);
	if (rc != 0)
		return cannot(&err);
	if (!o->quiet)
		printf("wrote %lld rows in %lld files to %s\n",
		    (long long)report.rows, (long long)report.files,
		    o->operands[0]);
	return EXIT_DONE;
}

static int
run_serve(const struct options *o)
{
	struct err err;
	struct config config;
	struct serve_options s = {
		.directory = o->site,
		.templates = o->share.templates,
		.assets = o->share.assets,
		.listen = o->listen,
		.workers = o->workers,
	};

	if (open_config(o, &config, &err) != 0 || serve_run(&s, &err) != 0)
		return cannot(&err);
	return EXIT_DONE;
}

static int
run_print(const struct options *o)
{
	struct err err;
	struct buf out = { 0 };
	int rc;

	if (o->operand_count != 1 || strcmp(o->operands[0], "nginx") != 0) {
		log_line("print: what? (there is: nginx)");
		return EXIT_CANNOT;
	}
	rc = nginx_print(o->site, o->listen, o->port, &out, &err);
	if (rc == 0)
		fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
	return rc == 0 ? EXIT_DONE : cannot(&err);
}

static const struct command commands[] = {
	{ "init", "DIRECTORY", "make a new site", run_init },
	{ "import", "[--format NAME] [--since YYYY-MM-DD] [--dry-run] "
	    "[--quiet] [--json]\n           [PATH]...",
	    "import article files (default SITE/articles); --dry-run only says "
	    "what\n           would be done", run_import },
	{ "extract", "[--format json] [--files-from LIST|- [-0]] [FILE|-]...",
	    "analyse articles without storing them, one JSON line each; "
	    "LIST\n           holds a file name a line, or with -0 each ends "
	    "in a NUL",
	    run_extract },
	{ "build", "[--jobs N] [--full] [--watch] [--quiet] [DIRECTORY]",
	    "write what changed of the static site (default SITE/public);\n"
	    "           --watch: import and build whenever a file changes",
	    run_build_or_watch },
	{ "check", "[--quiet] [DIRECTORY]",
	    "check the database and a built site (default SITE/public)",
	    run_check },
	{ "export", "[--quiet] --format jsonl|csv|ftm|archive DIRECTORY",
	    "write the archive as data", run_export },
	{ "serve", "[--listen unix:PATH|HOST:PORT] [--workers N]",
	    "answer FastCGI (default unix:SITE/dossier.sock)", run_serve },
	{ "print", "[--listen unix:PATH|HOST:PORT] [--port N] nginx",
	    "print the nginx server block of this site", run_print },
};

static void
usage(FILE *out)
{
	fprintf(out, "usage: dossier [-C SITE] COMMAND [OPTION]...\n\n");
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		fprintf(out, "  %-8s %s\n           %s\n", commands[i].name,
		    commands[i].usage, commands[i].help);
}

/*
 * The program runs from a source tree (build/dossier) and from
 * PREFIX/bin; $DOSSIER_SHARE overrides both.
 */
static void
find_share(struct options *o)
{
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	const char *root = getenv("DOSSIER_SHARE");
	char *slash;

	exe[n > 0 ? n : 0] = '\0';
	slash = strrchr(exe, '/');
	if (slash != NULL)
		*slash = '\0';
	if (root == NULL) {
		root = arena_printf(o->arena, "%s/../share/dossier",
		    exe).ptr;
		if (!file_exists(root))
			root = arena_printf(o->arena, "%s/..", exe).ptr;
	}
	o->share.templates = arena_printf(o->arena, "%s/templates",
	    root).ptr;
	o->share.assets = arena_printf(o->arena, "%s/static", root).ptr;
	o->share.data = arena_printf(o->arena, "%s/cgi/analyze/data",
	    root).ptr;
}

static int
bad_value(const char *option, const char *value)
{
	log_line("%s: \"%s\" is not a number it takes", option, value);
	return -1;
}

static int
parse_options(int argc, char **argv, struct options *o)
{
	static const struct option longs[] = {
		{ "dry-run", no_argument, NULL, 'n' },
		{ "files-from", required_argument, NULL, 'T' },
		{ "format", required_argument, NULL, 'f' },
		{ "full", no_argument, NULL, 'F' },
		{ "help", no_argument, NULL, 'h' },
		{ "jobs", required_argument, NULL, 'J' },
		{ "json", no_argument, NULL, 'j' },
		{ "listen", required_argument, NULL, 'l' },
		{ "null", no_argument, NULL, '0' },
		{ "port", required_argument, NULL, 'p' },
		{ "quiet", no_argument, NULL, 'q' },
		{ "since", required_argument, NULL, 's' },
		{ "watch", no_argument, NULL, 'W' },
		{ "workers", required_argument, NULL, 'w' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "0C:hqT:", longs, NULL)) != -1) {
		switch (c) {
		case '0':
			o->null = true;
			break;
		case 'C':
			o->site = optarg;
			break;
		case 'T':
			o->files_from = optarg;
			break;
		case 'f':
			o->format = optarg;
			break;
		case 'h':
			usage(stdout);
			exit(EXIT_DONE);
		case 'j':
			o->json = true;
			break;
		case 'l':
			o->listen = optarg;
			break;
		case 'p':
			o->port = str_number(str_from(optarg));
			if (o->port < 1 || o->port > 65535)
				return bad_value("--port", optarg);
			break;
		case 'q':
			o->quiet = true;
			break;
		case 'n':
			o->dry_run = true;
			break;
		case 's':
			if (!civil_parse_iso(str_from(optarg), &o->since)) {
				log_line("--since: \"%s\" is no date "
				    "YYYY-MM-DD", optarg);
				return -1;
			}
			break;
		case 'F':
			o->full = true;
			break;
		case 'J':
			o->jobs = str_number(str_from(optarg));
			if (o->jobs < 1)
				return bad_value("--jobs", optarg);
			break;
		case 'W':
			o->watch = true;
			break;
		case 'w':
			o->workers = str_number(str_from(optarg));
			if (o->workers < 1)
				return bad_value("--workers", optarg);
			break;
		default:
			return -1;
		}
	}
	o->operands = argv + optind;
	o->operand_count = argc - optind;
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct options o = {
		.site = ".",
		.port = 8080,
		.since = INT32_MIN,
		.arena = &arena,
	};
	const char *name;
	int rc = EXIT_CANNOT;

	if (parse_options(argc, argv, &o) != 0 || o.operand_count == 0) {
		usage(stderr);
		return EXIT_CANNOT;
	}
	find_share(&o);
	name = o.operands[0];
	o.operands++;
	o.operand_count--;
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (strcmp(name, commands[i].name) == 0) {
			rc = commands[i].run(&o);
			goto out;
		}
	log_line("unknown command \"%s\"", name);
	usage(stderr);
out:
	arena_free(&arena);
	return rc;
}
