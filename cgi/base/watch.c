/* watch.c: inotify over whole trees. */
#include "base/watch.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { ROOTS_MAX = 16, PATH_LENGTH = 4096, NONE = -1 };

struct watch {
	int fd;
	const char *roots[ROOTS_MAX]; /* trees */
	size_t root_count;
	int file_directory; /* descriptor of a file's directory, or NONE */
	const char *file;
};

struct watch *
watch_new(struct err *err)
{
	struct watch *w = mem_calloc(1, sizeof(*w));

	w->fd = inotify_init1(IN_CLOEXEC);
	w->file_directory = NONE;
	if (w->fd < 0) {
		err_errno(err, "inotify");
		free(w);
		return NULL;
	}
	return w;
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	close(w->fd);
	free(w);
}

static int
add(struct watch *w, const char *path, struct err *err)
{
	int descriptor = inotify_add_watch(w->fd, path, IN_CLOSE_WRITE |
	    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR);

	if (descriptor < 0 && errno != ENOENT && errno != ENOTDIR) {
		err_errno(err, "%s", path);
		return NONE;
	}
	return descriptor < 0 ? 0 : descriptor;
}

/* Directories watched already are watched once all the same. */
static int
add_tree(struct watch *w, const char *path, struct err *err)
{
	DIR *dir;
	struct dirent *e;
	int rc = 0;

	if (add(w, path, err) == NONE)
		return -1;
	dir = opendir(path);
	if (dir == NULL)
		return 0;
	while (rc == 0 && (e = readdir(dir)) != NULL) {
		char inner[PATH_LENGTH];
		struct stat st;

		if (e->d_name[0] == '.' ||
		    (e->d_type != DT_DIR && e->d_type != DT_UNKNOWN))
			continue;
		snprintf(inner, sizeof(inner), "%s/%s", path, e->d_name);
		if (lstat(inner, &st) == 0 && S_ISDIR(st.st_mode))
			rc = add_tree(w, inner, err);
	}
	closedir(dir);
	return rc;
}

int
watch_tree(struct watch *w, const char *directory, struct err *err)
{
	if (w->root_count == ROOTS_MAX)
		return err_set(err, "%s: too many trees", directory);
	w->roots[w->root_count++] = directory;
	return add_tree(w, directory, err);
}

int
watch_file(struct watch *w, const char *directory, const char *name,
    struct err *err)
{
	w->file = name;
	w->file_directory = add(w, directory, err);
	return w->file_directory == NONE ? -1 : 0;
}

/* Reads what has come; whether it matters. */
static int
read_events(struct watch *w, bool *matters, struct err *err)
{
	_Alignas(struct inotify_event) char buffer[64 * 1024];
	ssize_t n = read(w->fd, buffer, sizeof(buffer));

	if (n < 0)
		return err_errno(err, "inotify");
	for (ssize_t i = 0; i < n;) {
		const struct inotify_event *e =
		    (const struct inotify_event *)(const void *)&buffer[i];

		i += (ssize_t)(sizeof(*e) + e->len);
		if (e->wd != w->file_directory)
			*matters = *matters || e->len == 0 ||
			    e->name[0] != '.';
		else if (e->len > 0 && strcmp(e->name, w->file) == 0)
			*matters = true;
	}
	return 0;
}

int
watch_wait(struct watch *w, int64_t seconds, struct err *err)
{
	enum { HOUR = 3600 }; /* longest sleep, and then another look */
	int most = seconds < 0 ? -1
	    : (int)(seconds < HOUR ? seconds : HOUR) * 1000;
	struct pollfd p = { .fd = w->fd, .events = POLLIN };
	bool changed = false;

	for (;;) {
		int n = poll(&p, 1, changed ? WATCH_QUIET : most);

		if (n < 0)
			return err_errno(err, "waiting for changes");
		if (n == 0)
			break;
		if (read_events(w, &changed, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < w->root_count; i++)
		if (add_tree(w, w->roots[i], err) != 0)
			return -1;
	return 0;
}
