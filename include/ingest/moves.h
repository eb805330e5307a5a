/*
 * moves.h: authority/redirects.txt (model/redirects.h) around an import.
 */
#ifndef INGEST_MOVES_H
#define INGEST_MOVES_H

#include "base/arena.h"
#include "store/store.h"

struct moves_options {
	const char *site;
	/* Whether an article is known by this file, or will be. */
	bool (*is_there)(void *context, struct str file);
	/* "file:line: message" of a line that is no move. */
	void (*fault)(void *context, const char *message);
	/* Called before the store is written to: 0, or -1 with the err. */
	int (*begin)(void *context);
	void *context;
};

/*
 * Behind the removals of an import and before any article is stored: brings the lines into the store, but for those of files
 * that are no article any more: another file that has the title and month of
 * one that is gone takes its URL.
 */
int moves_read(const struct moves_options *o, struct store *store,
    struct err *err);

/* Before each commit, so that no page moves without a line: adds those of the
 * transaction. */
int moves_write(const char *site, struct store *store, struct err *err);

#endif
