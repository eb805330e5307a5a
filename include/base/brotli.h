/* brotli.h: Brotli (RFC 7932), by Google's library (MIT licence). */
#ifndef BASE_BROTLI_H
#define BASE_BROTLI_H

#include "base/buf.h"

/* Appends data compressed; the same bytes in, the same bytes out. */
void brotli_put(struct str data, struct buf *out);

#endif
