/*
 * ftm.c: FollowTheMoney entities (followthemoney.tech, model 3).
 *
 *	article     Article
 *	actor       Person, Organization; a state as PublicBody
 *	role        Position, and Occupancy with the date it was seen in print
 *	event       Event, proven by its article
 *	statement   Documentation of a known speaker by the article, its class
 *	            as role, its content as summary
 *	actor in an article   Documentation with the role "mentioned"
 *	what editors assert   names and identifiers of the entity; a role is an
 *	            Occupancy that says so, with the editor's source
 *
 * Ids are made of the keys of the tables, so that they stay the same.
 */
#include <stdlib.h>

#include "base/json.h"
#include "base/set.h"
#include "base/hash.h"
#include "store/curated.h"
#include "store/moved.h"
#include "work.h"

struct ftm {
	struct export_work *work;
	const struct table *table;
	const struct value *row;
	struct set seen; /* entities that come once and are met often */
	struct arena scratch; /* of one row */
	struct json json;
};

static struct str
get(const struct ftm *f, const char *column)
{
	for (int i = 0; f->table->columns[i].name != NULL; i++)
		if (strcmp(f->table->columns[i].name, column) == 0)
			return f->row[i].null ? str_from("")
			                      : f->row[i].text;
	abort();
}

static int64_t
get_number(const struct ftm *f, const char *column)
{
	for (int i = 0; f->table->columns[i].name != NULL; i++)
		if (strcmp(f->table->columns[i].name, column) == 0)
			return f->row[i].number;
	abort();
}

/* "2025/12/slug" becomes "article-2025-12-slug"; slugs have no slash. */
static struct str
id_of(struct ftm *f, const char *prefix, struct str key)
{
	struct str id = arena_printf(&f->scratch, "%s-%.*s", prefix,
	    STR_ARG(key));
	char *p = arena_strdup(&f->scratch, id.ptr);

	for (size_t i = 0; i < id.len; i++)
		if (p[i] == '/')
			p[i] = '-';
	return str_make(p, id.len);
}

static struct str
numbered_id(struct ftm *f, const char *prefix)
{
	return arena_printf(&f->scratch, "%s--%lld", id_of(f, prefix,
	    get(f, "article")).ptr, (long long)get_number(f, "number"));
}

static void
open_entity(struct ftm *f, struct str id, const char *schema)
{
	f->json = (struct json){ .out = &f->work->out };
	json_object(&f->json);
	json_member_string(&f->json, "id", id);
	json_member_string(&f->json, "schema", str_from(schema));
	json_key(&f->json, "properties");
	json_object(&f->json);
}

static void
put(struct ftm *f, const char *property, struct str value)
{
	if (value.len == 0)
		return;
	json_key(&f->json, property);
	json_array(&f->json);
	json_string(&f->json, value);
	json_end_array(&f->json);
}

static void
put_url(struct ftm *f, const char *property)
{
	put(f, property, export_url(f->work, get(f, "url"), &f->scratch));
}

static int
close_entity(struct ftm *f, struct err *err)
{
	json_end_object(&f->json);
	json_end_object(&f->json);
	buf_putc(&f->work->out, '\n');
	return export_row(f->work, err);
}

static int
write_article(struct ftm *f, struct err *err)
{
	open_entity(f, id_of(f, "article", get(f, "id")), "Article");
	put(f, "name", get(f, "title"));
	put(f, "title", get(f, "title"));
	put(f, "author", get(f, "byline"));
	put(f, "publisher", get(f, "source"));
	put(f, "publishedAt", get(f, "published"));
	put_url(f, "sourceUrl");
	return close_entity(f, err);
}

/* The values of a property, which are those of curated facts. */
static void
put_facts(struct ftm *f, const char *property,
    const struct curated_facts *facts, enum curated_field field,
    const char *prefix)
{
	bool open = false;

	for (size_t i = 0; i < facts->count; i++) {
		struct str value = facts->items[i].value;

		if (facts->items[i].field != field ||
		    !str_starts(value, prefix))
			continue;
		if (!open) {
			json_key(&f->json, property);
			json_array(&f->json);
		}
		open = true;
		json_string(&f->json, str_slice(value, strlen(prefix),
		    value.len));
	}
	if (open)
		json_end_array(&f->json);
}

static int
write_actor(struct ftm *f, struct err *err)
{
	struct str kind = get(f, "kind");
	struct curated_facts facts;

	if (store_curated(f->work->store, false, get(f, "id"), &f->scratch,
	        &facts, err) != 0)
		return -1;
	open_entity(f, id_of(f, "actor", get(f, "id")),
	    str_is(kind, "person")  ? "Person"
	        : str_is(kind, "state") ? "PublicBody"
	                                : "Organization");
	put(f, "name", get(f, "name"));
	put_facts(f, "alias", &facts, CURATED_ALIAS, "");
	put_facts(f, "weakAlias", &facts, CURATED_HIDDEN, "");
	put_facts(f, "wikidataId", &facts, CURATED_SAMEAS,
	    "https://www.wikidata.org/wiki/");
	put_url(f, "sourceUrl");
	return close_entity(f, err);
}

