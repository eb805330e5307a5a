/* fmt_csv.c: a table with a line of names; see formats.h. */
#include "import/formats.h"

#include "base/buf.h"
#include "import/encoding.h"
#include "import/fields.h"

enum { COLUMNS_MAX = 500 };

struct table {
	const struct input *in;
	struct str rest;
	size_t line;        /* of what comes next */
	char mark;          /* between cells */
	struct arena names_arena, arena;
	VEC(struct str) names;
	VEC(struct str) cells;
};

static void
drop(struct table *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		t->line += t->rest.ptr[i] == '\n';
	t->rest = str_slice(t->rest, n, t->rest.len);
}

/* RFC 4180, 2.5 to 2.7: within quotes anything, a quote as two. */
static bool
read_quoted(struct table *t, struct buf *out)
{
	drop(t, 1);
	while (t->rest.len > 0) {
		if (t->rest.ptr[0] != '"') {
			buf_putc(out, t->rest.ptr[0]);
		} else if (str_starts(t->rest, "\"\"")) {
			buf_putc(out, '"');
			drop(t, 1);
		} else {
			drop(t, 1);
			return true;
		}
		drop(t, 1);
	}
	return false;
}

/* The cells of the next record; false when a quote is left open. */
static bool
read_row(struct table *t, struct arena *arena)
{
	struct buf cell = { 0 };
	bool whole = true, more = true;

	t->cells.count = t->cells.capacity = 0;
	t->cells.items = NULL;
	while (whole && more) {
		size_t n = 0;

		buf_clear(&cell);
		if (str_starts(t->rest, "\""))
			whole = read_quoted(t, &cell);
		while (n < t->rest.len && t->rest.ptr[n] != t->mark &&
		    t->rest.ptr[n] != '\n')
			n++;
		buf_str(&cell, str_slice(t->rest, 0, n));
		drop(t, n);
		more = t->rest.len > 0 && t->rest.ptr[0] == t->mark &&
		    t->cells.count < COLUMNS_MAX;
		*VEC_ADD(arena, &t->cells) = arena_str(arena,
		    str_trim(buf_view(&cell)));
		if (more)
			drop(t, 1);
	}
	/* A record ends at the line's end, with what is too much of it. */
	drop(t, str_find(t->rest, str_from("\n"), 0));
	if (t->rest.len > 0)
		drop(t, 1);
	buf_free(&cell);
	return whole;
}

/* The mark that the line of names has most of. */
static char
find_mark(struct str text)
{
	static const char marks[] = ",;\t|";
	size_t end = str_find(text, str_from("\n"), 0), most = 0;
	char best = ',';

	for (size_t m = 0; marks[m] != '\0'; m++) {
		size_t n = 0;

		for (size_t i = 0; i < end; i++)
			n += text.ptr[i] == marks[m];
		if (n > most) {
			most = n;
			best = marks[m];
		}
	}
	return best;
}

static int
read_record(struct table *t, size_t line, struct err *err)
{
	struct value map = { .kind = VALUE_MAP };
	struct draft d;

	draft_start(&d, t->in, &t->arena, line);
	for (size_t i = 0; i < t->cells.count && i < t->names.count; i++)
		if (t->cells.items[i].len > 0)
			value_set_text(value_add(&map, t->names.items[i],
			    &t->arena), t->cells.items[i], &t->arena);
	if (map.first == NULL)
		return 0;
	d.key = draft_clean(&t->arena, value_text(fields_find(&map,
	    "id guid uri url link slug title headline")));
	if (!fields_read(&d, &map, false))
		return 0;
	fields_body(&d, &map);
	return draft_finish(&d, err);
}

/* The line of names; false when it is not that of articles. */
static bool
read_names(struct table *t)
{
	struct value map = { .kind = VALUE_MAP };

	t->mark = find_mark(t->rest);
	if (!read_row(t, &t->names_arena))
		return false;
	for (size_t i = 0; i < t->cells.count; i++) {
		*VEC_ADD(&t->names_arena, &t->names) = t->cells.items[i];
		value_set_text(value_add(&map, t->cells.items[i],
		    &t->names_arena), str_from("x"), &t->names_arena);
	}
	return fields_are_article(&map);
}

bool
fmt_csv_sniff(struct str head)
{
	struct table t = { .rest = head };
	bool articles;

	if (str_starts(head, "\xef\xbb\xbf"))
		t.rest = str_slice(head, 3, head.len);
	articles = read_names(&t);
	arena_free(&t.names_arena);
	return articles;
}

int
fmt_csv_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	struct table t = { .in = in, .line = 1 };
	int rc = 0;

	if (!encoding_decode(in, str_from(""), &arena, &t.rest))
		goto out;
	if (!read_names(&t)) {
		input_fault(in, 1, "the first line names no columns for "
		    "title, date and text");
		goto out;
	}
	while (rc == 0 && t.rest.len > 0) {
		size_t line = t.line;

		arena_reset(&t.arena);
		if (read_row(&t, &t.arena))
			rc = read_record(&t, line, err);
		else
			input_fault(in, line, "a quote without an end");
	}
out:
	arena_free(&t.names_arena);
	arena_free(&t.arena);
	arena_free(&arena);
	return rc;
}
