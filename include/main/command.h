/*
 * command.h: commands as the command line calls them, and what they share;
 * for cgi/main alone.
 *
 * A command returns its exit code; what it could not do it has said on the
 * standard error.
 */
#ifndef MAIN_COMMAND_H
#define MAIN_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "authority/ledger.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/config.h"
#include "site/shard.h"
#include "store/store.h"

/* All done; done in part, or a check failed; usage, or cannot start. */
enum { EXIT_DONE = 0, EXIT_PART = 1, EXIT_CANNOT = 2 };

/* Where the files that come with the program lie. */
struct share {
	const char *root;      /* of them all */
	const char *data;      /* gazetteer and models */
	const char *templates;
	const char *assets;    /* style sheet and icons */
};

struct options {
	const char *site;
	const char *format, *listen, *files_from;
	const char *editor, *id, *theme;
	int workers, jobs, port; /* 0: not given */
	int cache_mb;
	const char *cache;
	struct shard shard;
	int32_t since;           /* days since 1970; INT32_MIN: not given */
	bool dry_run;
	bool log_json;
	bool quiet, json, null, full, unsure, watch;
	char **operands; /* after the command's name */
	int operand_count;
	struct arena *arena; /* lives as long as the command */
	struct share share;
};

struct command {
	const char *name;
	const char *usage; /* its arguments */
	const char *help;
	int (*run)(const struct options *o);
};

extern const struct command command_table[];
extern const size_t command_count;

/*
 * Runs a command now, whenever one of the paths (NULL ends them) or site.conf
 * changes, and when an embargo ends.  Whether or not it fails: what is wrong
 * is said, and mended by the next change.  Returns when a signal comes or the
 * files cannot be watched: EXIT_CANNOT.
 */
int command_watch(const struct options *o, const char *const *paths,
    int (*run)(const struct options *o));

int command_init(const struct options *o);
int command_import(const struct options *o);
/* Seconds until the next embargo ends, 0 when one has; -1 when there is none,
 * or no database that could say. */
int64_t command_next_release(const struct options *o);
/* Imports when one has.  Seconds until the next does, or -1. */
int64_t command_release(const struct options *o);
int command_extract(const struct options *o);
int command_check(const struct options *o);
int command_plan(const struct options *o);
int command_backup(const struct options *o);
int command_export(const struct options *o);
int command_build(const struct options *o);
int command_publish(const struct options *o);
int command_completion(const struct options *o);
int command_doctor(const struct options *o);
int command_help(const struct options *o);
int command_serve(const struct options *o);
int command_print(const struct options *o);
int command_actors(const struct options *o);
int command_tags(const struct options *o);
int command_desk(const struct options *o);
int command_merge(const struct options *o);
int command_split(const struct options *o);
int command_rename(const struct options *o);
int command_ignore(const struct options *o);
int command_undo(const struct options *o);

/* SITE/dossier.db; the tree of files: the operand, or SITE/public. */
const char *command_database(const struct options *o);
const char *command_tree(const struct options *o);
/* The database, to be read; NULL with a sentence. */
struct store *command_store(const struct options *o, struct err *err);

/* Says why; EXIT_CANNOT. */
int command_failed(const struct err *err);

/* The site's settings, and its clock from then on. */
int command_config(const struct options *o, struct config *config,
    struct err *err);

/* The site's authority files, in o->arena; each fault in them is a line on the
 * standard error, and out->faults counts them. */
int command_authority(const struct options *o, struct authority *out,
    struct err *err);

/* Whoever decides, and when: *from says where the initials are from. */
int command_ledger(const struct options *o, const struct config *config,
    struct ledger *out, const char **from, struct err *err);

#endif
