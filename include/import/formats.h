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
 * tags may be missing.  Below the Published line may stand, in any order,
 *
 *	Status: killed 18 Dec. 2025
 *	Embargo: 18 Dec. 2025, 06:00
 *	Updated: 18 Dec. 2025, 09:30
 *	Correction: 2025-12-18 What was wrong.
 *
 * Below "Fields:" stand "name value" lines, up to an
 * empty one, and then nothing but paragraphs: published (RFC 3339), caption,
 * credit, byline, source, tags, lang, slug, status, embargo, updated, and any
 * number of wire and correction.
 */
int fmt_text_parse(const struct input *in, struct err *err);

/*
 * CommonMark with front matter: YAML between "---" lines (Hugo, Jekyll), TOML
 * between "+++" lines (Hugo, Zola), a JSON object (Hugo), or "Key: value"
 * lines up to an empty one (Pelican).  Headings, list items and quotes become
 * paragraphs, HTML is read as prose.h does; code, pictures and shortcodes are
 * left out.  A Jekyll file
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

/*
 * Feeds as files: RSS 0.9 to 2.0 and Atom, and WordPress exports (WXR 1.0 to
 * 1.2), of which only published posts are articles.  An article's key is the
 * post's number, guid, id or link.
 */
bool fmt_feed_sniff(struct str head);
bool fmt_wxr_sniff(struct str head);
int fmt_feed_parse(const struct input *in, struct err *err);

/* NITF 3, one article; NewsML-G2, the text items of a message by guid. */
bool fmt_nitf_sniff(struct str head);
int fmt_nitf_parse(const struct input *in, struct err *err);
bool fmt_newsml_sniff(struct str head);
int fmt_newsml_parse(const struct input *in, struct err *err);

/*
 * JSON: an object an article, one after another (JSON lines), in a list, or
 * as the items of a JSON Feed; ninjs 1 and 2 among them.  Keys are the id, uri
 * or url.
 */
bool fmt_json_sniff(struct str head);
int fmt_json_parse(const struct input *in, struct err *err);

/*
 * A table of comma-, semicolon- or tab-separated cells (RFC 4180), whose first
 * line names the columns as fields.c knows them: a title, a date and a text at
 * least, or it is a table of something else.
 */
bool fmt_csv_sniff(struct str head);
int fmt_csv_parse(const struct input *in, struct err *err);

/* A mail, or an mbox of them by their Message-ID: newsletters.  The plain
 * text, or the HTML where there is none. */
int fmt_mail_parse(const struct input *in, struct err *err);

#endif
