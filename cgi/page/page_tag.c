/* page_tag.c: a tag. */
#include "page/pages.h"

#include <stdlib.h>

#include "base/vec.h"
#include "page/curated.h"
#include "page/positions.h"
#include "page/said.h"
#include "page/timeline.h"

enum {
	NEWEST = 20,
	ACTORS = 16,
	RELATED = 16,
	VOICES = 5,  /* actors whose statements are shown */
	WORDS = 2,   /* statements of each */
	MOMENTS = 5  /* of the timeline */
};

/* What an actor said on the tag. */
struct voice {
	int64_t actor, count;
	struct str name, href, more;
	struct said_list said;
};
static struct bind voice_binds[] = {
	BIND_TEXT("VOICE", struct voice, name),
	BIND_TEXT("VOICE_HREF", struct voice, href),
	FACT_NUMBER("count", struct voice, count),
	BIND_LIST("SAID", struct voice, said, struct said, said_binds),
	SHOW_TEXT("MORE_STATEMENTS", struct voice, more),
	BIND_END,
};

struct model {
	int64_t article_count;
	struct str name, count, heading;
	LIST(struct quote_day) days;
	struct links years, actors, related;
	LIST(struct voice) voices;
	struct moments moments;
	struct str positions_href, timeline_href;
	struct str description, also; /* of editors, or "" */
	struct links wider, narrower;
	bool has_wider, curated;
	struct str ledger; /* the line of tags.txt */
};

struct bind page_tag_binds[] = {
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	FACT_NUMBER("articles", struct model, article_count),
	SHOW_TEXT("HEADING", struct model, heading),
	BIND_LIST("DAYS", struct model, days, struct quote_day,
	    quote_day_binds),
	BIND_LIST("YEARS", struct model, years, struct link, link_binds),
	BIND_HAS("HAS_YEARS", struct model, years),
	BIND_LIST("ACTORS", struct model, actors, struct link, link_binds),
	BIND_HAS("HAS_ACTORS", struct model, actors),
	BIND_LIST("RELATED", struct model, related, struct link, link_binds),
	BIND_HAS("HAS_RELATED", struct model, related),
	BIND_LIST("VOICES", struct model, voices, struct voice, voice_binds),
	BIND_HAS("HAS_VOICES", struct model, voices),
	BIND_LIST("MOMENTS", struct model, moments, struct moment,
	    moment_binds),
	BIND_HAS("HAS_MOMENTS", struct model, moments),
	BIND_TEXT("POSITIONS_HREF", struct model, positions_href),
	BIND_TEXT("TIMELINE_HREF", struct model, timeline_href),
	SHOW_TEXT("ABOUT", struct model, description),
	BIND_TEXT("ALSO", struct model, also),
	BIND_LIST("WIDER", struct model, wider, struct link, link_binds),
	BIND_LIST("NARROWER", struct model, narrower, struct link,
	    link_binds),
	SHOW_FLAG("HAS_WIDER", struct model, has_wider),
	BIND_FLAG("CURATED", struct model, curated),
	SHOW_TEXT("LEDGER", struct model, ledger),
	BIND_END,
};

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

static int
by_count(const void *a, const void *b)
{
	const struct voice *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return str_compare(x->href, y->href);
}

/* The newest row of the actor that is not in *used. */
static const struct position_row *
next_row(const struct position_list *rows, int64_t actor, bool *used)
{
	const struct position_row *best = NULL;

	for (size_t i = 0; i < rows->count; i++) {
		const struct position_row *row = &rows->items[i];

		if (row->actor == actor && !used[i] &&
		    (best == NULL || row->published > best->published))
			best = row;
	}
	if (best != NULL)
		used[best - rows->items] = true;
	return best;
}

static int
add_words(struct page *p, const struct position_list *rows, bool *used,
    struct voice *v)
{
	const struct position_row *row;

	while (v->said.count < WORDS &&
	    (row = next_row(rows, v->actor, used)) != NULL) {
		struct statement_row statement = { 0 };

		if (store_position_statement(p->store, row, p->arena,
		        &statement, p->err) < 0)
			return -1;
		said_add(p, &statement, SAID_BY_PAGE, &v->said);
	}
	if (v->count > (int64_t)v->said.count)
		v->more = plural(p, v->count - (int64_t)v->said.count,
		    "more statement", "more statements");
	return 0;
}

/* Who spoke most on the tag; rows hold one count an actor and stance. */
static void
list_voices(struct page *p, const struct position_list *rows,
    struct model *m)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct position_row *row = &rows->items[i];
		struct voice *v = NULL;

		if (i > 0 && row->actor == row[-1].actor &&
		    row->stance == row[-1].stance)
			continue;
		for (size_t k = 0; k < m->voices.count && v == NULL; k++)
			if (m->voices.items[k].actor == row->actor)
				v = &m->voices.items[k];
		if (v == NULL) {
			v = VEC_ADD(p->arena, &m->voices);
			v->actor = row->actor;
			v->name = row->name;
			v->href = url_link(p,
			    url_actor(p, row->slug, 0).ptr);
		}
		v->count += row->count;
	}
}

