/* event.c: dates that articles speak of. */
#include "store/event.h"

#include "base/vec.h"
#include "store/handle.h"
#include "store/kept.h"
#include "store/rows.h"

#define NAMED_HERE \
	" EXISTS (SELECT 1 FROM mention AS m WHERE m.actor_id = :subject" \
	" AND m.article_id = e.article_id AND m.sentence = e.sentence) AND"

/* Event rows e of a scope, some of them several times.  The CROSS JOIN keeps
 * SQLite from starting at the events, of which there are more than a subject
 * has articles. */
#define FROM_ALL " FROM event AS e WHERE"
#define FROM_TAG \
	" FROM article_tag AS l CROSS JOIN event AS e" \
	" ON e.article_id = l.article_id WHERE l.tag_id = :subject AND"
#define FROM_ACTOR \
	" FROM mention AS m CROSS JOIN event AS e" \
	" ON e.article_id = m.article_id AND e.sentence = m.sentence" \
	" WHERE m.actor_id = :subject AND"
/* The same, but from the other side: for a query of one value.  The plus
 * keeps SQLite from walking all articles of the tag for each event. */
#define AT_ALL FROM_ALL
#define AT_TAG \
	" FROM event AS e WHERE EXISTS (SELECT 1 FROM article_tag AS l" \
	" WHERE l.article_id = e.article_id AND +l.tag_id = :subject) AND"
#define AT_ACTOR " FROM event AS e WHERE" NAMED_HERE

/* The literals are one a scope because db_query knows a statement by its
 * literal. */
