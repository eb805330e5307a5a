/*
 * related.h: the articles that share most with one, and what they share.
 *
 * A shared tag or actor weighs the more the fewer articles have it, so that
 * two articles that both name a little-known official are nearer than two
 * that both name the United States.
 */
#ifndef STORE_RELATED_H
#define STORE_RELATED_H

#include "store/list.h"

struct related_row {
	struct card card;
	/* Names, rarest first. */
	struct str *tags, *actors;
	size_t tag_count, actor_count;
};

struct related_list {
	struct related_row *items; /* nearest first */
	size_t count;
};

/*
 * At most limit articles, none of which shares too little to be worth a
 * line.  Candidates are those next in time under each of the article's tags
 * and actors, so that the cost does not grow with the archive.  0 or -1.
 */
int store_related(struct store *s, const struct article *article, int limit,
    struct arena *arena, struct related_list *out, struct err *err);

#endif
