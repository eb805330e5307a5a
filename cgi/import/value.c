/* value.c: see value.h. */
#include "import/value.h"

struct value *
value_add(struct value *parent, struct str key, struct arena *arena)
{
	struct value *v = arena_alloc(arena, sizeof(*v));

	v->text = str_from("");
	v->key = arena_str(arena, key);
	if (parent->last != NULL)
		parent->last->next = v;
	else
		parent->first = v;
	parent->last = v;
	return v;
}

void
value_set_text(struct value *v, struct str text, struct arena *arena)
{
	v->kind = VALUE_TEXT;
	v->text = arena_str(arena, text);
}

const struct value *
value_get(const struct value *v, const char *name)
{
	if (v == NULL || v->kind != VALUE_MAP)
		return NULL;
	for (v = v->first; v != NULL; v = v->next)
		if (str_is_nocase(v->key, name))
			return v;
	return NULL;
}

struct str
value_text(const struct value *v)
{
	return v != NULL && v->kind == VALUE_TEXT ? v->text : str_from("");
}

bool
value_is_true(const struct value *v)
{
	return str_is_nocase(value_text(v), "true") ||
	    str_is_nocase(value_text(v), "yes");
}

bool
value_is_false(const struct value *v)
{
	return str_is_nocase(value_text(v), "false") ||
	    str_is_nocase(value_text(v), "no");
}
