/* nginx.h: the web server's part, printed. */
#ifndef SITE_NGINX_H
#define SITE_NGINX_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Appends an upstream and a server block for the site, listening on
 * 127.0.0.1:port, to stand inside http {}.  listen is where `dossier serve`
 * listens, as in serve.h; NULL for its default.
 */
int nginx_print(const char *site, const char *listen, int port,
    struct buf *out, struct err *err);

#endif
