/* table.c: what is exported, and the SQL it comes from. */
#include "store/table.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/civil.h"
#include "store/curated.h"
#include "store/handle.h"
#include "store/rows.h"

#define ARTICLE_KEY \
	" printf('%04d/%02d/%s', a.month / 12, a.month % 12 + 1, a.slug)"
#define ARTICLE_PATH " 'articles/' || " ARTICLE_KEY " || '/'"
#define SENTENCE(x) " 's' || (" x ".sentence + 1)"
/* Of something found in a sentence x. */
#define FOUND(x) \
	ARTICLE_KEY " AS article, " x ".number AS number," SENTENCE(x) \
	" AS sentence, " ARTICLE_PATH " || '#s' || (" x ".sentence + 1)" \
	" AS url"
/* What COLUMN_SPAN is cut from. */
#define TEXTS(x) \
	", " x ".block AS in_block, a.title AS a_title, a.caption AS" \
	" a_caption, a.body AS a_body"
#define IN_ORDER(x) \
	" FROM article AS a CROSS JOIN " x " ON x.article_id = a.id"
#define ORDER " ORDER BY a.published, a.file, x.number"
#define SLUG(id) " (SELECT slug FROM actor WHERE actor.id = " id ")"

#define COLUMN_ARTICLE \
	{ "article", COLUMN_TEXT, "articles", "the article" }
#define COLUMN_NUMBER \
	{ "number", COLUMN_INTEGER, NULL, "from 0 in the article" }
#define COLUMN_SENTENCE \
	{ "sentence", COLUMN_TEXT, NULL, "the sentence it was read in" }, \
	{ "url", COLUMN_PATH, NULL, "that sentence's address" }

