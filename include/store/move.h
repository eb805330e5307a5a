/*
 * move.h: what the lines of redirects.txt come to, for store_*.c alone; see
 * moved.h and slug.h.
 */
#ifndef STORE_MOVE_H
#define STORE_MOVE_H

#include "base/arena.h"
#include "model/redirects.h"
#include "store/store.h"

/* A path that lines give to an article. */
struct claim {
	int month;
	struct str slug, file;
};

/* Find functions return 1, 0 or -1. */
int claim_find(struct store *s, int month, struct str slug,
    struct arena *arena, struct claim *out, struct err *err);
/* Where the last line on a file puts it. */
int claim_pin(struct store *s, struct str file, struct arena *arena,
    struct claim *out, struct err *err);

/* A move that is not in redirects.txt yet: into the tables and the list for
 * the file.  The texts are copied. */
int move_add(struct store *s, const struct redirect *move, struct err *err);

/* Logs that an article which has old paths is there now, or no more. */
int move_touch(struct store *s, struct str file, struct err *err);

#endif
