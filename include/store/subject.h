/*
 * subject.h: tags and actors, and what is known of them over all articles.
 *
 * Find functions return 1, 0 or -1; the others 0 or -1 with a sentence.
 */
#ifndef STORE_SUBJECT_H
#define STORE_SUBJECT_H

#include "store/list.h"

struct tag_row {
	int64_t id;
	struct str slug, name;
	int64_t article_count;
};

struct tag_list {
	struct tag_row *items;
	size_t count;
};

struct actor_row {
	int64_t id;
	struct str slug, name;
	enum kind kind;
	int64_t article_count; /* in lists within something, the count there */
	int64_t mention_count;
	int32_t first_day, last_day; /* of publication; days since 1970 */
};

struct actor_list {
	struct actor_row *items;
	size_t count;
};

/* A title as printed, with the sentences it was first and last read in. */
struct role_row {
	struct str title, qualifier;
	struct str organisation_slug, organisation_name; /* "" when unknown */
	struct str holder_slug, holder_name; /* of store_officials alone */
	int64_t count; /* articles */
	int32_t first_day, last_day;
	struct passage evidence; /* where it was read last */
};

struct role_list {
	struct role_row *items;
	size_t count;
};

struct name_row {
	struct str name;
	int64_t count; /* articles */
	int64_t mentions;
	int64_t as_place; /* mentions of a place of this name, in all articles */
	int32_t first_day, last_day;
};

struct name_list {
	struct name_row *items;
	size_t count;
};

int store_tag_find(struct store *s, struct str slug, struct arena *arena,
    struct tag_row *out, struct err *err);
/* Of publication of its newest article. */
int store_tag_last_day(struct store *s, int64_t tag, int32_t *day,
    struct err *err);
/* By name. */
int store_tags(struct store *s, struct arena *arena, struct tag_list *out,
    struct err *err);
/* The tags of an article, in the printed order, without their counts. */
int store_article_tags(struct store *s, int64_t article, struct arena *arena,
    struct tag_list *out, struct err *err);
/* The tags of the newest `articles` articles, most used first. */
int store_tags_busy(struct store *s, int articles, int limit,
    struct arena *arena, struct tag_list *out, struct err *err);
/* Tags that stand beside this one, most often first. */
int store_tag_related(struct store *s, int64_t tag, int limit,
    struct arena *arena, struct tag_list *out, struct err *err);
/* The tags of an actor's articles, most often first. */
int store_actor_tags(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct tag_list *out, struct err *err);

int store_actor_find(struct store *s, struct str slug, struct arena *arena,
    struct actor_row *out, struct err *err);
/* Those in at least `least` articles, by slug, which is the name without
 * regard to case and accents. */
int store_actors(struct store *s, int64_t least, struct arena *arena,
    struct actor_list *out, struct err *err);
/* The number of articles that at most `most` actors are in: 1 when all are
 * no more than that. */
int store_actor_threshold(struct store *s, int64_t most, int64_t *least,
    struct err *err);
/* Those of a kind in most articles. */
int store_actors_named(struct store *s, enum kind kind, int limit,
    struct arena *arena, struct actor_list *out, struct err *err);
/* Bodies that an editor says are a part of this actor, or whose name begins
 * with its, in most articles first. */
int store_actor_children(struct store *s, const struct actor_row *actor,
    int limit, struct arena *arena, struct actor_list *out, struct err *err);
/* What an editor says that this one is a part of, else the body or state with
 * the longest name that its name begins with; 1, 0 or -1. */
int store_actor_parent(struct store *s, const struct actor_row *actor,
    struct arena *arena, struct actor_row *out, struct err *err);
/* The actors of the newest `articles` articles, in most articles first. */
int store_actors_busy(struct store *s, int articles, int limit,
    struct arena *arena, struct actor_list *out, struct err *err);
/* Actors in the articles of a tag, in most articles first. */
int store_tag_actors(struct store *s, int64_t tag, int limit,
    struct arena *arena, struct actor_list *out, struct err *err);

/* Titles of a person, last read first. */
int store_actor_roles(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct role_list *out, struct err *err);
/* Persons whose printed titles name this body or state, last read first. */
int store_officials(struct store *s, int64_t organisation, int limit,
    struct arena *arena, struct role_list *out, struct err *err);
/* Every printed form of the actor's name, most articles first. */
int store_actor_names(struct store *s, int64_t actor, struct arena *arena,
    struct name_list *out, struct err *err);

#endif
