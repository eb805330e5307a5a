/*
 * buf.h: bytes that grow.
 *
 * Life cycle: `struct buf b = { 0 };`, any number of calls, buf_free.  After
 * the first call data is NUL-terminated (the NUL is not counted in len).
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#include "base/arena.h"

struct buf {
	char *data;      /* owned; NULL before the first call */
	size_t len;      /* bytes in use */
	size_t capacity; /* bytes allocated */
};

void buf_put(struct buf *b, const char *bytes, size_t n);
void buf_putc(struct buf *b, char c);
void buf_puts(struct buf *b, const char *s);
void buf_str(struct buf *b, struct str s);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Room for n more bytes and a NUL. */
void buf_reserve(struct buf *b, size_t n);
/* Empty, the memory kept. */
void buf_clear(struct buf *b);
void buf_free(struct buf *b);
/* What is in it, in the arena and NUL-terminated; the buffer is freed. */
struct str buf_move(struct buf *b, struct arena *a);

/* What is in it; valid until the next change. */
static inline struct str
buf_view(const struct buf *b)
{
	return str_make(b->data, b->len);
}

#endif
