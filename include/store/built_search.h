/*
 * built_search.h: what a build remembers of the search index it wrote
 * (site/search_files.h), so that the next changes a few of its files.
 */
#ifndef STORE_BUILT_SEARCH_H
#define STORE_BUILT_SEARCH_H

#include "store/built.h"

/* An article as it was entered. */
struct built_article {
	int64_t number; /* from the oldest, from 0 on */
	uint64_t key;   /* READ_ARTICLE */
	int64_t id, published;
	int32_t day;
	struct str file;
	int64_t words;
	struct str terms; /* a line each */
};

int built_article_put(struct built *b, const struct built_article *article,
    struct err *err);
/* 1, 0 or -1; text in the arena. */
int built_article_find(struct built *b, uint64_t key, struct arena *arena,
    struct built_article *out, struct err *err);
int built_article_at(struct built *b, int64_t number, struct arena *arena,
    struct built_article *out, struct err *err);
int built_article_count(struct built *b, int64_t *count, struct err *err);

/* A shard of the terms (name: its first term), a page of articles (its number
 * in 8 digits), the days (""), and groups of shards and pages, each under the
 * name of its first. */
enum built_part_kind {
	PART_SHARD, PART_PAGE, PART_DAYS, PART_SHARDS, PART_PAGES
};
struct built_part {
	struct str name, file;
	struct str places; /* file of a shard's places, else "" */
};

int built_part_put(struct built *b, enum built_part_kind kind,
    const struct built_part *part, struct err *err);
int built_part_remove(struct built *b, enum built_part_kind kind,
    struct str name, struct err *err);
/* All of a kind. */
int built_part_clear(struct built *b, enum built_part_kind kind,
    struct err *err);
/* The last part with a name up to this one, or else the first: 1, 0 or -1. */
int built_part_at(struct built *b, enum built_part_kind kind,
    struct str name, struct arena *arena, struct built_part *out,
    struct err *err);
/* The part behind that of the name: 1, 0 or -1. */
int built_part_next(struct built *b, enum built_part_kind kind,
    struct str name, struct arena *arena, struct built_part *out,
    struct err *err);
/* In order of names. */
int built_part_each(struct built *b, enum built_part_kind kind,
    int (*visit)(void *context, const struct built_part *part,
        struct err *err),
    void *context, struct err *err);

/* A file is used once more, or less; *uses is how often it was before, -1 for
 * one that is new. */
int built_file_use(struct built *b, struct str file, int change,
    int64_t *uses, struct err *err);
/* Calls visit for each file without uses and forgets it. */
int built_file_sweep(struct built *b, struct arena *arena,
    int (*visit)(void *context, struct str file, struct err *err),
    void *context, struct err *err);

/* All is forgotten, but that the files are there. */
int built_search_clear(struct built *b, struct err *err);

#endif
