/* timeline.c: moments and their reports. */
#include "page/timeline.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/vec.h"
#include "page/when.h"

static struct bind report_binds[] = {
	BIND_TEXT("HREF", struct report, href),
	BIND_TEXT("TEXT", struct report, text),
	BIND_TEXT("PRINTED", struct report, printed),
	BIND_TEXT("RULE", struct report, rule),
	BIND_TEXT("TITLE", struct report, title),
	SHOW_TEXT("REPORTED", struct report, reported),
	BIND_TEXT("REPORTED_DATETIME", struct report, reported_datetime),
	BIND_END,
};
struct bind moment_binds[] = {
	FACT_TEXT("value", struct moment, value),
	SHOW_TEXT("VALUE", struct moment, text),
	SHOW_TEXT("DATETIME", struct moment, datetime),
	FACT_NUMBER("count", struct moment, count),
	SHOW_TEXT("MORE", struct moment, more),
	BIND_LIST("REPORTS", struct moment, reports, struct report,
	    report_binds),
	BIND_END,
};

int
value_year(struct str value)
{
	return str_number(str_slice(value, 0, 4));
}

int
value_month(struct str value)
{
	if (value.len < 7 || value.ptr[4] != '-')
		return 0;
	return str_number(str_slice(value, 5, 7));
}

int32_t
value_day(struct str value)
{
	int month = value_month(value), day = 1;

	if (month != 0 && value.len >= 10 && value.ptr[7] == '-')
		day = str_number(str_slice(value, 8, 10));
	return civil_day(value_year(value), month == 0 ? 1 : month, day);
}

/* The bytes' order would put 2000/2009 behind the last day of 2000. */
static int
by_time(const void *a, const void *b)
{
	struct str x = ((const struct event_value *)a)->value;
	struct str y = ((const struct event_value *)b)->value;

	if (value_year(x) != value_year(y))
		return value_year(x) - value_year(y);
	if (value_month(x) != value_month(y))
		return value_month(x) - value_month(y);
	return str_compare(x, y);
}

int
timeline_values(struct page *p, struct event_scope scope, struct str prefix,
    struct event_value_list *out)
{
	if (store_event_values(p->store, scope, prefix, p->arena, out,
	        p->err) != 0)
		return -1;
	if (out->count > 1)
		qsort(out->items, out->count, sizeof(*out->items), by_time);
	return 0;
}

static void
fill_report(struct page *p, const struct event_row *r, struct str value,
    struct report *out)
{
	const struct card *card = &r->passage.card;

	out->href = url_link(p, url_sentence(p, &r->passage).ptr);
	out->text = r->passage.text;
	out->printed = r->printed;
	out->rule = r->rule;
	out->title = card->title;
	out->reported_datetime = civil_iso_day(p->arena, card->day);
	out->reported = str_equal(out->reported_datetime, value)
	    ? str_from("the same day") : civil_long_day(p->arena, card->day);
}

static bool
is_shown(const struct moment *m, struct str text)
{
	for (size_t i = 0; i < m->reports.count; i++)
		if (str_equal(m->reports.items[i].text, text))
			return true;
	return false;
}

int
moments_add(struct page *p, struct event_scope scope,
    const struct event_value *v, int reports, struct moments *out)
{
	struct moment *m = VEC_ADD(p->arena, out);
	struct event_list list;
	int64_t left = v->count;

	m->value = v->value;
	m->text = when_text(p, v->value);
	m->datetime = when_datetime(v->value);
	m->count = v->count;
	/* Twice as many, in case some are copies of one another. */
	if (store_event_reports(p->store, scope, v->value,
	        value_day(v->value), 2 * reports, p->arena, &list,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		if (is_shown(m, list.items[i].passage.text))
			left--;
		else if ((int)m->reports.count < reports) {
			fill_report(p, &list.items[i], v->value,
			    VEC_ADD(p->arena, &m->reports));
			left--;
		}
	}
	if (left > 0)
		m->more = arena_printf(p->arena, "and %s",
		    plural(p, left, "more report", "more reports").ptr);
	return 0;
}

struct str
url_timeline(struct page *p, enum event_scope_kind kind, struct str slug,
    int year, int month)
{
	struct str path = kind == EVENTS_TAG ? url_tag(p, slug, 0)
	    : kind == EVENTS_ACTOR           ? url_actor(p, slug, 0)
	                                     : str_from("");

	if (year == 0)
		return arena_printf(p->arena, "%stimeline/", path.ptr);
	if (month == 0)
		return arena_printf(p->arena, "%stimeline/%04d/", path.ptr,
		    year);
	return arena_printf(p->arena, "%stimeline/%04d/%02d/", path.ptr, year,
	    month);
}

int
timeline_link(struct page *p, struct event_scope scope, struct str slug,
    struct str *href)
{
	int64_t count;

	*href = str_from("");
	if (store_event_count(p->store, scope, TIMELINE_MINIMUM, &count,
	        p->err) != 0)
		return -1;
	if (count >= TIMELINE_MINIMUM)
		*href = url_link(p,
		    url_timeline(p, scope.kind, slug, 0, 0).ptr);
	return 0;
}

int
timeline_excerpt(struct page *p, struct event_scope scope, size_t limit,
    struct moments *out)
{
	struct event_value_list values;
	int32_t newest;

	if (store_last_day(p->store, &newest, p->err) != 0 ||
	    timeline_values(p, scope, str_from(""), &values) != 0)
		return -1;
	for (size_t i = values.count; i-- > 0 && out->count < limit;)
		if (value_day(values.items[i].value) <= newest &&
		    moments_add(p, scope, &values.items[i], 1, out) != 0)
			return -1;
	return 0;
}
