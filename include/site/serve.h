/*
 * serve.h: FastCGI with a supervisor and its workers, and plain CGI (RFC
 * 3875).
 */
#ifndef SITE_SERVE_H
#define SITE_SERVE_H

#include "site/site.h"

struct serve_options {
	const char *directory, *templates, *assets; /* as for site_open */
	const char *listen; /* "unix:PATH" or "HOST:PORT"; NULL for a socket
	                     * that was handed down, else
	                     * unix:SITE/dossier.sock */
	int workers;        /* 0: twice the cores, at least 4 */
	bool log_json;      /* JSON on standard error: a line for each request,
	                     * too */
	int cache_mb;       /* of pages held ready by all workers together */
	/* Runs in a process of its own beside the workers, which only read,
	 * and is started again when it ends; NULL: nothing.  It gets SIGTERM
	 * at the end. */
	void (*beside)(const void *context);
	const char *const *programs; /* that it may start; NULL ends them */
	const void *context;
};

/*
 * Started as a CGI program: answers the one request of the environment.
 * Otherwise keeps the workers, on a socket of its own or on one that was
 * handed down: by systemd (sd_listen_fds(3)), or as fd 0 (spawn-fcgi).
 *
 * A worker that dies is started again; one that a peer holds is made to give
 * the connection up, and killed when that does not help (site/worker.h).
 * SIGHUP, and another file in the database's place, put new workers with new
 * templates, settings and database in the place of the old ones.  SIGTERM and
 * SIGINT end all after their present requests.
 */
int serve_run(const struct serve_options *o, struct err *err);

#endif
