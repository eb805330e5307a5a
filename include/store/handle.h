/* handle.h: what a struct store is, for store_*.c alone. */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include "base/arena.h"
#include "model/redirects.h"
#include "store/db.h"
#include "store/store.h"

struct kept;

struct store {
	struct db *db;
	bool in_snapshot; /* between store_snapshot and store_release */
	struct kept *kept; /* of kept.h; NULL: nothing yet */
	/* of the transaction; see change.h */
	int64_t sequence; /* 0: nothing was logged yet */
	int articles;     /* logged */
	bool all_changed;
	bool withdrew; /* a text that must not be left anywhere */
	/* of the import: articles with higher ids are its own (slug.h) */
	int64_t fresh_after, fresh_withdrawn_after;
	struct redirect_list moves; /* of the transaction; see moved.h */
	struct arena moves_arena;
};

/* What a struct built is: built.h, built_search.h. */
struct built {
	struct db *db;
};

/* A number of the table meta; 0 when it is not there. */
int store_meta(struct store *s, const char *key, int64_t *value,
    struct err *err);
int store_set_meta(struct store *s, const char *key, int64_t value,
    struct err *err);

#endif
