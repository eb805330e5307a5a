/* page_sitemap.c: sitemaps (sitemaps.org, 0.9) and robots.txt (RFC 9309),
 * from the same table that serves and builds the pages. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"

enum { PART = 50000 }; /* URLs in one file, the protocol's most */

struct address {
	struct str url, day;
};
static struct bind address_binds[] = {
	BIND_TEXT("URL", struct address, url),
	BIND_TEXT("DAY", struct address, day),
	BIND_END,
};

struct model {
	LIST(struct address) addresses;
};
struct bind page_sitemap_binds[] = {
	BIND_LIST("ADDRESSES", struct model, addresses, struct address,
	    address_binds),
	BIND_END,
};
struct bind page_sitemap_index_binds[] = {
	BIND_LIST("ADDRESSES", struct model, addresses, struct address,
	    address_binds),
	BIND_END,
};

struct walk {
	struct page *page; /* NULL to count only */
	const struct route *route;
	struct model *model;
	size_t from, to; /* numbers of the addresses wanted */
	size_t count;
};

static int
visit_address(void *context, const struct request *request, struct err *err)
{
	struct walk *w = context;
	size_t number = w->count++;
	struct address *a;

	(void)err;
	if (w->page == NULL || number < w->from || number >= w->to)
		return 0;
	a = VEC_ADD(w->page->arena, &w->model->addresses);
	a->url = arena_printf(w->page->arena, "%s%s",
	    w->page->config->base_url.ptr,
	    route_path(w->route, request, w->page->arena).ptr + 1);
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
		if (w->route->in_sitemap)
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

static int
count_parts(struct store *s, size_t *parts, struct err *err)
{
	struct walk w = { 0 };

	if (walk_addresses(s, &w, err) != 0)
		return -1;
	*parts = (w.count + PART - 1) / PART;
	return 0;
}

int
page_sitemap_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	size_t parts;

	(void)scratch;
	if (count_parts(s, &parts, err) != 0)
		return -1;
	for (size_t i = 1; i <= parts; i++) {
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
	size_t parts;

	p->model = m;
	if (count_parts(p->store, &parts, p->err) != 0)
		return -1;
	for (size_t i = 1; i <= parts; i++)
		VEC_ADD(p->arena, &m->addresses)->url =
		    arena_printf(p->arena, "%ssitemap-%zu.xml",
		        p->config->base_url.ptr, i);
	return PAGE_FOUND;
}

struct robots_model {
	struct str sitemap;
};
struct bind page_robots_binds[] = {
	BIND_TEXT("SITEMAP", struct robots_model, sitemap),
	BIND_END,
};

int
page_robots_load(struct page *p)
{
	struct robots_model *m = arena_alloc(p->arena, sizeof(*m));

	p->model = m;
	m->sitemap = arena_printf(p->arena, "%ssitemap.xml",
	    p->config->base_url.ptr);
	return PAGE_FOUND;
}
