/*
 * page_timeline.c: what happened when, of the archive, a tag or an actor.
 *
 * No page grows with the archive: the first page of a long timeline has what
 * is next to the newest article and links to its years; a year has the most
 * reported dates of each month; a month with more dates than that has a page
 * of its own, one for the whole archive.
 */
#include "page/pages.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/vec.h"
#include "page/timeline.h"

enum {
	WHOLE = 60,         /* reports that one page shows, without years */
	AHEAD = 10,         /* dates after the newest article */
	LATEST = 30,        /* dates before it */
	OF_MONTH = 8,       /* dates of a month on the page of its year */
	OF_MONTH_PAGE = 60, /* dates on the page of it */
	FEW_REPORTS = 2,    /* of a date, on the first page */
	MORE_REPORTS = 6,   /* of a date, on a month's page and a short year's */
	NAVIGATED = 3       /* periods from which on a page links to them */
};

struct period_view {
	struct str name, id, href; /* href: "#ID" */
	struct str count;          /* "12 dates" */
	struct str more, more_href;
	struct moments moments;
};
static struct bind period_binds[] = {
	BIND_TEXT("PERIOD", struct period_view, name),
	SHOW_TEXT("PERIOD_ID", struct period_view, id),
	SHOW_TEXT("PERIOD_HREF", struct period_view, href),
	SHOW_TEXT("COUNT_TEXT", struct period_view, count),
	SHOW_TEXT("MORE_TEXT", struct period_view, more),
	SHOW_TEXT("MORE_HREF", struct period_view, more_href),
	BIND_LIST("MOMENTS", struct period_view, moments, struct moment,
	    moment_binds),
	BIND_END,
};

struct model {
	struct str up_href, up_text, count;
	struct links years;
	LIST(struct period_view) periods;
	bool is_long;
};
struct bind page_timeline_binds[] = {
	SHOW_TEXT("UP", struct model, up_href),
	SHOW_TEXT("UP_TEXT", struct model, up_text),
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	BIND_LIST("YEARS", struct model, years, struct link, link_binds),
	BIND_HAS("HAS_YEARS", struct model, years),
	SHOW_FLAG("IS_LONG", struct model, is_long),
	BIND_LIST("PERIODS", struct model, periods, struct period_view,
	    period_binds),
	BIND_END,
};

/* A timeline and the part of it that the page shows. */
struct work {
	struct page *page;
	struct model *model;
	struct event_scope scope;
	struct str slug, name; /* of the tag or actor, or "" */
	struct event_value_list all;    /* of the whole timeline */
	struct event_value_list values; /* of them, those of the page */
};

static int64_t
sum_reports(const struct event_value_list *list)
{
	int64_t sum = 0;

	for (size_t i = 0; i < list->count; i++)
		sum += list->items[i].count;
	return sum;
}

/* A month is looked at alone; a year beside the other years. */
static int
load_values(struct work *w)
{
	int year = w->page->request.year, month = w->page->request.month;
	struct event_value_list *all = &w->all;
	size_t first = 0;

	if (timeline_values(w->page, w->scope, month == 0 ? str_from("")
	        : arena_printf(w->page->arena, "%04d-%02d", year, month),
	        all) != 0)
		return -1;
	w->values = *all;
	if (year == 0 || month != 0)
		return 0;
	while (first < all->count &&
	    value_year(all->items[first].value) != year)
		first++;
	w->values.items = all->items + first;
	w->values.count = 0;
	while (first + w->values.count < all->count &&
	    value_year(w->values.items[w->values.count].value) == year)
		w->values.count++;
	return 0;
}

static struct period_view *
add_period(struct work *w, struct str name)
{
	struct page *p = w->page;
	struct period_view *v = VEC_ADD(p->arena, &w->model->periods);

	v->name = name;
	v->id = arena_printf(p->arena, "period-%zu",
	    w->model->periods.count);
	v->href = arena_printf(p->arena, "#%s", v->id.ptr);
	return v;
}

