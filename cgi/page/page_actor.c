/* page_actor.c: the index of actors, an actor's dossier, and its years. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "store/pair.h"
#include "store/statement.h"

enum { NEWEST = 30, OFFICIALS = 30, STATEMENTS = 30, TAGS = 16, RELATED = 16 };

struct letter {
	struct str name;
	LIST(struct link) actors;
};
static struct bind letter_binds[] = {
	BIND_TEXT("LETTER", struct letter, name),
	BIND_LIST("ACTORS", struct letter, actors, struct link, link_binds),
	BIND_END,
};

struct group {
	struct str title, id;
	LIST(struct letter) letters;
	size_t size;
};
static struct bind group_binds[] = {
	BIND_TEXT("GROUP", struct group, title),
	BIND_TEXT("GROUP_ID", struct group, id),
	BIND_LIST("LETTERS", struct group, letters, struct letter,
	    letter_binds),
	BIND_END,
};

struct actors_model {
	LIST(struct group) groups;
	struct str count;
};
struct bind page_actors_binds[] = {
	BIND_LIST("GROUPS", struct actors_model, groups, struct group,
	    group_binds),
	SHOW_TEXT("COUNT_TEXT", struct actors_model, count),
	BIND_END,
};

struct role_view {
	struct str title, holder, holder_href, body, body_href, seen, count;
	LIST(struct quote) evidence; /* one */
};
static struct bind role_binds[] = {
	BIND_TEXT("ROLE", struct role_view, title),
	BIND_TEXT("HOLDER", struct role_view, holder),
	BIND_TEXT("HOLDER_HREF", struct role_view, holder_href),
	BIND_TEXT("BODY", struct role_view, body),
	BIND_TEXT("BODY_HREF", struct role_view, body_href),
	SHOW_TEXT("SEEN", struct role_view, seen),
	SHOW_TEXT("COUNT_TEXT", struct role_view, count),
	BIND_LIST("EVIDENCE", struct role_view, evidence, struct quote,
	    quote_binds),
	BIND_END,
};

struct statement_view {
	struct str cue, hedge, content;
	struct str indirect; /* the content again when it is no quotation */
	bool direct;
	struct quote quote;
};
static struct bind statement_binds[] = {
	BIND_TEXT("CUE", struct statement_view, cue),
	BIND_TEXT("HEDGE", struct statement_view, hedge),
	BIND_TEXT("CONTENT", struct statement_view, content),
	SHOW_TEXT("INDIRECT", struct statement_view, indirect),
	BIND_FLAG("DIRECT", struct statement_view, direct),
	BIND_TEXT("HREF", struct statement_view, quote.href),
	BIND_TEXT("TITLE", struct statement_view, quote.title),
	SHOW_TEXT("DATE", struct statement_view, quote.date),
	BIND_TEXT("DATETIME", struct statement_view, quote.datetime),
	BIND_END,
};

struct model {
	struct str kind, count, seen;
	struct str headline, headline_date, headline_href; /* latest title */
	LIST(struct role_view) roles, officials;
	LIST(struct statement_view) statements;
	struct links names, related, tags, years;
	LIST(struct quote_day) days;
	struct str heading;
};
struct bind page_actor_binds[] = {
	BIND_TEXT("KIND", struct model, kind),
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	SHOW_TEXT("SEEN", struct model, seen),
	BIND_TEXT("HEADLINE", struct model, headline),
	SHOW_TEXT("HEADLINE_DATE", struct model, headline_date),
	BIND_TEXT("HEADLINE_HREF", struct model, headline_href),
	BIND_LIST("ROLES", struct model, roles, struct role_view,
	    role_binds),
	BIND_HAS("HAS_ROLES", struct model, roles),
	BIND_LIST("OFFICIALS", struct model, officials, struct role_view,
	    role_binds),
	BIND_HAS("HAS_OFFICIALS", struct model, officials),
	BIND_LIST("STATEMENTS", struct model, statements,
	    struct statement_view, statement_binds),
	BIND_HAS("HAS_STATEMENTS", struct model, statements),
	BIND_LIST("NAMES", struct model, names, struct link, link_binds),
	BIND_HAS("HAS_NAMES", struct model, names),
	BIND_LIST("RELATED", struct model, related, struct link, link_binds),
	BIND_HAS("HAS_RELATED", struct model, related),
	BIND_LIST("ISSUES", struct model, tags, struct link, link_binds),
	BIND_HAS("HAS_ISSUES", struct model, tags),
	BIND_LIST("YEARS", struct model, years, struct link, link_binds),
	BIND_HAS("HAS_YEARS", struct model, years),
	SHOW_TEXT("HEADING", struct model, heading),
	BIND_LIST("DAYS", struct model, days, struct quote_day,
	    quote_day_binds),
	BIND_END,
};

