/* file.c: files whole, directories sorted. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/vec.h"

/* O_NONBLOCK, so that opening a FIFO returns and can be refused. */
enum { READING = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

int
file_state_of(int fd, struct file_state *out)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return -1;
	out->size = st.st_size;
	out->mtime = (int64_t)st.st_mtim.tv_sec * 1000000000 +
	    st.st_mtim.tv_nsec;
	return 0;
}

bool
file_state_same(int fd, const struct file_state *before)
{
	struct file_state now;

	return file_state_of(fd, &now) == 0 && now.size == before->size &&
	    now.mtime == before->mtime;
}

static int
check_regular(int fd, const char *name, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_errno(err, "%s", name);
	return S_ISREG(st.st_mode) ? 0
	    : err_set(err, "%s: not a regular file", name);
}

/* Closes fd. */
static int
read_open(int fd, const char *name, size_t max, struct buf *out,
    struct err *err)
{
	struct file_state before;
	ssize_t n = 0;
	size_t start = out->len;
	int rc = -1;

	if (check_regular(fd, name, err) != 0)
		goto out;
	if (file_state_of(fd, &before) != 0) {
		err_errno(err, "%s", name);
		goto out;
	}
	if ((uint64_t)before.size > max) {
		err_set(err, "%s: larger than %zu bytes", name, max);
		goto out;
	}
	buf_reserve(out, (size_t)before.size + 1);
	/* One byte more than there should be shows that there is more. */
	do {
		size_t rest = (size_t)before.size + 1 - (out->len - start);

		n = read(fd, out->data + out->len, rest);
		if (n > 0)
			out->len += (size_t)n;
	} while (out->len - start <= (size_t)before.size &&
	    (n > 0 || (n < 0 && errno == EINTR)));
	if (n < 0) {
		err_errno(err, "%s", name);
		goto out;
	}
	if (out->len - start != (size_t)before.size ||
	    !file_state_same(fd, &before)) {
		err_set(err, "%s: changed while it was read", name);
		goto out;
	}
	buf_reserve(out, 1);
	out->data[out->len] = '\0';
	rc = 0;
out:
	close(fd);
	return rc;
}

int
file_read(const char *path, size_t max, struct buf *out, struct err *err)
{
	int fd = open(path, READING);

	if (fd < 0)
		return err_errno(err, "%s", path);
	return read_open(fd, path, max, out, err);
}

/* As openat2 would, where the kernel or a filter on system calls has none. */
static int
open_step_by_step(int root, const char *path)
{
	int fd = dup(root), next;
	char part[NAME_MAX + 1];

	while (fd >= 0) {
		size_t n = strcspn(path, "/");
		bool last = path[n] == '\0';

		if (n == 0 || n > NAME_MAX || (n == 2 && path[0] == '.' &&
		        path[1] == '.')) {
			close(fd);
			errno = n > NAME_MAX ? ENAMETOOLONG : EXDEV;
			return -1;
		}
		memcpy(part, path, n);
		part[n] = '\0';
		next = openat(fd, part, READING | O_NOFOLLOW |
		    (last ? 0 : O_DIRECTORY));
		close(fd);
		if (last)
			return next;
		fd = next;
		path += n + 1;
	}
	return -1;
}

static int
open_beneath(int root, const char *path)
{
	struct open_how how = {
		.flags = READING,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
	};
	long fd;

	/* EAGAIN: something was renamed meanwhile. */
	do
		fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
	while (fd < 0 && (errno == EAGAIN || errno == EINTR));
	/* EPERM is what older containers answer calls that they do not
	 * know. */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_step_by_step(root, path);
	return (int)fd;
}

