/* json.c: a JSON writer. */
#include "base/json.h"

#include <inttypes.h>

static void
before_value(struct json *j)
{
	if (j->comma)
		buf_putc(j->out, ',');
	j->comma = true;
}

static void
open_with(struct json *j, char c)
{
	before_value(j);
	buf_putc(j->out, c);
	j->comma = false;
}

static void
close_with(struct json *j, char c)
{
	buf_putc(j->out, c);
	j->comma = true;
}

void
json_object(struct json *j)
{
	open_with(j, '{');
}

void
json_end_object(struct json *j)
{
	close_with(j, '}');
}

void
json_array(struct json *j)
{
	open_with(j, '[');
}

void
json_end_array(struct json *j)
{
	close_with(j, ']');
}

/* How many bytes at s.ptr[i] want an escape: 0, 1, or 3 (U+2028, U+2029). */
static size_t
special(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.ptr[i];

	if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' ||
	    c == '&' || c == 0x7f)
		return 1;
	if (c == 0xe2 && i + 2 < s.len &&
	    (unsigned char)s.ptr[i + 1] == 0x80 &&
	    ((unsigned char)s.ptr[i + 2] & 0xfe) == 0xa8)
		return 3;
	return 0;
}

static void
put_text(struct buf *out, struct str s)
{
	size_t done = 0, i = 0, n;

	buf_putc(out, '"');
	while (i < s.len) {
		n = special(s, i);
		if (n == 0) {
			i++;
			continue;
		}
		buf_put(out, s.ptr + done, i - done);
		if (n == 3)
			buf_printf(out, "\\u20%02x",
			    0x28u + ((unsigned)s.ptr[i + 2] & 1));
		else if (s.ptr[i] == '"' || s.ptr[i] == '\\')
			buf_printf(out, "\\%c", s.ptr[i]);
		else if (s.ptr[i] == '\n')
			buf_puts(out, "\\n");
		else
			buf_printf(out, "\\u%04x",
			    (unsigned)(unsigned char)s.ptr[i]);
		i += n;
		done = i;
	}
	buf_put(out, s.ptr + done, s.len - done);
	buf_putc(out, '"');
}

void
json_key(struct json *j, const char *name)
{
	before_value(j);
	put_text(j->out, str_from(name));
	buf_putc(j->out, ':');
	j->comma = false;
}

void
json_string(struct json *j, struct str s)
{
	before_value(j);
	put_text(j->out, s);
}

void
json_int(struct json *j, int64_t n)
{
	before_value(j);
	buf_printf(j->out, "%" PRId64, n);
}

void
json_bool(struct json *j, bool b)
{
	before_value(j);
	buf_puts(j->out, b ? "true" : "false");
}

void
json_null(struct json *j)
{
	before_value(j);
	buf_puts(j->out, "null");
}

void
json_raw(struct json *j, struct str value)
{
	before_value(j);
	buf_str(j->out, value);
}
