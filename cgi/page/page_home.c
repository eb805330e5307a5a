/* page_home.c: the first page, laid out from the newest articles. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"
#include "store/article.h"
#include "store/subject.h"

enum {
	STORIES = 28,
	SECOND = 3,  /* stories beside the first, one less when it is short */
	THIRD = 4,   /* stories in the row below; all of them or none */
	OPENING = 1200, /* bytes of the first story's text after its first
	                 * paragraph, to the end of one */
	PERIOD = 50, /* newest articles that "now" means */
	BUSY = 12,
	STRIP = 24,      /* years of the strip */
	STRIP_TALL = 24, /* units of its highest month */
	ANNIVERSARIES = 8,
	A_YEAR = 2,      /* of which this many of one year */
	WEEK_SIDE = 3    /* days on either side that make a week of a day */
};

/* A year of the strip: months as bars. */
struct strip_year {
	struct str href, text;
	struct str bars; /* SVG path data, twelve columns of ten units */
	int64_t count;
};

/* A paragraph of the first story. */
struct opening {
	struct str text;
};

struct anniversary {
	struct str year, href, title;
};

struct model {
	LIST(struct story) lead, second, third;
	LIST(struct opening) opening;
	struct story_days river;
	bool has_past; /* the river or anniversaries */
	struct links people, tags;
	LIST(struct strip_year) strip;
	LIST(struct anniversary) anniversaries;
	struct str anniversary_title;
	struct str edition; /* "Tuesday, 16 December 2025" */
	struct str edition_datetime;
	struct str articles, since, period;
	struct str archive, timeline;
};

static struct bind strip_binds[] = {
	BIND_TEXT("HREF", struct strip_year, href),
	BIND_TEXT("TEXT", struct strip_year, text),
	SHOW_TEXT("BARS", struct strip_year, bars),
	BIND_NUMBER("COUNT", struct strip_year, count),
	BIND_END,
};
static struct bind opening_binds[] = {
	BIND_TEXT("TEXT", struct opening, text),
	BIND_END,
};
static struct bind anniversary_binds[] = {
	BIND_TEXT("YEAR", struct anniversary, year),
	BIND_TEXT("HREF", struct anniversary, href),
	BIND_TEXT("TITLE", struct anniversary, title),
	BIND_END,
};
struct bind page_home_binds[] = {
	BIND_LIST("LEAD", struct model, lead, struct story, story_binds),
	SHOW_LIST("OPENING", struct model, opening, struct opening,
	    opening_binds),
	BIND_HAS("HAS_OPENING", struct model, opening),
	BIND_LIST("SECOND", struct model, second, struct story, story_binds),
	BIND_HAS("HAS_SECOND", struct model, second),
	BIND_LIST("THIRD", struct model, third, struct story, story_binds),
	BIND_HAS("HAS_THIRD", struct model, third),
	SHOW_FLAG("HAS_PAST", struct model, has_past),
	BIND_LIST("DAYS", struct model, river, struct story_day,
	    story_day_binds),
	BIND_HAS("HAS_RIVER", struct model, river),
	BIND_LIST("PEOPLE", struct model, people, struct link, link_binds),
	BIND_HAS("HAS_PEOPLE", struct model, people),
	BIND_LIST("BUSY_TAGS", struct model, tags, struct link, link_binds),
	BIND_HAS("HAS_TAGS", struct model, tags),
	BIND_LIST("STRIP", struct model, strip, struct strip_year,
	    strip_binds),
	BIND_HAS("HAS_STRIP", struct model, strip),
	BIND_LIST("ANNIVERSARIES", struct model, anniversaries,
	    struct anniversary, anniversary_binds),
	BIND_HAS("HAS_ANNIVERSARIES", struct model, anniversaries),
	SHOW_TEXT("ANNIVERSARY_TITLE", struct model, anniversary_title),
	SHOW_TEXT("EDITION", struct model, edition),
	SHOW_TEXT("EDITION_DATETIME", struct model, edition_datetime),
	SHOW_TEXT("ARTICLES", struct model, articles),
	SHOW_TEXT("SINCE", struct model, since),
	SHOW_TEXT("PERIOD", struct model, period),
	SHOW_TEXT("TIMELINE", struct model, timeline),
	SHOW_TEXT("ARCHIVE", struct model, archive),
	BIND_END,
};

