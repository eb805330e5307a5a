/*
 * ledger.h: the one writer of the authority files.
 *
 * A decision is a change of one file: a line added to judgements.txt or
 * blocklist.txt, or an actor's name.  It is written only where all files,
 * read as they would be with it, have no fault; one writer at a time, and on
 * the disk before the function returns.
 *
 * SITE/authority/.ledger has what was written, oldest first, so that it can
 * be taken back; it may be thrown away.  It is the lock too.
 */
#ifndef AUTHORITY_LEDGER_H
#define AUTHORITY_LEDGER_H

#include "authority/authority.h"

enum decision_kind {
	DECISION_SAME,   /* ids a and b */
	DECISION_DIFFER, /* ids a and b */
	DECISION_DROP,   /* mention a, ARTICLE#TEXT or ARTICLE#TEXT@sN */
	DECISION_MOVE,   /* mention a to the actor with id b */
	DECISION_BLOCK,  /* form a is no name; the reason is a comment */
	DECISION_RENAME  /* the actor with id a is named b */
};

struct decision {
	enum decision_kind kind;
	struct str a, b;
	struct str why;      /* of all but DECISION_RENAME */
	struct str old_name; /* DECISION_RENAME: kept as an alias where the
	                      * files have no name */
	struct str new_id;   /* DECISION_RENAME: "" keeps the id */
};

struct ledger {
	const char *site;
	struct str editor; /* initials */
	int32_t day;       /* today, in the site's zone */
};

/* What was written or taken back. */
struct written {
	const char *file; /* path, with that of the site */
	uint32_t line;    /* of the first line of text */
	struct str text;  /* lines without the last newline; in the arena */
};
struct written_list {
	struct written *items;
	size_t count, capacity;
};

/*
 * -1 with a sentence, and nothing written, when it would be a fault or change
 * nothing, or when the files have faults already.  A reason keeps to one
 * line: newlines become spaces and '"' becomes '\''.
 */
int ledger_write(const struct ledger *l, const struct decision *d,
    struct arena *arena, struct written *out, struct err *err);

/* Takes back the last change that was written: 1; 0 when there is none; -1
 * when the file no longer ends in it. */
int ledger_undo(const struct ledger *l, struct arena *arena,
    struct written *out, struct err *err);

/* What was written and not taken back, oldest first. */
int ledger_list(const struct ledger *l, struct arena *arena,
    struct written_list *out, struct err *err);

/* Initials of a person: of the words of a name, or the first two letters of a
 * single word; lower case, in the arena. */
struct str ledger_initials(struct arena *arena, struct str name);
/* Whether a text can stand as ed=INITIALS. */
bool ledger_is_editor(struct str initials);

#endif
