/* statement.c: who said what, about whom, on which issue. */
#include "store/statement.h"

#include "base/civil.h"
#include "base/vec.h"
#include "store/handle.h"
#include "store/rows.h"

/* What read_statements reads of article a, sentence x and statement t. */
#define STATEMENT_COLUMNS \
	PASSAGE_COLUMNS ", t.number AS number, t.block AS content_block," \
	" source_start, source_end, cue_start, cue_end, content_start," \
	" content_end, hedge_start, hedge_end, stance, direct," \
	" speaker.slug AS speaker_slug, speaker.name AS speaker_name"
#define STATEMENT_JOINS \
	" CROSS JOIN article AS a ON a.id = t.article_id" \
	" CROSS JOIN sentence AS x ON x.article_id = a.id" \
	" AND x.number = t.sentence" \
	" LEFT JOIN actor AS speaker ON speaker.id = t.speaker_id" \
	" AND speaker.article_count > 0"

static struct str
read_part(struct query *q, struct arena *arena, struct str title,
    const char *start, const char *end)
{
	uint32_t from = (uint32_t)query_get_int(q, start);
	uint32_t to = (uint32_t)query_get_int(q, end);

	return arena_str(arena,
	    row_span_text(title, query_get_text(q, "caption"),
	        query_get_text(q, "body"),
	        (uint32_t)query_get_int(q, "content_block"), from, to));
}

static void
read_statement(struct query *q, struct arena *arena,
    struct statement_row *out)
{
	struct str title;

	row_passage(q, arena, &out->passage);
	title = out->passage.card.title;
	out->number = (uint32_t)query_get_int(q, "number");
	query_reads(q, READ_STATEMENT, out->passage.card.id, out->number);
	query_reads(q, READ_NAMED, out->passage.card.id, 0);
	out->source = read_part(q, arena, title, "source_start",
	    "source_end");
	out->cue = read_part(q, arena, title, "cue_start", "cue_end");
	out->content = read_part(q, arena, title, "content_start",
	    "content_end");
	out->hedge = read_part(q, arena, title, "hedge_start", "hedge_end");
	out->stance = (enum stance)query_get_int(q, "stance");
	out->direct = query_get_int(q, "direct") != 0;
	out->speaker_slug = arena_str(arena,
	    query_get_text(q, "speaker_slug"));
	out->speaker_name = arena_str(arena,
	    query_get_text(q, "speaker_name"));
}

static int
read_statements(struct query *q, struct arena *arena,
    struct statement_list *out, struct err *err)
{
	VEC(struct statement_row) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0)
		read_statement(q, arena, VEC_ADD(arena, &found));
	out->items = found.items;
	out->count = found.count;
	return rc;
}

/* Each walk starts at the newest article of its subject and ends at the
 * limit; CROSS JOIN keeps SQLite from starting elsewhere. */

int
store_actor_statements(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct statement_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" STATEMENT_COLUMNS
	    " FROM article_actor AS l"
	    " CROSS JOIN statement AS t ON t.speaker_id = l.actor_id"
	    " AND t.article_id = l.article_id" STATEMENT_JOINS
	    " WHERE l.actor_id = :actor"
	    " ORDER BY l.published DESC, a.file DESC, t.number"
	    " LIMIT :limit");

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	query_int(q, ":limit", limit);
	return read_statements(q, arena, out, err);
}

