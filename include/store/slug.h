/*
 * slug.h: the URLs of articles, for store_*.c alone.
 *
 * An article's URL is made once and stays; it changes when the article's
 * month does, or the slug that its file asks for.  That the same files give
 * the same URLs in a database made anew, whatever the order of import, is had
 * by one rule, and a line in redirects.txt (model/redirects.h) for each
 * article whose URL is another than the rule's:
 *
 * Among the articles of a month whose title (or asked slug) gives the same
 * slug, the first by time and file has it, and the others add a hash of their
 * file.  A path that a line gives to an article is no other's.
 */
#ifndef STORE_SLUG_H
#define STORE_SLUG_H

#include "base/arena.h"
#include "model/article.h"
#include "store/store.h"

/* What an article stands under, and what the rule makes that of. */
struct slug {
	int64_t id; /* of the article; 0: not stored yet */
	int month;  /* year * 12 + month - 1 */
	struct str base; /* what its title gives, or what its file asks for */
	bool asked;
	struct str slug;
};

/*
 * The slug for an article, new or changed; *old is what it has, with id 0 for
 * a new one, and *new is filled but for its id.  Another new article may make
 * way.  Call slug_settle for both once the article is stored.
 */
int slug_choose(struct store *s, const struct article *article,
    const struct slug *old, struct arena *arena, struct slug *new,
    struct err *err);

/* 1, 0 or -1. */
int slug_of(struct store *s, int64_t id, struct arena *arena,
    struct slug *out, struct err *err);

/*
 * After an article came under a slug or left it: writes down those whose URL
 * is not the rule's.
 */
int slug_settle(struct store *s, const struct slug *slug,
    struct arena *arena, struct err *err);
/* The article's own. */
int slug_settle_own(struct store *s, struct str file,
    const struct slug *old, const struct slug *new, struct arena *arena,
    struct err *err);

/* After lines came from elsewhere: puts articles where they say. */
int slug_gather(struct store *s, struct err *err);

#endif
