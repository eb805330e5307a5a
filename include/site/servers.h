/*
 * servers.h: configurations of what stands around `dossier serve`, printed:
 * the web servers before it, and systemd's units.
 *
 * With a cache, nginx keeps answers and asks for each again after a second,
 * which it counts in whole ones (by its validator, so that what did not change
 * is not sent again).  What it gives is then less than two seconds older than
 * the archive, or those two and the time that making the page takes when many
 * ask at once.  Only when the service does not answer at all it is what was
 * there last, rather than an error.
 */
#ifndef SITE_SERVERS_H
#define SITE_SERVERS_H

#include "base/buf.h"
#include "base/err.h"

struct server; /* a kind of configuration */

/* NULL when there is none of that name. */
const struct server *server_named(const char *name);
/* The names, by number from 0; NULL behind the last. */
const char *server_name(size_t number);

struct server_options {
	const char *site;   /* directory */
	const char *listen; /* of `dossier serve`, as in serve.h; NULL for its
	                     * default */
	int port;           /* of the web server, on 127.0.0.1 */
	const char *share;  /* directory of the files that come with us */
	const char *cache;  /* directory for nginx's; NULL: none */
};

int server_print(const struct server *server, const struct server_options *o,
    struct buf *out, struct err *err);

#endif
