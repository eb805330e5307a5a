/* buf.c: bytes that grow by doubling. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

void
buf_reserve(struct buf *b, size_t n)
{
	size_t need, capacity = b->capacity > 0 ? b->capacity : 256;

	if (n > SIZE_MAX / 4 - b->len)
		n = SIZE_MAX / 4; /* fails in mem_realloc with its message */
	need = b->len + n + 1;
	if (need <= b->capacity)
		return;
	while (capacity < need)
		capacity *= 2;
	b->data = mem_realloc(b->data, capacity);
	b->capacity = capacity;
}

void
buf_put(struct buf *b, const char *bytes, size_t n)
{
	buf_reserve(b, n);
	if (n > 0)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_putc(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_str(struct buf *b, struct str s)
{
	buf_put(b, s.ptr, s.len);
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		return;
	buf_reserve(b, (size_t)n);
	va_start(args, format);
	vsnprintf(b->data + b->len, (size_t)n + 1, format, args);
	va_end(args);
	b->len += (size_t)n;
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

void
buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}

struct str
buf_move(struct buf *b, struct arena *a)
{
	struct str text = arena_str(a, buf_view(b));

	buf_free(b);
	return text;
}
