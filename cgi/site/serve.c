/* serve.c: the only file that knows FastCGI. */
#include "site/serve.h"

#include <errno.h>
#include <fcgiapp.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "site/respond.h"

enum {
	BACKLOG = 511,
	WORKERS_LEAST = 4,
	WORKERS_MOST = 256,
	RESTART_MS = 100, /* between deaths, so that a broken site does not
	                   * spin */
	PATIENCE_MS = 10000 /* for a request to end */
};

static volatile sig_atomic_t stop_asked, reload_asked;

static void
on_supervisor_signal(int number)
{
	if (number == SIGHUP)
		reload_asked = 1;
	else
		stop_asked = 1;
}

/* libfcgi keeps what it is told here for ever, and a child inherits it: so
 * only a worker may say it. */
static void
on_worker_signal(int number)
{
	(void)number;
	stop_asked = 1;
	FCGX_ShutdownPending();
}

/* Without SA_RESTART, or accept(2) would go on after the signal. */
static void
catch_signals(void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
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
}

/* Headers and body in one buffer: a reply leaves whole or not at all. */
static void
write_head(struct buf *out, const struct answer *answer)
{
	buf_clear(out);
	buf_printf(out, "Status: %d %s\r\n", answer->status,
	    status_text(answer->status));
	buf_str(out, buf_view(&answer->headers));
	buf_puts(out, "\r\n");
	buf_str(out, buf_view(&answer->body));
}

static void
serve_requests(const struct site *site, int listener)
{
	FCGX_Request request;
	struct arena scratch = { 0 };
	struct answer answer = { 0 };
	struct buf out = { 0 };

	FCGX_InitRequest(&request, listener, FCGI_FAIL_ACCEPT_ON_INTR);
	while (!stop_asked) {
		struct ask ask;

		if (FCGX_Accept_r(&request) != 0) {
			/* EMFILE, or a signal: wait, then look again. */
			if (!stop_asked)
				usleep(10000);
			continue;
		}
		read_ask(request.envp, &ask);
		respond(site, &ask, &scratch, &answer);
		write_head(&out, &answer);
		FCGX_PutStr(out.data, (int)out.len, request.out);
		FCGX_Finish_r(&request);
	}
	FCGX_Free(&request, 1);
	buf_free(&out);
	buf_free(&answer.headers);
	buf_free(&answer.body);
	arena_free(&scratch);
}

/* started: UTC seconds, the same for all workers, whose answers must not
 * differ by who gives them. */
static int
serve_worker(const struct serve_options *o, int listener, int64_t started,
    struct err *err)
{
	struct site site;
	int rc = site_open(&site, o->directory, o->templates, o->assets, err);

	site.started = started;
	if (rc == 0)
		serve_requests(&site, listener);
	site_close(&site);
	return rc;
}

static int
serve_cgi(const struct serve_options *o, struct err *err)
{
	extern char **environ;
	struct site site;
	struct arena scratch = { 0 };
	struct answer answer = { 0 };
	struct buf out = { 0 };
	struct ask ask;
	int rc = site_open(&site, o->directory, o->templates, o->assets, err);

	if (rc == 0) {
		read_ask(environ, &ask);
		/* REQUEST_URI is not in RFC 3875, if in most servers. */
		if (ask.target.len == 0)
			ask.target = parameter(environ, "PATH_INFO");
		respond(&site, &ask, &scratch, &answer);
		write_head(&out, &answer);
		if (fwrite(out.data, 1, out.len, stdout) != out.len ||
		    fflush(stdout) != 0)
			rc = err_errno(err, "standard output");
	}
	buf_free(&out);
	buf_free(&answer.headers);
	buf_free(&answer.body);
	arena_free(&scratch);
	site_close(&site);
	return rc;
}

static int
listen_unix(const char *path, struct err *err)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return err_set(err, "%s: longer than a socket's path may be "
		    "(%zu bytes)", path, sizeof(address.sun_path) - 1);
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return err_errno(err, "%s", path);
	unlink(path);
	/* Group access is for the web server; nobody else may ask. */
	umask(0117);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
	    listen(fd, BACKLOG) != 0) {
		close(fd);
		return err_errno(err, "%s", path);
	}
	umask(022);
	return fd;
}

static int
listen_tcp(const char *where, struct err *err)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE }, *found;
	char host[256];
	const char *colon = strrchr(where, ':');
	int fd, on = 1, rc;

	if (colon == NULL || (size_t)(colon - where) >= sizeof(host))
		return err_set(err, "%s: neither unix:PATH nor HOST:PORT",
		    where);
	memcpy(host, where, (size_t)(colon - where));
	host[colon - where] = '\0';
	rc = getaddrinfo(host, colon + 1, &hints, &found);
	if (rc != 0)
		return err_set(err, "%s: %s", where, gai_strerror(rc));
	fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (fd < 0 || bind(fd, found->ai_addr, found->ai_addrlen) != 0 ||
	    listen(fd, BACKLOG) != 0) {
		err_errno(err, "%s", where);
		if (fd >= 0)
			close(fd);
		fd = -1;
	}
	freeaddrinfo(found);
	return fd;
}

