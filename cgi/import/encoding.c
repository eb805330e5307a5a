/* encoding.c: see encoding.h. */
#include "import/encoding.h"

#include <errno.h>
#include <iconv.h>

#include "base/utf8.h"

/* False when there is no such encoding or the bytes are not in it. */
static bool
convert(struct str bytes, const char *from, struct buf *out)
{
	iconv_t cd = iconv_open("UTF-8", from);
	/* iconv takes no const, and writes nothing there. */
	char *in = (char *)(uintptr_t)bytes.ptr;
	size_t left = bytes.len;
	bool whole = false;

	if (cd == (iconv_t)-1)
		return false;
	buf_clear(out);
	while (!whole) {
		char *to;
		size_t room;

		buf_reserve(out, left * 2 + 64);
		to = out->data + out->len;
		room = out->capacity - out->len - 1;
		if (iconv(cd, &in, &left, &to, &room) != (size_t)-1)
			whole = true;
		else if (errno != E2BIG)
			break;
		out->len = (size_t)(to - out->data);
	}
	iconv_close(cd);
	return whole && utf8_check(buf_view(out)) == out->len;
}

/* Characters of a guess, by what they speak for. */
struct census {
	size_t other;    /* all above ASCII */
	size_t hangul, kana, han, cyrillic, latin;
	size_t lonely;   /* Latin letters that touch no other letter */
	size_t odd;      /* what prose does not have */
};

static bool
is_prose_mark(uint32_t c)
{
	return (c >= 0x2013 && c <= 0x2026) || c == 0xa0 || c == 0xa3 ||
	    c == 0xa7 || c == 0xa9 || c == 0xab || c == 0xad || c == 0xae ||
	    c == 0xb0 || c == 0xb2 || c == 0xb7 || c == 0xbb || c == 0xbd ||
	    c == 0xbf || c == 0xa1 || c == 0x20ac || c == 0x2122 ||
	    (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef);
}

static void
take_census(struct str s, struct census *out)
{
	uint32_t before = 0;

	*out = (struct census){ 0 };
	for (size_t i = 0, next; i < s.len; i = next) {
		uint32_t c = utf8_next(s, i, &next), after = 0;
		size_t ignored;

		if (c >= 0x80) {
			if (next < s.len)
				after = utf8_next(s, next, &ignored);
			out->other++;
			if (c >= 0xac00 && c <= 0xd7a3)
				out->hangul++;
			else if (c >= 0x3040 && c <= 0x30ff)
				out->kana++;
			else if (c >= 0x4e00 && c <= 0x9fff)
				out->han++;
			else if (c >= 0x400 && c <= 0x4ff)
				out->cyrillic++;
			else if (c < 0x250 && utf8_is_letter(c) &&
			    c != 0xff && c != 0xfe && c != 0xde) {
				out->latin++;
				out->lonely += !utf8_is_letter(before) &&
				    !utf8_is_letter(after);
			} else if (!is_prose_mark(c))
				out->odd++;
		}
		before = c;
	}
}

static bool
looks_korean(const struct census *c)
{
	return c->hangul * 10 >= c->other * 7;
}

static bool
looks_japanese(const struct census *c)
{
	return c->kana * 5 >= c->other && c->odd * 20 <= c->other;
}

static bool
looks_chinese(const struct census *c)
{
	return c->han * 10 >= c->other * 7 && c->odd * 20 <= c->other;
}

static bool
looks_russian(const struct census *c)
{
	return c->cyrillic * 10 >= c->other * 9 && c->cyrillic >= 20;
}

static bool
looks_western(const struct census *c)
{
	return c->odd == 0 && c->lonely * 4 <= c->latin;
}

/* The strict ones first; windows-1252 takes nearly everything. */
static const struct {
	const char *name;
	bool (*fits)(const struct census *c);
} guesses[] = {
	{ "EUC-KR", looks_korean },
	{ "EUC-JP", looks_japanese },
	{ "SHIFT_JIS", looks_japanese },
	{ "GB18030", looks_chinese },
	{ "WINDOWS-1251", looks_russian },
	{ "WINDOWS-1252", looks_western },
};

/* Sequences that are UTF-8 and no accident: text in it with a broken byte is
 * broken, not in another encoding. */
static bool
is_broken_utf8(struct str s)
{
	size_t good = 0, bad = 0;

	for (size_t i = 0, next; i < s.len; i = next) {
		uint32_t c = utf8_next(s, i, &next);

		good += next - i > 1;
		bad += c == 0xfffd && next - i == 1;
	}
	return good > bad;
}

static const char *
guess(struct str bytes, struct buf *out)
{
	struct census c;

	if (is_broken_utf8(bytes))
		return NULL;
	for (size_t i = 0; i < sizeof(guesses) / sizeof(*guesses); i++) {
		if (!convert(bytes, guesses[i].name, out))
			continue;
		take_census(buf_view(out), &c);
		if (guesses[i].fits(&c))
			return guesses[i].name;
	}
	return NULL;
}

static const char *
marked(struct str bytes)
{
	if (str_starts(bytes, "\xff\xfe"))
		return "UTF-16LE";
	return str_starts(bytes, "\xfe\xff") ? "UTF-16BE" : NULL;
}

/* iconv's own names end in what changes the conversion. */
static bool
is_name(struct str s, char out[32])
{
	if (s.len == 0 || s.len >= 32 || memchr(s.ptr, '/', s.len) != NULL)
		return false;
	memcpy(out, s.ptr, s.len);
	out[s.len] = '\0';
	return strlen(out) == s.len;
}

static size_t
line_of(struct str bytes, size_t offset)
{
	size_t n = 0;

	for (size_t i = 0; i < offset; i++)
		n += bytes.ptr[i] == '\n';
	return n;
}

bool
encoding_decode_part(const struct input *in, struct str bytes, size_t line,
    struct str declared, struct arena *arena, struct str *out)
{
	struct buf converted = { 0 };
	const char *name = marked(bytes), *why = "its byte order mark says";
	char wanted[32];
	size_t bad;

	if (name != NULL && convert(str_slice(bytes, 2, bytes.len), name,
	    &converted))
		goto done;
	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = str_slice(bytes, 3, bytes.len);
	bad = utf8_check(bytes);
	if (bad == bytes.len) {
		*out = bytes;
		return true;
	}
	if (bytes.ptr[bad] == '\0') {
		name = NULL;
	} else if (is_name(declared, wanted) &&
	    convert(bytes, wanted, &converted)) {
		name = wanted;
		why = "it declares";
	} else {
		name = guess(bytes, &converted);
		why = "its words suggest";
	}
done:
	if (name != NULL) {
		input_note(in, "not UTF-8: read as %s, as %s", name, why);
		*out = arena_str(arena, buf_view(&converted));
	} else {
		input_fault(in, line + line_of(bytes, bad), "%s",
		    bytes.ptr[bad] == '\0' ? "NUL byte" : "invalid UTF-8");
	}
	buf_free(&converted);
	return name != NULL;
}

bool
encoding_decode(const struct input *in, struct str declared,
    struct arena *arena, struct str *out)
{
	return encoding_decode_part(in, in->bytes, 1, declared, arena, out);
}
