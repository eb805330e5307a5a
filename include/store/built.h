/*
 * built.h: what a build remembers beside its output: the pages it wrote and
 * what each was made from.  Derived: without the file all is built anew.
 */
#ifndef STORE_BUILT_H
#define STORE_BUILT_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "store/reads.h"

struct built;

struct built_head {
	struct moment moment; /* of the archive */
	char inputs[HASH_HEX]; /* templates, settings, static files, program */
	int64_t tree;  /* inode of the tree, so that no other is taken for it */
	int64_t spare; /* inode of the tree before it; 0: there is none */
	int64_t search_words; /* of all articles, in the search index */
};

/* Makes the file when it is not there, or when it cannot be used. */
struct built *built_open(const char *path, struct err *err);
void built_close(struct built *b);

/* A copy of a state that is left alone; one that cannot be read has none. */
int built_copy(const char *from, const char *to, struct err *err);

int built_begin(struct built *b, struct err *err);
int built_commit(struct built *b, struct err *err);

/* 1, or 0 when nothing was built. */
int built_head(struct built *b, struct arena *arena, struct built_head *out,
    struct err *err);
int built_set_head(struct built *b, const struct built_head *head,
    struct err *err);

enum { BUILT_FORMS = 2 };

struct built_page {
	int64_t number; /* of the row; 0 for a page not built before */
	int route;      /* in route_table */
	struct str path;
	uint64_t hashes[BUILT_FORMS]; /* of its files; 0: no such file */
};
struct built_pages {
	struct built_page *items; /* by path */
	size_t count, capacity;
};

/* The page at a path: 1, 0 or -1. */
int built_find(struct built *b, struct str path, struct arena *arena,
    struct built_page *out, struct err *err);
/* The pages of a route. */
int built_route(struct built *b, int route, struct arena *arena,
    struct built_pages *out, struct err *err);
/* Stores a page, new (*number is then set) or again, with its keys. */
int built_put(struct built *b, struct built_page *page, struct err *err);
int built_remove(struct built *b, int64_t number, struct err *err);
/* What the list of a route's pages was made from. */
int built_read(struct built *b, int64_t reader, uint64_t key,
    struct err *err);

/* The pages made from any of the keys, and the routes whose list of pages
 * was. */
int built_stale(struct built *b, const struct set *keys, struct arena *arena,
    struct built_pages *out, bool *routes, struct err *err);

/* In what the spare tree differs from the tree: gone is a file that only the
 * spare tree has. */
int built_add_behind(struct built *b, struct str path, bool gone,
    struct err *err);
int built_clear_behind(struct built *b, struct err *err);
int built_behind(struct built *b,
    int (*visit)(void *context, struct str path, bool gone, struct err *err),
    void *context, struct err *err);

/* Assets of earlier builds that stay (site/keep.h): all of them with their
 * ages, by path. */
int built_keep(struct built *b, struct str path, int64_t age,
    struct err *err);
int built_kept(struct built *b, struct map *ages, struct err *err);
/* The same from a file that is only looked at; none when it cannot be. */
void built_read_kept(const char *path, struct map *ages);

/* Of the reader that is a route's list of pages. */
int64_t built_reader_of_route(int route);

#endif
