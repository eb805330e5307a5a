/* publish_rsync.c: rsync(1), over ssh or to a daemon. */
#include <stdlib.h>

#include "base/file.h"
#include "base/process.h"
#include "site/publish_target.h"

struct rsync {
	const char *destination; /* ends in '/' */
	const char *shell;       /* "ssh -p PORT", or NULL */
};

/*
 * --secluded-args: no shell of the other side reads the paths either.  Times
 * are kept, modes are those of a web site whatever the umask was.
 */
static int
run(struct publish_target *t, const char *const *options, const char *from,
    struct str input, struct buf *output, struct err *err)
{
	const struct rsync *r = t->state;
	const char *const always[] = { "rsync", "--secluded-args",
		"--no-motd", NULL };
	const char *const shell[] = { "--rsh", r->shell, NULL };
	const char *const ends[] = { "--",
		from != NULL ? from : r->destination,
		from != NULL ? r->destination : NULL, NULL };
	struct publish_paths argv = { 0 };

	publish_add(t->arena, &argv, always);
	if (r->shell != NULL)
		publish_add(t->arena, &argv, shell);
	publish_add(t->arena, &argv, options);
	publish_add(t->arena, &argv, ends);
	*VEC_ADD(t->arena, &argv) = NULL;
	return process_run(&(struct process){ .argv = argv.items,
	    .input = input, .output = output }, err);
}

/* No name that ssh or rsync would take for an option or for more than a
 * host. */
static int
check_host(struct str host, const char *where, struct err *err)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@[:]";

	if (host.len == 0 || host.ptr[0] == '-')
		return err_set(err, "ssh://%s: no host", where);
	for (size_t i = 0; i < host.len; i++)
		if (strchr(plain, host.ptr[i]) == NULL)
			return err_set(err, "ssh://%s: no name of a host",
			    where);
	return 0;
}

/* [USER@]HOST[:PORT]/PATH as rsync's [USER@]HOST:PATH. */
static int
ssh_open(struct publish_target *t, struct err *err)
{
	struct rsync *r = t->state = arena_alloc(t->arena, sizeof(*r));
	struct str host = str_from(t->where), path;
	size_t slash = str_find(host, (struct str)STR("/"), 0), colon;

	path = str_slice(host, slash, host.len);
	host = str_slice(host, 0, slash);
	colon = str_find(host, (struct str)STR(":"),
	    str_find(host, (struct str)STR("]"), 0) < host.len
	        ? str_find(host, (struct str)STR("]"), 0) : 0);
	if (colon < host.len) {
		int port = str_number(str_slice(host, colon + 1, host.len));

		if (port < 1 || port > 65535)
			return err_set(err, "ssh://%s: no port", t->where);
		r->shell = arena_printf(t->arena, "ssh -p %d", port).ptr;
		host = str_slice(host, 0, colon);
	}
	if (path.len < 2)
		return err_set(err, "ssh://%s: no path", t->where);
	if (str_starts(path, "/~/"))
		path = str_slice(path, strlen("/~/"), path.len);
	r->destination = arena_printf(t->arena, "%.*s:%.*s%s", STR_ARG(host),
	    STR_ARG(path), str_ends(path, "/") ? "" : "/").ptr;
	return check_host(host, t->where, err);
}

static int
rsync_open(struct publish_target *t, struct err *err)
{
	struct rsync *r = t->state = arena_alloc(t->arena, sizeof(*r));

	(void)err;
	r->destination = arena_printf(t->arena, "%s%s", t->where,
	    str_ends(str_from(t->where), "/") ? "" : "/").ptr;
	return 0;
}

static int
rsync_send(struct publish_target *t, const struct publish_batch *b,
    struct err *err)
{
	/* What is sent is known to differ: equal sizes and seconds must not
	 * keep it. */
	static const char *const options[] = { "--recursive", "--times",
		"--ignore-times", "--chmod=D755,F644", NULL };

	return run(t, options, arena_printf(t->arena, "%s/",
	    b->directory).ptr, str_from(""), NULL, err);
}

