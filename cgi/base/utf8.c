/* utf8.c: Unicode text by way of utf8proc. */
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xfffd };

size_t
utf8_check(struct str s)
{
	size_t i = 0;

	while (i < s.len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n;

		if ((unsigned char)s.ptr[i] < 0x80) {
			if (s.ptr[i] == '\0')
				return i;
			i++;
			continue;
		}
		n = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + i,
		    (utf8proc_ssize_t)(s.len - i), &c);
		if (n < 1)
			return i;
		i += (size_t)n;
	}
	return s.len;
}

uint32_t
utf8_next(struct str s, size_t i, size_t *next)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	if ((unsigned char)s.ptr[i] < 0x80) {
		*next = i + 1;
		return (unsigned char)s.ptr[i];
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + i,
	    (utf8proc_ssize_t)(s.len - i), &c);
	if (n < 1) {
		*next = i + 1;
		return REPLACEMENT;
	}
	*next = i + (size_t)n;
	return (uint32_t)c;
}

uint32_t
utf8_previous(struct str s, size_t i, size_t *start)
{
	size_t next;

	*start = i - 1;
	while (*start > 0 && i - *start < 4 &&
	    ((unsigned char)s.ptr[*start] & 0xc0) == 0x80)
		(*start)--;
	return utf8_next(s, *start, &next);
}

void
utf8_put(struct buf *out, uint32_t code_point)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n =
	    utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);

	if (n > 0)
		buf_put(out, (const char *)bytes, (size_t)n);
}

bool
utf8_is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return utf8proc_category((utf8proc_int32_t)c) ==
	    UTF8PROC_CATEGORY_LU;
}

bool
utf8_is_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return utf8proc_category((utf8proc_int32_t)c) ==
	    UTF8PROC_CATEGORY_LL;
}

bool
utf8_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return true;
	default:
		return false;
	}
}

bool
utf8_is_digit(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return utf8proc_category((utf8proc_int32_t)c) ==
	    UTF8PROC_CATEGORY_ND;
}

bool
utf8_is_mark(uint32_t c)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);

	return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC ||
	    k == UTF8PROC_CATEGORY_ME;
}

bool
utf8_is_number(uint32_t c)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);

	return k == UTF8PROC_CATEGORY_ND || k == UTF8PROC_CATEGORY_NL ||
	    k == UTF8PROC_CATEGORY_NO;
}

struct str
utf8_lower(struct arena *a, struct str s)
{
	struct buf out = { 0 };

	buf_reserve(&out, s.len);
	for (size_t i = 0; i < s.len;) {
		uint32_t c = utf8_next(s, i, &i);

		if (c < 0x80)
			buf_putc(&out, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
		else
			utf8_put(&out,
			    (uint32_t)utf8proc_tolower((utf8proc_int32_t)c));
	}
	return buf_move(&out, a);
}

/* utf8proc_map with a result that is always freed by free(3). */
static int
map_text(struct str s, utf8proc_option_t options, struct str *out)
{
	utf8proc_uint8_t *mapped;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.ptr,
	    (utf8proc_ssize_t)s.len, &mapped, options);

	if (n < 0)
		return -1;
	*out = str_make((const char *)mapped, (size_t)n);
	return 0;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

struct str
utf8_fold(struct arena *a, struct str s)
{
	struct str mapped, result;

	if (is_ascii(s) ||
	    map_text(s,
	        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK,
	        &mapped) != 0)
		return utf8_lower(a, s);
	/* STRIPMARK leaves Hangul as jamo; compose it again.  Case comes after
	 * the marks, because an iota below a capital would become a letter. */
	result = arena_str(a, mapped);
	free((void *)(uintptr_t)mapped.ptr);
	if (map_text(result, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD,
	        &mapped) == 0) {
		result = arena_str(a, mapped);
		free((void *)(uintptr_t)mapped.ptr);
	}
	return result;
}

enum clean { CLEAN_KEEP, CLEAN_SPACE, CLEAN_DROP, CLEAN_HYPHEN };

static enum clean
clean_class(uint32_t c)
{
	if (c == '\n')
		return CLEAN_KEEP;
	if (c == '\t' || c == '\r' || c == '\v' || c == '\f')
		return CLEAN_SPACE;
	if (c == 0x2011)
		return CLEAN_HYPHEN;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return CLEAN_SPACE;
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
		/* Soft hyphen, zero-width and bidirectional controls, BOM;
		 * the two joiners carry meaning in Indic and Persian. */
		return c == 0x200c || c == 0x200d ? CLEAN_KEEP : CLEAN_DROP;
	default:
		return CLEAN_KEEP;
	}
}

