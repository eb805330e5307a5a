/* export.c: the formats, and a directory written in one step. */
#include "export/export.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "work.h"

enum { FLUSH = 256 * 1024 };

static const struct {
	const char *name;
	int (*write)(struct export_work *w, struct err *err);
} formats[] = {
	{ "jsonl", export_jsonl },
	{ "csv", export_csv },
	{ "ftm", export_ftm },
	{ "archive", export_archive },
};

enum { FORMATS = sizeof(formats) / sizeof(*formats) };

bool
export_knows(const char *format)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (strcmp(formats[i].name, format) == 0)
			return true;
	return false;
}

int
export_open(struct export_work *w, const char *name, struct err *err)
{
	w->path = arena_printf(w->arena, "%s/%s", w->directory, name).ptr;
	w->file = fopen(w->path, "we");
	if (w->file == NULL)
		return err_errno(err, "%s", w->path);
	w->report->files++;
	return 0;
}

static int
flush(struct export_work *w, struct err *err)
{
	if (fwrite(w->out.data, 1, w->out.len, w->file) != w->out.len)
		return err_errno(err, "%s", w->path);
	buf_clear(&w->out);
	return 0;
}

int
export_row(struct export_work *w, struct err *err)
{
	w->report->rows++;
	return w->out.len > FLUSH ? flush(w, err) : 0;
}

int
export_close(struct export_work *w, struct err *err)
{
	int rc = w->out.len > 0 ? flush(w, err) : 0;

	if (fclose(w->file) != 0 && rc == 0)
		rc = err_errno(err, "%s", w->path);
	w->file = NULL;
	return rc;
}

struct str
export_url(const struct export_work *w, struct str path, struct arena *arena)
{
	return arena_printf(arena, "%s%.*s", w->config->base_url.ptr,
	    STR_ARG(path));
}

/* Of an archive everything may be replaced. */
static bool
is_ours(struct str name, bool archive)
{
	if (archive || str_is(name, "datapackage.json") ||
	    str_is(name, "entities.ftm.json"))
		return true;
	for (size_t i = 0; i < store_table_count; i++) {
		struct str stem = str_from(store_tables[i].name);

		if (str_starts(name, stem.ptr) &&
		    (str_is(str_slice(name, stem.len, name.len), ".csv") ||
		        str_is(str_slice(name, stem.len, name.len), ".jsonl")))
			return true;
	}
	return false;
}

/* What stands at directory is removed: it must be an export. */
static int
check_place(const char *directory, struct arena *arena, struct err *err)
{
	struct file_list files;
	bool archive;

	if (!file_exists(directory))
		return 0;
	if (file_walk(directory, arena, &files, err) != 0)
		return -1;
	archive = file_exists(arena_printf(arena, "%s/"
	    EXPORT_ARCHIVE_MARK, directory).ptr);
	for (size_t i = 0; i < files.count; i++)
		if (!is_ours(str_from(files.items[i].path), archive))
			return err_set(err, "%s: holds %s, which is no part of "
			    "an export; nothing was done", directory,
			    files.items[i].path);
	return 0;
}

static int
write_files(struct export_work *w, const char *format, struct err *err)
{
	int rc = -1;

	if (store_snapshot(w->store, err) != 0)
		return -1;
	for (size_t i = 0; i < FORMATS; i++)
		if (strcmp(formats[i].name, format) == 0)
			rc = formats[i].write(w, err);
	store_release(w->store);
	if (w->file != NULL)
		fclose(w->file);
	return rc;
}

static int
sync_tree(const char *directory, struct err *err)
{
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	if (fd < 0 || syncfs(fd) != 0)
		rc = err_errno(err, "%s", directory);
	if (fd >= 0)
		close(fd);
	return rc;
}

int
export_run(struct store *s, const struct config *config, const char *format,
    const char *directory, struct export_report *report, struct err *err)
{
	struct arena arena = { 0 };
	struct err ignored;
	struct export_work w = {
		.store = s,
		.config = config,
		.report = report,
		.arena = &arena,
		.directory = arena_printf(&arena, "%s.exporting",
		    directory).ptr,
	};
	int rc = check_place(directory, &arena, err);

	*report = (struct export_report){ 0 };
	if (rc == 0 && (file_remove_tree(w.directory, err) != 0 ||
	        file_make_directories(w.directory, err) != 0))
		rc = -1;
	if (rc == 0) {
		rc = write_files(&w, format, err);
		if (rc == 0)
			rc = sync_tree(w.directory, err);
		if (rc == 0)
			rc = file_publish(w.directory, directory, err);
		/* What was there before, or what came of a failure. */
		file_remove_tree(w.directory, &ignored);
	}
	buf_free(&w.out);
	arena_free(&arena);
	return rc;
}