static int
write_mention(struct ftm *f, struct err *err)
{
	struct str actor = get(f, "actor"), id;

	id = arena_printf(&f->scratch, "%s--%s",
	    id_of(f, "mention", get(f, "article")).ptr, actor.ptr);
	if (actor.len == 0 || !set_add(&f->seen, hash_bytes(id)))
		return 0;
	open_entity(f, id, "Documentation");
	put(f, "document", id_of(f, "article", get(f, "article")));
	put(f, "entity", id_of(f, "actor", actor));
	put(f, "role", str_from("mentioned"));
	put_url(f, "sourceUrl");
	return close_entity(f, err);
}

/* The post of a title, which comes once; its id. */
static int
write_post(struct ftm *f, struct str title, struct str organisation,
    struct str *post, struct err *err)
{
	char hash[HASH_HEX];

	hash_hex(arena_printf(&f->scratch, "%.*s\n%.*s", STR_ARG(title),
	    STR_ARG(organisation)), hash);
	*post = arena_printf(&f->scratch, "position-%.16s", hash);
	if (!set_add(&f->seen, hash_bytes(*post)))
		return 0;
	open_entity(f, *post, "Position");
	put(f, "name", title);
	if (organisation.len > 0)
		put(f, "organization", id_of(f, "actor", organisation));
	return close_entity(f, err);
}

static int
write_role(struct ftm *f, struct err *err)
{
	struct str post;

	if (write_post(f, get(f, "title"), get(f, "organisation"), &post,
	        err) != 0)
		return -1;
	open_entity(f, numbered_id(f, "role"), "Occupancy");
	put(f, "holder", id_of(f, "actor", get(f, "actor")));
	put(f, "post", post);
	put(f, "date", get(f, "date"));
	put(f, "status", get(f, "qualifier"));
	put_url(f, "sourceUrl");
	return close_entity(f, err);
}

/* An actor that no article names is no entity: 1, 0 or -1. */
static int
has_actor(struct ftm *f, struct str id, struct err *err)
{
	return store_subject_is_there(f->work->store, &(struct place){
	    .kind = REDIRECT_ACTOR, .slug = id }, err);
}

/* Of the curated facts the roles alone are entities of their own. */
static int
write_curated(struct ftm *f, struct err *err)
{
	struct str post, holder = id_of(f, "actor", get(f, "id"));
	struct str body = get(f, "organisation");
	int rc;

	if (!str_is(get(f, "field"), curated_names[CURATED_ROLE]))
		return 0;
	rc = has_actor(f, get(f, "id"), err);
	if (rc <= 0)
		return rc;
	rc = has_actor(f, body, err);
	if (rc < 0 || write_post(f, get(f, "value"),
	        rc > 0 ? body : str_from(""), &post, err) != 0)
		return -1;
	open_entity(f, arena_printf(&f->scratch, "curated-%s--%lld",
	    holder.ptr, (long long)get_number(f, "number")), "Occupancy");
	put(f, "holder", holder);
	put(f, "post", post);
	put(f, "startDate", get(f, "since"));
	put(f, "endDate", get(f, "until"));
	put(f, "description", arena_printf(&f->scratch,
	    "asserted by editors; source: %.*s", STR_ARG(get(f, "source"))));
	put_url(f, "sourceUrl");
	return close_entity(f, err);
}

static int
write_event(struct ftm *f, struct err *err)
{
	struct str value = get(f, "value");
	size_t slash = str_find(value, (struct str)STR("/"), 0);

	open_entity(f, numbered_id(f, "event"), "Event");
	put(f, "name", get(f, "text"));
	if (slash == value.len)
		put(f, "date", value);
	else {
		put(f, "startDate", str_slice(value, 0, slash));
		put(f, "endDate", str_slice(value, slash + 1, value.len));
	}
	put(f, "proof", id_of(f, "article", get(f, "article")));
	put_url(f, "sourceUrl");
	return close_entity(f, err);
}

static int
write_statement(struct ftm *f, struct err *err)
{
	struct str speaker = get(f, "speaker");

	if (speaker.len == 0)
		return 0;
	open_entity(f, numbered_id(f, "statement"), "Documentation");
	put(f, "document", id_of(f, "article", get(f, "article")));
	put(f, "entity", id_of(f, "actor", speaker));
	put(f, "role", get(f, "class"));
	put(f, "summary", get(f, "content"));
	put_url(f, "sourceUrl");
	return close_entity(f, err);
}

static const struct {
	const char *table;
	int (*write)(struct ftm *f, struct err *err);
} writers[] = {
	{ "articles", write_article },
	{ "actors", write_actor },
	{ "mentions", write_mention },
	{ "roles", write_role },
	{ "events", write_event },
	{ "statements", write_statement },
	{ "curated", write_curated },
};

static int
write_row(void *context, const struct value *row, struct err *err)
{
	struct ftm *f = context;

	f->row = row;
	arena_reset(&f->scratch);
	for (size_t i = 0; i < sizeof(writers) / sizeof(*writers); i++)
		if (strcmp(writers[i].table, f->table->name) == 0)
			return writers[i].write(f, err);
	return 0;
}

int
export_ftm(struct export_work *w, struct err *err)
{
	struct ftm f = { .work = w };
	int rc = export_open(w, "entities.ftm.json", err);

	for (size_t i = 0; rc == 0 && i < store_table_count; i++) {
		f.table = &store_tables[i];
		rc = store_table_each(w->store, f.table, write_row, &f, err);
	}
	if (rc == 0)
		rc = export_close(w, err);
	set_free(&f.seen);
	arena_free(&f.scratch);
	return rc;
}
