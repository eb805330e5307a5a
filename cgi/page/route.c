/* route.c: the table of page kinds. */
#include "page/route.h"

#include "base/script.h"
#include "base/vec.h"
#include "page/pages.h"
#include "render/data.h"

#define HTML "text/html; charset=utf-8"
#define XML "application/xml; charset=utf-8"
#define JSON "application/json"
#define ATOM "application/atom+xml; charset=utf-8"
#define TEXT "text/plain; charset=utf-8"

static int
each_once(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct request request = { .slug = str_from("") };

	(void)s;
	(void)scratch;
	return visit(context, &request, err);
}

const struct route route_table[] = {
	{ "home", "/", HTML, "home.tpl", page_home_binds, page_home_load,
	    each_once, true },
	{ "about", "/about/", HTML, "about.tpl", page_about_binds,
	    page_about_load, each_once, true },
	{ "tags", "/tags/", HTML, "tags.tpl", page_tags_binds, page_tags_load,
	    each_once, true },
	{ "actors", "/actors/", HTML, "actors.tpl", page_actors_binds,
	    page_actors_load, each_once, true },
	{ "archive", "/archive/", HTML, "archive.tpl", page_archive_binds,
	    page_archive_load, each_once, true },
	{ "archive-year", "/archive/:year/", HTML, "archive.tpl",
	    page_archive_binds, page_archive_year_load,
	    page_archive_year_each, true },
	{ "archive-month", "/archive/:year/:month/", HTML,
	    "archive_month.tpl", page_archive_month_binds,
	    page_archive_month_load, page_archive_month_each, true },
	{ "article", "/articles/:year/:month/:slug/", HTML, "article.tpl",
	    page_article_binds, page_article_load, page_article_each, true },
	{ "tag", "/tags/:slug/", HTML, "tag.tpl", page_tag_binds,
	    page_tag_load, page_tag_each, true },
	{ "tag-year", "/tags/:slug/:year/", HTML, "tag.tpl", page_tag_binds,
	    page_tag_year_load, page_tag_year_each, true },
	{ "actor", "/actors/:slug/", HTML, "actor.tpl", page_actor_binds,
	    page_actor_load, page_actor_each, true },
	{ "actor-year", "/actors/:slug/:year/", HTML, "actor_year.tpl",
	    page_actor_year_binds, page_actor_year_load,
	    page_actor_year_each, true },
	{ "feed", "/feed.atom", ATOM, "feed.tpl", page_feed_binds,
	    page_feed_load, each_once, false },
	{ "feed-tag", "/tags/:slug/feed.atom", ATOM, "feed.tpl",
	    page_feed_binds, page_feed_tag_load, page_tag_each, false },
	{ "feed-actor", "/actors/:slug/feed.atom", ATOM, "feed.tpl",
	    page_feed_binds, page_feed_actor_load, page_actor_each, false },
	{ "sitemap-index", "/sitemap.xml", XML, "sitemap_index.tpl",
	    page_sitemap_index_binds, page_sitemap_index_load, each_once,
	    false },
	{ "sitemap", "/sitemap-:number.xml", XML, "sitemap.tpl",
	    page_sitemap_binds, page_sitemap_load, page_sitemap_each,
	    false },
	{ "robots", "/robots.txt", TEXT, "robots.tpl", page_robots_binds,
	    page_robots_load, each_once, false },
	{ "missing", "/404.html", HTML, "missing.tpl", page_missing_binds,
	    page_missing_load, each_once, false },
};
const size_t route_count = sizeof(route_table) / sizeof(*route_table);

const struct route *
route_missing(void)
{
	return &route_table[route_count - 1];
}

static bool
is_slug(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
		    c != '-')
			return false;
	}
	return s.len > 0;
}

/* One part of a pattern, ":year" or literal text, against the path's. */
static bool
match_part(struct str pattern, struct str part, struct request *out)
{
	size_t colon = str_find(pattern, (struct str)STR(":"), 0);

	if (colon == pattern.len)
		return str_equal(pattern, part);
	if (str_is(pattern, ":slug")) {
		out->slug = part;
		return is_slug(part);
	}
	if (str_is(pattern, ":year")) {
		out->year = str_number(part);
		return part.len == 4 && out->year > 0;
	}
	if (str_is(pattern, ":month")) {
		out->month = str_number(part);
		return part.len == 2 && out->month >= 1 && out->month <= 12;
	}
	/* "sitemap-:number.xml": the only one inside other text. */
	if (part.len < 13 || !str_starts(part, "sitemap-") ||
	    !str_ends(part, ".xml"))
		return false;
	part = str_slice(part, 8, part.len - 4);
	out->number = str_number(part);
	return out->number > 0 && part.ptr[0] != '0';
}

static bool
match_pattern(const char *pattern, struct str path, struct request *out)
{
	struct str rest = str_from(pattern), wanted, part;

	*out = (struct request){ .slug = str_from("") };
	while (str_cut(&rest, '/', &wanted)) {
		if (!str_cut(&path, '/', &part) ||
		    !match_part(wanted, part, out))
			return false;
	}
	return !str_cut(&path, '/', &part);
}

