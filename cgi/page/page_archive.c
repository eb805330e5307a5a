/* page_archive.c: the archive by year and month. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"

struct year_view {
	struct str name, href;
	int64_t count;
	LIST(struct link) months;
};
static struct bind year_binds[] = {
	BIND_TEXT("YEAR", struct year_view, name),
	BIND_TEXT("YEAR_HREF", struct year_view, href),
	BIND_NUMBER("YEAR_COUNT", struct year_view, count),
	BIND_LIST("MONTHS", struct year_view, months, struct link,
	    link_binds),
	BIND_END,
};

struct model {
	LIST(struct year_view) years;
	struct str up;
};
struct bind page_archive_binds[] = {
	BIND_LIST("YEARS", struct model, years, struct year_view,
	    year_binds),
	SHOW_TEXT("UP", struct model, up),
	BIND_END,
};

struct month_model {
	struct story_days days;
	struct str count, year, year_href;
};
struct bind page_archive_month_binds[] = {
	BIND_LIST("DAYS", struct month_model, days, struct story_day,
	    story_day_binds),
	SHOW_TEXT("COUNT_TEXT", struct month_model, count),
	SHOW_TEXT("YEAR", struct month_model, year),
	SHOW_TEXT("YEAR_HREF", struct month_model, year_href),
	BIND_END,
};

static int
load_years(struct page *p, struct model *m)
{
	struct period_list months;
	struct year_view *y = NULL;
	int year = 0;

	if (store_months(p->store, p->request.year, p->arena, &months,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < months.count; i++) {
		const struct period *t = &months.items[i];
		struct link *k;

		if (y == NULL || year != t->year) {
			year = t->year;
			y = VEC_ADD(p->arena, &m->years);
			y->name = arena_printf(p->arena, "%d", year);
			y->href = url_link(p, url_archive(p, year, 0).ptr);
		}
		y->count += t->count;
		k = VEC_ADD(p->arena, &y->months);
		k->text = str_from(civil_month_name(t->month));
		k->href = url_link(p, url_archive(p, year, t->month).ptr);
		k->count = t->count;
	}
	return m->years.count > 0 ? PAGE_FOUND : PAGE_MISSING;
}

int
page_archive_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));

	p->model = m;
	p->frame.title = str_from("Archive");
	p->frame.description = arena_printf(p->arena,
	    "%.*s by year and month.", STR_ARG(p->config->title));
	/* An archive without articles still has this page. */
	return load_years(p, m) < 0 ? -1 : PAGE_FOUND;
}

int
page_archive_year_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));

	p->model = m;
	p->frame.title = arena_printf(p->arena, "%d", p->request.year);
	p->frame.description = arena_printf(p->arena,
	    "%.*s in %d, by month.", STR_ARG(p->config->title),
	    p->request.year);
	m->up = url_link(p, "archive/");
	return load_years(p, m);
}

int
page_archive_month_load(struct page *p)
{
	struct month_model *m = arena_alloc(p->arena, sizeof(*m));
	struct card_list cards;

	p->model = m;
	if (store_month(p->store, p->request.year, p->request.month, p->arena,
	        &cards, p->err) != 0)
		return -1;
	if (cards.count == 0)
		return PAGE_MISSING;
	for (size_t i = 0; i < cards.count; i++)
		story_days_add(p, &m->days, &cards.items[i]);
	m->count = plural(p, (int64_t)cards.count, "article", "articles");
	m->year = arena_printf(p->arena, "%d", p->request.year);
	m->year_href = url_link(p, url_archive(p, p->request.year, 0).ptr);
	crumb_add(p, url_archive(p, p->request.year, 0), m->year);
	p->frame.title = arena_printf(p->arena, "%s %d",
	    civil_month_name(p->request.month), p->request.year);
	p->frame.description = arena_printf(p->arena, "%s of %.*s in %.*s.",
	    m->count.ptr, STR_ARG(p->config->title),
	    STR_ARG(p->frame.title));
	return PAGE_FOUND;
}

int
page_archive_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct period_list years;

	if (store_years(s, scratch, &years, err) != 0)
		return -1;
	for (size_t i = 0; i < years.count; i++) {
		struct request r = { .slug = str_from(""),
			.year = years.items[i].year,
			.day = years.items[i].last_day };

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}

int
page_archive_month_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct period_list months;

	if (store_months(s, 0, scratch, &months, err) != 0)
		return -1;
	for (size_t i = 0; i < months.count; i++) {
		struct request r = { .slug = str_from(""),
			.year = months.items[i].year,
			.month = months.items[i].month,
			.day = months.items[i].last_day };

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}
