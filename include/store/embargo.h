/*
 * embargo.h: articles that their files hold back until a time.
 *
 * Nothing of one is stored but its file and that time: it comes with the first
 * import from then on.
 */
#ifndef STORE_EMBARGO_H
#define STORE_EMBARGO_H

#include "base/arena.h"
#include "store/store.h"

struct embargo {
	struct str file;
	int64_t ends; /* UTC seconds */
};
struct embargo_list {
	struct embargo *items; /* by file */
	size_t count, capacity;
};

int store_embargoes(struct store *s, struct arena *arena,
    struct embargo_list *out, struct err *err);
/* Holds the article back; ends 0: no more. */
int store_embargo_set(struct store *s, struct str file, int64_t ends,
    struct err *err);

/* When the first of them ends; 0 when there is none. */
int store_embargo_next(struct store *s, int64_t *ends, struct err *err);

#endif
