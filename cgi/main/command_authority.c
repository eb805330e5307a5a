/* command_authority.c: commands for those who decide who is who. */
#include "main/command.h"

#include <stdio.h>
#include <stdlib.h>

#include "authority/ledger.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/utf8.h"
#include "ingest/known.h"
#include "store/subject.h"

/* What the commands that write have open. */
struct bench {
	const struct options *o;
	struct authority authority;
	struct store *store;
	struct ledger ledger;
	const char *editor_from; /* where the initials are from */
	struct err err;
};

/* --editor, then site.conf, then who is logged in. */
static struct str
find_editor(const struct options *o, const struct config *config,
    const char **from)
{
	const char *user = getenv("USER");

	if (o->editor != NULL) {
		*from = "--editor";
		return str_from(o->editor);
	}
	if (config->editor.len > 0) {
		*from = "site.conf";
		return config->editor;
	}
	*from = "$USER";
	return ledger_initials(o->arena, str_from(user));
}

int
command_ledger(const struct options *o, const struct config *config,
    struct ledger *out, const char **from, struct err *err)
{
	*out = (struct ledger){
		.site = o->site,
		.editor = find_editor(o, config, from),
		.day = civil_today(),
	};
	if (ledger_is_editor(out->editor))
		return 0;
	return err_set(err, "who decides? give --editor INITIALS, or a line "
	    "\"editor INITIALS\" in site.conf");
}

static int
open_bench(struct bench *b, const struct options *o)
{
	struct config config;

	b->o = o;
	if (command_config(o, &config, &b->err) != 0 ||
	    command_ledger(o, &config, &b->ledger, &b->editor_from,
	        &b->err) != 0 ||
	    command_authority(o, &b->authority, &b->err) != 0)
		return -1;
	if (b->authority.faults > 0)
		return err_set(&b->err, "nothing was written, because "
		    "authority/ has faults");
	b->store = command_store(o, &b->err);
	return b->store != NULL ? 0 : -1;
}

static void
say_written(const struct bench *b, const char *what,
    const struct written *written)
{
	struct str rest = written->text, line;
	uint32_t number = written->line;

	if (b->o->quiet)
		return;
	while (str_cut(&rest, '\n', &line))
		printf("%s %s:%u: %.*s\n", what, written->file, number++,
		    STR_ARG(line));
	if (b->editor_from != NULL)
		printf("as ed=%.*s, from %s\n", STR_ARG(b->ledger.editor),
		    b->editor_from);
	printf("next: `dossier plan` shows what it changes, `dossier import` "
	    "applies it\n");
}

static int
write_decision(struct bench *b, const struct decision *d)
{
	struct written written;

	if (ledger_write(&b->ledger, d, b->o->arena, &written, &b->err) != 0)
		return -1;
	say_written(b, "wrote", &written);
	return 0;
}

static int
find_id(struct bench *b, const char *given, struct str *id)
{
	return known_id(b->store, &b->authority, b->o->arena, str_from(given),
	    id, &b->err);
}

/* Two ids that are there, or an error. */
static int
find_pair(struct bench *b, struct decision *d)
{
	if (find_id(b, b->o->operands[0], &d->a) != 0 ||
	    find_id(b, b->o->operands[1], &d->b) != 0)
		return -1;
	if (str_equal(d->a, d->b))
		return err_set(&b->err, "%.*s beside itself", STR_ARG(d->a));
	return 0;
}

static int
merge(struct bench *b)
{
	struct decision d = { .kind = DECISION_SAME,
		.why = str_from(b->o->operands[2]) };

	return find_pair(b, &d) == 0 ? write_decision(b, &d) : -1;
}

static int
split_pair(struct bench *b)
{
	struct decision d = { .kind = DECISION_DIFFER,
		.why = str_from(b->o->operands[2]) };

	return find_pair(b, &d) == 0 ? write_decision(b, &d) : -1;
}

