/* desk_page.c: the desk's pages as models. */
#include "desk_page.h"

#include "base/civil.h"
#include "base/vec.h"
#include "desk/foresee.h"

enum {
	LISTED = 100,  /* pairs on one page */
	NAMES = 8,     /* of one identity */
	TITLES = 3,
	SENTENCES = 5,
	PLANNED = 50   /* pages of a kind that a plan shows */
};

/*
 * Pairs.
 */

/* A pair in the list. */
struct row {
	struct str href, name, other, reason;
	int64_t score, count, other_count; /* articles */
};

static struct bind row_binds[] = {
	SHOW_TEXT("HREF", struct row, href),
	SHOW_TEXT("NAME", struct row, name),
	SHOW_TEXT("OTHER", struct row, other),
	SHOW_TEXT("REASON", struct row, reason),
	SHOW_NUMBER("SCORE", struct row, score),
	SHOW_NUMBER("COUNT", struct row, count),
	SHOW_NUMBER("OTHER_COUNT", struct row, other_count),
	BIND_END,
};

/* A text alone. */
struct item {
	struct str text, more;
};

static struct bind item_binds[] = {
	SHOW_TEXT("TEXT", struct item, text),
	SHOW_TEXT("MORE_TEXT", struct item, more),
	BIND_END,
};

/* A title with the sentence it was read in last. */
struct title {
	struct str title, organisation;
	struct quote quote;
};

static struct bind title_binds[] = {
	SHOW_TEXT("ROLE", struct title, title),
	SHOW_TEXT("OF", struct title, organisation),
	SHOW_TEXT("HREF", struct title, quote.href),
	SHOW_TEXT("TEXT", struct title, quote.text),
	SHOW_TEXT("DATE", struct title, quote.date),
	SHOW_TEXT("DATETIME", struct title, quote.datetime),
	BIND_END,
};

/* One of the two. */
struct side {
	struct str id, name, href, kind, status;
	struct str heading_id, verdict; /* of the button "not an actor" */
	LIST(struct item) names;
	LIST(struct title) titles;
	LIST(struct quote) quotes;
};

static struct bind side_binds[] = {
	SHOW_TEXT("ID", struct side, id),
	SHOW_TEXT("NAME", struct side, name),
	SHOW_TEXT("NAME_HREF", struct side, href),
	SHOW_TEXT("KIND", struct side, kind),
	SHOW_TEXT("STATUS", struct side, status),
	SHOW_TEXT("HEADING_ID", struct side, heading_id),
	SHOW_TEXT("VERDICT", struct side, verdict),
	SHOW_LIST("NAMES", struct side, names, struct item, item_binds),
	SHOW_LIST("TITLES", struct side, titles, struct title, title_binds),
	BIND_HAS("HAS_TITLES", struct side, titles),
	SHOW_LIST("QUOTES", struct side, quotes, struct quote, quote_binds),
	BIND_END,
};

struct model {
	struct str sheet;    /* the desk's own style sheet */
	struct str form;     /* the token of its forms */
	struct str decide, undo, plan;
	/* of the list */
	struct str count;
	LIST(struct row) rows;
	/* of a pair */
	struct str a, b, next, reason;
	int64_t score;
	LIST(struct item) reasons; /* of a plan: whose counts move */
	LIST(struct side) sides;
	/* of what was decided; of a plan, the pages */
	LIST(struct item) lines;
	bool nothing; /* was decided */
	struct str last; /* the line that can be taken back, or "" */
};

struct bind desk_binds[] = {
	SHOW_TEXT("SHEET", struct model, sheet),
	SHOW_TEXT("FORM", struct model, form),
	SHOW_TEXT("DECIDE_HREF", struct model, decide),
	SHOW_TEXT("UNDO_HREF", struct model, undo),
	SHOW_TEXT("PLAN_HREF", struct model, plan),
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	SHOW_LIST("ROWS", struct model, rows, struct row, row_binds),
	BIND_HAS("HAS_ROWS", struct model, rows),
	SHOW_TEXT("A", struct model, a),
	SHOW_TEXT("B", struct model, b),
	SHOW_TEXT("NEXT_HREF", struct model, next),
	SHOW_TEXT("WHY", struct model, reason),
	SHOW_NUMBER("SCORE", struct model, score),
	SHOW_LIST("REASONS", struct model, reasons, struct item, item_binds),
	SHOW_LIST("SIDES", struct model, sides, struct side, side_binds),
	SHOW_LIST("LINES", struct model, lines, struct item, item_binds),
	BIND_HAS("HAS_LINES", struct model, lines),
	SHOW_FLAG("NOTHING", struct model, nothing),
	SHOW_TEXT("LAST", struct model, last),
	BIND_END,
};

