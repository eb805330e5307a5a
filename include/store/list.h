/*
 * list.h: what list pages read: cards of articles, passages that name a tag
 * or an actor, and the periods articles fall in.
 *
 * Lists are newest first by time of publication, then by file.  Arrays are in
 * the arena that was passed in.  Functions return 0, or -1 with a sentence.
 */
#ifndef STORE_LIST_H
#define STORE_LIST_H

#include "model/findings.h"
#include "store/store.h"

struct card {
	int64_t id;
	struct str slug;
	struct str title;
	struct str source;
	struct str summary; /* the first paragraph of the body */
	int64_t published;  /* UTC seconds */
	int32_t day;        /* local date, days since 1970 */
	bool has_time;
};

struct card_list {
	struct card *items;
	size_t count;
};

/* A sentence that names something, and the article it stands in. */
struct passage {
	struct card card;
	struct str text;    /* the sentence */
	uint32_t sentence;  /* its number in the article, from 0 */
	uint32_t in_title;  /* 1 when the sentence is the title itself */
};

struct passage_list {
	struct passage *items;
	size_t count;
};

struct period {
	int year;
	int month;     /* 1 to 12, or 0 for the whole year */
	int64_t count; /* articles */
	int64_t mentions; /* of an actor; else 0 */
	int32_t last_day; /* of publication of the newest */
};

struct period_list {
	struct period *items; /* newest first */
	size_t count;
};

int store_newest(struct store *s, int limit, struct arena *arena,
    struct card_list *out, struct err *err);
/* The day of the newest; 0 when there is none. */
int store_last_day(struct store *s, int32_t *day, struct err *err);
/* The newest `limit` of those published from one day to another. */
int store_between(struct store *s, int32_t from, int32_t to, int limit,
    struct arena *arena, struct card_list *out, struct err *err);
/* The articles of one month. */
int store_month(struct store *s, int year, int month, struct arena *arena,
    struct card_list *out, struct err *err);
/* Where an article's page is. */
struct address {
	struct str slug;
	int32_t day;
};
struct address_list {
	struct address *items;
	size_t count;
};
/* The same articles. */
int store_month_addresses(struct store *s, int year, int month,
    struct arena *arena, struct address_list *out, struct err *err);
/* The article published just before and just after this one, of all or
 * of those with the tag: 1, 0 or -1. */
int store_older(struct store *s, const struct article *a, struct arena *arena,
    struct card *out, struct err *err);
int store_newer(struct store *s, const struct article *a, struct arena *arena,
    struct card *out, struct err *err);
int store_tag_older(struct store *s, int64_t tag, const struct article *a,
    struct arena *arena, struct card *out, struct err *err);
int store_tag_newer(struct store *s, int64_t tag, const struct article *a,
    struct arena *arena, struct card *out, struct err *err);

/* The newest `limit` (-1: all) with the tag: of one month, of a year (month
 * 0), or of all (year 0). */
int store_tag_passages(struct store *s, int64_t tag, int year, int month,
    int limit, struct arena *arena, struct passage_list *out,
    struct err *err);
/* year 0: the newest `limit` of all; else all of that year. */
int store_actor_passages(struct store *s, int64_t actor, int year, int limit,
    struct arena *arena, struct passage_list *out, struct err *err);

/*
 * `limit` articles (-1: all) from number `offset`, counted from the oldest, so
 * that a number stays the same while newer ones come.  Oldest first.
 */
int store_oldest(struct store *s, int64_t offset, int limit,
    struct arena *arena, struct card_list *out, struct err *err);
int store_tag_oldest(struct store *s, int64_t tag, int64_t offset, int limit,
    struct arena *arena, struct passage_list *out, struct err *err);
int store_actor_oldest(struct store *s, int64_t actor, int64_t offset,
    int limit, struct arena *arena, struct passage_list *out,
    struct err *err);

struct day_count {
	int32_t day;   /* days since 1970 */
	int64_t count; /* articles */
};

struct day_count_list {
	struct day_count *items; /* oldest first */
	size_t count;
};

/* Every day that has articles, from one to another. */
int store_days(struct store *s, int32_t from, int32_t to,
    struct arena *arena, struct day_count_list *out, struct err *err);

int store_years(struct store *s, struct arena *arena,
    struct period_list *out, struct err *err);
/* Every month that has articles; year 0 for those of all years. */
int store_months(struct store *s, int year, struct arena *arena,
    struct period_list *out, struct err *err);
/* The nearest months before and after this one that have articles; their
 * year is 0 where there is none, and their counts are not filled in. */
int store_months_beside(struct store *s, int year, int month,
    struct period *older, struct period *newer, struct err *err);
/* The months of a year in which articles have the tag. */
int store_tag_months(struct store *s, int64_t tag, int year,
    struct arena *arena, struct period_list *out, struct err *err);
int store_tag_years(struct store *s, int64_t tag, struct arena *arena,
    struct period_list *out, struct err *err);
int store_actor_years(struct store *s, int64_t actor, struct arena *arena,
    struct period_list *out, struct err *err);
int store_actor_months(struct store *s, int64_t actor, struct arena *arena,
    struct period_list *out, struct err *err);

#endif
