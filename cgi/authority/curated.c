/* curated.c: curated actors by who they are. */
#include "authority/curated.h"

#include <stdlib.h>

#include "authority/identity.h"

static int
by_id(const void *x, const void *y)
{
	const struct curated_group *a = x, *b = y;

	return str_compare(a->id, b->id);
}

static struct curated_group *
group_of(const struct authority *a, struct arena *arena, struct map *numbers,
    struct curated_groups *out, struct str id)
{
	struct str cluster = identity_id(a, id);
	uintptr_t *number = map_put(numbers, cluster);

	if (*number == 0) {
		VEC_ADD(arena, out)->id = cluster;
		*number = out->count;
	}
	return &out->items[*number - 1];
}

static void
add_same(struct arena *arena, struct curated_group *g, struct str id)
{
	for (size_t i = 0; i < g->same.count; i++)
		if (str_equal(g->same.items[i], id))
			return;
	if (!str_equal(g->id, id))
		*VEC_ADD(arena, &g->same) = id;
}

void
curated_groups(const struct authority *a, struct arena *arena,
    struct curated_groups *out)
{
	struct map numbers = { .arena = arena };

	*out = (struct curated_groups){ 0 };
	for (size_t i = 0; i < a->actors.count; i++) {
		const struct curated_actor *actor = &a->actors.items[i];

		*VEC_ADD(arena, &group_of(a, arena, &numbers, out,
		    actor->id)->actors) = actor;
	}
	for (size_t i = 0; i < a->judgements.count; i++) {
		const struct judgement *j = &a->judgements.items[i];
		struct curated_group *g;

		if (!j->same || j->overruled)
			continue;
		g = group_of(a, arena, &numbers, out, j->a);
		add_same(arena, g, j->a);
		add_same(arena, g, j->b);
	}
	if (out->count > 1)
		qsort(out->items, out->count, sizeof(*out->items), by_id);
}
