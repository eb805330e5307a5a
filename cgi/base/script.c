/* script.c: runs of text in one script. */
#include "base/script.h"

#include <strings.h>

#include "base/utf8.h"

struct range {
	uint32_t first, last;
	const char *lang;
	bool rtl;
};

static const char korean[] = "ko", japanese[] = "ja", han[] = "und-Hani",
    arabic[] = "und-Arab", devanagari[] = "und-Deva";

/* The letters of the scripts in use today, by block (Unicode 15, Blocks.txt);
 * where a block serves many languages the tag names the script alone. */
static const struct range ranges[] = {
	{ 0x0370, 0x03ff, "el", false },
	{ 0x0400, 0x052f, "und-Cyrl", false },
	{ 0x0530, 0x058f, "hy", false },
	{ 0x0590, 0x05ff, "he", true },
	{ 0x0600, 0x06ff, arabic, true },
	{ 0x0700, 0x074f, "und-Syrc", true },
	{ 0x0750, 0x077f, arabic, true },
	{ 0x0780, 0x07bf, "dv", true },
	{ 0x07c0, 0x07ff, "und-Nkoo", true },
	{ 0x08a0, 0x08ff, arabic, true },
	{ 0x0900, 0x097f, devanagari, false },
	{ 0x0980, 0x09ff, "und-Beng", false },
	{ 0x0a00, 0x0a7f, "pa", false },
	{ 0x0a80, 0x0aff, "gu", false },
	{ 0x0b00, 0x0b7f, "or", false },
	{ 0x0b80, 0x0bff, "ta", false },
	{ 0x0c00, 0x0c7f, "te", false },
	{ 0x0c80, 0x0cff, "kn", false },
	{ 0x0d00, 0x0d7f, "ml", false },
	{ 0x0d80, 0x0dff, "si", false },
	{ 0x0e00, 0x0e7f, "th", false },
	{ 0x0e80, 0x0eff, "lo", false },
	{ 0x0f00, 0x0fff, "bo", false },
	{ 0x1000, 0x109f, "my", false },
	{ 0x10a0, 0x10ff, "ka", false },
	{ 0x1100, 0x11ff, korean, false },
	{ 0x1200, 0x139f, "und-Ethi", false },
	{ 0x1780, 0x17ff, "km", false },
	{ 0x1800, 0x18af, "und-Mong", false },
	{ 0x1f00, 0x1fff, "el", false },
	{ 0x3040, 0x30ff, japanese, false },
	{ 0x3130, 0x318f, korean, false },
	{ 0x31f0, 0x31ff, japanese, false },
	{ 0x3400, 0x4dbf, han, false },
	{ 0x4e00, 0x9fff, han, false },
	{ 0xac00, 0xd7ff, korean, false },
	{ 0xf900, 0xfaff, han, false },
	{ 0xfb1d, 0xfb4f, "he", true },
	{ 0xfb50, 0xfdff, arabic, true },
	{ 0xfe70, 0xfeff, arabic, true },
	{ 0xff66, 0xff9f, japanese, false },
	{ 0x20000, 0x3134f, han, false },
};

static const struct range *
range_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (c <= ranges[i].last)
			return c >= ranges[i].first ? &ranges[i] : NULL;
	return NULL;
}

/* What two scripts are together; NULL when they are not one run. */
static const char *
joined(const char *a, const char *b)
{
	if (a == b)
		return a;
	if (a == han && (b == korean || b == japanese))
		return b;
	if (b == han && (a == korean || a == japanese))
		return a;
	return NULL;
}

/* Moves *i to the next byte that may begin a letter of the ranges: U+0370 on
 * is written 0xcd and up, and U+2000 to U+2fff, where the quotation marks
 * are, 0xe2. */
static void
skip_latin(struct str s, size_t *i)
{
	while (*i < s.len && ((unsigned char)s.ptr[*i] < 0xcd ||
	        (unsigned char)s.ptr[*i] == 0xe2))
		(*i)++;
}

/* The end of the run that begins at byte start with the script of *out. */
static size_t
run_end(struct str s, size_t start, struct script_run *out)
{
	size_t end = start, next;

	for (size_t i = start; i < s.len; i = next) {
		uint32_t c = utf8_next(s, i, &next);
		const struct range *r = range_of(c);
		const char *lang;

		if (r == NULL) {
			if (utf8_is_letter(c))
				break;
			continue;
		}
		lang = joined(out->lang, r->lang);
		if (lang == NULL)
			break;
		out->lang = lang;
		end = next;
	}
	return end;
}

bool
script_next(struct str *rest, struct script_run *out)
{
	struct str s = *rest;
	size_t i = 0, next;

	if (s.len == 0)
		return false;
	*out = (struct script_run){ 0 };
	for (skip_latin(s, &i); i < s.len; i = next, skip_latin(s, &i)) {
		const struct range *r = range_of(utf8_next(s, i, &next));

		if (r == NULL)
			continue;
		if (i == 0) {
			out->lang = r->lang;
			out->rtl = r->rtl;
			i = run_end(s, 0, out);
		}
		break;
	}
	out->text = str_slice(s, 0, i);
	*rest = str_slice(s, i, s.len);
	return true;
}

/* Languages whose script serves others too, so that a run has its name. */
static const struct {
	const char *language, *lang;
	bool rtl;
} written_in[] = {
	{ "ar", arabic, true },
	{ "bg", "und-Cyrl", false },
	{ "bn", "und-Beng", false },
	{ "dv", "dv", true },
	{ "fa", arabic, true },
	{ "he", "he", true },
	{ "hi", devanagari, false },
	{ "ja", han, false },
	{ "ko", han, false },
	{ "mk", "und-Cyrl", false },
	{ "mn", "und-Cyrl", false },
	{ "mr", devanagari, false },
	{ "ne", devanagari, false },
	{ "ps", arabic, true },
	{ "ru", "und-Cyrl", false },
	{ "sd", arabic, true },
	{ "sr", "und-Cyrl", false },
	{ "ug", arabic, true },
	{ "uk", "und-Cyrl", false },
	{ "ur", arabic, true },
	{ "zh", han, false },
};

/* The first subtags are the same: "ko" and "ko-KR". */
static bool
same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-");

	return n == strcspn(b, "-") && strncasecmp(a, b, n) == 0;
}

bool
script_suits(const char *lang, const char *language)
{
	if (same_language(lang, language))
		return true;
	for (size_t i = 0; i < sizeof(written_in) / sizeof(*written_in); i++)
		if (same_language(written_in[i].language, language) &&
		    strcmp(written_in[i].lang, lang) == 0)
			return true;
	return false;
}

bool
script_is_rtl(const char *language)
{
	for (size_t i = 0; i < sizeof(written_in) / sizeof(*written_in); i++)
		if (same_language(written_in[i].language, language))
			return written_in[i].rtl;
	return false;
}
