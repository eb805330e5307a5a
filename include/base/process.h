/*
 * process.h: other programs, run to their end.
 *
 * Arguments are a vector: no shell reads them.  Descriptors that are not
 * O_CLOEXEC are inherited.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct process {
	const char *const *argv; /* ends in NULL; argv[0] is looked for in
	                          * PATH */
	const char *directory;   /* it runs there; NULL: here */
	struct str input;        /* its standard input */
	struct buf *output;      /* takes its standard output; may be NULL */
};

/* Where a program is: in a directory of PATH, or where administrators' are; in
 * the arena.  NULL: nowhere. */
const char *process_find(const char *name, struct arena *arena);

/*
 * 0 when it ended with status 0.  Otherwise -1, and the sentence names the
 * program and ends in what it last said on its standard error.
 */
int process_run(const struct process *p, struct err *err);

#endif
