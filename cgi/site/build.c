/* build.c: walks the route table into a new tree, then publishes it. */
#include "site/build.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/progress.h"
#include "site/search_files.h"
#include "store/picture.h"

struct build {
	const struct site *site;
	struct site_view view;
	const struct route *route;
	struct arena scratch; /* of one page */
	struct buf page;
	int tree; /* directory written into */
	struct progress progress;
	struct build_report *report;
};

/* "/tags/x/" is the file "tags/x/index.html", with index.json beside it. */
static const char *
file_of(struct arena *a, struct str path, enum form form)
{
	if (str_ends(path, "/"))
		return arena_printf(a, "%s%s", path.ptr + 1,
		    form == FORM_DATA ? "index.json" : "index.html").ptr;
	return path.ptr + 1;
}

static int
write_form(struct build *b, const struct page *page, struct str path,
    enum form form, struct err *err)
{
	buf_clear(&b->page);
	if (route_write(&b->view, b->route, page, form, &b->page, err) != 0)
		return err_prefix(err, "%s", path.ptr);
	b->report->pages++;
	b->report->bytes += (int64_t)b->page.len;
	return file_write_at(b->tree, file_of(&b->scratch, path, form),
	    buf_view(&b->page), err);
}

static int
write_page(void *context, const struct request *request, struct err *err)
{
	struct build *b = context;
	struct page page;
	struct str path;
	int rc;

	arena_reset(&b->scratch);
	path = route_path(b->route, request, &b->scratch);
	rc = route_load(&b->view, b->route, request, &b->scratch, &page, err);
	if (rc == PAGE_MISSING)
		return err_set(err, "%s: listed, but there is no such page",
		    path.ptr);
	if (rc != PAGE_FOUND)
		return err_prefix(err, "%s", path.ptr);
	progress_step(&b->progress);
	if (write_form(b, &page, path, FORM_PAGE, err) != 0)
		return -1;
	return route_has_data(b->route)
	    ? write_form(b, &page, path, FORM_DATA, err)
	    : 0;
}

static int
write_pages(struct build *b, struct err *err)
{
	for (size_t i = 0; i < route_count; i++) {
		struct arena list = { 0 };
		int rc;

		b->route = &route_table[i];
		rc = b->route->each(b->site->store, &list, write_page, b,
		    err);
		arena_free(&list);
		if (rc != 0)
			return -1;
	}
	return 0;
}

static int
write_assets(struct build *b, struct err *err)
{
	for (size_t i = 0; i < b->site->assets.count; i++) {
		const struct asset *a = &b->site->assets.items[i];

		if (file_write_at(b->tree, a->path.ptr + 1, a->data, err) !=
		    0)
			return -1;
		b->report->assets++;
		b->report->bytes += (int64_t)a->data.len;
	}
	return 0;
}

static int
write_picture(void *context, struct str name, struct err *err)
{
	struct build *b = context;
	const char *path, *media_type;
	int rc;

	arena_reset(&b->scratch);
	path = arena_printf(&b->scratch, "/" PICTURE_FOLDER "/%.*s",
	    STR_ARG(name)).ptr;
	buf_clear(&b->page);
	rc = site_picture(b->site, str_from(path), &b->page, &media_type, err);
	if (rc == 0)
		return err_set(err, "%s/%.*s: imported, and is not there; "
		    "remove dossier.db and import again", b->site->pictures,
		    STR_ARG(name));
	if (rc < 0)
		return -1;
	b->report->assets++;
	b->report->bytes += (int64_t)b->page.len;
	return file_write_at(b->tree, path + 1, buf_view(&b->page), err);
}

static int
write_tree(struct build *b, const char *building, struct err *err)
{
	int rc = -1;

	b->tree = open(building, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->tree < 0)
		return err_errno(err, "%s", building);
	if (store_snapshot(b->site->store, err) == 0) {
		if (write_pages(b, err) == 0 && write_assets(b, err) == 0 &&
		    store_picture_each(b->site->store, write_picture, b,
		        err) == 0 &&
		    search_files_write(b->site, b->tree, b->report, err) ==
		        0)
			rc = 0;
		store_release(b->site->store);
	}
	/* The names must be on the disk before the tree takes its place. */
	if (rc == 0 && syncfs(b->tree) != 0)
		rc = err_errno(err, "%s", building);
	close(b->tree);
	return rc;
}

int
build_site(const struct site *site, const char *out, bool quiet,
    struct build_report *report, struct err *err)
{
	struct build b = {
		.site = site,
		.view = site_view(site),
		.report = report,
	};
	struct arena paths = { 0 };
	struct err ignored;
	const char *building = arena_printf(&paths, "%s.building", out).ptr;
	int rc = -1;

	*report = (struct build_report){ 0 };
	progress_start(&b.progress, "building", 0, quiet);
	if (file_remove_tree(building, err) == 0 &&
	    file_make_directories(building, err) == 0 &&
	    write_tree(&b, building, err) == 0)
		rc = file_publish(building, out, err);
	if (rc != 0)
		file_remove_tree(building, &ignored);
	progress_end(&b.progress);
	buf_free(&b.page);
	arena_free(&b.scratch);
	arena_free(&paths);
	return rc;
}
