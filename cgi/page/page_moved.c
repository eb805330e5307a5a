/* page_moved.c: the page at an old path, which sends its reader on; and the
 * old paths as lists for web servers. */
#include "page/pages.h"

#include "base/map.h"
#include "base/vec.h"
#include "store/moved.h"
#include "store/withdrawn.h"

struct model {
	struct str href, url, title;
};
struct bind page_moved_binds[] = {
	SHOW_TEXT("MOVED_HREF", struct model, href),
	FACT_TEXT("moved_to", struct model, url),
	BIND_TEXT("MOVED_TITLE", struct model, title),
	BIND_END,
};

/* Parts a path below a subject's: "/actors/SLUG/", "2025/". */
static bool
cut_place(struct str path, struct place *place, struct str *rest)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/' &&
		    place_parse(str_slice(path, 0, i + 1), place)) {
			*rest = str_slice(path, i + 1, path.len);
			return true;
		}
	return false;
}

/* Where the subject is now, itself when it has not moved: 1 when it has. */
static int
find(struct page *p, struct place *place, struct str *title)
{
	struct moved moved;
	int rc = store_moved_find(p->store, place, p->arena, &moved, p->err);

	if (rc > 0) {
		*place = moved.to;
		*title = moved.title;
	}
	return rc;
}

/* The path of two actors, of whom the first by slug is named first. */
static struct str
pair_path(struct page *p, struct str slug, struct str other, struct str rest)
{
	bool turned = str_compare(other, slug) < 0;

	if (str_equal(slug, other))
		return arena_printf(p->arena, "/actors/%.*s/", STR_ARG(slug));
	return arena_printf(p->arena, "/actors/%.*s/with/%.*s/%.*s",
	    STR_ARG(turned ? other : slug), STR_ARG(turned ? slug : other),
	    STR_ARG(rest));
}

/* 1 with *to when something in the path has moved, 0 or -1. */
static int
find_path(struct page *p, struct str path, struct str *to, struct str *title)
{
	struct place place, other = { .kind = REDIRECT_ACTOR };
	struct str rest, part;
	int rc, other_rc = 0;

	if (!cut_place(path, &place, &rest))
		return 0;
	rc = find(p, &place, title);
	if (rc < 0)
		return -1;
	*to = arena_printf(p->arena, "%s%.*s", place_path(&place,
	    p->arena).ptr, STR_ARG(rest));
	if (place.kind != REDIRECT_ACTOR || !str_starts(rest, "with/"))
		return rc;
	rest = str_slice(rest, strlen("with/"), rest.len);
	if (!str_cut(&rest, '/', &part))
		return rc;
	other.slug = part;
	other_rc = find(p, &other, title);
	if (other_rc < 0)
		return -1;
	*to = pair_path(p, place.slug, other.slug, rest);
	return rc > 0 || other_rc > 0;
}

static int
load(struct page *p, struct str from)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct str to;
	int rc = find_path(p, from, &to, &m->title);

	p->model = m;
	if (rc <= 0)
		return rc;
	p->location = str_slice(to, 1, to.len);
	m->href = url_link(p, p->location.ptr);
	m->url = url_absolute(p, p->location);
	if (m->title.len == 0)
		m->title = m->url;
	p->frame.title = str_from("This page has moved");
	p->frame.canonical = m->url;
	p->frame.refresh = m->href;
	p->frame.no_index = true;
	return PAGE_FOUND;
}

int
page_moved_load(struct page *p)
{
	return load(p, arena_printf(p->arena, "/%.*s/",
	    STR_ARG(p->request.path)));
}

int
page_moved_file_load(struct page *p)
{
	return load(p, arena_printf(p->arena, "/%.*s",
	    STR_ARG(p->request.path)));
}

/*
 * The pages below subjects that have moved: every page of today, under each
 * of the names that its subjects had.
 */
struct names {
	struct str *items;
	size_t count, capacity;
};
struct walk {
	const struct route *route;
	enum redirect_kind kind;
	struct map old; /* struct names of a slug */
	struct arena *arena; /* of the whole walk */
	int (*visit)(void *context, struct str from, struct err *err);
	void *context;
};

static void
add_old(struct walk *w, const struct moved *m)
{
	uintptr_t *known = map_put(&w->old, m->to.slug);
	struct names *names = (struct names *)*known;

	if (names == NULL)
		names = arena_alloc(w->arena, sizeof(*names));
	*known = (uintptr_t)names;
	*VEC_ADD(w->arena, names) = m->from.slug;
}

static struct names
names_of(const struct walk *w, struct str slug)
{
	const uintptr_t *known = slug.len > 0 ? map_get(&w->old, slug) : NULL;

	return known != NULL ? *(const struct names *)*known
	                     : (struct names){ 0 };
}

/* Of two actors the first by slug was named first. */
static int
visit_old(const struct walk *w, struct request r, struct err *err)
{
	struct arena scratch = { 0 };
	struct str slug = r.slug;
	int rc;

	if (r.other.len > 0 && str_compare(r.other, r.slug) < 0) {
		r.slug = r.other;
		r.other = slug;
	}
	rc = w->visit(w->context, route_path(w->route, &r, &scratch), err);
	arena_free(&scratch);
	return rc;
}

/* Each pair of old and new names but that of the new ones. */
static int
visit_page(void *context, const struct request *request, struct err *err)
{
	const struct walk *w = context;
	struct names slugs = names_of(w, request->slug);
	struct names others = names_of(w, request->other);
	struct request r = *request;

	for (size_t i = 0; i <= slugs.count; i++) {
		r.slug = i == 0 ? request->slug : slugs.items[i - 1];
		for (size_t k = 0; k <= others.count; k++) {
			r.other = k == 0 ? request->other
			                 : others.items[k - 1];
			if ((i > 0 || k > 0) && visit_old(w, r, err) != 0)
				return -1;
		}
	}
	return 0;
}

