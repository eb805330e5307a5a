/* search.c: questions put to FTS5. */
#include "store/search.h"

#include <stdio.h>

#include "base/utf8.h"
#include "store/handle.h"
#include "store/rows.h"

/* One article as a candidate for the best. */
struct candidate {
	int64_t id, published;
	double score; /* smaller is better, as bm25() gives it */
	struct str file;
};

struct ranking {
	struct candidate *items; /* sorted */
	size_t count, limit;
	struct arena *arena;
};

static bool
is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->score != b->score)
		return a->score < b->score;
	if (a->published != b->published)
		return a->published > b->published;
	return str_compare(a->file, b->file) > 0;
}

static void
rank(struct ranking *r, struct candidate c)
{
	size_t at = r->count;

	if (at == r->limit && !is_better(&c, &r->items[at - 1]))
		return;
	c.file = arena_str(r->arena, c.file);
	if (at == r->limit)
		at--;
	for (; at > 0 && is_better(&c, &r->items[at - 1]); at--)
		r->items[at] = r->items[at - 1];
	r->items[at] = c;
	if (r->count < r->limit)
		r->count++;
}

/* Each part as a phrase of FTS5, which breaks it into terms itself. */
static struct str
match_expression(const struct search *search, struct arena *arena)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < search->parts.count; i++) {
		const struct search_part *p = &search->parts.items[i];

		buf_puts(&out, i > 0 ? " AND \"" : "\"");
		for (size_t k = 0; k < p->text.len; k++) {
			if (p->text.ptr[k] == '"')
				buf_putc(&out, '"');
			buf_putc(&out, p->text.ptr[k]);
		}
		buf_puts(&out, p->prefix ? "\" *" : "\"");
	}
	return buf_move(&out, arena);
}

/* '["a","b"]': slugs need no escapes. */
static struct str
json_array(const struct str *slugs, size_t count, struct arena *arena)
{
	struct buf out = { 0 };

	buf_putc(&out, '[');
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s\"%.*s\"", i > 0 ? "," : "",
		    STR_ARG(slugs[i]));
	buf_putc(&out, ']');
	return buf_move(&out, arena);
}

/* The weights in the order of the table's columns. */
#define SQL_TEXT(number) #number
#define SQL_NUMBER(number) SQL_TEXT(number)
#define WEIGHTS \
	SQL_NUMBER(SEARCH_WEIGHT_TITLE) ", " \
	SQL_NUMBER(SEARCH_WEIGHT_TAG) ", " \
	SQL_NUMBER(SEARCH_WEIGHT_ACTOR) ", " \
	SQL_NUMBER(SEARCH_WEIGHT_BODY)

#define FILTERS \
	" a.day >= :after AND a.day < :before" \
	" AND (:tag_count = 0 OR :tag_count = (SELECT count(*) FROM" \
	" json_each(:tags) AS j WHERE EXISTS (SELECT 1 FROM article_tag AS x" \
	" JOIN tag ON tag.id = x.tag_id WHERE x.article_id = a.id" \
	" AND tag.slug = j.value)))" \
	" AND (:actor_count = 0 OR :actor_count = (SELECT count(*) FROM" \
	" json_each(:actors) AS j WHERE EXISTS (SELECT 1 FROM article_actor" \
	" AS x JOIN alias ON alias.id = x.actor_id AND NOT alias.is_tag" \
	" WHERE x.article_id = a.id AND alias.key = j.value)))"

static void
bind_filters(struct query *q, const struct search *search,
    struct arena *arena)
{
	query_int(q, ":after", search->has_after ? search->after : INT32_MIN);
	query_int(q, ":before",
	    search->has_before ? search->before : INT32_MAX);
	query_int(q, ":tag_count", (int64_t)search->tags.count);
	query_text(q, ":tags",
	    json_array(search->tags.items, search->tags.count, arena));
	query_int(q, ":actor_count", (int64_t)search->actors.count);
	query_text(q, ":actors",
	    json_array(search->actors.items, search->actors.count, arena));
}