static struct str
pair_href(struct desk_view *v, struct str a, struct str b)
{
	return arena_printf(v->arena, "%.*sdesk/pair/%.*s/%.*s/",
	    STR_ARG(v->page.root), STR_ARG(a), STR_ARG(b));
}

static struct str
slug_of(const struct desk_view *v, size_t actor)
{
	return v->desk->survey.actors.items[actor].slug;
}

static bool
is_open(const struct desk_view *v, const struct suspect *p)
{
	return survey_is_open(&v->authority, &v->desk->survey, p);
}

/* NULL when the survey has no such pair. */
static const struct suspect *
find_pair(const struct desk_view *v, struct str a, struct str b)
{
	const struct survey *s = &v->desk->survey;

	for (size_t i = 0; i < s->suspects.count; i++) {
		const struct suspect *p = &s->suspects.items[i];

		if (str_equal(slug_of(v, p->a), a) &&
		    str_equal(slug_of(v, p->b), b))
			return p;
	}
	return NULL;
}

struct str
desk_next(struct desk_view *v, struct str a, struct str b)
{
	const struct survey *s = &v->desk->survey;
	const struct suspect *here = find_pair(v, a, b);
	size_t start = here != NULL
	    ? (size_t)(here - s->suspects.items) + 1 : 0;

	for (size_t i = 0; i < s->suspects.count; i++) {
		const struct suspect *p = &s->suspects.items[(start + i) %
		    s->suspects.count];

		if (p != here && is_open(v, p))
			return pair_href(v, slug_of(v, p->a),
			    slug_of(v, p->b));
	}
	return arena_printf(v->arena, "%.*sdesk/", STR_ARG(v->page.root));
}

struct str
desk_reason(struct desk_view *v, struct str a, struct str b)
{
	const struct suspect *p = find_pair(v, a, b);

	return p == NULL ? str_from("seen at the desk")
	    : arena_printf(v->arena, "seen at the desk: %s",
	          p->reasons.items[0].ptr);
}

/*
 * The frame.
 */

static void
add_menu(struct desk_view *v, const char *path, const char *text,
    const char *here)
{
	struct link *k = VEC_ADD(v->arena, &v->page.frame.menu);

	k->href = url_link(&v->page, path);
	k->text = str_from(text);
	k->current = strcmp(path, here) == 0;
}

static void
fill_frame(struct desk_view *v, struct model *m, const char *here,
    const char *title)
{
	struct page *p = &v->page;
	struct frame *f = &p->frame;

	f->language = p->config->language;
	f->site_title = p->config->title;
	f->publisher = p->config->publisher;
	f->title = str_from(title);
	f->home = url_link(p, "");
	f->style = url_link(p, p->assets->style.ptr);
	f->icon = url_link(p, p->assets->icon.ptr);
	f->opensearch = url_link(p, "opensearch.xml");
	f->not_home = f->no_index = true;
	add_menu(v, "desk/", "Could be one", here);
	add_menu(v, "desk/decided/", "Decided", here);
	add_menu(v, "actors/", "Actors", here);
	m->sheet = url_link(p, p->assets->desk.ptr);
	m->form = str_from(v->desk->form);
	m->decide = url_link(p, "desk/decide");
	m->undo = url_link(p, "desk/undo");
	m->plan = url_link(p, "desk/plan");
}

static int
render(struct desk_view *v, const char *template, const struct model *m,
    struct buf *out)
{
	return templates_render(v->desk->site.templates, template,
	    desk_binds, m, frame_binds, &v->page.frame, out, v->err) == 0
	    ? PAGE_FOUND : -1;
}

