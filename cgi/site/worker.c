/* worker.c: requests in, replies out. */
#include "site/worker.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/log.h"
#include "base/utf8.h"
#include "site/respond.h"

enum {
	RECORD_MAX = 65528, /* bytes in a record: 16 bits, a multiple of 8 */
	BODY_MAX = 4 * 1024 * 1024, /* of a request that is refused anyway */
	PIECES = 64,
	EMFILE_MS = 20
};

struct worker {
	const struct worker_options *options;
	struct responder *responder;
	FCGX_Request request;
	struct buf head;
};

static volatile sig_atomic_t stop_asked;
static volatile int listener_to_close;

/* Calls go on after it (SA_RESTART), so that no request is lost; but there is
 * nothing left to accept from, which is what ends an idle worker. */
static void
on_stop(int number)
{
	(void)number;
	if (stop_asked == 0)
		close(listener_to_close);
	stop_asked = 1;
}

/* That it came is enough: the call it interrupts fails. */
static void
on_overdue(int number)
{
	(void)number;
}

static void
catch_signals(int listener)
{
	struct sigaction stop = { .sa_handler = on_stop,
		.sa_flags = SA_RESTART };
	struct sigaction overdue = { .sa_handler = on_overdue };
	sigset_t none;

	listener_to_close = listener;
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGALRM, &overdue, NULL);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static int64_t
microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void
set_deadline(struct worker *w, int64_t now, int ms)
{
	atomic_store_explicit(&w->options->slot->deadline,
	    ms > 0 ? now / 1000 + ms : 0, memory_order_relaxed);
}

static struct str
parameter(char **environment, const char *name)
{
	return str_from(FCGX_GetParam(name, environment));
}

static void
read_ask(char **environment, struct ask *ask)
{
	ask->method = parameter(environment, "REQUEST_METHOD");
	ask->target = parameter(environment, "REQUEST_URI");
	ask->if_none_match = parameter(environment, "HTTP_IF_NONE_MATCH");
	ask->if_modified_since =
	    parameter(environment, "HTTP_IF_MODIFIED_SINCE");
	ask->accept_encoding =
	    parameter(environment, "HTTP_ACCEPT_ENCODING");
}

/* A server that still has something to send, if only the end of a body that is
 * not there, takes a closed connection for a failure.  Most often it is in
 * libfcgi's buffer already, and costs nothing. */
static void
drain(FCGX_Stream *in)
{
	char bytes[4096];
	size_t total = 0;
	int n;

	while (total < BODY_MAX &&
	    (n = FCGX_GetStr(bytes, sizeof(bytes), in)) > 0)
		total += (size_t)n;
}

static int
write_pieces(int fd, struct iovec *pieces, int count)
{
	while (count > 0) {
		ssize_t n = writev(fd, pieces, count);

		if (n < 0)
			return -1; /* EINTR: it has taken too long */
		while (count > 0 && (size_t)n >= pieces->iov_len) {
			n -= (ssize_t)pieces->iov_len;
			pieces++;
			count--;
		}
		if (count > 0) {
			pieces->iov_base = (char *)pieces->iov_base + n;
			pieces->iov_len -= (size_t)n;
		}
	}
	return 0;
}

static FCGI_Header
record_header(int id, int type, size_t length, size_t padding)
{
	return (FCGI_Header){
		.version = FCGI_VERSION_1,
		.type = (unsigned char)type,
		.requestIdB1 = (unsigned char)(id >> 8),
		.requestIdB0 = (unsigned char)id,
		.contentLengthB1 = (unsigned char)(length >> 8),
		.contentLengthB0 = (unsigned char)length,
		.paddingLength = (unsigned char)padding,
	};
}

/* Puts up to count bytes of two texts that follow each other from an offset
 * into pieces; their number. */
static int
cut(struct str head, struct str body, size_t offset, size_t count,
    struct iovec *pieces)
{
	struct str a = str_slice(head, offset, offset + count);
	struct str b = str_slice(body, offset + a.len - head.len,
	    offset + count - head.len);
	int n = 0;

	if (a.len > 0)
		pieces[n++] = (struct iovec){ (void *)a.ptr, a.len };
	if (a.len < count)
		pieces[n++] = (struct iovec){ (void *)b.ptr, b.len };
	return n;
}

/*
 * The same records that libfcgi's streams would make of it, but of any length
 * and by one call: its buffers hold 8 KB, and each would wake the web server
 * once more.
 */
