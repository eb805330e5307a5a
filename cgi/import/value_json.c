/* value_json.c: JSON by way of jansson. */
#include "import/value.h"

#include <jansson.h>
#include <stdint.h>

static void
convert(const json_t *json, struct value *out, struct arena *arena,
    int depth)
{
	const char *name;
	json_t *member;
	size_t i;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		out->kind = VALUE_MAP;
		/* jansson's iterators take no const object. */
		json_object_foreach((json_t *)(uintptr_t)json, name, member)
			if (depth < VALUE_DEPTH)
				convert(member, value_add(out,
				    str_from(name), arena), arena, depth + 1);
		return;
	case JSON_ARRAY:
		out->kind = VALUE_LIST;
		json_array_foreach(json, i, member)
			if (depth < VALUE_DEPTH)
				convert(member, value_add(out, str_from(""),
				    arena), arena, depth + 1);
		return;
	case JSON_STRING:
		value_set_text(out, str_make(json_string_value(json),
		    json_string_length(json)), arena);
		return;
	case JSON_INTEGER:
		value_set_text(out, arena_printf(arena, "%lld",
		    (long long)json_integer_value(json)), arena);
		return;
	case JSON_REAL:
		value_set_text(out, arena_printf(arena, "%.15g",
		    json_real_value(json)), arena);
		return;
	case JSON_TRUE:
	case JSON_FALSE:
		value_set_text(out, str_from(json_is_true(json) ? "true"
		    : "false"), arena);
		return;
	case JSON_NULL:
		return;
	}
}

int
value_json(struct str s, struct arena *arena, struct value *out,
    size_t *used, size_t *line, struct err *err)
{
	json_error_t error;
	json_t *json = json_loadb(s.ptr, s.len,
	    JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY, &error);

	*out = (struct value){ .text = str_from(""), .key = str_from("") };
	if (json == NULL) {
		*line = error.line > 0 ? (size_t)error.line : 1;
		return err_set(err, "JSON: %s", error.text);
	}
	*used = error.position > 0 ? (size_t)error.position : 0;
	convert(json, out, arena, 0);
	json_decref(json);
	return 0;
}
