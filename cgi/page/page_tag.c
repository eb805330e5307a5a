/* page_tag.c: the index of tags, a tag, and a tag's year. */
#include "page/pages.h"

#include "base/vec.h"
#include "store/subject.h"

enum { NEWEST = 40, ACTORS = 16, RELATED = 16 };

struct tags_model {
	struct links tags;
	struct str count;
};

struct bind page_tags_binds[] = {
	BIND_LIST("TAGS", struct tags_model, tags, struct link, link_binds),
	SHOW_TEXT("COUNT_TEXT", struct tags_model, count),
	BIND_END,
};

struct model {
	struct str count, heading, all_href;
	LIST(struct quote_day) days;
	struct links years, actors, related;
};

struct bind page_tag_binds[] = {
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	SHOW_TEXT("HEADING", struct model, heading),
	SHOW_TEXT("ALL_HREF", struct model, all_href),
	BIND_LIST("DAYS", struct model, days, struct quote_day,
	    quote_day_binds),
	BIND_LIST("YEARS", struct model, years, struct link, link_binds),
	BIND_HAS("HAS_YEARS", struct model, years),
	BIND_LIST("ACTORS", struct model, actors, struct link, link_binds),
	BIND_HAS("HAS_ACTORS", struct model, actors),
	BIND_LIST("RELATED", struct model, related, struct link, link_binds),
	BIND_HAS("HAS_RELATED", struct model, related),
	BIND_END,
};

int
page_tags_load(struct page *p)
{
	struct tags_model *m = arena_alloc(p->arena, sizeof(*m));
	struct tag_list tags;

	p->model = m;
	p->frame.title = str_from("Tags");
	p->frame.description = arena_printf(p->arena,
	    "Every tag in %.*s, with the number of its articles.",
	    STR_ARG(p->config->title));
	if (store_tags(p->store, p->arena, &tags, p->err) != 0)
		return -1;
	links_tags(p, &tags, &m->tags);
	m->count = plural(p, (int64_t)tags.count, "tag", "tags");
	return PAGE_FOUND;
}

static int
load_years(struct page *p, struct model *m, const struct tag_row *tag)
{
	struct period_list years;

	if (store_tag_years(p->store, tag->id, p->arena, &years, p->err) !=
	    0)
		return -1;
	links_years(p, &years, url_tag, tag->slug, &m->years);
	return 0;
}

static int
load_neighbours(struct page *p, struct model *m, const struct tag_row *tag)
{
	struct actor_list actors;
	struct tag_list related;

	if (store_tag_actors(p->store, tag->id, ACTORS, p->arena, &actors,
	        p->err) != 0 ||
	    store_tag_related(p->store, tag->id, RELATED, p->arena, &related,
	        p->err) != 0)
		return -1;
	links_actors(p, &actors, &m->actors);
	links_tags(p, &related, &m->related);
	return 0;
}

/* The tag and its passages of one year, or the newest for year 0. */
static int
load_tag(struct page *p, struct model **out, struct tag_row *tag)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct passage_list passages;
	struct quote_days days = { 0 };
	int rc = store_tag_find(p->store, p->request.slug, p->arena, tag,
	    p->err);

	p->model = *out = m;
	if (rc <= 0)
		return rc;
	if (store_tag_passages(p->store, tag->id, p->request.year, NEWEST,
	        p->arena, &passages, p->err) != 0 ||
	    load_years(p, m, tag) != 0)
		return -1;
	if (passages.count == 0)
		return PAGE_MISSING;
	quote_days_fill(p, &passages, &days);
	m->days.items = days.items;
	m->days.count = days.count;
	m->count = plural(p,
	    p->request.year != 0 ? (int64_t)passages.count
	                         : tag->article_count,
	    "article", "articles");
	return PAGE_FOUND;
}

int
page_tag_load(struct page *p)
{
	struct model *m;
	struct tag_row tag;
	int rc = load_tag(p, &m, &tag);

	if (rc <= 0)
		return rc;
	if (load_neighbours(p, m, &tag) != 0)
		return -1;
	p->frame.title = tag.name;
	p->frame.description = arena_printf(p->arena,
	    "%.*s tagged %.*s, by day, with the sentence on it.",
	    STR_ARG(m->count), STR_ARG(tag.name));
	p->frame.feed = str_from("feed.atom");
	m->heading = str_from(
	    tag.article_count > NEWEST ? "Newest articles" : "Articles");
	return PAGE_FOUND;
}

int
page_tag_year_load(struct page *p)
{
	struct model *m;
	struct tag_row tag;
	int rc = load_tag(p, &m, &tag);

	if (rc <= 0)
		return rc;
	crumb_add(p, url_tag(p, tag.slug, 0), tag.name);
	p->frame.title = arena_printf(p->arena, "%.*s in %d",
	    STR_ARG(tag.name), p->request.year);
	p->frame.description = arena_printf(p->arena,
	    "%.*s of %d tagged %.*s.", STR_ARG(m->count), p->request.year,
	    STR_ARG(tag.name));
	m->heading = str_from("Articles");
	m->all_href = url_link(p, url_tag(p, tag.slug, 0).ptr);
	return PAGE_FOUND;
}

int
page_tag_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct tag_list tags;

	if (store_tags(s, scratch, &tags, err) != 0)
		return -1;
	for (size_t i = 0; i < tags.count; i++) {
		struct request r = { .slug = tags.items[i].slug };

		if (store_tag_last_day(s, tags.items[i].id, &r.day, err) !=
		        0 ||
		    visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}

int
page_tag_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct tag_list tags;

	if (store_tags(s, scratch, &tags, err) != 0)
		return -1;
	for (size_t i = 0; i < tags.count; i++) {
		struct request r = { .slug = tags.items[i].slug };
		struct period_list years;

		if (store_tag_years(s, tags.items[i].id, scratch, &years,
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