const struct table store_tables[] = {
	{ "articles", "Articles as they were imported", { "id", NULL }, {
		{ "id", COLUMN_TEXT, NULL, "YYYY/MM/SLUG" },
		{ "url", COLUMN_PATH, NULL, "its page" },
		{ "date", COLUMN_DATE, NULL, "of publication, local" },
		{ "published", COLUMN_DATETIME, NULL,
		    "time of publication; midnight when none is known" },
		{ "title", COLUMN_TEXT, NULL, "" },
		{ "byline", COLUMN_TEXT, NULL, "who wrote it, as printed" },
		{ "source", COLUMN_TEXT, NULL, "agency or publisher" },
		{ "caption", COLUMN_TEXT, NULL, "of the picture" },
		{ "credit", COLUMN_TEXT, NULL, "of the picture" },
		{ "body", COLUMN_TEXT, NULL, "a line for each paragraph" },
		{ "file", COLUMN_TEXT, NULL, "below articles/" } },
	  "SELECT" ARTICLE_KEY " AS id," ARTICLE_PATH " AS url, a.day AS date,"
	  " a.published AS published, a.title AS title, a.byline AS byline,"
	  " a.source AS source, a.caption AS caption, a.credit AS credit,"
	  " a.body AS body, a.file AS file FROM article AS a"
	  " ORDER BY a.published, a.file" },
	{ "tags", "Tags of articles", { "id", NULL }, {
		{ "id", COLUMN_TEXT, NULL, "slug" },
		{ "url", COLUMN_PATH, NULL, "its page" },
		{ "name", COLUMN_TEXT, NULL, "as printed most often" },
		{ "articles", COLUMN_INTEGER, NULL, "how many have it" } },
	  "SELECT slug AS id, 'tags/' || slug || '/' AS url, name,"
	  " article_count AS articles FROM tag ORDER BY slug" },
	{ "article_tags", "Which article has which tags",
	  { "article", "number" }, {
		COLUMN_ARTICLE,
		COLUMN_NUMBER,
		{ "tag", COLUMN_TEXT, "tags", "" },
		{ "printed", COLUMN_TEXT, NULL, "as this article has it" } },
	  "SELECT" ARTICLE_KEY " AS article, x.position AS number,"
	  " (SELECT slug FROM tag WHERE tag.id = x.tag_id) AS tag,"
	  " x.printed AS printed" IN_ORDER("article_tag AS x")
	  " ORDER BY a.published, a.file, x.position" },
	{ "actors", "People, bodies and states", { "id", NULL }, {
		{ "id", COLUMN_TEXT, NULL, "slug" },
		{ "url", COLUMN_PATH, NULL, "its page" },
		{ "kind", COLUMN_KIND, NULL, "person, organisation or state" },
		{ "name", COLUMN_TEXT, NULL, "the standard name" },
		{ "articles", COLUMN_INTEGER, NULL, "how many name it" },
		{ "mentions", COLUMN_INTEGER, NULL, "how often" },
		{ "first_seen", COLUMN_DATE, NULL, "in print" },
		{ "last_seen", COLUMN_DATE, NULL, "in print" } },
	  "SELECT slug AS id, 'actors/' || slug || '/' AS url, kind, name,"
	  " article_count AS articles, mention_count AS mentions,"
	  " first_day AS first_seen, last_day AS last_seen FROM actor"
	  " WHERE article_count > 0 ORDER BY slug" },
	{ "mentions", "Where names stand", { "article", "number" }, {
		COLUMN_ARTICLE,
		COLUMN_NUMBER,
		{ "text", COLUMN_SPAN, NULL, "as printed" },
		{ "kind", COLUMN_KIND, NULL, "person, organisation, ..." },
		{ "use", COLUMN_USE, NULL, "actor, or place" },
		{ "actor", COLUMN_TEXT, "actors", "whom it names, if known" },
		COLUMN_SENTENCE },
	  "SELECT" FOUND("x") ", x.start AS text_start, x.end AS text_end,"
	  " x.kind AS kind, x.use AS use," SLUG("x.actor_id") " AS actor"
	  TEXTS("x") IN_ORDER("mention AS x") ORDER },
	{ "roles", "Titles as printed; a date is when one was seen, no term",
	  { "article", "number" }, {
		COLUMN_ARTICLE,
		COLUMN_NUMBER,
		{ "actor", COLUMN_TEXT, "actors", "who bears it" },
		{ "title", COLUMN_TEXT, NULL, "as printed" },
		{ "organisation", COLUMN_TEXT, "actors", "of what, if known" },
		{ "qualifier", COLUMN_TEXT, NULL, "acting, former, ..." },
		{ "date", COLUMN_DATE, NULL, "on which it was seen in print" },
		COLUMN_SENTENCE },
	  "SELECT" FOUND("x") "," SLUG("x.actor_id") " AS actor, x.title AS"
	  " title," SLUG("x.organisation_id") " AS organisation, x.qualifier"
	  " AS qualifier, a.day AS date" IN_ORDER("role AS x") ORDER },
	{ "events", "Dates that articles speak of", { "article", "number" }, {
		COLUMN_ARTICLE,
		COLUMN_NUMBER,
		{ "text", COLUMN_SPAN, NULL, "as printed" },
		{ "value", COLUMN_TEXT, NULL, "YYYY[-MM[-DD]] or START/END" },
		{ "rule", COLUMN_TEXT, NULL, "why it is this date" },
		COLUMN_SENTENCE },
	  "SELECT" FOUND("x") ", x.start AS text_start, x.end AS text_end,"
	  " x.value AS value, x.rule AS rule" TEXTS("x")
	  IN_ORDER("event AS x") ORDER },
	{ "statements", "Who said what", { "article", "number" }, {
		COLUMN_ARTICLE,
		COLUMN_NUMBER,
		{ "speaker", COLUMN_TEXT, "actors", "if known" },
		{ "source", COLUMN_SPAN, NULL, "the speaker as printed" },
		{ "cue", COLUMN_SPAN, NULL, "the verb" },
		{ "class", COLUMN_STANCE, NULL, "say, promise, demand, ..." },
		{ "hedge", COLUMN_SPAN, NULL, "reportedly, ..." },
		{ "direct", COLUMN_BOOLEAN, NULL, "a quotation" },
		{ "content", COLUMN_SPAN, NULL, "what was said" },
		COLUMN_SENTENCE },
	  "SELECT" FOUND("x") "," SLUG("x.speaker_id") " AS speaker,"
	  " source_start, source_end, cue_start, cue_end, stance AS class,"
	  " hedge_start, hedge_end, direct, content_start, content_end"
	  TEXTS("x") IN_ORDER("statement AS x") ORDER },
	{ "curated", "What editors assert: entered by hand, read in no article",
	  { "url", "number" }, {
		{ "url", COLUMN_PATH, NULL, "page of the actor or tag" },
		{ "number", COLUMN_INTEGER, NULL, "from 0, on that page" },
		{ "id", COLUMN_TEXT, NULL, "slug of the actor or tag" },
		{ "field", COLUMN_CURATED, NULL, "name, alias, role, ..." },
		{ "value", COLUMN_TEXT, NULL, "of a role its title" },
		{ "organisation", COLUMN_TEXT, NULL, "id, of a role" },
		{ "since", COLUMN_TEXT, NULL, "of a role: YYYY[-MM[-DD]]" },
		{ "until", COLUMN_TEXT, NULL, "of a role" },
		{ "source", COLUMN_TEXT, NULL, "of a role" } },
	  "SELECT CASE is_tag WHEN 1 THEN 'tags/' ELSE 'actors/' END || slug"
	  " || '/' AS url, position AS number, slug AS id, field, value,"
	  " organisation, since, until, source FROM curated"
	  " ORDER BY is_tag, slug, position" },
};
const size_t store_table_count =
    sizeof(store_tables) / sizeof(*store_tables);

