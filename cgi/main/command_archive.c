/* command_archive.c: commands that read articles in and write them out. */
#include "main/command.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/log.h"
#include "desk/desk.h"
#include "export/export.h"
#include "ingest/extract.h"
#include "ingest/import.h"
#include "ingest/unused.h"
#include "site/check.h"
#include "site/theme.h"
#include "store/backup.h"
#include "store/embargo.h"

/* `extract` also works outside of a site, in UTC then. */
static int
open_config_if_any(const struct options *o, struct err *err)
{
	struct config config;

	if (file_exists(arena_printf(o->arena, "%s/site.conf",
	        o->site).ptr))
		return command_config(o, &config, err);
	return civil_zone_set("UTC", err);
}

int
command_extract(const struct options *o)
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
		return command_failed(&err);
	z = analyzer_open(o->share.data, &err);
	if (z == NULL)
		return command_failed(&err);
	rc = extract_run(z, &e, stdout, &failed, &err);
	analyzer_close(z);
	if (rc != 0)
		return command_failed(&err);
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
	    "# Initials of who decides, for authority/judgements.txt.\n"
	    "#editor xy\n"
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
	    "Editors' decisions about actors and tags: text files of one\n"
	    "statement a line; what begins with # says nothing.\n\n"
	    "  actors/ID.txt   a file for each actor that is described\n"
	    "  tags.txt        which tags are one, and what they are\n"
	    "  metonyms.txt    when a town's name is a government\n"
	    "  judgements.txt  who is who, and what was misread; lines are\n"
	    "                  only added\n"
	    "  blocklist.txt   what is no name\n\n"
	    "`dossier import` applies them, `dossier check` says what is\n"
	    "wrong in them and what is of no use. A line that is taken out\n"
	    "is undone by the next import.\n" },
	{ "authority/actors/README",
	    "A file an actor, named by its id: the last part of its page's\n"
	    "address, as in actors/kim-min-seok.txt. No line is needed:\n\n"
	    "kind person\n"
	    "name Kim Min-seok\n"
	    "alias Minseok Kim\n"
	    "alias Kim scope=ministry-of-unification\n"
	    "hidden Kim Min-sok\n"
	    "order family-first\n"
	    "role Vice Minister | ministry-of-unification | 2021-05 | | Gazette 17\n"
	    "sameas wikidata:Q1\n\n"
	    "And of a body:\n\n"
	    "kind organisation\n"
	    "of south-korea\n"
	    "head Unification Minister\n\n"
	    "kind: person, organisation, state. An alias with a scope holds in\n"
	    "articles that have that actor or tag. What hidden names is found,\n"
	    "and not shown. of and the organisation of a role are ids of other\n"
	    "files here. A role is TITLE | ORGANISATION | FROM | TO | SOURCE.\n" },
	{ "authority/tags.txt",
	    "# tag | alias, alias | broader tag | description\n"
	    "#\n"
	    "# Only the first is needed. The broader tag has a line of its own.\n"
	    "#\n"
	    "#truce village | joint security area, jsa | border | The meeting place.\n"
	    "#border | frontier\n" },
	{ "authority/metonyms.txt",
	    "# form | actor | actor-if words, words ; place-if words, words\n"
	    "#\n"
	    "# The words nearest to the form in its sentence decide; the actor\n"
	    "# has a file in actors/.\n"
	    "#\n"
	    "#Seoul | south-korea | actor-if said, urged ; place-if in, near\n" },
	{ "authority/judgements.txt",
	    "# Lines are only added; the last on a pair or a mention holds.\n"
	    "# A mention is ARTICLE#TEXT, or ARTICLE#TEXT@s5 for the one in the\n"
	    "# fifth sentence; the article is YYYY/MM/SLUG of its address.\n"
	    "#\n"
	    "#2026-01-05 ed=ab same kim-min-seok minseok-kim \"one spelling more\"\n"
	    "#2026-01-05 ed=ab differ kim-min-seok kim-min-soo \"two ministers\"\n"
	    "#2026-01-06 ed=ab drop 2025/12/talks#Hwaseong \"a missile\"\n"
	    "#2026-01-06 ed=ab move 2025/12/talks#Kim@s5 -> kim-min-seok \"his aide's namesake\"\n" },
	{ "authority/blocklist.txt",
	    "# form | kind | scope\n"
	    "#\n"
	    "# Kind (person, organisation, state, place, group, event) and scope\n"
	    "# (the id of an actor or tag) may be left out.\n"
	    "#\n"
	    "#Hwaseong | person\n" },
};

