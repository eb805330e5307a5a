/* route.c: the table of page kinds. */
#include "page/route.h"

#include "base/script.h"
#include "base/vec.h"
#include "page/linked.h"
#include "page/pages.h"
#include "render/data.h"

#define HTML "text/html; charset=utf-8"
#define XML "application/xml; charset=utf-8"
#define JSON "application/json"
#define ATOM "application/atom+xml; charset=utf-8"
#define TEXT "text/plain; charset=utf-8"
#define OPENSEARCH "application/opensearchdescription+xml"
#define JSON_FEED "application/feed+json"

/* A feed and its archives, each as Atom and as JSON Feed. */
#define FEED(name, folder, load, each, archive_each) \
	{ name, folder "feed.atom", ATOM, "feed.tpl", page_feed_binds, load, \
		each, STANDING_PAGE }, \
	{ name "-json", folder "feed.json", JSON_FEED, NULL, \
		page_feed_binds, load, each, STANDING_PAGE }, \
	{ name "-archive", folder "feed/:number.atom", ATOM, "feed.tpl", \
		page_feed_binds, load, archive_each, STANDING_PAGE }, \
	{ name "-archive-json", folder "feed/:number.json", JSON_FEED, NULL, \
		page_feed_binds, load, archive_each, STANDING_PAGE }

static int
each_once(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct request request = { .slug = str_from("") };
	struct store_totals totals;

	(void)scratch;
	if (store_totals(s, &totals, err) != 0)
		return -1;
	request.day = totals.last_day;
	return visit(context, &request, err);
}

/* What only an address that is asked for can be. */
static int
each_never(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	(void)s;
	(void)scratch;
	(void)visit;
	(void)context;
	(void)err;
	return 0;
}

