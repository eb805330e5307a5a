/*
 * http.h: HTTP/1.1 on 127.0.0.1 for one editor (libmicrohttpd), one request
 * at a time.
 */
#ifndef DESK_HTTP_H
#define DESK_HTTP_H

#include "base/arena.h"
#include "base/err.h"

/* "" where the client did not send it; valid during the call. */
struct http_ask {
	struct str method;
	struct str target; /* path and query, raw */
	struct str host, origin, cookie;
	struct str body;   /* of a POST, at most HTTP_BODY_MOST bytes */
	struct str if_none_match, if_modified_since;
};

enum { HTTP_BODY_MOST = 16 * 1024 };

/* Valid until the function is called again. */
struct http_answer {
	int status;
	struct str headers; /* "Name: value\r\n" lines */
	struct str body;
};

typedef void http_function(void *context, const struct http_ask *ask,
    struct http_answer *out);

struct http;

/* port 0: any that is free.  NULL with a sentence. */
struct http *http_open(int port, http_function *answer, void *context,
    struct err *err);
int http_port(const struct http *h);
/* Answers until SIGINT or SIGTERM. */
int http_run(struct http *h, struct err *err);
void http_close(struct http *h);

#endif
