/*
 * extract.h: `dossier extract`: one article analysed and printed, nothing
 * stored.
 */
#ifndef INGEST_EXTRACT_H
#define INGEST_EXTRACT_H

#include "analyze/analyze.h"
#include "base/buf.h"

/* Appends the findings in the JSON form that README documents, no newline. */
void extract_json(const struct article *article, const struct findings *found,
    struct buf *out);

/*
 * Parses bytes as the format that file's suffix names (the text layout when
 * it names none), analyses them and appends one line of JSON to *out.
 */
int extract_article(const struct analyzer *z, struct str bytes,
    const char *file, struct buf *out, struct err *err);

#endif