struct year_model {
	struct str actor_href, actor_name, count;
	struct links years;
	LIST(struct quote_day) days;
};
struct bind page_actor_year_binds[] = {
	BIND_TEXT("ACTOR_HREF", struct year_model, actor_href),
	BIND_TEXT("ACTOR_NAME", struct year_model, actor_name),
	SHOW_TEXT("COUNT_TEXT", struct year_model, count),
	BIND_LIST("YEARS", struct year_model, years, struct link, link_binds),
	BIND_LIST("DAYS", struct year_model, days, struct quote_day,
	    quote_day_binds),
	BIND_END,
};

/* The letter an index files the name under; "#" for what is no letter. */
static struct str
initial_of(struct page *p, struct str name)
{
	struct str folded = utf8_fold(p->arena, name);
	size_t next;
	uint32_t c = folded.len > 0 ? utf8_next(folded, 0, &next) : '#';

	if (c >= 'a' && c <= 'z')
		return arena_printf(p->arena, "%c", (char)(c - 'a' + 'A'));
	if (!utf8_is_letter(c))
		return str_from("#");
	return arena_str(p->arena, str_slice(folded, 0, next));
}

static void
file_actor(struct page *p, struct group *g, const struct actor_row *a)
{
	struct str initial = initial_of(p, a->name);
	struct letter *l = g->letters.count > 0
	    ? &g->letters.items[g->letters.count - 1]
	    : NULL;
	struct link *k;

	if (l == NULL || !str_equal(l->name, initial)) {
		l = VEC_ADD(p->arena, &g->letters);
		l->name = initial;
	}
	k = VEC_ADD(p->arena, &l->actors);
	k->href = url_link(p, url_actor(p, a->slug, 0).ptr);
	k->text = a->name;
	k->count = a->article_count;
}

int
page_actors_load(struct page *p)
{
	static const struct {
		enum kind kind;
		const char *title, *id;
	} kinds[] = {
		{ KIND_PERSON, "People", "people" },
		{ KIND_ORGANISATION, "Bodies", "bodies" },
		{ KIND_STATE, "States", "states" },
	};
	struct actors_model *m = arena_alloc(p->arena, sizeof(*m));
	struct actor_list actors;

	p->model = m;
	p->frame.title = str_from("Actors");
	p->frame.description = arena_printf(p->arena,
	    "The people, bodies and states named in %.*s.",
	    STR_ARG(p->config->title));
	if (store_actors(p->store, p->arena, &actors, p->err) != 0)
		return -1;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		struct group g = {
			.title = str_from(kinds[k].title),
			.id = str_from(kinds[k].id),
		};

		for (size_t i = 0; i < actors.count; i++)
			if (actors.items[i].kind == kinds[k].kind)
				file_actor(p, &g, &actors.items[i]);
		if (g.letters.count > 0)
			*VEC_ADD(p->arena, &m->groups) = g;
	}
	m->count = plural(p, (int64_t)actors.count, "actor", "actors");
	return PAGE_FOUND;
}

static struct str
seen_between(struct page *p, int32_t first, int32_t last)
{
	struct str from = civil_long_day(p->arena, first);
	struct str to = civil_long_day(p->arena, last);

	if (first == last)
		return arena_printf(p->arena, "seen %s", to.ptr);
	return arena_printf(p->arena, "seen %s to %s", from.ptr, to.ptr);
}

static void
fill_role(struct page *p, const struct role_row *r, bool official,
    struct role_view *out)
{
	out->title = r->title;
	out->count = plural(p, r->count, "article", "articles");
	out->seen = seen_between(p, r->first_day, r->last_day);
	if (official) {
		out->holder = r->holder_name;
		out->holder_href = url_link(p,
		    url_actor(p, r->holder_slug, 0).ptr);
	} else if (r->organisation_slug.len > 0) {
		out->body = r->organisation_name;
		out->body_href = url_link(p,
		    url_actor(p, r->organisation_slug, 0).ptr);
	}
	quote_fill(p, &r->evidence, VEC_ADD(p->arena, &out->evidence));
}

static int
load_roles(struct page *p, struct model *m, const struct actor_row *a)
{
	struct role_list roles;
	bool official = a->kind != KIND_PERSON;
	int rc = official
	    ? store_officials(p->store, a->id, OFFICIALS, p->arena, &roles,
	          p->err)
	    : store_actor_roles(p->store, a->id, p->arena, &roles, p->err);

	if (rc != 0)
		return -1;
	for (size_t i = 0; i < roles.count; i++)
		fill_role(p, &roles.items[i], official,
		    official ? VEC_ADD(p->arena, &m->officials)
		             : VEC_ADD(p->arena, &m->roles));
	if (m->roles.count > 0) {
		const struct quote *q = m->roles.items[0].evidence.items;

		m->headline = m->roles.items[0].title;
		m->headline_date = q->date;
		m->headline_href = q->href;
	}
	return 0;
}

