/*
 * curated.h: what editors assert about an actor, for its page: apart from what
 * was read, and marked.
 */
#ifndef PAGE_CURATED_H
#define PAGE_CURATED_H

#include "page/page.h"
#include "store/curated.h"

struct asserted {
	struct str title, body, body_href, source;
	struct str body_id; /* of one that the archive does not have */
	struct str term; /* "from 2016 to 2019" */
	struct str since, until;
};
extern struct bind asserted_binds[];

struct curated_text {
	struct str text;
};
extern struct bind curated_text_binds[];

struct curated_view {
	struct curated_facts facts; /* all of them */
	struct str what; /* "its name, kind and aliases"; "" for nothing */
	bool none, has_section;
	struct str also, at_head, merged; /* the lists below in words */
	LIST(struct asserted) roles;
	LIST(struct curated_text) names, heads, ids; /* ids that were merged */
	struct links identifiers;
};

/* -1 with p->err. */
int curated_fill(struct page *p, struct str slug, struct curated_view *out);
/* Whether a form of the name is not to be shown. */
bool curated_hides(struct page *p, const struct curated_view *c,
    struct str name);
/* The first fact of a field, or NULL. */
const struct curated_fact *curated_first(const struct curated_facts *facts,
    enum curated_field field);
/* The values of a field, with commas between them. */
struct str curated_join(struct page *p, const struct curated_facts *facts,
    enum curated_field field);

#endif
