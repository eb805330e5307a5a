/*
 * reads.h: what a page was made from, and what has changed since.
 *
 * A key is a number for something that can be read: an article, the articles
 * of a tag, what stands around an article.  While a struct reads is set, every
 * query adds the keys that its store function names (query_reads); one that
 * names none adds READ_ALL, so that what was forgotten costs time, never a
 * stale page.  Every write logs what it touched, and store_changes gives the
 * keys of all that since some earlier moment.  Two things may have one number:
 * that too only costs time.
 *
 * "Its articles" are those of a tag or an actor, old or new, with all that is
 * counted in them.  When only an article's words change, and not its date,
 * tags, names, dates and statements, then only READ_ARTICLE is touched, and
 * READ_CARD, READ_SENTENCE or READ_STATEMENT where the words are in those.
 */
#ifndef STORE_READS_H
#define STORE_READS_H

#include "base/set.h"
#include "store/store.h"

enum read_kind {
	READ_ALL,     /* anything */
	READ_SHAPE,   /* anything but the words of articles */
	READ_ARTICLE, /* id: its text and findings, and the names of its tags
	               * and actors */
	READ_CARD,    /* id: its title, place in time, source and first
	               * paragraph */
	READ_SENTENCE, /* id, number: the same and the words of a sentence */
	READ_STATEMENT, /* id, number: the words of a statement's parts */
	READ_NAMED,   /* id of an article: the names of its tags and actors */
	READ_LINKS,   /* id of an article: its tags and actors */
	READ_TAG,     /* id: its articles */
	READ_ACTOR,   /* id: its articles */
	READ_TAG_YEAR, READ_ACTOR_YEAR,   /* id, year: those of a year */
	READ_MONTH,   /* the articles of a month */
	READ_MONTHS,  /* which months have articles */
	READ_LAST,    /* the newest article */
	READ_BESIDE,  /* id of an article, id of a tag or 0: the articles just
	               * before and after it, of the tag or of all */
	READ_NEAR_TAG, READ_NEAR_ACTOR, /* id, id of an article: READS_NEAR of
	               * its articles on each side of that one in time */
	READ_TAG_ROW, READ_ACTOR_ROW, /* slug: whether it is there, its name and
	               * kind */
	READ_TAG_WEIGHT, READ_ACTOR_WEIGHT, /* id: how many binary digits the
	               * number of its articles has */
	READ_CHILDREN, /* slug: actors whose slug begins with it and '-' */
	READ_PAIR,    /* ids of two actors, the smaller first: the articles of
	               * both */
	READ_ORDER,   /* the same: which of them is in more articles, and how
	               * their slugs sort when they are in as many */
	READ_EVENTS,  /* text: events whose value begins with it, a year or a
	               * month */
	READ_PLACE,   /* text: how often it names a place */
	READ_STANDS,  /* id of a tag, month: statements on it since then that
	               * are no plain "said"; month 0: all */
	READ_SPEAKERS, /* id of a tag: whether so many actors spoke on it, up to
	               * READS_SPEAKERS */
	READ_NAMES,   /* text: names that begin with it, 1 to 3 bytes */
	READ_MOVED,   /* which pages have moved or were withdrawn, and which
	               * articles are there that have */
	READ_NOTHING  /* what no import changes */
};

enum { READS_NEAR = 20, READS_SPEAKERS = 16 };

struct reads {
	uint64_t *keys;
	size_t count, capacity;
};

uint64_t read_key(enum read_kind kind, int64_t a, int64_t b);
uint64_t read_key_text(enum read_kind kind, struct str text);
enum read_kind read_kind_of(uint64_t key);

void reads_add(struct reads *r, uint64_t key);
/* Each key once, and none that another one of them covers. */
void reads_settle(struct reads *r);
void reads_clear(struct reads *r);
void reads_free(struct reads *r);

/* Keys go to r, which stays the caller's, until it is set to NULL. */
void store_set_reads(struct store *s, struct reads *r);

/*
 * A moment in the life of a database.  generation: a number that no other
 * database has; sequence: counts its imports.
 */
struct moment {
	int64_t generation, sequence;
};
int store_moment(struct store *s, struct moment *out, struct err *err);

/*
 * Adds the keys of what has changed since the moment; *all when it is not
 * known, so that anything may have.
 */
int store_changes(struct store *s, const struct moment *since,
    struct set *keys, bool *all, struct err *err);

#endif
