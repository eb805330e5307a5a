/*
 * servers.h: configurations of the web servers that can stand before
 * `dossier serve`, printed.
 */
#ifndef SITE_SERVERS_H
#define SITE_SERVERS_H

#include "base/buf.h"
#include "base/err.h"

struct server; /* a kind of web server */

/* NULL when there is none of that name. */
const struct server *server_named(const char *name);
/* The names, by number from 0; NULL behind the last. */
const char *server_name(size_t number);

/*
 * Appends a configuration for the site, listening on 127.0.0.1:port.  listen
 * is where `dossier serve` listens, as in serve.h; NULL for its default.
 */
int server_print(const struct server *server, const char *site,
    const char *listen, int port, struct buf *out, struct err *err);

#endif