bool
route_has_data(const struct route *route)
{
	return str_ends(str_from(route->pattern), "/");
}

const struct route *
route_match(struct str path, struct request *request, enum form *form)
{
	*form = FORM_PAGE;
	if (str_ends(path, "/index.json")) {
		*form = FORM_DATA;
		path = str_slice(path, 0, path.len - strlen("index.json"));
	}
	for (size_t i = 0; i < route_count; i++)
		if (match_pattern(route_table[i].pattern, path, request))
			return &route_table[i];
	return NULL;
}

const char *
route_media_type(const struct route *route, enum form form)
{
	return form == FORM_DATA ? JSON : route->media_type;
}

struct str
route_path(const struct route *route, const struct request *request,
    struct arena *arena)
{
	struct buf path = { 0 };
	struct str result;

	for (const char *p = route->pattern; *p != '\0';) {
		struct str rest = str_from(p);

		if (str_starts(rest, ":slug")) {
			buf_str(&path, request->slug);
			p += 5;
		} else if (str_starts(rest, ":year")) {
			buf_printf(&path, "%04d", request->year);
			p += 5;
		} else if (str_starts(rest, ":month")) {
			buf_printf(&path, "%02d", request->month);
			p += 6;
		} else if (str_starts(rest, ":number")) {
			buf_printf(&path, "%d", request->number);
			p += 7;
		} else
			buf_putc(&path, *p++);
	}
	result = arena_str(arena, buf_view(&path));
	buf_free(&path);
	return result;
}

/* "../" for each folder the path is deep in. */
static struct str
root_of(struct str path, struct arena *arena)
{
	struct buf root = { 0 };
	struct str result;

	for (size_t i = 1; i < path.len; i++)
		if (path.ptr[i] == '/')
			buf_puts(&root, "../");
	result = arena_str(arena, buf_view(&root));
	buf_free(&root);
	return result;
}

/* The path of base_url: "/" or "/archive/". */
static struct str
base_path(const struct config *config)
{
	struct str url = config->base_url;
	size_t host = str_find(url, (struct str)STR("://"), 0) + 3;

	return str_slice(url, str_find(url, (struct str)STR("/"), host),
	    url.len);
}

static void
fill_menu(struct page *p, struct str path)
{
	static const struct {
		const char *path, *text;
	} items[] = {
		{ "archive/", "Archive" },
		{ "actors/", "Actors" },
		{ "tags/", "Tags" },
		{ "about/", "About" },
	};

	for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
		struct link *k = VEC_ADD(p->arena, &p->frame.menu);

		k->href = url_link(p, items[i].path);
		k->text = str_from(items[i].text);
		k->current = str_is(str_slice(path, 1, path.len),
		    items[i].path);
	}
}

static void
fill_frame(struct page *p, struct str path)
{
	struct frame *f = &p->frame;

	f->language = p->config->language;
	f->is_rtl = script_is_rtl(f->language.ptr);
	f->site_title = p->config->title;
	f->publisher = p->config->publisher;
	f->canonical = arena_printf(p->arena, "%s%s",
	    p->config->base_url.ptr, path.ptr + 1);
	f->home = url_link(p, "");
	f->opengraph_type = str_from("website");
	f->not_home = f->is_page = true;
	f->style = url_link(p, p->assets->style.ptr);
	f->icon = url_link(p, p->assets->icon.ptr);
	fill_menu(p, path);
	if (str_ends(path, "/"))
		f->data = str_from("index.json");
}

int
route_load(const struct site_view *view, const struct route *route,
    const struct request *request, struct arena *arena, struct page *p,
    struct err *err)
{
	struct str path = route_path(route, request, arena);

	*p = (struct page){
		.store = view->store,
		.config = view->config,
		.assets = view->assets,
		.arena = arena,
		.request = *request,
		.root = root_of(path, arena),
		.err = err,
	};
	/* The 404 page stands for any path, so its links cannot be
	 * relative. */
	if (route->load == page_missing_load)
		p->root = base_path(view->config);
	fill_frame(p, path);
	return route->load(p);
}

static void
write_data(const struct route *route, const struct page *p, enum form form,
    struct buf *out)
{
	struct json j = { .out = out };
	struct data_place place = {
		.site_url = p->config->base_url,
		.page_url = p->frame.canonical,
		.root = p->root,
	};

	json_object(&j);
	if (form == FORM_DATA) {
		json_member_string(&j, "page", str_from(route->name));
		data_write(frame_binds, &p->frame, &place, &j);
	}
	data_write(route->binds, p->model, &place, &j);
	json_end_object(&j);
	buf_putc(out, '\n');
}

int
route_write(const struct site_view *view, const struct route *route,
    const struct page *p, enum form form, struct buf *out, struct err *err)
{
	if (form == FORM_PAGE && route->template != NULL)
		return templates_render(view->templates, route->template,
		    route->binds, p->model, frame_binds, &p->frame, out,
		    err);
	write_data(route, p, form, out);
	return 0;
}
