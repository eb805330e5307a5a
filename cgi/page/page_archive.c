/* page_archive.c: the archive as a calendar: years of months, months of days,
 * and the articles of each day. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"

enum {
	LEVELS = 4,    /* shades of a calendar's busiest day or month */
	SUMMARIES = 60 /* articles of a month up to which each has its summary */
};

/* A month of the overview or a day of a calendar. */
struct cell {
	struct str text;  /* "Jan" or "15"; "" outside the month */
	struct str plain; /* the text again when there is no link */
	struct str href;  /* "" without articles */
	struct str label; /* "15 January 2018, 4 articles" */
	struct str level; /* "0" to "4" */
	int64_t count;
};

struct week {
	LIST(struct cell) days; /* Monday first; always seven */
};

struct calendar {
	struct str name, href;
	struct str plain; /* the name again when there is no link */
	int64_t count;
	LIST(struct week) weeks;
};

struct year_view {
	struct str name, href;
	int64_t count;
	LIST(struct cell) months;
};

struct model {
	int64_t article_count;
	LIST(struct year_view) years;
	LIST(struct calendar) calendars;
	struct str count, up;
	struct str older, older_href, newer, newer_href;
};

struct month_model {
	int64_t article_count;
	LIST(struct calendar) calendars; /* the one of this month */
	struct story_days days;
	struct str count, year, year_href;
	struct str older, older_href, newer, newer_href;
	bool is_brief, is_full; /* headlines only, or with summaries */
};

static struct bind cell_binds[] = {
	BIND_TEXT("TEXT", struct cell, text),
	BIND_TEXT("HREF", struct cell, href),
	SHOW_TEXT("PLAIN", struct cell, plain),
	SHOW_TEXT("LABEL", struct cell, label),
	SHOW_TEXT("LEVEL", struct cell, level),
	BIND_NUMBER("COUNT", struct cell, count),
	BIND_END,
};
static struct bind week_binds[] = {
	BIND_LIST("CELLS", struct week, days, struct cell, cell_binds),
	BIND_END,
};
static struct bind calendar_binds[] = {
	BIND_TEXT("NAME", struct calendar, name),
	BIND_TEXT("HREF", struct calendar, href),
	SHOW_TEXT("PLAIN", struct calendar, plain),
	BIND_NUMBER("COUNT", struct calendar, count),
	SHOW_LIST("WEEKS", struct calendar, weeks, struct week, week_binds),
	BIND_END,
};
static struct bind year_binds[] = {
	BIND_TEXT("YEAR", struct year_view, name),
	BIND_TEXT("YEAR_HREF", struct year_view, href),
	BIND_NUMBER("YEAR_COUNT", struct year_view, count),
	BIND_LIST("MONTHS", struct year_view, months, struct cell,
	    cell_binds),
	BIND_END,
};
struct bind page_archive_binds[] = {
	BIND_LIST("YEARS", struct model, years, struct year_view,
	    year_binds),
	BIND_LIST("CALENDARS", struct model, calendars, struct calendar,
	    calendar_binds),
	BIND_HAS("HAS_CALENDARS", struct model, calendars),
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	FACT_NUMBER("articles", struct model, article_count),
	SHOW_TEXT("UP", struct model, up),
	SHOW_TEXT("OLDER", struct model, older),
	BIND_TEXT("OLDER_HREF", struct model, older_href),
	SHOW_TEXT("NEWER", struct model, newer),
	BIND_TEXT("NEWER_HREF", struct model, newer_href),
	BIND_END,
};
struct bind page_archive_month_binds[] = {
	SHOW_LIST("CALENDARS", struct month_model, calendars,
	    struct calendar, calendar_binds),
	BIND_LIST("DAYS", struct month_model, days, struct story_day,
	    story_day_binds),
	SHOW_TEXT("COUNT_TEXT", struct month_model, count),
	FACT_NUMBER("articles", struct month_model, article_count),
	SHOW_TEXT("YEAR", struct month_model, year),
	BIND_TEXT("YEAR_HREF", struct month_model, year_href),
	SHOW_TEXT("OLDER", struct month_model, older),
	BIND_TEXT("OLDER_HREF", struct month_model, older_href),
	SHOW_TEXT("NEWER", struct month_model, newer),
	BIND_TEXT("NEWER_HREF", struct month_model, newer_href),
	SHOW_FLAG("IS_BRIEF", struct month_model, is_brief),
	SHOW_FLAG("IS_FULL", struct month_model, is_full),
	BIND_END,
};