static void
clean_into(struct buf *out, struct str s)
{
	size_t line = out->len;

	for (size_t i = 0; i < s.len;) {
		uint32_t c = utf8_next(s, i, &i);

		switch (clean_class(c)) {
		case CLEAN_DROP:
			continue;
		case CLEAN_SPACE:
			c = ' ';
			break;
		case CLEAN_HYPHEN:
			c = '-';
			break;
		case CLEAN_KEEP:
			break;
		}
		if (c == ' ' &&
		    (out->len == line || out->data[out->len - 1] == ' '))
			continue;
		if (c == '\n') {
			while (out->len > line &&
			    out->data[out->len - 1] == ' ')
				out->len--;
			buf_putc(out, '\n');
			line = out->len;
			continue;
		}
		if (c < 0x80)
			buf_putc(out, (char)c);
		else
			utf8_put(out, c);
	}
	while (out->len > line && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

void
utf8_clean(struct buf *out, struct str s)
{
	struct str mapped;

	buf_reserve(out, s.len);
	if (!is_ascii(s) &&
	    map_text(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE, &mapped) == 0) {
		clean_into(out, mapped);
		free((void *)(uintptr_t)mapped.ptr);
	} else
		clean_into(out, s);
}

/* Letters that decomposition leaves whole (Unicode 15 names in order: sharp s,
 * ae, o with stroke, d with stroke, l with stroke, thorn, eth, oe, dotless i,
 * h with stroke). */
static const struct {
	uint32_t c;
	const char *ascii;
} unlike_base[] = {
	{ 0xdf, "ss" },
	{ 0xe6, "ae" },
	{ 0xf8, "o" },
	{ 0x111, "d" },
	{ 0x142, "l" },
	{ 0xfe, "th" },
	{ 0xf0, "d" },
	{ 0x153, "oe" },
	{ 0x131, "i" },
	{ 0x127, "h" },
};

static const char *
ascii_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof(unlike_base) / sizeof(*unlike_base);
	     i++)
		if (unlike_base[i].c == c)
			return unlike_base[i].ascii;
	return NULL;
}

/* One word of a slug into word (size bytes); returns its length. */
static void
slug_put(struct buf *out, uint32_t c)
{
	const char *ascii;

	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		buf_putc(out, (char)c);
	else if ((ascii = ascii_of(c)) != NULL)
		buf_puts(out, ascii);
	else
		buf_printf(out, "u%x", (unsigned)c);
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2018 || c == '.';
}

void
utf8_slug(struct buf *out, struct str s, size_t max)
{
	struct arena scratch = { 0 };
	struct buf whole = { 0 };
	struct str folded = utf8_fold(&scratch, s);
	bool gap = false;

	for (size_t i = 0; i < folded.len;) {
		uint32_t c = utf8_next(folded, i, &i);

		if (!utf8_is_letter(c) && !utf8_is_digit(c)) {
			/* "U.S." is one word, and so is "Kim's". */
			gap = gap || !is_apostrophe(c);
			continue;
		}
		if (gap && whole.len > 0)
			buf_putc(&whole, '-');
		gap = false;
		slug_put(&whole, c);
	}
	if (whole.len > max) {
		size_t cut = max;

		while (cut > max / 2 && whole.data[cut] != '-')
			cut--;
		whole.len = whole.data[cut] == '-' ? cut : max;
	}
	buf_str(out, buf_view(&whole));
	buf_free(&whole);
	arena_free(&scratch);
}

struct str
utf8_slug_of(struct arena *a, struct str s)
{
	struct buf slug = { 0 };

	utf8_slug(&slug, s, SLUG_MAX);
	return buf_move(&slug, a);
}
