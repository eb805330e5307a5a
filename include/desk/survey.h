/*
 * survey.h: identities and tags that an editor should look at.
 *
 * Names are compared where they share a key (desk/spelling.h), so that the
 * time grows with the number of names and not with its square; what the
 * articles say of the two then speaks for or against.  A score of 100 would be
 * certain: it sorts, and decides nothing.
 */
#ifndef DESK_SURVEY_H
#define DESK_SURVEY_H

#include "authority/authority.h"
#include "store/subject.h"

struct reasons {
	struct str *items;
	size_t count, capacity;
};

/* Two actors that could be one. */
struct suspect {
	size_t a, b; /* in survey.actors; a is in more articles */
	int score;
	struct reasons reasons; /* half sentences, for and against */
};

/* A family name that several persons of one article have. */
struct shared_family {
	struct str family;
	int64_t articles;
	VEC(size_t) persons; /* in survey.actors */
};

struct survey {
	struct arena *arena;
	struct actor_list actors; /* by slug */
	VEC(struct suspect) suspects;       /* the likeliest first */
	VEC(struct shared_family) families; /* in most articles first */
};

/* Of all that is stored; memory is the arena's. */
int survey_actors(struct store *s, struct arena *arena, struct survey *out,
    struct err *err);

/* Whether no judgement and no block decides on the two. */
bool survey_is_open(const struct authority *a, const struct survey *s,
    const struct suspect *p);

/* Tags that could be one: the busier first. */
struct tag_suspect {
	size_t a, b; /* in tag_survey.tags */
	const char *reason;
};
struct tag_survey {
	struct tag_list tags; /* by slug */
	VEC(struct tag_suspect) suspects; /* in most articles first */
	int64_t thin; /* tags of one article */
};
int survey_tags(struct store *s, struct arena *arena, struct tag_survey *out,
    struct err *err);
bool survey_is_tag_open(const struct authority *a,
    const struct tag_survey *s, const struct tag_suspect *p);

#endif
