/*
 * redirects.h: authority/redirects.txt, where pages have been before.
 *
 * A line is a move: two paths, old and new, and behind those of an article
 * the file that it is known by, which may hold spaces:
 *
 *	/articles/2025/12/old-slug/ /articles/2025/12/new-slug/ a.txt
 *	/actors/pres-lee/ /actors/lee-jae-myung/
 *
 * Lines are in the order of time and only ever added at the end, so that a
 * move is one line of a difference and two branches merge by having both.  At
 * the time of a line its new path is alive: the last line that names a path
 * says what became of it, and so no order of lines is a loop.
 *
 * An article keeps its URL when its title changes; a line from the URL that
 * the new title would have had pins it, so that a database made anew gives
 * the same URLs.
 */
#ifndef MODEL_REDIRECTS_H
#define MODEL_REDIRECTS_H

#include "base/arena.h"
#include "base/err.h"

enum redirect_kind { REDIRECT_ARTICLE, REDIRECT_ACTOR, REDIRECT_TAG };

/* A page that all others about its subject stand below. */
struct place {
	enum redirect_kind kind;
	int month; /* of an article: year * 12 + month - 1; else 0 */
	struct str slug;
};

struct redirect {
	struct place from, to;
	struct str file; /* of the article; else "" */
	int line;        /* in redirects.txt */
};

struct redirect_list {
	struct redirect *items;
	size_t count, capacity;
};

/* "/actors/SLUG/" and its like; false when it is none. */
bool place_parse(struct str path, struct place *out);
/* In the arena. */
struct str place_path(const struct place *place, struct arena *arena);

/*
 * Reads SITE/authority/redirects.txt, which may be missing.  fault is called
 * with "file:line: message" for each line that is no move; the rest goes on.
 */
int redirects_read(const char *site, struct arena *arena,
    struct redirect_list *out,
    void (*fault)(void *context, const char *message), void *context,
    struct err *err);

/* Adds lines at the end, on the disk when this returns 0; makes the file when
 * it is not there. */
int redirects_append(const char *site, const struct redirect_list *moves,
    struct err *err);

#endif
