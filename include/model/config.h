/*
 * config.h: site.conf, the settings of one site.
 *
 * Lines of `key value`; empty lines and lines that begin with '#' are
 * skipped.  Every key may be left out.
 */
#ifndef MODEL_CONFIG_H
#define MODEL_CONFIG_H

#include "base/arena.h"
#include "base/err.h"

struct config {
	struct str title;       /* of the archive, on every page */
	struct str base_url;    /* absolute, ends in '/', for canonical links */
	struct str timezone;    /* IANA name of the zone the articles use */
	struct str language;    /* BCP 47 tag of the pages */
	struct str description; /* one sentence */
	struct str publisher;   /* who keeps the archive */
	struct str precompress; /* "gzip", "br" or both: forms that the static
	                         * build makes beside each file */
	struct str publish;     /* where `dossier publish` sends the site when
	                         * no target is named (site/publish.h) */
	struct str editor;      /* initials, for decisions; or "" */
};

/* What a site has whose site.conf is empty. */
void config_default(struct config *out);

/*
 * Reads text as site.conf over the defaults; file is for errors, which are
 * "file:line: message".  Text is copied into the arena.
 */
int config_parse(struct str text, const char *file, struct arena *arena,
    struct config *out, struct err *err);

/* config_parse of the file SITE/site.conf. */
int config_read(const char *site, struct arena *arena, struct config *out,
    struct err *err);

/* The path of base_url: "/" or "/archive/"; borrowed from it. */
struct str config_base_path(const struct config *config);

#endif
