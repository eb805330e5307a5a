/*
 * timeline.h: moments, the dates that articles speak of with who reported
 * them, as timelines and excerpts of timelines show them; and where a tag or
 * an actor has a timeline of its own.
 */
#ifndef PAGE_TIMELINE_H
#define PAGE_TIMELINE_H

#include "page/page.h"
#include "store/event.h"

/* A tag or an actor has a timeline from so many reports on: fewer are read
 * faster on its own page. */
enum { TIMELINE_MINIMUM = 5 };

/* One article that speaks of the moment. */
struct report {
	struct str href; /* of the sentence */
	struct str text; /* the sentence */
	struct str printed, rule;
	struct str title;
	struct str reported_datetime; /* day of publication */
	struct str reported;          /* it in words, or "the same day" */
};

struct moment {
	struct str value;          /* as in struct event */
	struct str text, datetime; /* see page/when.h */
	int64_t count;             /* reports */
	struct str more;           /* "and 3 more reports", or "" */
	LIST(struct report) reports;
};
extern struct bind moment_binds[];

struct moments {
	struct moment *items;
	size_t count, capacity;
};

/* Adds a value with at most `reports` of its reports; sentences printed word
 * for word in several articles are shown once.  0 or -1. */
int moments_add(struct page *p, struct event_scope scope,
    const struct event_value *v, int reports, struct moments *out);

/* Parts of a value; the month is 0 for one that is no finer than a year. */
int value_year(struct str value);
int value_month(struct str value);
/* The first day of it. */
int32_t value_day(struct str value);

/* store_event_values in the order of a timeline: a year before its months, a
 * month before its days. */
int timeline_values(struct page *p, struct event_scope scope,
    struct str prefix, struct event_value_list *out);

/* "timeline/", "actors/SLUG/timeline/2025/", ...; year and month may be 0. */
struct str url_timeline(struct page *p, enum event_scope_kind kind,
    struct str slug, int year, int month);

/* The link to the timeline of a tag or actor, "" when it has none. */
int timeline_link(struct page *p, struct event_scope scope, struct str slug,
    struct str *href);

/* The latest moments not after the newest article, newest first, one report
 * each. */
int timeline_excerpt(struct page *p, struct event_scope scope, size_t limit,
    struct moments *out);

#endif
