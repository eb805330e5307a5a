/*
 * extraction.h: what the analysis found, as it was before editors' decisions
 * were laid over it, and which decisions have been applied.
 *
 * Functions return 0, or -1 with a sentence; find functions 1, 0 or -1.
 */
#ifndef STORE_EXTRACTION_H
#define STORE_EXTRACTION_H

#include "base/arena.h"
#include "base/str.h"
#include "store/store.h"

struct extraction {
	struct str findings; /* packed, as they were read */
	uint64_t laid;       /* hash of the findings that are stored */
};
/* keys: of the rules that could bear on the article. */
int store_extraction_put(struct store *s, int64_t article,
    const struct extraction *x, const uint64_t *keys, size_t count,
    struct err *err);
int store_extraction_laid(struct store *s, int64_t article, uint64_t laid,
    struct err *err);
int store_extraction_find(struct store *s, int64_t article,
    struct arena *arena, struct extraction *out, struct err *err);

struct article_ids {
	int64_t *items;
	size_t count, capacity;
};
/* Adds the articles that were put with this key, in order of their ids, and
 * at times one that was not. */
int store_extraction_with(struct store *s, uint64_t key, struct arena *arena,
    struct article_ids *out, struct err *err);
/* Whether there is one. */
int store_extraction_any(struct store *s, uint64_t key, struct err *err);

/*
 * Rules that have been applied, each a key and a hash.
 */

int store_rule_each(struct store *s,
    int (*visit)(void *context, uint64_t key, uint64_t hash,
        struct err *err),
    void *context, struct err *err);
int store_rule_put(struct store *s, uint64_t key, uint64_t hash,
    struct err *err);
int store_rule_remove(struct store *s, uint64_t key, struct err *err);

/*
 * Corrections that have been applied, by the article as its line names it.
 */

struct corrected {
	struct str article;
	int64_t id; /* of the article they were applied to; 0: it is none */
	uint64_t hash;
};
struct corrected_list {
	struct corrected *items;
	size_t count, capacity;
};
int store_corrected(struct store *s, struct arena *arena,
    struct corrected_list *out, struct err *err);
int store_corrected_put(struct store *s, const struct corrected *c,
    struct err *err);
int store_corrected_remove(struct store *s, struct str article,
    struct err *err);

/* The article that a correction names by its file or as YYYY/MM/SLUG, which
 * may be of an address that it had before: 1, 0 or -1. */
int store_article_named(struct store *s, struct str name, int64_t *id,
    struct err *err);
/* Adds YYYY/MM/SLUG of the article that a file became, and those that it had
 * before; they are in the arena. */
struct addresses {
	struct str *items;
	size_t count, capacity;
};
int store_article_addresses(struct store *s, struct str file,
    struct arena *arena, struct addresses *out, struct err *err);

#endif
