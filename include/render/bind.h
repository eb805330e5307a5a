/*
 * bind.h: how the fields of a page's model reach its template.
 *
 * A model is a plain struct; a table of struct bind beside it names its
 * fields for the template:
 *
 *	static struct bind binds[] = {
 *		BIND_TEXT("TITLE", struct model, title),
 *		BIND_LIST("TAGS", struct model, tags, struct link, link_binds),
 *		BIND_END
 *	};
 *
 * In the template {{TITLE}} is the text.  {{#TITLE}}...{{/TITLE}} is shown
 * when the text is not empty, the number not 0, the flag true; for a list it
 * is repeated for each item, whose own table is looked in first.  Names that
 * an item's table does not have are looked for in the tables around it.
 */
#ifndef RENDER_BIND_H
#define RENDER_BIND_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum bind_type {
	BIND_TYPE_END,
	BIND_TYPE_TEXT,   /* struct str */
	BIND_TYPE_NUMBER, /* int64_t */
	BIND_TYPE_FLAG,   /* bool; a section only */
	BIND_TYPE_LIST,   /* struct { T *items; size_t count; ... } */
	BIND_TYPE_HAS     /* size_t count of a list: shown once, not repeated */
};

struct bind {
	const char *name;
	enum bind_type type;
	size_t offset;       /* of the field in the model */
	size_t count_offset; /* of a list's count */
	size_t item_size;    /* bytes of a list's item */
	struct bind *items;  /* table of a list's item */
	uint64_t id;         /* the template engine's; 0 until first use */
};

#define BIND_TEXT(name, type, field) \
	{ name, BIND_TYPE_TEXT, offsetof(type, field), 0, 0, NULL, 0 }
#define BIND_NUMBER(name, type, field) \
	{ name, BIND_TYPE_NUMBER, offsetof(type, field), 0, 0, NULL, 0 }
#define BIND_FLAG(name, type, field) \
	{ name, BIND_TYPE_FLAG, offsetof(type, field), 0, 0, NULL, 0 }
#define BIND_LIST(name, type, field, item, table) \
	{ name, BIND_TYPE_LIST, offsetof(type, field.items), \
		offsetof(type, field.count), sizeof(item), table, 0 }
#define BIND_HAS(name, type, field) \
	{ name, BIND_TYPE_HAS, offsetof(type, field.count), 0, 0, NULL, 0 }
#define BIND_END { NULL, BIND_TYPE_END, 0, 0, 0, NULL, 0 }

/* A list as a model holds it. */
#define LIST(type) \
	struct { \
		type *items; \
		size_t count, capacity; \
	}

#endif