int
file_open_below(const struct file_below *file, struct err *err)
{
	int root = open(file->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd, reason;

	if (root < 0)
		return err_errno(err, "%s", file->root);
	fd = open_beneath(root, file->path);
	reason = errno;
	close(root);
	errno = reason;
	/* Without openat2 a link in place of a directory is no directory. */
	if (fd < 0 && (errno == ELOOP || errno == ENOTDIR))
		return err_set(err, "%s: a symbolic link, which is not "
		    "followed", file->name);
	if (fd < 0 && errno == EXDEV)
		return err_set(err, "%s: leads out of %s", file->name,
		    file->root);
	/* What opening a socket says. */
	if (fd < 0 && errno == ENXIO)
		return err_set(err, "%s: not a regular file", file->name);
	if (fd < 0)
		return err_errno(err, "%s", file->name);
	if (check_regular(fd, file->name, err) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

int
file_read_below(const struct file_below *file, size_t max, struct buf *out,
    struct err *err)
{
	int fd = file_open_below(file, err);

	return fd < 0 ? -1 : read_open(fd, file->name, max, out, err);
}

static int
write_all(int fd, struct str data)
{
	while (data.len > 0) {
		ssize_t n = write(fd, data.ptr, data.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		data.ptr += n;
		data.len -= (size_t)n;
	}
	return 0;
}

int
file_sync_parent(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char parent[4096];
	int n = slash == NULL ? snprintf(parent, sizeof(parent), ".")
	    : snprintf(parent, sizeof(parent), "%.*s",
	          slash == path ? 1 : (int)(slash - path), path);
	int fd, rc;

	if (n < 0 || (size_t)n >= sizeof(parent))
		return err_set(err, "%s: path too long", path);
	fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "%s", parent);
	/* Some file systems have nothing to sync in a directory. */
	rc = fsync(fd) != 0 && errno != EINVAL
	    ? err_errno(err, "%s", parent) : 0;
	close(fd);
	return rc;
}

int
file_replace(const char *path, struct str data, struct err *err)
{
	char temporary[4096];
	int fd, n;

	n = snprintf(temporary, sizeof(temporary), "%s.XXXXXX", path);
	if (n < 0 || (size_t)n >= sizeof(temporary))
		return err_set(err, "%s: path too long", path);
	fd = mkstemp(temporary);
	if (fd < 0)
		return err_errno(err, "%s", temporary);
	if (write_all(fd, data) != 0 || fchmod(fd, 0644) != 0 ||
	    fsync(fd) != 0) {
		err_errno(err, "%s", temporary);
		close(fd);
		unlink(temporary);
		return -1;
	}
	if (close(fd) != 0 || rename(temporary, path) != 0) {
		err_errno(err, "%s", path);
		unlink(temporary);
		return -1;
	}
	return file_sync_parent(path, err);
}

int
file_make_directories(const char *path, struct err *err)
{
	char partial[4096];
	size_t n = strlen(path);

	if (n == 0 || n >= sizeof(partial))
		return err_set(err, "%s: path empty or too long", path);
	memcpy(partial, path, n + 1);
	for (size_t i = 1; i <= n; i++) {
		if (partial[i] != '/' && partial[i] != '\0')
			continue;
		partial[i] = '\0';
		if (mkdir(partial, 0755) != 0 && errno != EEXIST)
			return err_errno(err, "%s", partial);
		partial[i] = path[i];
	}
	return 0;
}

static int
make_parents_at(int dirfd, const char *path, struct err *err)
{
	char partial[4096];
	size_t n = strlen(path);

	if (n >= sizeof(partial))
		return err_set(err, "%s: path too long", path);
	memcpy(partial, path, n + 1);
	while (n > 0 && partial[n] != '/')
		n--;
	if (n == 0)
		return 0;
	partial[n] = '\0';
	/* Mostly only the last is missing. */
	if (mkdirat(dirfd, partial, 0755) == 0 || errno == EEXIST)
		return 0;
	if (errno != ENOENT)
		return err_errno(err, "%s", partial);
	if (make_parents_at(dirfd, partial, err) != 0)
		return -1;
	if (mkdirat(dirfd, partial, 0755) != 0 && errno != EEXIST)
		return err_errno(err, "%s", partial);
	return 0;
}

int
file_write_at(int dirfd, const char *path, struct str data, struct err *err)
{
	const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW;
	int fd = openat(dirfd, path, flags, 0644);

	if (fd < 0 && errno == ENOENT) {
		if (make_parents_at(dirfd, path, err) != 0)
			return -1;
		fd = openat(dirfd, path, flags, 0644);
	}
	if (fd < 0)
		return err_errno(err, "%s", path);
	if (write_all(fd, data) != 0) {
		err_errno(err, "%s", path);
		close(fd);
		return -1;
	}
	if (close(fd) != 0)
		return err_errno(err, "%s", path);
	return 0;
}

int
file_rename_at(int dirfd, const char *from, const char *to, struct err *err)
{
	int rc = renameat(dirfd, from, dirfd, to);

	if (rc != 0 && errno == ENOENT) {
		if (make_parents_at(dirfd, to, err) != 0)
			return -1;
		rc = renameat(dirfd, from, dirfd, to);
	}
	return rc != 0 ? err_errno(err, "%s", to) : 0;
}

static int
copy_at(int from, int to, const char *path, struct err *err)
{
	struct buf data = { 0 };
	char source[64 + 4096];
	int rc;

	snprintf(source, sizeof(source), "/proc/self/fd/%d/%s", from, path);
	rc = file_read(source, SIZE_MAX / 2, &data, err);
	if (rc == 0)
		rc = file_write_at(to, path, buf_view(&data), err);
	buf_free(&data);
	return rc;
}

int
file_link_at(int from, int to, const char *path, struct err *err)
{
	int rc = linkat(from, path, to, path, 0);

	if (rc != 0 && errno == ENOENT) {
		if (make_parents_at(to, path, err) != 0)
			return -1;
		rc = linkat(from, path, to, path, 0);
	}
	if (rc != 0 && errno == EEXIST && unlinkat(to, path, 0) == 0)
		rc = linkat(from, path, to, path, 0);
	if (rc != 0 && (errno == EPERM || errno == EMLINK ||
	        errno == EOPNOTSUPP || errno == EXDEV))
		return copy_at(from, to, path, err);
	return rc != 0 ? err_errno(err, "%s", path) : 0;
}

static int
link_directory(int from, int to, const char *name, struct err *err)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int inner_from = openat(from, name, flags), inner_to = -1, rc = -1;

	if (inner_from >= 0 && mkdirat(to, name, 0755) == 0)
		inner_to = openat(to, name, flags);
	if (inner_to < 0)
		err_errno(err, "%s", name);
	else
		rc = file_link_tree(inner_from, inner_to, err);
	if (inner_from >= 0)
		close(inner_from);
	if (inner_to >= 0)
		close(inner_to);
	return rc;
}

bool
file_has_entries(int dirfd)
{
	int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	bool has = false;

	if (dir == NULL)
		return false;
	while (!has && (e = readdir(dir)) != NULL)
		has = strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0;
	closedir(dir);
	return has;
}

int
file_link_tree(int from, int to, struct err *err)
{
	int fd = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	int rc = 0;

	if (dir == NULL)
		return err_errno(err, "a directory");
	while (rc == 0 && (e = readdir(dir)) != NULL) {
		struct stat st;

		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0)
			continue;
		st.st_mode = e->d_type == DT_DIR ? S_IFDIR : S_IFREG;
		if (e->d_type == DT_UNKNOWN &&
		    fstatat(from, e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			rc = err_errno(err, "%s", e->d_name);
		else if (S_ISDIR(st.st_mode))
			rc = link_directory(from, to, e->d_name, err);
		else
			rc = file_link_at(from, to, e->d_name, err);
	}
	closedir(dir);
	return rc;
}

int
file_remove_at(int dirfd, const char *path, struct err *err)
{
	char partial[4096];
	size_t n = strlen(path);

	if (n >= sizeof(partial))
		return err_set(err, "%s: path too long", path);
	if (unlinkat(dirfd, path, 0) != 0 && errno != ENOENT)
		return err_errno(err, "%s", path);
	memcpy(partial, path, n + 1);
	for (; n > 0; n--) {
		if (partial[n] != '/')
			continue;
		partial[n] = '\0';
		if (unlinkat(dirfd, partial, AT_REMOVEDIR) != 0)
			break;
	}
	return 0;
}

bool
file_has_at(int dirfd, const char *path, struct str data)
{
	struct stat st;
	char block[64 * 1024];
	size_t done = 0;
	ssize_t n = 1;
	int fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (uint64_t)st.st_size == data.len)
		while (done < data.len &&
		    (n = read(fd, block, sizeof(block))) > 0) {
			if ((size_t)n > data.len - done ||
			    memcmp(block, data.ptr + done, (size_t)n) != 0)
				break;
			done += (size_t)n;
		}
	else
		n = 0;
	close(fd);
	return done == data.len && n > 0;
}

static int
remove_at(int parent, const char *name, const char *path, struct err *err)
{
	int fd;
	DIR *dir;
	struct dirent *e;
	int rc = 0;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR && errno != EPERM)
		return err_errno(err, "%s", path);
	fd = openat(parent, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || (dir = fdopendir(fd)) == NULL)
		return err_errno(err, "%s", path);
	while (rc == 0 && (e = readdir(dir)) != NULL) {
		char inner[4096];

		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0)
			continue;
		snprintf(inner, sizeof(inner), "%s/%s", path, e->d_name);
		rc = remove_at(dirfd(dir), e->d_name, inner, err);
	}
	closedir(dir);
	if (rc == 0 && unlinkat(parent, name, AT_REMOVEDIR) != 0)
		rc = err_errno(err, "%s", path);
	return rc;
}