static int
add_moment(struct work *w, size_t value, int reports, struct period_view *v)
{
	return moments_add(w->page, w->scope, &w->values.items[value],
	    reports, &v->moments);
}

/* A short timeline: all of it, the newest year first. */
static int
fill_whole(struct work *w)
{
	struct period_view *v = NULL;
	int year = 0;

	for (size_t i = w->values.count; i-- > 0;) {
		int at = value_year(w->values.items[i].value);

		if (v == NULL || at != year)
			v = add_period(w,
			    arena_printf(w->page->arena, "%d", at));
		year = at;
		if (add_moment(w, i, MORE_REPORTS, v) != 0)
			return -1;
	}
	return 0;
}

/* What is next to the newest article, on both sides. */
static int
fill_newest(struct work *w, int32_t newest)
{
	size_t next = w->values.count;
	struct period_view *v;

	while (next > 0 &&
	    value_day(w->values.items[next - 1].value) > newest)
		next--;
	if (next < w->values.count) {
		v = add_period(w, str_from("Ahead"));
		for (size_t i = next;
		     i < w->values.count && v->moments.count < AHEAD; i++)
			if (add_moment(w, i, FEW_REPORTS, v) != 0)
				return -1;
	}
	v = add_period(w, str_from("Latest"));
	for (size_t i = next; i-- > 0 && v->moments.count < LATEST;)
		if (add_moment(w, i, FEW_REPORTS, v) != 0)
			return -1;
	return 0;
}

static void
fill_years(struct work *w)
{
	struct page *p = w->page;
	struct link *k = NULL;
	int year = 0;

	for (size_t i = w->all.count; i-- > 0;) {
		int at = value_year(w->all.items[i].value);

		if (k == NULL || at != year) {
			k = links_add(p, &w->model->years,
			    url_timeline(p, w->scope.kind, w->slug, at, 0),
			    arena_printf(p->arena, "%d", at), 0);
			k->current = at == p->request.year;
		}
		year = at;
		k->count += w->all.items[i].count;
	}
}

static int
by_count(const void *a, const void *b)
{
	const struct event_value *x = *(const struct event_value *const *)a;
	const struct event_value *y = *(const struct event_value *const *)b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return (x > y) - (x < y);
}

static int
by_place(const void *a, const void *b)
{
	const struct event_value *x = *(const struct event_value *const *)a;
	const struct event_value *y = *(const struct event_value *const *)b;

	return (x > y) - (x < y);
}

/* The `limit` most reported of values [from, to), in their order. */
static int
add_most_reported(struct work *w, size_t from, size_t to, size_t limit,
    int reports, struct period_view *v)
{
	size_t count = to - from;
	const struct event_value **best = arena_array(w->page->arena, count,
	    sizeof(*best));

	for (size_t i = 0; i < count; i++)
		best[i] = &w->values.items[from + i];
	if (count > limit) {
		qsort(best, count, sizeof(*best), by_count);
		count = limit;
		qsort(best, count, sizeof(*best), by_place);
	}
	for (size_t i = 0; i < count; i++)
		if (moments_add(w->page, w->scope, best[i], reports,
		        &v->moments) != 0)
			return -1;
	v->count = plural(w->page, (int64_t)(to - from), "date", "dates");
	return 0;
}

/* Every month with a page of its own is one of the whole archive's. */
static void
link_month(struct work *w, int year, int month, struct period_view *v)
{
	struct page *p = w->page;

	v->more = arena_printf(p->arena, "All dates in %s",
	    v->name.ptr);
	v->more_href = url_link(p,
	    url_timeline(p, EVENTS_ALL, str_from(""), year, month).ptr);
}

