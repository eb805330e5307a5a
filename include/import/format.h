/*
 * format.h: the forms articles come in, one row a form.
 *
 * A format turns the bytes of one file into one article.  It reads nothing
 * but those bytes and the time zone that civil_zone_set chose.
 */
#ifndef IMPORT_FORMAT_H
#define IMPORT_FORMAT_H

#include "base/arena.h"
#include "base/err.h"
#include "model/article.h"

enum { FORMAT_FILE_MAX = 16 * 1024 * 1024 }; /* bytes of one article file */

struct format {
	const char *name;   /* "text", as the user writes it */
	const char *suffix; /* ".txt" */
	/*
	 * Fills *out, all of it in the arena.  file is what the article is
	 * known by and what errors name.  Returns -1 with "file:line:
	 * message" when the bytes are not such an article.
	 */
	int (*parse)(struct str bytes, const char *file, struct arena *arena,
	    struct article *out, struct err *err);
};

extern const struct format format_table[];
extern const size_t format_count;

/* The format that the file's suffix names, or NULL. */
const struct format *format_for(const char *file);

#endif
