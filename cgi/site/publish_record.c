/* publish_record.c: a log that is folded when it is read. */
#include "site/publish_record.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

enum { LINES_LEAST = 4096 }; /* below which a file is not long */

static struct known *
known_of(struct publish_record *r, const char *path)
{
	uintptr_t *number = map_put(&r->index, str_from(path));

	if (*number == 0) {
		*VEC_ADD(r->arena, &r->items) =
		    (struct known){ .path = path, .gone = true };
		*number = r->items.count;
	}
	return &r->items.items[*number - 1];
}

struct known *
record_find(const struct publish_record *r, const char *path)
{
	uintptr_t *number = map_get(&r->index, str_from(path));
	struct known *k = number == NULL ? NULL
	                                 : &r->items.items[*number - 1];

	return k == NULL || k->gone ? NULL : k;
}

static void
set_sure(struct publish_record *r, const struct known *as)
{
	struct known *k = known_of(r, as->path);

	*k = *as;
	k->sure = k->seen = true;
	k->gone = false;
}

static void
set_doubt(struct publish_record *r, const char *path)
{
	struct known *k = known_of(r, path);

	k->seen = k->seen && !k->gone;
	k->sure = k->gone = false;
}

static void
print_sure(struct buf *out, const struct known *k)
{
	buf_printf(out, "=%016" PRIx64 " %" PRIu64 " %" PRId64 " %s\n",
	    k->hash, k->size, k->mtime, k->path);
}

void
record_sure(struct publish_record *r, const struct publish_file *file)
{
	struct known k = { .path = file->path, .size = file->size,
		.hash = file->hash, .mtime = file->mtime };

	set_sure(r, &k);
	print_sure(&r->fresh, &k);
	r->lines++;
}

void
record_doubt(struct publish_record *r, const char *path)
{
	set_doubt(r, path);
	buf_printf(&r->fresh, "?%s\n", path);
	r->lines++;
}

void
record_gone(struct publish_record *r, const char *path)
{
	known_of(r, path)->gone = true;
	buf_printf(&r->fresh, "-%s\n", path);
	r->lines++;
}

static int
read_sure(struct publish_record *r, const char *line)
{
	struct known k = { 0 };
	int at = 0;

	if (sscanf(line, "%" SCNx64 " %" SCNu64 " %" SCNd64 " %n", &k.hash,
	        &k.size, &k.mtime, &at) != 3 || at == 0)
		return -1;
	k.path = line + at;
	set_sure(r, &k);
	return 0;
}

static int
read_line(struct publish_record *r, struct str line)
{
	const char *text = arena_str(r->arena, line).ptr;

	switch (text[0]) {
	case '=':
		return read_sure(r, text + 1);
	case '?':
		set_doubt(r, text + 1);
		return 0;
	case '-':
		known_of(r, text + 1)->gone = true;
		return 0;
	default:
		return -1;
	}
}

int
record_read(struct publish_record *r, struct err *err)
{
	struct buf text = { 0 };
	struct str rest, line;
	int rc = 0;

	r->index.arena = r->arena;
	if (!file_exists(r->path))
		return 0;
	if (file_read(r->path, SIZE_MAX / 2, &text, err) != 0) {
		buf_free(&text);
		return -1;
	}
	/* What the last line end leaves over is not a whole line. */
	rest = buf_view(&text);
	while (rc == 0 && str_cut(&rest, '\n', &line) &&
	    line.ptr + line.len < text.data + text.len)
		if (line.len > 0 && read_line(r, line) != 0)
			rc = err_set(err, "%s:%zu: not a line of a record; "
			    "without this file all is sent again", r->path,
			    r->lines + 1);
		else
			r->lines++;
	r->torn = text.len > 0 && text.data[text.len - 1] != '\n';
	buf_free(&text);
	return rc;
}

/* Each path's last word, in place of all. */
static int
rewrite(struct publish_record *r, struct err *err)
{
	struct buf text = { 0 };
	int rc;

	r->lines = 0;
	for (size_t i = 0; i < r->items.count; i++) {
		const struct known *k = &r->items.items[i];

		/* That it was seen is told by a line before the doubt. */
		if (k->gone)
			continue;
		if (k->sure || k->seen)
			print_sure(&text, k);
		if (!k->sure)
			buf_printf(&text, "?%s\n", k->path);
		r->lines++;
	}
	rc = file_replace(r->path, buf_view(&text), err);
	buf_free(&text);
	return rc;
}

static int
append(struct publish_record *r, struct err *err)
{
	struct str rest = buf_view(&r->fresh);
	int fd = open(r->path, O_WRONLY | O_APPEND | O_CLOEXEC);
	int rc = fd < 0 ? -1 : 0;

	while (rc == 0 && rest.len > 0) {
		ssize_t n = write(fd, rest.ptr, rest.len);

		if (n < 0 && errno != EINTR)
			rc = -1;
		if (n > 0)
			rest = str_slice(rest, (size_t)n, rest.len);
	}
	if (rc != 0 || fdatasync(fd) != 0)
		rc = err_errno(err, "%s", r->path);
	if (fd >= 0)
		close(fd);
	return rc;
}

int
record_write(struct publish_record *r, struct err *err)
{
	int rc;

	if (r->fresh.len == 0)
		return 0;
	rc = r->torn || r->lines > LINES_LEAST + 3 * r->items.count ||
	        !file_exists(r->path) ? rewrite(r, err) : append(r, err);
	r->torn = r->torn && rc != 0;
	buf_clear(&r->fresh);
	return rc;
}

void
record_free(struct publish_record *r)
{
	buf_free(&r->fresh);
}
