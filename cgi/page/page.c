/* page.c: links, stories and quotes that several pages share. */
#include "page/page.h"

#include <inttypes.h>

#include "base/civil.h"
#include "base/map.h"
#include "base/vec.h"

struct bind link_binds[] = {
	BIND_TEXT("HREF", struct link, href),
	BIND_TEXT("TEXT", struct link, text),
	BIND_NUMBER("COUNT", struct link, count),
	SHOW_FLAG("CURRENT", struct link, current),
	BIND_END,
};

struct bind frame_binds[] = {
	BIND_TEXT("LANGUAGE", struct frame, language),
	BIND_TEXT("SITE_TITLE", struct frame, site_title),
	BIND_TEXT("PUBLISHER", struct frame, publisher),
	SHOW_TEXT("PAGE_TITLE", struct frame, title),
	FACT_TEXT("title", struct frame, title),
	BIND_TEXT("DESCRIPTION", struct frame, description),
	SHOW_TEXT("CANONICAL", struct frame, canonical),
	FACT_TEXT("url", struct frame, canonical),
	SHOW_TEXT("HOME", struct frame, home),
	SHOW_TEXT("STYLE", struct frame, style),
	SHOW_TEXT("ICON", struct frame, icon),
	SHOW_TEXT("OPENSEARCH", struct frame, opensearch),
	SHOW_TEXT("FEED", struct frame, feed),
	SHOW_TEXT("FEED_JSON", struct frame, feed_json),
	SHOW_TEXT("DATA", struct frame, data),
	SHOW_LIST("MENU", struct frame, menu, struct link, link_binds),
	SHOW_JSON("LINKED", struct frame, linked),
	SHOW_TEXT("PUBLISHED", struct frame, published),
	SHOW_TEXT("PICTURE", struct frame, picture),
	SHOW_TEXT("OPENGRAPH_TYPE", struct frame, opengraph_type),
	SHOW_FLAG("IS_RTL", struct frame, is_rtl),
	SHOW_FLAG("NOT_HOME", struct frame, not_home),
	SHOW_FLAG("IS_PAGE", struct frame, is_page),
	SHOW_FLAG("NO_INDEX", struct frame, no_index),
	SHOW_TEXT("REFRESH", struct frame, refresh),
	BIND_END,
};

struct bind story_binds[] = {
	BIND_TEXT("HREF", struct story, href),
	BIND_TEXT("TITLE", struct story, title),
	BIND_TEXT("SUMMARY", struct story, summary),
	BIND_TEXT("SOURCE", struct story, source),
	SHOW_TEXT("DATE", struct story, date),
	SHOW_TEXT("TIME", struct story, time),
	BIND_TEXT("DATETIME", struct story, datetime),
	BIND_TEXT("PICTURE_HREF", struct story, picture.href),
	SHOW_TEXT("PICTURE_SRCSET", struct story, picture.srcset),
	BIND_TEXT("PICTURE_ALT", struct story, picture.alt),
	BIND_NUMBER("PICTURE_WIDTH", struct story, picture.width),
	BIND_NUMBER("PICTURE_HEIGHT", struct story, picture.height),
	BIND_END,
};

struct bind story_day_binds[] = {
	SHOW_TEXT("DAY_ID", struct story_day, id),
	SHOW_TEXT("DATE", struct story_day, date),
	BIND_TEXT("DATETIME", struct story_day, datetime),
	BIND_LIST("STORIES", struct story_day, stories, struct story,
	    story_binds),
	BIND_END,
};

struct bind quote_binds[] = {
	BIND_TEXT("HREF", struct quote, href),
	BIND_TEXT("TITLE", struct quote, title),
	BIND_TEXT("TEXT", struct quote, text),
	SHOW_TEXT("DATE", struct quote, date),
	BIND_TEXT("DATETIME", struct quote, datetime),
	SHOW_FLAG("HAS_TEXT", struct quote, has_text),
	SHOW_TEXT("MORE_TEXT", struct quote, more_text),
	BIND_LIST("MORE", struct quote, more, struct link, link_binds),
	BIND_END,
};

