/* page_actors.c: the index of actors. */
#include "page/pages.h"

#include "base/utf8.h"
#include "base/vec.h"

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
