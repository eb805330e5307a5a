/*
 * search.h: what somebody searches for.
 *
 * Any text is a question; nothing in it can be wrong.  static/search.js reads
 * it by the same rules:
 *
 *	north korea          both words
 *	"joint statement"    the words one after the other
 *	vice-minister        the same, for words not parted by a space
 *	tag:"north korea"    articles with that tag
 *	actor:chung          articles that name an actor of that name
 *	after:2025-12        published on or after the first day of that month
 *	before:2026          published before the first day of that year
 *
 * The last word, unless quoted or followed by a space, also stands for all
 * that begin with it.
 */
#ifndef MODEL_SEARCH_H
#define MODEL_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/term.h"
#include "base/vec.h"

enum {
	SEARCH_TEXT_MAX = 400, /* bytes looked at */
	SEARCH_PARTS_MAX = 16, /* of each kind; what follows is left out */
};

/* Words that must stand one after the other; often one. */
struct search_part {
	struct str text;   /* as typed, without quotes */
	VEC(struct str) terms;
	bool prefix; /* the last term is the beginning of one */
};

struct search {
	struct str text; /* all of it, clean */
	/* The commonest English words ("the") are left out unless there are no
	 * others. */
	VEC(struct search_part) parts;
	bool is_common; /* there were no others: the newest are as good */
	VEC(struct str) tags, actors; /* slugs: all must hold */
	bool has_after, has_before;
	int32_t after, before; /* days since 1970: after <= day < before */
};

/* text: any bytes.  Everything in *out is in the arena. */
void search_parse(struct str text, struct terms *terms, struct arena *arena,
    struct search *out);

/* A piece of a text; hit: a word that was searched for. */
struct search_piece {
	struct str text;
	bool hit;
};
struct search_pieces {
	struct search_piece *items;
	size_t count, capacity;
};

enum { SEARCH_WINDOW = 28 }; /* words of a snippet */

/* text in pieces, one after the other; in the arena, text borrowed. */
void search_mark(const struct search *s, struct terms *terms,
    struct str text, struct arena *arena, struct search_pieces *out);
/* The same of the SEARCH_WINDOW words in which most different words were
 * searched for, the first of such; "…" where text is left out. */
void search_snippet(const struct search *s, struct terms *terms,
    struct str text, struct arena *arena, struct search_pieces *out);

#endif
