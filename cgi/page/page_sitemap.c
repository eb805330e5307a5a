/* page_sitemap.c: what machines read first: sitemaps (sitemaps.org, 0.9) from
 * the table that serves and builds the pages, robots.txt (RFC 9309),
 * llms.txt and opensearch.xml (OpenSearch 1.1). */
#include "page/pages.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "base/vec.h"

enum {
	PART = 50000,               /* URLs in one file, the protocol's most */
	NEWS_MAX = 1000,            /* the same of a news sitemap */
	NEWS_SECONDS = 2 * 24 * 3600,
	SHORT_NAME = 16             /* characters, OpenSearch's most */
};

struct location {
	struct str url, day;
	struct str title, time; /* of an article in the news sitemap */
};
static struct bind location_binds[] = {
	BIND_TEXT("URL", struct location, url),
	BIND_TEXT("DAY", struct location, day),
	BIND_TEXT("TITLE", struct location, title),
	BIND_TEXT("DATETIME", struct location, time),
	BIND_END,
};

struct model {
	LIST(struct location) addresses;
};
struct bind page_sitemap_binds[] = {
	BIND_LIST("ADDRESSES", struct model, addresses, struct location,
	    location_binds),
	BIND_END,
};

struct walk {
	struct page *page; /* NULL: each part's last day alone is wanted */
	const struct route *route;
	struct model *model;
	size_t from, to; /* numbers of the addresses wanted */
	size_t count;
	LIST(int32_t) parts; /* the last day in each */
	struct arena *arena;
};

static int
visit_address(void *context, const struct request *request, struct err *err)
{
	struct walk *w = context;
	size_t number = w->count++;
	struct location *a;

	(void)err;
	if (w->page == NULL) {
		if (number % PART == 0)
			*VEC_ADD(w->arena, &w->parts) = 0;
		if (w->parts.items[number / PART] < request->day)
			w->parts.items[number / PART] = request->day;
		return 0;
	}
	if (number < w->from || number >= w->to)
		return 0;
	a = VEC_ADD(w->page->arena, &w->model->addresses);
	a->url = url_absolute(w->page, str_from(
	    route_path(w->route, request, w->page->arena).ptr + 1));
	if (request->day != 0)
		a->day = civil_iso_day(w->page->arena, request->day);
	return 0;
}

static int
walk_addresses(struct store *s, struct walk *w, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < route_count; i++) {
		struct arena scratch = { 0 };

		w->route = &route_table[i];
		if (w->route->standing == STANDING_LISTED)
			rc = w->route->each(s, &scratch, visit_address, w,
			    err);
		arena_free(&scratch);
	}
	return rc;
}

int
page_sitemap_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct walk w = { .page = p, .model = m };

	p->model = m;
	w.from = (size_t)(p->request.number - 1) * PART;
	w.to = w.from + PART;
	if (walk_addresses(p->store, &w, p->err) != 0)
		return -1;
	return m->addresses.count > 0 ? PAGE_FOUND : PAGE_MISSING;
}

int
page_sitemap_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct walk w = { .arena = scratch };

	if (walk_addresses(s, &w, err) != 0)
		return -1;
	for (size_t i = 1; i <= w.parts.count; i++) {
		struct request r = { .slug = str_from(""), .number = (int)i };

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}

int
page_sitemap_index_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct walk w = { .arena = p->arena };

	p->model = m;
	if (walk_addresses(p->store, &w, p->err) != 0)
		return -1;
	for (size_t i = 0; i < w.parts.count; i++) {
		struct location *a = VEC_ADD(p->arena, &m->addresses);

		a->url = arena_printf(p->arena, "%ssitemap-%zu.xml",
		    p->config->base_url.ptr, i + 1);
		if (w.parts.items[i] != 0)
			a->day = civil_iso_day(p->arena, w.parts.items[i]);
	}
	return PAGE_FOUND;
}

/* The last two days are those before the newest article: pages know no
 * clock. */
int
page_sitemap_news_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct card_list cards;

	p->model = m;
	if (store_newest(p->store, NEWS_MAX, p->arena, &cards, p->err) != 0)
		return -1;
	for (size_t i = 0; i < cards.count; i++) {
		const struct card *c = &cards.items[i];
		struct location *a;

		if (c->published <= cards.items[0].published - NEWS_SECONDS)
			break;
		a = VEC_ADD(p->arena, &m->addresses);
		a->url = url_absolute(p, url_article(p, c->day, c->slug));
		a->title = c->title;
		a->time = c->has_time ? civil_rfc3339(p->arena, c->published)
		                      : civil_iso_day(p->arena, c->day);
	}
	return PAGE_FOUND;
}

/* Addresses that robots.txt, llms.txt and opensearch.xml name. */
struct notice {
	struct str sitemap, news, feed, feed_json, actors, tags, archive,
	    about, search, icon;
	struct str short_name;
};
struct bind page_notice_binds[] = {
	BIND_TEXT("SITEMAP", struct notice, sitemap),
	BIND_TEXT("SITEMAP_NEWS", struct notice, news),
	BIND_TEXT("FEED_URL", struct notice, feed),
	BIND_TEXT("FEED_JSON_URL", struct notice, feed_json),
	BIND_TEXT("ACTORS_URL", struct notice, actors),
	BIND_TEXT("TAGS_URL", struct notice, tags),
	BIND_TEXT("ARCHIVE_URL", struct notice, archive),
	BIND_TEXT("ABOUT_URL", struct notice, about),
	BIND_TEXT("SHORT_NAME", struct notice, short_name),
	BIND_TEXT("SEARCH_URL", struct notice, search),
	BIND_TEXT("ICON_URL", struct notice, icon),
	BIND_END,
};

/* As many words as OpenSearch takes. */
static struct str
short_name(struct str title)
{
	size_t end = title.len, i = 0, next;

	for (int n = 0; i < title.len; i = next, n++) {
		if (n == SHORT_NAME)
			return str_slice(title, 0, end < i ? end : i);
		if (utf8_next(title, i, &next) == ' ')
			end = i;
	}
	return title;
}

int
page_notice_load(struct page *p)
{
	struct notice *n = arena_alloc(p->arena, sizeof(*n));

	p->model = n;
	p->frame.title = p->config->title;
	p->frame.description = p->config->description.len > 0
	    ? p->config->description
	    : p->config->title;
	n->short_name = short_name(p->config->title);
	n->sitemap = url_absolute(p, str_from("sitemap.xml"));
	n->news = url_absolute(p, str_from("sitemap-news.xml"));
	n->feed = url_absolute(p, str_from("feed.atom"));
	n->feed_json = url_absolute(p, str_from("feed.json"));
	n->actors = url_absolute(p, str_from("actors/"));
	n->tags = url_absolute(p, str_from("tags/"));
	n->archive = url_absolute(p, str_from("archive/"));
	n->about = url_absolute(p, str_from("about/"));
	n->search = url_absolute(p, str_from("search/?q={searchTerms}"));
	n->icon = url_absolute(p, p->assets->icon);
	return PAGE_FOUND;
}
