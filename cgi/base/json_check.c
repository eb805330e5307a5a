/* json_check.c: a strict reader that keeps nothing. */
#include "base/json_check.h"

#include "base/utf8.h"

enum { DEPTH_MAX = 128 };

struct reader {
	struct str text;
	size_t at;
	int depth;
};

static char
peek(const struct reader *r)
{
	return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static bool
take(struct reader *r, char c)
{
	if (r->at >= r->text.len || r->text.ptr[r->at] != c)
		return false;
	r->at++;
	return true;
}

static void
skip_space(struct reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\n' ||
	    peek(r) == '\r')
		r->at++;
}

static bool
read_hex(struct reader *r)
{
	for (int i = 0; i < 4; i++, r->at++) {
		char c = peek(r);

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
		        (c >= 'A' && c <= 'F')))
			return false;
	}
	return true;
}

static bool
read_string(struct reader *r)
{
	if (!take(r, '"'))
		return false;
	while (r->at < r->text.len) {
		unsigned char c = (unsigned char)r->text.ptr[r->at];

		if (c < 0x20)
			return false;
		r->at++;
		if (c == '"')
			return true;
		if (c != '\\')
			continue;
		c = (unsigned char)peek(r);
		if (c == '\0' || strchr("\"\\/bfnrtu", c) == NULL)
			return false;
		r->at++;
		if (c == 'u' && !read_hex(r))
			return false;
	}
	return false;
}

static bool
read_digits(struct reader *r)
{
	size_t start = r->at;

	while (peek(r) >= '0' && peek(r) <= '9')
		r->at++;
	return r->at > start;
}

static bool
read_number(struct reader *r)
{
	take(r, '-');
	if (!take(r, '0') && !read_digits(r))
		return false;
	if (take(r, '.') && !read_digits(r))
		return false;
	if (take(r, 'e') || take(r, 'E')) {
		if (!take(r, '+'))
			take(r, '-');
		return read_digits(r);
	}
	return true;
}

static bool
read_word(struct reader *r, const char *word)
{
	for (; *word != '\0'; word++)
		if (!take(r, *word))
			return false;
	return true;
}

static bool read_value(struct reader *r);

/* An array, or an object, whose members have names. */
static bool
read_members(struct reader *r, char end)
{
	r->at++;
	skip_space(r);
	if (take(r, end))
		return true;
	do {
		skip_space(r);
		if (end == '}') {
			if (!read_string(r))
				return false;
			skip_space(r);
			if (!take(r, ':'))
				return false;
		}
		if (!read_value(r))
			return false;
		skip_space(r);
	} while (take(r, ','));
	return take(r, end);
}

static bool
read_value(struct reader *r)
{
	bool done;

	skip_space(r);
	if (r->depth == DEPTH_MAX)
		return false;
	r->depth++;
	switch (peek(r)) {
	case '{':
		done = read_members(r, '}');
		break;
	case '[':
		done = read_members(r, ']');
		break;
	case '"':
		done = read_string(r);
		break;
	case 't':
		done = read_word(r, "true");
		break;
	case 'f':
		done = read_word(r, "false");
		break;
	case 'n':
		done = read_word(r, "null");
		break;
	default:
		done = read_number(r);
	}
	r->depth--;
	return done;
}

size_t
json_check(struct str s, bool *valid)
{
	struct reader r = { .text = s };
	size_t bad = utf8_check(s);

	*valid = bad == s.len && read_value(&r);
	if (bad != s.len)
		return bad;
	skip_space(&r);
	if (r.at < s.len)
		*valid = false;
	return r.at;
}
