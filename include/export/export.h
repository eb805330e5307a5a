/*
 * export.h: the archive as data for other programs.
 *
 *	jsonl  a file of JSON lines a table
 *	csv    a file a table (RFC 4180) and datapackage.json, which says what
 *	       the columns are and which refer to which (frictionlessdata.io)
 *	ftm    entities.ftm.json: FollowTheMoney entities, one a line
 *	archive  the articles as text-layout files, which import to the same
 *	       archive: under their own names those that were such files, the
 *	       others as YEAR/MONTH/SLUG.txt
 *
 * The same archive gives the same bytes.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "model/config.h"
#include "store/store.h"

struct export_report {
	int64_t files, rows;
};

/* Whether there is such a format. */
bool export_knows(const char *format);

/*
 * Writes DIRECTORY.exporting, then puts it in the place of directory in one
 * step.  Refused when directory holds anything that is no export.
 */
int export_run(struct store *s, const struct config *config,
    const char *format, const char *directory, struct export_report *report,
    struct err *err);

#endif
