/* pack.c: see pack.h; the only file that calls libarchive. */
#include "import/pack.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/buf.h"
#include "base/file.h"
#include "import/format.h"

enum { READ_BYTES = 64 * 1024 };

static const char *const archives[] = { ".tar", ".tgz", ".txz", ".tar.gz",
	".tar.xz", ".tar.zst", ".zip" };
static const char *const filters[] = { ".gz", ".xz", ".zst" };

static bool
is_archive(struct str file)
{
	for (size_t i = 0; i < sizeof(archives) / sizeof(*archives); i++)
		if (str_ends(file, archives[i]))
			return true;
	return false;
}

/* "feed.xml.gz": the name without its last suffix is a format's. */
static bool
is_compressed(struct str file)
{
	struct buf name = { 0 };
	bool known = false;

	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++)
		if (str_ends(file, filters[i])) {
			buf_str(&name, str_slice(file, 0, file.len -
			    strlen(filters[i])));
			known = format_knows(name.data);
			break;
		}
	buf_free(&name);
	return known;
}

bool
pack_knows(const char *file)
{
	return is_archive(str_from(file)) || is_compressed(str_from(file));
}

static struct archive *
open_pack(const char *path)
{
	struct archive *a = archive_read_new();

	archive_read_support_filter_gzip(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_zstd(a);
	if (is_archive(str_from(path))) {
		archive_read_support_format_tar(a);
		archive_read_support_format_zip(a);
	} else {
		archive_read_support_format_raw(a);
	}
	return a;
}

/* 0, or 1 with a fault. */
static int
read_member(struct archive *a, struct buf *bytes, int64_t *total,
    struct err *fault)
{
	la_ssize_t n;

	buf_clear(bytes);
	do {
		buf_reserve(bytes, READ_BYTES);
		n = archive_read_data(a, bytes->data + bytes->len,
		    READ_BYTES);
		if (n < 0) {
			err_set(fault, "%s", archive_error_string(a) != NULL
			    ? archive_error_string(a) : "cannot be read");
			return 1;
		}
		bytes->len += (size_t)n;
		*total += n;
		if (bytes->len > FORMAT_FILE_MAX || *total > PACK_TOTAL_MAX) {
			err_set(fault, "expands to more than %lld bytes",
			    bytes->len > FORMAT_FILE_MAX
			    ? (long long)FORMAT_FILE_MAX
			    : (long long)PACK_TOTAL_MAX);
			return 1;
		}
	} while (n > 0);
	return 0;
}

static const char *
member_name(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);

	if (name == NULL)
		name = archive_entry_pathname(entry);
	while (name != NULL && (strncmp(name, "./", 2) == 0 ||
	    name[0] == '/'))
		name += name[0] == '/' ? 1 : 2;
	return name;
}

const char *
pack_name(const char *path, struct str member, struct arena *arena)
{
	const char *dot = strrchr(path, '.');

	return member.len > 0
	    ? arena_printf(arena, "%s/%.*s", path, STR_ARG(member)).ptr
	    : arena_str(arena, str_make(path, (size_t)(dot - path))).ptr;
}

int
pack_each(int fd, const char *path,
    int (*visit)(void *context, struct str member, struct str bytes,
        struct err *err),
    void *context, struct err *fault, struct err *err)
{
	struct archive *a = open_pack(path);
	struct archive_entry *entry;
	struct buf bytes = { 0 };
	bool many = is_archive(str_from(path));
	int64_t total = 0;
	struct file_state before = { 0 };
	int rc = 0, status;

	file_state_of(fd, &before);
	status = archive_read_open_fd(a, fd, READ_BYTES);

	while (rc == 0 && status >= ARCHIVE_WARN &&
	    (status = archive_read_next_header(a, &entry)) !=
	        ARCHIVE_EOF && status >= ARCHIVE_WARN) {
		const char *name = many ? member_name(entry) : "";

		if (many && (name == NULL || !format_knows(name) ||
		    archive_entry_filetype(entry) != AE_IFREG))
			continue;
		rc = read_member(a, &bytes, &total, fault);
		if (rc == 0)
			rc = visit(context, str_from(name), buf_view(&bytes),
			    err);
	}
	if (rc == 0 && status < ARCHIVE_WARN)
		rc = 1;
	if (rc == 1 && status < ARCHIVE_WARN)
		err_set(fault, "%s", archive_error_string(a) != NULL
		    ? archive_error_string(a) : "cannot be read");
	if (rc == 0 && !file_state_same(fd, &before))
		rc = err_set(fault, "changed while it was read") != 0;
	archive_read_free(a);
	buf_free(&bytes);
	return rc;
}