/* Names that are asked for and are not here are removed there. */
static int
remove_paths(struct publish_target *t, const struct publish_paths *paths,
    struct err *err)
{
	static const char *const options[] = { "--recursive",
		"--delete-missing-args", "--files-from=-", NULL };
	struct buf lines = { 0 };
	int rc;

	publish_lines(paths, &lines);
	rc = run(t, options, arena_printf(t->arena, "%s/", t->empty).ptr,
	    buf_view(&lines), NULL, err);
	buf_free(&lines);
	return rc;
}

/* The directory above each path is looked at, and must be here. */
static int
make_parents(struct publish_target *t, const struct publish_paths *paths,
    struct err *err)
{
	struct arena a = { 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < paths->count; i++) {
		char *path = arena_strdup(&a, arena_printf(&a, "%s/%s",
		    t->empty, paths->items[i]).ptr);

		*strrchr(path, '/') = '\0';
		rc = file_make_directories(path, err);
	}
	arena_free(&a);
	return rc;
}

/* The local directory has those above the paths, and nothing besides. */
static int
remove_at_once(struct publish_target *t, const struct publish_paths *paths,
    struct err *err)
{
	return file_remove_tree(t->empty, err) != 0 ||
	    file_make_directories(t->empty, err) != 0 ||
	    make_parents(t, paths, err) != 0 ||
	    remove_paths(t, paths, err) != 0 ? -1 : 0;
}

static size_t
depth_of(const char *path)
{
	size_t depth = 1;

	for (; *path != '\0'; path++)
		depth += *path == '/';
	return depth;
}

/* A directory cannot be asked for in one call with one that it holds. */
static int
rsync_remove(struct publish_target *t, const struct publish_paths *files,
    const struct publish_paths *directories, struct err *err)
{
	size_t depth = 0;
	int rc = remove_at_once(t, files, err);

	for (size_t i = 0; i < directories->count; i++)
		if (depth_of(directories->items[i]) > depth)
			depth = depth_of(directories->items[i]);
	for (; rc == 0 && depth > 0; depth--) {
		struct publish_paths level = { 0 };

		for (size_t i = 0; i < directories->count; i++)
			if (depth_of(directories->items[i]) == depth)
				*VEC_ADD(t->arena, &level) =
				    directories->items[i];
		if (level.count > 0)
			rc = remove_at_once(t, &level, err);
	}
	return rc;
}

/* "-rw-r--r--    1234 2025/12/16 08:51:00 path" */
static int
take_line(struct publish_target *t, struct str line, struct map *sizes)
{
	char *text = arena_strdup(t->arena, arena_str(t->arena, line).ptr);
	char *end, *at = text + strcspn(text, " ");
	unsigned long long size;

	if (text[0] != '-')
		return 0;
	size = strtoull(at, &end, 10);
	if (end == at)
		return -1;
	for (int i = 0; i < 3; i++) {
		at = strchr(end, ' ');
		if (at == NULL)
			return -1;
		end = at + 1;
	}
	*map_put(sizes, str_from(end)) = (uintptr_t)size;
	return 0;
}

static int
rsync_list(struct publish_target *t, struct map *sizes, struct err *err)
{
	static const char *const options[] = { "--recursive", "--list-only",
		"--no-human-readable", NULL };
	struct buf out = { 0 };
	struct str rest, line;
	int rc = run(t, options, NULL, str_from(""), &out, err);

	rest = buf_view(&out);
	while (rc == 0 && str_cut(&rest, '\n', &line))
		if (line.len > 0 && take_line(t, line, sizes) != 0)
			rc = err_set(err, "rsync: not a line of a listing: "
			    "\"%.*s\"", STR_ARG(line));
	buf_free(&out);
	return rc;
}

const struct publish_kind publish_ssh = {
	.prefix = "ssh://",
	.open = ssh_open,
	.send = rsync_send,
	.remove = rsync_remove,
	.list = rsync_list,
};

const struct publish_kind publish_rsync = {
	.prefix = "rsync://",
	.keep_prefix = true,
	.open = rsync_open,
	.send = rsync_send,
	.remove = rsync_remove,
	.list = rsync_list,
};
