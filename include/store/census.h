/*
 * census.h: all actors and tags at once, for comparing each with the others.
 *
 * Rows are in order of id.  Functions return 0, or -1 with a sentence.
 */
#ifndef STORE_CENSUS_H
#define STORE_CENSUS_H

#include "store/subject.h"

/* A tag or actor and an article that has it; the newest articles of each come
 * last. */
struct census_link {
	int64_t id, article;
};
struct census_links {
	struct census_link *items;
	size_t count, capacity;
};
int store_census_actors(struct store *s, struct arena *arena,
    struct census_links *out, struct err *err);
int store_census_tags(struct store *s, struct arena *arena,
    struct census_links *out, struct err *err);

/* A name of an actor as printed. */
struct census_name {
	int64_t actor;
	struct str name;
	int64_t articles;
};
struct census_names {
	struct census_name *items;
	size_t count, capacity;
};
int store_census_names(struct store *s, struct arena *arena,
    struct census_names *out, struct err *err);

/* A title of an actor, each once. */
struct census_title {
	int64_t actor;
	struct str title;
	int64_t organisation; /* id of an actor, or 0 */
};
struct census_titles {
	struct census_title *items;
	size_t count, capacity;
};
int store_census_titles(struct store *s, struct arena *arena,
    struct census_titles *out, struct err *err);

/* The slugs of which an editor has said something. */
int store_census_curated(struct store *s, bool is_tag, struct arena *arena,
    struct str **slugs, size_t *count, struct err *err);

#endif
