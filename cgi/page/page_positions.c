/*
 * page_positions.c: what actors are reported to have said on an issue, those
 * who are for something beside those who are against.
 *
 * Statements stand under what their verb does, in the order of stance_order:
 * on the left what carries a matter on, on the right what stops, disputes or
 * presses it, and below both what is merely said.  Nobody is placed who was
 * not reported to speak, and an actor may stand on both sides.
 */
#include "page/pages.h"

#include "base/vec.h"
#include "page/positions.h"
#include "page/said.h"

enum {
	SPEAKERS = 2,   /* an issue has positions from so many on */
	ACTORS = 6,     /* of a stance, those with most statements */
	STATEMENTS = 2, /* of an actor */
	LOOK_AT = 6     /* of an actor, in case some are copies */
};

static const struct {
	enum stance stance;
	int column; /* 0 left, 1 right, 2 below */
	const char *title;
} stance_order[] = {
	{ STANCE_SUPPORT, 0, "Support" },
	{ STANCE_PROMISE, 0, "Promise" },
	{ STANCE_PLAN, 0, "Plan" },
	{ STANCE_OPPOSE, 1, "Oppose" },
	{ STANCE_DECLINE, 1, "Decline" },
	{ STANCE_DENY, 1, "Deny" },
	{ STANCE_ACCUSE, 1, "Accuse" },
	{ STANCE_DEMAND, 1, "Demand" },
	{ STANCE_WARN, 1, "Warn" },
	{ STANCE_QUESTION, 1, "Question" },
	{ STANCE_SAY, 2, "Say" },
};
enum { STANCE_COUNT = sizeof(stance_order) / sizeof(*stance_order) };

struct stand {
	struct str actor, actor_href;
	int64_t count;   /* statements of this stance */
	struct str more; /* "and 3 more", or "" */
	struct said_list said;
};
static struct bind stand_binds[] = {
	BIND_TEXT("ACTOR", struct stand, actor),
	BIND_TEXT("ACTOR_HREF", struct stand, actor_href),
	FACT_NUMBER("count", struct stand, count),
	SHOW_TEXT("MORE_STATEMENTS", struct stand, more),
	BIND_LIST("SAID", struct stand, said, struct said, said_binds),
	BIND_END,
};

struct stance_view {
	struct str title, name, id, others;
	LIST(struct stand) stands;
};
static struct bind stance_binds[] = {
	SHOW_TEXT("STANCE_TITLE", struct stance_view, title),
	FACT_TEXT("stance", struct stance_view, name),
	SHOW_TEXT("STANCE_ID", struct stance_view, id),
	SHOW_TEXT("OTHERS", struct stance_view, others),
	BIND_LIST("STANDS", struct stance_view, stands, struct stand,
	    stand_binds),
	BIND_END,
};

struct column {
	LIST(struct stance_view) stances;
};
static struct bind column_binds[] = {
	BIND_LIST("STANCES", struct column, stances, struct stance_view,
	    stance_binds),
	BIND_END,
};

struct model {
	struct str tag, tag_href;
	LIST(struct column) columns;
	LIST(struct stance_view) plain;
};
struct bind page_positions_binds[] = {
	BIND_TEXT("TAG", struct model, tag),
	BIND_TEXT("TAG_HREF", struct model, tag_href),
	BIND_LIST("COLUMNS", struct model, columns, struct column,
	    column_binds),
	BIND_LIST("PLAIN", struct model, plain, struct stance_view,
	    stance_binds),
	BIND_END,
};

static bool
is_copy(const struct said_list *list, struct str content)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].content, content))
			return true;
	return false;
}

/* Rows [from, to) are of one actor and stance. */
static int
add_stand(struct page *p, const struct position_list *rows, size_t from,
    size_t to, struct stance_view *view)
{
	struct stand *s = VEC_ADD(p->arena, &view->stands);
	int64_t shown = 0;

	s->count = rows->items[from].count;
	s->actor = rows->items[from].name;
	s->actor_href = url_link(p,
	    url_actor(p, rows->items[from].slug, 0).ptr);
	for (size_t i = from; i < to; i++) {
		struct statement_row row = { 0 };

		if (store_position_statement(p->store, &rows->items[i],
		        p->arena, &row, p->err) < 0)
			return -1;
		if (s->said.count == STATEMENTS &&
		    !is_copy(&s->said, row.content))
			break;
		said_add(p, &row, SAID_BY_PAGE, &s->said);
		shown++;
	}
	if (s->count > shown)
		s->more = plural(p, s->count - shown, "more statement",
		    "more statements");
	return 0;
}

