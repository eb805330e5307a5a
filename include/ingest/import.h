/*
 * import.h: `dossier import`: article files into the store.
 */
#ifndef INGEST_IMPORT_H
#define INGEST_IMPORT_H

#include "authority/authority.h"
#include "import/format.h"
#include "store/store.h"

struct import_summary {
	int64_t added, updated, unchanged, removed, failed;
	int64_t held;      /* back until their embargoes end */
	int64_t held_next; /* UTC seconds when the first of these does */
	int64_t laid; /* unchanged ones that the authority files change */
};

struct import_options {
	const char *site;     /* directory */
	const char *timezone; /* of the site */
	const char *data;     /* directory of the analysis: like the zone, a
	                       * change in it changes what is read */
	char *const *paths;   /* files and directories; none: SITE/articles */
	int path_count;
	const struct authority *authority; /* without faults */
	const struct format *format; /* of every file; NULL: each by its name */
	int32_t since; /* articles of earlier days are passed over */
	int jobs;      /* processes that read and analyse; 0: one a core */
	bool dry_run;  /* say what would be done, on standard output, only */
	bool quiet;
};

/*
 * Imports every file whose suffix a format has.  What cannot be read as an
 * article is one "file:line: message" on standard error and counted in failed;
 * articles stored from that file earlier stay.  An article is known by its
 * file below SITE/articles, or by file#id where a file holds many; an article
 * that is no longer in its file, or whose file is no longer below an imported
 * directory, is removed.  Articles are committed in batches; each batch is
 * there whole or not at all.  A picture beside the file of one article comes
 * with it (see picture.h); a bad one is a line on standard error, and the
 * article stands without.  One that is passed over for its day stays as it is
 * stored.
 *
 * Reading and analysis are work of o->jobs processes; this one stores what
 * they find, in the order of the files, so that the outcome does not depend on
 * how many there are.  A file that ends the process that reads it is refused,
 * and the rest goes on.
 *
 * A file that looks as it did when it was read before (size, times, inode) is
 * not opened, unless something in it had to be said.
 */
int import_run(const struct import_options *o, struct store *store,
    struct import_summary *out, struct err *err);

#endif