/* What fills the column under the first story's summary. */
static int
load_opening(struct page *p, struct model *m, const struct card *lead)
{
	struct article a;
	struct civil c;
	size_t length = 0;
	int rc;

	civil_from_day(lead->day, &c);
	rc = store_article_find(p->store, c.year, c.month, lead->slug,
	    p->arena, &a, p->err);
	for (uint32_t i = 1; rc > 0 && i < a.paragraph_count; i++) {
		length += a.paragraphs[i].len;
		if (length > OPENING)
			break;
		VEC_ADD(p->arena, &m->opening)->text = a.paragraphs[i];
	}
	return rc < 0 ? -1 : 0;
}

/* The newest story of the newest day that has a picture goes first. */
static int
choose_lead(struct page *p, const struct card_list *cards)
{
	struct picture picture;

	for (size_t i = 0; i < cards->count &&
	     cards->items[i].day == cards->items[0].day; i++) {
		struct card lead = cards->items[i];
		int rc = store_picture_find(p->store, lead.id, p->arena,
		    &picture, NULL, p->err);

		if (rc < 0)
			return -1;
		if (rc == 0)
			continue;
		memmove(&cards->items[1], &cards->items[0],
		    i * sizeof(lead));
		cards->items[0] = lead;
		break;
	}
	return 0;
}

static int
add_story(struct page *p, const struct card *card, struct story *out)
{
	story_fill(p, card, out);
	return story_illustrate(p, card, out);
}

static int
lay_out(struct page *p, struct model *m, const struct card_list *cards)
{
	struct story *lead = VEC_ADD(p->arena, &m->lead);
	size_t i = 1, second, third;

	if (add_story(p, &cards->items[0], lead) != 0 ||
	    (lead->picture.href.len == 0 &&
	        load_opening(p, m, &cards->items[0]) != 0))
		return -1;
	second = m->opening.count + lead->picture.href.len > 0 ? 1 + SECOND
	                                                       : SECOND;
	third = cards->count >= second + THIRD ? second + THIRD : second;
	for (; i < cards->count && i < third; i++)
		if (add_story(p, &cards->items[i],
		        i < second ? VEC_ADD(p->arena, &m->second)
		                   : VEC_ADD(p->arena, &m->third)) != 0)
			return -1;
	for (; i < cards->count; i++)
		story_days_add(p, &m->river, &cards->items[i]);
	return 0;
}

static int
load_busy(struct page *p, struct model *m, int64_t articles)
{
	struct actor_list actors;
	struct tag_list tags;

	if (store_actors_busy(p->store, PERIOD, BUSY, p->arena, &actors,
	        p->err) != 0 ||
	    store_tags_busy(p->store, PERIOD, BUSY, p->arena, &tags,
	        p->err) != 0)
		return -1;
	links_actors(p, &actors, &m->people);
	links_tags(p, &tags, &m->tags);
	m->period = articles > PERIOD
	    ? arena_printf(p->arena, "in the newest %d articles", PERIOD)
	    : arena_printf(p->arena, "in %s", m->articles.ptr);
	return 0;
}

/* One year's months, none higher than STRIP_TALL. */
static struct str
strip_bars(struct page *p, const int64_t counts[12], int64_t most)
{
	struct buf path = { 0 };

	for (int i = 0; i < 12; i++) {
		/* Rounded up, so that one article is still seen. */
		int64_t tall = (counts[i] * STRIP_TALL + most - 1) / most;

		if (tall > 0)
			buf_printf(&path, "M%d %dv-%dh8v%dz", i * 10 + 1,
			    STRIP_TALL, (int)tall, (int)tall);
	}
	return buf_move(&path, p->arena);
}

