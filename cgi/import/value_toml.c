/* value_toml.c: TOML as front matter uses it; toml.io, version 1.0. */
#include "import/value.h"

#include "base/utf8.h"

struct toml {
	struct str rest;
	size_t line;
	struct arena *arena;
	struct err *err;
	int depth;
};

static int read_value(struct toml *t, struct value *out);

static int
fault(struct toml *t, const char *message)
{
	return err_set(t->err, "TOML: %s", message);
}

static char
next(const struct toml *t)
{
	return t->rest.len > 0 ? t->rest.ptr[0] : '\0';
}

static void
drop(struct toml *t, size_t n)
{
	for (size_t i = 0; i < n && i < t->rest.len; i++)
		t->line += t->rest.ptr[i] == '\n';
	t->rest = str_slice(t->rest, n, t->rest.len);
}

/* Spaces, and with lines also newlines and comments. */
static void
skip(struct toml *t, bool lines)
{
	while (t->rest.len > 0) {
		if (next(t) == ' ' || next(t) == '\t' || next(t) == '\r')
			drop(t, 1);
		else if (lines && next(t) == '\n')
			drop(t, 1);
		else if (next(t) == '#')
			drop(t, str_find(t->rest, str_from("\n"), 0));
		else
			return;
	}
}

/* \u and \U take digits; the others are one letter. */
static int
read_escape(struct toml *t, struct buf *out)
{
	static const char letters[] = "btnfre\"\\", bytes[] =
	    "\b\t\n\f\r\033\"\\";
	char c = next(t);
	const char *known = c != '\0' ? strchr(letters, c) : NULL;
	size_t n = c == 'u' ? 4 : 8;
	uint32_t point = 0;

	if (known != NULL) {
		buf_putc(out, bytes[known - letters]);
		drop(t, 1);
		return 0;
	}
	if (c != 'u' && c != 'U')
		return fault(t, "unknown escape");
	drop(t, 1);
	for (size_t i = 0; i < n; i++, drop(t, 1)) {
		static const char hex[] = "0123456789abcdef0123456789ABCDEF";
		const char *digit = next(t) != '\0' ? strchr(hex, next(t))
		    : NULL;

		if (digit == NULL)
			return fault(t, "unknown escape");
		point = point << 4 | (uint32_t)((digit - hex) % 16);
	}
	if (point == 0 || point > 0x10ffff ||
	    (point >= 0xd800 && point <= 0xdfff))
		return fault(t, "no such character");
	utf8_put(out, point);
	return 0;
}

/* A backslash at a line's end joins it to the next text. */
static bool
joins_lines(const struct toml *t)
{
	size_t i = 1;

	while (i < t->rest.len && strchr(" \t\r", t->rest.ptr[i]) != NULL)
		i++;
	return i < t->rest.len && t->rest.ptr[i] == '\n';
}

static int
read_string(struct toml *t, struct buf *out)
{
	char quote = next(t), triple[4] = { quote, quote, quote, '\0' };
	bool many = str_starts(t->rest, triple);

	drop(t, many ? 3 : 1);
	if (many && next(t) == '\n')
		drop(t, 1);
	while (t->rest.len > 0) {
		if (many ? str_starts(t->rest, triple) : next(t) == quote) {
			drop(t, many ? 3 : 1);
			return 0;
		}
		if (!many && next(t) == '\n')
			break;
		if (quote == '"' && next(t) == '\\') {
			if (many && joins_lines(t)) {
				drop(t, 1);
				while (t->rest.len > 0 &&
				    strchr(" \t\r\n", next(t)) != NULL)
					drop(t, 1);
				continue;
			}
			drop(t, 1);
			if (read_escape(t, out) != 0)
				return -1;
			continue;
		}
		buf_putc(out, next(t));
		drop(t, 1);
	}
	return fault(t, "a string without an end");
}