static void
fill_cell(struct page *p, struct cell *c, struct str label, struct str path,
    int64_t count, int64_t most)
{
	int64_t level = most > 0 ? (count * LEVELS + most - 1) / most : 0;

	c->count = count;
	c->level = arena_printf(p->arena, "%d", (int)level);
	if (count == 0) {
		c->plain = c->text;
		return;
	}
	c->href = url_link(p, path.ptr);
	c->label = arena_printf(p->arena, "%.*s, %s", STR_ARG(label),
	    plural(p, count, "article", "articles").ptr);
}

static struct str
month_title(struct page *p, int year, int month)
{
	return arena_printf(p->arena, "%s %d", civil_month_name(month), year);
}

static int64_t
busiest_day(const struct day_count_list *days)
{
	int64_t most = 0;

	for (size_t i = 0; i < days->count; i++)
		if (days->items[i].count > most)
			most = days->items[i].count;
	return most;
}

/* A month's days in their weeks; days is in order, *next the first of it that
 * is not of an earlier month, and is moved past this month's. */
static void
fill_calendar(struct page *p, struct calendar *out, int year, int month,
    const struct day_count_list *days, size_t *next, int64_t most)
{
	int32_t first = civil_day(year, month, 1);
	int blank = (civil_weekday(first) + 6) % 7;
	int length = civil_month_days(year, month);
	struct str path = url_archive(p, year, month);
	struct week *week = NULL;

	out->name = str_from(civil_month_name(month));
	for (int i = 0; i < blank + length || i % 7 != 0; i++) {
		int day = i - blank + 1;
		int64_t count = 0;
		struct cell *c;

		if (i % 7 == 0)
			week = VEC_ADD(p->arena, &out->weeks);
		c = VEC_ADD(p->arena, &week->days);
		if (day < 1 || day > length)
			continue;
		if (*next < days->count &&
		    days->items[*next].day == first + day - 1)
			count = days->items[(*next)++].count;
		c->text = arena_printf(p->arena, "%d", day);
		fill_cell(p, c, civil_long_day(p->arena, first + day - 1),
		    arena_printf(p->arena, "%s#d%d", path.ptr, day), count,
		    most);
		out->count += count;
	}
	if (out->count > 0)
		out->href = url_link(p, path.ptr);
	else
		out->plain = out->name;
}

static void
fill_year(struct page *p, struct year_view *y, int year,
    const struct period_list *months, int64_t most)
{
	int64_t counts[12] = { 0 };

	for (size_t i = 0; i < months->count; i++)
		if (months->items[i].year == year)
			counts[months->items[i].month - 1] =
			    months->items[i].count;
	y->name = arena_printf(p->arena, "%d", year);
	y->href = url_link(p, url_archive(p, year, 0).ptr);
	for (int m = 1; m <= 12; m++) {
		struct cell *c = VEC_ADD(p->arena, &y->months);

		c->text = arena_printf(p->arena, "%.3s", civil_month_name(m));
		fill_cell(p, c, month_title(p, year, m),
		    url_archive(p, year, m), counts[m - 1], most);
		y->count += counts[m - 1];
	}
}

int
page_archive_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct period_list months;
	int64_t most = 0, total = 0;

	p->model = m;
	p->frame.title = str_from("Archive");
	p->frame.description = arena_printf(p->arena,
	    "%.*s by year and month.", STR_ARG(p->config->title));
	if (store_months(p->store, 0, p->arena, &months, p->err) != 0)
		return -1;
	for (size_t i = 0; i < months.count; i++) {
		total += months.items[i].count;
		if (months.items[i].count > most)
			most = months.items[i].count;
	}
	for (size_t i = 0; i < months.count; i++)
		if (i == 0 || months.items[i].year != months.items[i - 1].year)
			fill_year(p, VEC_ADD(p->arena, &m->years),
			    months.items[i].year, &months, most);
	m->article_count = total;
	m->count = plural(p, total, "article", "articles");
	/* An archive without articles still has this page. */
	return PAGE_FOUND;
}

