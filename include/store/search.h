/*
 * search.h: full-text search (SQLite FTS5) and names as one types them.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "model/search.h"
#include "store/list.h"

/*
 * An article counts for a word by BM25 (k1 1.2, b 0.75, as FTS5 has it) over
 * all its words, one in the title, a tag or an actor's name as many.  The
 * static index is ranked by the same numbers.
 */
#define SEARCH_WEIGHT_TITLE 8
#define SEARCH_WEIGHT_TAG 4
#define SEARCH_WEIGHT_ACTOR 4
#define SEARCH_WEIGHT_BODY 1

struct search_hit {
	struct card card;
	struct str body; /* paragraphs joined by newlines */
};

struct search_result {
	struct search_hit *items; /* best first, newest of equals first */
	size_t count;
	int64_t total; /* articles found so far */
	bool partial;  /* the time was up */
};

/*
 * The limit best articles.  When milliseconds are up it stops, and what it
 * found until then is ranked.  Without parts, or with none but the commonest
 * words, the newest; without filters either, none.
 */
int store_search(struct store *s, const struct search *search, int limit,
    int milliseconds, struct arena *arena, struct search_result *out,
    struct err *err);

/* A tag or an actor under one of its names. */
struct search_name {
	struct str key;  /* slug of the name from one of its words on */
	struct str slug, name;
	enum kind kind;  /* of an actor */
	bool is_tag;
	int64_t count;   /* articles */
};
struct search_names {
	struct search_name *items; /* most articles first, then by key */
	size_t count;
};

/* The limit best whose key begins with prefix (a slug, not empty), one row a
 * key; exact: whose key it is. */
int store_search_names(struct store *s, struct str prefix, bool exact,
    int limit, struct arena *arena, struct search_names *out,
    struct err *err);

/* Each of the first length bytes that keys have (or all of a shorter key), in
 * order of bytes. */
int store_search_prefixes(struct store *s, int length, struct arena *arena,
    struct str **out, size_t *count, struct err *err);

/* What the static index is made of: every article from the oldest on. */
struct search_row {
	struct card card; /* all of it valid during the call */
	struct str file;
	struct str title, tags, actors, body; /* as indexed */
	struct str tag_slugs, actor_slugs;    /* with a space between two */
};
int store_search_rows(struct store *s,
    int (*visit)(void *context, const struct search_row *row,
        struct err *err),
    void *context, struct err *err);
/* One of them, in the arena: 1, 0 or -1. */
int store_search_row(struct store *s, int64_t article, struct arena *arena,
    struct search_row *out, struct err *err);
/* The limit newest articles, newest first. */
int store_search_newest(struct store *s, int64_t limit, struct arena *arena,
    int64_t **ids, size_t *count, struct err *err);

/* A word that begins like this one and differs from it by one or two letters,
 * as an article prints it; "" when there is none, or when articles have the
 * word itself.  The part has one term. */
int store_search_similar(struct store *s, const struct search_part *part,
    struct arena *arena, struct str *out, struct err *err);

#endif
