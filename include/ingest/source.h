/*
 * source.h: the files that an import is asked for.
 */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "import/format.h"
#include "ingest/picture.h"

struct source {
	const char *path; /* named in messages */
	const char *root; /* directory that was given; path begins with it */
	const char *below; /* the rest of path */
	struct str file;  /* what its article is known by, or the first part
	                   * of what its articles are */
	struct file_entry seen;      /* before it was opened; no path */
	struct picture_file picture; /* of a file that is one article */
	int64_t signature; /* of all this; set by who keeps it */
	int64_t articles;  /* in it, those passed over left out */
	size_t changed;    /* articles in it that are not stored so */
	uint32_t first;    /* number of the first of these */
	bool same;         /* as it was read before: not to be read */
	bool faulty;       /* something in it could not be read */
	bool again;        /* to be read next time, even if it is the same */
};

struct sources {
	struct arena *arena; /* of all names */
	VEC(struct source) list;
	VEC(struct str) roots; /* directories whose missing files are gone */
	struct map by_file;    /* number in list + 1 */
	struct map pictures;   /* of the directories */
};

struct sources_options {
	const char *site;
	char *const *paths; /* files and directories; none: SITE/articles */
	int path_count;
	const struct format *format; /* of every file; NULL: each by its name */
	/* What is not followed, "path: message". */
	void (*refuse)(void *context, const char *message);
	void *context;
};

/*
 * Fills *out, whose arena is set, with every file of the paths that a format
 * reads; in a directory, those whose names say so.  A file below
 * SITE/articles is known by its path there, another by its absolute path, so
 * that the directory dossier is started in makes no difference.
 */
int sources_find(const struct sources_options *o, struct sources *out,
    struct err *err);

/* The one that the article of this name is or was in; NULL when the import
 * was not asked for it, or it is gone. */
struct source *sources_holder(const struct sources *s, struct str article);
/* The name is one below the directories. */
bool sources_cover(const struct sources *s, struct str article);

#endif
