/* work.h: what the formats of an export share; for cgi/export alone. */
#ifndef EXPORT_WORK_H
#define EXPORT_WORK_H

#include <stdio.h>

#include "export/export.h"
#include "store/table.h"

struct export_work {
	struct store *store;
	const struct config *config;
	const char *directory; /* written into */
	struct export_report *report;
	struct arena *arena; /* lives as long as the export */
	/* the open file */
	FILE *file;
	const char *path;
	struct buf out; /* the formats append to it */
};

int export_open(struct export_work *w, const char *name, struct err *err);
/* Call after each row: writes what has been appended. */
int export_row(struct export_work *w, struct err *err);
int export_close(struct export_work *w, struct err *err);

/* An absolute URL of a path below the first page, in the arena. */
struct str export_url(const struct export_work *w, struct str path,
    struct arena *arena);

int export_jsonl(struct export_work *w, struct err *err);
int export_csv(struct export_work *w, struct err *err);
int export_archive(struct export_work *w, struct err *err);
/* The name of a file that says that a directory is such an archive. */
#define EXPORT_ARCHIVE_MARK "dossier-archive"

int export_ftm(struct export_work *w, struct err *err);

#endif
