/* moves.c: see moves.h. */
#include "ingest/moves.h"

#include "base/vec.h"
#include "store/moved.h"

int
moves_read(const struct moves_options *o, struct store *store,
    struct err *err)
{
	struct arena arena = { 0 };
	struct redirect_list all, live = { 0 };
	int rc = redirects_read(o->site, &arena, &all, o->fault, o->context,
	    err);

	for (size_t i = 0; rc == 0 && i < all.count; i++)
		if (all.items[i].file.len == 0 ||
		    o->is_there(o->context, all.items[i].file))
			*VEC_ADD(&arena, &live) = all.items[i];
	if (rc == 0)
		rc = store_moves_known(store, &live, err);
	if (rc == 0 && o->begin(o->context) == 0)
		rc = store_moves_set(store, &live, err);
	else
		rc = rc > 0 ? 0 : -1;
	if (rc == 0)
		rc = store_moves_begin(store, err);
	arena_free(&arena);
	return rc;
}

int
moves_write(const char *site, struct store *store, struct err *err)
{
	const struct redirect_list *moves = store_moves(store);

	return moves->count > 0 ? redirects_append(site, moves, err) : 0;
}
