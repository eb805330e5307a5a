/*
 * page_actor.c: an actor's dossier.
 *
 * Twelve blocks in one order; what a body or a state has instead of a
 * person's is told apart in the template.  Every list stops at a number of its
 * own, so that the page of an actor with 5,000 mentions is still one page; the
 * rest is behind its years.
 */
#include "page/pages.h"

#include <inttypes.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "page/chart.h"
#include "page/curated.h"
#include "page/linked.h"
#include "page/positions.h"
#include "page/relations.h"
#include "page/said.h"
#include "page/timeline.h"
#include "store/pair.h"
#include "store/statement.h"

enum {
	NEWEST = 30,         /* articles */
	TITLES = 3,          /* beside the name */
	TITLE_DAYS = 180,    /* that these may lie apart */
	TITLE_SHARE = 20,    /* one in so many of the most read is too few */
	ROLES = 10,          /* each with its sentence */
	ROLES_MORE = 60,     /* in brief */
	ISSUES = 6,          /* with statements */
	PER_ISSUE = 4,
	LOOK_AT = 16,        /* statements, to show PER_ISSUE */
	ABOUT = 5,
	POSITIONS = 3,       /* issues on which others stand beside */
	OTHERS = 3,
	MOMENTS = 6,
	RELATED = 12,
	TAGS = 24,
	BODIES = 12,
	NAMES = 12,
	NAMES_MORE = 30
};

struct title_view {
	struct str title, body, body_href, date, datetime, href;
};
static struct bind title_binds[] = {
	BIND_TEXT("ROLE", struct title_view, title),
	BIND_TEXT("BODY", struct title_view, body),
	BIND_TEXT("BODY_HREF", struct title_view, body_href),
	SHOW_TEXT("DATE", struct title_view, date),
	BIND_TEXT("DATETIME", struct title_view, datetime),
	BIND_TEXT("HREF", struct title_view, href),
	BIND_END,
};

struct role_view {
	struct str title, qualifier, holder, holder_href, body, body_href;
	struct str seen, times, first, last, fact_qualifier;
	int64_t count;
	struct quote evidence;
};
static struct bind role_binds[] = {
	BIND_TEXT("ROLE", struct role_view, title),
	SHOW_TEXT("QUALIFIER", struct role_view, qualifier),
	FACT_TEXT("qualifier", struct role_view, fact_qualifier),
	BIND_TEXT("HOLDER", struct role_view, holder),
	BIND_TEXT("HOLDER_HREF", struct role_view, holder_href),
	BIND_TEXT("BODY", struct role_view, body),
	BIND_TEXT("BODY_HREF", struct role_view, body_href),
	SHOW_TEXT("SEEN", struct role_view, seen),
	SHOW_TEXT("TIMES", struct role_view, times),
	FACT_TEXT("first_seen", struct role_view, first),
	FACT_TEXT("last_seen", struct role_view, last),
	FACT_NUMBER("count", struct role_view, count),
	BIND_TEXT("HREF", struct role_view, evidence.href),
	BIND_TEXT("TITLE", struct role_view, evidence.title),
	BIND_TEXT("SENTENCE", struct role_view, evidence.text),
	BIND_END,
};

struct issue {
	struct str name, href, count;
	struct said_list said;
};
static struct bind issue_binds[] = {
	BIND_TEXT("ISSUE", struct issue, name),
	BIND_TEXT("ISSUE_HREF", struct issue, href),
	SHOW_TEXT("COUNT_TEXT", struct issue, count),
	BIND_LIST("SAID", struct issue, said, struct said, said_binds),
	BIND_END,
};

struct position {
	struct str name, href, all_href;
	struct said_list own, others;
};
static struct bind position_binds[] = {
	BIND_TEXT("ISSUE", struct position, name),
	BIND_TEXT("ISSUE_HREF", struct position, href),
	BIND_TEXT("POSITIONS_HREF", struct position, all_href),
	BIND_LIST("OWN", struct position, own, struct said, said_binds),
	BIND_LIST("OTHERS", struct position, others, struct said, said_binds),
	BIND_END,
};

