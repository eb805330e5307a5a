/*
 * page_feed.c: Atom (RFC 4287) and JSON Feed 1.1 of the site, a tag or an
 * actor, with archives (RFC 5005).
 *
 * Entries are numbered from the oldest.  Each ARCHIVE of them makes an archive
 * document, as long as NEWEST or more are left for the feed itself: an archive
 * document is the same for ever, unless an article is imported with an earlier
 * date, changed or removed.
 */
#include "page/pages.h"

#include "base/civil.h"
#include "base/vec.h"
#include "store/subject.h"

enum { NEWEST = 30, ARCHIVE = 50 };

struct entry {
	struct str title, url, updated, summary, author;
	struct str text; /* JSON Feed wants some: the summary or the title */
	struct {
		struct entry_author *items;
		size_t count;
	} authors;
};
struct entry_author {
	struct str name;
};
static struct bind author_binds[] = {
	FACT_TEXT("name", struct entry_author, name),
	BIND_END,
};
static struct bind entry_binds[] = {
	BIND_TEXT("TITLE", struct entry, title),
	BIND_TEXT("URL", struct entry, url),
	SHOW_TEXT("UPDATED", struct entry, updated),
	SHOW_TEXT("SUMMARY", struct entry, summary),
	SHOW_TEXT("AUTHOR", struct entry, author),
	FACT_TEXT("id", struct entry, url),
	FACT_TEXT("date_published", struct entry, updated),
	FACT_TEXT("content_text", struct entry, text),
	FACT_LIST("authors", struct entry, authors, struct entry_author,
	    author_binds),
	BIND_END,
};

struct model {
	struct str title, description, language, version;
	struct str page_url, url, updated;
	struct str subscription;       /* of an archive: the feed itself */
	struct str older, older_json;  /* the archive before this */
	LIST(struct entry) entries;
};
struct bind page_feed_binds[] = {
	FACT_TEXT("version", struct model, version),
	FACT_TEXT("title", struct model, title),
	FACT_TEXT("description", struct model, description),
	FACT_TEXT("language", struct model, language),
	FACT_TEXT("home_page_url", struct model, page_url),
	FACT_TEXT("feed_url", struct model, url),
	FACT_TEXT("next_url", struct model, older_json),
	SHOW_TEXT("PAGE_URL", struct model, page_url),
	SHOW_TEXT("FEED_UPDATED", struct model, updated),
	SHOW_TEXT("SUBSCRIPTION", struct model, subscription),
	SHOW_TEXT("OLDER", struct model, older),
	SHOW_LIST("ENTRIES", struct model, entries, struct entry,
	    entry_binds),
	FACT_LIST("items", struct model, entries, struct entry, entry_binds),
	BIND_END,
};

/* What a feed is of. */
struct source {
	struct str name; /* "" for the site */
	struct str path;
	int64_t total;   /* articles */
};

/* Numbers of entries, from the oldest. */
struct window {
	int64_t from;
	int limit; /* -1: to the newest */
};

static int
archives_of(int64_t total)
{
	return total < NEWEST + ARCHIVE ? 0
	                                : (int)((total - NEWEST) / ARCHIVE);
}

static void
add_entry(struct page *p, struct model *m, const struct card *card,
    struct str summary)
{
	struct entry *e = VEC_ADD(p->arena, &m->entries);

	e->title = card->title;
	e->url = url_absolute(p, url_article(p, card->day, card->slug));
	e->updated = civil_rfc3339(p->arena, card->published);
	e->summary = summary;
	e->text = summary.len > 0 ? summary : card->title;
	e->author = card->source.len > 0 ? card->source : p->config->title;
	e->authors.items = arena_alloc(p->arena, sizeof(*e->authors.items));
	e->authors.items->name = e->author;
	e->authors.count = 1;
	if (m->updated.len == 0)
		m->updated = e->updated;
}

static struct str
archive_url(struct page *p, const struct model *m, int number,
    const char *suffix)
{
	if (number == 0)
		return str_from("");
	return arena_printf(p->arena, "%sfeed/%d.%s", m->page_url.ptr,
	    number, suffix);
}

