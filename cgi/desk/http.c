/* http.c: libmicrohttpd. */
#include "desk/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

enum {
	CONNECTIONS_MOST = 32,
	IDLE_SECONDS = 30,
	WAIT_MILLISECONDS = 500
};

struct http {
	struct MHD_Daemon *daemon;
	http_function *answer;
	void *context;
	int port;
};

/* One request while it arrives. */
struct arrival {
	char *target;
	struct buf body;
	bool begun, too_long;
};

static volatile sig_atomic_t stopping;

static void
stop(int signal)
{
	(void)signal;
	stopping = 1;
}

static void *
begin(void *context, const char *target, struct MHD_Connection *connection)
{
	struct arrival *a = mem_calloc(1, sizeof(*a));

	(void)context;
	(void)connection;
	a->target = mem_strdup(target);
	return a;
}

static void
end(void *context, struct MHD_Connection *connection, void **request,
    enum MHD_RequestTerminationCode code)
{
	struct arrival *a = *request;

	(void)context;
	(void)connection;
	(void)code;
	if (a == NULL)
		return;
	free(a->target);
	buf_free(&a->body);
	free(a);
	*request = NULL;
}

static struct str
header(struct MHD_Connection *connection, const char *name)
{
	return str_from(MHD_lookup_connection_value(connection,
	    MHD_HEADER_KIND, name));
}

static bool
add_headers(struct MHD_Response *response, struct str headers)
{
	struct str line, name;
	char text[2][4096];

	while (str_cut(&headers, '\n', &line)) {
		struct str rest = str_trim(line);

		if (rest.len == 0 || !str_cut(&rest, ':', &name))
			continue;
		rest = str_trim(rest);
		/* The library counts the bytes itself. */
		if (str_is_nocase(name, "Content-Length"))
			continue;
		if (name.len >= sizeof(text[0]) ||
		    rest.len >= sizeof(text[1]))
			return false;
		memcpy(text[0], name.ptr, name.len);
		text[0][name.len] = '\0';
		memcpy(text[1], rest.ptr, rest.len);
		text[1][rest.len] = '\0';
		if (MHD_add_response_header(response, text[0], text[1]) !=
		    MHD_YES)
			return false;
	}
	return true;
}

static enum MHD_Result
send_answer(struct MHD_Connection *connection, const struct http_answer *a)
{
	/* The library copies the bytes and does not write to them. */
	void *bytes = (void *)(uintptr_t)a->body.ptr;
	struct MHD_Response *response = MHD_create_response_from_buffer(
	    a->body.len, bytes, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result rc = MHD_NO;

	if (response == NULL)
		return MHD_NO;
	if (add_headers(response, a->headers))
		rc = MHD_queue_response(connection, (unsigned)a->status,
		    response);
	MHD_destroy_response(response);
	return rc;
}

static enum MHD_Result
take(void *context, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload,
    size_t *upload_size, void **request)
{
	struct http *h = context;
	struct arrival *a = *request;
	struct http_answer answer = { .status = 413,
		.headers = STR("Content-Type: text/plain\r\n"),
		.body = STR("413 Content Too Large\n") };
	struct http_ask ask;

	(void)url;
	(void)version;
	if (!a->begun) {
		a->begun = true;
		return MHD_YES;
	}
	if (*upload_size > 0) {
		if (a->body.len + *upload_size > HTTP_BODY_MOST)
			a->too_long = true;
		else
			buf_put(&a->body, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	ask = (struct http_ask){
		.method = str_from(method),
		.target = str_from(a->target),
		.host = header(connection, "Host"),
		.origin = header(connection, "Origin"),
		.cookie = header(connection, "Cookie"),
		.if_none_match = header(connection, "If-None-Match"),
		.if_modified_since = header(connection, "If-Modified-Since"),
		.body = buf_view(&a->body),
	};
	if (!a->too_long)
		h->answer(h->context, &ask, &answer);
	return send_answer(connection, &answer);
}

struct http *
http_open(int port, http_function *answer, void *context, struct err *err)
{
	struct http *h = mem_calloc(1, sizeof(*h));
	const struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr = { htonl(INADDR_LOOPBACK) },
	};
	const union MHD_DaemonInfo *info;

	h->answer = answer;
	h->context = context;
	h->daemon = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, take, h,
	    MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)&address,
	    MHD_OPTION_URI_LOG_CALLBACK, begin, NULL,
	    MHD_OPTION_NOTIFY_COMPLETED, end, NULL,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
	    MHD_OPTION_END);
	info = h->daemon == NULL ? NULL
	    : MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
	if (info == NULL) {
		err_errno(err, "127.0.0.1:%d: cannot listen", port);
		http_close(h);
		return NULL;
	}
	h->port = info->port;
	return h;
}

int
http_port(const struct http *h)
{
	return h->port;
}

int
http_run(struct http *h, struct err *err)
{
	struct sigaction action = { .sa_handler = stop };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
	while (!stopping)
		if (MHD_run_wait(h->daemon, WAIT_MILLISECONDS) != MHD_YES &&
		    !stopping && errno != EINTR)
			return err_errno(err, "127.0.0.1:%d", h->port);
	return 0;
}

void
http_close(struct http *h)
{
	if (h == NULL)
		return;
	if (h->daemon != NULL)
		MHD_stop_daemon(h->daemon);
	free(h);
}