struct relation {
	struct str name, href, count, pair_href;
	int64_t sentences;
	struct quote newest;
};
static struct bind relation_binds[] = {
	BIND_TEXT("NAME", struct relation, name),
	BIND_TEXT("NAME_HREF", struct relation, href),
	SHOW_TEXT("COUNT_TEXT", struct relation, count),
	BIND_NUMBER("SENTENCES", struct relation, sentences),
	BIND_TEXT("PAIR_HREF", struct relation, pair_href),
	BIND_TEXT("HREF", struct relation, newest.href),
	BIND_TEXT("TEXT", struct relation, newest.text),
	SHOW_TEXT("DATE", struct relation, newest.date),
	BIND_TEXT("DATETIME", struct relation, newest.datetime),
	BIND_END,
};

struct name_view {
	struct str name, first, last;
	int64_t count, mentions, as_place;
};
static struct bind name_binds[] = {
	BIND_TEXT("NAME", struct name_view, name),
	BIND_TEXT("FIRST", struct name_view, first),
	BIND_TEXT("LAST", struct name_view, last),
	BIND_NUMBER("ARTICLES", struct name_view, count),
	BIND_NUMBER("MENTIONS", struct name_view, mentions),
	BIND_NUMBER("AS_PLACE", struct name_view, as_place),
	BIND_END,
};

