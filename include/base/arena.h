/*
 * arena.h: memory that is given back all at once.
 *
 * Life cycle: `struct arena a = { 0 };`, any number of calls, then
 * arena_reset (keep the largest block for the next round) or arena_free.
 * What an arena hands out stays where it is until then; nothing is freed by
 * itself.  Not for use by two threads at once.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *block; /* newest first */
};

/* n bytes, cleared, aligned for any type. */
void *arena_alloc(struct arena *a, size_t n);
/* count elements of size bytes, cleared; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A NUL-terminated copy. */
char *arena_strdup(struct arena *a, const char *s);
/* A NUL-terminated copy; the view does not count the NUL. */
struct str arena_str(struct arena *a, struct str s);
/* Formatted, NUL-terminated; the view does not count the NUL. */
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Everything handed out becomes invalid; the largest block is kept. */
void arena_reset(struct arena *a);
/* Everything is given back; the arena may be used again. */
void arena_free(struct arena *a);

#endif
