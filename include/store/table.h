/*
 * table.h: the archive as tables of data, row by row, for `dossier export`.
 *
 * Keys are those of URLs, the same whatever the order of import: an article
 * is "YYYY/MM/SLUG", an actor or tag its slug, a sentence "s1", "s2", ... in
 * its article.  Rows come in order of publication, then of the text.
 */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include "base/arena.h"
#include "store/store.h"

enum column_type {
	COLUMN_TEXT,
	COLUMN_INTEGER,
	COLUMN_BOOLEAN,
	COLUMN_DATE,     /* "2025-12-16" */
	COLUMN_DATETIME, /* "2025-12-16T08:51:00+09:00" */
	COLUMN_PATH,     /* of a page, below the first */
	COLUMN_SPAN,     /* text of the article, by NAME_start and NAME_end */
	COLUMN_KIND,     /* a word of kind_names, ... */
	COLUMN_USE,
	COLUMN_STANCE,
	COLUMN_CURATED
};

struct column {
	const char *name;
	enum column_type type;
	const char *refers; /* the table whose key it is, or NULL */
	const char *help;   /* half a sentence */
};

enum { COLUMNS_MAX = 16 };

struct table {
	const char *name;
	const char *help;
	const char *key[2]; /* columns; the second may be NULL */
	struct column columns[COLUMNS_MAX]; /* the last has no name */
	const char *sql;
};

extern const struct table store_tables[];
extern const size_t store_table_count;

/* By number of the column. */
struct value {
	struct str text;  /* of every type but integer and boolean */
	int64_t number;   /* also boolean: 0 or 1 */
	bool null;
};

/* Calls visit for every row; what it is given is valid until it returns.
 * -1 stops the walk. */
int store_table_each(struct store *s, const struct table *t,
    int (*visit)(void *context, const struct value *row, struct err *err),
    void *context, struct err *err);

#endif