static struct query *
candidates_query(struct store *s, const struct search *search,
    struct arena *arena)
{
	struct query *q;

	if (search->parts.count == 0)
		q = db_query(s->db, "SELECT a.id AS id, 0.0 AS score,"
		    " a.published AS published, a.file AS file"
		    " FROM article AS a WHERE" FILTERS);
	else {
		q = db_query(s->db, "SELECT a.id AS id, CASE WHEN :common"
		    " THEN 0.0 ELSE bm25(search, " WEIGHTS ") END AS score,"
		    " a.published AS published, a.file AS file FROM search"
		    " JOIN article AS a ON a.id = search.rowid"
		    " WHERE search MATCH :match AND" FILTERS);
		query_text(q, ":match", match_expression(search, arena));
		query_int(q, ":common", search->is_common);
	}
	bind_filters(q, search, arena);
	return q;
}

static int
read_hit(struct store *s, int64_t id, struct arena *arena,
    struct search_hit *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a WHERE a.id = :id");
	int rc;

	query_int(q, ":id", id);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	row_card(q, arena, &out->card);
	out->body = arena_str(arena, query_get_text(q, "body"));
	query_reset(q);
	return 1;
}

static int
read_hits(struct store *s, const struct ranking *ranking, struct arena *arena,
    struct search_result *out, struct err *err)
{
	out->items = arena_array(arena, ranking->count, sizeof(*out->items));
	for (size_t i = 0; i < ranking->count; i++) {
		int rc = read_hit(s, ranking->items[i].id, arena,
		    &out->items[out->count], err);

		if (rc < 0)
			return -1;
		out->count += rc > 0;
	}
	return 0;
}

int
store_search(struct store *s, const struct search *search, int limit,
    int milliseconds, struct arena *arena, struct search_result *out,
    struct err *err)
{
	struct ranking ranking = { .limit = (size_t)limit, .arena = arena };
	struct query *q;
	int rc;

	*out = (struct search_result){ 0 };
	if (search->parts.count == 0 && search->tags.count == 0 &&
	    search->actors.count == 0 && !search->has_after &&
	    !search->has_before)
		return 0;
	ranking.items = arena_array(arena, ranking.limit,
	    sizeof(*ranking.items));
	q = candidates_query(s, search, arena);
	db_time_limit(s->db, milliseconds);
	while ((rc = query_step(q, err)) > 0) {
		rank(&ranking, (struct candidate){
		    .id = query_get_int(q, "id"),
		    .score = query_get_real(q, "score"),
		    .published = query_get_int(q, "published"),
		    .file = query_get_text(q, "file"),
		});
		out->total++;
		if (db_time_is_up(s->db)) {
			query_reset(q);
			break;
		}
	}
	out->partial = db_time_is_up(s->db);
	db_time_limit(s->db, 0);
	if (rc < 0 && !out->partial)
		return -1;
	return read_hits(s, &ranking, arena, out, err);
}

