/*
 * publish_target.h: between publish.c and the kinds of targets.
 */
#ifndef SITE_PUBLISH_TARGET_H
#define SITE_PUBLISH_TARGET_H

#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/vec.h"

/* In the order in which they are sent. */
enum publish_phase {
	PHASE_ASSET,
	PHASE_NEW,
	PHASE_CHANGED,
	PHASE_POINTER,
	PHASE_MAX
};

struct publish_file {
	const char *path; /* below the tree */
	uint64_t size;    /* bytes */
	int64_t mtime;    /* nanoseconds since 1970 */
	uint64_t hash;    /* of its bytes; 0: not known */
	enum publish_phase phase;
	const char *media_type;
	const char *encoding; /* "gzip", "br" or NULL */
};

struct publish_files {
	struct publish_file *items;
	size_t count, capacity;
};

struct publish_paths {
	const char **items;
	size_t count, capacity;
};

/* Files that stand below a directory of their own. */
struct publish_batch {
	const char *directory;
	const struct publish_file *files;
	size_t count;
};

struct publish_target {
	const struct publish_kind *kind;
	const char *where;    /* without what it was told by */
	const char *beside;   /* a path that the kind may add a suffix to */
	const char *empty;    /* a directory with nothing in it */
	struct arena *arena;  /* lives as long as the target */
	void *state;          /* the kind's own, in the arena */
};

struct publish_kind {
	const char *prefix; /* of the targets of this kind */
	bool keep_prefix;   /* it is part of `where` */
	bool local;       /* `where` is a path of this machine */
	bool by_type; /* files of a batch have one phase, type, encoding */
	bool whole;   /* what was sent stands there once finish is through;
	               * a publish is one batch */

	/* Each 0, or -1 with a sentence. */
	int (*open)(struct publish_target *t, struct err *err);
	int (*send)(struct publish_target *t, const struct publish_batch *b,
	    struct err *err);
	/* A path that is not there is no failure.  directories: those that
	 * hold nothing of ours any more, the inner before the outer. */
	int (*remove)(struct publish_target *t,
	    const struct publish_paths *files,
	    const struct publish_paths *directories, struct err *err);
	int (*finish)(struct publish_target *t, struct err *err); /* or NULL */
	/* Puts path and size of every file there. */
	int (*list)(struct publish_target *t, struct map *sizes,
	    struct err *err);
	void (*close)(struct publish_target *t); /* or NULL */
};

extern const struct publish_kind publish_directory, publish_file_url,
    publish_ssh, publish_rsync, publish_rclone, publish_git;

/* Phase (PHASE_CHANGED for a page), media type and encoding of a file of the
 * tree, by its path. */
void publish_describe(struct publish_file *file);

/* Appends strings up to a NULL. */
void publish_add(struct arena *a, struct publish_paths *to,
    const char *const *strings);

/* Paths, a line each. */
void publish_lines(const struct publish_paths *paths, struct buf *out);

/* Puts what the lines "SIZE PATH" of a listing, copied to the arena, say. */
int publish_parse_list(struct str lines, struct arena *arena,
    struct map *sizes, struct err *err);

#endif
