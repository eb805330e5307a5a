/* backup.c: a copy under a temporary name, then renamed. */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/handle.h"

/* sqlite.org/fileformat.html, 1.3: where the header has our number. */
enum { HEADER = 72, APPLICATION_AT = 68 };

static bool
is_ours(const char *path)
{
	unsigned char head[HEADER];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = fd < 0 ? -1 : read(fd, head, sizeof(head));
	uint32_t application = 0;

	if (fd >= 0)
		close(fd);
	if (n != HEADER || memcmp(head, "SQLite format 3", 16) != 0)
		return false;
	for (int i = APPLICATION_AT; i < HEADER; i++)
		application = application << 8 | head[i];
	return application == STORE_APPLICATION_ID;
}

static int
may_replace(const char *database, const char *to, struct err *err)
{
	struct stat own, st;
	char log[4096];
	int n = snprintf(log, sizeof(log), "%s-wal", to);

	if (n < 0 || (size_t)n >= sizeof(log))
		return err_set(err, "%s: path too long", to);
	if (stat(to, &st) == 0 && stat(database, &own) == 0 &&
	    own.st_ino == st.st_ino && own.st_dev == st.st_dev)
		return err_set(err, "%s: the database itself", to);
	if (stat(log, &st) == 0)
		return err_set(err, "%s: a database in use, left alone "
		    "(there is a %s)", to, log);
	if (lstat(to, &st) != 0)
		return errno == ENOENT ? 0 : err_errno(err, "%s", to);
	if (!S_ISREG(st.st_mode) || !is_ours(to))
		return err_set(err, "%s: is there and no Dossier database; "
		    "left alone", to);
	return 0;
}

int
store_backup(struct store *s, const char *database, const char *to,
    struct err *err)
{
	char temporary[4096];
	struct stat own;
	int n = snprintf(temporary, sizeof(temporary), "%s.XXXXXX", to), fd;
	int rc;

	if (n < 0 || (size_t)n >= sizeof(temporary))
		return err_set(err, "%s: path too long", to);
	if (may_replace(database, to, err) != 0)
		return -1;
	if (stat(database, &own) != 0)
		return err_errno(err, "%s", database);
	fd = mkstemp(temporary);
	if (fd < 0)
		return err_errno(err, "%s", temporary);
	rc = db_copy(s->db, temporary, err);
	if (rc == 0 && (fchmod(fd, own.st_mode & 0777) != 0 ||
	        fsync(fd) != 0 || rename(temporary, to) != 0))
		rc = err_errno(err, "%s", to);
	/* What a failed copy may have left beside it goes with it. */
	if (rc != 0)
		unlink(temporary);
	close(fd);
	return rc == 0 ? file_sync_parent(to, err) : -1;
}
