/* picture.c: the headers of JPEG, PNG, WebP and GIF. */
#include "import/picture.h"

#include <string.h>

/* Bytes from the end among which a format's end mark is looked for: some
 * programs write a little behind it. */
enum { TRAILER = 64 * 1024 };

static uint32_t
byte_at(struct str s, size_t i)
{
	return i < s.len ? (unsigned char)s.ptr[i] : 0;
}

static uint32_t
big(struct str s, size_t i, int bytes)
{
	uint32_t n = 0;

	for (int b = 0; b < bytes; b++)
		n = n << 8 | byte_at(s, i + (size_t)b);
	return n;
}

static uint32_t
little(struct str s, size_t i, int bytes)
{
	uint32_t n = 0;

	for (int b = bytes; b-- > 0;)
		n = n << 8 | byte_at(s, i + (size_t)b);
	return n;
}

static bool
has(struct str s, size_t i, const char *bytes, size_t n)
{
	return s.len >= n && i <= s.len - n && memcmp(s.ptr + i, bytes, n) == 0;
}

/* The mark stands near the end. */
static bool
ends_with_mark(struct str s, const char *mark, size_t n)
{
	size_t from = s.len > TRAILER ? s.len - TRAILER : 0;

	return memmem(s.ptr + from, s.len - from, mark, n) != NULL;
}

static bool
read_png(struct str s, struct picture_header *out)
{
	out->suffix = ".png";
	out->width = big(s, 16, 4);
	out->height = big(s, 20, 4);
	return has(s, 12, "IHDR", 4) && ends_with_mark(s, "IEND", 4);
}

static bool
read_gif(struct str s, struct picture_header *out)
{
	out->suffix = ".gif";
	out->width = little(s, 6, 2);
	out->height = little(s, 8, 2);
	return s.len > 13 && ends_with_mark(s, ";", 1);
}

static bool
read_webp(struct str s, struct picture_header *out)
{
	out->suffix = ".webp";
	if (has(s, 12, "VP8X", 4)) {
		out->width = little(s, 24, 3) + 1;
		out->height = little(s, 27, 3) + 1;
	} else if (has(s, 12, "VP8L", 4) && byte_at(s, 20) == 0x2f) {
		out->width = (little(s, 21, 2) & 0x3fff) + 1;
		out->height = (little(s, 22, 3) >> 6 & 0x3fff) + 1;
	} else if (has(s, 12, "VP8 ", 4) && has(s, 23, "\x9d\x01\x2a", 3)) {
		out->width = little(s, 26, 2) & 0x3fff;
		out->height = little(s, 28, 2) & 0x3fff;
	} else
		return false;
	/* The size of RIFF does not count its first eight bytes. */
	return s.len >= 30 && little(s, 4, 4) <= s.len - 8;
}

/* The orientation (tag 274) of an Exif segment's TIFF, 1 when it has none;
 * 5 to 8 exchange width and height. */
static uint32_t
orientation(struct str tiff)
{
	uint32_t (*number)(struct str, size_t, int) =
	    has(tiff, 0, "II", 2) ? little : big;
	size_t directory = number(tiff, 4, 4), count;

	if (directory >= tiff.len)
		return 1;
	count = number(tiff, directory, 2);
	for (size_t i = 0; i < count && directory + 14 <= tiff.len; i++) {
		if (number(tiff, directory + 2, 2) == 274)
			return number(tiff, directory + 10, 2);
		directory += 12;
	}
	return 1;
}

/* Start of frame: 0xc0 to 0xcf but for tables and reserved ones. */
static bool
is_frame(uint32_t marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
	    marker != 0xc8 && marker != 0xcc;
}

static bool
read_jpeg(struct str s, struct picture_header *out)
{
	bool turned = false;
	size_t i = 2;

	out->suffix = ".jpg";
	while (i + 4 <= s.len && byte_at(s, i) == 0xff) {
		uint32_t marker = byte_at(s, i + 1);
		size_t length = big(s, i + 2, 2);

		if (marker == 0xff) { /* fill byte */
			i++;
			continue;
		}
		if (marker == 0xe1 && has(s, i + 4, "Exif\0\0", 6))
			turned = orientation(str_slice(s, i + 10,
			    i + 2 + length)) >= 5;
		if (is_frame(marker)) {
			uint32_t height = big(s, i + 5, 2);
			uint32_t width = big(s, i + 7, 2);

			out->width = turned ? height : width;
			out->height = turned ? width : height;
			return ends_with_mark(s, "\xff\xd9", 2);
		}
		if (length < 2)
			return false;
		i += 2 + length;
	}
	return false;
}

int
picture_read(struct str s, struct picture_header *out, struct err *err)
{
	bool whole;

	*out = (struct picture_header){ 0 };
	if (has(s, 0, "\xff\xd8\xff", 3))
		whole = read_jpeg(s, out);
	else if (has(s, 0, "\x89PNG\r\n\x1a\n", 8))
		whole = read_png(s, out);
	else if (has(s, 0, "RIFF", 4) && has(s, 8, "WEBP", 4))
		whole = read_webp(s, out);
	else if (has(s, 0, "GIF87a", 6) || has(s, 0, "GIF89a", 6))
		whole = read_gif(s, out);
	else
		return err_set(err, "neither JPEG, PNG, WebP nor GIF");
	if (!whole || out->width == 0 || out->height == 0)
		return err_set(err, "a damaged picture");
	if (out->width > PICTURE_SIDE_MAX || out->height > PICTURE_SIDE_MAX ||
	    (uint64_t)out->width * out->height > PICTURE_PIXELS_MAX)
		return err_set(err, "a picture of %u by %u pixels is too large",
		    out->width, out->height);
	return 0;
}
