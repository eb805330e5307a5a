/* formats.h: the parsers that stand in format_table, see format.h. */
#ifndef IMPORT_FORMATS_H
#define IMPORT_FORMATS_H

#include "import/format.h"

/*
 * The archive's own text layout:
 *
 *	 date 2025-12-16  TITLE
 *	TITLE
 *
 *	Published: 16 Dec. 2025, 08:51
 *	A picture's caption, if there is one. [CREDIT]
 *
 *	Paragraphs, separated by lines that are empty or hold only spaces.
 *
 *	Source
 *	tags one two three
 *
 * The second title, the Published line, the time in it, caption, source and
 * tags may be missing.
 */
int fmt_text_parse(struct str bytes, const char *file, struct arena *arena,
    struct article *out, struct err *err);

#endif
