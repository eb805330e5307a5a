/*
 * progress.h: how far a long command is: what is done of how
 * much, the rate, and the time left by it.
 *
 * On a terminal one line that is drawn again at most ten times a second;
 * elsewhere a plain line each ten seconds, so that a log stays short.
 * Silent when quiet.  Writes to standard error.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	const char *what; /* "importing"; not owned */
	size_t total;     /* 0 when unknown */
	size_t done;
	bool quiet, terminal;
	int64_t started, shown; /* monotonic milliseconds */
};

void progress_start(struct progress *p, const char *what, size_t total,
    bool quiet);
void progress_step(struct progress *p);
/* So many are done, counted elsewhere. */
void progress_at(struct progress *p, size_t done);
/* Clears the line on a terminal. */
void progress_end(struct progress *p);

#endif
