/* references.c: ids that lead nowhere, and those that lead in a circle. */
#include "base/utf8.h"
#include "read.h"

static bool
has_actor(struct reader *r, struct origin at, struct str id)
{
	if (id.len == 0 || authority_actor(r->authority, id) != NULL)
		return true;
	reader_fault_at(r, at, "no actor \"%.*s\" in authority/actors",
	    STR_ARG(id));
	return false;
}

/* Follows `of` as many steps as there are actors. */
static void
check_of(struct reader *r, const struct curated_actor *actor)
{
	const struct authority *a = r->authority;
	const struct curated_actor *at = actor;

	if (!has_actor(r, actor->of_origin, actor->of))
		return;
	for (size_t i = 0; i < a->actors.count; i++) {
		at = at->of.len > 0 ? authority_actor(a, at->of) : NULL;
		if (at == NULL)
			return;
		if (at == actor) {
			reader_fault_at(r, actor->of_origin,
			    "\"%.*s\" is a part of itself",
			    STR_ARG(actor->id));
			return;
		}
	}
}

static void
check_parent(struct reader *r, const struct curated_tag *tag)
{
	const struct authority *a = r->authority;
	const struct curated_tag *at = tag;

	for (size_t i = 0; i < a->tags.count && at->parent.len > 0; i++) {
		const struct curated_tag *next = authority_tag(a, at->parent);

		if (next == NULL) {
			if (at == tag)
				reader_fault_at(r, tag->origin, "no tag "
				    "\"%.*s\" in this file",
				    STR_ARG(tag->parent));
			return;
		}
		if (next == tag) {
			reader_fault_at(r, tag->origin,
			    "\"%.*s\" is broader than itself",
			    STR_ARG(tag->name));
			return;
		}
		at = next;
	}
}

void
check_references(struct reader *r)
{
	const struct authority *a = r->authority;

	for (size_t i = 0; i < a->actors.count; i++) {
		const struct curated_actor *actor = &a->actors.items[i];

		check_of(r, actor);
		for (size_t k = 0; k < actor->roles.count; k++)
			has_actor(r, actor->roles.items[k].origin,
			    actor->roles.items[k].organisation);
	}
	for (size_t i = 0; i < a->metonyms.count; i++)
		has_actor(r, a->metonyms.items[i].origin,
		    a->metonyms.items[i].actor);
	for (size_t i = 0; i < a->tags.count; i++)
		check_parent(r, &a->tags.items[i]);
}