static int
write_reply(int fd, int id, struct str head, struct str body)
{
	static char padding[8];
	FCGI_Header headers[PIECES / 4];
	struct {
		FCGI_Header end_of_stream;
		FCGI_EndRequestRecord end;
	} tail = { record_header(id, FCGI_STDOUT, 0, 0),
		{ record_header(id, FCGI_END_REQUEST,
		    sizeof(FCGI_EndRequestBody), 0),
		  { .protocolStatus = FCGI_REQUEST_COMPLETE } } };
	struct iovec pieces[PIECES + 1];
	size_t total = head.len + body.len, at = 0;

	do {
		int n = 0, records = 0;

		for (; at < total && records < PIECES / 4; records++) {
			size_t size = total - at < RECORD_MAX ? total - at
			                                      : RECORD_MAX;
			size_t pad = -size & 7;

			headers[records] = record_header(id, FCGI_STDOUT,
			    size, pad);
			pieces[n++] = (struct iovec){ &headers[records],
				sizeof(*headers) };
			n += cut(head, body, at, size, &pieces[n]);
			if (pad > 0)
				pieces[n++] = (struct iovec){ padding, pad };
			at += size;
		}
		if (at == total)
			pieces[n++] = (struct iovec){ &tail, sizeof(tail) };
		if (write_pieces(fd, pieces, n) != 0)
			return -1;
	} while (at < total);
	return 0;
}

/* What a line of the log says of a request. */
struct line {
	const struct ask *ask;
	const struct answer *answer;
	int64_t microseconds;
};

static void
write_members(struct json *j, const void *context)
{
	const struct line *line = context;
	struct str method = line->ask->method, target = line->ask->target;

	/* What a client sends need not be UTF-8. */
	json_member_string(j, "method", str_slice(method, 0,
	    utf8_check(method)));
	json_member_string(j, "target", str_slice(target, 0,
	    utf8_check(target)));
	json_member_int(j, "status", line->answer->status);
	json_member_int(j, "bytes", (int64_t)line->answer->body.len);
	json_member_int(j, "microseconds", line->microseconds);
	json_member_bool(j, "ready", line->answer->ready);
}

static void
count(struct worker *w, const struct ask *ask, const struct answer *answer,
    int64_t took)
{
	struct line line = { ask, answer, took };

	metrics_count(w->options->slot, answer->status, answer->body.len,
	    answer->ready, took);
	if (w->options->log_requests)
		log_object("access", write_members, &line);
}

static void
answer(struct worker *w, int64_t start)
{
	FCGX_Request *request = &w->request;
	struct answer answer;
	struct ask ask;

	set_deadline(w, start, WORKER_ANSWER_MS);
	read_ask(request->envp, &ask);
	respond(w->responder, &ask, &answer);
	buf_clear(&w->head);
	respond_head(&answer, &w->head);
	set_deadline(w, microseconds(), WORKER_PEER_MS);
	if (write_reply(request->ipcFd, request->requestId,
	        buf_view(&w->head), answer.body) == 0)
		count(w, &ask, &answer, microseconds() - start);
	drain(request->in);
}

/*
 * FCGX_Accept_r would accept by itself, and then nobody could tell a worker
 * that waits for a connection from one that a silent peer holds; it would also
 * ask select(2) before each read, and wait for the peer's end of the
 * connection after each answer.  With ipcFd set it reads from there, and
 * detached lets it close at once.
 */
static void
serve_connection(struct worker *w, int fd)
{
	FCGX_Request *request = &w->request;
	int64_t start = microseconds();

	set_deadline(w, start, WORKER_PEER_MS);
	request->ipcFd = fd;
	request->keepConnection = 1; /* or it would be closed here */
	request->detached = 1;
	if (FCGX_Accept_r(request) == 0)
		answer(w, start);
	else
		atomic_fetch_add_explicit(&w->options->slot->refused, 1,
		    memory_order_relaxed);
	FCGX_Free(request, 1);
	set_deadline(w, 0, 0);
}

static void
serve_connections(struct worker *w)
{
	while (!stop_asked) {
		int fd = accept4(w->options->listener, NULL, NULL,
		    SOCK_CLOEXEC);

		if (fd >= 0)
			serve_connection(w, fd);
		else if (!stop_asked && errno != EINTR &&
		    errno != ECONNABORTED)
			/* EMFILE, ENOBUFS and the like pass. */
			usleep(EMFILE_MS * 1000);
	}
}

int
worker_run(const struct worker_options *o, struct err *err)
{
	struct worker w = { .options = o };

	if (FCGX_Init() != 0 || FCGX_InitRequest(&w.request, -1, 0) != 0)
		return err_set(err, "libfcgi could not be started");
	catch_signals(o->listener);
	set_deadline(&w, 0, 0);
	w.responder = responder_new(o->site, o->cache_bytes, o->metrics);
	serve_connections(&w);
	responder_free(w.responder);
	buf_free(&w.head);
	return 0;
}
