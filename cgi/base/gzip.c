/* gzip.c: compression. */
#include "base/gzip.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "base/mem.h"

/* Of 1 to 12: where libdeflate is still four times as fast as zlib's 9 and
 * its output as small. */
enum { LEVEL = 9 };

struct gzip {
	struct libdeflate_compressor *compressor;
	struct libdeflate_decompressor *decompressor; /* NULL until used */
};

struct gzip *
gzip_new(void)
{
	struct gzip *g = mem_calloc(1, sizeof(*g));

	g->compressor = libdeflate_alloc_compressor(LEVEL);
	if (g->compressor == NULL)
		mem_exhausted();
	return g;
}

void
gzip_free(struct gzip *g)
{
	if (g == NULL)
		return;
	libdeflate_free_compressor(g->compressor);
	libdeflate_free_decompressor(g->decompressor);
	free(g);
}

void
gzip_put(struct gzip *g, struct str data, struct buf *out)
{
	size_t bound = libdeflate_gzip_compress_bound(g->compressor,
	    data.len);

	buf_reserve(out, bound);
	out->len += libdeflate_gzip_compress(g->compressor, data.ptr,
	    data.len, out->data + out->len, bound);
	out->data[out->len] = '\0';
}

bool
gzip_get(struct gzip *g, struct str data, struct buf *out)
{
	const unsigned char *end = (const unsigned char *)data.ptr + data.len;
	size_t size, made;

	if (data.len < 4)
		return false;
	if (g->decompressor == NULL) {
		g->decompressor = libdeflate_alloc_decompressor();
		if (g->decompressor == NULL)
			mem_exhausted();
	}
	/* The last four bytes are the length (RFC 1952, 2.3.1); deflate does
	 * not make more of a byte than about a thousand. */
	size = (size_t)end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 |
	    (size_t)end[-1] << 24;
	if (size / 1100 > data.len)
		return false;
	buf_reserve(out, size);
	if (libdeflate_gzip_decompress(g->decompressor, data.ptr, data.len,
	        out->data + out->len, size, &made) != LIBDEFLATE_SUCCESS ||
	    made != size)
		return false;
	out->len += size;
	out->data[out->len] = '\0';
	return true;
}
