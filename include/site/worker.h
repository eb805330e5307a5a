/*
 * worker.h: FastCGI (libfcgi), one request at a time: the only file that
 * knows of it.
 *
 * A worker is a process of its own that its supervisor forked, in a sandbox
 * (site/sandbox.h).  One request a connection; the answer leaves by one system
 * call, whole.
 */
#ifndef SITE_WORKER_H
#define SITE_WORKER_H

#include "site/metrics.h"
#include "site/site.h"

/* Milliseconds that a peer may take to send its request, and as many to take
 * the answer; and those for making it. */
enum { WORKER_PEER_MS = 1000, WORKER_ANSWER_MS = 10000 };

struct worker_options {
	const struct site *site; /* open, with a store of this process */
	int listener;
	size_t cache_bytes; /* of pages held ready in this worker */
	const struct metrics *metrics;
	struct metrics_slot *slot; /* this worker's */
	bool log_requests; /* a line of JSON for each */
};

/*
 * Answers until SIGTERM or SIGINT, and the request it is at to its end.
 * Past slot->deadline a SIGALRM makes it give the connection up.
 */
int worker_run(const struct worker_options *o, struct err *err);

#endif