int
store_search_names(struct store *s, struct str prefix, bool exact, int limit,
    struct arena *arena, struct search_names *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT key, is_tag, slug, name, kind, n FROM ("
	    "SELECT alias.key, is_tag, slug, name, kind, article_count AS n"
	    " FROM alias JOIN actor ON actor.id = alias.id"
	    " WHERE key >= :from AND key < :to AND NOT is_tag"
	    " AND article_count > 0 UNION ALL "
	    "SELECT alias.key, is_tag, slug, name, 0, article_count"
	    " FROM alias JOIN tag ON tag.id = alias.id"
	    " WHERE key >= :from AND key < :to AND is_tag"
	    ") ORDER BY n DESC, key, is_tag, slug LIMIT :limit");
	VEC(struct search_name) found = { 0 };
	/* '~' sorts behind every character of a slug, ' ' before. */
	struct str to = arena_printf(arena, "%.*s%s", STR_ARG(prefix),
	    exact ? " " : "~");
	int rc;

	query_reads_text(q, READ_NAMES,
	    str_slice(prefix, 0, prefix.len < 3 ? prefix.len : 3));
	query_text(q, ":from", prefix);
	query_text(q, ":to", to);
	query_int(q, ":limit", limit);
	while ((rc = query_step(q, err)) > 0) {
		struct search_name *n = VEC_ADD(arena, &found);

		n->key = arena_str(arena, query_get_text(q, "key"));
		n->is_tag = query_get_int(q, "is_tag") != 0;
		n->slug = arena_str(arena, query_get_text(q, "slug"));
		query_reads_text(q, n->is_tag ? READ_TAG_ROW : READ_ACTOR_ROW,
		    n->slug);
		n->name = arena_str(arena, query_get_text(q, "name"));
		n->kind = (enum kind)query_get_int(q, "kind");
		n->count = query_get_int(q, "n");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_search_prefixes(struct store *s, int length, struct arena *arena,
    struct str **out, size_t *count, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT DISTINCT substr(key, 1, :length) AS prefix FROM alias"
	    " WHERE length(key) >= :length ORDER BY prefix");
	VEC(struct str) found = { 0 };
	int rc;

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":length", length);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, &found) = arena_str(arena,
		    query_get_text(q, "prefix"));
	*out = found.items;
	*count = found.count;
	return rc;
}

#define ROW_QUERY(where) \
	"SELECT" CARD_COLUMNS \
	", a.file AS file, t.tags AS tags, t.actors AS actors," \
	" t.body AS words," \
	" ifnull((SELECT group_concat(tag.slug, ' ') FROM article_tag" \
	" JOIN tag ON tag.id = tag_id WHERE article_id = a.id), '')" \
	" AS tag_slugs, ifnull((SELECT group_concat(actor.slug, ' ')" \
	" FROM article_actor JOIN actor ON actor.id = actor_id" \
	" WHERE article_id = a.id), '') AS actor_slugs" \
	" FROM article AS a JOIN search_text AS t ON t.id = a.id " where

static void
read_row(struct query *q, struct arena *arena, struct search_row *row)
{
	row_card(q, arena, &row->card);
	row->title = row->card.title;
	row->file = arena_str(arena, query_get_text(q, "file"));
	row->tags = arena_str(arena, query_get_text(q, "tags"));
	row->actors = arena_str(arena, query_get_text(q, "actors"));
	row->body = arena_str(arena, query_get_text(q, "words"));
	row->tag_slugs = arena_str(arena, query_get_text(q, "tag_slugs"));
	row->actor_slugs = arena_str(arena, query_get_text(q, "actor_slugs"));
}

int
store_search_rows(struct store *s,
    int (*visit)(void *context, const struct search_row *row,
        struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(s->db,
	    ROW_QUERY("ORDER BY a.published, a.file"));
	struct arena scratch = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct search_row row;

		arena_reset(&scratch);
		read_row(q, &scratch, &row);
		if (visit(context, &row, err) != 0) {
			query_reset(q);
			rc = -1;
			break;
		}
	}
	arena_free(&scratch);
	return rc;
}

int
store_search_row(struct store *s, int64_t article, struct arena *arena,
    struct search_row *out, struct err *err)
{
	struct query *q = db_query(s->db, ROW_QUERY("WHERE a.id = :article"));
	int rc;

	query_int(q, ":article", article);
	rc = query_step(q, err);
	if (rc > 0) {
		read_row(q, arena, out);
		query_reset(q);
	}
	return rc;
}

int
store_search_newest(struct store *s, int64_t limit, struct arena *arena,
    int64_t **ids, size_t *count, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT id FROM article"
	    " ORDER BY published DESC, file DESC LIMIT :limit");
	VEC(int64_t) found = { 0 };
	int rc;

	query_int(q, ":limit", limit);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, &found) = query_get_int(q, "id");
	*ids = found.items;
	*count = found.count;
	return rc;
}

enum { SIMILAR_MAX = 32 }; /* bytes of a word that is looked for */

static int
min3(int a, int b, int c)
{
	int m = a < b ? a : b;

	return m < c ? m : c;
}