struct model {
	struct str kind, slug, count, seen, rules;
	bool is_person, is_body, is_state;
	int64_t article_count, mention_count;
	struct str first, last;
	LIST(struct title_view) titles;
	LIST(struct chart) chart; /* one or none */
	LIST(struct role_view) roles, more_roles, officials, more_officials;
	struct links parents, bodies;
	LIST(struct issue) issues;
	struct said_list other, about;
	LIST(struct position) positions;
	LIST(struct moment) moments;
	struct str timeline_href;
	LIST(struct relation) related;
	LIST(struct relations) relations; /* one or none */
	struct links tags, years, more_related;
	struct str heading;
	LIST(struct quote_day) days;
	LIST(struct name_view) names, more_names;
	bool names_first, as_place;
	bool has_said, has_about, has_bodies;
	struct curated_view curated;
	struct str part_of; /* how it is known to be a part of its parent */
};
struct bind page_actor_binds[] = {
	BIND_TEXT("KIND", struct model, kind),
	BIND_TEXT("SLUG", struct model, slug),
	BIND_TEXT("RULES", struct model, rules),
	SHOW_FLAG("IS_PERSON", struct model, is_person),
	SHOW_FLAG("IS_BODY", struct model, is_body),
	SHOW_FLAG("IS_STATE", struct model, is_state),
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	SHOW_TEXT("SEEN", struct model, seen),
	FACT_NUMBER("articles", struct model, article_count),
	FACT_NUMBER("mentions", struct model, mention_count),
	FACT_TEXT("first_seen", struct model, first),
	FACT_TEXT("last_seen", struct model, last),
	BIND_LIST("TITLES", struct model, titles, struct title_view,
	    title_binds),
	BIND_LIST("CHART", struct model, chart, struct chart, chart_binds),
	BIND_LIST("ROLES", struct model, roles, struct role_view,
	    role_binds),
	BIND_HAS("HAS_ROLES", struct model, roles),
	BIND_LIST("MORE_ROLES", struct model, more_roles, struct role_view,
	    role_binds),
	BIND_HAS("HAS_MORE_ROLES", struct model, more_roles),
	BIND_LIST("OFFICIALS", struct model, officials, struct role_view,
	    role_binds),
	BIND_HAS("HAS_OFFICIALS", struct model, officials),
	BIND_LIST("MORE_OFFICIALS", struct model, more_officials,
	    struct role_view, role_binds),
	BIND_HAS("HAS_MORE_OFFICIALS", struct model, more_officials),
	BIND_LIST("PARENTS", struct model, parents, struct link, link_binds),
	BIND_HAS("HAS_PARENTS", struct model, parents),
	BIND_LIST("BODIES", struct model, bodies, struct link, link_binds),
	BIND_HAS("HAS_CHILDREN", struct model, bodies),
	SHOW_FLAG("HAS_BODIES", struct model, has_bodies),
	BIND_LIST("SPOKE_ON", struct model, issues, struct issue,
	    issue_binds),
	BIND_LIST("SPOKE_BESIDES", struct model, other, struct said,
	    said_binds),
	BIND_HAS("HAS_BESIDES", struct model, other),
	BIND_LIST("ABOUT", struct model, about, struct said, said_binds),
	SHOW_FLAG("HAS_SAID", struct model, has_said),
	BIND_HAS("HAS_ABOUT", struct model, about),
	BIND_LIST("POSITIONS", struct model, positions, struct position,
	    position_binds),
	BIND_HAS("HAS_POSITIONS", struct model, positions),
	BIND_LIST("MOMENTS", struct model, moments, struct moment,
	    moment_binds),
	BIND_HAS("HAS_MOMENTS", struct model, moments),
	BIND_TEXT("TIMELINE_HREF", struct model, timeline_href),
	BIND_LIST("MORE_RELATED", struct model, more_related, struct link,
	    link_binds),
	BIND_HAS("HAS_MORE_RELATED", struct model, more_related),
	BIND_LIST("RELATED", struct model, related, struct relation,
	    relation_binds),
	BIND_HAS("HAS_RELATED", struct model, related),
	BIND_LIST("RELATIONS", struct model, relations, struct relations,
	    relations_binds),
	BIND_LIST("ISSUES", struct model, tags, struct link, link_binds),
	BIND_HAS("HAS_ISSUES", struct model, tags),
	BIND_LIST("YEARS", struct model, years, struct link, link_binds),
	BIND_HAS("HAS_YEARS", struct model, years),
	SHOW_TEXT("HEADING", struct model, heading),
	BIND_LIST("DAYS", struct model, days, struct quote_day,
	    quote_day_binds),
	BIND_LIST("NAMES", struct model, names, struct name_view,
	    name_binds),
	BIND_HAS("HAS_NAMES", struct model, names),
	BIND_LIST("MORE_NAMES", struct model, more_names, struct name_view,
	    name_binds),
	BIND_HAS("HAS_MORE_NAMES", struct model, more_names),
	SHOW_FLAG("NAMES_FIRST", struct model, names_first),
	SHOW_FLAG("HAS_PLACES", struct model, as_place),
	BIND_TEXT("CURATED", struct model, curated.what),
	SHOW_FLAG("HAS_ASSERTED", struct model, curated.has_section),
	BIND_LIST("ASSERTED", struct model, curated.roles, struct asserted,
	    asserted_binds),
	BIND_HAS("HAS_ASSERTED_ROLES", struct model, curated.roles),
	SHOW_TEXT("ALSO", struct model, curated.also),
	FACT_LIST("also", struct model, curated.names, struct curated_text,
	    curated_text_binds),
	SHOW_TEXT("HEADS", struct model, curated.at_head),
	FACT_LIST("heads", struct model, curated.heads, struct curated_text,
	    curated_text_binds),
	SHOW_TEXT("MERGED", struct model, curated.merged),
	FACT_LIST("merged", struct model, curated.ids, struct curated_text,
	    curated_text_binds),
	SHOW_FLAG("UNCURATED", struct model, curated.none),
	BIND_LIST("IDENTIFIERS", struct model, curated.identifiers,
	    struct link, link_binds),
	BIND_HAS("HAS_IDENTIFIERS", struct model, curated.identifiers),
	SHOW_TEXT("PART_OF", struct model, part_of),
	BIND_END,
};

static struct str
seen_between(struct page *p, int32_t first, int32_t last)
{
	struct str from = civil_long_day(p->arena, first);
	struct str to = civil_long_day(p->arena, last);

	if (first == last)
		return arena_printf(p->arena, "seen %s", to.ptr);
	return arena_printf(p->arena, "seen %s to %s", from.ptr, to.ptr);
}

static struct str
actor_link(struct page *p, struct str slug)
{
	return slug.len > 0 ? url_link(p, url_actor(p, slug, 0).ptr) : slug;
}

