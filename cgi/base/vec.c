/* vec.c: doubling for the arrays of vec.h. */
#include "base/vec.h"

void *
vec_grow(struct arena *arena, void *items, size_t *capacity, size_t size)
{
	size_t bigger = *capacity > 0 ? *capacity * 2 : 8;
	void *p = arena_array(arena, bigger, size);

	if (*capacity > 0)
		memcpy(p, items, *capacity * size);
	*capacity = bigger;
	return p;
}
