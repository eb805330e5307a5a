/* page_home.c: the first page, laid out from the newest articles. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"
#include "store/subject.h"

enum {
	STORIES = 24,
	SECONDARY = 4, /* stories with a summary, below the first */
	PERIOD = 50,   /* newest articles that "now" means */
	BUSY = 12
};

struct model {
	LIST(struct story) lead, secondary, rest;
	struct links people, tags;
	struct str articles, actors, since;
	struct str archive;
};


struct bind page_home_binds[] = {
	BIND_LIST("LEAD", struct model, lead, struct story, story_binds),
	BIND_LIST("SECONDARY", struct model, secondary, struct story,
	    story_binds),
	BIND_LIST("REST", struct model, rest, struct story, story_binds),
	BIND_HAS("HAS_REST", struct model, rest),
	BIND_LIST("PEOPLE", struct model, people, struct link, link_binds),
	BIND_HAS("HAS_PEOPLE", struct model, people),
	BIND_LIST("BUSY_TAGS", struct model, tags, struct link, link_binds),
	BIND_HAS("HAS_TAGS", struct model, tags),
	SHOW_TEXT("ARTICLES", struct model, articles),
	SHOW_TEXT("ACTORS", struct model, actors),
	SHOW_TEXT("SINCE", struct model, since),
	SHOW_TEXT("ARCHIVE", struct model, archive),
	BIND_END,
};

static int
load_stories(struct page *p, struct model *m)
{
	struct card_list cards;

	if (store_newest(p->store, STORIES, p->arena, &cards, p->err) != 0)
		return -1;
	for (size_t i = 0; i < cards.count; i++)
		story_fill(p, &cards.items[i],
		    i == 0               ? VEC_ADD(p->arena, &m->lead)
		        : i <= SECONDARY ? VEC_ADD(p->arena, &m->secondary)
		                         : VEC_ADD(p->arena, &m->rest));
	return 0;
}

static int
load_busy(struct page *p, struct model *m)
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
	return 0;
}

int
page_home_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct store_totals totals;

	p->model = m;
	p->frame.title = p->config->title;
	p->frame.description = p->config->description;
	p->frame.feed = str_from("feed.atom");
	p->frame.not_home = false;
	if (load_stories(p, m) != 0 || load_busy(p, m) != 0 ||
	    store_totals(p->store, &totals, p->err) != 0)
		return -1;
	m->articles = plural(p, totals.articles, "article", "articles");
	m->actors = plural(p, totals.people + totals.bodies + totals.states,
	    "actor", "actors");
	if (totals.articles > 0)
		m->since = civil_long_day(p->arena, totals.first_day);
	m->archive = url_link(p, "archive/");
	return PAGE_FOUND;
}