static void
fill_role(struct page *p, const struct role_row *r, bool official,
    struct role_view *out)
{
	out->title = r->title;
	if (!str_starts(utf8_fold(p->arena, r->title), r->qualifier.ptr))
		out->qualifier = r->qualifier;
	out->fact_qualifier = r->qualifier;
	out->count = r->count;
	out->times = plural(p, r->count, "time", "times");
	out->seen = seen_between(p, r->first_day, r->last_day);
	out->first = civil_iso_day(p->arena, r->first_day);
	out->last = civil_iso_day(p->arena, r->last_day);
	if (official) {
		out->holder = r->holder_name;
		out->holder_href = actor_link(p, r->holder_slug);
	} else {
		out->body = r->organisation_name;
		out->body_href = actor_link(p, r->organisation_slug);
	}
	quote_fill(p, &r->evidence, &out->evidence);
}

/* "former", "ex-": what somebody is not now. */
static bool
is_past(const struct role_row *r)
{
	return str_starts(r->qualifier, "former") ||
	    str_starts(r->qualifier, "ex") ||
	    str_starts(r->qualifier, "then") ||
	    str_starts(r->qualifier, "late");
}

/* One title printed longer or shorter: "president", "U.S. President". */
static bool
same_title(struct page *p, const struct role_row *a, const struct role_row *b)
{
	struct str x = utf8_fold(p->arena, a->title);
	struct str y = utf8_fold(p->arena, b->title);

	return str_find(x, y, 0) < x.len || str_find(y, x, 0) < y.len;
}

/* Of the titles read about as late as the newest, those read most often; what
 * was read once beside what was read a hundred times is left out. */
static void
choose_titles(struct page *p, const struct role_list *roles, bool *chosen)
{
	const struct role_row *first = NULL;
	int64_t most = 0;

	for (int n = 0; n < TITLES; n++) {
		const struct role_row *best = NULL;

		for (size_t i = 0; i < roles->count; i++) {
			const struct role_row *r = &roles->items[i];
			bool taken = is_past(r);

			if (first == NULL && !taken)
				first = r;
			if (taken || first->last_day - r->last_day >
			    TITLE_DAYS)
				continue;
			for (size_t k = 0; k < roles->count && !taken; k++)
				taken = chosen[k] &&
				    same_title(p, r, &roles->items[k]);
			if (!taken && (best == NULL || r->count > best->count))
				best = r;
		}
		if (best == NULL || best->count * TITLE_SHARE < most)
			return;
		if (most == 0)
			most = best->count;
		chosen[best - roles->items] = true;
	}
}

static void
fill_titles(struct page *p, struct model *m, const struct role_list *roles)
{
	bool *chosen = arena_array(p->arena, roles->count, sizeof(*chosen));

	choose_titles(p, roles, chosen);
	for (size_t i = 0; i < roles->count; i++) {
		const struct role_row *r = &roles->items[i];
		struct title_view *t;

		if (!chosen[i])
			continue;
		t = VEC_ADD(p->arena, &m->titles);
		t->title = r->title;
		t->body = r->organisation_name;
		t->body_href = actor_link(p, r->organisation_slug);
		t->date = civil_long_day(p->arena, r->last_day);
		t->datetime = civil_iso_day(p->arena, r->last_day);
		t->href = url_link(p, url_sentence(p, &r->evidence).ptr);
	}
}

static int
load_roles(struct page *p, struct model *m, const struct actor_row *a)
{
	struct role_list roles;

	if (store_actor_roles(p->store, a->id, ROLES + ROLES_MORE, p->arena,
	        &roles, p->err) != 0)
		return -1;
	linked_actor(p, a, &roles, &m->curated);
	fill_titles(p, m, &roles);
	for (size_t i = 0; i < roles.count; i++)
		fill_role(p, &roles.items[i], false,
		    i < ROLES ? VEC_ADD(p->arena, &m->roles)
		              : VEC_ADD(p->arena, &m->more_roles));
	return 0;
}

