/* serve.c: listening, and the supervisor of the workers. */
#include "site/serve.h"

#include <errno.h>
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

#include "base/civil.h"
#include "base/file.h"
#include "base/log.h"
#include "site/respond.h"
#include "site/sandbox.h"
#include "site/worker.h"

enum {
	BACKLOG = 511,
	WORKERS_LEAST = 4,
	WORKERS_MOST = 256,
	TICK_MS = 100,       /* between looks at the workers */
	GRACE_MS = 1000,     /* past its deadline a worker is killed */
	PATIENCE_MS = 10000, /* for a request to end */
	RESTART_MS = 100,    /* doubled with each early death */
	EARLY_MS = 2000,     /* a worker of that age had started well */
	RESTART_DOUBLINGS = 6,
	WORKER_MEMORY = 256 * 1024 * 1024, /* besides its cache */
	SYSTEMD_FD = 3 /* SD_LISTEN_FDS_START */
};

/* What ps(1) calls the process beside the workers; 15 bytes at most. */
#define BESIDE_NAME "dossier-beside"

static struct str
variable(const char *name)
{
	return str_from(getenv(name));
}

/* The one request of a CGI program. */
static int
serve_cgi(const struct serve_options *o, struct err *err)
{
	struct site site;
	struct ask ask = {
		.method = variable("REQUEST_METHOD"),
		.target = variable("REQUEST_URI"),
		.if_none_match = variable("HTTP_IF_NONE_MATCH"),
		.if_modified_since = variable("HTTP_IF_MODIFIED_SINCE"),
		.accept_encoding = variable("HTTP_ACCEPT_ENCODING"),
	};
	struct answer answer;
	struct buf head = { 0 };
	struct responder *r = NULL;
	int rc = site_open(&site, o->directory, o->templates, o->assets, err);

	/* REQUEST_URI is not in RFC 3875, if in most servers. */
	if (ask.target.len == 0)
		ask.target = variable("PATH_INFO");
	if (rc == 0) {
		r = responder_new(&site, 0, NULL);
		respond(r, &ask, &answer);
		respond_head(&answer, &head);
		if (fwrite(head.data, 1, head.len, stdout) != head.len ||
		    fwrite(answer.body.ptr, 1, answer.body.len, stdout) !=
		        answer.body.len || fflush(stdout) != 0)
			rc = err_errno(err, "standard output");
	}
	responder_free(r);
	buf_free(&head);
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

struct worker_state {
	pid_t pid; /* 0: none */
	struct metrics_slot *slot;
	int64_t started; /* monotonic milliseconds */
	int64_t again;   /* not started again before */
	int early_deaths; /* in a row */
};

struct supervisor {
	const struct serve_options *options;
	struct site site; /* without a store: each worker opens its own */
	struct metrics *metrics;
	sigset_t signals;
	int listener;
	int count;
	bool stop, reload;
	dev_t device; /* of the database */
	ino_t inode;
	pid_t beside; /* 0: none */
	int64_t beside_again; /* not started again before */
	struct worker_state workers[WORKERS_MOST];
	struct worker_state old[WORKERS_MOST]; /* told to go */
};

/* Settings, templates and assets, and whether the database can be read. */
static int
load_site(const struct serve_options *o, struct site *site, struct err *err)
{
	int rc = site_open(site, o->directory, o->templates, o->assets, err);

	if (rc == 0)
		rc = civil_zone_set(site->config.timezone.ptr, err);
	if (rc == 0)
		site_leave_store(site);
	else
		site_close(site);
	return rc;
}

static int
run_worker(struct supervisor *v, struct metrics_slot *slot, struct err *err)
{
	const struct serve_options *o = v->options;
	struct worker_options options = {
		.site = &v->site,
		.listener = v->listener,
		.cache_bytes = (size_t)o->cache_mb * 1024 * 1024 /
		    (size_t)v->count,
		.metrics = v->metrics,
		.slot = slot,
		.log_requests = o->log_json,
	};
	struct sandbox sandbox = {
		.readable = file_exists(v->site.pictures)
		    ? v->site.pictures : o->directory,
		.memory = options.cache_bytes + WORKER_MEMORY,
	};
	int rc = site_open_store(&v->site, err);

	if (rc == 0)
		rc = sandbox_enter(&sandbox, err);
	if (rc == 0)
		rc = worker_run(&options, err);
	site_leave_store(&v->site);
	return rc;
}

static void
start_worker(struct supervisor *v, struct worker_state *w)
{
	pid_t parent = getpid(), pid = fork();
	struct err err;

	if (pid == 0) {
		int rc;

		/* A worker must not outlive its supervisor. */
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(0);
		rc = run_worker(v, w->slot, &err);
		if (rc != 0)
			log_line("worker: %s", err.text);
		_exit(rc != 0);
	}
	if (pid < 0)
		log_line("fork: %s", strerror(errno));
	w->pid = pid > 0 ? pid : 0;
	w->started = clock_milliseconds();
	w->again = w->started + RESTART_MS;
	atomic_store(&w->slot->deadline, 0);
}

/* The child's side of start_beside: without a connection of anybody, and
 * writing below the site's directory alone. */
static void
run_beside(const struct supervisor *v)
{
	const struct serve_options *o = v->options;
	struct sandbox_writer sandbox = { o->directory, o->programs };
	struct err err;

	prctl(PR_SET_NAME, BESIDE_NAME);
	close(v->listener);
	if (sandbox_enter_writer(&sandbox, &err) != 0) {
		log_line("%s: %s", BESIDE_NAME, err.text);
		return;
	}
	o->beside(o->context);
}

/* What runs beside the workers. */
static void
start_beside(struct supervisor *v)
{
	const struct serve_options *o = v->options;
	pid_t parent = getpid(), pid;

	if (o->beside == NULL || v->beside != 0 ||
	    clock_milliseconds() < v->beside_again)
		return;
	v->beside_again = clock_milliseconds() + EARLY_MS;
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		sigprocmask(SIG_UNBLOCK, &v->signals, NULL);
		if (getppid() == parent)
			run_beside(v);
		_exit(0);
	}
	if (pid < 0)
		log_line("fork: %s", strerror(errno));
	v->beside = pid > 0 ? pid : 0;
}