int
store_actor_issues(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct tag_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tag.id AS id, slug, name, n FROM (SELECT tag_id,"
	    " count(*) AS n FROM statement AS t JOIN article_tag AS l"
	    " ON l.article_id = t.article_id WHERE t.speaker_id = :actor"
	    " GROUP BY tag_id) JOIN tag ON tag.id = tag_id"
	    " ORDER BY n DESC, slug LIMIT :limit");
	VEC(struct tag_row) found = { 0 };
	int rc;

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	query_int(q, ":limit", limit);
	while ((rc = query_step(q, err)) > 0) {
		struct tag_row *t = VEC_ADD(arena, &found);

		t->id = query_get_int(q, "id");
		t->slug = arena_str(arena, query_get_text(q, "slug"));
		query_reads_text(q, READ_TAG_ROW, t->slug);
		t->name = arena_str(arena, query_get_text(q, "name"));
		t->article_count = query_get_int(q, "n");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

static int
load_statement(struct store *s, int64_t article, int64_t number,
    struct arena *arena, struct statement_row *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" STATEMENT_COLUMNS
	    " FROM statement AS t" STATEMENT_JOINS
	    " WHERE t.article_id = :article AND t.number = :number");
	int rc;

	query_reads(q, READ_STATEMENT, article, number);
	query_int(q, ":article", article);
	query_int(q, ":number", number);
	rc = query_step(q, err);
	if (rc > 0) {
		read_statement(q, arena, out);
		query_reset(q);
	}
	return rc;
}

/* Statements of an actor as they are dealt out to their issues. */
struct deal {
	struct store *store;
	const struct tag_list *issues;
	int limit;
	struct statement_list *lists; /* an issue each */
	size_t open; /* lists that are not full */
	/* the statement at hand, read when an issue first wants it */
	int64_t article, number;
	struct statement_row row;
	struct arena *arena;
	struct err *err;
};

static int
deal_statement(struct deal *d, int64_t tag, int64_t article, int64_t number)
{
	size_t i = 0;

	while (i < d->issues->count && d->issues->items[i].id != tag)
		i++;
	if (i == d->issues->count || d->lists[i].count == (size_t)d->limit)
		return 0;
	if (article != d->article || number != d->number) {
		if (load_statement(d->store, article, number, d->arena,
		        &d->row, d->err) <= 0)
			return -1;
		d->article = article;
		d->number = number;
	}
	d->lists[i].items[d->lists[i].count++] = d->row;
	d->open -= d->lists[i].count == (size_t)d->limit;
	return 0;
}

/* One walk over what the actor said serves all issues: a walk over an
 * issue's articles, of which few are the actor's, would cost each page what
 * the issue is large. */
int
store_issue_statements(struct store *s, int64_t actor,
    const struct tag_list *issues, int limit, struct arena *arena,
    struct statement_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT t.article_id AS article, t.number AS number,"
	    " g.tag_id AS tag FROM article_actor AS l"
	    " CROSS JOIN statement AS t ON t.speaker_id = l.actor_id"
	    " AND t.article_id = l.article_id"
	    " CROSS JOIN article AS a INDEXED BY article_when"
	    " ON a.id = t.article_id"
	    " CROSS JOIN article_tag AS g ON g.article_id = a.id"
	    " WHERE l.actor_id = :actor"
	    " ORDER BY l.published DESC, a.file DESC, t.number");
	struct deal d = {
		.store = s,
		.issues = issues,
		.limit = limit,
		.lists = out,
		.open = issues->count,
		.arena = arena,
		.err = err,
	};
	int rc = 0;

	for (size_t i = 0; i < issues->count; i++) {
		out[i].count = 0;
		out[i].items = arena_array(arena, (size_t)limit,
		    sizeof(*out[i].items));
	}
	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	while (d.open > 0 && (rc = query_step(q, err)) > 0) {
		int64_t tag = query_get_int(q, "tag");
		int64_t article = query_get_int(q, "article");

		if (deal_statement(&d, tag, article,
		        query_get_int(q, "number")) != 0) {
			rc = -1;
			break;
		}
	}
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

/* The month of the day before: days may step back by one in the order of
 * publication, when clocks are put back at midnight. */
static int
month_before(int32_t day)
{
	return civil_month(day - 1);
}

int
store_issue_others(struct store *s, int64_t tag, int64_t actor, int limit,
    struct arena *arena, struct statement_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" STATEMENT_COLUMNS
	    " FROM article_tag AS l CROSS JOIN statement AS t"
	    " ON t.article_id = l.article_id AND t.speaker_id <> :actor"
	    " AND t.stance <> :say" STATEMENT_JOINS
	    " WHERE l.tag_id = :tag"
	    " ORDER BY l.published DESC, a.file DESC, t.number"
	    " LIMIT :limit");

	query_reads(q, READ_NOTHING, 0, 0);
	query_int(q, ":tag", tag);
	query_int(q, ":actor", actor);
	query_int(q, ":say", STANCE_SAY);
	query_int(q, ":limit", limit);
	if (read_statements(q, arena, out, err) != 0)
		return -1;
	query_reads(q, READ_STANDS, tag, out->count < (size_t)limit ? 0
	        : month_before(out->items[out->count - 1].passage.card.day));
	return 0;
}