/* The years before and after this one that have articles. */
static int
load_year_neighbours(struct page *p, struct model *m)
{
	struct period_list years;

	if (store_years(p->store, p->arena, &years, p->err) != 0)
		return -1;
	for (size_t i = 0; i < years.count; i++) {
		int year = years.items[i].year;
		struct str name = arena_printf(p->arena, "%d", year);
		struct str href = url_link(p, url_archive(p, year, 0).ptr);

		if (year > p->request.year) {
			m->newer = name;
			m->newer_href = href;
		} else if (year < p->request.year) {
			m->older = name;
			m->older_href = href;
			break;
		}
	}
	return 0;
}

int
page_archive_year_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	int year = p->request.year;
	struct day_count_list days;
	size_t next = 0;
	int64_t most, total = 0;

	p->model = m;
	if (store_days(p->store, civil_day(year, 1, 1),
	        civil_day(year, 12, 31), p->arena, &days, p->err) != 0 ||
	    load_year_neighbours(p, m) != 0)
		return -1;
	most = busiest_day(&days);
	for (int month = 1; month <= 12; month++) {
		struct calendar *c = VEC_ADD(p->arena, &m->calendars);

		fill_calendar(p, c, year, month, &days, &next, most);
		total += c->count;
	}
	m->article_count = total;
	m->count = plural(p, total, "article", "articles");
	m->up = url_link(p, "archive/");
	p->frame.title = arena_printf(p->arena, "%d", year);
	p->frame.description = arena_printf(p->arena,
	    "%s of %.*s in %d, by day.", m->count.ptr,
	    STR_ARG(p->config->title), year);
	return total > 0 ? PAGE_FOUND : PAGE_MISSING;
}

/* The months before and after this one that have articles. */
static int
load_month_neighbours(struct page *p, struct month_model *m)
{
	struct period older, newer;

	if (store_months_beside(p->store, p->request.year, p->request.month,
	        &older, &newer, p->err) != 0)
		return -1;
	if (older.year != 0) {
		m->older = month_title(p, older.year, older.month);
		m->older_href = url_link(p,
		    url_archive(p, older.year, older.month).ptr);
	}
	if (newer.year != 0) {
		m->newer = month_title(p, newer.year, newer.month);
		m->newer_href = url_link(p,
		    url_archive(p, newer.year, newer.month).ptr);
	}
	return 0;
}

static void
fill_month(struct page *p, struct month_model *m,
    const struct card_list *cards)
{
	int year = p->request.year, month = p->request.month;
	struct day_count_list days = { 0 };
	size_t next = 0;

	days.items = arena_array(p->arena, 31, sizeof(*days.items));
	/* Cards are newest first by time of publication, so that their days
	 * only go down. */
	for (size_t i = cards->count; i-- > 0;) {
		int32_t day = cards->items[i].day;

		if (days.count == 0 || days.items[days.count - 1].day != day)
			days.items[days.count++].day = day;
		days.items[days.count - 1].count++;
	}
	fill_calendar(p, VEC_ADD(p->arena, &m->calendars), year, month, &days,
	    &next, busiest_day(&days));
	for (size_t i = 0; i < cards->count; i++)
		story_days_add(p, &m->days, &cards->items[i]);
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
	if (load_month_neighbours(p, m) != 0)
		return -1;
	fill_month(p, m, &cards);
	m->is_brief = cards.count > SUMMARIES;
	m->is_full = !m->is_brief;
	m->article_count = (int64_t)cards.count;
	m->count = plural(p, (int64_t)cards.count, "article", "articles");
	m->year = arena_printf(p->arena, "%d", p->request.year);
	m->year_href = url_link(p, url_archive(p, p->request.year, 0).ptr);
	crumb_add(p, url_archive(p, p->request.year, 0), m->year);
	p->frame.title = month_title(p, p->request.year, p->request.month);
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
