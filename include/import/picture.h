/*
 * picture.h: what the bytes of a picture file say of it.
 *
 * Only headers are read and nothing is decoded: the pixels are left to the
 * reader's browser, and to libvips or ImageMagick in a process of its own.
 * Debian has no small library that reads the headers of all four formats.
 */
#ifndef IMPORT_PICTURE_H
#define IMPORT_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* 100 megapixels, above which a browser on a phone may fail. */
enum { PICTURE_SIDE_MAX = 30000, PICTURE_PIXELS_MAX = 100 * 1000 * 1000 };

struct picture_header {
	const char *suffix;     /* ".jpg", ".png", ".webp" or ".gif" */
	uint32_t width, height; /* pixels, as shown: after Exif's turn */
};

/*
 * Reads JPEG (ITU T.81, with Exif 2.3's orientation), PNG (W3C), WebP (RFC
 * 9649) and GIF89a, told by their first bytes whatever the file's name says.
 * -1 with a sentence when the bytes are none of these, end too early or
 * promise more pixels than PICTURE_PIXELS_MAX.
 */
int picture_read(struct str bytes, struct picture_header *out,
    struct err *err);

#endif
