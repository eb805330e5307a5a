/*
 * extract.h: `dossier extract`: articles analysed and printed, nothing
 * stored.
 */
#ifndef INGEST_EXTRACT_H
#define INGEST_EXTRACT_H

#include <stdio.h>

#include "analyze/analyze.h"
#include "base/buf.h"

/* Appends the findings in the JSON form that README documents, no newline. */
void extract_json(const struct article *article, const struct findings *found,
    struct buf *out);

/*
 * Parses bytes as the format that file's suffix names (the text layout when
 * it names none), analyses each article in them and appends a line of JSON to
 * *out.  Fails when some of them could not be read; *err has the first reason.
 */
int extract_article(const struct analyzer *z, struct str bytes,
    const char *file, struct buf *out, struct err *err);

struct extract_options {
	char **files; /* "-" is an article on standard input */
	int file_count;
	const char *list; /* a file of file names, "-" standard input, or NULL */
	char list_end;    /* the byte behind each name: newline or NUL */
};

/*
 * Analyses the files, then those that the list names, in their order, and
 * writes one line of JSON for each article as soon as its file is read; a pack
 * (import/pack.h) is the files in it.  A file that cannot be read as an article
 * gives a message on standard error and counts in *failed; the rest go on.  Memory is that of the largest file, however
 * many there are.  Output that cannot be written counts in *failed too and
 * ends the run.  Fails when the list cannot be opened.
 */
int extract_run(const struct analyzer *z, const struct extract_options *o,
    FILE *out, int64_t *failed, struct err *err);

#endif