/* Copies the theme that was asked for, if any. */
static int
dress(const struct options *o, const char *directory)
{
	struct theme_places places = {
		.site = directory,
		.templates = o->share.templates,
		.assets = o->share.assets,
	};
	struct err err;
	int64_t files;

	if (o->theme == NULL)
		return EXIT_DONE;
	if (theme_copy(&places, o->theme, &files, &err) != 0)
		return command_failed(&err);
	printf("put %lld files of the theme %s into %s/templates and "
	    "%s/static\n", (long long)files, o->theme, directory, directory);
	return EXIT_DONE;
}

int
command_init(const struct options *o)
{
	struct err err;
	const char *directory;
	int rc;

	if (o->operand_count != 1) {
		log_line("init: name one directory");
		return EXIT_CANNOT;
	}
	directory = o->operands[0];
	if (o->theme != NULL && file_exists(arena_printf(o->arena,
	        "%s/site.conf", directory).ptr))
		return dress(o, directory);
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
			return command_failed(&err);
		*slash = '/';
		if (file_replace(path, str_from(new_site[i].text), &err) != 0)
			return command_failed(&err);
	}
	rc = dress(o, directory);
	if (rc != EXIT_DONE)
		return rc;
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
		    "\"failed\":%lld,\"held\":%lld,\"next\":\"%s\"}\n",
		    (long long)s->added, (long long)s->updated,
		    (long long)s->unchanged, (long long)s->removed,
		    (long long)s->failed, (long long)s->held,
		    s->held > 0 ? civil_rfc3339(o->arena, s->held_next).ptr
		                : "");
	else if (!o->quiet)
		printf("added %lld, updated %lld, unchanged %lld, "
		    "removed %lld, failed %lld\n",
		    (long long)s->added, (long long)s->updated,
		    (long long)s->unchanged, (long long)s->removed,
		    (long long)s->failed);
	if (s->held > 0 && !o->json && !o->quiet)
		printf("held back %lld until their embargoes end, the first "
		    "at %s\n", (long long)s->held,
		    civil_rfc3339(o->arena, s->held_next).ptr);
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
	const char *file = command_database(o);
	bool none = o->dry_run && !file_exists(file);

	return store_open(none ? ":memory:" : file, !o->dry_run || none, err);
}

int64_t
command_next_release(const struct options *o)
{
	struct err ignored;
	struct store *store = command_store(o, &ignored);
	int64_t ends = 0, now = (int64_t)time(NULL);

	if (store == NULL)
		return -1;
	if (store_embargo_next(store, &ends, &ignored) != 0)
		ends = 0;
	store_close(store);
	return ends == 0 ? -1 : ends > now ? ends - now : 0;
}

int64_t
command_release(const struct options *o)
{
	struct options import = *o;
	int64_t wait = command_next_release(o);

	if (wait != 0)
		return wait;
	import.operands = NULL;
	import.operand_count = 0;
	import.format = NULL;
	import.since = INT32_MIN;
	import.dry_run = import.json = import.watch = false;
	import.quiet = true;
	command_import(&import);
	return command_next_release(o);
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
		.jobs = o->jobs,
		.dry_run = o->dry_run,
		.quiet = o->quiet,
	};
	struct import_summary summary;
	struct authority authority;
	struct store *store;
	int rc = -1;

	if (o->format != NULL && !find_format(o->format, &i.format))
		return EXIT_CANNOT;
	if (command_config(o, &config, &err) != 0 ||
	    command_authority(o, &authority, &err) != 0)
		return command_failed(&err);
	if (authority.faults > 0) {
		log_line("import: not begun, because authority/ has faults");
		return EXIT_PART;
	}
	i.authority = &authority;
	i.timezone = config.timezone.ptr;
	store = open_for_import(o, &err);
	if (store != NULL)
		rc = import_run(&i, store, &summary, &err);
	store_close(store);
	if (rc != 0)
		return command_failed(&err);
	print_summary(o, &summary);
	if (summary.laid > 0 && !o->quiet && !o->json)
		printf("authority/ changed %lld articles that are the same\n",
		    (long long)summary.laid);
	return summary.failed > 0 ? EXIT_PART : EXIT_DONE;
}

