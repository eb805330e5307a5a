/* site.c: opening a site, and its static files under hashed names. */
#include "site/site.h"

#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/vec.h"

enum { ASSET_MAX = 16 * 1024 * 1024, HASH_DIGITS = 12 };

static const struct {
	const char *suffix, *media_type;
} media_types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".png", "image/png" },
	{ ".jpg", "image/jpeg" },
	{ ".webp", "image/webp" },
	{ ".woff2", "font/woff2" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".txt", "text/plain; charset=utf-8" },
};

static const char *
media_type_of(struct str name)
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
	    HASH_DIGITS, hash, name.ptr + dot);
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
	asset->data = arena_str(&s->arena, buf_view(&data));
	buf_free(&data);
	hashed = hashed_name(&s->arena, str_from(name), asset->data);
	asset->path = arena_printf(&s->arena, "/%s", hashed.ptr);
	asset->media_type = media_type_of(str_from(name));
	if (strcmp(name, "style.css") == 0)
		s->links.style = hashed;
	if (strcmp(name, "icon.svg") == 0)
		s->links.icon = hashed;
	if (strcmp(name, "search-page.js") == 0)
		s->links.search = hashed;
	if (strcmp(name, "search.js") == 0)
		s->links.reader = hashed;
	return 0;
}

/* Every file of directory that `instead`, if given, does not have. */
static int
load_assets(struct site *s, const char *directory, const char *instead,
    struct err *err)
{
	struct file_list files;

	if (file_walk(directory, &s->arena, &files, err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		const char *name = files.items[i].path;

		if (instead != NULL && file_exists(arena_printf(&s->arena,
		        "%s/%s", instead, name).ptr))
			continue;
		if (load_asset(s, arena_printf(&s->arena, "%s/%s", directory,
		        name).ptr, name, err) != 0)
			return -1;
	}
	return 0;
}

int
site_open(struct site *s, const char *directory, const char *templates,
    const char *assets, struct err *err)
{
	const char *own;

	*s = (struct site){ .started = (int64_t)time(NULL) };
	if (config_read(directory, &s->arena, &s->config, err) != 0)
		return -1;
	own = arena_printf(&s->arena, "%s/static", directory).ptr;
	if (!file_exists(own))
		own = NULL;
	if (load_assets(s, assets, own, err) != 0 ||
	    (own != NULL && load_assets(s, own, NULL, err) != 0))
		return -1;
	s->templates = templates_open(templates,
	    arena_printf(&s->arena, "%s/templates", directory).ptr,
	    s->config.language.ptr, err);
	if (s->templates == NULL)
		return -1;
	s->store = store_open(arena_printf(&s->arena, "%s/dossier.db",
	    directory).ptr, false, err);
	return s->store != NULL ? 0 : -1;
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