static void
start_missing(struct supervisor *v)
{
	start_beside(v);
	for (int i = 0; i < v->count; i++)
		if (v->workers[i].pid == 0 &&
		    clock_milliseconds() >= v->workers[i].again)
			start_worker(v, &v->workers[i]);
}

/* One that nobody told to go, unless all are to. */
static void
note_death(struct supervisor *v, struct worker_state *w, int status)
{
	int64_t now = clock_milliseconds();
	pid_t pid = w->pid;

	w->pid = 0;
	if (v->stop)
		return;
	if (WIFSIGNALED(status))
		log_line("worker %d ended by signal %d", (int)pid,
		    WTERMSIG(status));
	else
		log_line("worker %d ended with status %d", (int)pid,
		    WEXITSTATUS(status));
	atomic_fetch_add(&v->metrics->deaths, 1);
	w->early_deaths = now - w->started < EARLY_MS &&
	        WIFEXITED(status) ? w->early_deaths + 1 : 0;
	if (w->early_deaths > RESTART_DOUBLINGS)
		w->early_deaths = RESTART_DOUBLINGS;
	w->again = w->early_deaths > 0
	    ? now + (RESTART_MS << w->early_deaths)
	    : w->started + RESTART_MS;
}

static void
reap(struct supervisor *v)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == v->beside)
			v->beside = 0;
		for (int i = 0; i < v->count; i++) {
			if (v->old[i].pid == pid)
				v->old[i].pid = 0;
			if (v->workers[i].pid == pid)
				note_death(v, &v->workers[i], status);
		}
	}
}

/* How many there were to tell. */
static int
tell(const struct worker_state *workers, int count, int signal_number)
{
	int told = 0;

	for (int i = 0; i < count; i++)
		if (workers[i].pid > 0) {
			kill(workers[i].pid, signal_number);
			told++;
		}
	return told;
}

/* Makes those go on that have been at one thing for too long. */
static void
press(const struct worker_state *workers, int count)
{
	int64_t now = clock_milliseconds();

	for (int i = 0; i < count; i++) {
		const struct worker_state *w = &workers[i];
		int64_t deadline = w->pid > 0
		    ? atomic_load(&w->slot->deadline) : 0;

		if (deadline == 0 || now < deadline)
			continue;
		kill(w->pid, now < deadline + GRACE_MS ? SIGALRM : SIGKILL);
	}
}

static void
know_database(struct supervisor *v)
{
	struct stat st;

	if (stat(v->site.database, &st) == 0) {
		v->device = st.st_dev;
		v->inode = st.st_ino;
	}
}

/* A file that was put in the place of the one that the workers read. */
static bool
database_replaced(const struct supervisor *v)
{
	struct stat st;

	return stat(v->site.database, &st) == 0 &&
	    (st.st_dev != v->device || st.st_ino != v->inode);
}

/* New workers first, so that there is always somebody to answer. */
static void
replace_workers(struct supervisor *v)
{
	for (int i = 0; i < v->count; i++) {
		struct metrics_slot *slot = v->old[i].slot;

		v->old[i] = v->workers[i];
		v->workers[i] = (struct worker_state){ .slot = slot };
		start_worker(v, &v->workers[i]);
	}
	tell(v->old, v->count, SIGTERM);
}

