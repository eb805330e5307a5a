/*
 * desk.h: the editor's desk: pages that set two identities side by side, and
 * write what the editor makes of them.
 *
 * Served on 127.0.0.1 to whoever has the address that was printed: its token
 * is exchanged once for a cookie, which every other request must bring.  What
 * changes anything is a POST with the session's own token in its form; a
 * request for another host, or from another site's page, is refused.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "authority/ledger.h"
#include "site/site.h"

struct desk_options {
	const char *directory, *templates, *assets; /* as for site_open */
	const char *data; /* of the analysis */
	struct str editor; /* initials */
	int port; /* 0: any that is free */
};

/* What the templates desk.tpl, desk_*.tpl are filled by. */
extern struct bind desk_binds[];

/* Prints the address and serves until SIGINT or SIGTERM. */
int desk_run(const struct desk_options *o, struct err *err);

#endif