int
store_issue_positions(struct store *s, int64_t tag, int newest,
    struct arena *arena, struct position_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT speaker_id, slug, name, stance, n, article_id,"
	    " published, number"
	    " FROM (SELECT t.speaker_id AS speaker_id, t.stance AS stance,"
	    " t.article_id AS article_id, a.published AS published,"
	    " t.number AS number, speaker.slug AS slug,"
	    " speaker.name AS name,"
	    " count(*) OVER same AS n, row_number() OVER (same ORDER BY"
	    " a.published DESC, a.file DESC, t.number) AS age"
	    " FROM article_tag AS l CROSS JOIN statement AS t"
	    " ON t.article_id = l.article_id"
	    " CROSS JOIN article AS a INDEXED BY article_when"
	    " ON a.id = t.article_id"
	    " CROSS JOIN actor AS speaker ON speaker.id = t.speaker_id"
	    " WHERE l.tag_id = :tag"
	    " WINDOW same AS (PARTITION BY t.stance, t.speaker_id))"
	    " WHERE age <= :newest ORDER BY stance, n DESC, slug, age");
	VEC(struct position_row) found = { 0 };
	int rc;

	query_reads(q, READ_TAG, tag, 0);
	query_int(q, ":tag", tag);
	query_int(q, ":newest", newest);
	while ((rc = query_step(q, err)) > 0) {
		struct position_row *p = VEC_ADD(arena, &found);

		p->actor = query_get_int(q, "speaker_id");
		p->slug = arena_str(arena, query_get_text(q, "slug"));
		query_reads_text(q, READ_ACTOR_ROW, p->slug);
		p->name = arena_str(arena, query_get_text(q, "name"));
		p->stance = (enum stance)query_get_int(q, "stance");
		p->count = query_get_int(q, "n");
		p->article = query_get_int(q, "article_id");
		p->published = query_get_int(q, "published");
		p->number = (uint32_t)query_get_int(q, "number");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_position_statement(struct store *s, const struct position_row *p,
    struct arena *arena, struct statement_row *out, struct err *err)
{
	return load_statement(s, p->article, p->number, arena, out, err);
}

int
store_issue_speakers(struct store *s, int64_t tag, int limit, int64_t *count,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT count(*) AS n FROM (SELECT DISTINCT speaker_id"
	    " FROM article_tag AS l CROSS JOIN statement AS t"
	    " ON t.article_id = l.article_id WHERE l.tag_id = :tag"
	    " AND speaker_id IS NOT NULL LIMIT :limit)");
	int rc;

	query_reads(q, READ_SPEAKERS, tag, 0);
	query_int(q, ":tag", tag);
	query_int(q, ":limit", limit);
	rc = query_step(q, err);
	*count = rc > 0 ? query_get_int(q, "n") : 0;
	query_reset(q);
	if (*count < limit || limit > READS_SPEAKERS)
		query_reads(q, READ_TAG, tag, 0);
	return rc < 0 ? -1 : 0;
}

int
store_issues(struct store *s, int speakers, struct arena *arena,
    struct tag_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tag.id AS id, slug, name, article_count FROM (SELECT"
	    " tag_id FROM statement AS t JOIN article_tag AS l"
	    " ON l.article_id = t.article_id WHERE speaker_id IS NOT NULL"
	    " GROUP BY tag_id HAVING count(DISTINCT speaker_id) >= :speakers)"
	    " JOIN tag ON tag.id = tag_id ORDER BY slug");
	VEC(struct tag_row) found = { 0 };
	int rc;

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":speakers", speakers);
	while ((rc = query_step(q, err)) > 0) {
		struct tag_row *t = VEC_ADD(arena, &found);

		t->id = query_get_int(q, "id");
		t->slug = arena_str(arena, query_get_text(q, "slug"));
		t->name = arena_str(arena, query_get_text(q, "name"));
		t->article_count = query_get_int(q, "article_count");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_statements_about(struct store *s, int64_t actor, int limit,
    struct arena *arena, struct statement_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" STATEMENT_COLUMNS
	    " FROM article_actor AS l CROSS JOIN statement AS t"
	    " ON t.article_id = l.article_id"
	    " AND t.speaker_id IS NOT :actor" STATEMENT_JOINS
	    " WHERE l.actor_id = :actor AND EXISTS (SELECT 1"
	    " FROM mention AS m WHERE m.actor_id = :actor"
	    " AND m.article_id = t.article_id AND m.block = t.block"
	    " AND m.start >= content_start AND m.end <= content_end)"
	    " ORDER BY l.published DESC, a.file DESC, t.number"
	    " LIMIT :limit");

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	query_int(q, ":limit", limit);
	return read_statements(q, arena, out, err);
}