static struct str
read_span(struct query *q, const char *name, struct arena *arena)
{
	const char *start = arena_printf(arena, "%s_start", name).ptr;
	const char *end = arena_printf(arena, "%s_end", name).ptr;

	return arena_str(arena, row_span_text(query_get_text(q, "a_title"),
	    query_get_text(q, "a_caption"), query_get_text(q, "a_body"),
	    (uint32_t)query_get_int(q, "in_block"),
	    (uint32_t)query_get_int(q, start),
	    (uint32_t)query_get_int(q, end)));
}

static void
read_value(struct query *q, const struct column *c, struct arena *arena,
    struct value *out)
{
	*out = (struct value){ .text = str_from("") };
	if (c->type == COLUMN_SPAN) {
		out->text = read_span(q, c->name, arena);
		return;
	}
	out->null = query_get_null(q, c->name);
	if (c->type == COLUMN_TEXT || c->type == COLUMN_PATH) {
		out->text = arena_str(arena, query_get_text(q, c->name));
		return;
	}
	out->number = query_get_int(q, c->name);
	if (c->type == COLUMN_DATE)
		out->text = civil_iso_day(arena, (int32_t)out->number);
	else if (c->type == COLUMN_DATETIME)
		out->text = civil_rfc3339(arena, out->number);
	else if (c->type == COLUMN_KIND)
		out->text = str_from(kind_names[out->number]);
	else if (c->type == COLUMN_USE)
		out->text = str_from(use_names[out->number]);
	else if (c->type == COLUMN_STANCE)
		out->text = str_from(stance_names[out->number]);
	else if (c->type == COLUMN_CURATED)
		out->text = str_from(curated_names[out->number]);
}

int
store_table_each(struct store *s, const struct table *t,
    int (*visit)(void *context, const struct value *row, struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(s->db, t->sql);
	struct arena arena = { 0 };
	struct value row[COLUMNS_MAX];
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		arena_reset(&arena);
		for (int i = 0; t->columns[i].name != NULL; i++)
			read_value(q, &t->columns[i], &arena, &row[i]);
		if (visit(context, row, err) != 0) {
			query_reset(q);
			rc = -1;
			break;
		}
	}
	arena_free(&arena);
	return rc;
}