/* PAGE_MISSING when there is no such archive. */
static int
start(struct page *p, const struct source *of, struct window *out)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	int archives = archives_of(of->total), number = p->request.number;

	if (number > archives)
		return PAGE_MISSING;
	p->model = m;
	p->frame.title = of->name.len == 0
	    ? p->config->title
	    : arena_printf(p->arena, "%.*s: %.*s", STR_ARG(p->config->title),
	          STR_ARG(of->name));
	m->version = str_from("https://jsonfeed.org/version/1.1");
	m->title = p->frame.title;
	m->description = p->config->description;
	m->language = p->config->language;
	m->page_url = url_absolute(p, of->path);
	m->url = p->frame.canonical;
	/* RFC 4287 wants a date even of a feed without entries. */
	if (of->total == 0)
		m->updated = civil_rfc3339(p->arena, 0);
	if (number > 0)
		m->subscription = arena_printf(p->arena, "%sfeed.atom",
		    m->page_url.ptr);
	m->older = archive_url(p, m, number > 0 ? number - 1 : archives,
	    "atom");
	m->older_json = archive_url(p, m, number > 0 ? number - 1 : archives,
	    "json");
	out->from = (int64_t)(number > 0 ? number - 1 : archives) * ARCHIVE;
	out->limit = number > 0 ? ARCHIVE : -1;
	return PAGE_FOUND;
}

int
page_feed_load(struct page *p)
{
	struct store_totals totals;
	struct source of = { str_from(""), str_from(""), 0 };
	struct card_list cards;
	struct window w;
	int rc;

	if (store_totals(p->store, &totals, p->err) != 0)
		return -1;
	of.total = totals.articles;
	rc = start(p, &of, &w);
	if (rc <= 0)
		return rc;
	if (store_oldest(p->store, w.from, w.limit, p->arena, &cards,
	        p->err) != 0)
		return -1;
	for (size_t i = cards.count; i-- > 0;)
		add_entry(p, p->model, &cards.items[i],
		    cards.items[i].summary);
	return PAGE_FOUND;
}

static int
add_passages(struct page *p, const struct passage_list *list)
{
	for (size_t i = list->count; i-- > 0;)
		add_entry(p, p->model, &list->items[i].card,
		    list->items[i].text);
	return PAGE_FOUND;
}

int
page_feed_tag_load(struct page *p)
{
	struct tag_row tag;
	struct source of;
	struct passage_list list;
	struct window w;
	int rc = store_tag_find(p->store, p->request.slug, p->arena, &tag,
	    p->err);

	if (rc <= 0)
		return rc;
	of = (struct source){ tag.name, url_tag(p, tag.slug, 0),
		tag.article_count };
	rc = start(p, &of, &w);
	if (rc <= 0)
		return rc;
	if (store_tag_oldest(p->store, tag.id, w.from, w.limit, p->arena,
	        &list, p->err) != 0)
		return -1;
	return add_passages(p, &list);
}

int
page_feed_actor_load(struct page *p)
{
	struct actor_row actor;
	struct source of;
	struct passage_list list;
	struct window w;
	int rc = store_actor_find(p->store, p->request.slug, p->arena,
	    &actor, p->err);

	if (rc <= 0)
		return rc;
	of = (struct source){ actor.name, url_actor(p, actor.slug, 0),
		actor.article_count };
	rc = start(p, &of, &w);
	if (rc <= 0)
		return rc;
	if (store_actor_oldest(p->store, actor.id, w.from, w.limit, p->arena,
	        &list, p->err) != 0)
		return -1;
	return add_passages(p, &list);
}

static int
visit_archives(struct str slug, int64_t total, route_visit *visit,
    void *context, struct err *err)
{
	struct request r = { .slug = slug };
	int archives = archives_of(total);

	for (r.number = 1; r.number <= archives; r.number++)
		if (visit(context, &r, err) != 0)
			return -1;
	return 0;
}

int
page_feed_archive_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct store_totals totals;

	(void)scratch;
	if (store_totals(s, &totals, err) != 0)
		return -1;
	return visit_archives(str_from(""), totals.articles, visit, context,
	    err);
}

int
page_feed_tag_archive_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct tag_list tags;

	if (store_tags(s, scratch, &tags, err) != 0)
		return -1;
	for (size_t i = 0; i < tags.count; i++)
		if (visit_archives(tags.items[i].slug,
		        tags.items[i].article_count, visit, context, err) !=
		    0)
			return -1;
	return 0;
}

int
page_feed_actor_archive_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct actor_list actors;

	if (store_actors(s, 1, scratch, &actors, err) != 0)
		return -1;
	for (size_t i = 0; i < actors.count; i++)
		if (visit_archives(actors.items[i].slug,
		        actors.items[i].article_count, visit, context,
		        err) != 0)
			return -1;
	return 0;
}
