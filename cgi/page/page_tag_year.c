/*
 * page_tag_year.c: the articles of one year that have a tag.
 *
 * A year of many articles shows the newest of each month and leads to the
 * months, so that no page of a busy tag is too long to read on a phone.
 */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"

enum {
	WHOLE_YEAR = 150, /* articles that a year shows without months */
	OF_MONTH = 5      /* articles of each month of a longer one */
};

struct month_view {
	struct str name, id, href, more;
	LIST(struct quote_day) days;
};
static struct bind month_binds[] = {
	BIND_TEXT("MONTH", struct month_view, name),
	SHOW_TEXT("MONTH_ID", struct month_view, id),
	BIND_TEXT("MONTH_HREF", struct month_view, href),
	SHOW_TEXT("MORE_TEXT", struct month_view, more),
	BIND_LIST("DAYS", struct month_view, days, struct quote_day,
	    quote_day_binds),
	BIND_END,
};

struct model {
	int64_t article_count;
	struct str name, up_href, up_text, count;
	LIST(struct month_view) months;
	struct links years;
};
struct bind page_tag_year_binds[] = {
	SHOW_TEXT("UP", struct model, up_href),
	SHOW_TEXT("UP_TEXT", struct model, up_text),
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	FACT_NUMBER("articles", struct model, article_count),
	BIND_LIST("MONTHS", struct model, months, struct month_view,
	    month_binds),
	BIND_LIST("YEARS", struct model, years, struct link, link_binds),
	BIND_HAS("HAS_YEARS", struct model, years),
	BIND_END,
};

/* The articles of a year, or of one of its months, under a heading. */
static int
add_articles(struct page *p, struct model *m, const struct tag_row *tag,
    int month, int limit, struct str heading, struct month_view **out)
{
	struct month_view *v = VEC_ADD(p->arena, &m->months);
	struct passage_list passages;
	struct quote_days days = { 0 };

	if (store_tag_passages(p->store, tag->id, p->request.year, month,
	        limit, p->arena, &passages, p->err) != 0)
		return -1;
	quote_days_fill(p, &passages, QUOTE_ARTICLES, &days);
	v->days.items = days.items;
	v->days.count = days.count;
	v->name = heading;
	v->id = arena_printf(p->arena, "month-%d", month);
	*out = v;
	return 0;
}

static struct str
month_name(struct page *p, int month)
{
	return arena_printf(p->arena, "%s %d", civil_month_name(month),
	    p->request.year);
}

static int
add_months(struct page *p, struct model *m, const struct tag_row *tag,
    const struct period_list *months)
{
	for (size_t i = 0; i < months->count; i++) {
		int month = months->items[i].month;
		struct month_view *v;

		if (add_articles(p, m, tag, month, OF_MONTH,
		        month_name(p, month), &v) != 0)
			return -1;
		v->href = url_link(p, arena_printf(p->arena, "%s%02d/",
		    url_tag(p, tag->slug, p->request.year).ptr, month).ptr);
		v->more = arena_printf(p->arena, "All %s of %s",
		    plural(p, months->items[i].count, "article",
		        "articles").ptr, v->name.ptr);
	}
	return 0;
}

static void
fill_head(struct page *p, struct model *m, const struct tag_row *tag,
    int64_t count)
{
	int year = p->request.year, month = p->request.month;
	struct str path = url_tag(p, tag->slug, 0);
	struct str when = month != 0 ? month_name(p, month)
	                             : arena_printf(p->arena, "%d", year);

	crumb_add(p, path, m->name);
	m->up_text = m->name;
	if (month != 0) {
		path = url_tag(p, tag->slug, year);
		m->up_text = arena_printf(p->arena, "%.*s in %d",
		    STR_ARG(m->name), year);
		crumb_add(p, path, m->up_text);
	}
	m->up_href = url_link(p, path.ptr);
	m->article_count = count;
	m->count = plural(p, count, "article", "articles");
	p->frame.title = arena_printf(p->arena, "%.*s in %s",
	    STR_ARG(m->name), when.ptr);
	p->frame.description = arena_printf(p->arena, "%s of %s tagged %.*s.",
	    m->count.ptr, when.ptr, STR_ARG(tag->name));
}

/* The articles of the request's year, or of its month. */
static int64_t
count_articles(const struct page *p, const struct period_list *months,
    bool of_month)
{
	int64_t count = 0;

	for (size_t i = 0; i < months->count; i++)
		if (!of_month || months->items[i].month == p->request.month)
			count += months->items[i].count;
	return count;
}

static int
load_years(struct page *p, struct model *m, const struct tag_row *tag)
{
	struct period_list years;

	if (store_tag_years(p->store, tag->id, p->arena, &years, p->err) != 0)
		return -1;
	links_years(p, &years, url_tag, tag->slug, &m->years);
	return 0;
}

int
page_tag_year_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct tag_row tag;
	struct period_list months;
	struct month_view *v;
	int64_t count;
	bool is_month = p->request.month != 0, is_long;
	int rc = store_tag_find(p->store, p->request.slug, p->arena, &tag,
	    p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (store_tag_months(p->store, tag.id, p->request.year, p->arena,
	        &months, p->err) != 0 ||
	    tag_heading(p, &tag, &m->name) != 0 ||
	    load_years(p, m, &tag) != 0)
		return -1;
	is_long = count_articles(p, &months, false) > WHOLE_YEAR;
	count = count_articles(p, &months, is_month);
	if (count == 0 || (is_month && !is_long))
		return PAGE_MISSING;
	fill_head(p, m, &tag, count);
	if (is_long && !is_month)
		rc = add_months(p, m, &tag, &months);
	else
		rc = add_articles(p, m, &tag, p->request.month, -1,
		    str_from("Articles"), &v);
	return rc != 0 ? -1 : PAGE_FOUND;
}

static int
each_month(struct store *s, const struct tag_row *tag, struct request *r,
    struct arena *scratch, route_visit *visit, void *context,
    struct err *err)
{
	struct period_list months;

	if (store_tag_months(s, tag->id, r->year, scratch, &months, err) != 0)
		return -1;
	for (size_t i = 0; i < months.count; i++) {
		r->month = months.items[i].month;
		r->day = months.items[i].last_day;
		if (visit(context, r, err) != 0)
			return -1;
	}
	return 0;
}

static int
each_period(struct store *s, struct arena *scratch, bool of_months,
    route_visit *visit, void *context, struct err *err)
{
	struct tag_list tags;

	if (store_tags(s, scratch, &tags, err) != 0)
		return -1;
	for (size_t i = 0; i < tags.count; i++) {
		struct period_list years;

		if (store_tag_years(s, tags.items[i].id, scratch, &years,
		        err) != 0)
			return -1;
		for (size_t y = 0; y < years.count; y++) {
			struct request r = { .slug = tags.items[i].slug,
				.year = years.items[y].year,
				.day = years.items[y].last_day };

			if (!of_months
			        ? visit(context, &r, err) != 0
			        : years.items[y].count > WHOLE_YEAR &&
			            each_month(s, &tags.items[i], &r, scratch,
			                visit, context, err) != 0)
				return -1;
		}
	}
	return 0;
}

int
page_tag_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_period(s, scratch, false, visit, context, err);
}

int
page_tag_month_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_period(s, scratch, true, visit, context, err);
}
