/*
 * findings.h: what the analysis found in one article.
 *
 * Plain data in one arena.  Every fact points at a sentence, and so at the
 * words it was read in.  Arrays are in the order of the text: by block, then
 * start, then the longer span first.
 */
#ifndef MODEL_FINDINGS_H
#define MODEL_FINDINGS_H

#include "model/article.h"

enum kind {
	KIND_PERSON,
	KIND_ORGANISATION,
	KIND_STATE,
	KIND_PLACE,
	KIND_GROUP, /* nationality, religion, party */
	KIND_EVENT,
	KIND_MAX
};

/* A capital's name is its government in one sentence and a town in the next. */
enum use { USE_ACTOR, USE_PLACE, USE_MAX };

/* What a statement does; the classes of the annotation guide. */
enum stance {
	STANCE_SAY,
	STANCE_PROMISE,
	STANCE_DEMAND,
	STANCE_SUPPORT,
	STANCE_OPPOSE,
	STANCE_DENY,
	STANCE_ACCUSE,
	STANCE_WARN,
	STANCE_QUESTION,
	STANCE_PLAN,
	STANCE_DECLINE,
	STANCE_MAX
};

/* "person" ...; "actor" ...; "say" ... as printed in JSON and the database. */
extern const char *const kind_names[KIND_MAX];
extern const char *const use_names[USE_MAX];
extern const char *const stance_names[STANCE_MAX];

enum { NO_ACTOR = -1 }; /* the index of an actor that is not known */

/* The id of sentence i (from 0) is "s" and i + 1. */
struct sentence {
	struct span span;
};

struct mention {
	struct span span;
	enum kind kind;
	enum use use;
	int32_t actor;     /* index into actors, or NO_ACTOR */
	uint32_t sentence; /* index into sentences */
};

struct role {
	struct str title;     /* as printed */
	int32_t organisation; /* index into actors, or NO_ACTOR */
	struct str qualifier; /* "acting", "former", "deputy", ... or "" */
	struct span span;     /* where the title stands */
	uint32_t sentence;
};

struct actor {
	struct str id;   /* the same for one identity in every article; a slug */
	enum kind kind;  /* person, organisation or state */
	struct str name; /* the standard name */
	struct str *names; /* every form printed in this article, first first */
	uint32_t name_count;
	struct role *roles; /* in this article, one a printed title */
	uint32_t role_count;
};

/* A calendar expression in the text and the day, month or years it means. */
struct event {
	struct span span;
	struct str value; /* "YYYY", "YYYY-MM", "YYYY-MM-DD" or "START/END" */
	struct str rule;  /* why: "weekday, publication day" */
	uint32_t sentence;
};

struct statement {
	int32_t speaker;    /* index into actors, or NO_ACTOR */
	struct span source; /* the speaker as printed; empty when there is none */
	struct span cue;    /* "said"; empty when there is none */
	struct span content;
	struct span hedge;  /* "reportedly"; empty when there is none */
	enum stance stance;
	bool direct;        /* a quotation in quotation marks */
	uint32_t sentence;  /* where the content begins */
};

struct findings {
	struct str *tags; /* lower case, in the printed order */
	struct sentence *sentences;
	struct mention *mentions;
	struct actor *actors;
	struct event *events;
	struct statement *statements;
	uint32_t tag_count, sentence_count, mention_count, actor_count,
	    event_count, statement_count;
};

#endif