int
file_remove_tree(const char *path, struct err *err)
{
	return file_remove_tree_at(AT_FDCWD, path, err);
}

int
file_remove_tree_at(int dirfd, const char *path, struct err *err)
{
	return remove_at(dirfd, path, path, err);
}

static int
sync_tree(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 || syncfs(fd) != 0 ? err_errno(err, "%s", path) : 0;

	if (fd >= 0)
		close(fd);
	return rc;
}

int
file_publish(const char *building, const char *out, struct err *err)
{
	if (sync_tree(building, err) != 0)
		return -1;
	if (renameat2(AT_FDCWD, building, AT_FDCWD, out, RENAME_EXCHANGE) ==
	    0)
		return file_sync_parent(out, err);
	if (errno == ENOENT) {
		if (rename(building, out) != 0)
			return err_errno(err, "%s", out);
		return file_sync_parent(out, err);
	}
	if (errno != EINVAL && errno != ENOSYS)
		return err_errno(err, "%s", out);
	/* No exchange on this file system: a moment without the tree. */
	if (file_remove_tree(out, err) != 0)
		return -1;
	if (rename(building, out) != 0)
		return err_errno(err, "%s", out);
	return file_sync_parent(out, err);
}

struct walk {
	struct arena *arena;
	VEC(struct file_entry) found, directories, others;
	struct err *err;
};

