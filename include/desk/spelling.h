/*
 * spelling.h: what two names have in common, for an editor to judge.
 */
#ifndef DESK_SPELLING_H
#define DESK_SPELLING_H

#include "base/arena.h"
#include "base/hash.h"
#include "model/findings.h"

enum { SPELLING_WORDS = 12 };

/* A name cut into words, folded. */
struct spelling {
	enum kind kind;
	struct str words[SPELLING_WORDS]; /* the first so many */
	size_t count;
	size_t family; /* of a person: which word is the family's; count
	                * when there is only one */
	bool capitals; /* one word, all in capitals: "KCNA" */
};

/*
 * slug is the name's.  family_first: the family's name is known to come first
 * (1) or last (0), or a hyphen tells (-1).
 */
void spelling_read(struct str name, struct str slug, enum kind kind,
    int family_first, struct spelling *out);

/*
 * Keys that two names share when they could be one actor's: two are compared
 * where they have one in common that is narrow in at least one of them.
 */
struct spelling_key {
	uint64_t key;
	bool narrow;
};
struct spelling_keys {
	struct spelling_key *items;
	size_t count, capacity;
};
void spelling_keys(const struct spelling *s, struct arena *arena,
    struct spelling_keys *out);
/* The key of a word in the names of bodies: narrow for the rarest of a name. */
uint64_t spelling_word_key(struct str word);

/* What makes two names look like one actor's. */
struct likeness {
	int weight;         /* 0: nothing does; of 100 */
	const char *reason; /* half a sentence */
	bool loose; /* one says less than the other: how many it could be
	             * bears on the weight */
};
struct likeness spelling_compare(const struct spelling *a,
    const struct spelling *b);

/* The form that tags have in common which differ by a plural, a hyphen or the
 * order of their words; in the arena. */
struct str spelling_tag(struct arena *arena, struct str slug, bool ordered);

#endif
