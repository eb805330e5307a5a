/*
 * moved.h: where pages have been before, and where they are now.
 *
 * authority/redirects.txt (model/redirects.h) is the truth; the store holds
 * what its lines come to.  An old path of an article leads to wherever the
 * article is now, one of an actor or a tag to the last of its line; a path
 * where a page is leads nowhere.  Find functions return 1, 0 or -1.
 */
#ifndef STORE_MOVED_H
#define STORE_MOVED_H

#include "model/redirects.h"
#include "store/store.h"

/* Whether the store has just these moves: 1, 0 or -1. */
int store_moves_known(struct store *s, const struct redirect_list *moves,
    struct err *err);
/*
 * In the first transaction of an import, before any article is stored: the
 * moves so far.  Those of articles that the archive does not have any more are
 * left out by the caller.  Articles that lines put elsewhere than they are
 * move there.
 */
int store_moves_set(struct store *s, const struct redirect_list *moves,
    struct err *err);
/* Articles that are stored from now on have URLs that no reader knows. */
int store_moves_begin(struct store *s, struct err *err);

/*
 * An actor or tag is no more because another took what it had: its page, and
 * all pages below it, lead there from now on.
 */
int store_move_add(struct store *s, const struct place *from,
    const struct place *to, struct err *err);

/* The moves that the transaction made and redirects.txt does not have yet;
 * they belong to the store until the next transaction begins. */
const struct redirect_list *store_moves(struct store *s);

/* Whether an actor or tag has a page of its own: 1, 0 or -1. */
int store_subject_is_there(struct store *s, const struct place *place,
    struct err *err);

/* A moved page and the one in its place. */
struct moved {
	struct place from, to;
	struct str title; /* of the page in its place */
	int32_t day;      /* the same: the last that it tells of */
};
struct moved_list {
	struct moved *items; /* by path */
	size_t count, capacity;
};

int store_moved_find(struct store *s, const struct place *from,
    struct arena *arena, struct moved *out, struct err *err);
int store_moved_each(struct store *s, struct arena *arena,
    struct moved_list *out, struct err *err);

#endif