#define QUERY(s, kind, before, side, after) \
	((kind) == EVENTS_TAG ? db_query((s)->db, before side##_TAG after) \
	    : (kind) == EVENTS_ACTOR \
	    ? db_query((s)->db, before side##_ACTOR after) \
	    : db_query((s)->db, before side##_ALL after))

enum { YEAR_BYTES = 4, MONTH_BYTES = 7 }; /* of "2025-12" */

/* prefix: that of the values; "" for all. */
static void
bind_subject(struct query *q, struct event_scope scope, struct str prefix)
{
	size_t n = prefix.len < MONTH_BYTES ? YEAR_BYTES : MONTH_BYTES;

	if (scope.kind == EVENTS_TAG)
		query_reads(q, READ_TAG, scope.id, 0);
	else if (scope.kind == EVENTS_ACTOR)
		query_reads(q, READ_ACTOR, scope.id, 0);
	else if (prefix.len < YEAR_BYTES)
		query_reads(q, READ_SHAPE, 0, 0);
	else
		query_reads_text(q, READ_EVENTS, str_slice(prefix, 0, n));
	if (scope.kind != EVENTS_ALL)
		query_int(q, ":subject", scope.id);
}

static int
read_values(struct store *s, struct event_scope scope, struct str prefix,
    struct arena *arena, struct event_value_list *out, struct err *err)
{
	struct query *q = QUERY(s, scope.kind,
	    "SELECT e.value AS value, count(DISTINCT e.article_id) AS n", FROM,
	    " e.value >= :from AND e.value < :to"
	    " GROUP BY e.value ORDER BY e.value");
	VEC(struct event_value) found = { 0 };
	int rc;

	bind_subject(q, scope, prefix);
	query_text(q, ":from", prefix);
	/* '~' is above every character of a value. */
	query_text(q, ":to",
	    arena_printf(arena, "%.*s~", STR_ARG(prefix)));
	while ((rc = query_step(q, err)) > 0) {
		struct event_value *v = VEC_ADD(arena, &found);

		v->value = arena_str(arena, query_get_text(q, "value"));
		v->count = query_get_int(q, "n");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

static void
copy_values(const struct event_value_list *list, struct arena *arena,
    struct event_value_list *out)
{
	out->count = list->count;
	out->items = arena_array(arena, list->count, sizeof(*out->items));
	for (size_t i = 0; i < list->count; i++) {
		out->items[i].value = arena_str(arena, list->items[i].value);
		out->items[i].count = list->items[i].count;
	}
}

int
store_event_values(struct store *s, struct event_scope scope,
    struct str prefix, struct arena *arena, struct event_value_list *out,
    struct err *err)
{
	struct kept *k;

	if (scope.kind == EVENTS_ALL || prefix.len > 0)
		return read_values(s, scope, prefix, arena, out, err);
	/* The pages of a timeline's years, which come one after the other,
	 * each want all its values. */
	if (kept_of(s, &k, err) != 0)
		return -1;
	if (k->values_of.kind != scope.kind || k->values_of.id != scope.id) {
		arena_reset(&k->values_arena);
		k->values_of.kind = EVENTS_ALL;
		if (read_values(s, scope, prefix, &k->values_arena,
		        &k->values, err) != 0)
			return -1;
		k->values_of = scope;
	} else
		db_reads(s->db, scope.kind == EVENTS_TAG ? READ_TAG
		        : READ_ACTOR, scope.id, 0);
	copy_values(&k->values, arena, out);
	return 0;
}

int
store_event_reports(struct store *s, struct event_scope scope,
    struct str value, int32_t day, int limit, struct arena *arena,
    struct event_list *out, struct err *err)
{
	struct query *q = QUERY(s, scope.kind,
	    "SELECT" PASSAGE_COLUMNS ", d.rule AS rule, d.block AS"
	    " printed_block, d.start AS printed_start, d.end AS printed_end"
	    " FROM (SELECT e.article_id AS article_id, min(e.number) AS"
	    " number", AT,
	    " e.value = :value GROUP BY e.article_id) AS f"
	    " JOIN event AS d ON d.article_id = f.article_id"
	    " AND d.number = f.number"
	    " JOIN article AS a ON a.id = d.article_id"
	    " JOIN sentence AS x ON x.article_id = d.article_id"
	    " AND x.number = d.sentence"
	    " ORDER BY abs(a.day - :day), a.published, a.file LIMIT :limit");
	VEC(struct event_row) found = { 0 };
	int rc;

	bind_subject(q, scope, value);
	query_text(q, ":value", value);
	query_int(q, ":day", day);
	query_int(q, ":limit", limit);
	while ((rc = query_step(q, err)) > 0) {
		struct event_row *r = VEC_ADD(arena, &found);

		row_passage(q, arena, &r->passage);
		r->rule = arena_str(arena, query_get_text(q, "rule"));
		r->printed = arena_str(arena,
		    row_span_text(r->passage.card.title,
		        query_get_text(q, "caption"),
		        query_get_text(q, "body"),
		        (uint32_t)query_get_int(q, "printed_block"),
		        (uint32_t)query_get_int(q, "printed_start"),
		        (uint32_t)query_get_int(q, "printed_end")));
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_event_count(struct store *s, struct event_scope scope, int limit,
    int64_t *count, struct err *err)
{
	struct query *q = QUERY(s, scope.kind,
	    "SELECT count(*) AS n FROM (SELECT DISTINCT e.article_id, e.value",
	    FROM, " true LIMIT :limit)");
	int rc;

	bind_subject(q, scope, str_from(""));
	query_int(q, ":limit", limit);
	rc = query_step(q, err);
	if (rc <= 0)
		return -1;
	*count = query_get_int(q, "n");
	query_reset(q);
	return 0;
}

int
store_event_subjects(struct store *s, enum event_scope_kind kind,
    int minimum, struct arena *arena, struct event_subject_list *out,
    struct err *err)
{
	struct query *q = kind == EVENTS_TAG
	    ? db_query(s->db,
	          "SELECT tag.id AS id, slug, n FROM (SELECT tag_id,"
	          " sum(reports) AS n FROM (SELECT article_id,"
	          " count(DISTINCT value) AS reports FROM event"
	          " GROUP BY article_id) AS e CROSS JOIN article_tag AS l"
	          " ON l.article_id = e.article_id GROUP BY tag_id"
	          " HAVING n >= :minimum) JOIN tag ON tag.id = tag_id"
	          " ORDER BY slug")
	    : db_query(s->db,
	          "SELECT actor.id AS id, slug, n FROM (SELECT actor_id,"
	          " count(*) AS n FROM (SELECT DISTINCT m.actor_id AS"
	          " actor_id, e.article_id, e.value"
	          " FROM event AS e CROSS JOIN mention AS m"
	          " ON m.article_id = e.article_id"
	          " AND m.sentence = e.sentence WHERE actor_id IS NOT NULL)"
	          " GROUP BY actor_id HAVING n >= :minimum)"
	          " JOIN actor ON actor.id = actor_id"
	          " WHERE article_count > 0 ORDER BY slug");
	VEC(struct event_subject) found = { 0 };
	int rc;

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":minimum", minimum);
	while ((rc = query_step(q, err)) > 0) {
		struct event_subject *x = VEC_ADD(arena, &found);

		x->id = query_get_int(q, "id");
		x->slug = arena_str(arena, query_get_text(q, "slug"));
		x->count = query_get_int(q, "n");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}
