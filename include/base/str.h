/*
 * str.h: a view of bytes that somebody else owns.
 *
 * A struct str is passed by value.  It is not NUL-terminated unless the
 * function that made it says so.  An absent text is the empty view {"", 0};
 * ptr is never NULL in a view made by the functions here.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *ptr; /* first byte; not owned */
	size_t len;      /* bytes */
};

/* A view of a string literal, usable in static initializers. */
#define STR(literal) { "" literal, sizeof(literal) - 1 }
/* printf arguments for "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).ptr

static inline struct str
str_make(const char *ptr, size_t len)
{
	struct str s = { ptr != NULL ? ptr : "", ptr != NULL ? len : 0 };

	return s;
}

/* A view of a C string; NULL gives the empty view. */
static inline struct str
str_from(const char *s)
{
	return str_make(s, s != NULL ? strlen(s) : 0);
}

/* Bytes start <= i < end of s; both are clipped to its length. */
struct str str_slice(struct str s, size_t start, size_t end);

bool str_equal(struct str a, struct str b);
/* a equals the C string b. */
bool str_is(struct str a, const char *b);
/* Equal but for the case of ASCII letters. */
bool str_is_nocase(struct str a, const char *b);
/* Byte order, shorter first on a common prefix: <0, 0, >0 as strcmp. */
int str_compare(struct str a, struct str b);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);

/* s without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* The offset of needle's first occurrence at or after from, or s.len. */
size_t str_find(struct str s, struct str needle, size_t from);

/*
 * Cuts the part of *rest before the first sep and moves *rest behind it.
 * Returns false, and leaves *part alone, once *rest has been used up: a text
 * with n separators gives n + 1 parts.  Start with *rest = the text.
 */
bool str_cut(struct str *rest, char sep, struct str *part);

/* Decimal digits only, at most INT_MAX; -1 when s is anything else. */
int str_number(struct str s);

#endif