struct supervisor {
	const struct serve_options *options;
	int listener;
	int count;
	int64_t started; /* UTC seconds: these workers, or their reload */
	pid_t workers[WORKERS_MOST];
	pid_t old[WORKERS_MOST]; /* told to go; 0 when gone */
};

static void
start_worker(struct supervisor *v, int i)
{
	pid_t parent = getpid(), pid = fork();

	if (pid < 0) {
		log_line("fork: %s", strerror(errno));
		v->workers[i] = 0;
		return;
	}
	if (pid == 0) {
		struct err err;
		int rc;

		/* A worker must not outlive its supervisor. */
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(0);
		stop_asked = 0;
		catch_signals(on_worker_signal);
		signal(SIGHUP, SIG_IGN);
		rc = serve_worker(v->options, v->listener, v->started,
		    &err);
		if (rc != 0)
			log_line("worker: %s", err.text);
		_exit(rc != 0);
	}
	v->workers[i] = pid;
}

static void
reap(struct supervisor *v)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (int i = 0; i < v->count; i++) {
			if (v->old[i] == pid)
				v->old[i] = 0;
			if (v->workers[i] != pid)
				continue;
			v->workers[i] = 0;
			if (WIFSIGNALED(status))
				log_line("worker %d ended by signal %d",
				    (int)pid, WTERMSIG(status));
		}
	}
}

/* Says it again each time round: a signal that comes just before accept(2)
 * would be slept over. */
static bool
end_workers(pid_t *pids, int count, int signal_number)
{
	bool left = false;

	for (int i = 0; i < count; i++)
		if (pids[i] > 0) {
			kill(pids[i], signal_number);
			left = true;
		}
	return left;
}

static void
reload(struct supervisor *v)
{
	const struct serve_options *o = v->options;
	struct site site;
	struct err err;

	reload_asked = 0;
	if (site_open(&site, o->directory, o->templates, o->assets, &err) !=
	    0) {
		log_line("reload refused, the old state stays: %s", err.text);
		site_close(&site);
		return;
	}
	site_close(&site);
	end_workers(v->old, v->count, SIGKILL);
	memcpy(v->old, v->workers, sizeof(v->old));
	v->started = (int64_t)time(NULL);
	for (int i = 0; i < v->count; i++)
		start_worker(v, i);
	log_line("reloaded");
}

static void
supervise(struct supervisor *v)
{
	v->started = (int64_t)time(NULL);
	for (int i = 0; i < v->count; i++)
		start_worker(v, i);
	while (!stop_asked) {
		usleep(RESTART_MS * 1000);
		reap(v);
		end_workers(v->old, v->count, SIGTERM);
		if (reload_asked)
			reload(v);
		for (int i = 0; i < v->count && !stop_asked; i++)
			if (v->workers[i] == 0)
				start_worker(v, i);
	}
	for (int ms = 0; ms < PATIENCE_MS; ms += 20) {
		bool left = end_workers(v->workers, v->count, SIGTERM);

		left = end_workers(v->old, v->count, SIGTERM) || left;
		if (!left)
			return;
		usleep(20000);
		reap(v);
	}
	end_workers(v->workers, v->count, SIGKILL);
}

static int
worker_count(int asked)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int count = asked > 0 ? asked : (int)cores * 2;

	if (asked <= 0 && count < WORKERS_LEAST)
		count = WORKERS_LEAST;
	return count > WORKERS_MOST ? WORKERS_MOST : count;
}

static bool
is_listening(int fd)
{
	int on = 0;
	socklen_t size = sizeof(on);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &on, &size) == 0 &&
	    on != 0;
}

/* A site that cannot be opened is told before any worker is started. */
static int
check_site(const struct serve_options *o, struct err *err)
{
	struct site site;
	int rc = site_open(&site, o->directory, o->templates, o->assets, err);

	site_close(&site);
	return rc;
}

static int
serve_supervised(const struct serve_options *o, const char *where,
    struct err *err)
{
	struct supervisor v = { .options = o };
	bool is_unix = strncmp(where, "unix:", 5) == 0;

	if (check_site(o, err) != 0)
		return -1;
	v.listener = is_unix ? listen_unix(where + 5, err)
	                     : listen_tcp(where, err);
	if (v.listener < 0)
		return -1;
	v.count = worker_count(o->workers);
	log_line("serving on %s with %d workers", where, v.count);
	supervise(&v);
	close(v.listener);
	if (is_unix)
		unlink(where + 5);
	return 0;
}

int
serve_run(const struct serve_options *o, struct err *err)
{
	struct arena arena = { 0 };
	const char *where = o->listen;
	int rc;

	if (where == NULL && getenv("REQUEST_METHOD") != NULL)
		return serve_cgi(o, err);
	if (FCGX_Init() != 0)
		return err_set(err, "libfcgi could not be started");
	if (where == NULL && is_listening(STDIN_FILENO)) {
		catch_signals(on_worker_signal);
		return serve_worker(o, STDIN_FILENO,
		    (int64_t)time(NULL), err);
	}
	catch_signals(on_supervisor_signal);
	if (where == NULL)
		where = arena_printf(&arena, "unix:%s/dossier.sock",
		    o->directory).ptr;
	rc = serve_supervised(o, where, err);
	arena_free(&arena);
	return rc;
}
