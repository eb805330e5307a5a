/*
 * curated.h: what editors say of a tag or an actor beyond what articles do:
 * facts for its page and for those who take the data.
 *
 * Functions return 0, or -1 with a sentence.
 */
#ifndef STORE_CURATED_H
#define STORE_CURATED_H

#include "base/arena.h"
#include "base/str.h"
#include "store/store.h"

enum curated_field {
	CURATED_NAME,        /* the fact is that it is curated */
	CURATED_KIND,
	CURATED_ALIAS,       /* as written */
	CURATED_HIDDEN,      /* a form that is not to be shown */
	CURATED_SAME,        /* an id that is the same actor */
	CURATED_OF,          /* id of a state or body */
	CURATED_HEAD,        /* a title */
	CURATED_ORDER,       /* "family-first" */
	CURATED_ROLE,        /* a title, with the other fields */
	CURATED_SAMEAS,      /* an address */
	CURATED_PARENT,      /* slug of a broader tag */
	CURATED_DESCRIPTION,
	CURATED_MAX
};
/* "name" ... as in the authority files, for export. */
extern const char *const curated_names[CURATED_MAX];

struct curated_fact {
	bool is_tag;
	struct str slug; /* of the tag or actor */
	enum curated_field field;
	struct str value;
	/* of CURATED_ROLE, else ""; organisation is an id */
	struct str organisation, since, until, source;
};
struct curated_facts {
	struct curated_fact *items;
	size_t count, capacity;
};

/* What is said of one tag or actor, in the order of the files. */
int store_curated(struct store *s, bool is_tag, struct str slug,
    struct arena *arena, struct curated_facts *out, struct err *err);
/* The slugs of the tags or actors of which a field has this value. */
struct curated_slugs {
	struct str *items;
	size_t count, capacity;
};
int store_curated_with(struct store *s, enum curated_field field,
    struct str value, struct arena *arena, struct curated_slugs *out,
    struct err *err);

/* Everything that is said, sorted by is_tag and slug, in place of what was: in
 * a transaction that ends with store_settle.  *changed: the number of tags and
 * actors of which something else is said now; nothing is written for others,
 * and nothing at all while write is false. */
int store_curate(struct store *s, const struct curated_facts *facts,
    bool write, size_t *changed, struct err *err);

#endif