static int
load_statements(struct page *p, struct model *m, const struct actor_row *a)
{
	struct statement_list list;

	if (store_actor_statements(p->store, a->id, STATEMENTS, p->arena,
	        &list, p->err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		struct statement_view *v = VEC_ADD(p->arena, &m->statements);

		v->cue = list.items[i].cue;
		v->hedge = list.items[i].hedge;
		v->content = list.items[i].content;
		v->direct = list.items[i].direct;
		if (!v->direct)
			v->indirect = v->content;
		quote_fill(p, &list.items[i].passage, &v->quote);
	}
	return 0;
}

static int
load_names(struct page *p, struct model *m, const struct actor_row *a)
{
	struct name_list names;

	if (store_actor_names(p->store, a->id, p->arena, &names, p->err) !=
	    0)
		return -1;
	for (size_t i = 0; i < names.count; i++) {
		struct link *k = VEC_ADD(p->arena, &m->names);

		k->text = names.items[i].name;
		k->count = names.items[i].count;
	}
	return 0;
}

static int
load_links(struct page *p, struct model *m, const struct actor_row *a)
{
	struct pair_list related;
	struct tag_list tags;

	if (store_actor_pairs(p->store, a->id, RELATED, p->arena, &related,
	        p->err) != 0 ||
	    store_actor_tags(p->store, a->id, TAGS, p->arena, &tags,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < related.count; i++)
		links_add(p, &m->related,
		    url_actor(p, related.items[i].other.slug, 0),
		    related.items[i].other.name, related.items[i].sentences);
	links_tags(p, &tags, &m->tags);
	return 0;
}

static int
load_years(struct page *p, const struct actor_row *a, struct links *links)
{
	struct period_list years;

	if (store_actor_years(p->store, a->id, p->arena, &years, p->err) !=
	    0)
		return -1;
	links_years(p, &years, url_actor, a->slug, links);
	return 0;
}

int
page_actor_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct actor_row a;
	struct passage_list passages;
	struct quote_days days = { 0 };
	int rc = store_actor_find(p->store, p->request.slug, p->arena, &a,
	    p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (load_roles(p, m, &a) != 0 || load_statements(p, m, &a) != 0 ||
	    load_names(p, m, &a) != 0 || load_links(p, m, &a) != 0 ||
	    load_years(p, &a, &m->years) != 0 ||
	    store_actor_passages(p->store, a.id, 0, NEWEST, p->arena,
	        &passages, p->err) != 0)
		return -1;
	quote_days_fill(p, &passages, &days);
	m->days.items = days.items;
	m->days.count = days.count;
	m->kind = kind_label(a.kind);
	m->count = arena_printf(p->arena, "%s in %s",
	    plural(p, a.mention_count, "mention", "mentions").ptr,
	    plural(p, a.article_count, "article", "articles").ptr);
	m->seen = seen_between(p, a.first_day, a.last_day);
	m->heading = str_from(
	    a.article_count > NEWEST ? "Newest articles" : "Articles");
	p->frame.title = a.name;
	p->frame.feed = str_from("feed.atom");
	p->frame.description = arena_printf(p->arena, "%.*s: %s%s%s, %s.",
	    STR_ARG(a.name), m->headline.len > 0 ? m->headline.ptr : "",
	    m->headline.len > 0 ? "; " : "", m->count.ptr, m->seen.ptr);
	return PAGE_FOUND;
}

int
page_actor_year_load(struct page *p)
{
	struct year_model *m = arena_alloc(p->arena, sizeof(*m));
	struct actor_row a;
	struct passage_list passages;
	struct quote_days days = { 0 };
	int rc = store_actor_find(p->store, p->request.slug, p->arena, &a,
	    p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (load_years(p, &a, &m->years) != 0 ||
	    store_actor_passages(p->store, a.id, p->request.year, 0,
	        p->arena, &passages, p->err) != 0)
		return -1;
	if (passages.count == 0)
		return PAGE_MISSING;
	quote_days_fill(p, &passages, &days);
	m->days.items = days.items;
	m->days.count = days.count;
	m->actor_href = url_link(p, url_actor(p, a.slug, 0).ptr);
	m->actor_name = a.name;
	m->count = plural(p, (int64_t)passages.count, "article", "articles");
	p->frame.title = arena_printf(p->arena, "%.*s in %d",
	    STR_ARG(a.name), p->request.year);
	p->frame.description = arena_printf(p->arena,
	    "%s of %d that name %.*s.", m->count.ptr, p->request.year,
	    STR_ARG(a.name));
	return PAGE_FOUND;
}

int
page_actor_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct actor_list actors;

	if (store_actors(s, scratch, &actors, err) != 0)
		return -1;
	for (size_t i = 0; i < actors.count; i++) {
		struct request r = { .slug = actors.items[i].slug,
			.day = actors.items[i].last_day };

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}

int
page_actor_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct actor_list actors;

	if (store_actors(s, scratch, &actors, err) != 0)
		return -1;
	for (size_t i = 0; i < actors.count; i++) {
		struct request r = { .slug = actors.items[i].slug };
		struct period_list years;

		if (store_actor_years(s, actors.items[i].id, scratch, &years,
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