int
command_import(const struct options *o)
{
	const char **paths;

	if (!o->watch)
		return run_import(o);
	paths = arena_array(o->arena, (size_t)o->operand_count + 3,
	    sizeof(*paths));
	for (int i = 0; i < o->operand_count; i++)
		paths[i + 1] = o->operands[i];
	if (o->operand_count == 0)
		paths[1] = arena_printf(o->arena, "%s/articles",
		    o->site).ptr;
	paths[0] = arena_printf(o->arena, "%s/authority", o->site).ptr;
	return command_watch(o, paths, run_import);
}

static void
say_note(void *context, const char *message)
{
	(void)context;
	log_fault("%s", message);
}

/* Templates and style sheets, the desk's too. */
static int
check_theme(const struct options *o, struct check_report *report,
    struct err *err)
{
	static const struct theme_page others[] = {
		{ "desk.tpl", desk_binds },
		{ "desk_pair.tpl", desk_binds },
		{ "desk_decided.tpl", desk_binds },
		{ "desk_plan.tpl", desk_binds },
		{ NULL, NULL },
	};
	struct theme_places places = {
		.site = o->site,
		.templates = o->share.templates,
		.assets = o->share.assets,
	};

	return theme_check(&places, others, report, err);
}

/* What is wrong in the files, and what in them is of no use. */
static int
check_authority(const struct options *o, struct store *store,
    struct check_report *report, struct err *err)
{
	struct authority authority;

	if (command_authority(o, &authority, err) != 0)
		return -1;
	report->faults += (int64_t)authority.faults;
	return authority.faults > 0 || o->quiet ? 0
	    : unused_lines(&authority, store, say_note, NULL, err);
}

int
command_check(const struct options *o)
{
	struct err err;
	struct config config;
	struct check_report report = { 0 };
	const char *file = command_database(o), *tree = command_tree(o);
	struct store *store = NULL;
	int rc = command_config(o, &config, &err);

	if (rc == 0 && (store = command_store(o, &err)) == NULL)
		rc = -1;
	if (rc == 0)
		rc = check_authority(o, store, &report, &err);
	if (rc == 0)
		rc = check_theme(o, &report, &err);
	if (rc == 0)
		rc = check_store(store, file, &report, &err);
	if (rc == 0)
		rc = check_redirects(store, o->site, &report, &err);
	if (rc == 0)
		rc = check_tree(tree, &config, o->quiet, &report, &err);
	store_close(store);
	if (rc != 0)
		return command_failed(&err);
	if (!o->quiet)
		printf("checked %lld files, %lld links and %lld anchors: "
		    "%lld faults\n", (long long)report.files,
		    (long long)report.links, (long long)report.anchors,
		    (long long)report.faults);
	return report.faults > 0 ? EXIT_PART : EXIT_DONE;
}

int
command_backup(const struct options *o)
{
	struct err err;
	const char *file = command_database(o);
	struct store *store;
	struct store_totals totals = { 0 };
	int rc;

	if (o->operand_count != 1) {
		log_line("backup: name one file to write");
		return EXIT_CANNOT;
	}
	store = command_store(o, &err);
	if (store == NULL)
		return command_failed(&err);
	/* What is counted is what is copied. */
	rc = store_snapshot(store, &err);
	if (rc == 0)
		rc = store_totals(store, &totals, &err);
	if (rc == 0)
		rc = store_backup(store, file, o->operands[0], &err);
	store_close(store);
	if (rc != 0)
		return command_failed(&err);
	if (!o->quiet)
		printf("wrote %lld articles to %s\n",
		    (long long)totals.articles, o->operands[0]);
	return EXIT_DONE;
}

int
command_export(const struct options *o)
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
	rc = command_config(o, &config, &err);
	if (rc == 0 && (store = command_store(o, &err)) == NULL)
		rc = -1;
	if (rc == 0)
		rc = export_run(store, &config, o->format, o->operands[0],
		    &report, &err);
	store_close(store);
	if (rc != 0)
		return command_failed(&err);
	if (!o->quiet)
		printf("wrote %lld rows in %lld files to %s\n",
		    (long long)report.rows, (long long)report.files,
		    o->operands[0]);
	return EXIT_DONE;
}
