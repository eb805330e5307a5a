/* fmt_json.c: JSON lines, JSON Feed, ninjs and their like; see formats.h. */
#include "import/formats.h"

#include "import/encoding.h"
#include "import/fields.h"
#include "import/prose.h"

static const char key_names[] = "id uri guid url link permalink";
static const char list_names[] = "items articles posts entries results "
    "data stories";

struct records {
	const struct input *in;
	struct arena arena; /* of the value at hand */
	size_t line;        /* where it begins */
};

static int
read_record(struct records *r, const struct value *v, struct err *err)
{
	struct draft d;

	draft_start(&d, r->in, &r->arena, r->line);
	if (v->kind != VALUE_MAP) {
		input_fault(r->in, r->line, "no object with an article's "
		    "fields");
		return 0;
	}
	d.key = draft_clean(&r->arena, value_text(fields_find(v,
	    key_names)));
	if (!fields_read(&d, v, false))
		return 0;
	d.article.title = prose_line(d.article.title, &r->arena);
	fields_body(&d, v);
	return draft_finish(&d, err);
}

/* An article, a list of them, or what has such a list. */
static int
read_records(struct records *r, const struct value *v, struct err *err)
{
	const struct value *list = v;
	int rc = 0;

	if (v->kind == VALUE_MAP && fields_find(v, "title headline "
	    "headlines") == NULL)
		list = fields_find(v, list_names);
	else if (v->kind == VALUE_MAP && fields_find(v, "items") != NULL)
		list = fields_find(v, "items");
	if (list == NULL || list->kind != VALUE_LIST)
		return read_record(r, v, err);
	for (v = list->first; rc == 0 && v != NULL; v = v->next)
		rc = read_record(r, v, err);
	return rc;
}

static void
move_on(struct records *r, struct str *rest, size_t n)
{
	for (size_t i = 0; i < n; i++)
		r->line += rest->ptr[i] == '\n';
	*rest = str_slice(*rest, n, rest->len);
}

static size_t
blank_length(struct str s)
{
	size_t n = 0;

	while (n < s.len && strchr(" \t\r\n,\x1e", s.ptr[n]) != NULL)
		n++;
	return n;
}

int
fmt_json_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	struct records r = { .in = in, .line = 1 };
	struct str rest;
	int rc = 0;

	if (!encoding_decode(in, str_from(""), &arena, &rest))
		goto out;
	move_on(&r, &rest, blank_length(rest));
	if (rest.len == 0)
		input_fault(in, 1, "empty file");
	while (rc == 0 && rest.len > 0) {
		struct value v;
		struct err fault;
		size_t used = 0, line = 1;

		arena_reset(&r.arena);
		if (value_json(rest, &r.arena, &v, &used, &line, &fault) ==
		    0 && used > 0) {
			rc = read_records(&r, &v, err);
		} else {
			input_fault(in, r.line + line - 1, "%s", used > 0
			    ? "JSON: nothing" : fault.text);
			used = str_find(rest, str_from("\n"), 0);
		}
		move_on(&r, &rest, used);
		move_on(&r, &rest, blank_length(rest));
	}
out:
	arena_free(&r.arena);
	arena_free(&arena);
	return rc;
}