struct bind quote_day_binds[] = {
	SHOW_TEXT("DATE", struct quote_day, date),
	BIND_TEXT("DATETIME", struct quote_day, datetime),
	SHOW_TEXT("MONTH_ID", struct quote_day, month_id),
	BIND_LIST("QUOTES", struct quote_day, quotes, struct quote,
	    quote_binds),
	BIND_END,
};

void
crumb_add(struct page *p, struct str path, struct str text)
{
	struct crumb *c = VEC_ADD(p->arena, &p->frame.crumbs);

	c->path = path;
	c->text = text;
}

struct str
url_absolute(struct page *p, struct str path)
{
	return arena_printf(p->arena, "%s%.*s", p->config->base_url.ptr,
	    STR_ARG(path));
}

struct str
url_link(struct page *p, const char *path)
{
	if (p->root.len == 0 && path[0] == '\0')
		return str_from("./");
	return arena_printf(p->arena, "%s%s", p->root.ptr, path);
}

struct str
url_article(struct page *p, int32_t day, struct str slug)
{
	struct civil c;

	civil_from_day(day, &c);
	return arena_printf(p->arena, "articles/%04d/%02d/%.*s/", c.year,
	    c.month, STR_ARG(slug));
}

struct str
url_sentence(struct page *p, const struct passage *x)
{
	struct str path = url_article(p, x->card.day, x->card.slug);

	if (x->in_title)
		return path;
	return arena_printf(p->arena, "%s#s%" PRIu32, path.ptr,
	    x->sentence + 1);
}

static struct str
url_subject(struct page *p, const char *folder, struct str slug, int year)
{
	if (year == 0)
		return arena_printf(p->arena, "%s/%.*s/", folder,
		    STR_ARG(slug));
	return arena_printf(p->arena, "%s/%.*s/%04d/", folder, STR_ARG(slug),
	    year);
}

struct str
url_tag(struct page *p, struct str slug, int year)
{
	return url_subject(p, "tags", slug, year);
}

struct str
url_actor(struct page *p, struct str slug, int year)
{
	return url_subject(p, "actors", slug, year);
}

struct str
url_actor_month(struct page *p, struct str slug, int year, int month)
{
	return arena_printf(p->arena, "%s#m%02d",
	    url_actor(p, slug, year).ptr, month);
}

struct str
url_pair(struct page *p, struct str a, struct str b, int year)
{
	bool swap = str_compare(a, b) > 0;
	struct str first = url_actor(p, swap ? b : a, 0);
	struct str path = arena_printf(p->arena, "%swith/%.*s/", first.ptr,
	    STR_ARG(swap ? a : b));

	if (year == 0)
		return path;
	return arena_printf(p->arena, "%s%04d/", path.ptr, year);
}

struct str
url_archive(struct page *p, int year, int month)
{
	if (year == 0)
		return str_from("archive/");
	if (month == 0)
		return arena_printf(p->arena, "archive/%04d/", year);
	return arena_printf(p->arena, "archive/%04d/%02d/", year, month);
}

void
story_fill(struct page *p, const struct card *card, struct story *out)
{
	struct str path = url_article(p, card->day, card->slug);

	out->href = url_link(p, path.ptr);
	out->title = card->title;
	if (!str_equal(card->summary, card->title))
		out->summary = card->summary;
	out->source = card->source;
	if (card->has_time) {
		struct civil c;

		civil_from_utc(card->published, &c);
		out->time = arena_printf(p->arena, "%02d:%02d", c.hour,
		    c.minute);
	}
	out->date = civil_long_day(p->arena, card->day);
	out->datetime = card->has_time
	    ? civil_rfc3339(p->arena, card->published)
	    : civil_iso_day(p->arena, card->day);
}

