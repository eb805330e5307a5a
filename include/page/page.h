/*
 * page.h: what every page has, and what a page's load function is given.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "model/config.h"
#include "render/bind.h"
#include "store/picture.h"
#include "store/subject.h"

/* What the pattern of a route found in a URL; "" and 0 where it has none. */
struct request {
	struct str slug, other; /* other: a second one */
	struct str path;  /* a whole one, without slashes at its ends */
	struct str query; /* of ?q=, as sent; "" for every page but search */
	int year, month, number;
	int32_t day; /* when enumerated: day of the last change, or 0 */
};

struct link {
	struct str href, text;
	int64_t count;
	bool current;
};
extern struct bind link_binds[];

/* A page above this one. */
struct crumb {
	struct str path; /* below the first page, "" for that itself */
	struct str text;
};

/* Static files as the pages name them: with the hash of their content. */
struct asset_links {
	struct str style, icon; /* "static/style-HASH.css" */
	struct str search, reader; /* scripts of the search page */
	struct str desk; /* style sheet of the editor's desk */
};

/* The frame around every HTML page, and the head of every other form. */
struct frame {
	struct str language, site_title, publisher;
	struct str title;       /* of the page, for <title> and h1 */
	struct str description; /* one sentence */
	struct str canonical;   /* absolute URL */
	struct str home;        /* relative link to the first page */
	struct str style, icon, opensearch; /* relative links */
	struct str feed;        /* relative link to the Atom feed, or "" */
	struct str feed_json;   /* the same as JSON Feed */
	struct str data;        /* relative link to the JSON twin, or "" */
	LIST(struct link) menu;
	LIST(struct crumb) crumbs; /* from the first page down */
	struct str thing;  /* JSON-LD of what the page is about, or "" */
	struct str linked; /* the page's whole JSON-LD */
	struct str picture; /* absolute URL of what shows the page, or "" */
	struct str published; /* of an article: date or time, for <meta> */
	struct str opengraph_type; /* "website" or "article" */
	bool is_rtl; /* the site's language is written from right to left */
	bool not_home;
	bool no_index; /* the 404 page and answers: not for search engines */
	bool is_page;    /* any other */
	struct str refresh; /* relative link to where the reader is sent, made
	                     * of [a-z0-9./-] alone: no engine would escape
	                     * it; or "" */
};
extern struct bind frame_binds[];

struct page {
	/* given */
	struct store *store;
	const struct config *config;
	const struct asset_links *assets;
	struct arena *arena;
	struct request request;
	struct str root; /* "../../": from this page to the first; links are
	                  * root and the path below it */
	struct err *err;
	/* made by load */
	struct frame frame;
	struct str location; /* below the first page: of one that has moved */
	void *model; /* in the arena; what the route's bind table describes */
};

/* What load returns besides -1 with p->err. */
enum { PAGE_MISSING = 0, PAGE_FOUND = 1 };

/* Paths below the first page, to be put behind root or base_url. */
struct str url_article(struct page *p, int32_t day, struct str slug);
struct str url_sentence(struct page *p, const struct passage *x);
struct str url_tag(struct page *p, struct str slug, int year);
struct str url_actor(struct page *p, struct str slug, int year);
/* Where the month begins in the page of its year. */
struct str url_actor_month(struct page *p, struct str slug, int year,
    int month);
/* The page of two actors, in whichever order; year may be 0. */
struct str url_pair(struct page *p, struct str a, struct str b, int year);
/* year and month may be 0. */
struct str url_archive(struct page *p, int year, int month);
/* Says that the page at the path stands between the first page and this. */
void crumb_add(struct page *p, struct str path, struct str text);
/* base_url and path. */
struct str url_absolute(struct page *p, struct str path);
/* root and path; "./" when both are empty. */
struct str url_link(struct page *p, const char *path);

/* An article's picture, for <img>; all empty when there is none. */
struct picture_view {
	struct str href;
	struct str srcset; /* of ours alone: no engine would escape it */
	struct str alt;
	int64_t width, height; /* pixels */
};
void picture_view_fill(struct page *p, const struct picture *picture,
    struct str caption, struct picture_view *out);
/* Absolute, for other programs. */
struct str url_picture(struct page *p, const struct picture *picture);

/* One story in a list. */
struct story {
	struct str href, title, source;
	struct str summary;  /* "" when it would say the title again */
	struct str date;     /* "16 December 2025" */
	struct str time;     /* "08:51", or "" */
	struct str datetime; /* for <time datetime> */
	struct picture_view picture; /* of story_illustrate */
};
extern struct bind story_binds[];
/* Adds the picture, where a page shows them: 0, or -1 with p->err. */
int story_illustrate(struct page *p, const struct card *card,
    struct story *out);
void story_fill(struct page *p, const struct card *card, struct story *out);

/* The stories of one day under its date. */
struct story_day {
	struct str id; /* of its section: "d15" */
	struct str date, datetime;
	LIST(struct story) stories;
};
extern struct bind story_day_binds[];
struct story_days {
	struct story_day *items;
	size_t count, capacity;
};
/* Adds the story of a card, under a new day when it is of another than the
 * last one added. */
void story_days_add(struct page *p, struct story_days *days,
    const struct card *card);

/* One sentence as evidence for a tag, an actor or a title. */
struct quote {
	struct str href; /* of the sentence in its article */
	struct str title, text, date, datetime;
	bool has_text; /* the sentence is not the title over again */
	LIST(struct link) more; /* the same words in other articles */
	struct str more_text;   /* "and in 3 more", or "" */
};
extern struct bind quote_binds[];
void quote_fill(struct page *p, const struct passage *x, struct quote *out);
/* x has the same words. */
void quote_add_copy(struct page *p, const struct passage *x,
    struct quote *out);

/* Stories or quotes of one day under its date. */
struct quote_day {
	struct str date, datetime;
	struct str month_id; /* "m06" where a month of a year begins */
	LIST(struct quote) quotes;
};
extern struct bind quote_day_binds[];
struct quote_days {
	struct quote_day *items;
	size_t count, capacity;
};
/* Copies stand together under the newest within its month: passages of one
 * sentence, and those of one title where each stands for its article. */
enum quote_unit { QUOTE_ARTICLES, QUOTE_SENTENCES };
void quote_days_fill(struct page *p, const struct passage_list *list,
    enum quote_unit unit, struct quote_days *out);

/* Links to the year pages of something, newest first. */
struct links {
	struct link *items;
	size_t count, capacity;
};
struct link *links_add(struct page *p, struct links *l, struct str href,
    struct str text, int64_t count);

/* A link for each, with its count of articles. */
void links_actors(struct page *p, const struct actor_list *list,
    struct links *out);
void links_tags(struct page *p, const struct tag_list *list,
    struct links *out);
/* To the year pages of a tag or an actor, as url (url_tag, url_actor) makes
 * them; the year of the request is current. */
void links_years(struct page *p, const struct period_list *years,
    struct str (*url)(struct page *p, struct str slug, int year),
    struct str slug, struct links *out);

/* "person", "body", "state" as the pages say it. */
struct str kind_label(enum kind kind);
/*
 * A tag as a heading has it.  Tags are in lower case; where an actor has the
 * same name, its capitals are known: "North Korea".  -1 on failure.
 */
int tag_heading(struct page *p, const struct tag_row *tag, struct str *out);
struct str plural(struct page *p, int64_t n, const char *one,
    const char *many);

#endif