const struct route route_table[] = {
	{ "home", "/", HTML, "home.tpl", page_home_binds, page_home_load,
	    each_once, STANDING_LISTED },
	{ "about", "/about/", HTML, "about.tpl", page_about_binds,
	    page_about_load, each_once, STANDING_LISTED },
	{ "tags", "/tags/", HTML, "tags.tpl", page_tags_binds, page_tags_load,
	    each_once, STANDING_LISTED },
	{ "actors", "/actors/", HTML, "actors.tpl", page_actors_binds,
	    page_actors_load, each_once, STANDING_LISTED },
	{ "archive", "/archive/", HTML, "archive.tpl", page_archive_binds,
	    page_archive_load, each_once, STANDING_LISTED },
	{ "archive-year", "/archive/:year/", HTML, "archive.tpl",
	    page_archive_binds, page_archive_year_load,
	    page_archive_year_each, STANDING_LISTED },
	{ "archive-month", "/archive/:year/:month/", HTML,
	    "archive_month.tpl", page_archive_month_binds,
	    page_archive_month_load, page_archive_month_each, STANDING_LISTED },
	{ "article", "/articles/:year/:month/:slug/", HTML, "article.tpl",
	    page_article_binds, page_article_load, page_article_each,
	    STANDING_LISTED },
	{ "tag", "/tags/:slug/", HTML, "tag.tpl", page_tag_binds,
	    page_tag_load, page_tag_each, STANDING_LISTED },
	{ "tag-year", "/tags/:slug/:year/", HTML, "tag_year.tpl",
	    page_tag_year_binds, page_tag_year_load, page_tag_year_each,
	    STANDING_LISTED },
	{ "tag-month", "/tags/:slug/:year/:month/", HTML, "tag_year.tpl",
	    page_tag_year_binds, page_tag_year_load, page_tag_month_each,
	    STANDING_LISTED },
	{ "actor", "/actors/:slug/", HTML, "actor.tpl", page_actor_binds,
	    page_actor_load, page_actor_each, STANDING_LISTED },
	{ "actor-year", "/actors/:slug/:year/", HTML, "actor_year.tpl",
	    page_actor_year_binds, page_actor_year_load,
	    page_actor_year_each, STANDING_LISTED },
	{ "positions", "/tags/:slug/positions/", HTML, "positions.tpl",
	    page_positions_binds, page_positions_load, page_positions_each,
	    STANDING_LISTED },
	{ "timeline", "/timeline/", HTML, "timeline.tpl", page_timeline_binds,
	    page_timeline_load, each_once, STANDING_LISTED },
	{ "timeline-year", "/timeline/:year/", HTML, "timeline.tpl",
	    page_timeline_binds, page_timeline_load, page_timeline_year_each,
	    STANDING_LISTED },
	{ "timeline-month", "/timeline/:year/:month/", HTML, "timeline.tpl",
	    page_timeline_binds, page_timeline_load,
	    page_timeline_month_each, STANDING_LISTED },
	{ "tag-timeline", "/tags/:slug/timeline/", HTML, "timeline.tpl",
	    page_timeline_binds, page_tag_timeline_load,
	    page_tag_timeline_each, STANDING_LISTED },
	{ "tag-timeline-year", "/tags/:slug/timeline/:year/", HTML,
	    "timeline.tpl", page_timeline_binds, page_tag_timeline_load,
	    page_tag_timeline_year_each, STANDING_LISTED },
	{ "actor-timeline", "/actors/:slug/timeline/", HTML, "timeline.tpl",
	    page_timeline_binds, page_actor_timeline_load,
	    page_actor_timeline_each, STANDING_LISTED },
	{ "actor-timeline-year", "/actors/:slug/timeline/:year/", HTML,
	    "timeline.tpl", page_timeline_binds, page_actor_timeline_load,
	    page_actor_timeline_year_each, STANDING_LISTED },
	{ "actors-letter", "/actors/letter/:slug/", HTML, "actors.tpl",
	    page_actors_binds, page_actors_letter_load,
	    page_actors_letter_each, STANDING_LISTED },
	{ "actors-kind", "/actors/kind/:slug/", HTML, "actors.tpl",
	    page_actors_binds, page_actors_kind_load, page_actors_kind_each,
	    STANDING_LISTED },
	{ "pair", "/actors/:slug/with/:other/", HTML, "pair.tpl",
	    page_pair_binds, page_pair_load, page_pair_each, STANDING_LISTED },
	{ "pair-year", "/actors/:slug/with/:other/:year/", HTML, "pair.tpl",
	    page_pair_binds, page_pair_year_load, page_pair_year_each,
	    STANDING_LISTED },
	FEED("feed", "/", page_feed_load, each_once, page_feed_archive_each),
	FEED("feed-tag", "/tags/:slug/", page_feed_tag_load, page_tag_each,
	    page_feed_tag_archive_each),
	FEED("feed-actor", "/actors/:slug/", page_feed_actor_load,
	    page_actor_each, page_feed_actor_archive_each),
	{ "search", "/search/", HTML, "search.tpl", page_search_binds,
	    page_search_load, each_once, STANDING_LISTED },
	{ "names", "/search/names/:slug.json", JSON, NULL, page_names_binds,
	    page_names_load, page_names_each, STANDING_PAGE },
	{ "sitemap-index", "/sitemap.xml", XML, "sitemap_index.tpl",
	    page_sitemap_binds, page_sitemap_index_load, each_once, STANDING_PAGE },
	{ "sitemap", "/sitemap-:number.xml", XML, "sitemap.tpl",
	    page_sitemap_binds, page_sitemap_load, page_sitemap_each,
	    STANDING_PAGE },
	{ "sitemap-news", "/sitemap-news.xml", XML, "sitemap_news.tpl",
	    page_sitemap_binds, page_sitemap_news_load, each_once, STANDING_PAGE },
	{ "robots", "/robots.txt", TEXT, "robots.tpl", page_notice_binds,
	    page_notice_load, each_once, STANDING_PAGE },
	{ "opensearch", "/opensearch.xml", OPENSEARCH, "opensearch.tpl",
	    page_notice_binds, page_notice_load, each_once, STANDING_PAGE },
	{ "llms", "/llms.txt", TEXT, "llms.tpl", page_notice_binds,
	    page_notice_load, each_once, STANDING_PAGE },
	{ "moved-rules", "/_redirects", TEXT, "redirects.tpl",
	    page_moves_binds, page_moves_load, each_once, STANDING_PAGE },
	{ "moved-map", "/_redirects.map", TEXT, "redirects_map.tpl",
	    page_moves_binds, page_moves_load, each_once, STANDING_PAGE },
	{ "withdrawn", "/articles/:year/:month/:slug/", HTML,
	    "withdrawn.tpl", page_withdrawn_binds, page_withdrawn_load,
	    page_withdrawn_each, STANDING_WITHDRAWN },
	{ "moved", "/:path/", HTML, "moved.tpl", page_moved_binds,
	    page_moved_load, page_moved_each, STANDING_MOVED },
	{ "moved-file", "/:path", JSON, NULL, page_moved_binds,
	    page_moved_file_load, each_never, STANDING_MOVED },
	{ "missing", "/404.html", HTML, "missing.tpl", page_missing_binds,
	    page_missing_load, each_once, STANDING_MISSING },
};
const size_t route_count = sizeof(route_table) / sizeof(*route_table);

const struct route *
route_missing(void)
{
	return &route_table[route_count - 1];
}

/* What may stand in a pattern behind a colon. */
struct variable {
	const char *name;
	const char *others; /* what it is made of besides digits */
	/* false: the path's text is no value of it */
	bool (*take)(struct request *r, struct str text);
	void (*put)(const struct request *r, struct buf *out);
};

static bool
take_slug(struct request *r, struct str text)
{
	r->slug = text;
	return true;
}

