/*
 * said.h: a statement as the pages show it: who, the verb and hedge as
 * printed, the words, and the sentence they were read in.
 */
#ifndef PAGE_SAID_H
#define PAGE_SAID_H

#include "page/page.h"
#include "store/statement.h"

struct said {
	struct str speaker, speaker_href;
	struct str unnamed; /* the source as printed, when it is no actor */
	struct str cue, hedge;
	struct str stance;  /* "opposes", or "" for what is merely said */
	struct str content;
	struct str before, after; /* of it in its sentence; "" when it can be
	                           * read without them */
	bool direct;
	struct quote quote;
};
extern struct bind said_binds[];

struct said_list {
	struct said *items;
	size_t count, capacity;
};

/* Without speaker and stance where the page is the speaker's. */
enum said_form { SAID_BY_PAGE, SAID_WITH_SPEAKER };

/* Adds the statement, or a link to it when the list has its words already. */
void said_add(struct page *p, const struct statement_row *row,
    enum said_form form, struct said_list *out);

#endif
