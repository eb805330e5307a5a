/*
 * relations.h: who is named together, as arcs between a list of names.
 *
 * The actor stands first and those named most often with it below; an arc
 * joins two that share sentences, the wider the more.  The same numbers stand
 * in a table behind it.
 */
#ifndef PAGE_RELATIONS_H
#define PAGE_RELATIONS_H

#include "page/page.h"
#include "store/pair.h"

struct node {
	struct str href; /* "" for the actor itself */
	struct str name; /* cut to the room there is */
	struct str self; /* the name again when there is no href */
	struct str full;
	int64_t y, text_y; /* pixels */
};

struct edge {
	struct str href; /* of the pair's page, or "" when it has none */
	struct str path, bare_path; /* the second when there is no href */
	struct str width;
	struct str from, to, bare_from;
	int64_t sentences;
};

struct relations {
	LIST(struct node) nodes;
	LIST(struct edge) edges;
	int64_t height; /* pixels */
};
extern struct bind relations_binds[];

/* Draws as many of the pairs, most first, as RELATIONS_MOST; left empty when
 * there are less than two.  0 or -1 with p->err. */
enum { RELATIONS_MOST = 10 };
int relations_fill(struct page *p, const struct actor_row *actor,
    const struct pair_list *pairs, struct relations *out);

#endif
