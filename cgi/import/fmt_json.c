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

bool
fmt_json_sniff(struct str head)
{
	static const char *const titles[] = { "\"title\"", "\"headline\"",
		"\"headlines\"" };
	static const char *const dates[] = { "\"date", "\"published",
		"\"created", "\"versioncreated\"", "\"firstcreated\"",
		"\"pubDate\"", "\"timestamp\"", "\"time\"" };
	bool title = false, date = false;

	/* ninjs: a notice that an item is withdrawn may say no more. */
	if (str_find(head, str_from("\"pubstatus\""), 0) < head.len)
		return true;
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
		title = title || str_find(head, str_from(titles[i]), 0) <
		    head.len;
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++)
		date = date || str_find(head, str_from(dates[i]), 0) <
		    head.len;
	return title && date;
}

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

static size_t
blank_length(struct str s)
{
	size_t n = 0;

	while (n < s.len && strchr(" \t\r\n,\x1e", s.ptr[n]) != NULL)
		n++;
	return n;
}

/* The value at the start of text, and how long it is; *used stays 0 when
 * there is none. */
static int
read_value(struct records *r, struct str text, size_t *used,
    struct err *err)
{
	struct value v;
	struct err fault;
	size_t line = 1;

	arena_reset(&r->arena);
	if (value_json(text, &r->arena, &v, used, &line, &fault) == 0)
		return read_records(r, &v, err);
	*used = 0;
	input_fault(r->in, r->line + line - 1, "%s", fault.text);
	return 0;
}

/* Each line is a value of its own: a bad one spoils no other. */
static bool
has_lines(struct records *r, struct str text)
{
	struct str line = str_trim(str_slice(text, 0, str_find(text,
	    str_from("\n"), 0)));
	struct value v;
	struct err ignored;
	size_t used, number;

	arena_reset(&r->arena);
	return str_starts(line, "{") && str_ends(line, "}") &&
	    value_json(line, &r->arena, &v, &used, &number, &ignored) == 0 &&
	    used == line.len;
}

static int
read_lines(struct records *r, struct str text, struct err *err)
{
	struct str line;
	int rc = 0;

	while (rc == 0 && str_cut(&text, '\n', &line)) {
		size_t used;

		line = str_slice(line, blank_length(line), line.len);
		if (line.len > 0)
			rc = read_value(r, line, &used, err);
		r->line++;
	}
	return rc;
}

/* One value after another, as far as they can be read. */
static int
read_whole(struct records *r, struct str text, struct err *err)
{
	int rc = 0;

	for (;;) {
		size_t used = blank_length(text);

		if (used == 0 && text.len > 0) {
			rc = read_value(r, text, &used, err);
			if (used == 0)
				break;
		}
		for (size_t i = 0; i < used; i++)
			r->line += text.ptr[i] == '\n';
		text = str_slice(text, used, text.len);
		if (rc != 0 || text.len == 0)
			break;
	}
	return rc;
}

int
fmt_json_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	struct records r = { .in = in, .line = 1 };
	struct str text;
	int rc = 0;

	if (!encoding_decode(in, str_from(""), &arena, &text))
		goto out;
	if (blank_length(text) == text.len)
		input_fault(in, 1, "empty file");
	else
		rc = has_lines(&r, text) ? read_lines(&r, text, err)
		    : read_whole(&r, text, err);
out:
	arena_free(&r.arena);
	arena_free(&arena);
	return rc;
}
