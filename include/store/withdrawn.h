/*
 * withdrawn.h: articles that their files say were withdrawn.
 *
 * Nothing is kept of one but its file and URL, which stays its own; nothing
 * lists or counts it.
 */
#ifndef STORE_WITHDRAWN_H
#define STORE_WITHDRAWN_H

#include "base/hash.h"
#include "model/article.h"
#include "store/store.h"

struct withdrawn {
	int year, month;
	struct str slug, file;
	bool has_day;
	int32_t day; /* of the withdrawal */
};
struct withdrawn_list {
	struct withdrawn *items; /* by URL */
	size_t count, capacity;
};

/*
 * Takes the article out of the archive, if it is there, and leaves its URL to
 * say so: 1.  What was never stored and has no title has no URL: 0.  Call as
 * store_article_put; that brings it back.
 */
int store_article_withdraw(struct store *s, const struct article *article,
    const char hash[HASH_HEX], struct err *err);

/* The article that stood at /articles/YYYY/MM/SLUG/: 1, 0 or -1. */
int store_withdrawn_find(struct store *s, int year, int month,
    struct str slug, struct arena *arena, struct withdrawn *out,
    struct err *err);
int store_withdrawn_each(struct store *s, struct arena *arena,
    struct withdrawn_list *out, struct err *err);

#endif
