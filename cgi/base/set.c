/* set.c: open addressing, at most half full. */
#include "base/set.h"

#include <stdlib.h>

#include "base/mem.h"

enum { FIRST_SIZE = 64 };

static uint64_t *
slot(const struct set *s, uint64_t hash)
{
	size_t i = (size_t)hash & (s->size - 1);

	while (s->slots[i] != 0 && s->slots[i] != hash)
		i = (i + 1) & (s->size - 1);
	return &s->slots[i];
}

static void
grow(struct set *s)
{
	struct set bigger = { .count = s->count };

	bigger.size = s->size != 0 ? s->size * 2 : FIRST_SIZE;
	bigger.slots = mem_calloc(bigger.size, sizeof(*bigger.slots));
	for (size_t i = 0; i < s->size; i++)
		if (s->slots[i] != 0)
			*slot(&bigger, s->slots[i]) = s->slots[i];
	free(s->slots);
	*s = bigger;
}

bool
set_add(struct set *s, uint64_t hash)
{
	uint64_t *place;

	if (hash == 0)
		hash = 1;
	if (s->count * 2 >= s->size)
		grow(s);
	place = slot(s, hash);
	if (*place != 0)
		return false;
	*place = hash;
	s->count++;
	return true;
}

bool
set_has(const struct set *s, uint64_t hash)
{
	if (hash == 0)
		hash = 1;
	return s->size != 0 && *slot(s, hash) != 0;
}

void
set_free(struct set *s)
{
	free(s->slots);
	*s = (struct set){ 0 };
}
