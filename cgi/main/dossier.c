/*
 * dossier.c: the command line.
 *
 * Options and the table of commands; a command is a function in command_*.c,
 * and what it does lives in the layers below.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/log.h"
#include "main/command.h"
#include "main/version.h"

const struct command command_table[] = {
	{ "init", "[--theme NAME] DIRECTORY",
	    "make a new site; --theme: with the files of a theme (default, brief),\n"
	    "           also into a site that there is", command_init },
	{ "import", "[--format NAME] [--since YYYY-MM-DD] [--jobs N] [--dry-run]\n"
	    "           [--watch] [--quiet] [--json] [PATH]...",
	    "import article files (default SITE/articles); --dry-run only says "
	    "what\n           would be done; --watch: again whenever a file "
	    "changes", command_import },
	{ "extract", "[--format json] [--files-from LIST|- [-0]] [FILE|-]...",
	    "analyse articles without storing them, one JSON line each; "
	    "LIST\n           holds a file name a line, or with -0 each ends "
	    "in a NUL",
	    command_extract },
	{ "build", "[--jobs N] [--shard I/N] [--full] [--watch] [--quiet] "
	    "[DIRECTORY]",
	    "write what changed of the static site (default SITE/public);\n"
	    "           --shard: one of N parts of it; "
	    "--watch: import and build whenever\n           a file changes",
	    command_build },
	{ "plan", "[--jobs N] [--quiet] [--json] [DIRECTORY]",
	    "say what an import and a build of SITE/public would change, page\n"
	    "           by page, and change nothing", command_plan },
	{ "check", "[--quiet] [DIRECTORY]",
	    "check authority files, templates, style sheets, the database and\n"
	    "           a built site (default SITE/public)", command_check },
	{ "backup", "[--quiet] FILE",
	    "copy the database, also beside a running import or server",
	    command_backup },
	{ "export", "[--quiet] --format jsonl|csv|ftm|archive DIRECTORY",
	    "write the archive as data", command_export },
	{ "publish", "[--dry-run] [--quiet] [--json] [TARGET]",
	    "send what changed of SITE/public to a web host: a directory,\n"
	    "           ssh://HOST/PATH, rclone:REMOTE:PATH, "
	    "git:REPOSITORY[#BRANCH]\n"
	    "           (default: what site.conf says after publish)",
	    command_publish },
	{ "serve", "[--listen unix:PATH|HOST:PORT] [--workers N] "
	    "[--cache-mb N]\n           [--log text|json]",
	    "answer FastCGI (default unix:SITE/dossier.sock)", command_serve },
	{ "desk", "[--port N] [--editor INITIALS]",
	    "pages on 127.0.0.1 that set two identities side by side, and "
	    "write what an\n           editor makes of them", command_desk },
	{ "actors", "[--unsure] [--json] [WORD]...",
	    "list actors whose names have the words; --unsure: those who "
	    "could be one", command_actors },
	{ "tags", "[--unsure] [--json] [WORD]...",
	    "the same of tags", command_tags },
	{ "merge", "[--editor INITIALS] ACTOR ACTOR WHY",
	    "write that two actors are one", command_merge },
	{ "split", "[--editor INITIALS] ACTOR ACTOR|ARTICLE#TEXT [NEW-ID] WHY",
	    "write that two actors differ, or that a mention is of another",
	    command_split },
	{ "rename", "[--editor INITIALS] [--id NEW-ID] ACTOR NAME",
	    "write an actor's name; the old one stays an alias",
	    command_rename },
	{ "ignore", "[--editor INITIALS] ARTICLE#TEXT|NAME WHY",
	    "write that a mention, or a name, is no actor", command_ignore },
	{ "undo", "[--quiet]", "take back the last line that one of these wrote",
	    command_undo },
	{ "print", "[--listen unix:PATH|HOST:PORT] [--port N] "
	    "[--cache DIRECTORY]\n           "
	    "nginx|apache|caddy|lighttpd|systemd|systemd-socket",
	    "print the configuration of a web server, or systemd's units, for "
	    "this site;\n           --cache: nginx keeps pages for two seconds at most",
	    command_print },
	{ "doctor", "[--quiet]",
	    "say what this machine and this site lack, and how to mend it",
	    command_doctor },
	{ "help", "[COMMAND]", "show a page of the manual", command_help },
	{ "completion", "bash|zsh|fish",
	    "print what completes these commands in a shell",
	    command_completion },
};

const size_t command_count = sizeof(command_table) / sizeof(*command_table);

static void
usage(FILE *out)
{
	fprintf(out, "usage: dossier [-C SITE] COMMAND [OPTION]...\n\n");
	for (size_t i = 0; i < command_count; i++)
		fprintf(out, "  %-8s %s\n           %s\n", command_table[i].name,
		    command_table[i].usage, command_table[i].help);
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
	o->share.root = root;
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
		{ "cache", required_argument, NULL, 'k' },
		{ "cache-mb", required_argument, NULL, 'c' },
		{ "dry-run", no_argument, NULL, 'n' },
		{ "editor", required_argument, NULL, 'e' },
		{ "files-from", required_argument, NULL, 'T' },
		{ "format", required_argument, NULL, 'f' },
		{ "full", no_argument, NULL, 'F' },
		{ "help", no_argument, NULL, 'h' },
		{ "id", required_argument, NULL, 'i' },
		{ "jobs", required_argument, NULL, 'J' },
		{ "json", no_argument, NULL, 'j' },
		{ "listen", required_argument, NULL, 'l' },
		{ "log", required_argument, NULL, 'L' },
		{ "null", no_argument, NULL, '0' },
		{ "port", required_argument, NULL, 'p' },
		{ "quiet", no_argument, NULL, 'q' },
		{ "shard", required_argument, NULL, 'S' },
		{ "since", required_argument, NULL, 's' },
		{ "theme", required_argument, NULL, 't' },
		{ "version", no_argument, NULL, 'V' },
		{ "unsure", no_argument, NULL, 'u' },
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
		case 'L':
			o->log_json = strcmp(optarg, "json") == 0;
			if (!o->log_json && strcmp(optarg, "text") != 0) {
				log_line("--log: \"%s\" is neither text nor "
				    "json", optarg);
				return -1;
			}
			break;
		case 'k':
			o->cache = optarg;
			break;
		case 'c':
			o->cache_mb = str_number(str_from(optarg));
			if (o->cache_mb < 0)
				return bad_value("--cache-mb", optarg);
			break;
		case 'T':
			o->files_from = optarg;
			break;
		case 'e':
			o->editor = optarg;
			break;
		case 'f':
			o->format = optarg;
			break;
		case 'h':
			usage(stdout);
			exit(EXIT_DONE);
		case 'V':
			printf("dossier " DOSSIER_VERSION "\n");
			exit(EXIT_DONE);
		case 'i':
			o->id = optarg;
			break;
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
		case 'S':
			if (!shard_parse(str_from(optarg), &o->shard)) {
				log_line("--shard: \"%s\" is not I/N with I "
				    "from 1 to N", optarg);
				return -1;
			}
			break;
		case 't':
			o->theme = optarg;
			break;
		case 'u':
			o->unsure = true;
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
		.cache_mb = 64,
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
	for (size_t i = 0; i < command_count; i++)
		if (strcmp(name, command_table[i].name) == 0) {
			rc = command_table[i].run(&o);
			goto out;
		}
	log_line("unknown command \"%s\"", name);
	usage(stderr);
out:
	arena_free(&arena);
	return rc;
}