struct str
url_picture(struct page *p, const struct picture *picture)
{
	return url_absolute(p, arena_printf(p->arena, PICTURE_FOLDER "/%.*s",
	    STR_ARG(picture->name)));
}

void
picture_view_fill(struct page *p, const struct picture *picture,
    struct str caption, struct picture_view *out)
{
	if (picture->name.len == 0)
		return;
	out->href = arena_printf(p->arena, "%s" PICTURE_FOLDER "/%.*s",
	    p->root.ptr, STR_ARG(picture->name));
	out->alt = caption;
	out->width = picture->width;
	out->height = picture->height;
	if (picture->small.len > 0)
		out->srcset = arena_printf(p->arena,
		    "%s" PICTURE_FOLDER "/%.*s %uw, %.*s %uw", p->root.ptr,
		    STR_ARG(picture->small), picture->small_width,
		    STR_ARG(out->href), picture->width);
}

int
story_illustrate(struct page *p, const struct card *card, struct story *out)
{
	struct picture picture;
	struct str caption = str_from("");

	if (store_picture_find(p->store, card->id, p->arena, &picture,
	        &caption, p->err) < 0)
		return -1;
	picture_view_fill(p, &picture, caption, &out->picture);
	return 0;
}

void
story_days_add(struct page *p, struct story_days *days,
    const struct card *card)
{
	struct str datetime = civil_iso_day(p->arena, card->day);
	struct story_day *day = days->count > 0
	    ? &days->items[days->count - 1] : NULL;

	if (day == NULL || !str_equal(day->datetime, datetime)) {
		struct civil c;

		civil_from_day(card->day, &c);
		day = VEC_ADD(p->arena, days);
		day->id = arena_printf(p->arena, "d%d", c.day);
		day->date = civil_long_day(p->arena, card->day);
		day->datetime = datetime;
	}
	story_fill(p, card, VEC_ADD(p->arena, &day->stories));
}

void
quote_fill(struct page *p, const struct passage *x, struct quote *out)
{
	out->href = url_link(p, url_sentence(p, x).ptr);
	out->title = x->card.title;
	out->text = x->text;
	out->date = civil_long_day(p->arena, x->card.day);
	out->datetime = civil_iso_day(p->arena, x->card.day);
	out->has_text = x->in_title == 0;
}

void
quote_add_copy(struct page *p, const struct passage *x, struct quote *out)
{
	struct link *k = VEC_ADD(p->arena, &out->more);

	k->href = url_link(p, url_sentence(p, x).ptr);
	k->text = x->card.source.len > 0
	    ? x->card.source
	    : civil_long_day(p->arena, x->card.day);
	out->more_text = arena_printf(p->arena, "and in %zu more",
	    out->more.count);
}

enum { COPY_LEAST = 40 }; /* bytes: shorter sentences repeat by chance */

/* Quotes move while a list grows, so copies are added once it is whole. */
struct place {
	size_t day, quote;
};
struct copies {
	enum quote_unit unit;
	struct map leaders; /* title or sentence -> passage + 1 */
	struct place *places;
	size_t *leader; /* by passage; itself when it is none's copy */
};

static size_t
leader_of(struct copies *c, const struct passage_list *list, size_t i)
{
	const struct passage *x = &list->items[i];
	uintptr_t *seen;
	size_t leader = i;

	if (c->unit == QUOTE_ARTICLES) {
		seen = map_put(&c->leaders, x->card.title);
		leader = *seen > 0 ? *seen - 1 : i;
		*seen = leader + 1;
	}
	if (x->text.len < COPY_LEAST)
		return leader;
	seen = map_put(&c->leaders, x->text);
	if (*seen > 0)
		return *seen - 1;
	*seen = leader + 1;
	return leader;
}

static void
add_copies(struct page *p, const struct passage_list *list,
    const struct copies *c, struct quote_days *out)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct passage *x = &list->items[i];
		const struct place *at = &c->places[c->leader[i]];

		if (c->leader[i] != i)
			quote_add_copy(p, x,
			    &out->items[at->day].quotes.items[at->quote]);
	}
}

