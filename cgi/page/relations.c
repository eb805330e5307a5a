/* relations.c: who is named together, as arcs in SVG and as a table. */
#include "page/relations.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "base/vec.h"

enum {
	ROW = 30,      /* pixels from name to name */
	SPINE = 104,   /* x of the dots, where the arcs end */
	REACH = 98,    /* how far an arc may go to the left */
	NAME_MOST = 30 /* characters beside the arcs on a phone */
};

static struct bind node_binds[] = {
	BIND_TEXT("HREF", struct node, href),
	SHOW_TEXT("NAME", struct node, name),
	SHOW_TEXT("SELF", struct node, self),
	BIND_TEXT("FULL", struct node, full),
	SHOW_NUMBER("Y", struct node, y),
	SHOW_NUMBER("TEXT_Y", struct node, text_y),
	BIND_END,
};
static struct bind edge_binds[] = {
	BIND_TEXT("HREF", struct edge, href),
	SHOW_TEXT("PATH", struct edge, path),
	SHOW_TEXT("BARE_PATH", struct edge, bare_path),
	SHOW_TEXT("STROKE", struct edge, width),
	BIND_TEXT("FROM", struct edge, from),
	SHOW_TEXT("BARE_FROM", struct edge, bare_from),
	BIND_TEXT("TO", struct edge, to),
	BIND_NUMBER("SENTENCES", struct edge, sentences),
	BIND_END,
};
struct bind relations_binds[] = {
	SHOW_LIST("NODES", struct relations, nodes, struct node, node_binds),
	BIND_LIST("EDGES", struct relations, edges, struct edge, edge_binds),
	SHOW_NUMBER("DRAWING_HEIGHT", struct relations, height),
	BIND_END,
};

static struct str
cut_name(struct page *p, struct str name)
{
	size_t i = 0, next;

	for (int n = 0; i < name.len && n < NAME_MOST; n++, i = next)
		utf8_next(name, i, &next);
	if (i == name.len)
		return name;
	return arena_printf(p->arena, "%.*s\u2026",
	    STR_ARG(str_trim(str_slice(name, 0, i))));
}

static void
add_node(struct page *p, struct str href, struct str name,
    struct relations *out)
{
	struct node *n = VEC_ADD(p->arena, &out->nodes);

	n->href = href;
	n->full = name;
	n->name = cut_name(p, name);
	if (href.len == 0)
		n->self = n->name;
	n->y = (int64_t)(out->nodes.count - 1) * ROW + ROW / 2;
	n->text_y = n->y + 5;
}

/* The whole part of the square root. */
static int64_t
square_root(int64_t n)
{
	int64_t root = 0;

	while ((root + 1) * (root + 1) <= n)
		root++;
	return root;
}

static void
add_edge(struct page *p, const struct node *from, const struct node *to,
    struct str href, int64_t sentences, struct relations *out)
{
	struct edge *e = VEC_ADD(p->arena, &out->edges);
	int64_t half = (to->y - from->y) / 2;
	/* The longest reaches furthest, so that no two lie on each other. */
	int64_t reach = 2 * half * REACH /
	    ((int64_t)(out->nodes.count - 1) * ROW);

	e->from = from->full;
	e->to = to->full;
	e->sentences = sentences;
	e->path = arena_printf(p->arena,
	    "M%d %" PRId64 "A%" PRId64 " %" PRId64 " 0 0 0 %d %" PRId64,
	    SPINE, from->y, reach, half, SPINE, to->y);
	if (sentences >= PAIR_SENTENCES)
		e->href = href;
	else {
		e->bare_path = e->path;
		e->bare_from = e->from;
	}
}

/* Two of the others, when they have a page together. */
static int
join_others(struct page *p, const struct pair_list *pairs, size_t a, size_t b,
    struct relations *out)
{
	const struct actor_row *x = &pairs->items[a].other;
	const struct actor_row *y = &pairs->items[b].other;
	int64_t sentences;

	if (store_pair_count(p->store, x->id, y->id, &sentences, p->err) != 0)
		return -1;
	if (sentences >= PAIR_SENTENCES)
		add_edge(p, &out->nodes.items[a + 1],
		    &out->nodes.items[b + 1],
		    url_link(p, url_pair(p, x->slug, y->slug, 0).ptr),
		    sentences, out);
	return 0;
}

/* One pixel, and up to five more for the pair that is named most. */
static void
set_widths(struct page *p, struct relations *out)
{
	int64_t most = 1;

	for (size_t i = 0; i < out->edges.count; i++)
		if (out->edges.items[i].sentences > most)
			most = out->edges.items[i].sentences;
	for (size_t i = 0; i < out->edges.count; i++) {
		struct edge *e = &out->edges.items[i];
		int64_t tenths = 10 +
		    square_root(2500 * e->sentences / most);

		e->width = arena_printf(p->arena, "%" PRId64 ".%" PRId64,
		    tenths / 10, tenths % 10);
	}
}

int
relations_fill(struct page *p, const struct actor_row *actor,
    const struct pair_list *pairs, struct relations *out)
{
	size_t count = pairs->count < RELATIONS_MOST ? pairs->count
	                                             : RELATIONS_MOST;

	*out = (struct relations){ 0 };
	if (count < 2)
		return 0;
	add_node(p, str_from(""), actor->name, out);
	for (size_t i = 0; i < count; i++) {
		const struct actor_row *other = &pairs->items[i].other;

		add_node(p, url_link(p, url_actor(p, other->slug, 0).ptr),
		    other->name, out);
	}
	for (size_t i = 0; i < count; i++)
		add_edge(p, &out->nodes.items[0], &out->nodes.items[i + 1],
		    url_link(p, url_pair(p, actor->slug,
		        pairs->items[i].other.slug, 0).ptr),
		    pairs->items[i].sentences, out);
	for (size_t a = 0; a < count; a++)
		for (size_t b = a + 1; b < count; b++)
			if (join_others(p, pairs, a, b, out) != 0)
				return -1;
	set_widths(p, out);
	out->height = (int64_t)out->nodes.count * ROW;
	return 0;
}
