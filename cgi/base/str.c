/* str.c: views of bytes. */
#include "base/str.h"

#include <limits.h>
#include <strings.h>

struct str
str_slice(struct str s, size_t start, size_t end)
{
	if (end > s.len)
		end = s.len;
	if (start > end)
		start = end;
	/* Nothing may be added to NULL, which a cleared struct holds. */
	return (struct str){ start > 0 ? s.ptr + start : s.ptr, end - start };
}

bool
str_equal(struct str a, struct str b)
{
	/* Nor may memcmp be given it. */
	return a.len == b.len &&
	    (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool
str_is(struct str a, const char *b)
{
	return str_equal(a, str_from(b));
}

bool
str_is_nocase(struct str a, const char *b)
{
	return strlen(b) == a.len && strncasecmp(a.ptr, b, a.len) == 0;
}

int
str_compare(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = memcmp(a.ptr, b.ptr, n);

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.len >= n && memcmp(s.ptr, prefix, n) == 0;
}

bool
str_ends(struct str s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.len >= n && memcmp(s.ptr + s.len - n, suffix, n) == 0;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && is_space(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len > 0 && is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
	const char *hit;

	if (from > s.len || needle.len > s.len - from)
		return s.len;
	hit = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
	return hit != NULL ? (size_t)(hit - s.ptr) : s.len;
}

bool
str_cut(struct str *rest, char sep, struct str *part)
{
	const char *hit;

	if (rest->ptr == NULL)
		return false;
	hit = memchr(rest->ptr, sep, rest->len);
	if (hit == NULL) {
		*part = *rest;
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*part = (struct str){ rest->ptr, (size_t)(hit - rest->ptr) };
	rest->len -= part->len + 1;
	rest->ptr = hit + 1;
	return true;
}

int
str_number(struct str s)
{
	int n = 0;

	if (s.len == 0)
		return -1;
	for (size_t i = 0; i < s.len; i++) {
		int digit = s.ptr[i] - '0';

		if (digit < 0 || digit > 9 || n > (INT_MAX - digit) / 10)
			return -1;
		n = n * 10 + digit;
	}
	return n;
}