static int
load_bodies(struct page *p, struct model *m, const struct actor_row *a)
{
	struct role_list roles;
	struct actor_list children;
	struct actor_row parent;
	int rc;

	linked_actor(p, a, NULL, &m->curated);
	if (store_officials(p->store, a->id, ROLES + ROLES_MORE, p->arena,
	        &roles, p->err) != 0 ||
	    store_actor_children(p->store, a, BODIES, p->arena, &children,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < roles.count; i++)
		fill_role(p, &roles.items[i], true,
		    i < ROLES ? VEC_ADD(p->arena, &m->officials)
		              : VEC_ADD(p->arena, &m->more_officials));
	links_actors(p, &children, &m->bodies);
	rc = store_actor_parent(p->store, a, p->arena, &parent, p->err);
	if (rc > 0 && a->kind == KIND_ORGANISATION)
		links_add(p, &m->parents, url_actor(p, parent.slug, 0),
		    parent.name, parent.article_count);
	m->part_of = str_from(curated_first(&m->curated.facts, CURATED_OF) !=
	    NULL ? "Part of" : "By its name, part of");
	m->has_bodies = m->bodies.count > 0 || m->parents.count > 0;
	return rc < 0 ? -1 : 0;
}

/* Statements shown already, so that one on two issues stands under the
 * first. */
struct listed {
	VEC(const struct statement_row *) rows;
};

static bool
is_listed(const struct listed *l, const struct statement_row *row)
{
	for (size_t i = 0; i < l->rows.count; i++)
		if (l->rows.items[i]->passage.card.id ==
		        row->passage.card.id &&
		    l->rows.items[i]->number == row->number)
			return true;
	return false;
}

static void
add_new(struct page *p, const struct statement_list *list, struct listed *l,
    struct said_list *out)
{
	for (size_t i = 0; i < list->count && out->count < PER_ISSUE; i++) {
		const struct statement_row *row = &list->items[i];

		if (is_listed(l, row))
			continue;
		*VEC_ADD(p->arena, &l->rows) = row;
		said_add(p, row, SAID_BY_PAGE, out);
	}
}

/* The newest that does more than say, or else the newest; NULL when all are
 * listed. */
static const struct statement_row *
pick_position(const struct statement_list *list, const struct listed *l)
{
	const struct statement_row *newest = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct statement_row *row = &list->items[i];

		if (is_listed(l, row))
			continue;
		if (row->stance != STANCE_SAY)
			return row;
		if (newest == NULL)
			newest = row;
	}
	return newest;
}

/* One statement a speaker, as many as there is room for. */
static void
add_others(struct page *p, const struct statement_list *list,
    struct listed *l, struct said_list *out)
{
	for (size_t i = 0; i < list->count && out->count < OTHERS; i++) {
		const struct statement_row *row = &list->items[i];
		bool again = is_listed(l, row);

		for (size_t k = 0; k < i && !again; k++)
			again = str_equal(list->items[k].speaker_slug,
			    row->speaker_slug);
		if (again)
			continue;
		*VEC_ADD(p->arena, &l->rows) = row;
		said_add(p, row, SAID_WITH_SPEAKER, out);
	}
}

/* One statement each of others, beside one of the actor's. */
static int
load_position(struct page *p, struct model *m, const struct actor_row *a,
    const struct tag_row *tag, const struct statement_list *own,
    struct listed *listed)
{
	const struct statement_row *mine = pick_position(own, listed);
	struct statement_list others;
	struct position position = { .name = tag->name };

	if (mine == NULL || m->positions.count == POSITIONS)
		return 0;
	if (store_issue_others(p->store, tag->id, a->id, LOOK_AT, p->arena,
	        &others, p->err) != 0)
		return -1;
	add_others(p, &others, listed, &position.others);
	if (position.others.count == 0)
		return 0;
	if (positions_link(p, tag, &position.all_href) != 0)
		return -1;
	position.href = url_link(p, url_tag(p, tag->slug, 0).ptr);
	*VEC_ADD(p->arena, &listed->rows) = mine;
	said_add(p, mine, SAID_WITH_SPEAKER, &position.own);
	*VEC_ADD(p->arena, &m->positions) = position;
	return 0;
}

static int
load_issue(struct page *p, struct model *m, const struct actor_row *a,
    const struct tag_row *tag, const struct statement_list *list,
    struct listed *said, struct listed *beside)
{
	struct issue issue = { .name = tag->name };

	add_new(p, list, said, &issue.said);
	if (issue.said.count > 0) {
		issue.href = url_link(p, url_tag(p, tag->slug, 0).ptr);
		issue.count = plural(p, tag->article_count, "statement",
		    "statements");
		*VEC_ADD(p->arena, &m->issues) = issue;
	}
	return load_position(p, m, a, tag, list, beside);
}

