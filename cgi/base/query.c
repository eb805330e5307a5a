/* query.c: form fields, decoded. */
#include "base/query.h"

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str
query_value(struct arena *a, struct str query, const char *name)
{
	struct str part;

	while (query.len > 0 && str_cut(&query, '&', &part)) {
		char *out;
		size_t n = 0, i = strlen(name);

		if (!str_starts(part, name) || part.len <= i ||
		    part.ptr[i++] != '=')
			continue;
		out = arena_alloc(a, part.len);
		for (; i < part.len; i++) {
			bool coded = part.ptr[i] == '%' && i + 2 < part.len &&
			    hex_digit(part.ptr[i + 1]) >= 0 &&
			    hex_digit(part.ptr[i + 2]) >= 0;

			if (coded)
				out[n++] = (char)(hex_digit(part.ptr[i + 1]) *
				    16 + hex_digit(part.ptr[i + 2]));
			else
				out[n++] = part.ptr[i] == '+' ? ' '
				                              : part.ptr[i];
			i += coded ? 2 : 0;
		}
		return str_make(out, n);
	}
	return str_from("");
}
