/* check_picture.c: the headers of pictures, and of what only claims to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/picture.h"

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_END "\x08\x06\0\0\0crc-\0\0\0\0IENDcrc-"
#define EXIF(turn) "\xff\xe1\0\x22" "Exif\0\0" "MM\0*\0\0\0\x08" "\0\x01" \
	"\x01\x12\0\x03\0\0\0\x01\0" turn "\0\0" "\0\0\0\0"
#define FRAME "\xff\xc2\0\x0b\x08\0\xc8\x01\x40\x01\x11\0\x11"

/* The text of a literal that holds NUL bytes. */
#define BYTES(literal) { literal, sizeof(literal) - 1 }

static void
headers_are_read(void **state)
{
	static const struct {
		struct str bytes;
		const char *suffix;
		uint32_t width, height;
	} cases[] = {
		{ BYTES(PNG "\0\0\x05\0\0\0\x02\xd0" PNG_END), ".png", 1280,
		    720 },
		{ BYTES("GIF89a\x40\x01\xf0\0\x80\0\0;;"), ".gif", 320, 240 },
		{ BYTES("\xff\xd8" FRAME "\xff\xd9"), ".jpg", 320, 200 },
		{ BYTES("\xff\xd8" EXIF("\x01") FRAME "\xff\xd9"), ".jpg",
		    320, 200 },
		/* Taken with the camera upright. */
		{ BYTES("\xff\xd8" EXIF("\x06") FRAME "\xff\xd9"), ".jpg",
		    200, 320 },
		/* A fill byte before a marker. */
		{ BYTES("\xff\xd8\xff" FRAME "\xff\xd9"), ".jpg", 320, 200 },
		{ BYTES("RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0"
		        "\xc7\0\0"), ".webp", 320, 200 },
		{ BYTES("RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x3f\xc1\x31\0"
		        "\0\0\0\0\0"), ".webp", 320, 200 },
		{ BYTES("RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a"
		        "\x40\x01\xc8\0"), ".webp", 320, 200 },
	};
	struct picture_header h;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (picture_read(cases[i].bytes, &h, &err) != 0)
			fail_msg("case %zu: %s", i, err.text);
		assert_string_equal(h.suffix, cases[i].suffix);
		assert_int_equal(h.width, cases[i].width);
		assert_int_equal(h.height, cases[i].height);
	}
}

static void
what_is_no_whole_picture_is_refused(void **state)
{
	static const struct str cases[] = {
		BYTES(""),
		BYTES("\xff\xd8\xff"),
		BYTES("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
		BYTES("<!DOCTYPE html><script>alert(1)</script>"),
		BYTES(PNG "\0\0\x05\0\0\0\x02\xd0"),     /* cut off */
		BYTES(PNG "\0\0\0\0\0\0\x02\xd0" PNG_END), /* no width */
		BYTES(PNG "\0\xff\xff\xff\0\0\0\x01" PNG_END),
		BYTES(PNG "\0\0\x75\x30\0\0\x75\x30" PNG_END), /* 900 MP */
		BYTES("\xff\xd8" FRAME),                   /* no end */
		BYTES("\xff\xd8\xff\xe0\0\0\xff\xd9"),     /* length 0 */
		BYTES("GIF89a\x40\x01"),
		BYTES("RIFF\xff\xff\xff\x7fWEBPVP8X\x0a\0\0\0\0\0\0\0\x3f"
		      "\x01\0\xc7\0\0"),
		BYTES("RIFF\x16\0\0\0WEBPXXXX"),
	};
	struct picture_header h;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (picture_read(cases[i], &h, &err) == 0)
			fail_msg("case %zu was taken", i);
}

/* Every prefix of every case above a few bytes: no read past the end. */
static void
no_prefix_is_read_past(void **state)
{
	static const struct str whole =
	    BYTES("\xff\xd8" EXIF("\x06") FRAME "\xff\xd9");
	struct picture_header h;
	struct err err;

	(void)state;
	for (size_t n = 0; n < whole.len; n++) {
		char *copy = test_malloc(n + 1);

		memcpy(copy, whole.ptr, n);
		assert_int_equal(picture_read((struct str){ copy, n }, &h,
		    &err), -1);
		test_free(copy);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_are_read),
		cmocka_unit_test(what_is_no_whole_picture_is_refused),
		cmocka_unit_test(no_prefix_is_read_past),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