static void
reload(struct supervisor *v)
{
	struct site site;
	struct err err;

	v->reload = false;
	if (load_site(v->options, &site, &err) != 0) {
		know_database(v); /* said once, not at every look */
		log_line("reload refused, the old state stays: %s", err.text);
		return;
	}
	site_close(&v->site);
	v->site = site;
	know_database(v);
	replace_workers(v);
	atomic_fetch_add(&v->metrics->reloads, 1);
	log_line("reloaded");
}

static void
wait_for_signal(struct supervisor *v, int ms)
{
	struct timespec time = { ms / 1000, ms % 1000 * 1000000L };

	switch (sigtimedwait(&v->signals, NULL, &time)) {
	case SIGHUP:
		v->reload = true;
		break;
	case SIGTERM:
	case SIGINT:
		v->stop = true;
		break;
	}
}

static void
supervise(struct supervisor *v)
{
	while (!v->stop) {
		reap(v);
		press(v->workers, v->count);
		press(v->old, v->count);
		/* Those of the last time finish what they are at first. */
		if ((v->reload || database_replaced(v)) &&
		    tell(v->old, v->count, 0) == 0)
			reload(v);
		start_missing(v);
		wait_for_signal(v, TICK_MS);
	}
	if (v->beside != 0)
		kill(v->beside, SIGTERM);
	tell(v->workers, v->count, SIGTERM);
	for (int ms = 0; ms < PATIENCE_MS; ms += TICK_MS / 5) {
		reap(v);
		press(v->workers, v->count);
		press(v->old, v->count);
		if (tell(v->workers, v->count, 0) +
		        tell(v->old, v->count, 0) == 0)
			return;
		wait_for_signal(v, TICK_MS / 5);
	}
	tell(v->workers, v->count, SIGKILL);
	tell(v->old, v->count, SIGKILL);
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

/* A socket that whoever started us listens on; -1: none. */
static int
handed_down(void)
{
	struct str pid = variable("LISTEN_PID");

	if (str_number(variable("LISTEN_FDS")) == 1 && pid.len > 0 &&
	    str_number(pid) == (int)getpid() && is_listening(SYSTEMD_FD))
		return SYSTEMD_FD;
	return is_listening(STDIN_FILENO) ? STDIN_FILENO : -1;
}

static int
start_supervisor(struct supervisor *v, struct err *err)
{
	v->count = worker_count(v->options->workers);
	/* Those of the workers that go, too. */
	v->metrics = metrics_new((size_t)v->count * 2, err);
	if (v->metrics == NULL)
		return -1;
	for (int i = 0; i < v->count; i++) {
		v->workers[i].slot = &v->metrics->slots[i];
		v->old[i].slot = &v->metrics->slots[v->count + i];
	}
	know_database(v);
	sigemptyset(&v->signals);
	sigaddset(&v->signals, SIGHUP);
	sigaddset(&v->signals, SIGTERM);
	sigaddset(&v->signals, SIGINT);
	sigaddset(&v->signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &v->signals, NULL);
	return 0;
}

/* where: "unix:PATH" or "HOST:PORT"; NULL: listener is a socket that was
 * handed down. */
static int
serve_supervised(const struct serve_options *o, const char *where,
    int listener, struct err *err)
{
	struct supervisor v = { .options = o, .listener = listener };
	bool is_unix = where != NULL && strncmp(where, "unix:", 5) == 0;
	int rc = -1;

	/* A site that cannot be opened is told before any worker starts. */
	if (load_site(o, &v.site, err) != 0)
		return -1;
	if (where != NULL)
		v.listener = is_unix ? listen_unix(where + 5, err)
		                     : listen_tcp(where, err);
	if (v.listener >= 0 && start_supervisor(&v, err) == 0) {
		log_line("serving on %s with %d workers",
		    where != NULL ? where : "the socket handed down",
		    v.count);
		supervise(&v);
		rc = 0;
	}
	if (v.listener >= 0 && where != NULL)
		close(v.listener);
	if (v.listener >= 0 && is_unix)
		unlink(where + 5);
	metrics_free(v.metrics);
	site_close(&v.site);
	return rc;
}

int
serve_run(const struct serve_options *o, struct err *err)
{
	struct arena arena = { 0 };
	const char *where = o->listen;
	int listener = -1, rc;

	if (o->log_json)
		log_as_json();
	if (where == NULL && getenv("REQUEST_METHOD") != NULL)
		return serve_cgi(o, err);
	if (where == NULL)
		listener = handed_down();
	if (where == NULL && listener < 0)
		where = arena_printf(&arena, "unix:%s/dossier.sock",
		    o->directory).ptr;
	rc = serve_supervised(o, where, listener, err);
	arena_free(&arena);
	return rc;
}
