/*
 * watch.h: waits until files change (inotify).
 *
 * Life cycle: watch_new, watch_tree and watch_file for what is to be looked
 * at, watch_wait any number of times, watch_free.  What changes between two
 * waits ends the second at once.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdint.h>

#include "base/err.h"

struct watch;

/* NULL with a sentence when the system has no more of them. */
struct watch *watch_new(struct err *err);
void watch_free(struct watch *w); /* NULL is allowed */

/* A directory with all below it, names that begin with '.' left out; one that
 * is not there is not watched.  The path must outlive the watch. */
int watch_tree(struct watch *w, const char *directory, struct err *err);
/* A file of a directory, whose other files are not looked at. */
int watch_file(struct watch *w, const char *directory, const char *name,
    struct err *err);

/*
 * Returns when something changed and then nothing for WATCH_QUIET
 * milliseconds, as an editor or a copy makes several changes at once, or when
 * so many seconds have passed (-1: never): 0, or -1 with a sentence, also when
 * a signal comes.
 */
enum { WATCH_QUIET = 50 };
int watch_wait(struct watch *w, int64_t seconds, struct err *err);

#endif
