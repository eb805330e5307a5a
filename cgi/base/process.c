/* process.c: programs by posix_spawn, their streams in memory. */
#include "base/process.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STREAMS = 3, SAID_MAX = 400 };

extern char **environ;

/* Unnamed files rather than pipes: whatever order the program reads and
 * writes in, neither side waits for the other. */
static int
open_streams(int streams[STREAMS], struct str input, struct err *err)
{
	static const char *const names[STREAMS] = { "input", "output",
		"errors" };

	for (int i = 0; i < STREAMS; i++) {
		streams[i] = memfd_create(names[i], MFD_CLOEXEC);
		if (streams[i] < 0)
			return err_errno(err, "memfd_create");
	}
	while (input.len > 0) {
		ssize_t n = write(streams[0], input.ptr, input.len);

		if (n < 0)
			return err_errno(err, "memfd");
		input = str_slice(input, (size_t)n, input.len);
	}
	return lseek(streams[0], 0, SEEK_SET) != 0
	    ? err_errno(err, "memfd") : 0;
}

static int
read_stream(int fd, struct buf *out, struct err *err)
{
	off_t size = lseek(fd, 0, SEEK_END);
	size_t start = out->len;

	if (size < 0)
		return err_errno(err, "memfd");
	buf_reserve(out, (size_t)size);
	while (out->len - start < (size_t)size) {
		ssize_t n = pread(fd, out->data + out->len,
		    (size_t)size - (out->len - start),
		    (off_t)(out->len - start));

		if (n <= 0)
			return err_errno(err, "memfd");
		out->len += (size_t)n;
	}
	out->data[out->len] = '\0';
	return 0;
}

static int
spawn(const struct process *p, const int streams[STREAMS], pid_t *child,
    struct err *err)
{
	posix_spawn_file_actions_t actions;
	int rc;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return err_set(err, "%s: cannot be started", p->argv[0]);
	rc = p->directory == NULL ? 0 :
	    posix_spawn_file_actions_addchdir_np(&actions, p->directory);
	for (int i = 0; rc == 0 && i < STREAMS; i++)
		rc = posix_spawn_file_actions_adddup2(&actions, streams[i], i);
	if (rc == 0)
		rc = posix_spawnp(child, p->argv[0], &actions, NULL,
		    (char *const *)p->argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (rc == ENOENT)
		return err_set(err, "%s: is not installed", p->argv[0]);
	errno = rc;
	return rc != 0 ? err_errno(err, "%s", p->argv[0]) : 0;
}

/* The end of what it said, on one line. */
static void
add_said(int fd, struct err *err)
{
	struct buf said = { 0 }, line = { 0 };
	struct err ignored;
	struct str rest, part;

	if (read_stream(fd, &said, &ignored) == 0) {
		rest = buf_view(&said);
		if (rest.len > SAID_MAX)
			rest = str_slice(rest, rest.len - SAID_MAX, rest.len);
		while (rest.len > 0 && str_cut(&rest, '\n', &part)) {
			part = str_trim(part);
			if (part.len > 0)
				buf_printf(&line, "%s%.*s",
				    line.len > 0 ? "; " : ": ", STR_ARG(part));
		}
	}
	if (line.len > 0) {
		struct err before = *err;

		err_set(err, "%s%s", before.text, line.data);
	}
	buf_free(&said);
	buf_free(&line);
}

static int
wait_for(pid_t child, const struct process *p, int errors, struct err *err)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return err_errno(err, "%s", p->argv[0]);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	if (WIFEXITED(status))
		err_set(err, "%s ended with status %d", p->argv[0],
		    WEXITSTATUS(status));
	else
		err_set(err, "%s was ended by signal %d", p->argv[0],
		    WTERMSIG(status));
	add_said(errors, err);
	return -1;
}

int
process_run(const struct process *p, struct err *err)
{
	int streams[STREAMS] = { -1, -1, -1 };
	pid_t child;
	int rc = open_streams(streams, p->input, err);

	if (rc == 0)
		rc = spawn(p, streams, &child, err);
	if (rc == 0)
		rc = wait_for(child, p, streams[2], err);
	if (rc == 0 && p->output != NULL)
		rc = read_stream(streams[1], p->output, err);
	for (int i = 0; i < STREAMS; i++)
		if (streams[i] >= 0)
			close(streams[i]);
	return rc;
}

const char *
process_find(const char *name, struct arena *arena)
{
	const char *path = getenv("PATH");
	struct str rest = arena_printf(arena, "%s:/usr/sbin",
	    path != NULL ? path : "/usr/bin");
	struct str directory;

	while (str_cut(&rest, ':', &directory)) {
		const char *file = arena_printf(arena, "%.*s/%s",
		    STR_ARG(directory), name).ptr;

		if (access(file, X_OK) == 0)
			return file;
	}
	return NULL;
}