static int
load_voices(struct page *p, struct model *m, const struct tag_row *tag)
{
	struct position_list rows;
	bool *used;

	if (store_issue_positions(p->store, tag->id, WORDS, p->arena, &rows,
	        p->err) != 0)
		return -1;
	list_voices(p, &rows, m);
	if (m->voices.count > 1)
		qsort(m->voices.items, m->voices.count,
		    sizeof(*m->voices.items), by_count);
	if (m->voices.count > VOICES)
		m->voices.count = VOICES;
	used = arena_array(p->arena, rows.count, sizeof(*used));
	for (size_t i = 0; i < m->voices.count; i++)
		if (add_words(p, &rows, used, &m->voices.items[i]) != 0)
			return -1;
	return 0;
}

static int
load_timeline(struct page *p, struct model *m, const struct tag_row *tag)
{
	struct event_scope scope = { EVENTS_TAG, tag->id };

	if (timeline_link(p, scope, tag->slug, &m->timeline_href) != 0)
		return -1;
	if (m->timeline_href.len == 0)
		return 0;
	return timeline_excerpt(p, scope, MOMENTS, &m->moments);
}

static int
load_articles(struct page *p, struct model *m, const struct tag_row *tag)
{
	struct passage_list passages;
	struct quote_days days = { 0 };

	if (store_tag_passages(p->store, tag->id, 0, 0, NEWEST, p->arena,
	        &passages, p->err) != 0)
		return -1;
	quote_days_fill(p, &passages, QUOTE_ARTICLES, &days);
	m->days.items = days.items;
	m->days.count = days.count;
	m->article_count = tag->article_count;
	m->count = plural(p, tag->article_count, "article", "articles");
	return 0;
}

static int
add_tag(struct page *p, struct str slug, struct links *out)
{
	struct tag_row tag;
	int rc = store_tag_find(p->store, slug, p->arena, &tag, p->err);

	if (rc > 0)
		links_add(p, out, url_tag(p, tag.slug, 0), tag.name,
		    tag.article_count);
	return rc < 0 ? -1 : 0;
}

/* What an editor has to change, or to write. */
static struct str
ledger_line(struct page *p, const struct tag_row *tag, const struct model *m,
    struct str parent)
{
	if (!m->curated)
		return arena_printf(p->arena,
		    "%.*s | ALIAS, ALIAS | WIDER TAG | DESCRIPTION",
		    STR_ARG(tag->name));
	return arena_printf(p->arena, "%.*s | %.*s | %.*s | %.*s",
	    STR_ARG(tag->name), STR_ARG(m->also), STR_ARG(parent),
	    STR_ARG(m->description));
}

static int
load_curated(struct page *p, struct model *m, const struct tag_row *tag)
{
	struct curated_facts facts;
	struct curated_slugs narrower;
	const struct curated_fact *fact;
	struct str parent = str_from("");

	if (store_curated(p->store, true, tag->slug, p->arena, &facts,
	        p->err) != 0 ||
	    store_curated_with(p->store, CURATED_PARENT, tag->slug, p->arena,
	        &narrower, p->err) != 0)
		return -1;
	m->curated = facts.count > 0;
	m->also = curated_join(p, &facts, CURATED_ALIAS);
	fact = curated_first(&facts, CURATED_DESCRIPTION);
	if (fact != NULL)
		m->description = fact->value;
	fact = curated_first(&facts, CURATED_PARENT);
	if (fact != NULL)
		parent = fact->value;
	m->ledger = ledger_line(p, tag, m, parent);
	if (parent.len > 0 && add_tag(p, parent, &m->wider) != 0)
		return -1;
	for (size_t i = 0; i < narrower.count; i++)
		if (add_tag(p, narrower.items[i], &m->narrower) != 0)
			return -1;
	m->has_wider = m->wider.count + m->narrower.count > 0;
	return 0;
}

int
page_tag_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct tag_row tag;
	int rc = store_tag_find(p->store, p->request.slug, p->arena, &tag,
	    p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (tag_heading(p, &tag, &m->name) != 0 ||
	    load_curated(p, m, &tag) != 0 ||
	    load_articles(p, m, &tag) != 0 || load_years(p, m, &tag) != 0 ||
	    load_neighbours(p, m, &tag) != 0 ||
	    load_voices(p, m, &tag) != 0 ||
	    positions_link(p, &tag, &m->positions_href) != 0 ||
	    load_timeline(p, m, &tag) != 0)
		return -1;
	p->frame.title = m->name;
	p->frame.description = m->description.len > 0 ? m->description
	    : arena_printf(p->arena,
	    "%.*s tagged %.*s, by day, with the sentence on it.",
	    STR_ARG(m->count), STR_ARG(tag.name));
	p->frame.feed = str_from("feed.atom");
	m->heading = str_from(
	    tag.article_count > NEWEST ? "Newest articles" : "Articles");
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
