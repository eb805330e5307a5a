/*
 * page_actors.c: the index of actors: the most named of each kind, a page a
 * letter, a page a kind.
 */
#include "page/pages.h"

#include "base/utf8.h"
#include "base/vec.h"

enum {
	INDEX_MOST = 8000, /* actors on all letters, so that each is one page */
	FRONT_MOST = 24,   /* of a kind, on the first page */
	KIND_MOST = 400    /* on the page of the kind */
};

static const struct kind_name {
	enum kind kind;
	const char *title, *id, *slug, *more;
} kinds[] = {
	{ KIND_PERSON, "People", "people", "person", "More people" },
	{ KIND_ORGANISATION, "Bodies", "bodies", "body", "More bodies" },
	{ KIND_STATE, "States", "states", "state", "More states" },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

struct group {
	struct str title, id, more, more_href;
	struct links actors;
};
static struct bind group_binds[] = {
	BIND_TEXT("GROUP", struct group, title),
	SHOW_TEXT("GROUP_ID", struct group, id),
	SHOW_TEXT("MORE_TEXT", struct group, more),
	SHOW_TEXT("MORE_HREF", struct group, more_href),
	BIND_LIST("ACTORS", struct group, actors, struct link, link_binds),
	BIND_END,
};

struct model {
	struct str count, up_href;
	struct links letters;
	LIST(struct group) groups;
};
struct bind page_actors_binds[] = {
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	SHOW_TEXT("UP", struct model, up_href),
	BIND_LIST("LETTERS", struct model, letters, struct link, link_binds),
	BIND_LIST("GROUPS", struct model, groups, struct group, group_binds),
	BIND_END,
};

static struct str
url_index(struct page *p, const char *folder, const char *slug)
{
	return arena_printf(p->arena, "actors/%s/%s/", folder, slug);
}

/* The letter an index files the name under: 'a' to 'z', '#' for all else. */
static char
initial_of(struct arena *arena, struct str name)
{
	struct str folded = utf8_fold(arena, name);
	char c = folded.len > 0 ? folded.ptr[0] : '#';

	return c >= 'a' && c <= 'z' ? c : '#';
}

/* "k" of a URL as the letter, "other" as '#'; 0 when it is neither. */
static char
letter_of(struct str slug)
{
	if (str_is(slug, "other"))
		return '#';
	return slug.len == 1 && slug.ptr[0] >= 'a' ? slug.ptr[0] : 0;
}

static const char *
letter_slug(struct arena *arena, char letter)
{
	return letter == '#' ? "other"
	                     : arena_printf(arena, "%c", letter).ptr;
}

/* The actors of the index, by name, and how many stand under each letter. */
struct index {
	struct actor_list actors;
	int64_t least; /* articles */
	int64_t counts[128]; /* by letter */
};

static int
read_index(struct store *s, struct arena *arena, struct index *out,
    struct err *err)
{
	*out = (struct index){ 0 };
	if (store_actor_threshold(s, INDEX_MOST, &out->least, err) != 0 ||
	    store_actors(s, out->least, arena, &out->actors, err) != 0)
		return -1;
	for (size_t i = 0; i < out->actors.count; i++)
		out->counts[(int)initial_of(arena,
		    out->actors.items[i].name)]++;
	return 0;
}

static void
add_letter(struct page *p, struct model *m, const struct index *index,
    char letter, char current)
{
	if (index->counts[(int)letter] == 0)
		return;
	links_add(p, &m->letters,
	    url_index(p, "letter", letter_slug(p->arena, letter)),
	    letter == '#' ? str_from("Other")
	                  : arena_printf(p->arena, "%c", letter - 'a' + 'A'),
	    index->counts[(int)letter])
	    ->current = letter == current;
}

static void
fill_letters(struct page *p, struct model *m, const struct index *index,
    char current)
{
	for (char c = 'a'; c <= 'z'; c++)
		add_letter(p, m, index, c, current);
	add_letter(p, m, index, '#', current);
}

static void
add_group(struct page *p, struct model *m, const struct kind_name *kind,
    const struct group *group)
{
	struct group *g;

	if (group->actors.count == 0)
		return;
	g = VEC_ADD(p->arena, &m->groups);
	*g = *group;
	g->title = str_from(kind->title);
	g->id = str_from(kind->id);
}

/* Which actors have a place here, for readers who miss one. */
static void
fill_count(struct page *p, struct model *m, const struct index *index,
    int64_t count)
{
	m->count = plural(p, count, "actor", "actors");
	if (index->least > 1)
		m->count = arena_printf(p->arena, "%s named in %lld or more "
		    "articles; those named in fewer have a page too, to which "
		    "their articles lead", m->count.ptr,
		    (long long)index->least);
}

int
page_actors_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct index index;

	p->model = m;
	p->frame.title = str_from("Actors");
	p->frame.description = arena_printf(p->arena,
	    "The people, bodies and states named in %.*s.",
	    STR_ARG(p->config->title));
	if (read_index(p->store, p->arena, &index, p->err) != 0)
		return -1;
	for (size_t k = 0; k < KINDS; k++) {
		struct group g = { 0 };
		struct actor_list named;

		if (store_actors_named(p->store, kinds[k].kind, FRONT_MOST,
		        p->arena, &named, p->err) != 0)
			return -1;
		links_actors(p, &named, &g.actors);
		g.more = str_from(kinds[k].more);
		g.more_href = url_link(p,
		    url_index(p, "kind", kinds[k].slug).ptr);
		add_group(p, m, &kinds[k], &g);
	}
	fill_letters(p, m, &index, 0);
	fill_count(p, m, &index, (int64_t)index.actors.count);
	return PAGE_FOUND;
}

