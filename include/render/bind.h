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
 *
 * The same table makes the page's JSON twin (render/data.h): BIND_ rows are
 * for both, SHOW_ rows for the template alone, FACT_ rows for the twin alone.
 * A name that ends in HREF is a link, relative to the page.
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

enum bind_for {
	BIND_FOR_ALL,
	BIND_FOR_EYES,    /* wording: the template alone */
	BIND_FOR_PROGRAMS /* the page's JSON twin alone */
};

struct bind {
	const char *name;
	enum bind_type type;
	size_t offset;       /* of the field in the model */
	size_t count_offset; /* of a list's count */
	size_t item_size;    /* bytes of a list's item */
	struct bind *items;  /* table of a list's item */
	uint64_t id;         /* the template engine's; 0 until first use */
	enum bind_for reader;
};

#define BIND_FIELD(name, kind, type, field, reader) \
	{ name, kind, offsetof(type, field), 0, 0, NULL, 0, reader }
#define BIND_ITEMS(name, type, field, item, table, reader) \
	{ name, BIND_TYPE_LIST, offsetof(type, field.items), \
		offsetof(type, field.count), sizeof(item), table, 0, reader }

#define BIND_TEXT(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_TEXT, type, field, BIND_FOR_ALL)
#define BIND_NUMBER(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_NUMBER, type, field, BIND_FOR_ALL)
#define BIND_FLAG(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_FLAG, type, field, BIND_FOR_ALL)
#define BIND_LIST(name, type, field, item, table) \
	BIND_ITEMS(name, type, field, item, table, BIND_FOR_ALL)
#define BIND_HAS(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_HAS, type, field.count, BIND_FOR_EYES)

/* Wording and what is there twice: "5 articles", a date in words. */
#define SHOW_TEXT(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_TEXT, type, field, BIND_FOR_EYES)
#define SHOW_NUMBER(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_NUMBER, type, field, BIND_FOR_EYES)
#define SHOW_FLAG(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_FLAG, type, field, BIND_FOR_EYES)
#define SHOW_LIST(name, type, field, item, table) \
	BIND_ITEMS(name, type, field, item, table, BIND_FOR_EYES)
/* JSON, made by base/json: the one text that is not escaped again. */
#define SHOW_JSON(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_TEXT, type, field, BIND_FOR_EYES)

/* What a page has in words only, for programs; the name is the JSON's. */
#define FACT_TEXT(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_TEXT, type, field, BIND_FOR_PROGRAMS)
#define FACT_NUMBER(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_NUMBER, type, field, BIND_FOR_PROGRAMS)
#define FACT_FLAG(name, type, field) \
	BIND_FIELD(name, BIND_TYPE_FLAG, type, field, BIND_FOR_PROGRAMS)
#define FACT_LIST(name, type, field, item, table) \
	BIND_ITEMS(name, type, field, item, table, BIND_FOR_PROGRAMS)
#define BIND_END { NULL, BIND_TYPE_END, 0, 0, 0, NULL, 0, BIND_FOR_ALL }

/* A list as a model holds it. */
#define LIST(type) \
	struct { \
		type *items; \
		size_t count, capacity; \
	}

#endif