static struct quote_day *
add_day(struct page *p, int32_t day, bool new_month, struct quote_days *out)
{
	struct quote_day *d = VEC_ADD(p->arena, out);
	struct civil c;

	civil_from_day(day, &c);
	d->date = civil_long_day(p->arena, day);
	d->datetime = civil_iso_day(p->arena, day);
	if (new_month && p->request.year != 0)
		d->month_id = arena_printf(p->arena, "m%02d", c.month);
	return d;
}

void
quote_days_fill(struct page *p, const struct passage_list *list,
    enum quote_unit unit, struct quote_days *out)
{
	struct copies c = {
		.unit = unit,
		.places = arena_array(p->arena, list->count,
		    sizeof(*c.places)),
		.leader = arena_array(p->arena, list->count,
		    sizeof(*c.leader)),
	};
	struct quote_day *day = NULL;
	int32_t today = 0;
	int month = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct passage *x = &list->items[i];
		struct civil at;

		civil_from_day(x->card.day, &at);
		at.month += at.year * 12;
		if (at.month != month)
			c.leaders = (struct map){ .arena = p->arena };
		c.leader[i] = leader_of(&c, list, i);
		if (c.leader[i] != i)
			continue;
		if (day == NULL || x->card.day != today)
			day = add_day(p, x->card.day, at.month != month, out);
		today = x->card.day;
		month = at.month;
		c.places[i] = (struct place){ out->count - 1,
			day->quotes.count };
		quote_fill(p, x, VEC_ADD(p->arena, &day->quotes));
	}
	add_copies(p, list, &c, out);
}

struct link *
links_add(struct page *p, struct links *l, struct str href, struct str text,
    int64_t count)
{
	struct link *k = VEC_ADD(p->arena, l);

	k->href = url_link(p, href.ptr);
	k->text = text;
	k->count = count;
	return k;
}

void
links_actors(struct page *p, const struct actor_list *list,
    struct links *out)
{
	for (size_t i = 0; i < list->count; i++)
		links_add(p, out, url_actor(p, list->items[i].slug, 0),
		    list->items[i].name, list->items[i].article_count);
}

void
links_tags(struct page *p, const struct tag_list *list, struct links *out)
{
	for (size_t i = 0; i < list->count; i++)
		links_add(p, out, url_tag(p, list->items[i].slug, 0),
		    list->items[i].name, list->items[i].article_count);
}

void
links_years(struct page *p, const struct period_list *years,
    struct str (*url)(struct page *p, struct str slug, int year),
    struct str slug, struct links *out)
{
	for (size_t i = 0; i < years->count; i++) {
		int year = years->items[i].year;

		links_add(p, out, url(p, slug, year),
		    arena_printf(p->arena, "%d", year),
		    years->items[i].count)
		    ->current = year == p->request.year;
	}
}

struct str
kind_label(enum kind kind)
{
	switch (kind) {
	case KIND_PERSON:
		return str_from("Person");
	case KIND_STATE:
		return str_from("State");
	default:
		return str_from("Body");
	}
}

int
tag_heading(struct page *p, const struct tag_row *tag, struct str *out)
{
	struct actor_row actor;
	int rc = store_actor_find(p->store, tag->slug, p->arena, &actor,
	    p->err);

	*out = tag->name;
	if (rc > 0 && str_is_nocase(actor.name, tag->name.ptr))
		*out = actor.name;
	return rc < 0 ? -1 : 0;
}

struct str
plural(struct page *p, int64_t n, const char *one, const char *many)
{
	const char *noun = n == 1 ? one : many;

	/* Thousands are set off; nothing here counts millions. */
	if (n >= 1000)
		return arena_printf(p->arena, "%" PRId64 ",%03d %s", n / 1000,
		    (int)(n % 1000), noun);
	return arena_printf(p->arena, "%" PRId64 " %s", n, noun);
}
