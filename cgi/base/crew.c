/* crew.c: see crew.h. */
#include "base/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

enum { PIPE_BYTES = 1 << 20, READ_BYTES = 1 << 16 };

/* Before what was found in a unit. */
struct head {
	uint32_t unit, bytes;
};

struct worker {
	pid_t pid;
	int fd;          /* -1 once its end was read */
	struct buf in;
	size_t at;       /* bytes of in that were taken */
};

struct crew {
	void (*work)(void *context, const struct crew_share *share);
	void *context;
	uint32_t units;
	uint32_t jobs;
	struct worker workers[];
};

static void
write_all(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n > 0) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		/* Nobody takes it any more. */
		if (done < 0)
			_exit(1);
		at += done;
		n -= (size_t)done;
	}
}

void
crew_put(const struct crew_share *s, uint32_t unit, struct str found)
{
	const struct head head = { unit, (uint32_t)found.len };

	if (found.len > UINT32_MAX)
		mem_exhausted();
	write_all(s->fd, &head, sizeof(head));
	write_all(s->fd, found.ptr, found.len);
}

/* The child's side; does not return. */
static void
become_worker(struct crew *c, const struct crew_share *share)
{
	/* Or a process whose pipe nobody reads would not be told. */
	for (uint32_t i = 0; i < c->jobs; i++)
		if (c->workers[i].fd >= 0)
			close(c->workers[i].fd);
	c->work(c->context, share);
	_exit(0);
}

static int
start_worker(struct crew *c, uint32_t number, uint32_t first,
    struct err *err)
{
	struct worker *w = &c->workers[number];
	int ends[2];

	w->fd = -1;
	w->pid = 0;
	w->at = 0;
	buf_clear(&w->in);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_errno(err, "a pipe");
	/* More is only a help. */
	fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
	/* What stands in a buffer would be written twice. */
	fflush(NULL);
	w->pid = fork();
	if (w->pid == 0) {
		const struct crew_share share = { first, number, c->jobs,
			ends[1] };

		close(ends[0]);
		become_worker(c, &share);
	}
	close(ends[1]);
	if (w->pid < 0) {
		close(ends[0]);
		w->pid = 0;
		return err_errno(err, "fork");
	}
	w->fd = ends[0];
	return 0;
}

struct crew *
crew_start(int jobs, uint32_t units,
    void (*work)(void *context, const struct crew_share *share),
    void *context, struct err *err)
{
	uint32_t most = (uint32_t)(jobs > 0 ? jobs
	    : (int)sysconf(_SC_NPROCESSORS_ONLN));
	uint32_t count = most < units ? most : units;
	struct crew *c = mem_calloc(1, sizeof(*c) +
	    count * sizeof(*c->workers));

	c->work = work;
	c->context = context;
	c->units = units;
	c->jobs = count;
	for (uint32_t i = 0; i < count; i++)
		c->workers[i].fd = -1;
	for (uint32_t i = 0; i < count; i++)
		if (start_worker(c, i, 0, err) != 0) {
			crew_end(c);
			return NULL;
		}
	return c;
}

/* Reads until there are n bytes that were not taken: 1; or 0 at the end. */
static int
fill(struct worker *w, size_t n)
{
	while (w->in.len - w->at < n) {
		ssize_t got;

		if (w->at > 0 && (w->at == w->in.len ||
		        w->at > READ_BYTES)) {
			memmove(w->in.data, w->in.data + w->at,
			    w->in.len - w->at);
			w->in.len -= w->at;
			w->at = 0;
		}
		buf_reserve(&w->in, READ_BYTES);
		got = w->fd >= 0 ? read(w->fd, w->in.data + w->in.len,
		    READ_BYTES) : 0;
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return 0;
		w->in.len += (size_t)got;
	}
	return 1;
}

/* Waits for a process at its end: 0 when it ended well. */
static int
bury(struct worker *w, struct err *err)
{
	int status = 0;

	if (w->pid == 0)
		return 0;
	close(w->fd);
	w->fd = -1;
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	if (WIFSIGNALED(status))
		return err_set(err, "its process was ended: %s",
		    strsignal(WTERMSIG(status)));
	return err_set(err, "its process ended with status %d",
	    WEXITSTATUS(status));
}

int
crew_take(struct crew *c, uint32_t unit, struct str *found, struct err *err)
{
	uint32_t number = unit % c->jobs;
	struct worker *w = &c->workers[number];
	struct head head;

	while (fill(w, sizeof(head))) {
		memcpy(&head, w->in.data + w->at, sizeof(head));
		if (head.unit > unit)
			return 0;
		if (!fill(w, sizeof(head) + head.bytes))
			break;
		*found = str_make(w->in.data + w->at + sizeof(head),
		    head.bytes);
		w->at += sizeof(head) + head.bytes;
		if (head.unit == unit)
			return 1;
	}
	if (bury(w, err) == 0)
		return 0;
	if (unit + 1 < c->units) {
		struct err fault;

		if (start_worker(c, number, unit + 1, &fault) != 0)
			err_prefix(err, "%s", fault.text);
	}
	return -1;
}

void
crew_end(struct crew *c)
{
	if (c == NULL)
		return;
	for (uint32_t i = 0; i < c->jobs; i++) {
		struct worker *w = &c->workers[i];
		struct err ignored;

		if (w->pid > 0) {
			kill(w->pid, SIGKILL);
			bury(w, &ignored);
		}
		buf_free(&w->in);
	}
	free(c);
}
