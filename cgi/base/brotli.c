/* brotli.c: compression. */
#include "base/brotli.h"

#include <brotli/encode.h>

#include "base/mem.h"

/* Of 0 to 11: the next one up is four times as slow. */
enum { QUALITY = 5 };

void
brotli_put(struct str data, struct buf *out)
{
	size_t size = BrotliEncoderMaxCompressedSize(data.len);

	buf_reserve(out, size);
	if (BrotliEncoderCompress(QUALITY, BROTLI_DEFAULT_WINDOW,
	        BROTLI_MODE_TEXT, data.len, (const uint8_t *)data.ptr, &size,
	        (uint8_t *)out->data + out->len) != BROTLI_TRUE)
		mem_exhausted();
	out->len += size;
	out->data[out->len] = '\0';
}
