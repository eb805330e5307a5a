/* chart.c: mentions over time, as bars in SVG and as a table. */
#include "page/chart.h"

#include <inttypes.h>

#include "base/civil.h"
#include "base/vec.h"

enum {
	SLOTS_LEAST = 16, /* so that two bars are bars and not blocks */
	TICKS_MOST = 7,   /* that a phone has room for */
	TOP = 300,        /* hundredths of a percent: bars stand between */
	BOTTOM = 8300
};

static struct bind bar_binds[] = {
	BIND_TEXT("HREF", struct bar, href),
	BIND_TEXT("LABEL", struct bar, label),
	SHOW_TEXT("X", struct bar, x),
	SHOW_TEXT("Y", struct bar, y),
	SHOW_TEXT("WIDTH", struct bar, width),
	SHOW_TEXT("HEIGHT", struct bar, height),
	SHOW_TEXT("ROOM_X", struct bar, room_x),
	SHOW_TEXT("ROOM_WIDTH", struct bar, room_width),
	SHOW_TEXT("MENTIONS_TEXT", struct bar, mentions),
	BIND_NUMBER("MENTIONS", struct bar, mention_count),
	BIND_NUMBER("ARTICLES", struct bar, article_count),
	BIND_END,
};
static struct bind tick_binds[] = {
	SHOW_TEXT("X", struct tick, x),
	BIND_TEXT("TEXT", struct tick, text),
	BIND_END,
};
struct bind chart_binds[] = {
	BIND_LIST("BARS", struct chart, bars, struct bar, bar_binds),
	SHOW_LIST("TICKS", struct chart, ticks, struct tick, tick_binds),
	BIND_TEXT("UNIT", struct chart, unit),
	SHOW_TEXT("BUSIEST", struct chart, busiest),
	BIND_END,
};

struct scale {
	bool years;
	int first;     /* year, or year * 12 + month - 1 */
	int last;
	int slots;
	int64_t most;  /* mentions */
};

static struct str
percent(struct page *p, int64_t hundredths)
{
	return arena_printf(p->arena, "%" PRId64 ".%02d%%", hundredths / 100,
	    (int)(hundredths % 100));
}

static int
month_number(const struct period *m)
{
	return m->year * 12 + m->month - 1;
}

/* Months, newest first, as they are or summed up to years; oldest first. */
static struct period_list
periods_of(struct page *p, const struct period_list *months, bool years)
{
	VEC(struct period) found = { 0 };

	for (size_t i = months->count; i-- > 0;) {
		const struct period *m = &months->items[i];
		struct period *last = found.count > 0
		    ? &found.items[found.count - 1]
		    : NULL;

		if (!years || last == NULL || last->year != m->year) {
			last = VEC_ADD(p->arena, &found);
			last->year = m->year;
			last->month = years ? 0 : m->month;
		}
		last->count += m->count;
		last->mentions += m->mentions;
	}
	return (struct period_list){ found.items, found.count };
}

static int
slot_of(const struct scale *s, const struct period *period)
{
	return (s->years ? period->year : month_number(period)) - s->first;
}

static void
fill_bar(struct page *p, const struct scale *s, const struct period *period,
    struct str slug, struct bar *out)
{
	int64_t room = 10000 / s->slots;
	int64_t left = 10000 * (int64_t)slot_of(s, period) / s->slots;
	int64_t high = period->mentions * (BOTTOM - TOP) / s->most;

	if (high < 100)
		high = 100;
	out->x = percent(p, left + room / 8);
	out->width = percent(p, room - room / 4);
	out->y = percent(p, BOTTOM - high);
	out->height = percent(p, high);
	out->room_x = percent(p, left);
	out->room_width = percent(p, room);
	out->mention_count = period->mentions;
	out->article_count = period->count;
	out->mentions = plural(p, period->mentions, "mention", "mentions");
	if (s->years) {
		out->label = arena_printf(p->arena, "%d", period->year);
		out->href = url_link(p,
		    url_actor(p, slug, period->year).ptr);
		return;
	}
	out->label = arena_printf(p->arena, "%s %d",
	    civil_month_name(period->month), period->year);
	out->href = url_link(p,
	    url_actor_month(p, slug, period->year, period->month).ptr);
}

static void
add_tick(struct page *p, const struct scale *s, int slot, struct str text,
    struct chart *out)
{
	struct tick *t = VEC_ADD(p->arena, &out->ticks);

	t->x = percent(p, (10000 * (int64_t)slot + 5000) / s->slots);
	t->text = text;
}

/* Every year that leaves room for its number; among months the Januaries, and
 * the first month when there is none. */
static void
fill_ticks(struct page *p, const struct scale *s, struct chart *out)
{
	int step = 1, at = s->first;

	if (s->years)
		step = (s->last - s->first) / TICKS_MOST + 1;
	for (; at <= s->last; at++)
		if (s->years ? at % step == 0 : at % 12 == 0)
			add_tick(p, s, at - s->first, arena_printf(p->arena,
			    "%d", s->years ? at : at / 12), out);
	if (out->ticks.count == 0)
		add_tick(p, s, 0, arena_printf(p->arena, "%.3s",
		    civil_month_name(s->first % 12 + 1)), out);
}

void
chart_fill(struct page *p, const struct period_list *months, struct str slug,
    struct chart *out)
{
	const struct period *newest = months->items, *busiest = NULL;
	const struct period *oldest = newest + months->count - 1;
	struct scale s = { .slots = SLOTS_LEAST };
	struct period_list periods;

	*out = (struct chart){ 0 };
	if (months->count == 0)
		return;
	s.years = month_number(newest) - month_number(oldest) >= CHART_MONTHS;
	s.first = s.years ? oldest->year : month_number(oldest);
	s.last = s.years ? newest->year : month_number(newest);
	if (s.last - s.first >= s.slots)
		s.slots = s.last - s.first + 1;
	periods = periods_of(p, months, s.years);
	if (periods.count < 2)
		return;
	for (size_t i = 0; i < periods.count; i++)
		if (busiest == NULL ||
		    periods.items[i].mentions > busiest->mentions)
			busiest = &periods.items[i];
	s.most = busiest->mentions > 0 ? busiest->mentions : 1;
	for (size_t i = 0; i < periods.count; i++)
		fill_bar(p, &s, &periods.items[i], slug,
		    VEC_ADD(p->arena, &out->bars));
	fill_ticks(p, &s, out);
	out->unit = str_from(s.years ? "year" : "month");
	out->busiest = arena_printf(p->arena, "%s: %s",
	    out->bars.items[busiest - periods.items].label.ptr,
	    out->bars.items[busiest - periods.items].mentions.ptr);
}