/* One id that holds two: a mention of it goes to another, who may be new. */
static int
split_mention(struct bench *b)
{
	struct decision d = {
		.kind = DECISION_MOVE,
		.a = str_from(b->o->operands[1]),
		.b = str_from(b->o->operands[2]),
		.why = str_from(b->o->operands[3]),
	};
	struct str from;

	if (find_id(b, b->o->operands[0], &from) != 0 ||
	    known_mention(b->store, &b->authority, b->o->arena, d.a, from,
	        &b->err) != 0)
		return -1;
	if (!str_equal(utf8_slug_of(b->o->arena, d.b), d.b))
		return err_set(&b->err, "\"%.*s\" is no id; one for the name "
		    "would be %s", STR_ARG(d.b), utf8_slug_of(b->o->arena,
		    d.b).ptr);
	if (str_equal(from, d.b))
		return err_set(&b->err, "%.*s has the mention already",
		    STR_ARG(from));
	return write_decision(b, &d);
}

static int
split(struct bench *b)
{
	return b->o->operand_count == 4 ? split_mention(b) : split_pair(b);
}

static int
rename_actor(struct bench *b)
{
	struct decision d = {
		.kind = DECISION_RENAME,
		.b = str_from(b->o->operands[1]),
		.old_name = str_from(""),
		.new_id = str_from(b->o->id),
	};
	struct actor_row row;
	int rc;

	if (find_id(b, b->o->operands[0], &d.a) != 0)
		return -1;
	rc = store_actor_find(b->store, d.a, b->o->arena, &row, &b->err);
	if (rc < 0)
		return -1;
	if (rc > 0)
		d.old_name = row.name;
	if (d.new_id.len > 0 && !str_equal(d.new_id, utf8_slug_of(
	        b->o->arena, d.new_id)))
		return err_set(&b->err, "\"%.*s\" is no id", STR_ARG(d.new_id));
	rc = d.new_id.len == 0 ? 0 : store_actor_find(b->store, d.new_id,
	    b->o->arena, &row, &b->err);
	if (rc != 0)
		return rc < 0 ? -1 : err_set(&b->err, "%.*s is another actor "
		    "already; `dossier merge` makes two one",
		    STR_ARG(d.new_id));
	return write_decision(b, &d);
}

static int
ignore(struct bench *b)
{
	struct str what = str_from(b->o->operands[0]);
	bool mention = str_find(what, str_from("#"), 0) < what.len;
	struct decision d = {
		.kind = mention ? DECISION_DROP : DECISION_BLOCK,
		.a = what,
		.why = str_from(b->o->operands[1]),
	};
	int rc = mention
	    ? known_mention(b->store, &b->authority, b->o->arena, what,
	          str_from(""), &b->err)
	    : known_form(b->store, b->o->arena, what, &b->err);

	if (!mention && rc == 0)
		rc = err_set(&b->err, "no article names \"%.*s\"",
		    STR_ARG(what));
	return rc < 0 ? -1 : write_decision(b, &d);
}

/* Taking back needs no database. */
static int
undo(struct bench *b)
{
	struct written written;
	int rc = ledger_undo(&b->ledger, b->o->arena, &written, &b->err);

	if (rc == 0)
		return err_set(&b->err, "undo: there is nothing to take back");
	if (rc > 0)
		say_written(b, "took back", &written);
	return rc < 0 ? -1 : 0;
}

static int
run(const struct options *o, const char *name, int least, int most,
    int (*act)(struct bench *b))
{
	struct bench b = { .store = NULL };
	int rc;

	if (o->operand_count < least || o->operand_count > most) {
		log_line("%s: wrong number of operands; see dossier --help",
		    name);
		return EXIT_CANNOT;
	}
	rc = open_bench(&b, o);
	if (rc == 0)
		rc = act(&b);
	store_close(b.store);
	if (rc == 0)
		return EXIT_DONE;
	log_line("%s", b.err.text);
	return EXIT_PART;
}

int
command_merge(const struct options *o)
{
	return run(o, "merge", 3, 3, merge);
}

int
command_split(const struct options *o)
{
	return run(o, "split", 3, 4, split);
}

int
command_rename(const struct options *o)
{
	return run(o, "rename", 2, 2, rename_actor);
}

int
command_ignore(const struct options *o)
{
	return run(o, "ignore", 2, 2, ignore);
}

int
command_undo(const struct options *o)
{
	struct bench b = { .o = o };
	struct config config;
	int rc = command_config(o, &config, &b.err);

	/* Whoever takes back need not say who. */
	b.ledger = (struct ledger){ .site = o->site };
	if (rc == 0)
		rc = undo(&b);
	if (rc == 0)
		return EXIT_DONE;
	log_line("%s", b.err.text);
	return EXIT_PART;
}
