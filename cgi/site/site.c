/* site.c: opening a site, and its static files under hashed names. */
#include "site/site.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/vec.h"
#include "model/picture.h"

enum {
	ASSET_MAX = 16 * 1024 * 1024,
	PICTURE_MAX = 32 * 1024 * 1024, /* bytes, as import lets in */
	INPUT_MAX = 4 * 1024 * 1024
};

static const struct {
	const char *suffix, *media_type;
} media_types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".png", "image/png" },
	{ ".jpg", "image/jpeg" },
	{ ".webp", "image/webp" },
	{ ".gif", "image/gif" },
	{ ".woff2", "font/woff2" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".txt", "text/plain; charset=utf-8" },
	/* Beside the pages of the build. */
	{ ".html", "text/html; charset=utf-8" },
	{ ".json", "application/json" },
};

const char *
site_media_type(struct str name)
{
	for (size_t i = 0; i < sizeof(media_types) / sizeof(*media_types);
	     i++)
		if (str_ends(name, media_types[i].suffix))
			return media_types[i].media_type;
	return "application/octet-stream";
}

/* "style.css" becomes "static/style-HASH.css", so that a page and its assets
 * always fit, whatever is cached. */
static struct str
hashed_name(struct arena *a, struct str name, struct str data)
{
	char hash[HASH_HEX];
	size_t dot = name.len;

	hash_hex(data, hash);
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] == '.')
			dot = i;
	return arena_printf(a, "static/%.*s-%.*s%s", (int)dot, name.ptr,
	    SITE_HASH_DIGITS, hash, name.ptr + dot);
}

static int
load_asset(struct site *s, const char *path, const char *name,
    struct err *err)
{
	struct buf data = { 0 };
	struct asset *asset;
	struct str hashed;

	if (file_read(path, ASSET_MAX, &data, err) != 0) {
		buf_free(&data);
		return -1;
	}
	asset = VEC_ADD(&s->arena, &s->assets);
	asset->data = buf_move(&data, &s->arena);
	hashed = hashed_name(&s->arena, str_from(name), asset->data);
	asset->path = arena_printf(&s->arena, "/%s", hashed.ptr);
	asset->media_type = site_media_type(str_from(name));
	if (strcmp(name, "style.css") == 0)
		s->links.style = hashed;
	if (strcmp(name, "desk.css") == 0) {
		s->links.desk = hashed;
		asset->desk = true;
	}
	if (strcmp(name, "icon.svg") == 0)
		s->links.icon = hashed;
	if (strcmp(name, "search-page.js") == 0)
		s->links.search = hashed;
	if (strcmp(name, "search.js") == 0)
		s->links.reader = hashed;
	return 0;
}

/* Every file of the site's own, or of the shipped ones those that `instead`, if
 * given, does not have; a folder of the shipped ones is a theme. */
