/* page_about.c: what this archive is and how it was made; and the pages for
 * what is not there, or not any more. */
#include "page/pages.h"

#include "base/civil.h"
#include "store/withdrawn.h"

struct model {
	struct str articles, people, bodies, states, tags, first, last;
	struct str first_iso, last_iso;
	struct store_totals totals;
};

struct bind page_about_binds[] = {
	SHOW_TEXT("ARTICLES", struct model, articles),
	SHOW_TEXT("PEOPLE", struct model, people),
	SHOW_TEXT("BODIES", struct model, bodies),
	SHOW_TEXT("STATES", struct model, states),
	SHOW_TEXT("TAG_COUNT", struct model, tags),
	SHOW_TEXT("FIRST", struct model, first),
	SHOW_TEXT("LAST", struct model, last),
	FACT_NUMBER("articles", struct model, totals.articles),
	FACT_NUMBER("people", struct model, totals.people),
	FACT_NUMBER("bodies", struct model, totals.bodies),
	FACT_NUMBER("states", struct model, totals.states),
	FACT_NUMBER("tags", struct model, totals.tags),
	FACT_TEXT("first_day", struct model, first_iso),
	FACT_TEXT("last_day", struct model, last_iso),
	BIND_END,
};

int
page_about_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct store_totals t;

	p->model = m;
	p->frame.title = str_from("About this archive");
	p->frame.description = arena_printf(p->arena,
	    "What %.*s holds and how its pages are made.",
	    STR_ARG(p->config->title));
	if (store_totals(p->store, &t, p->err) != 0)
		return -1;
	m->totals = t;
	m->articles = plural(p, t.articles, "article", "articles");
	m->people = plural(p, t.people, "person", "people");
	m->bodies = plural(p, t.bodies, "body", "bodies");
	m->states = plural(p, t.states, "state", "states");
	m->tags = plural(p, t.tags, "tag", "tags");
	if (t.articles > 0) {
		m->first = civil_long_day(p->arena, t.first_day);
		m->last = civil_long_day(p->arena, t.last_day);
		m->first_iso = civil_iso_day(p->arena, t.first_day);
		m->last_iso = civil_iso_day(p->arena, t.last_day);
	}
	return PAGE_FOUND;
}

struct missing_model {
	struct str archive, actors, tags;
};

struct bind page_missing_binds[] = {
	BIND_TEXT("ARCHIVE", struct missing_model, archive),
	BIND_TEXT("ACTORS", struct missing_model, actors),
	BIND_TEXT("TAGS", struct missing_model, tags),
	BIND_END,
};

int
page_missing_load(struct page *p)
{
	struct missing_model *m = arena_alloc(p->arena, sizeof(*m));

	p->model = m;
	p->frame.title = str_from("Page not found");
	p->frame.description =
	    str_from("There is no page at this address.");
	p->frame.no_index = true;
	p->frame.is_page = false;
	m->archive = url_link(p, "archive/");
	m->actors = url_link(p, "actors/");
	m->tags = url_link(p, "tags/");
	return PAGE_FOUND;
}

struct withdrawn_model {
	struct str date, datetime;
};

struct bind page_withdrawn_binds[] = {
	SHOW_TEXT("DATE", struct withdrawn_model, date),
	BIND_TEXT("WITHDRAWN", struct withdrawn_model, datetime),
	BIND_END,
};

int
page_withdrawn_load(struct page *p)
{
	struct withdrawn_model *m = arena_alloc(p->arena, sizeof(*m));
	struct withdrawn w;
	int rc = store_withdrawn_find(p->store, p->request.year,
	    p->request.month, p->request.slug, p->arena, &w, p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (w.has_day) {
		m->date = civil_long_day(p->arena, w.day);
		m->datetime = civil_iso_day(p->arena, w.day);
	}
	p->frame.title = str_from("This article was withdrawn");
	p->frame.description =
	    str_from("The article at this address was withdrawn.");
	p->frame.no_index = true;
	p->frame.is_page = false;
	return PAGE_FOUND;
}

int
page_withdrawn_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct withdrawn_list list = { 0 };

	if (store_withdrawn_each(s, scratch, &list, err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		struct request r = {
			.slug = list.items[i].slug,
			.other = str_from(""),
			.path = str_from(""),
			.year = list.items[i].year,
			.month = list.items[i].month,
		};

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}
