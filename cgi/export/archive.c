/* archive.c: the articles as files of the text layout (import/formats.h). */
#include "export/export.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "store/article.h"
#include "store/withdrawn.h"
#include "work.h"

struct archive {
	struct export_work *work;
	int directory;
	struct arena arena;
	struct buf text;
};

/* A text file of the site's own, whose name says nothing but below where. */
static bool
keeps_name(struct str file)
{
	struct str rest = file, part;

	if (!str_ends(file, ".txt") || memchr(file.ptr, '#', file.len) != NULL)
		return false;
	while (str_cut(&rest, '/', &part))
		if (part.len == 0 || part.ptr[0] == '.')
			return false;
	return true;
}

static void
put_field(struct buf *out, const char *name, struct str value)
{
	if (value.len > 0)
		buf_printf(out, "%s %.*s\n", name, STR_ARG(value));
}

static void
put_article(struct archive *x, const struct article *a, bool named)
{
	struct buf *out = &x->text;

	buf_clear(out);
	buf_printf(out, " date %s  ", civil_iso_day(&x->arena, a->day).ptr);
	buf_str(out, a->title);
	buf_puts(out, "\n\nFields:\n");
	if (a->has_time)
		put_field(out, "published",
		    civil_rfc3339(&x->arena, a->published));
	put_field(out, "caption", a->caption);
	put_field(out, "credit", a->credit);
	put_field(out, "byline", a->byline);
	put_field(out, "source", a->source);
	put_field(out, "tags", a->tagline);
	put_field(out, "lang", a->lang);
	if (a->updated.known)
		put_field(out, "updated", a->updated.has_time
		    ? civil_rfc3339(&x->arena, a->updated.utc)
		    : civil_iso_day(&x->arena, a->updated.day));
	for (uint32_t i = 0; i < a->erratum_count; i++)
		buf_printf(out, "correction %s %.*s\n",
		    civil_iso_day(&x->arena, a->errata[i].day).ptr,
		    STR_ARG(a->errata[i].text));
	if (!named)
		put_field(out, "slug", a->slug);
	for (uint32_t i = 0; i < a->wire_count; i++)
		put_field(out, "wire", a->wire[i]);
	for (uint32_t i = 0; i < a->paragraph_count; i++) {
		buf_putc(out, '\n');
		buf_str(out, a->paragraphs[i]);
		buf_putc(out, '\n');
	}
}

/* The URL alone is left, and that it says so. */
static int
put_withdrawn(struct archive *x, const struct withdrawn *w, struct err *err)
{
	struct buf *out = &x->text;
	const char *path = keeps_name(w->file)
	    ? arena_str(&x->arena, w->file).ptr
	    : arena_printf(&x->arena, "%04d/%02d/%.*s.txt", w->year, w->month,
	        STR_ARG(w->slug)).ptr;

	buf_clear(out);
	buf_printf(out, " date %04d-%02d-01  Withdrawn\n\nFields:\n"
	    "status killed %s\nslug %.*s\n", w->year, w->month,
	    w->has_day ? civil_iso_day(&x->arena, w->day).ptr : "",
	    STR_ARG(w->slug));
	x->work->report->files++;
	x->work->report->rows++;
	return file_write_at(x->directory, path, buf_view(out), err);
}

static int
put_all_withdrawn(struct archive *x, struct err *err)
{
	struct withdrawn_list list = { 0 };
	struct arena arena = { 0 };
	int rc = store_withdrawn_each(x->work->store, &arena, &list, err);

	for (size_t i = 0; rc == 0 && i < list.count; i++)
		rc = put_withdrawn(x, &list.items[i], err);
	arena_free(&arena);
	return rc;
}

static int
visit(void *context, const struct article *a, struct err *err)
{
	struct archive *x = context;
	bool named = keeps_name(a->file);
	struct civil c;
	const char *path;

	arena_reset(&x->arena);
	civil_from_day(a->day, &c);
	path = named ? arena_str(&x->arena, a->file).ptr
	    : arena_printf(&x->arena, "%04d/%02d/%.*s.txt", c.year, c.month,
	        STR_ARG(a->slug)).ptr;
	put_article(x, a, named);
	if (file_write_at(x->directory, path, buf_view(&x->text), err) != 0)
		return -1;
	x->work->report->files++;
	x->work->report->rows++;
	return 0;
}

int
export_archive(struct export_work *w, struct err *err)
{
	struct archive x = { .work = w, .directory = open(w->directory,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
	int rc;

	if (x.directory < 0)
		return err_errno(err, "%s", w->directory);
	rc = file_write_at(x.directory, EXPORT_ARCHIVE_MARK,
	    str_from("Written by dossier export; replaced as a whole.\n"),
	    err);
	if (rc == 0)
		rc = store_article_each(w->store, visit, &x, err);
	if (rc == 0)
		rc = put_all_withdrawn(&x, err);
	close(x.directory);
	buf_free(&x.text);
	arena_free(&x.arena);
	return rc;
}
