/* desk_page.h: what the desk's files share. */
#ifndef CGI_DESK_DESK_PAGE_H
#define CGI_DESK_DESK_PAGE_H

#include "desk/desk.h"
#include "desk/survey.h"
#include "page/page.h"
#include "store/reads.h"

enum { DESK_TOKEN = 32 }; /* hexadecimal digits */

struct desk {
	const struct desk_options *options;
	struct site site;
	struct ledger ledger;
	size_t written_before; /* changes in the journal when it was opened */
	/* from the operating system, NUL-terminated */
	char token[DESK_TOKEN + 1], session[DESK_TOKEN + 1],
	    form[DESK_TOKEN + 1];
	bool token_used;
	struct arena surveyed; /* what survey is in */
	struct survey survey;
	struct moment moment;  /* of the survey; generation 0: none yet */
};

/* One page while it is made. */
struct desk_view {
	struct desk *desk;
	struct arena *arena;
	struct authority authority;
	struct page page; /* the frame, and what links are made by */
	struct err *err;
};

/*
 * The pages append their HTML: PAGE_FOUND, PAGE_MISSING or -1 with a sentence.
 */
int desk_list(struct desk_view *v, struct buf *out);
int desk_pair(struct desk_view *v, struct str a, struct str b,
    struct buf *out);
int desk_decided(struct desk_view *v, struct buf *out);
/* What an import and a build would change; takes as long as these. */
int desk_plan(struct desk_view *v, struct buf *out);

/* The address of the first open pair behind this one in the survey; that of
 * the list when there is none.  a may be "". */
struct str desk_next(struct desk_view *v, struct str a, struct str b);

/* The reason that is written when the editor gives none. */
struct str desk_reason(struct desk_view *v, struct str a, struct str b);

#endif
