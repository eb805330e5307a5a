/*
 * respond.h: one HTTP request in, one whole answer out; knows nothing of
 * FastCGI or files.
 */
#ifndef SITE_RESPOND_H
#define SITE_RESPOND_H

#include "site/site.h"

/* What of a request matters; empty where the client did not send it. */
struct ask {
	struct str method;
	struct str target;            /* REQUEST_URI: path and query, raw */
	struct str if_none_match;
	struct str if_modified_since;
};

struct answer {
	int status;
	struct buf headers; /* "Name: value\r\n" lines, without Status */
	struct buf body;    /* empty for HEAD and 304 */
};

/*
 * Always makes a complete answer; what failed inside is a 500 and a line in
 * the log.  *out is cleared first; its buffers may be used again and again
 * and are the caller's to free.  scratch is reset.
 */
void respond(const struct site *site, const struct ask *ask,
    struct arena *scratch, struct answer *out);

/* "Not Found" for 404. */
const char *status_text(int status);

#endif
