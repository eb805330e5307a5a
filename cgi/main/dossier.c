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
#include "import/format.h"
#include "ingest/extract.h"
#include "model/config.h"

enum { EXIT_DONE = 0, EXIT_PART = 1, EXIT_CANNOT = 2 };

/* Where the files that come with the program lie. */
struct share {
	const char *data;      /* gazetteer and models */
	const char *templates;
	const char *assets;    /* style sheet and icons */
};

struct options {
	const char *site;
	const char *format;
	bool quiet;
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
read_input(const char *file, struct buf *bytes, struct err *err)
{
	if (strcmp(file, "-") != 0)
		return file_read(file, FORMAT_FILE_MAX, bytes, err);
	for (;;) {
		size_t n;

		buf_reserve(bytes, 64 * 1024);
		n = fread(bytes->data + bytes->len, 1, 64 * 1024, stdin);
		bytes->len += n;
		if (bytes->len > FORMAT_FILE_MAX)
			return err_set(err, "-: larger than %d bytes",
			    FORMAT_FILE_MAX);
		if (n == 0)
			break;
	}
	if (ferror(stdin))
		return err_errno(err, "-");
	return 0;
}

static int
run_extract(const struct options *o)
{
	struct err err;
	struct analyzer *z;
	struct buf bytes = { 0 }, out = { 0 };
	static char *standard_input[] = { "-" };
	char **files = o->operand_count > 0 ? o->operands : standard_input;
	int count = o->operand_count > 0 ? o->operand_count : 1;
	int rc = EXIT_DONE;

	if (strcmp(o->format, "json") != 0) {
		log_line("extract: unknown format \"%s\" (there is: json)",
		    o->format);
		return EXIT_CANNOT;
	}
	if (open_config_if_any(o, &err) != 0)
		return cannot(&err);
	z = analyzer_open(o->share.data, &err);
	if (z == NULL)
		return cannot(&err);
	for (int i = 0; i < count; i++) {
		buf_clear(&bytes);
		buf_clear(&out);
		if (read_input(files[i], &bytes, &err) != 0 ||
		    extract_article(z, buf_view(&bytes), files[i], &out,
		        &err) != 0) {
			log_fault("%s", err.text);
			rc = EXIT_PART;
			continue;
		}
		fwrite(out.data, 1, out.len, stdout);
	}
	if (fflush(stdout) != 0) {
		log_line("standard output: %s", strerror(errno));
		rc = EXIT_PART;
	}
	buf_free(&bytes);
	buf_free(&out);
	analyzer_close(z);
	return rc;
}

static const struct command commands[] = {
	{ "extract", "[--format json] [FILE|-]...",
	    "analyse articles without storing them, one JSON line each",
	    run_extract },
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
parse_options(int argc, char **argv, struct options *o)
{
	static const struct option longs[] = {
		{ "format", required_argument, NULL, 'f' },
		{ "help", no_argument, NULL, 'h' },
		{ "quiet", no_argument, NULL, 'q' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "C:hq", longs, NULL)) != -1) {
		switch (c) {
		case 'C':
			o->site = optarg;
			break;
		case 'f':
			o->format = optarg;
			break;
		case 'h':
			usage(stdout);
			exit(EXIT_DONE);
		case 'q':
			o->quiet = true;
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
		.format = "json",
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
