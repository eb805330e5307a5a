/* page_actor_year.c: the articles of one year that name an actor. */
#include "page/pages.h"

#include "base/vec.h"

struct year_model {
	struct str actor_href, actor_name, count;
	struct links years;
	LIST(struct quote_day) days;
};
struct bind page_actor_year_binds[] = {
	BIND_TEXT("ACTOR_HREF", struct year_model, actor_href),
	BIND_TEXT("ACTOR_NAME", struct year_model, actor_name),
	SHOW_TEXT("COUNT_TEXT", struct year_model, count),
	BIND_LIST("YEARS", struct year_model, years, struct link, link_binds),
	BIND_LIST("DAYS", struct year_model, days, struct quote_day,
	    quote_day_binds),
	BIND_END,
};

static int
load_years(struct page *p, const struct actor_row *a, struct links *links)
{
	struct period_list years;

	if (store_actor_years(p->store, a->id, p->arena, &years, p->err) !=
	    0)
		return -1;
	links_years(p, &years, url_actor, a->slug, links);
	return 0;
}

int
page_actor_year_load(struct page *p)
{
	struct year_model *m = arena_alloc(p->arena, sizeof(*m));
	struct actor_row a;
	struct passage_list passages;
	struct quote_days days = { 0 };
	int rc = store_actor_find(p->store, p->request.slug, p->arena, &a,
	    p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (load_years(p, &a, &m->years) != 0 ||
	    store_actor_passages(p->store, a.id, p->request.year, 0,
	        p->arena, &passages, p->err) != 0)
		return -1;
	if (passages.count == 0)
		return PAGE_MISSING;
	quote_days_fill(p, &passages, QUOTE_ARTICLES, &days);
	m->days.items = days.items;
	m->days.count = days.count;
	m->actor_href = url_link(p, url_actor(p, a.slug, 0).ptr);
	m->actor_name = a.name;
	m->count = plural(p, (int64_t)passages.count, "article", "articles");
	crumb_add(p, url_actor(p, a.slug, 0), a.name);
	p->frame.title = arena_printf(p->arena, "%.*s in %d",
	    STR_ARG(a.name), p->request.year);
	p->frame.description = arena_printf(p->arena,
	    "%s of %d that name %.*s.", m->count.ptr, p->request.year,
	    STR_ARG(a.name));
	return PAGE_FOUND;
}

int
page_actor_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct actor_list actors;

	if (store_actors(s, 1, scratch, &actors, err) != 0)
		return -1;
	for (size_t i = 0; i < actors.count; i++) {
		struct request r = { .slug = actors.items[i].slug };
		struct period_list years;

		if (store_actor_years(s, actors.items[i].id, scratch, &years,
		        err) != 0)
			return -1;
		for (size_t y = 0; y < years.count; y++) {
			r.year = years.items[y].year;
			r.day = years.items[y].last_day;
			if (visit(context, &r, err) != 0)
				return -1;
		}
	}
	return 0;
}
