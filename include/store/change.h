/*
 * change.h: the log of what imports touch, for store_*.c alone; what is read
 * from it is in reads.h.
 *
 * An article is logged as two footprints, as it was and as it is.  A
 * transaction of more than CHANGE_ARTICLES of them is logged as a change of
 * everything.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "base/arena.h"
#include "store/store.h"

enum { CHANGE_ARTICLES = 500 };

/* What an article's tag, actor or the archive itself loses or gains. */
enum trace_kind {
	TRACE_KEY,
	TRACE_TAG,
	TRACE_ACTOR,
	TRACE_ARCHIVE,
	TRACE_STANDS, /* statements on a tag that are no plain "said" */
	/* the article keeps its place among those of the tag or actor */
	TRACE_TAG_KEPT,
	TRACE_ACTOR_KEPT
};
struct trace {
	enum trace_kind kind;
	int64_t id; /* of the tag or actor; the key of TRACE_KEY */
};

struct hashes {
	uint64_t *items;
	size_t count, capacity;
};

struct footprint {
	struct {
		struct trace *items;
		size_t count, capacity;
	} traces;
	int64_t published, month, day;
	struct str file;
	uint64_t shape; /* a hash of all but the words */
	uint64_t card;  /* of what READ_CARD is of */
	struct hashes sentences, statements; /* of the words of each, by number */
};

/* Whether what the transaction touches is still written down. */
bool change_is_logged(const struct store *s);
/* All that can be read has changed. */
void change_all(struct store *s);
/* A key that the transaction touches. */
int change_key(struct store *s, uint64_t key, struct err *err);

int change_footprint(struct store *s, int64_t article, struct arena *arena,
    struct footprint *out, struct err *err);
/* before is NULL for a new article, after for one that is removed. */
int change_article(struct store *s, int64_t article,
    const struct footprint *before, const struct footprint *after,
    struct err *err);

/* At the end of the transaction: a new sequence. */
int change_end(struct store *s, struct err *err);

#endif