static bool
is_bare(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static int
read_name(struct toml *t, struct buf *out)
{
	skip(t, false);
	buf_clear(out);
	if (next(t) == '"' || next(t) == '\'')
		return read_string(t, out);
	while (is_bare(next(t))) {
		buf_putc(out, next(t));
		drop(t, 1);
	}
	return out->len > 0 ? 0 : fault(t, "a name is missing");
}

/* The member, added when it is not there. */
static struct value *
member(struct toml *t, struct value *map, struct str name)
{
	for (struct value *v = map->first; v != NULL; v = v->next)
		if (str_equal(v->key, name))
			return v;
	return value_add(map, name, t->arena);
}

/* "a.b.c": the member c of member b of member a; of a list of tables the last
 * is meant. */
static int
read_path(struct toml *t, struct value *map, struct value **out)
{
	struct buf name = { 0 };
	int rc = 0;

	for (int level = 0;; level++) {
		if (map->kind == VALUE_LIST && map->last != NULL)
			map = map->last;
		if (map->kind != VALUE_MAP && map->kind != VALUE_NONE)
			rc = fault(t, "a name inside a value");
		else if (level == VALUE_DEPTH)
			rc = fault(t, "too many levels");
		else
			rc = read_name(t, &name);
		if (rc != 0)
			break;
		map->kind = VALUE_MAP;
		map = member(t, map, buf_view(&name));
		skip(t, false);
		if (next(t) != '.')
			break;
		drop(t, 1);
	}
	buf_free(&name);
	*out = map;
	return rc;
}

static int
read_pair(struct toml *t, struct value *map)
{
	struct value *v;

	if (read_path(t, map, &v) != 0)
		return -1;
	if (next(t) != '=')
		return fault(t, "\"=\" is missing behind a name");
	drop(t, 1);
	skip(t, false);
	if (v->kind != VALUE_NONE)
		return fault(t, "a name twice");
	return read_value(t, v);
}

/* "[a, b]" and "{ a = 1, b = 2 }". */
static int
read_many(struct toml *t, struct value *out)
{
	char end = next(t) == '[' ? ']' : '}';

	if (++t->depth > VALUE_DEPTH)
		return fault(t, "too many levels");
	out->kind = end == ']' ? VALUE_LIST : VALUE_MAP;
	drop(t, 1);
	for (;;) {
		skip(t, true);
		if (next(t) == end)
			break;
		if ((end == ']'
		    ? read_value(t, value_add(out, str_from(""), t->arena))
		    : read_pair(t, out)) != 0)
			return -1;
		skip(t, true);
		if (next(t) == ',')
			drop(t, 1);
		else if (next(t) != end)
			return fault(t, "a list without an end");
	}
	drop(t, 1);
	t->depth--;
	return 0;
}

/* Numbers, dates, true and false stay as they are written. */
static int
read_plain(struct toml *t, struct value *out)
{
	size_t n = 0;

	while (n < t->rest.len && strchr(",]}#\n\r", t->rest.ptr[n]) == NULL)
		n++;
	value_set_text(out, str_trim(str_slice(t->rest, 0, n)), t->arena);
	drop(t, n);
	return out->text.len > 0 ? 0 : fault(t, "a value is missing");
}

static int
read_value(struct toml *t, struct value *out)
{
	struct buf text = { 0 };
	int rc;

	if (next(t) == '[' || next(t) == '{')
		return read_many(t, out);
	if (next(t) != '"' && next(t) != '\'')
		return read_plain(t, out);
	rc = read_string(t, &text);
	value_set_text(out, buf_view(&text), t->arena);
	buf_free(&text);
	return rc;
}

/* "[table]" and "[[list of tables]]"; *out is where its pairs go. */
static int
read_header(struct toml *t, struct value *root, struct value **out)
{
	bool list = str_starts(t->rest, "[[");
	struct value *v;

	drop(t, list ? 2 : 1);
	if (read_path(t, root, &v) != 0)
		return -1;
	if (!str_starts(t->rest, list ? "]]" : "]"))
		return fault(t, "\"]\" is missing behind a table's name");
	drop(t, list ? 2 : 1);
	if (v->kind == VALUE_NONE)
		v->kind = list ? VALUE_LIST : VALUE_MAP;
	if (v->kind != (list ? VALUE_LIST : VALUE_MAP))
		return fault(t, "a name twice");
	if (list) {
		v = value_add(v, str_from(""), t->arena);
		v->kind = VALUE_MAP;
	}
	*out = v;
	return 0;
}

int
value_toml(struct str s, struct arena *arena, struct value *out,
    size_t *line, struct err *err)
{
	struct toml t = { .rest = s, .line = 1, .arena = arena, .err = err };
	struct value *table = out;
	int rc = 0;

	*out = (struct value){ .kind = VALUE_MAP, .text = str_from(""),
		.key = str_from("") };
	for (;;) {
		skip(&t, true);
		if (t.rest.len == 0)
			break;
		rc = next(&t) == '[' ? read_header(&t, out, &table)
		    : read_pair(&t, table);
		skip(&t, false);
		if (rc == 0 && t.rest.len > 0 && next(&t) != '\n')
			rc = fault(&t, "more behind a value");
		if (rc != 0)
			break;
	}
	*line = t.line;
	return rc;
}
