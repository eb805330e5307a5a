/*
 * publish_record.h: what a target is known to hold; a file of lines, of which
 * a later one holds good:
 *
 *	=HASH SIZE MTIME PATH  it stands there so (MTIME: of the tree's file)
 *	?PATH                  it may stand there, with whatever bytes
 *	-PATH                  it is gone
 *
 * A last line without its end is a crash's, and is left out.
 */
#ifndef SITE_PUBLISH_RECORD_H
#define SITE_PUBLISH_RECORD_H

#include "site/publish_target.h"

struct known {
	const char *path;
	uint64_t size, hash;
	int64_t mtime;
	bool sure; /* else it may stand there with other bytes */
	bool seen; /* it was sure once */
	bool gone;
	bool kept; /* for the caller */
};

struct publish_record {
	const char *path;
	struct arena *arena;
	struct map index; /* path to number in items, + 1 */
	VEC(struct known) items;
	size_t lines;     /* in the file */
	struct buf fresh; /* lines not written yet */
	bool torn;        /* the file must be written anew */
};

/* Reads the file at r->path into the arena of r; that there is none is no
 * failure. */
int record_read(struct publish_record *r, struct err *err);

/* NULL when nothing is known, or it is gone. */
struct known *record_find(const struct publish_record *r, const char *path);

/* What holds good from now on; the paths are borrowed. */
void record_sure(struct publish_record *r, const struct publish_file *file);
void record_doubt(struct publish_record *r, const char *path);
void record_gone(struct publish_record *r, const char *path);

/* Puts what was said since the last time onto the disk; where the file has
 * become long, anew and short. */
int record_write(struct publish_record *r, struct err *err);
void record_free(struct publish_record *r);

#endif
