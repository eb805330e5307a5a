/*
 * event.h: the dates that articles speak of, over the whole archive, in the
 * articles of a tag, or in the sentences that name an actor.
 *
 * A report is an article that speaks of a date; what an article says of one
 * date in several sentences is one report, and its first sentence stands for
 * it.  Functions return 0, or -1 with a sentence.
 */
#ifndef STORE_EVENT_H
#define STORE_EVENT_H

#include "store/list.h"

enum event_scope_kind { EVENTS_ALL, EVENTS_TAG, EVENTS_ACTOR };

struct event_scope {
	enum event_scope_kind kind;
	int64_t id; /* of the tag or actor */
};

struct event_value {
	struct str value; /* as in struct event */
	int64_t count;    /* reports */
};

struct event_value_list {
	struct event_value *items; /* by value: earliest first */
	size_t count;
};

struct event_row {
	struct str printed, rule;
	struct passage passage;
};

struct event_list {
	struct event_row *items;
	size_t count;
};

/* Values that begin with prefix: "2025" for those of a year, "2025-12" of a
 * month, "" for all. */
int store_event_values(struct store *s, struct event_scope scope,
    struct str prefix, struct arena *arena, struct event_value_list *out,
    struct err *err);

/* The reports of a value, those published nearest to day first. */
int store_event_reports(struct store *s, struct event_scope scope,
    struct str value, int32_t day, int limit, struct arena *arena,
    struct event_list *out, struct err *err);

/* How many reports there are, counted up to limit. */
int store_event_count(struct store *s, struct event_scope scope, int limit,
    int64_t *count, struct err *err);

struct event_subject {
	int64_t id;
	struct str slug;
	int64_t count; /* reports */
};

struct event_subject_list {
	struct event_subject *items; /* by slug */
	size_t count;
};

/* The tags or actors that have at least minimum reports. */
int store_event_subjects(struct store *s, enum event_scope_kind kind,
    int minimum, struct arena *arena, struct event_subject_list *out,
    struct err *err);

#endif