static void
put_slug(const struct request *r, struct buf *out)
{
	buf_str(out, r->slug);
}

static bool
take_other(struct request *r, struct str text)
{
	r->other = text;
	return true;
}

static void
put_other(const struct request *r, struct buf *out)
{
	buf_str(out, r->other);
}

static bool
take_year(struct request *r, struct str text)
{
	r->year = str_number(text);
	return text.len == 4 && r->year > 0;
}

static void
put_year(const struct request *r, struct buf *out)
{
	buf_printf(out, "%04d", r->year);
}

static bool
take_month(struct request *r, struct str text)
{
	r->month = str_number(text);
	return text.len == 2 && r->month >= 1 && r->month <= 12;
}

static void
put_month(const struct request *r, struct buf *out)
{
	buf_printf(out, "%02d", r->month);
}

static bool
take_number(struct request *r, struct str text)
{
	r->number = str_number(text);
	return r->number > 0 && text.ptr[0] != '0';
}

static void
put_number(const struct request *r, struct buf *out)
{
	buf_printf(out, "%d", r->number);
}

static bool
take_path(struct request *r, struct str text)
{
	r->path = text;
	return true;
}

static void
put_path(const struct request *r, struct buf *out)
{
	buf_str(out, r->path);
}

#define LETTERS "abcdefghijklmnopqrstuvwxyz-"

static const struct variable variables[] = {
	{ ":slug", LETTERS, take_slug, put_slug },
	{ ":other", LETTERS, take_other, put_other },
	{ ":year", "", take_year, put_year },
	{ ":month", "", take_month, put_month },
	{ ":number", "", take_number, put_number },
	{ ":path", LETTERS "/.", take_path, put_path },
};

/* The variable that the pattern begins with, or NULL. */
static const struct variable *
variable_at(const char *pattern)
{
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		if (strncmp(pattern, variables[i].name,
		        strlen(variables[i].name)) == 0)
			return &variables[i];
	return NULL;
}

static bool
belongs_to(const struct variable *v, char c)
{
	return (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr(v->others, c) != NULL);
}

bool
route_parse(const struct route *route, struct str path, struct request *out)
{
	const char *pattern = route->pattern;
	size_t i = 0;

	*out = (struct request){ .slug = str_from(""), .other = str_from(""),
		.path = str_from("") };
	while (*pattern != '\0') {
		const struct variable *v = variable_at(pattern);
		size_t start = i;

		if (v == NULL) {
			if (i >= path.len || path.ptr[i++] != *pattern++)
				return false;
			continue;
		}
		while (i < path.len && belongs_to(v, path.ptr[i]))
			i++;
		/* A slash at the end is the pattern's own. */
		if (i > start && path.ptr[i - 1] == '/')
			i--;
		if (i == start || !v->take(out, str_slice(path, start, i)))
			return false;
		pattern += strlen(v->name);
	}
	return i == path.len;
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
		if (route_table[i].standing <= STANDING_LISTED &&
		    route_parse(&route_table[i], path, request))
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

	for (const char *p = route->pattern; *p != '\0';) {
		const struct variable *v = variable_at(p);

		if (v == NULL) {
			buf_putc(&path, *p++);
			continue;
		}
		v->put(request, &path);
		p += strlen(v->name);
	}
	return buf_move(&path, arena);
}

/* "../" for each folder the path is deep in. */
static struct str
root_of(struct str path, struct arena *arena)
{
	struct buf root = { 0 };

	for (size_t i = 1; i < path.len; i++)
		if (path.ptr[i] == '/')
			buf_puts(&root, "../");
	return buf_move(&root, arena);
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
		{ "timeline/", "Timeline" },
		{ "search/", "Search" },
		{ "about/", "About" },
	};

	for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
		struct link *k = VEC_ADD(p->arena, &p->frame.menu);

		k->href = url_link(p, items[i].path);
		k->text = str_from(items[i].text);
		k->current = str_is(str_slice(path, 1, path.len),
		    items[i].path);
		if (!k->current &&
		    str_starts(str_slice(path, 1, path.len), items[i].path))
			crumb_add(p, str_from(items[i].path), k->text);
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
	f->opensearch = url_link(p, "opensearch.xml");
	f->opengraph_type = str_from("website");
	f->not_home = f->is_page = true;
	f->style = url_link(p, p->assets->style.ptr);
	f->icon = url_link(p, p->assets->icon.ptr);
	crumb_add(p, str_from(""), p->config->title);
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
	int rc;

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
		p->root = config_base_path(view->config);
	fill_frame(p, path);
	rc = route->load(p);
	if (rc != PAGE_FOUND || !route_has_data(route) ||
	    route->standing > STANDING_LISTED)
		return rc;
	linked_finish(p);
	if (p->frame.feed.len > 0)
		p->frame.feed_json = str_from("feed.json");
	return rc;
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