/*
 * The list.
 */

static void
add_row(struct desk_view *v, struct model *m, const struct suspect *p)
{
	const struct actor_row *x = &v->desk->survey.actors.items[p->a];
	const struct actor_row *y = &v->desk->survey.actors.items[p->b];

	*VEC_ADD(v->arena, &m->rows) = (struct row){
		.href = pair_href(v, x->slug, y->slug),
		.name = x->name,
		.other = y->name,
		.reason = p->reasons.items[0],
		.score = p->score,
		.count = x->article_count,
		.other_count = y->article_count,
	};
}

int
desk_list(struct desk_view *v, struct buf *out)
{
	const struct survey *s = &v->desk->survey;
	struct model m = { .form = str_from("") };
	int64_t open = 0;

	fill_frame(v, &m, "desk/", "Who could be one");
	for (size_t i = 0; i < s->suspects.count; i++) {
		if (!is_open(v, &s->suspects.items[i]))
			continue;
		if (open++ < LISTED)
			add_row(v, &m, &s->suspects.items[i]);
	}
	m.count = plural(&v->page, open, "pair is open", "pairs are open");
	if (open > LISTED)
		m.count = arena_printf(v->arena, "%s; the likeliest %d are "
		    "here", m.count.ptr, LISTED);
	return render(v, "desk.tpl", &m, out);
}

/*
 * A pair.
 */

static struct str
status(struct desk_view *v, const struct actor_row *row)
{
	struct page *p = &v->page;
	const char *last = civil_long_day(v->arena, row->last_day).ptr;

	return arena_printf(v->arena, "%s, %s, seen %s%s%s%s",
	    plural(p, row->article_count, "article", "articles").ptr,
	    plural(p, row->mention_count, "mention", "mentions").ptr,
	    row->first_day == row->last_day ? "on " : "from ",
	    row->first_day == row->last_day ? ""
	        : civil_long_day(v->arena, row->first_day).ptr,
	    row->first_day == row->last_day ? "" : " to ", last);
}

static int
add_names(struct desk_view *v, const struct actor_row *row, struct side *side)
{
	struct name_list names;

	if (store_actor_names(v->page.store, row->id, v->arena, &names,
	        v->err) != 0)
		return -1;
	for (size_t i = 0; i < names.count && i < NAMES; i++)
		*VEC_ADD(v->arena, &side->names) = (struct item){
			names.items[i].name, plural(&v->page,
			    names.items[i].mentions, "time", "times"),
		};
	return 0;
}

static int
add_titles(struct desk_view *v, const struct actor_row *row,
    struct side *side)
{
	struct role_list roles;

	if (store_actor_roles(v->page.store, row->id, TITLES, v->arena,
	        &roles, v->err) != 0)
		return -1;
	for (size_t i = 0; i < roles.count; i++) {
		struct title *t = VEC_ADD(v->arena, &side->titles);

		t->title = roles.items[i].title;
		t->organisation = roles.items[i].organisation_name;
		quote_fill(&v->page, &roles.items[i].evidence, &t->quote);
	}
	return 0;
}

static int
add_side(struct desk_view *v, struct model *m, struct str slug,
    const char *verdict)
{
	struct side *side = VEC_ADD(v->arena, &m->sides);
	struct passage_list passages;
	struct actor_row row;
	int rc = store_actor_find(v->page.store, slug, v->arena, &row,
	    v->err);

	if (rc <= 0)
		return rc;
	side->id = row.slug;
	side->name = row.name;
	side->href = url_link(&v->page, url_actor(&v->page, row.slug, 0).ptr);
	side->kind = kind_label(row.kind);
	side->status = status(v, &row);
	side->verdict = str_from(verdict);
	side->heading_id = arena_printf(v->arena, "side-%s", verdict);
	if (add_names(v, &row, side) != 0 || add_titles(v, &row, side) != 0 ||
	    store_actor_passages(v->page.store, row.id, 0, SENTENCES,
	        v->arena, &passages, v->err) != 0)
		return -1;
	for (size_t i = 0; i < passages.count; i++)
		quote_fill(&v->page, &passages.items[i],
		    VEC_ADD(v->arena, &side->quotes));
	return 1;
}

