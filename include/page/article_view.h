/*
 * article_view.h: the parts of an article's page, each made in its own file:
 * the text, what was found in it, and what stands around it in the archive.
 *
 * A part is a struct inside the page's model; the BIND_* lines of the page
 * name its fields.  Everything is in the page's arena.
 */
#ifndef PAGE_ARTICLE_VIEW_H
#define PAGE_ARTICLE_VIEW_H

#include "model/findings.h"
#include "page/page.h"

/* Text of a sentence up to the next link, or the link. */
struct piece {
	struct str text;
	struct str href;  /* of an actor, at its first mention */
	struct str plain; /* the text again when there is no link */
};
struct sentence_view {
	struct str id;
	struct str gap; /* the space before it */
	struct str text;
	LIST(struct piece) pieces;
};
struct paragraph {
	LIST(struct sentence_view) sentences;
};
struct article_body {
	LIST(struct sentence_view) caption;
	LIST(struct paragraph) paragraphs;
};
extern struct bind sentence_view_binds[], paragraph_binds[];
void article_body_fill(struct page *p, const struct article *a,
    const struct findings *found, struct article_body *out);

/* A title or a printed form, and the sentence it was read in. */
struct cast_fact {
	struct str text, href;
	struct str gap; /* before it in a list: ", " */
};
struct cast_member {
	struct str name, href;
	LIST(struct cast_fact) roles; /* titles as printed here */
	LIST(struct cast_fact) forms; /* names here other than the standard */
};
struct cast_group { /* "People", "Bodies", "States" */
	struct str heading;
	LIST(struct cast_member) members;
};
struct date_use {
	struct str printed, rule;
	struct str sentence, href;
};
struct date_view {
	struct str value;
	struct str text, datetime; /* of the value; see page/when.h */
	LIST(struct date_use) uses; /* in the order of the text */
};
struct said_view {
	struct str cue; /* "in the text" when none is printed */
	struct str hedge, content, href;
	struct str indirect; /* the content again when it is no quotation */
	bool direct;
};
struct speaker_view {
	struct str name, href;
	struct str unnamed; /* the source as printed, when it is no actor */
	bool is_silent;     /* nor is any source printed */
	LIST(struct said_view) said;
};
struct article_facts {
	LIST(struct cast_group) cast;
	LIST(struct date_view) dates; /* by the date that is meant */
	LIST(struct speaker_view) speakers;
};
extern struct bind cast_group_binds[], date_view_binds[],
    speaker_view_binds[];
void article_facts_fill(struct page *p, const struct article *a,
    const struct findings *found, struct article_facts *out);

/* A tag, and the articles before and after this one that have it. */
struct trail {
	struct str name, href;
	struct str older_href, older_title, newer_href, newer_title;
};
struct shared_name {
	struct str name;
};
struct related_view {
	struct str href, title, date, datetime;
	struct str actors, tags; /* shared: "Lee, Moon and Wi"; or "" */
	LIST(struct shared_name) shared_actors, shared_tags; /* all of them */
};
struct bibtex_line {
	struct str text;
};
struct article_context {
	LIST(struct trail) trails; /* its tags, in the printed order */
	struct trail archive;      /* the same of the whole archive */
	LIST(struct related_view) related;
	struct str cite;
	LIST(struct bibtex_line) bibtex;
};
extern struct bind trail_binds[], related_view_binds[], bibtex_line_binds[];
/* The citation takes the page's address from p->frame.  0 or -1. */
int article_context_fill(struct page *p, const struct article *a,
    struct article_context *out);

#endif