static int
load_assets(struct site *s, const char *directory, bool shipped,
    const char *instead, struct err *err)
{
	struct file_list files;

	if (file_walk(directory, &s->arena, &files, err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		const char *name = files.items[i].path;

		if (shipped && strchr(name, '/') != NULL)
			continue;
		if (instead != NULL && file_exists(arena_printf(&s->arena,
		        "%s/%s", instead, name).ptr))
			continue;
		if (load_asset(s, arena_printf(&s->arena, "%s/%s", directory,
		        name).ptr, name, err) != 0)
			return -1;
	}
	return 0;
}

/* Appends names and bytes of all files below a directory that may not be
 * there. */
static int
add_files(struct arena *a, const char *directory, struct buf *out,
    struct err *err)
{
	struct file_list files;

	if (!file_exists(directory))
		return 0;
	if (file_walk(directory, a, &files, err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		buf_printf(out, "\n%s %zu\n", files.items[i].path, out->len);
		if (file_read(arena_printf(a, "%s/%s", directory,
		        files.items[i].path).ptr, INPUT_MAX, out, err) != 0)
			return -1;
	}
	return 0;
}

static int
hash_inputs(struct site *s, const char *directory, const char *templates,
    struct err *err)
{
	struct buf all = { 0 };
	struct stat st;
	int rc = -1;

	/* Assets are named by their content. */
	for (size_t i = 0; i < s->assets.count; i++)
		buf_printf(&all, "%s\n", s->assets.items[i].path.ptr);
	/* Another program is another file. */
	if (stat("/proc/self/exe", &st) == 0)
		buf_printf(&all, "%lld %lld %lld %lld\n",
		    (long long)st.st_ino, (long long)st.st_size,
		    (long long)st.st_mtim.tv_sec,
		    (long long)st.st_mtim.tv_nsec);
	if (file_read(arena_printf(&s->arena, "%s/site.conf", directory).ptr,
	        INPUT_MAX, &all, err) == 0 &&
	    add_files(&s->arena, templates, &all, err) == 0 &&
	    add_files(&s->arena, arena_printf(&s->arena, "%s/templates",
	        directory).ptr, &all, err) == 0) {
		hash_hex(buf_view(&all), s->inputs);
		rc = 0;
	}
	buf_free(&all);
	return rc;
}

int
site_open(struct site *s, const char *directory, const char *templates,
    const char *assets, struct err *err)
{
	const char *own;

	*s = (struct site){ .started = (int64_t)time(NULL) };
	if (config_read(directory, &s->arena, &s->config, err) != 0)
		return -1;
	s->pictures = arena_printf(&s->arena, "%s/" PICTURE_FOLDER,
	    directory).ptr;
	own = arena_printf(&s->arena, "%s/static", directory).ptr;
	if (!file_exists(own))
		own = NULL;
	if (load_assets(s, assets, true, own, err) != 0 ||
	    (own != NULL && load_assets(s, own, false, NULL, err) != 0))
		return -1;
	s->templates = templates_open(templates,
	    arena_printf(&s->arena, "%s/templates", directory).ptr,
	    s->config.language.ptr, err);
	if (s->templates == NULL ||
	    hash_inputs(s, directory, templates, err) != 0)
		return -1;
	s->database = arena_printf(&s->arena, "%s/dossier.db", directory).ptr;
	return site_open_store(s, err);
}

int
site_open_store(struct site *s, struct err *err)
{
	s->store = store_open(s->database, false, err);
	return s->store != NULL ? 0 : -1;
}

void
site_leave_store(struct site *s)
{
	store_close(s->store);
	s->store = NULL;
}

void
site_close(struct site *s)
{
	store_close(s->store);
	templates_close(s->templates);
	arena_free(&s->arena);
	*s = (struct site){ 0 };
}

const struct asset *
site_asset(const struct site *s, struct str path)
{
	for (size_t i = 0; i < s->assets.count; i++)
		if (str_equal(s->assets.items[i].path, path))
			return &s->assets.items[i];
	return NULL;
}

int
site_picture(const struct site *s, struct str path, struct buf *out,
    const char **media_type, struct err *err)
{
	static const char folder[] = "/" PICTURE_FOLDER "/";
	char file[PATH_MAX];
	int n;

	if (!str_starts(path, folder))
		return 0;
	path = str_slice(path, sizeof(folder) - 1, path.len);
	/* Names are hashes and a suffix, and anything else could lead out of
	 * the folder. */
	for (size_t i = 0; i < path.len; i++)
		if (strchr("0123456789abcdefghijklmnopqrstuvwxyz.",
		        path.ptr[i]) == NULL)
			return 0;
	if (path.len == 0 || path.ptr[0] == '.')
		return 0;
	n = snprintf(file, sizeof(file), "%s/%.*s", s->pictures,
	    STR_ARG(path));
	if (n < 0 || (size_t)n >= sizeof(file) || !file_exists(file))
		return 0;
	*media_type = site_media_type(path);
	return file_read(file, PICTURE_MAX, out, err) == 0 ? 1 : -1;
}

struct site_view
site_view(const struct site *s)
{
	return (struct site_view){
		.store = s->store,
		.config = &s->config,
		.assets = &s->links,
		.templates = s->templates,
	};
}
