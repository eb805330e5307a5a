/*
 * respond.h: one HTTP request in, one whole answer out; knows nothing of
 * FastCGI or files.
 */
#ifndef SITE_RESPOND_H
#define SITE_RESPOND_H

#include "site/metrics.h"
#include "site/site.h"

/* What of a request matters; empty where the client did not send it. */
struct ask {
	struct str method;
	struct str target;            /* REQUEST_URI: path and query, raw */
	struct str if_none_match;
	struct str if_modified_since;
	struct str accept_encoding;
};

struct answer {
	int status;
	struct str headers; /* "Name: value\r\n" lines, without Status */
	struct str body;    /* empty for HEAD and 304 */
	bool ready;         /* it was held ready, and nothing was rendered */
};

struct responder;

/*
 * cache_bytes: how much of pages is held ready (site/cache.h); 0 for one that
 * answers only once.  metrics are what /-/metrics shows; may be NULL.  Both
 * are borrowed.
 */
struct responder *responder_new(const struct site *site, size_t cache_bytes,
    const struct metrics *metrics);
void responder_free(struct responder *r);

/*
 * Always makes a complete answer; what failed inside is a 500 and a line in
 * the log.  *out is valid until the next call.
 */
void respond(struct responder *r, const struct ask *ask, struct answer *out);

/* Appends "Status: 200 OK", the headers and an empty line, as CGI (RFC 3875)
 * and FastCGI have it. */
void respond_head(const struct answer *a, struct buf *out);

#endif
