/* reads.c: keys, and the sets a page's are gathered in. */
#include "store/reads.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "store/handle.h"

enum { KIND_SHIFT = 58 };

/* The finalizer of splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static uint64_t
make_key(enum read_kind kind, uint64_t hash)
{
	return (uint64_t)kind << KIND_SHIFT |
	    (hash & (((uint64_t)1 << KIND_SHIFT) - 1));
}

uint64_t
read_key(enum read_kind kind, int64_t a, int64_t b)
{
	if (kind == READ_ALL || kind == READ_SHAPE)
		return make_key(kind, 1);
	return make_key(kind,
	    mix((uint64_t)a + mix((uint64_t)b + 0x9e3779b97f4a7c15)));
}

uint64_t
read_key_text(enum read_kind kind, struct str text)
{
	return make_key(kind, hash_bytes(text));
}

enum read_kind
read_kind_of(uint64_t key)
{
	return (enum read_kind)(key >> KIND_SHIFT);
}

void
reads_add(struct reads *r, uint64_t key)
{
	if (read_kind_of(key) == READ_NOTHING ||
	    (r->count > 0 && r->keys[r->count - 1] == key))
		return;
	if (r->count == r->capacity) {
		r->capacity = r->capacity > 0 ? r->capacity * 2 : 256;
		r->keys = mem_realloc(r->keys,
		    r->capacity * sizeof(*r->keys));
	}
	r->keys[r->count++] = key;
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void
reads_settle(struct reads *r)
{
	size_t kept = 0;
	bool shape;

	if (r->count == 0)
		return;
	qsort(r->keys, r->count, sizeof(*r->keys), by_number);
	shape = r->keys[0] == read_key(READ_SHAPE, 0, 0);
	if (r->keys[0] == read_key(READ_ALL, 0, 0))
		r->count = 1;
	for (size_t i = 0; i < r->count; i++) {
		enum read_kind kind = read_kind_of(r->keys[i]);

		/* All kinds but these are touched only beside the shape. */
		if ((kept > 0 && r->keys[i] == r->keys[kept - 1]) ||
		    (shape && kind > READ_SENTENCE))
			continue;
		r->keys[kept++] = r->keys[i];
	}
	r->count = kept;
}

void
reads_clear(struct reads *r)
{
	r->count = 0;
}

void
reads_free(struct reads *r)
{
	free(r->keys);
	*r = (struct reads){ 0 };
}

void
store_set_reads(struct store *s, struct reads *r)
{
	db_set_reads(s->db, r);
}
