/*
 * article.h: an article, the one structure that every format is read into and
 * every output is made from.
 *
 * All text is valid UTF-8, cleaned by utf8_clean, without newlines, and owned
 * by the arena the article was made in.  A text that an article does not have
 * is empty.
 */
#ifndef MODEL_ARTICLE_H
#define MODEL_ARTICLE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/picture.h"

/*
 * Blocks are the texts that spans point into: the title, the caption, then
 * the paragraphs in order.  Printed as "title", "caption", "p1", "p2", ...
 */
enum { BLOCK_TITLE = 0, BLOCK_CAPTION = 1, BLOCK_BODY = 2 };

/* Bytes start <= i < end of a block's text. */
struct span {
	uint32_t block;
	uint32_t start;
	uint32_t end;
};

/* A time that a file gives, or does not. */
struct stamp {
	bool known;
	bool has_time;
	int32_t day; /* local date: days since 1970 */
	int64_t utc; /* seconds; midnight of the site's zone without a time */
};

/* What was wrong in the article, as its publisher says. */
struct erratum {
	int32_t day;
	struct str text;
};

struct article {
	int64_t id;            /* 0 until stored */
	struct str slug;       /* "" until stored */
	struct str file;       /* path below articles/, the article's identity */
	struct str title;
	struct str caption;    /* of the picture, without its credit */
	struct str credit;     /* of the picture: "RODONG SINMUN" */
	struct str byline;     /* who wrote it, as printed */
	struct str source;     /* the agency or publisher: "Yonhap" */
	struct str tagline;    /* the tags as printed, before they are told apart */
	struct str lang;       /* BCP 47, where it is not English */
	struct str *wire;      /* an agency's lines for editors: kept, not
	                        * shown and not analysed */
	uint32_t wire_count;
	struct str *paragraphs;
	uint32_t paragraph_count;
	struct picture picture;
	int64_t published;     /* UTC seconds; midnight of the site's zone when
	                        * has_time is false */
	int32_t day;           /* local date of publication: days since 1970 */
	bool has_time;
	bool is_withdrawn;      /* nobody may read it any more */
	struct stamp withdrawn; /* when that was */
	struct stamp embargo;   /* nobody may read it until then */
	struct stamp updated;   /* when the publisher last changed it */
	struct erratum *errata; /* in the order of the file */
	uint32_t erratum_count;
};

static inline uint32_t
article_block_count(const struct article *a)
{
	return BLOCK_BODY + a->paragraph_count;
}

/* The text of a block; empty when there is no such block. */
static inline struct str
article_block(const struct article *a, uint32_t block)
{
	if (block == BLOCK_TITLE)
		return a->title;
	if (block == BLOCK_CAPTION)
		return a->caption;
	if (block - BLOCK_BODY < a->paragraph_count)
		return a->paragraphs[block - BLOCK_BODY];
	return str_from("");
}

static inline struct str
article_text(const struct article *a, struct span s)
{
	return str_slice(article_block(a, s.block), s.start, s.end);
}

#endif