static int64_t
nanoseconds(struct timespec t)
{
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

struct file_entry
file_entry_of(const struct stat *st)
{
	return (struct file_entry){
		.size = (uint64_t)st->st_size,
		.mtime = nanoseconds(st->st_mtim),
		.ctime = nanoseconds(st->st_ctim),
		.inode = st->st_ino,
	};
}

static int
walk_directory(struct walk *w, int fd, const char *prefix)
{
	DIR *dir = fdopendir(fd);
	struct dirent *e;
	int rc = 0;

	if (dir == NULL) {
		close(fd);
		return err_errno(w->err, "%s", prefix);
	}
	while (rc == 0 && (e = readdir(dir)) != NULL) {
		struct file_entry *f;
		struct stat st;
		const char *path;

		if (e->d_name[0] == '.')
			continue;
		path = arena_printf(w->arena, "%s%s%s", prefix,
		    prefix[0] != '\0' ? "/" : "", e->d_name).ptr;
		if (fstatat(dirfd(dir), e->d_name, &st,
		        AT_SYMLINK_NOFOLLOW) != 0) {
			if (errno != ENOENT)
				rc = err_errno(w->err, "%s", path);
			continue;
		}
		f = S_ISREG(st.st_mode) ? VEC_ADD(w->arena, &w->found)
		    : S_ISDIR(st.st_mode) ? VEC_ADD(w->arena, &w->directories)
		                          : VEC_ADD(w->arena, &w->others);
		*f = file_entry_of(&st);
		f->path = path;
		if (S_ISDIR(st.st_mode)) {
			int inner = openat(dirfd(dir), e->d_name,
			    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

			rc = inner < 0 ? err_errno(w->err, "%s", path)
			               : walk_directory(w, inner, path);
		}
	}
	closedir(dir);
	return rc;
}

static int
by_path(const void *a, const void *b)
{
	const struct file_entry *x = a, *y = b;

	return strcmp(x->path, y->path);
}

static size_t
sorted(struct file_entry **items, size_t count, struct file_entry **out)
{
	if (count > 0)
		qsort(*items, count, sizeof(**items), by_path);
	*out = *items;
	return count;
}

int
file_walk(const char *root, struct arena *a, struct file_list *out,
    struct err *err)
{
	struct walk w = { .arena = a, .err = err };
	int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*out = (struct file_list){ 0 };
	if (fd < 0)
		return err_errno(err, "%s", root);
	if (walk_directory(&w, fd, "") != 0)
		return err_prefix(err, "%s", root);
	out->count = sorted(&w.found.items, w.found.count, &out->items);
	out->directory_count = sorted(&w.directories.items,
	    w.directories.count, &out->directories);
	out->other_count = sorted(&w.others.items, w.others.count,
	    &out->others);
	return 0;
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}
