/* page_pair.c: two actors and the sentences that name both. */
#include "page/pages.h"

#include "base/vec.h"
#include "store/pair.h"

enum { NEWEST = 60 }; /* sentences; a pair with more has pages by year */

struct party {
	struct str name, href, kind;
};
static struct bind party_binds[] = {
	BIND_TEXT("NAME", struct party, name),
	BIND_TEXT("NAME_HREF", struct party, href),
	BIND_TEXT("KIND", struct party, kind),
	BIND_END,
};

struct model {
	LIST(struct party) parties;
	struct str count, heading, all_href;
	int64_t sentences;
	struct links years;
	LIST(struct quote_day) days;
};
struct bind page_pair_binds[] = {
	BIND_LIST("PARTIES", struct model, parties, struct party,
	    party_binds),
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	SHOW_TEXT("HEADING", struct model, heading),
	SHOW_TEXT("ALL_HREF", struct model, all_href),
	BIND_NUMBER("SENTENCES", struct model, sentences),
	BIND_LIST("YEARS", struct model, years, struct link, link_binds),
	BIND_HAS("HAS_YEARS", struct model, years),
	BIND_LIST("DAYS", struct model, days, struct quote_day,
	    quote_day_binds),
	BIND_END,
};

static void
add_party(struct page *p, struct model *m, const struct actor_row *a)
{
	struct party *party = VEC_ADD(p->arena, &m->parties);

	party->name = a->name;
	party->href = url_link(p, url_actor(p, a->slug, 0).ptr);
	party->kind = kind_label(a->kind);
}

/* Both actors, when they are in order and named together often enough. */
static int
find_pair(struct page *p, struct actor_row *a, struct actor_row *b,
    int64_t *sentences)
{
	int rc;

	if (str_compare(p->request.slug, p->request.other) >= 0)
		return 0;
	rc = store_actor_find(p->store, p->request.slug, p->arena, a,
	    p->err);
	if (rc > 0)
		rc = store_actor_find(p->store, p->request.other, p->arena,
		    b, p->err);
	if (rc <= 0)
		return rc;
	if (store_pair_count(p->store, a->id, b->id, sentences, p->err) != 0)
		return -1;
	return *sentences >= PAIR_SENTENCES;
}

static int
load_years(struct page *p, struct model *m, const struct actor_row *a,
    const struct actor_row *b)
{
	struct period_list years;

	if (m->sentences <= NEWEST)
		return 0;
	if (store_pair_years(p->store, a->id, b->id, p->arena, &years,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < years.count; i++) {
		int year = years.items[i].year;

		links_add(p, &m->years, url_pair(p, a->slug, b->slug, year),
		    arena_printf(p->arena, "%d", year), years.items[i].count)
		    ->current = year == p->request.year;
	}
	return 0;
}

static int
load_pair(struct page *p, struct model **out)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct actor_row a, b;
	struct passage_list passages;
	struct quote_days days = { 0 };
	int rc = find_pair(p, &a, &b, &m->sentences);

	p->model = *out = m;
	if (rc <= 0)
		return rc;
	if (p->request.year != 0 && m->sentences <= NEWEST)
		return PAGE_MISSING;
	if (store_pair_passages(p->store, a.id, b.id, p->request.year,
	        NEWEST, p->arena, &passages, p->err) != 0 ||
	    load_years(p, m, &a, &b) != 0)
		return -1;
	if (passages.count == 0)
		return PAGE_MISSING;
	add_party(p, m, &a);
	add_party(p, m, &b);
	quote_days_fill(p, &passages, QUOTE_SENTENCES, &days);
	m->days.items = days.items;
	m->days.count = days.count;
	if (p->request.year != 0) {
		m->sentences = (int64_t)passages.count;
		m->all_href = url_link(p, url_pair(p, a.slug, b.slug, 0).ptr);
	}
	m->count = plural(p, m->sentences, "sentence names both",
	    "sentences name both");
	m->heading = str_from((size_t)m->sentences > passages.count
	    ? "Newest sentences" : "Sentences");
	p->frame.title = arena_printf(p->arena, "%.*s and %.*s",
	    STR_ARG(a.name), STR_ARG(b.name));
	return PAGE_FOUND;
}

int
page_pair_load(struct page *p)
{
	struct model *m;
	int rc = load_pair(p, &m);

	if (rc <= 0)
		return rc;
	p->frame.description = arena_printf(p->arena,
	    "%s: %s, by date.", p->frame.title.ptr, m->count.ptr);
	return PAGE_FOUND;
}

int
page_pair_year_load(struct page *p)
{
	struct model *m;
	int rc = load_pair(p, &m);

	if (rc <= 0)
		return rc;
	p->frame.title = arena_printf(p->arena, "%s in %d",
	    p->frame.title.ptr, p->request.year);
	p->frame.description = arena_printf(p->arena,
	    "%s: %s, by date.", p->frame.title.ptr, m->count.ptr);
	return PAGE_FOUND;
}

int
page_pair_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct pair_slugs_list pairs;

	if (store_pairs(s, scratch, &pairs, err) != 0)
		return -1;
	for (size_t i = 0; i < pairs.count; i++) {
		struct request r = {
			.slug = pairs.items[i].slug,
			.other = pairs.items[i].other,
		};

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}

int
page_pair_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct pair_slugs_list pairs;

	if (store_pairs(s, scratch, &pairs, err) != 0)
		return -1;
	for (size_t i = 0; i < pairs.count; i++) {
		const struct pair_slugs *pair = &pairs.items[i];
		struct request r = {
			.slug = pair->slug,
			.other = pair->other,
		};
		struct period_list years;

		if (pair->sentences <= NEWEST)
			continue;
		if (store_pair_years(s, pair->id, pair->other_id, scratch,
		        &years, err) != 0)
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