static int
fill_stance(struct page *p, const struct position_list *rows,
    enum stance stance, struct stance_view *view)
{
	int64_t others = 0;

	for (size_t from = 0, to; from < rows->count; from = to) {
		const struct position_row *first = &rows->items[from];

		for (to = from; to < rows->count &&
		     rows->items[to].stance == first->stance &&
		     rows->items[to].actor == first->actor; to++)
			;
		if (first->stance != stance)
			continue;
		if (view->stands.count == ACTORS)
			others++;
		else if (add_stand(p, rows, from, to, view) != 0)
			return -1;
	}
	if (others > 0)
		view->others = arena_printf(p->arena, "and %s",
		    plural(p, others, "other", "others").ptr);
	return 0;
}

static int
fill_columns(struct page *p, struct model *m,
    const struct position_list *rows)
{
	struct column columns[2] = { 0 };

	for (size_t i = 0; i < STANCE_COUNT; i++) {
		struct stance_view view = { 0 };
		int column = stance_order[i].column;

		view.title = str_from(stance_order[i].title);
		view.name = str_from(stance_names[stance_order[i].stance]);
		view.id = arena_printf(p->arena, "stance-%.*s",
		    STR_ARG(view.name));
		if (fill_stance(p, rows, stance_order[i].stance, &view) != 0)
			return -1;
		if (view.stands.count == 0)
			continue;
		if (column == 2)
			*VEC_ADD(p->arena, &m->plain) = view;
		else
			*VEC_ADD(p->arena, &columns[column].stances) = view;
	}
	for (size_t c = 0; c < 2; c++)
		if (columns[c].stances.count > 0)
			*VEC_ADD(p->arena, &m->columns) = columns[c];
	return 0;
}

int
page_positions_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct tag_row tag;
	struct position_list rows;
	int64_t speakers;
	int rc = store_tag_find(p->store, p->request.slug, p->arena, &tag,
	    p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (store_issue_speakers(p->store, tag.id, SPEAKERS, &speakers,
	        p->err) != 0)
		return -1;
	if (speakers < SPEAKERS)
		return PAGE_MISSING;
	if (store_issue_positions(p->store, tag.id, LOOK_AT, p->arena, &rows,
	        p->err) != 0 ||
	    fill_columns(p, m, &rows) != 0 ||
	    tag_heading(p, &tag, &m->tag) != 0)
		return -1;
	crumb_add(p, url_tag(p, tag.slug, 0), m->tag);
	m->tag_href = url_link(p, url_tag(p, tag.slug, 0).ptr);
	p->frame.title = arena_printf(p->arena, "%.*s: positions",
	    STR_ARG(m->tag));
	p->frame.description = arena_printf(p->arena,
	    "Who is reported to support, promise, oppose, deny or demand what"
	    " on %.*s, side by side, each with the sentence.",
	    STR_ARG(m->tag));
	return PAGE_FOUND;
}

int
positions_link(struct page *p, const struct tag_row *tag, struct str *href)
{
	int64_t speakers;

	*href = str_from("");
	if (store_issue_speakers(p->store, tag->id, SPEAKERS, &speakers,
	        p->err) != 0)
		return -1;
	if (speakers >= SPEAKERS)
		*href = url_link(p, arena_printf(p->arena, "%spositions/",
		    url_tag(p, tag->slug, 0).ptr).ptr);
	return 0;
}

int
page_positions_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct tag_list tags;

	if (store_issues(s, SPEAKERS, scratch, &tags, err) != 0)
		return -1;
	for (size_t i = 0; i < tags.count; i++) {
		struct request r = { .slug = tags.items[i].slug };

		if (visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}
