/* page_feed.c: Atom (RFC 4287) of the site, a tag or an actor. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"
#include "store/subject.h"

enum { ENTRIES = 30 };

struct entry {
	struct str title, url, updated, summary, author;
};
static struct bind entry_binds[] = {
	BIND_TEXT("TITLE", struct entry, title),
	BIND_TEXT("URL", struct entry, url),
	BIND_TEXT("UPDATED", struct entry, updated),
	BIND_TEXT("SUMMARY", struct entry, summary),
	BIND_TEXT("AUTHOR", struct entry, author),
	BIND_END,
};

struct model {
	struct str page_url, updated;
	LIST(struct entry) entries;
};
struct bind page_feed_binds[] = {
	BIND_TEXT("PAGE_URL", struct model, page_url),
	BIND_TEXT("FEED_UPDATED", struct model, updated),
	BIND_LIST("ENTRIES", struct model, entries, struct entry,
	    entry_binds),
	BIND_END,
};

static void
add_entry(struct page *p, struct model *m, const struct card *card,
    struct str summary)
{
	struct entry *e = VEC_ADD(p->arena, &m->entries);

	e->title = card->title;
	e->url = arena_printf(p->arena, "%s%s", p->config->base_url.ptr,
	    url_article(p, card->day, card->slug).ptr);
	e->updated = civil_rfc3339(p->arena, card->published);
	e->summary = summary;
	e->author = card->source.len > 0 ? card->source : p->config->title;
	if (m->updated.len == 0)
		m->updated = e->updated;
}

static struct model *
start(struct page *p, struct str title, struct str path)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));

	p->model = m;
	p->frame.title = title;
	m->page_url = arena_printf(p->arena, "%s%s", p->config->base_url.ptr,
	    path.ptr);
	return m;
}

/* RFC 4287 wants a date even of a feed without entries. */
static int
finish(struct page *p, struct model *m)
{
	if (m->updated.len == 0)
		m->updated = civil_rfc3339(p->arena, 0);
	return PAGE_FOUND;
}

int
page_feed_load(struct page *p)
{
	struct model *m = start(p, p->config->title, str_from(""));
	struct card_list cards;

	if (store_newest(p->store, ENTRIES, p->arena, &cards, p->err) != 0)
		return -1;
	for (size_t i = 0; i < cards.count; i++)
		add_entry(p, m, &cards.items[i], cards.items[i].summary);
	return finish(p, m);
}

static int
fill_passages(struct page *p, struct model *m,
    const struct passage_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		add_entry(p, m, &list->items[i].card, list->items[i].text);
	return finish(p, m);
}

static struct str
feed_title(struct page *p, struct str name)
{
	return arena_printf(p->arena, "%.*s: %.*s",
	    STR_ARG(p->config->title), STR_ARG(name));
}

int
page_feed_tag_load(struct page *p)
{
	struct tag_row tag;
	struct passage_list list;
	int rc = store_tag_find(p->store, p->request.slug, p->arena, &tag,
	    p->err);

	if (rc <= 0)
		return rc;
	if (store_tag_passages(p->store, tag.id, 0, ENTRIES, p->arena, &list,
	        p->err) != 0)
		return -1;
	return fill_passages(p, start(p, feed_title(p, tag.name),
	    url_tag(p, tag.slug, 0)), &list);
}

int
page_feed_actor_load(struct page *p)
{
	struct actor_row actor;
	struct passage_list list;
	int rc = store_actor_find(p->store, p->request.slug, p->arena,
	    &actor, p->err);

	if (rc <= 0)
		return rc;
	if (store_actor_passages(p->store, actor.id, 0, ENTRIES, p->arena,
	        &list, p->err) != 0)
		return -1;
	return fill_passages(p, start(p, feed_title(p, actor.name),
	    url_actor(p, actor.slug, 0)), &list);
}
