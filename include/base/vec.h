/*
 * vec.h: arrays that grow inside an arena.
 *
 *	struct { struct mention *items; size_t count, capacity; } found = { 0 };
 *	struct mention *m = VEC_ADD(arena, &found);
 *
 * VEC_ADD gives a pointer to one more element, cleared.  It is valid until
 * the next VEC_ADD on the same vector, which may move the items (the old ones
 * stay in the arena until that is reset, so the cost is at most a doubling).
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

/* Declares the vector type `struct { type *items; size_t count, capacity; }`
 * in place. */
#define VEC(type) \
	struct { \
		type *items; \
		size_t count; \
		size_t capacity; \
	}

#define VEC_ADD(arena, v) \
	((v)->count == (v)->capacity \
	        ? ((v)->items = vec_grow((arena), (v)->items, &(v)->capacity, \
	               sizeof(*(v)->items))) + (v)->count++ \
	        : (v)->items + (v)->count++)

/* items copied to an array of twice *capacity (at least 8) elements. */
void *vec_grow(struct arena *arena, void *items, size_t *capacity,
    size_t size);

#endif