static void
add_strip_year(struct page *p, struct model *m, int year,
    const struct period_list *months, int64_t most)
{
	struct strip_year *y = VEC_ADD(p->arena, &m->strip);
	int64_t counts[12] = { 0 };

	for (size_t i = 0; i < months->count; i++)
		if (months->items[i].year == year) {
			counts[months->items[i].month - 1] =
			    months->items[i].count;
			y->count += months->items[i].count;
		}
	y->text = arena_printf(p->arena, "%d", year);
	if (y->count > 0)
		y->href = url_link(p, url_archive(p, year, 0).ptr);
	y->bars = strip_bars(p, counts, most);
}

/* The years up to the newest, a gap a year without bars; none while there is
 * but one year. */
static int
load_strip(struct page *p, struct model *m)
{
	struct period_list months;
	int64_t most = 1;
	int first, last;

	if (store_months(p->store, 0, p->arena, &months, p->err) != 0)
		return -1;
	if (months.count == 0)
		return 0;
	last = months.items[0].year;
	first = months.items[months.count - 1].year;
	if (first <= last - STRIP)
		first = last - STRIP + 1;
	for (size_t i = 0; i < months.count; i++)
		if (months.items[i].year >= first &&
		    months.items[i].count > most)
			most = months.items[i].count;
	for (int year = first; first < last && year <= last; year++)
		add_strip_year(p, m, year, &months, most);
	return 0;
}

/* Articles of earlier years, of this day or of side days around it. */
static int
add_anniversaries(struct page *p, struct model *m,
    const struct store_totals *t, int side)
{
	struct civil now, first;

	civil_from_day(t->last_day, &now);
	civil_from_day(t->first_day, &first);
	for (int year = now.year - 1; year >= first.year &&
	     m->anniversaries.count < ANNIVERSARIES; year--) {
		struct card_list cards;
		int32_t day;

		if (!civil_valid(year, now.month, now.day))
			continue;
		day = civil_day(year, now.month, now.day);
		if (store_between(p->store, day - side, day + side, A_YEAR,
		        p->arena, &cards, p->err) != 0)
			return -1;
		for (size_t i = 0; i < cards.count; i++) {
			struct anniversary *a = VEC_ADD(p->arena,
			    &m->anniversaries);

			a->year = arena_printf(p->arena, "%d", year);
			a->title = cards.items[i].title;
			a->href = url_link(p, url_article(p,
			    cards.items[i].day, cards.items[i].slug).ptr);
		}
	}
	return 0;
}

static int
load_anniversaries(struct page *p, struct model *m,
    const struct store_totals *t)
{
	if (add_anniversaries(p, m, t, 0) != 0)
		return -1;
	m->anniversary_title = str_from("On this day");
	if (m->anniversaries.count > 0)
		return 0;
	m->anniversary_title = str_from("This week in earlier years");
	return add_anniversaries(p, m, t, WEEK_SIDE);
}

int
page_home_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct store_totals totals;
	struct card_list cards;

	p->model = m;
	p->frame.title = p->config->title;
	p->frame.description = p->config->description;
	p->frame.feed = str_from("feed.atom");
	p->frame.not_home = false;
	m->archive = url_link(p, "archive/");
	m->timeline = url_link(p, "timeline/");
	if (store_totals(p->store, &totals, p->err) != 0 ||
	    store_newest(p->store, STORIES, p->arena, &cards, p->err) != 0)
		return -1;
	m->articles = plural(p, totals.articles, "article", "articles");
	if (totals.articles == 0)
		return PAGE_FOUND;
	m->edition = arena_printf(p->arena, "%s, %s",
	    civil_weekday_name(totals.last_day),
	    civil_long_day(p->arena, totals.last_day).ptr);
	m->edition_datetime = civil_iso_day(p->arena, totals.last_day);
	m->since = civil_long_day(p->arena, totals.first_day);
	if (choose_lead(p, &cards) != 0 || lay_out(p, m, &cards) != 0 || load_busy(p, m, totals.articles) != 0 || load_strip(p, m) != 0 ||
	    load_anniversaries(p, m, &totals) != 0)
		return -1;
	m->has_past = m->river.count > 0 || m->anniversaries.count > 0;
	return PAGE_FOUND;
}
