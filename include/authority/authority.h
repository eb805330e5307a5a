/*
 * authority.h: what editors decided, as they wrote it down.
 *
 * The files of SITE/authority are UTF-8 text of one statement a line; empty
 * lines and lines that begin with '#' are skipped.
 *
 * actors/ID.txt, one file an actor, in folders or not; every key but id, kind,
 * name, of and order may come again:
 *
 *	id ID                   when it is not the file's name
 *	kind person|organisation|state
 *	name NAME               shown instead of the name in the articles
 *	alias FORM [scope=S]    a name that is this actor's; with a scope only
 *	                        in articles that have the actor or the tag S
 *	hidden FORM [scope=S]   the same for a form that is not shown
 *	of STATE                the state that a body belongs to, or the body
 *	                        that it is a part of: the id of an actor here
 *	head TITLE              whoever has this title has it of this body
 *	order family-first      the first word of the name is the family's
 *	role TITLE | ORG | FROM | TO | SOURCE
 *	                        asserted, not read; ORG is the id of an actor
 *	                        here; dates are YYYY[-MM[-DD]]; all but TITLE
 *	                        and SOURCE may be empty
 *	sameas SCHEME:ID        or an https address
 *
 * tags.txt:	TAG | ALIAS, ALIAS | PARENT | DESCRIPTION
 *	In a line of tags that nothing divides, a tag or alias of several words
 *	also stands where the analysis saw the end of one and the beginning of
 *	another.
 * metonyms.txt:	FORM | ACTOR | actor-if WORDS, WORDS ; place-if WORDS
 *	The words that stand nearest to the form in its sentence decide, of two
 *	as near those before it; where there are none the analysis does, and a
 *	line without words makes the form the actor everywhere.
 * blocklist.txt:	FORM | KIND | SCOPE
 *	What is no name; the last two may be left out.
 * judgements.txt, to which lines are only added:
 *	DATE ed=INITIALS same A B "why"
 *	DATE ed=INITIALS differ A B "why"
 *	DATE ed=INITIALS drop MENTION "why"
 *	DATE ed=INITIALS move MENTION -> ACTOR "why"
 *	A, B and ACTOR are ids of actors, the last part of their address; of
 *	the lines on one pair, or one mention, the last holds.  MENTION is
 *	ARTICLE#TEXT or ARTICLE#TEXT@sN: the article is YYYY/MM/SLUG of its
 *	address, or its file below articles/; the text as printed, everywhere
 *	in the article or only in its sentence N.
 *
 * Two texts are one form when they have the same slug.
 */
#ifndef AUTHORITY_AUTHORITY_H
#define AUTHORITY_AUTHORITY_H

#include "base/err.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/findings.h"

/* Where a statement stands. */
struct origin {
	const char *file; /* path, with that of the site */
	uint32_t line;
};

struct texts {
	struct str *items;
	size_t count, capacity;
};

struct alias {
	struct str form, slug;
	struct str scope; /* slug of an actor or tag, or "" */
	bool hidden;
	struct origin origin;
};

struct asserted_role {
	struct str title, organisation, from, to, source;
	struct origin origin;
};

struct curated_actor {
	struct str id;
	enum kind kind;   /* KIND_MAX: as the articles have it */
	struct str name;  /* "": as the articles have it */
	struct str of;    /* id, or "" */
	bool family_first;
	VEC(struct alias) aliases;
	VEC(struct alias) heads; /* titles; without scope */
	VEC(struct asserted_role) roles;
	struct texts sameas; /* absolute addresses */
	struct origin origin, of_origin;
};

struct curated_tag {
	struct str name, slug;
	VEC(struct alias) aliases; /* without scope */
	struct str parent; /* slug, or "" */
	struct str description;
	struct origin origin;
};

struct metonym {
	struct str form, slug, actor;
	struct texts actor_if, place_if; /* folded */
	struct origin origin;
};

struct block {
	struct str form, slug;
	enum kind kind;   /* KIND_MAX: any */
	struct str scope; /* slug of an actor or tag, or "" */
	struct origin origin;
};

struct judgement {
	int32_t day;
	struct str editor; /* initials */
	bool same;         /* else they differ */
	struct str a, b, why;
	bool overruled;    /* by a later line on the pair */
	struct origin origin;
};

struct correction {
	int32_t day;
	struct str editor;
	struct str article; /* YYYY/MM/SLUG or a file */
	struct str text;
	uint32_t sentence;  /* from 1; 0: everywhere */
	struct str actor;   /* moved to; "": the mention is dropped */
	struct str why;
	struct origin origin;
};

struct identity;

struct authority {
	VEC(struct curated_actor) actors; /* by file */
	VEC(struct curated_tag) tags;
	VEC(struct metonym) metonyms;
	VEC(struct block) blocks;
	VEC(struct judgement) judgements;
	VEC(struct correction) corrections;
	size_t faults;
	struct map actor_ids;  /* number in actors + 1, by id */
	struct map tag_slugs;  /* the same of tags, by slug of name or alias */
	struct identity *identity; /* see identity.h */
};

typedef void authority_fault(void *context, const char *message);

/*
 * Reads all files of SITE/authority; a site without them has decided nothing.
 * fault is called with "file:line: message" for everything that is wrong, and
 * out->faults counts them; what they leave must not be applied.  All memory is
 * the arena's.  -1 with a sentence when a file cannot be read at all.
 */
int authority_read(const char *site, struct arena *arena,
    struct authority *out, authority_fault *fault, void *context,
    struct err *err);

/*
 * The same with a file as it is not on the disk: with other text, or not there.
 */
struct authority_draft {
	const char *path; /* with that of the site, as in struct origin */
	struct str text;
	bool gone;
};
int authority_read_draft(const char *site,
    const struct authority_draft *draft, struct arena *arena,
    struct authority *out, authority_fault *fault, void *context,
    struct err *err);

/* NULL when no file has this id. */
const struct curated_actor *authority_actor(const struct authority *a,
    struct str id);
/* The tag with this slug or alias, or NULL. */
const struct curated_tag *authority_tag(const struct authority *a,
    struct str slug);

#endif
