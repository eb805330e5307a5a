/* tables.c: tables as JSON lines, and as CSV with their data package. */
#include "base/json.h"
#include "work.h"

struct table_work {
	struct export_work *work;
	const struct table *table;
};

static int
write_json(void *context, const struct value *row, struct err *err)
{
	struct table_work *t = context;
	struct json j = { .out = &t->work->out };
	struct arena scratch = { 0 };

	json_object(&j);
	for (int i = 0; t->table->columns[i].name != NULL; i++) {
		const struct column *c = &t->table->columns[i];

		json_key(&j, c->name);
		if (row[i].null)
			json_null(&j);
		else if (c->type == COLUMN_INTEGER)
			json_int(&j, row[i].number);
		else if (c->type == COLUMN_BOOLEAN)
			json_bool(&j, row[i].number != 0);
		else if (c->type == COLUMN_PATH)
			json_string(&j, export_url(t->work, row[i].text,
			    &scratch));
		else
			json_string(&j, row[i].text);
	}
	json_end_object(&j);
	buf_putc(&t->work->out, '\n');
	arena_free(&scratch);
	return export_row(t->work, err);
}

int
export_jsonl(struct export_work *w, struct err *err)
{
	for (size_t i = 0; i < store_table_count; i++) {
		struct table_work t = { w, &store_tables[i] };

		if (export_open(w, arena_printf(w->arena, "%s.jsonl",
		        t.table->name).ptr, err) != 0 ||
		    store_table_each(w->store, t.table, write_json, &t,
		        err) != 0 ||
		    export_close(w, err) != 0)
			return -1;
	}
	return 0;
}

/* RFC 4180: quoted where need be, a quote doubled.  An empty text is quoted,
 * so that it is not taken for an absent one. */
static void
put_cell(struct buf *out, struct str text)
{
	bool plain = text.len > 0;

	for (size_t i = 0; plain && i < text.len; i++)
		plain = strchr("\",\r\n", text.ptr[i]) == NULL;
	if (plain) {
		buf_str(out, text);
		return;
	}
	buf_putc(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, text.ptr[i]);
	}
	buf_putc(out, '"');
}

static int
write_csv(void *context, const struct value *row, struct err *err)
{
	struct table_work *t = context;
	struct buf *out = &t->work->out;
	struct arena scratch = { 0 };

	for (int i = 0; t->table->columns[i].name != NULL; i++) {
		const struct column *c = &t->table->columns[i];

		if (i > 0)
			buf_putc(out, ',');
		if (row[i].null)
			continue;
		if (c->type == COLUMN_INTEGER)
			buf_printf(out, "%lld", (long long)row[i].number);
		else if (c->type == COLUMN_BOOLEAN)
			buf_puts(out, row[i].number != 0 ? "true" : "false");
		else if (c->type == COLUMN_PATH)
			put_cell(out, export_url(t->work, row[i].text,
			    &scratch));
		else
			put_cell(out, row[i].text);
	}
	buf_puts(out, "\r\n");
	arena_free(&scratch);
	return export_row(t->work, err);
}

/* The types and formats of Table Schema. */
static const struct {
	const char *type, *format;
} schema_types[] = {
	[COLUMN_TEXT] = { "string", NULL },
	[COLUMN_INTEGER] = { "integer", NULL },
	[COLUMN_BOOLEAN] = { "boolean", NULL },
	[COLUMN_DATE] = { "date", NULL },
	/* Table Schema's default datetime must be in UTC. */
	[COLUMN_DATETIME] = { "datetime", "any" },
	[COLUMN_PATH] = { "string", "uri" },
	[COLUMN_SPAN] = { "string", NULL },
	[COLUMN_KIND] = { "string", NULL },
	[COLUMN_USE] = { "string", NULL },
	[COLUMN_CURATED] = { "string", NULL },
	[COLUMN_STANCE] = { "string", NULL },
};

static void
describe_column(struct json *j, const struct column *c)
{
	json_object(j);
	json_member_string(j, "name", str_from(c->name));
	json_member_string(j, "type", str_from(schema_types[c->type].type));
	if (schema_types[c->type].format != NULL)
		json_member_string(j, "format",
		    str_from(schema_types[c->type].format));
	if (c->help[0] != '\0')
		json_member_string(j, "description", str_from(c->help));
	json_end_object(j);
}

static void
describe_references(struct json *j, const struct table *t)
{
	json_key(j, "foreignKeys");
	json_array(j);
	for (int i = 0; t->columns[i].name != NULL; i++) {
		const struct column *c = &t->columns[i];

		if (c->refers == NULL)
			continue;
		json_object(j);
		json_member_string(j, "fields", str_from(c->name));
		json_key(j, "reference");
		json_object(j);
		json_member_string(j, "resource", str_from(c->refers));
		json_member_string(j, "fields", str_from("id"));
		json_end_object(j);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
describe_table(struct export_work *w, struct json *j, const struct table *t)
{
	json_object(j);
	json_member_string(j, "name", str_from(t->name));
	json_member_string(j, "description", str_from(t->help));
	json_member_string(j, "path", arena_printf(w->arena, "%s.csv",
	    t->name));
	json_member_string(j, "profile", str_from("tabular-data-resource"));
	json_member_string(j, "format", str_from("csv"));
	json_member_string(j, "mediatype", str_from("text/csv"));
	json_member_string(j, "encoding", str_from("utf-8"));
	json_key(j, "schema");
	json_object(j);
	json_key(j, "fields");
	json_array(j);
	for (int i = 0; t->columns[i].name != NULL; i++)
		describe_column(j, &t->columns[i]);
	json_end_array(j);
	json_key(j, "primaryKey");
	json_array(j);
	for (int i = 0; i < 2 && t->key[i] != NULL; i++)
		json_string(j, str_from(t->key[i]));
	json_end_array(j);
	describe_references(j, t);
	json_end_object(j);
	json_end_object(j);
}

static int
describe(struct export_work *w, struct err *err)
{
	struct json j = { .out = &w->out };

	if (export_open(w, "datapackage.json", err) != 0)
		return -1;
	json_object(&j);
	json_member_string(&j, "profile", str_from("tabular-data-package"));
	json_member_string(&j, "name", str_from("dossier"));
	json_member_string(&j, "title", w->config->title);
	if (w->config->description.len > 0)
		json_member_string(&j, "description",
		    w->config->description);
	json_member_string(&j, "homepage", w->config->base_url);
	json_key(&j, "resources");
	json_array(&j);
	for (size_t i = 0; i < store_table_count; i++)
		describe_table(w, &j, &store_tables[i]);
	json_end_array(&j);
	json_end_object(&j);
	buf_putc(&w->out, '\n');
	return export_close(w, err);
}

int
export_csv(struct export_work *w, struct err *err)
{
	for (size_t i = 0; i < store_table_count; i++) {
		struct table_work t = { w, &store_tables[i] };

		if (export_open(w, arena_printf(w->arena, "%s.csv",
		        t.table->name).ptr, err) != 0)
			return -1;
		for (int c = 0; t.table->columns[c].name != NULL; c++)
			buf_printf(&w->out, "%s%s", c > 0 ? "," : "",
			    t.table->columns[c].name);
		buf_puts(&w->out, "\r\n");
		if (store_table_each(w->store, t.table, write_csv, &t,
		        err) != 0 ||
		    export_close(w, err) != 0)
			return -1;
	}
	return describe(w, err);
}