static int
load_statements(struct page *p, struct model *m, const struct actor_row *a)
{
	struct tag_list issues;
	struct statement_list newest, about, on[ISSUES];
	struct listed said = { 0 }, beside = { 0 };

	if (store_actor_issues(p->store, a->id, ISSUES, p->arena, &issues,
	        p->err) != 0 ||
	    store_issue_statements(p->store, a->id, &issues, LOOK_AT,
	        p->arena, on, p->err) != 0 ||
	    store_actor_statements(p->store, a->id, LOOK_AT, p->arena,
	        &newest, p->err) != 0 ||
	    store_statements_about(p->store, a->id, ABOUT, p->arena, &about,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < issues.count; i++)
		if (load_issue(p, m, a, &issues.items[i], &on[i], &said,
		        &beside) != 0)
			return -1;
	add_new(p, &newest, &said, &m->other);
	for (size_t i = 0; i < about.count; i++)
		said_add(p, &about.items[i], SAID_WITH_SPEAKER, &m->about);
	m->has_said = m->issues.count > 0 || m->other.count > 0;
	return 0;
}

static int
load_relation(struct page *p, const struct actor_row *a,
    const struct pair_row *pair, struct relation *out)
{
	struct passage_list newest;

	out->name = pair->other.name;
	out->href = actor_link(p, pair->other.slug);
	out->sentences = pair->sentences;
	out->count = plural(p, pair->sentences, "sentence", "sentences");
	if (pair->sentences >= PAIR_SENTENCES)
		out->pair_href = url_link(p,
		    url_pair(p, a->slug, pair->other.slug, 0).ptr);
	if (store_pair_passages(p->store, a->id, pair->other.id, 0, 1,
	        p->arena, &newest, p->err) != 0)
		return -1;
	if (newest.count > 0)
		quote_fill(p, newest.items, &out->newest);
	return 0;
}

/* Each pair's page is linked from the side that is named less, so that all are
 * linked and no page has a thousand. */
static int
load_more_related(struct page *p, struct model *m, const struct actor_row *a,
    const struct pair_list *shown)
{
	struct pair_list above;

	if (store_actor_pairs_above(p->store, a, p->arena, &above, p->err) !=
	    0)
		return -1;
	for (size_t i = 0; i < above.count; i++) {
		const struct pair_row *pair = &above.items[i];
		bool is_shown = false;

		for (size_t k = 0; k < shown->count && !is_shown; k++)
			is_shown = shown->items[k].other.id == pair->other.id;
		if (!is_shown)
			links_add(p, &m->more_related, url_pair(p, a->slug,
			    pair->other.slug, 0), pair->other.name,
			    pair->sentences);
	}
	return 0;
}

static int
load_related(struct page *p, struct model *m, const struct actor_row *a)
{
	struct pair_list pairs;
	struct relations drawing;

	if (store_actor_pairs(p->store, a->id, RELATED, p->arena, &pairs,
	        p->err) != 0 ||
	    relations_fill(p, a, &pairs, &drawing) != 0)
		return -1;
	for (size_t i = 0; i < pairs.count; i++)
		if (load_relation(p, a, &pairs.items[i],
		        VEC_ADD(p->arena, &m->related)) != 0)
			return -1;
	if (drawing.nodes.count > 0)
		*VEC_ADD(p->arena, &m->relations) = drawing;
	return load_more_related(p, m, a, &pairs);
}

static int
load_timeline(struct page *p, struct model *m, const struct actor_row *a)
{
	struct event_scope scope = { EVENTS_ACTOR, a->id };
	struct moments moments = { 0 };

	if (timeline_excerpt(p, scope, MOMENTS, &moments) != 0 ||
	    timeline_link(p, scope, a->slug, &m->timeline_href) != 0)
		return -1;
	m->moments.items = moments.items;
	m->moments.count = moments.count;
	return 0;
}

static int
load_names(struct page *p, struct model *m, const struct actor_row *a)
{
	struct name_list names;

	if (store_actor_names(p->store, a->id, p->arena, &names, p->err) !=
	    0)
		return -1;
	for (size_t i = 0; i < names.count && m->more_names.count <
	     NAMES_MORE; i++) {
		const struct name_row *n = &names.items[i];
		struct name_view *v;

		if (curated_hides(p, &m->curated, n->name))
			continue;
		v = m->names.count < NAMES
		    ? VEC_ADD(p->arena, &m->names)
		    : VEC_ADD(p->arena, &m->more_names);
		v->name = n->name;
		v->count = n->count;
		v->mentions = n->mentions;
		v->first = civil_iso_day(p->arena, n->first_day);
		v->last = civil_iso_day(p->arena, n->last_day);
		if (a->kind == KIND_STATE)
			v->as_place = n->as_place;
		m->as_place = m->as_place || v->as_place > 0;
	}
	return 0;
}

static int
load_periods(struct page *p, struct model *m, const struct actor_row *a)
{
	struct period_list months, years;
	struct chart chart;

	if (store_actor_months(p->store, a->id, p->arena, &months, p->err) !=
	        0 ||
	    store_actor_years(p->store, a->id, p->arena, &years, p->err) != 0)
		return -1;
	chart_fill(p, &months, a->slug, &chart);
	if (chart.bars.count > 0)
		*VEC_ADD(p->arena, &m->chart) = chart;
	links_years(p, &years, url_actor, a->slug, &m->years);
	return 0;
}

static int
load_articles(struct page *p, struct model *m, const struct actor_row *a)
{
	struct passage_list passages;
	struct tag_list tags;
	struct quote_days days = { 0 };

	if (store_actor_tags(p->store, a->id, TAGS, p->arena, &tags,
	        p->err) != 0 ||
	    store_actor_passages(p->store, a->id, 0, NEWEST, p->arena,
	        &passages, p->err) != 0)
		return -1;
	links_tags(p, &tags, &m->tags);
	quote_days_fill(p, &passages, QUOTE_ARTICLES, &days);
	m->days.items = days.items;
	m->days.count = days.count;
	m->heading = str_from(
	    a->article_count > NEWEST ? "Newest articles" : "Articles");
	return 0;
}

static void
fill_status(struct page *p, struct model *m, const struct actor_row *a)
{
	m->kind = kind_label(a->kind);
	m->slug = a->slug;
	m->is_person = a->kind == KIND_PERSON;
	m->is_state = a->kind == KIND_STATE;
	m->is_body = a->kind == KIND_ORGANISATION;
	m->names_first = !m->is_person;
	m->article_count = a->article_count;
	m->mention_count = a->mention_count;
	m->first = civil_iso_day(p->arena, a->first_day);
	m->last = civil_iso_day(p->arena, a->last_day);
	m->count = arena_printf(p->arena, "%s in %s",
	    plural(p, a->mention_count, "mention", "mentions").ptr,
	    plural(p, a->article_count, "article", "articles").ptr);
	m->seen = seen_between(p, a->first_day, a->last_day);
}

int
page_actor_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct actor_row a;
	const char *title;
	int64_t rules;
	int rc = store_actor_find(p->store, p->request.slug, p->arena, &a,
	    p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	fill_status(p, m, &a);
	if (curated_fill(p, a.slug, &m->curated) != 0 ||
	    load_periods(p, m, &a) != 0 ||
	    (m->is_person ? load_roles(p, m, &a) : load_bodies(p, m, &a)) !=
	        0 ||
	    store_rules(p->store, &rules, p->err) != 0 ||
	    load_statements(p, m, &a) != 0 || load_timeline(p, m, &a) != 0 ||
	    load_related(p, m, &a) != 0 ||
	    load_articles(p, m, &a) != 0 || load_names(p, m, &a) != 0)
		return -1;
	if (rules != 0)
		m->rules = arena_printf(p->arena, "%08" PRIx64, rules);
	title = m->titles.count > 0 ? m->titles.items[0].title.ptr : "";
	p->frame.title = a.name;
	p->frame.feed = str_from("feed.atom");
	p->frame.description = arena_printf(p->arena, "%.*s: %s%s%s, %s.",
	    STR_ARG(a.name), title, title[0] != '\0' ? "; " : "",
	    m->count.ptr, m->seen.ptr);
	return PAGE_FOUND;
}

int
page_actor_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct actor_list actors;

	if (store_actors(s, 1, scratch, &actors, err) != 0)
		return -1;
	for (size_t i = 0; i < actors.count; i++) {
		struct request r = { .slug = actors.items[i].slug,
			.day = actors.items[i].last_day };

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}
