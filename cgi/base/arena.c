/* arena.c: bump allocation in blocks that double. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

/*
 * Under AddressSanitizer what was not handed out is out of bounds, and a gap
 * stands between any two pieces.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_GUARDED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_GUARDED
#endif
#ifdef ARENA_GUARDED
#include <sanitizer/asan_interface.h>
enum { GAP = 32 };
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum {
	BLOCK_FIRST = 16 * 1024,
	BLOCK_LARGEST = 4 * 1024 * 1024,
	SHORT_TEXT = 512 /* most of what is formatted: by one pass */
};

struct arena_block {
	struct arena_block *older;
	size_t size; /* bytes in data */
	size_t used;
	alignas(max_align_t) char data[];
};

static size_t
round_up(size_t n)
{
	return (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}

static struct arena_block *
add_block(struct arena *a, size_t n)
{
	size_t size = BLOCK_FIRST;
	struct arena_block *b;

	if (a->block != NULL && a->block->size < BLOCK_LARGEST)
		size = a->block->size * 2;
	else if (a->block != NULL)
		size = BLOCK_LARGEST;
	if (size < n)
		size = n;
	b = mem_alloc(sizeof(*b) + size);
	b->older = a->block;
	b->size = size;
	b->used = 0;
	ASAN_POISON_MEMORY_REGION(b->data, size);
	a->block = b;
	return b;
}

/* Not cleared: for callers that fill it at once. */
static void *
take(struct arena *a, size_t n)
{
	struct arena_block *b = a->block;
	void *p;
	size_t whole;

	if (n > SIZE_MAX / 2)
		n = SIZE_MAX / 2; /* fails in mem_alloc with its message */
	whole = round_up(n > 0 ? n : 1) + GAP;
	if (b == NULL || b->size - b->used < whole)
		b = add_block(a, whole);
	p = b->data + b->used;
	b->used += whole;
	ASAN_UNPOISON_MEMORY_REGION(p, n);
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t n = SIZE_MAX / 2;

	if (size == 0 || count <= n / size)
		n = count * size;
	return arena_alloc(a, n);
}

char *
arena_strdup(struct arena *a, const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(take(a, n), s, n);
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = take(a, s.len + 1);

	if (s.len > 0) /* a cleared view has no bytes to point at */
		memcpy(p, s.ptr, s.len);
	p[s.len] = '\0';
	return (struct str){ p, s.len };
}

struct str
arena_printf(struct arena *a, const char *format, ...)
{
	char text[SHORT_TEXT];
	va_list args;
	int n;
	char *p;

	va_start(args, format);
	n = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (n < 0)
		return str_from("");
	p = take(a, (size_t)n + 1);
	if ((size_t)n < sizeof(text)) {
		memcpy(p, text, (size_t)n + 1);
		return (struct str){ p, (size_t)n };
	}
	va_start(args, format);
	vsnprintf(p, (size_t)n + 1, format, args);
	va_end(args);
	return (struct str){ p, (size_t)n };
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->block;

	if (keep == NULL)
		return;
	for (struct arena_block *b = a->block; b != NULL; b = b->older)
		if (b->size > keep->size)
			keep = b;
	for (struct arena_block *b = a->block, *older; b != NULL; b = older) {
		older = b->older;
		if (b != keep)
			free(b);
	}
	keep->older = NULL;
	keep->used = 0;
	ASAN_POISON_MEMORY_REGION(keep->data, keep->size);
	a->block = keep;
}

void
arena_free(struct arena *a)
{
	for (struct arena_block *b = a->block, *older; b != NULL; b = older) {
		older = b->older;
		free(b);
	}
	a->block = NULL;
}
