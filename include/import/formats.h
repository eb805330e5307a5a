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
int fmt_text_parse(const struct input *in, struct err *err);

/*
 * CommonMark with front matter: YAML between "---" lines (Hugo, Jekyll), TOML
 * between "+++" lines (Hugo, Zola), a JSON object (Hugo), or "Key: value"
 * lines up to an empty one (Pelican).  Headings, list items and quotes become
 * paragraphs; code, pictures and shortcodes are left out.  A Jekyll file
 * name, "2025-12-16-slug.md", stands in for a missing date and slug.  Drafts
 * and section pages ("_index.md") are left out with a note.
 */
int fmt_markdown_parse(const struct input *in, struct err *err);

/*
 * A saved page of a news site: title, time, author and tags by JSON-LD, then
 * OpenGraph and other meta elements, then what the page shows; the text from
 * the element that holds most of it, checked against JSON-LD's articleBody.
 */
int fmt_html_parse(const struct input *in, struct err *err);

#endif
