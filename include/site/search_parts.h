/*
 * search_parts.h: the files of the search index (search_files.h) one by one:
 * shards made and read again, and what names them.
 *
 * Which terms share a shard, and which shards a group, follows from each term
 * alone and never from the terms before it, so that a change of one article
 * leaves the other shards as they are.
 */
#ifndef SITE_SEARCH_PARTS_H
#define SITE_SEARCH_PARTS_H

#include "base/gzip.h"
#include "site/build.h"
#include "store/built_search.h"

enum { SEARCH_NAME = 16 }; /* bytes of a file's name below search/ */

struct search_writer {
	struct built *built;
	int tree;     /* directory written into */
	int old_tree; /* where a file of the same name may be; -1: none */
	/* is told of each file written, and of each that goes */
	int (*note)(void *context, struct str path, bool gone,
	    struct err *err);
	void *context;
	struct gzip *gzip;
	struct buf bytes; /* compressed, or read */
	struct build_report *report;
	struct err *err;
};

/* A term and the articles that have it. */
struct search_entry {
	struct str term, printed;
	uint32_t articles;
	/* varints: distance from the article before (the first: + 1), weight,
	 * words of each */
	struct buf postings;
	struct buf places; /* as in the file of places */
	/* of the article entered last */
	uint32_t last; /* its number + 1 */
	uint32_t weight, place;
};

void search_put_varint(struct buf *out, uint32_t n);

/* Uses the file with this content once more, writing it if need be; its name
 * is put into name. */
int search_put(struct search_writer *w, struct str data,
    char name[SEARCH_NAME]);
/* Uses it once less. */
int search_drop(struct search_writer *w, struct str name);
/* Replaces *out by the content. */
int search_get(struct search_writer *w, struct str name, struct buf *out);
/* Puts the content in the place of the part's file. */
int search_put_part(struct search_writer *w, enum built_part_kind kind,
    struct str name, struct str data);

/* Whether a shard ends behind the entry. */
bool search_shard_ends(const struct search_entry *e);
/* One shard. */
int search_put_shard(struct search_writer *w,
    const struct search_entry *entries, size_t count);
/* Its entries again; their buffers are the caller's to free. */
int search_get_shard(struct search_writer *w, const struct built_part *shard,
    struct arena *arena, struct search_entry **entries, size_t *count);

/* Writes the groups and the pointer of the parts there are, and removes the
 * files that nothing names. */
int search_finish(struct search_writer *w, int64_t articles, int64_t words);

#endif