static int
fill_year(struct work *w)
{
	int year = w->page->request.year;
	int reports = sum_reports(&w->values) <= WHOLE ? MORE_REPORTS : 1;

	fill_years(w);
	for (size_t from = 0, to; from < w->values.count; from = to) {
		int month = value_month(w->values.items[from].value);
		struct period_view *v;

		for (to = from; to < w->values.count &&
		     value_month(w->values.items[to].value) == month; to++)
			;
		v = add_period(w, month == 0
		        ? str_from("The year")
		        : arena_printf(w->page->arena, "%s %d",
		              civil_month_name(month), year));
		if (add_most_reported(w, from, to, OF_MONTH, reports, v) != 0)
			return -1;
		if (to - from > OF_MONTH && month != 0)
			link_month(w, year, month, v);
	}
	return 0;
}

static int
fill_month(struct work *w)
{
	struct period_view *v = add_period(w, str_from("By date"));

	return add_most_reported(w, 0, w->values.count, OF_MONTH_PAGE,
	    MORE_REPORTS, v);
}

static int
fill_first(struct work *w)
{
	int32_t newest;

	if (w->scope.kind != EVENTS_ALL && sum_reports(&w->all) <= WHOLE)
		return fill_whole(w);
	if (store_last_day(w->page->store, &newest, w->page->err) != 0)
		return -1;
	if (w->values.count == 0)
		return 0;
	fill_years(w);
	return fill_newest(w, newest);
}

static void
fill_titles(struct work *w)
{
	struct page *p = w->page;
	int year = p->request.year, month = p->request.month;
	struct str when = str_from("");
	const char *of = w->name.len > 0 ? ": timeline" : "Timeline";

	if (month != 0)
		when = arena_printf(p->arena, " of %s %d",
		    civil_month_name(month), year);
	else if (year != 0)
		when = arena_printf(p->arena, " of %d", year);
	p->frame.title = arena_printf(p->arena, "%.*s%s%s",
	    STR_ARG(w->name), of, when.ptr);
	p->frame.description = arena_printf(p->arena,
	    "What happened when, by the dates that articles%s%.*s speak of,"
	    " each with the sentence and the day it was reported.",
	    w->name.len > 0 ? " on " : "", STR_ARG(w->name));
	w->model->count = plural(p, sum_reports(&w->values), "report",
	    "reports");
}

static void
add_up(struct work *w, struct str path, struct str text)
{
	crumb_add(w->page, path, text);
	w->model->up_href = url_link(w->page, path.ptr);
	w->model->up_text = text;
}

/* The pages above this one; the last of them stands over its heading. */
static void
fill_way_up(struct work *w)
{
	struct page *p = w->page;
	enum event_scope_kind kind = w->scope.kind;
	int year = p->request.year;
	struct str first = url_timeline(p, kind, w->slug, 0, 0);

	if (kind != EVENTS_ALL)
		add_up(w, kind == EVENTS_TAG ? url_tag(p, w->slug, 0)
		                             : url_actor(p, w->slug, 0),
		    w->name);
	if (year != 0 && kind != EVENTS_ALL)
		add_up(w, first, arena_printf(p->arena, "%.*s: timeline",
		    STR_ARG(w->name)));
	else if (year != 0) {
		/* The menu has made the crumb. */
		w->model->up_href = url_link(p, first.ptr);
		w->model->up_text = str_from("Timeline");
	}
	if (p->request.month != 0)
		add_up(w, url_timeline(p, kind, w->slug, year, 0),
		    arena_printf(p->arena, "Timeline of %d", year));
}

static int
load_timeline(struct work *w)
{
	struct page *p = w->page;
	bool is_first = p->request.year == 0;
	int rc;

	if (load_values(w) != 0)
		return -1;
	if (w->values.count == 0 && (!is_first || w->scope.kind != EVENTS_ALL))
		return PAGE_MISSING;
	if (w->scope.kind != EVENTS_ALL) {
		int64_t reports = sum_reports(&w->all);

		if (reports < TIMELINE_MINIMUM ||
		    (!is_first && reports <= WHOLE))
			return PAGE_MISSING;
	}
	if (p->request.month != 0 && w->values.count <= OF_MONTH)
		return PAGE_MISSING;
	fill_titles(w);
	fill_way_up(w);
	rc = is_first               ? fill_first(w)
	    : p->request.month == 0 ? fill_year(w)
	                            : fill_month(w);
	w->model->is_long = w->model->periods.count >= NAVIGATED;
	return rc != 0 ? -1 : PAGE_FOUND;
}

