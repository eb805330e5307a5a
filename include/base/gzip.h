/* gzip.h: gzip (RFC 1952), by libdeflate (MIT licence). */
#ifndef BASE_GZIP_H
#define BASE_GZIP_H

#include "base/buf.h"

struct gzip;

struct gzip *gzip_new(void);
void gzip_free(struct gzip *g);

/* Appends data compressed; the same bytes in, the same bytes out. */
void gzip_put(struct gzip *g, struct str data, struct buf *out);

/* Appends what was compressed by gzip_put; false when it is damaged. */
bool gzip_get(struct gzip *g, struct str data, struct buf *out);

#endif
