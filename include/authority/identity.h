/*
 * identity.h: who is who by the files alone.
 *
 * Ids that `same` judgements, names and unscoped aliases connect are one
 * cluster, known by the id of its curated actor, else by the first operand of
 * the earliest `same` that holds.  Clusters are worked out when the files are
 * read and stored nowhere, so that one `differ` line parts them again.
 */
#ifndef AUTHORITY_IDENTITY_H
#define AUTHORITY_IDENTITY_H

#include "authority/authority.h"

/* An actor that a form is said to be a name of. */
struct claim {
	const struct curated_actor *actor;
	const struct alias *alias; /* NULL: its id or name */
};

/* All that the files say of a form; slugs of ids and titles are forms too. */
struct form {
	struct str slug;
	int32_t cluster; /* -1: in none */
	VEC(struct claim) claims; /* those with a scope first */
	const struct metonym *metonym;
	VEC(const struct block *) blocks;
	const struct curated_actor *head_of; /* whose title it is */
};

/* NULL when the files do not mention it. */
const struct form *identity_form(const struct authority *a, struct str slug);
/* The same by number, for all that are mentioned; NULL behind the last. */
const struct form *identity_form_at(const struct authority *a, size_t number);

/* The id of the cluster that an id belongs to: itself when in none. */
struct str identity_id(const struct authority *a, struct str id);

/* Whether a `differ` holds between the clusters of two ids. */
bool identity_differ(const struct authority *a, struct str x, struct str y);

/* Who a cluster is: the name "" and KIND_MAX where no file says it. */
struct standing {
	struct str id, name;
	enum kind kind;
};
struct standing identity_standing(const struct authority *a, struct str id);

/* The corrections of an article by one of its two names; NULL for none. */
struct corrections {
	const struct correction **items; /* in the order of the lines */
	size_t count, capacity;
	struct str article;
};
const struct corrections *identity_corrections(const struct authority *a,
    struct str article);
/* The same by number, for all articles there are; NULL behind the last. */
const struct corrections *identity_corrections_at(const struct authority *a,
    size_t number);

/* The same number, the same corrections, of the same standing. */
uint64_t identity_corrections_hash(const struct authority *a,
    const struct corrections *list);

/*
 * Everything that the overlay of an article can hang on, as pairs of a key
 * and a hash of what is said under it: an article whose keys (overlay_keys)
 * have the same hashes as before, and its corrections, is laid over as before.
 * In no order.
 */
struct rule {
	uint64_t key, hash;
};
struct rules {
	struct rule *items;
	size_t count, capacity;
};
void identity_rules(const struct authority *a, struct arena *arena,
    struct rules *out);

/* RULE_WORD: what tags of several words begin with the word. */
enum rule_kind { RULE_FORM, RULE_TAG, RULE_WORD };
uint64_t rule_key(enum rule_kind kind, struct str text);

#endif
