/*
 * serve.h: FastCGI (libfcgi), and plain CGI (RFC 3875).
 */
#ifndef SITE_SERVE_H
#define SITE_SERVE_H

#include "site/site.h"

struct serve_options {
	const char *directory, *templates, *assets; /* as for site_open */
	const char *listen; /* "unix:PATH" or "HOST:PORT"; NULL for fd 0 when
	                     * that is a socket, else unix:SITE/dossier.sock */
	int workers;        /* 0: twice the cores, at least 4 */
};

/*
 * Started as a CGI program: answers the one request of the environment.
 * Started by spawn-fcgi (a listening socket as fd 0): answers on it until
 * SIGTERM.  Otherwise listens itself and keeps the workers: one that dies is
 * started again, SIGHUP puts new ones with new templates, settings and
 * database in the place of the old ones, SIGTERM and SIGINT end all after
 * their present requests.
 */
int serve_run(const struct serve_options *o, struct err *err);

#endif
