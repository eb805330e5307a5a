/*
 * statement.h: who said what, about whom, on which issue.
 *
 * An issue is a tag: a statement is on every tag of its article.  Lists are
 * newest first, then in the order of the text.  Functions return 0, or -1
 * with a sentence.
 */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "store/subject.h"

struct statement_row {
	struct str source; /* the speaker as printed, or "" */
	struct str speaker_slug, speaker_name; /* "" for who is no actor */
	struct str cue, content, hedge;
	enum stance stance;
	bool direct;
	uint32_t number; /* in its article */
	struct passage passage; /* the sentence the content begins in */
};

struct statement_list {
	struct statement_row *items;
	size_t count;
};

/* What an actor said. */
int store_actor_statements(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct statement_list *out, struct err *err);
/* The tags an actor spoke on, most statements first; article_count is that of
 * the statements. */
int store_actor_issues(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct tag_list *out, struct err *err);
/* What an actor said on each of some issues, at most limit on one: out has a
 * list for each of them. */
int store_issue_statements(struct store *s, int64_t actor,
    const struct tag_list *issues, int limit, struct arena *arena,
    struct statement_list *out, struct err *err);
/* What others, known by name, took a stand on: all but plain "said". */
int store_issue_others(struct store *s, int64_t tag, int64_t actor,
    int limit, struct arena *arena, struct statement_list *out,
    struct err *err);
/* A statement on an issue by an actor, still without its words. */
struct position_row {
	int64_t actor;
	struct str slug, name; /* of the actor */
	enum stance stance;
	int64_t count; /* of the actor's statements of this stance */
	int64_t article, published;
	uint32_t number; /* in the article; with it, the statement's key */
};

struct position_list {
	struct position_row *items;
	size_t count;
};

/*
 * Of every actor and stance the newest statements on an issue, at most
 * `newest`: by stance, those with most statements first, then by actor, then
 * newest first.
 */
int store_issue_positions(struct store *s, int64_t tag, int newest,
    struct arena *arena, struct position_list *out, struct err *err);
/* The statement of a position: 1, 0 or -1. */
int store_position_statement(struct store *s, const struct position_row *p,
    struct arena *arena, struct statement_row *out, struct err *err);
/* How many actors spoke on an issue, counted up to limit. */
int store_issue_speakers(struct store *s, int64_t tag, int limit,
    int64_t *count, struct err *err);
/* The tags on which at least `speakers` actors spoke, by slug. */
int store_issues(struct store *s, int speakers, struct arena *arena,
    struct tag_list *out, struct err *err);

/* What others said that names the actor. */
int store_statements_about(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct statement_list *out, struct err *err);

#endif
