/*
 * pair.h: actors named in the same sentence.
 *
 * That two names share a sentence is all that is meant: a pair is counted, not
 * interpreted.  Mentions of a capital as a place do not count.
 */
#ifndef STORE_PAIR_H
#define STORE_PAIR_H

#include "store/subject.h"

/* A pair has a page of its own from so many sentences on: at 15,000 articles
 * that is 6 pairs of 100. */
enum { PAIR_SENTENCES = 5 };

struct pair_row {
	struct actor_row other; /* its counts and days are not filled in */
	int64_t sentences;
};

struct pair_list {
	struct pair_row *items;
	size_t count;
};

/* Those named most often in one sentence with the actor. */
int store_actor_pairs(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct pair_list *out, struct err *err);
/* All pairs that have a page with actors named in more articles than this
 * one, most sentences first: from the rarer side of each, every pair. */
int store_actor_pairs_above(struct store *s, const struct actor_row *actor,
    struct arena *arena, struct pair_list *out, struct err *err);
/* In how many sentences both are named; 0 when in none. */
int store_pair_count(struct store *s, int64_t actor, int64_t other,
    int64_t *sentences, struct err *err);
/* The sentences that name both, newest first; year 0: at most `limit` of all,
 * else all of that year. */
int store_pair_passages(struct store *s, int64_t actor, int64_t other,
    int year, int limit, struct arena *arena, struct passage_list *out,
    struct err *err);
/* The count of each period is of sentences. */
int store_pair_years(struct store *s, int64_t actor, int64_t other,
    struct arena *arena, struct period_list *out, struct err *err);

struct pair_slugs {
	struct str slug, other; /* in the order of their bytes */
	int64_t id, other_id;
	int64_t sentences;
};

struct pair_slugs_list {
	struct pair_slugs *items;
	size_t count;
};

/* Every pair of at least PAIR_SENTENCES, by slug. */
int store_pairs(struct store *s, struct arena *arena,
    struct pair_slugs_list *out, struct err *err);

#endif
