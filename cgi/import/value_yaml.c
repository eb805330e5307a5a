/* value_yaml.c: YAML by way of libyaml. */
#include "import/value.h"

#include <yaml.h>

#include "base/map.h"


struct reader {
	struct arena *arena;
	struct map anchors; /* texts by name */
	struct value *open[VALUE_DEPTH]; /* lists and maps */
	int depth;
	struct value *out;
	struct str key;  /* of the map's next member */
	bool has_key;
};

static struct str
yaml_str(const yaml_char_t *s, size_t n)
{
	return str_make((const char *)s, n);
}

/* Where the next value goes: the root, or into the innermost list or map. */
static struct value *
place(struct reader *r)
{
	struct value *parent;

	if (r->depth == 0)
		return r->out;
	parent = r->open[r->depth - 1];
	r->has_key = false;
	return value_add(parent, parent->kind == VALUE_MAP ? r->key
	    : str_from(""), r->arena);
}

/* In a map texts are names and values by turns. */
static bool
is_name(const struct reader *r)
{
	return r->depth > 0 && r->open[r->depth - 1]->kind == VALUE_MAP &&
	    !r->has_key;
}

static void
take_text(struct reader *r, struct str text, const yaml_char_t *anchor)
{
	struct value *v;

	if (is_name(r)) {
		r->key = arena_str(r->arena, text);
		r->has_key = true;
		return;
	}
	v = place(r);
	value_set_text(v, text, r->arena);
	if (anchor != NULL)
		*map_put(&r->anchors, arena_str(r->arena, str_from(
		    (const char *)anchor))) = (uintptr_t)v;
}

/* Only texts are repeated: lists in lists in lists would grow without end. */
static void
take_alias(struct reader *r, const yaml_char_t *anchor)
{
	const uintptr_t *known = map_get(&r->anchors,
	    str_from((const char *)anchor));
	struct str text = str_from("");

	if (known != NULL)
		text = ((const struct value *)*known)->text;
	take_text(r, text, NULL);
}

static int
take_open(struct reader *r, enum value_kind kind, struct err *err)
{
	struct value *v;

	if (r->depth == VALUE_DEPTH || is_name(r))
		return err_set(err, r->depth == VALUE_DEPTH
		    ? "YAML: more than %d levels"
		    : "YAML: a list or map for a name", VALUE_DEPTH);
	v = place(r);
	v->kind = kind;
	r->open[r->depth++] = v;
	return 0;
}

/* 1 to go on, 0 at the end, -1 failed. */
static int
take_event(struct reader *r, const yaml_event_t *e, struct err *err)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		take_text(r, yaml_str(e->data.scalar.value,
		    e->data.scalar.length), e->data.scalar.anchor);
		return 1;
	case YAML_ALIAS_EVENT:
		take_alias(r, e->data.alias.anchor);
		return 1;
	case YAML_SEQUENCE_START_EVENT:
		return take_open(r, VALUE_LIST, err) == 0 ? 1 : -1;
	case YAML_MAPPING_START_EVENT:
		return take_open(r, VALUE_MAP, err) == 0 ? 1 : -1;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		r->depth--;
		r->has_key = false;
		return 1;
	case YAML_DOCUMENT_END_EVENT:
	case YAML_STREAM_END_EVENT:
		return 0;
	default:
		return 1;
	}
}

int
value_yaml(struct str s, struct arena *arena, struct value *out,
    size_t *line, struct err *err)
{
	struct reader r = { .arena = arena, .anchors = { .arena = arena },
		.out = out, .key = str_from("") };
	yaml_parser_t parser;
	yaml_event_t event;
	int rc = 1;

	*out = (struct value){ .text = str_from(""), .key = str_from("") };
	if (!yaml_parser_initialize(&parser))
		return err_set(err, "YAML: out of memory");
	yaml_parser_set_input_string(&parser,
	    (const unsigned char *)s.ptr, s.len);
	while (rc > 0) {
		if (!yaml_parser_parse(&parser, &event)) {
			*line = parser.problem_mark.line + 1;
			rc = err_set(err, "YAML: %s", parser.problem != NULL
			    ? parser.problem : "not readable");
			break;
		}
		*line = event.start_mark.line + 1;
		rc = take_event(&r, &event, err);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	if (rc == 0)
		*line = 1;
	return rc;
}