static int
walk_pages(struct walk *w, struct store *s, struct err *err)
{
	const char *folder = w->kind == REDIRECT_TAG ? "/tags/:slug/"
	                                             : "/actors/:slug/";

	for (size_t i = 0; i < route_count; i++) {
		struct str pattern = str_from(route_table[i].pattern);
		struct arena scratch = { 0 };
		int rc = 0;

		w->route = &route_table[i];
		/* The subject's own page is listed already. */
		if (str_starts(pattern, folder) && str_ends(pattern, "/") &&
		    pattern.len > strlen(folder))
			rc = w->route->each(s, &scratch, visit_page, w, err);
		arena_free(&scratch);
		if (rc != 0)
			return -1;
	}
	return 0;
}

static int
each_below(struct store *s, const struct moved_list *list,
    enum redirect_kind kind,
    int (*visit)(void *context, struct str from, struct err *err),
    void *context, struct err *err)
{
	struct arena arena = { 0 };
	struct walk w = {
		.kind = kind,
		.old.arena = &arena,
		.arena = &arena,
		.visit = visit,
		.context = context,
	};
	int rc = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].from.kind == kind)
			add_old(&w, &list->items[i]);
	if (w.old.count > 0)
		rc = walk_pages(&w, s, err);
	arena_free(&arena);
	return rc;
}

struct listing {
	route_visit *visit;
	void *context;
};

static int
list_path(void *context, struct str from, struct err *err)
{
	const struct listing *l = context;
	struct request r = {
		.slug = str_from(""),
		.other = str_from(""),
		.path = str_slice(from, 1, from.len - 1),
	};

	return l->visit(l->context, &r, err);
}

int
page_moved_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct listing l = { visit, context };
	struct moved_list list = { 0 };

	if (store_moved_each(s, scratch, &list, err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++)
		if (list_path(&l, place_path(&list.items[i].from, scratch),
		        err) != 0)
			return -1;
	return each_below(s, &list, REDIRECT_ACTOR, list_path, &l, err) != 0 ||
	    each_below(s, &list, REDIRECT_TAG, list_path, &l, err) != 0 ? -1
	                                                                : 0;
}

/* The same as rules of web servers, with what was withdrawn.  A tree is all that is below a path; the
 * pages of two actors, whose names may change places, come before it. */
struct rule {
	struct str old, new;
	bool is_tree, is_page_alone, is_gone, is_move;
};
static struct bind rule_binds[] = {
	BIND_TEXT("OLD", struct rule, old),
	BIND_TEXT("NEW", struct rule, new),
	BIND_FLAG("IS_TREE", struct rule, is_tree),
	SHOW_FLAG("IS_PAGE_ALONE", struct rule, is_page_alone),
	BIND_FLAG("IS_GONE", struct rule, is_gone),
	SHOW_FLAG("IS_MOVE", struct rule, is_move),
	BIND_END,
};
struct rules {
	LIST(struct rule) moves;
};
struct bind page_moves_binds[] = {
	BIND_LIST("MOVES", struct rules, moves, struct rule, rule_binds),
	BIND_END,
};

struct making {
	struct page *page;
	struct rules *rules;
};

static struct rule *
add_rule(const struct making *k, struct str from, struct str to, bool tree)
{
	struct page *p = k->page;
	struct rule *r = VEC_ADD(p->arena, &k->rules->moves);
	struct str base = config_base_path(p->config);

	r->old = arena_printf(p->arena, "%.*s%.*s", STR_ARG(base),
	    (int)from.len - 1, from.ptr + 1);
	r->new = arena_printf(p->arena, "%.*s%.*s", STR_ARG(base),
	    (int)to.len - 1, to.ptr + 1);
	r->is_tree = tree;
	r->is_page_alone = !tree;
	r->is_move = true;
	return r;
}

static int
add_withdrawn(const struct making *k)
{
	struct page *p = k->page;
	struct withdrawn_list list = { 0 };

	if (store_withdrawn_each(p->store, p->arena, &list, p->err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		const struct withdrawn *w = &list.items[i];
		const struct place place = { REDIRECT_ARTICLE,
			w->year * 12 + w->month - 1, w->slug };
		struct str path = place_path(&place, p->arena);
		struct rule *r = add_rule(k, path, path, false);

		r->is_gone = true;
		r->is_page_alone = r->is_move = false;
	}
	return 0;
}

static int
add_pair(void *context, struct str from, struct err *err)
{
	const struct making *k = context;
	struct str to, title, with = STR("/with/");

	(void)err;
	if (str_find(from, with, 0) == from.len)
		return 0;
	from = arena_str(k->page->arena, from);
	if (find_path(k->page, from, &to, &title) < 0)
		return -1;
	add_rule(k, from, to, false);
	return 0;
}

int
page_moves_load(struct page *p)
{
	struct rules *rules = arena_alloc(p->arena, sizeof(*rules));
	struct making k = { p, rules };
	struct moved_list list = { 0 };

	p->model = rules;
	if (store_moved_each(p->store, p->arena, &list, p->err) != 0 ||
	    each_below(p->store, &list, REDIRECT_ACTOR, add_pair, &k,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		const struct moved *m = &list.items[i];

		add_rule(&k, place_path(&m->from, p->arena),
		    place_path(&m->to, p->arena),
		    m->from.kind != REDIRECT_ARTICLE);
	}
	return add_withdrawn(&k) != 0 ? -1 : PAGE_FOUND;
}
