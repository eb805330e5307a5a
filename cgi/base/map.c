/* map.c: open addressing over an array kept in insertion order. */
#include "base/map.h"

#include "base/hash.h"
#include "base/vec.h"

static uint32_t *
slot(const struct map *m, struct str key, uint64_t hash)
{
	size_t i = (size_t)hash & m->mask;

	for (;; i = (i + 1) & m->mask) {
		const struct map_entry *e;

		if (m->table[i] == 0)
			return &m->table[i];
		e = &m->entries[m->table[i] - 1];
		if (e->hash == hash && str_equal(e->key, key))
			return &m->table[i];
	}
}

static void
grow(struct map *m)
{
	size_t size = m->table != NULL ? (m->mask + 1) * 2 : 16;

	m->table = arena_array(m->arena, size, sizeof(*m->table));
	m->mask = size - 1;
	for (size_t i = 0; i < m->count; i++)
		*slot(m, m->entries[i].key, m->entries[i].hash) =
		    (uint32_t)(i + 1);
}

uintptr_t *
map_put(struct map *m, struct str key)
{
	uint64_t hash = hash_bytes(key);
	uint32_t *s;
	struct map_entry *e;

	if (m->table == NULL || (m->count + 1) * 4 > (m->mask + 1) * 3)
		grow(m);
	s = slot(m, key, hash);
	if (*s != 0)
		return &m->entries[*s - 1].value;
	if (m->count == m->capacity)
		m->entries = vec_grow(m->arena, m->entries, &m->capacity,
		    sizeof(*m->entries));
	e = &m->entries[m->count++];
	*s = (uint32_t)m->count;
	e->key = key;
	e->hash = hash;
	e->value = 0;
	return &e->value;
}

uintptr_t *
map_get(const struct map *m, struct str key)
{
	uint32_t *s;

	if (m->table == NULL)
		return NULL;
	s = slot(m, key, hash_bytes(key));
	return *s != 0 ? &m->entries[*s - 1].value : NULL;
}