int
page_timeline_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct work w = { .page = p, .model = m, .scope = { EVENTS_ALL, 0 },
		.slug = str_from(""), .name = str_from("") };

	p->model = m;
	return load_timeline(&w);
}

int
page_tag_timeline_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct tag_row tag;
	int rc = store_tag_find(p->store, p->request.slug, p->arena, &tag,
	    p->err);
	struct work w = { .page = p, .model = m };

	p->model = m;
	if (rc <= 0)
		return rc;
	w.scope = (struct event_scope){ EVENTS_TAG, tag.id };
	w.slug = tag.slug;
	if (tag_heading(p, &tag, &w.name) != 0)
		return -1;
	return load_timeline(&w);
}

int
page_actor_timeline_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct actor_row actor;
	int rc = store_actor_find(p->store, p->request.slug, p->arena, &actor,
	    p->err);
	struct work w = { .page = p, .model = m };

	p->model = m;
	if (rc <= 0)
		return rc;
	w.scope = (struct event_scope){ EVENTS_ACTOR, actor.id };
	w.slug = actor.slug;
	w.name = actor.name;
	return load_timeline(&w);
}

/* Visits the years that values fall in, or the months that have a page. */
static int
each_period(const struct event_value_list *values, struct str slug,
    bool months, route_visit *visit, void *context, struct err *err)
{
	for (size_t from = 0, to; from < values->count; from = to) {
		struct str first = values->items[from].value;
		struct request r = { .slug = slug, .year = value_year(first),
			.month = months ? value_month(first) : 0 };

		for (to = from; to < values->count &&
		     value_year(values->items[to].value) == r.year &&
		     (!months || value_month(values->items[to].value) ==
		             r.month); to++)
			;
		if (months && (r.month == 0 || to - from <= OF_MONTH))
			continue;
		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}

static int
each_of_all(struct store *s, struct arena *scratch, bool months,
    route_visit *visit, void *context, struct err *err)
{
	struct event_value_list values;

	if (store_event_values(s, (struct event_scope){ EVENTS_ALL, 0 },
	        str_from(""), scratch, &values, err) != 0)
		return -1;
	return each_period(&values, str_from(""), months, visit, context,
	    err);
}

int
page_timeline_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_of_all(s, scratch, false, visit, context, err);
}

int
page_timeline_month_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_of_all(s, scratch, true, visit, context, err);
}

static int
each_subject(struct store *s, enum event_scope_kind kind, bool years,
    struct arena *scratch, route_visit *visit, void *context,
    struct err *err)
{
	struct event_subject_list list;

	if (store_event_subjects(s, kind,
	        years ? WHOLE + 1 : TIMELINE_MINIMUM, scratch, &list,
	        err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		struct request r = { .slug = list.items[i].slug };
		struct event_scope scope = { kind, list.items[i].id };
		struct event_value_list values;

		if (!years) {
			if (visit(context, &r, err) != 0)
				return -1;
			continue;
		}
		if (store_event_values(s, scope, str_from(""), scratch,
		        &values, err) != 0 ||
		    each_period(&values, r.slug, false, visit, context,
		        err) != 0)
			return -1;
	}
	return 0;
}

int
page_tag_timeline_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_subject(s, EVENTS_TAG, false, scratch, visit, context,
	    err);
}

int
page_tag_timeline_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_subject(s, EVENTS_TAG, true, scratch, visit, context,
	    err);
}

int
page_actor_timeline_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_subject(s, EVENTS_ACTOR, false, scratch, visit, context,
	    err);
}

int
page_actor_timeline_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	return each_subject(s, EVENTS_ACTOR, true, scratch, visit, context,
	    err);
}
