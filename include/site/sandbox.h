/*
 * sandbox.h: what a process can no longer do once it answers strangers.
 *
 * After sandbox_enter it reads what it has open and the files below one
 * directory, writes to what it has open, accepts connections, and nothing
 * else: no file is made, opened for writing or removed, no program started, no
 * socket made, no process signalled but itself.  What it tries fails with
 * EPERM or EACCES.  seccomp(2) sees to that, and landlock(7) where the kernel
 * has it; there is no way back.
 */
#ifndef SITE_SANDBOX_H
#define SITE_SANDBOX_H

#include <stddef.h>

#include "base/err.h"

struct sandbox {
	const char *readable; /* directory whose files may be opened */
	size_t memory;        /* bytes of its own (RLIMIT_DATA) */
};

int sandbox_enter(const struct sandbox *s, struct err *err);

struct sandbox_writer {
	const char *writable; /* directory below which files are written */
	const char *const *programs; /* that may be started, where they are
	                              * there (process_find); NULL ends them */
};

/*
 * For a process that imports.  After it, and in all that it starts: files are
 * made, written and removed below one directory alone (and /dev/null), no
 * program is started but those named and the dynamic linker, no socket is made
 * or used, and nothing is done that only a system's administrator does.  What
 * it reads is not limited: articles may be anywhere.
 */
int sandbox_enter_writer(const struct sandbox_writer *s, struct err *err);

/* Both do nothing in a program built with AddressSanitizer, which could not
 * work in them. */

#endif
