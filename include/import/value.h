/*
 * value.h: what JSON, YAML, TOML and CSV say, in one form.
 *
 * All of it in the arena given; texts are valid UTF-8.  Numbers, dates and
 * truth values are the texts that they are written as.
 */
#ifndef IMPORT_VALUE_H
#define IMPORT_VALUE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

enum { VALUE_DEPTH = 64 }; /* lists and maps inside one another */

enum value_kind { VALUE_NONE, VALUE_TEXT, VALUE_LIST, VALUE_MAP };

struct value {
	enum value_kind kind;
	struct str text;     /* of VALUE_TEXT */
	struct str key;      /* of a map's member */
	struct value *first; /* items of a list, members of a map, in order */
	struct value *last;
	struct value *next;  /* beside it in its list or map */
};

/* One more item or member of an empty kind at the end of parent. */
struct value *value_add(struct value *parent, struct str key,
    struct arena *arena);
void value_set_text(struct value *v, struct str text, struct arena *arena);

/* The member with this name, whatever its case; NULL when v is NULL, no map
 * or has none. */
const struct value *value_get(const struct value *v, const char *name);
/* Its text; "" when v is NULL or no text. */
struct str value_text(const struct value *v);
bool value_is_true(const struct value *v);
bool value_is_false(const struct value *v);

/*
 * Each fills *out from the text, and on failure sets err to a sentence without
 * a file and *line to the line in the text, from 1.
 *
 * value_json reads the one value at the start of s and sets *used to its
 * length.  value_yaml reads one document.  value_toml reads what front matter
 * uses: keys, strings of all four kinds, numbers, dates, lists, inline tables
 * and tables.
 */
int value_json(struct str s, struct arena *arena, struct value *out,
    size_t *used, size_t *line, struct err *err);
int value_yaml(struct str s, struct arena *arena, struct value *out,
    size_t *line, struct err *err);
int value_toml(struct str s, struct arena *arena, struct value *out,
    size_t *line, struct err *err);

#endif