int
desk_pair(struct desk_view *v, struct str a, struct str b, struct buf *out)
{
	struct model m = { .a = a, .b = b };
	const struct suspect *p = find_pair(v, a, b);
	int rc;

	fill_frame(v, &m, "", "");
	rc = add_side(v, &m, a, "not-a");
	if (rc > 0)
		rc = add_side(v, &m, b, "not-b");
	if (rc <= 0)
		return rc;
	v->page.frame.title = arena_printf(v->arena, "%s or %s?",
	    m.sides.items[0].name.ptr, m.sides.items[1].name.ptr);
	m.next = desk_next(v, a, b);
	m.reason = desk_reason(v, a, b);
	m.score = p != NULL ? p->score : 0;
	for (size_t i = 0; p != NULL && i < p->reasons.count; i++)
		VEC_ADD(v->arena, &m.reasons)->text = p->reasons.items[i];
	return render(v, "desk_pair.tpl", &m, out);
}

/*
 * What was decided.
 */

int
desk_decided(struct desk_view *v, struct buf *out)
{
	struct model m = { .form = str_from("") };
	struct written_list list;
	const struct desk *d = v->desk;

	fill_frame(v, &m, "desk/decided/", "Decided in this session");
	if (ledger_list(&d->ledger, v->arena, &list, v->err) != 0)
		return -1;
	for (size_t i = list.count; i-- > d->written_before;) {
		const struct written *w = &list.items[i];

		*VEC_ADD(v->arena, &m.lines) = (struct item){ w->text,
			arena_printf(v->arena, "%s:%u", w->file, w->line) };
	}
	m.nothing = list.count <= d->written_before;
	if (!m.nothing)
		m.last = list.items[list.count - 1].text;
	return render(v, "desk_decided.tpl", &m, out);
}

/*
 * What would change.
 */

static void
add_pages(struct desk_view *v, struct model *m, const char *verb,
    const struct plan_paths *pages)
{
	for (size_t i = 0; i < pages->count && i < PLANNED; i++)
		*VEC_ADD(v->arena, &m->lines) = (struct item){
			arena_printf(v->arena, "/%.*s",
			    STR_ARG(pages->items[i])), str_from(verb),
		};
	if (pages->count > PLANNED)
		*VEC_ADD(v->arena, &m->lines) = (struct item){
			arena_printf(v->arena, "and %zu more pages",
			    pages->count - PLANNED), str_from(verb),
		};
}

static void
add_moved(struct desk_view *v, struct model *m,
    const struct plan_counts *moved)
{
	for (size_t i = 0; i < moved->count; i++) {
		const struct plan_count *c = &moved->items[i];

		*VEC_ADD(v->arena, &m->reasons) = (struct item){
			c->name, arena_printf(v->arena,
			    "%lld articles, %lld before",
			    (long long)c->now, (long long)c->before),
		};
	}
}

int
desk_plan(struct desk_view *v, struct buf *out)
{
	const struct desk_options *o = v->desk->options;
	const struct foresee_options options = {
		.site = o->directory,
		.out = arena_printf(v->arena, "%s/public", o->directory).ptr,
		.data = o->data,
		.templates = o->templates,
		.assets = o->assets,
		.timezone = v->desk->site.config.timezone.ptr,
		.authority = &v->authority,
		.quiet = true,
	};
	struct model m = { .form = str_from("") };
	const struct plan_changes *c;
	struct foresight seen;

	fill_frame(v, &m, "", "What an import would change");
	if (foresee(&options, v->arena, &seen, v->err) != 0)
		return -1;
	c = &seen.changes;
	m.count = arena_printf(v->arena, "Pages: %zu added, %zu changed, %zu "
	    "removed", c->pages_added.count, c->pages_changed.count,
	    c->pages_removed.count);
	add_moved(v, &m, &seen.moved);
	add_pages(v, &m, "added", &c->pages_added);
	add_pages(v, &m, "removed", &c->pages_removed);
	add_pages(v, &m, "changed", &c->pages_changed);
	return render(v, "desk_plan.tpl", &m, out);
}
