/*
 * actor_work.h: what the parts of the actor pass share while they work on
 * one article.  For actor*.c, role.c and metonym.c only.
 */
#ifndef ANALYZE_ACTOR_WORK_H
#define ANALYZE_ACTOR_WORK_H

#include "analyze/actor.h"
#include "base/vec.h"

enum { NO_MENTION = -1, NO_TOKEN = -1 };

/* What the pass knows of one mention beside the findings' own. */
struct reading {
	uint32_t first, end; /* tokens first <= t < end */
	struct str key;      /* form_key of the printed form */
	int32_t state;       /* the state that it names, or NO_FACT */
	enum state_form form;
};

struct actor_entry {
	struct actor actor;
	VEC(struct str) names;
	VEC(struct role) roles;
	struct map seen_names;  /* printed forms */
	struct map seen_titles; /* printed titles */
};

struct actor_work {
	const struct actor_facts *facts;
	const struct text *text;
	struct arena *arena;
	struct mention *mentions; /* the findings' */
	struct reading *readings; /* one a mention */
	uint32_t mention_count;
	int32_t *mention_at; /* one a token: the innermost mention over it */
	VEC(struct actor_entry) actors;
	struct map actor_ids; /* id -> index */
	int32_t dateline; /* the state that the article was sent from */
	int32_t only;     /* the only state it names */
};

/* The actor with this name, made where it is new. */
int32_t work_actor(struct actor_work *w, enum kind kind, struct str name);
int32_t work_state(struct actor_work *w, int32_t state);
/* Gives a mention its actor and the actor the printed form. */
void work_assign(struct actor_work *w, uint32_t mention, int32_t actor);

struct str work_printed(const struct actor_work *w, uint32_t mention);
/* The lower-case text of a token in the sentence of `near`, or "". */
struct str work_word(const struct actor_work *w, int64_t token,
    uint32_t near);
bool work_is_word(const struct actor_work *w, int64_t token, uint32_t near,
    const char *const *words);

/* actor_kind.c: kinds that the whole article corrects. */
void kind_correct(struct actor_work *w);
/* actor_person.c, actor_body.c: chains of one kind. */
void person_chain(struct actor_work *w);
void body_chain(struct actor_work *w);

#endif