/* Letters to add, drop, change or swap with a neighbour (Damerau, optimal
 * string alignment), both at most SIMILAR_MAX bytes. */
static int
distance(struct str a, struct str b)
{
	int rows[3][SIMILAR_MAX + 1];
	int *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b.len; j++)
		last[j] = (int)j;
	for (size_t i = 1; i <= a.len; i++) {
		int *next = before;

		row[0] = (int)i;
		for (size_t j = 1; j <= b.len; j++) {
			bool same = a.ptr[i - 1] == b.ptr[j - 1];

			row[j] = min3(last[j] + 1, row[j - 1] + 1,
			    last[j - 1] + !same);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
			    a.ptr[i - 2] == b.ptr[j - 1])
				row[j] = min3(row[j], before[j - 2] + 1,
				    row[j]);
		}
		before = last;
		last = row;
		row = next;
	}
	return last[b.len];
}

/* The term as some article prints it. */
static int
printed_form(struct store *s, struct str term, struct arena *arena,
    struct str *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT snippet(search, -1, char(2), char(3), '', 1) AS word"
	    " FROM search WHERE search MATCH :match LIMIT 1");
	struct str text;
	size_t start, end;
	int rc;

	*out = arena_str(arena, term);
	query_text(q, ":match", arena_printf(arena, "\"%s\"", out->ptr));
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	text = query_get_text(q, "word");
	start = str_find(text, (struct str)STR("\x02"), 0);
	end = str_find(text, (struct str)STR("\x03"), start);
	if (end < text.len)
		*out = utf8_lower(arena, str_slice(text, start + 1, end));
	query_reset(q);
	return 0;
}

/* What is most like a word so far. */
struct similar {
	struct str term;
	int distance;
	int64_t count;
	bool is_term; /* a stem, not yet as printed */
};

/* Tries every row of term and n against word. */
static int
try_rows(struct query *q, struct str word, bool is_term, struct arena *arena,
    struct similar *best, struct err *err)
{
	size_t next;
	int rc;

	utf8_next(word, 0, &next);
	query_text(q, ":from", str_slice(word, 0, next));
	query_text(q, ":to", arena_printf(arena, "%.*s\xf4\x8f\xbf\xbf",
	    (int)next, word.ptr));
	while ((rc = query_step(q, err)) > 0) {
		struct str term = query_get_text(q, "term");
		int64_t count = query_get_int(q, "n");
		int d = term.len > SIMILAR_MAX ? best->distance
		                               : distance(word, term);

		if (d < best->distance ||
		    (d == best->distance && best->term.len > 0 &&
		        count > best->count)) {
			best->term = arena_str(arena, term);
			best->distance = d;
			best->count = count;
			best->is_term = is_term;
		}
	}
	return rc;
}

int
store_search_similar(struct store *s, const struct search_part *part,
    struct arena *arena, struct str *out, struct err *err)
{
	struct str term = part->terms.items[0];
	struct str word = utf8_fold(arena, part->text);
	struct similar best = { .distance = term.len < 6 ? 2 : 3 };

	*out = str_from("");
	if (word.len < 3 || word.len > SIMILAR_MAX || term.len > SIMILAR_MAX)
		return 0;
	if (try_rows(db_query(s->db, "SELECT term, doc AS n"
	        " FROM search_vocabulary WHERE term >= :from"
	        " AND term < :to"), term, true, arena, &best, err) != 0)
		return -1;
	/* Stems lose what a longer word was mistyped in; names keep it. */
	if (best.distance > 0 &&
	    try_rows(db_query(s->db, "SELECT key AS term, count(*) AS n"
	        " FROM alias WHERE key >= :from AND key < :to"
	        " AND key NOT LIKE '%-%' GROUP BY key"), word, false, arena,
	        &best, err) != 0)
		return -1;
	if (best.distance == 0 || best.term.len == 0)
		return 0;
	if (best.is_term)
		return printed_form(s, best.term, arena, out, err);
	*out = best.term;
	return 0;
}
