/*
 * site.h: one site, open for reading: settings, database, templates, assets.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/hash.h"
#include "page/route.h"

/* Of an asset's hash in its name. */
enum { SITE_HASH_DIGITS = 12 };

struct asset {
	struct str path;       /* "/static/style-HASH.css" */
	const char *media_type;
	struct str data;
	bool desk; /* of the editor's desk alone: not published */
};

struct site {
	struct arena arena; /* owns what follows */
	const char *pictures; /* directory of the articles' pictures */
	struct config config;
	const char *database; /* path of the store */
	struct store *store;
	/* a hash of all that pages are made from but the store: settings,
	 * templates, assets and the program */
	char inputs[HASH_HEX];
	struct templates *templates;
	struct asset_links links;
	LIST(struct asset) assets;
	int64_t started; /* UTC seconds; templates and assets are as of then */
};

/*
 * directory holds site.conf and the database; templates and assets are the
 * shipped ones, in place of which files of directory/templates and
 * directory/static stand.  On failure -1, and site_close is still owed.
 */
int site_open(struct site *s, const char *directory, const char *templates,
    const char *assets, struct err *err);
void site_close(struct site *s);

/* A process that forks takes its store off before, for SQLite's connections
 * do not bear it, and the child opens one of its own. */
void site_leave_store(struct site *s);
int site_open_store(struct site *s, struct err *err);

/* The asset at a path, or NULL. */
const struct asset *site_asset(const struct site *s, struct str path);

/* What a file is, by its suffix. */
const char *site_media_type(struct str name);

/*
 * The picture at a path ("/pictures/HASH.jpg"): 1 with its bytes appended to
 * *out and its media type, 0 when there is none, -1.
 */
int site_picture(const struct site *s, struct str path, struct buf *out,
    const char **media_type, struct err *err);

struct site_view site_view(const struct site *s);

#endif