int
page_actors_letter_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	char letter = letter_of(p->request.slug);
	struct index index;

	p->model = m;
	if (letter == 0)
		return PAGE_MISSING;
	if (read_index(p->store, p->arena, &index, p->err) != 0)
		return -1;
	if (index.counts[(int)letter] == 0)
		return PAGE_MISSING;
	for (size_t k = 0; k < KINDS; k++) {
		struct group g = { 0 };

		for (size_t i = 0; i < index.actors.count; i++) {
			const struct actor_row *a = &index.actors.items[i];

			if (a->kind == kinds[k].kind &&
			    initial_of(p->arena, a->name) == letter)
				links_add(p, &g.actors,
				    url_actor(p, a->slug, 0), a->name,
				    a->article_count);
		}
		add_group(p, m, &kinds[k], &g);
	}
	fill_letters(p, m, &index, letter);
	fill_count(p, m, &index, index.counts[(int)letter]);
	m->up_href = url_link(p, "actors/");
	p->frame.title = letter == '#'
	    ? str_from("Actors: other letters")
	    : arena_printf(p->arena, "Actors: %c", letter - 'a' + 'A');
	p->frame.description = arena_printf(p->arena,
	    "%s, by name.", m->count.ptr);
	return PAGE_FOUND;
}

int
page_actors_kind_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	const struct kind_name *kind = NULL;
	struct group g = { 0 };
	struct actor_list named;
	struct index index;

	p->model = m;
	for (size_t k = 0; k < KINDS; k++)
		if (str_is(p->request.slug, kinds[k].slug))
			kind = &kinds[k];
	if (kind == NULL)
		return PAGE_MISSING;
	if (read_index(p->store, p->arena, &index, p->err) != 0 ||
	    store_actors_named(p->store, kind->kind, KIND_MOST, p->arena,
	        &named, p->err) != 0)
		return -1;
	links_actors(p, &named, &g.actors);
	add_group(p, m, kind, &g);
	if (m->groups.count == 0)
		return PAGE_MISSING;
	m->groups.items[0].title = str_from("Most named first");
	fill_letters(p, m, &index, 0);
	m->count = arena_printf(p->arena, "The %zu named in most articles",
	    named.count);
	m->up_href = url_link(p, "actors/");
	p->frame.title = str_from(kind->title);
	p->frame.description = arena_printf(p->arena,
	    "%s named in %.*s, most named first.", kind->title,
	    STR_ARG(p->config->title));
	return PAGE_FOUND;
}

int
page_actors_letter_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	struct index index;

	if (read_index(s, scratch, &index, err) != 0)
		return -1;
	for (int c = 0; c < 128; c++) {
		struct request r = {
			.slug = str_from(letter_slug(scratch, (char)c)),
		};

		if (index.counts[c] > 0 && visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}

int
page_actors_kind_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err)
{
	for (size_t k = 0; k < KINDS; k++) {
		struct request r = { .slug = str_from(kinds[k].slug) };
		struct actor_list named;

		if (store_actors_named(s, kinds[k].kind, 1, scratch, &named,
		        err) != 0)
			return -1;
		if (named.count > 0 && visit(context, &r, err) != 0)
			return -1;
	}
	return 0;
}
