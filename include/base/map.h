/*
 * map.h: a hash map from bytes to a number or pointer, in an arena.
 *
 * `struct map m = { .arena = a };` then map_put and map_get.  Keys are not
 * copied: they must live as long as the map.  The order of iteration
 * (map.entries, 0 .. count) is the order of insertion, so that output made
 * from a map is the same in every run.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct map_entry {
	struct str key;
	uint64_t hash;
	uintptr_t value;
};

struct map {
	struct arena *arena;
	struct map_entry *entries; /* insertion order */
	size_t count, capacity;
	uint32_t *table; /* entry number + 1, 0 = free */
	size_t mask;     /* table size - 1 */
};

/* The value's place, added with value 0 when the key is new; valid until the
 * next map_put of a new key. */
uintptr_t *map_put(struct map *m, struct str key);
/* The value's place, or NULL. */
uintptr_t *map_get(const struct map *m, struct str key);

#endif
