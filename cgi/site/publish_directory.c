/* publish_directory.c: a directory of this machine, or one mounted here. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "site/publish_target.h"

/* A file on its way; one name, so that a cut leaves at most one. */
#define TEMPORARY ".dossier-publishing"

struct directory {
	int fd;
};

static int
directory_open(struct publish_target *t, struct err *err)
{
	struct directory *d = t->state =
	    arena_alloc(t->arena, sizeof(*d));

	if (file_make_directories(t->where, err) != 0)
		return -1;
	d->fd = open(t->where, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return d->fd < 0 ? err_errno(err, "%s", t->where) : 0;
}

/* The tree's time too: web servers make validators of it. */
static int
put(int fd, const struct publish_file *file, struct str bytes,
    struct err *err)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
		{ file->mtime / 1000000000, file->mtime % 1000000000 } };

	if (file_has_at(fd, file->path, bytes))
		return utimensat(fd, file->path, times, 0) != 0
		    ? err_errno(err, "%s", file->path) : 0;
	if (file_write_at(fd, TEMPORARY, bytes, err) != 0)
		return -1;
	if (utimensat(fd, TEMPORARY, times, 0) != 0)
		return err_errno(err, "%s", TEMPORARY);
	return file_rename_at(fd, TEMPORARY, file->path, err);
}

static int
directory_send(struct publish_target *t, const struct publish_batch *b,
    struct err *err)
{
	struct directory *d = t->state;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < b->count; i++) {
		struct arena path = { 0 };
		struct buf bytes = { 0 };

		rc = file_read(arena_printf(&path, "%s/%s", b->directory,
		    b->files[i].path).ptr, SIZE_MAX / 2, &bytes, err);
		if (rc == 0)
			rc = put(d->fd, &b->files[i], buf_view(&bytes), err);
		buf_free(&bytes);
		arena_free(&path);
	}
	if (rc == 0 && syncfs(d->fd) != 0)
		rc = err_errno(err, "%s", t->where);
	return rc != 0 ? err_prefix(err, "%s", t->where) : 0;
}

static int
directory_remove(struct publish_target *t, const struct publish_paths *files,
    const struct publish_paths *directories, struct err *err)
{
	struct directory *d = t->state;

	(void)directories; /* go with their last file */
	for (size_t i = 0; i < files->count; i++)
		if (file_remove_at(d->fd, files->items[i], err) != 0)
			return err_prefix(err, "%s", t->where);
	return 0;
}

static int
directory_finish(struct publish_target *t, struct err *err)
{
	struct directory *d = t->state;

	return unlinkat(d->fd, TEMPORARY, 0) != 0 && errno != ENOENT
	    ? err_errno(err, "%s/%s", t->where, TEMPORARY) : 0;
}

static int
directory_list(struct publish_target *t, struct map *sizes, struct err *err)
{
	struct file_list files;

	if (file_walk(t->where, t->arena, &files, err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++)
		*map_put(sizes, str_from(files.items[i].path)) =
		    (uintptr_t)files.items[i].size;
	return 0;
}

static void
directory_close(struct publish_target *t)
{
	struct directory *d = t->state;

	if (d->fd >= 0)
		close(d->fd);
}

const struct publish_kind publish_directory = {
	.prefix = "",
	.local = true,
	.open = directory_open,
	.send = directory_send,
	.remove = directory_remove,
	.finish = directory_finish,
	.list = directory_list,
	.close = directory_close,
};

const struct publish_kind publish_file_url = {
	.prefix = "file:",
	.local = true,
	.open = directory_open,
	.send = directory_send,
	.remove = directory_remove,
	.finish = directory_finish,
	.list = directory_list,
	.close = directory_close,
};
