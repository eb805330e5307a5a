/*
 * set.h: a set of 64-bit hashes, 16 bytes a member at most.
 *
 * Life cycle: `struct set s = { 0 };`, any number of calls, set_free.
 */
#ifndef BASE_SET_H
#define BASE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct set {
	uint64_t *slots; /* 0: free */
	size_t size, count;
};

/* False when it is in already. */
bool set_add(struct set *s, uint64_t hash);
bool set_has(const struct set *s, uint64_t hash);
void set_free(struct set *s);

#endif
